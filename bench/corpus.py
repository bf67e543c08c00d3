"""The coder against the Histor corpus: every layer of one split, account by account.

    python -m bench.corpus [--data training/corpus] [--split test] [--standoff DIR | --no-standoff] [--json FILE]
        [--draws 1000] [--errors LAYER] [--plain]

What is compared is what one document gives (`histor.pipeline.take`), before accounts are joined. A row of a layer is
right when its place and everything that the layer's name asks for is right:

- `triggers`: a deed is found where its trigger stands; `typed`: with its PLOVER type; `events`: with type and status.
- `role by`, `on`, `at`: of the deeds found, who did it, to whom (hit or aimed at), where, by the mention's place (see
  `corpus_roles.py`).
- `cues`: a saying is found; `speakers`: with the right speaker; `attributions`: with speaker and stance. What is only
  hoped, feared or wanted (`attitude`) is neither asked for nor punished.
- `figures`: a number of people harmed with the right effect and size; `casualties`: with the right claimant too.
- `times`: a time expression overlaps one; `answers`: the words that make a deed an answer.

Intervals are the middle 95% of seeded draws of accounts with replacement.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.corpus.markup import Mark
from training.corpus.reader import read
from training.corpus.records import Account as Gold
from training.corpus.records import Attribution as GoldSaying
from training.corpus.records import Event as GoldEvent
from training.corpus.scheme import FOLDER
from training.corpus.standoff import SHARED, read_standoff

from bench.corpus_roles import Place, RoleJudge
from histor.model import Account, Attribution, Event, Span, WordRef
from histor.pipeline import Crew, load_crew, take
from histor.read import read_text


@dataclass
class Tally:
    """Right answers, answers wanted, answers given; and what went wrong, for reading."""

    hit: int = 0
    gold: int = 0
    ours: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 with the counts that they stand on."""
        p = self.hit / self.ours if self.ours else 1.0
        r = self.hit / self.gold if self.gold else 1.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4), "hit": self.hit, "gold": self.gold,
                "ours": self.ours}


Rows = dict[str, Tally]


def _meets(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _any(marks: Iterable[Mark], place: Place | None) -> bool:
    return place is not None and any(_meets((m.start, m.end), place) for m in marks)


class Comparison:
    """One account, annotated and coded."""

    def __init__(self, gold: Gold, ours: Account) -> None:
        self.gold, self.ours = gold, ours
        self.rows: Rows = {}
        self._judge = RoleJudge(gold, ours)

    def word(self, ref: WordRef) -> Place:
        """The characters of a word."""
        return self._judge.word(ref)

    def tally(self, name: str, hits: int, gold: Sequence[str], ours: Sequence[str], *, missed: Sequence[str] = (),
              wrong: Sequence[str] = ()) -> None:
        """Count a layer's rows."""
        row = self.rows.setdefault(name, Tally())
        row.hit, row.gold, row.ours = row.hit + hits, row.gold + len(gold), row.ours + len(ours)
        row.missed += missed
        row.wrong += wrong

    def line(self, place: Place) -> str:
        """The sentence around a place with the place marked, for reading errors."""
        text = self.gold.text
        a, b = max(0, place[0] - 90), min(len(text), place[1] + 90)
        shown = text[a : place[0]] + "⟦" + text[place[0] : place[1]] + "⟧" + text[place[1] : b]
        return f"{self.gold.header.get('id', '?')}: {' '.join(shown.split())}"

    def run(self) -> Rows:
        """All layers."""
        self._events()
        self._sayings()
        self._tolls()
        self._spans("times", [t.mark for t in self.gold.times], [w.span for w in self.ours.times if w.span])
        cues = [r.cue[0] for r in self.gold.responses if r.cue]
        self._spans("answers", cues, [e.cue for e in self.ours.events if e.cue])
        return self.rows

    def _events(self) -> None:
        gold = [e for e in self.gold.events if e.trigger]
        ours = list(self.ours.events)
        pairs = _pair(gold, ours, self._same_trigger)
        optional = {id(g) for g in gold if g.status in ("negated", "hypothetical")}
        for name, right in (("triggers", _always), ("typed", _typed), ("events", _typed_and_told)):
            good = [(g, o) for g, o in pairs if right(g, o)]
            met = {id(o) for _, o in good}
            got = {id(g) for g, _ in good}
            # What did not happen or may never happen is not asked for; where found as what it is, it counts.
            asked = [g for g in gold if id(g) not in optional or id(g) in got]
            free = {id(o) for g, o in pairs if id(g) in optional and id(g) not in got} if name == "triggers" else set()
            given = [o for o in ours if id(o) not in free and not (o.status in ("negated", "hypothetical")
                                                                  and id(o) not in met)]
            missed = [self.line((g.trigger[0].start, g.trigger[0].end)) + f" = {g.type}/{g.mode} {g.status}"
                      for g in asked if id(g) not in got]
            wrong = [self.line(self.word(o.trigger)) + f" = {o.type}/{o.mode} {o.status} ({o.why.rule})"
                     for o in given if id(o) not in met]
            self.tally(name, len(good), [g.id for g in asked], [o.type for o in given], missed=missed, wrong=wrong)
        for g, o in pairs:
            if _typed(g, o):
                self._roles(g, o)

    def _roles(self, gold: GoldEvent, ours: Event) -> None:
        for judged in self._judge.roles(gold, ours):
            row = self.rows.setdefault(f"role {judged.role}", Tally())
            row.hit, row.gold = row.hit + len(judged.hit), row.gold + len(judged.wanted)
            row.ours += len(judged.hit) + len(judged.wrong)
            row.missed += [self.line((m.start, m.end)) for key, m in judged.wanted.items() if key not in judged.hit]
            row.wrong += [self.line(self.word(m.word)) for m in judged.wrong]

    def _same_trigger(self, gold: GoldEvent, ours: Event) -> int:
        place = self.word(ours.trigger)
        if _any(gold.trigger, place):
            return 2
        frame = self.word(ours.frame) if ours.frame else place
        return 1 if _any(gold.trigger, frame) else 0

    def _sayings(self) -> None:
        wanted = [(g, m) for g in self.gold.attributions for m in (g.sources or (None,)) if g.stance != "attitude"]
        attitudes = [m for g in self.gold.attributions if g.stance == "attitude" for m in g.cue]
        ours = [a for a in self.ours.attributions if not _any(attitudes, a.cue)]
        tests: tuple[tuple[str, Callable[[Any, Attribution], bool]], ...] = (
            ("cues", lambda g, o: True), ("speakers", self._speaks),
            ("attributions", lambda g, o: self._speaks(g, o) and _stands(g[0], o)))
        for name, right in tests:
            pairs = _pair(wanted, ours, lambda g, o, right=right: 2 * _any(g[0].cue, o.cue) if right(g, o) else 0)
            met, got = {id(o) for _, o in pairs}, {id(g) for g, _ in pairs}
            missed = [self.line((g[0].cue[0].start, g[0].cue[0].end)) + f" = {g[0].stance}" for g in wanted
                      if id(g) not in got]
            wrong = [self.line(o.cue) + f" = {o.stance} ({o.why.rule})" for o in ours if id(o) not in met]
            self.tally(name, len(pairs), ["" for _ in wanted], ["" for _ in ours], missed=missed, wrong=wrong)

    def _speaks(self, gold: tuple[GoldSaying, Mark | None], ours: Attribution) -> bool:
        mark = gold[1]
        if mark is None:
            return ours.speaker is None
        if ours.speaker is None:
            return False
        chain = self.gold.marks.get(mark.id, (mark,))
        phrase = ours.speaker_span
        return _any(chain, self.word(ours.speaker)) or (phrase is not None and _any([mark], phrase))

    def _tolls(self) -> None:
        gold, ours = list(self.gold.tolls), list(self.ours.tolls)
        for name, claim in (("figures", False), ("casualties", True)):
            def right(g: Any, o: Any, claim: bool = claim) -> int:
                near = _meets((g.number.start, g.number.end), o.span) or _any(g.group, o.span)
                same = g.effect == o.effect and (g.low, g.high) == (o.low, o.high)
                return 2 * (near and same and (not claim or self._claimed(g.claimant, o.claimant)))

            pairs = _pair(gold, ours, right)
            met, got = {id(o) for _, o in pairs}, {id(g) for g, _ in pairs}
            missed = [self.line((g.number.start, g.number.end)) + f" = {g.effect} {g.low} {g.high}" for g in gold
                      if id(g) not in got]
            wrong = [self.line(o.span) + f" = {o.effect} {o.low} {o.high} ({o.why.rule})" for o in ours
                     if id(o) not in met]
            self.tally(name, len(pairs), ["" for _ in gold], ["" for _ in ours], missed=missed, wrong=wrong)

    def _claimed(self, gold: str | None, ours: int | None) -> bool:
        """The same saying, or another one of the same speaker (a split quotation)."""
        saying = next((a for a in self.gold.attributions if a.id == gold), None)
        if saying is None or saying.stance == "attitude" or ours is None:
            return (saying is None or saying.stance == "attitude") and ours is None
        row = self.ours.attributions[ours]
        if _any(saying.cue, row.cue):
            return True
        return bool(saying.sources) and any(self._speaks((saying, m), row) for m in saying.sources)

    def _spans(self, name: str, gold: Sequence[Mark], ours: Sequence[Span]) -> None:
        hit_gold = [m for m in gold if any(_meets((m.start, m.end), s) for s in ours)]
        hit_ours = [s for s in ours if _any(gold, s)]
        row = self.rows.setdefault(name, Tally())
        row.hit, row.gold = row.hit + len(hit_gold), row.gold + len(gold)
        row.ours += len(hit_gold) + len(ours) - len(hit_ours)


def _always(gold: GoldEvent, ours: Event) -> bool:
    return True


def _typed(gold: GoldEvent, ours: Event) -> bool:
    return ours.type in {gold.type, *(other.split("/")[0] for other in gold.alternatives)}


def _typed_and_told(gold: GoldEvent, ours: Event) -> bool:
    told = "claimed" if gold.status == "disputed" and ours.status != "reported" else gold.status
    return _typed(gold, ours) and ours.status in {gold.status, told}


def _stands(gold: GoldSaying, ours: Attribution) -> bool:
    return ours.stance in {gold.stance, *gold.alternatives}


def _pair(gold: Sequence[Any], ours: Sequence[Any], fits: Callable[[Any, Any], int]) -> list[tuple[Any, Any]]:
    """Match one to one, the surest first and then in text order."""
    found, taken_gold, taken_ours = [], set(), set()
    scored = [(-fits(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours)]
    for score, i, j in sorted(scored):
        if score < 0 and i not in taken_gold and j not in taken_ours:
            taken_gold.add(i)
            taken_ours.add(j)
            found.append((gold[i], ours[j]))
    return found


def accounts(data: Path, split: str, standoff: Path | None) -> list[Gold]:
    """The annotated accounts of a split: those written for the corpus, and real texts where their words are at hand."""
    found = [read(path) for path in sorted((data / split).glob("*.txt"))]
    real = sorted((data / "standoff" / split).glob("*.json")) if standoff and standoff.exists() else []
    return found + [read_standoff(path, standoff) for path in real if standoff]


def measure(found: Sequence[Gold], crew: Crew) -> list[Rows]:
    """The rows of every account, coded afresh."""
    return [Comparison(gold, take(read_text(gold.text), crew)).run() for gold in found]


def pooled(rows: Iterable[Rows]) -> Rows:
    """The rows of several accounts as one."""
    out: Rows = {}
    for row in rows:
        for name, tally in row.items():
            kept = out.setdefault(name, Tally())
            kept.hit, kept.gold, kept.ours = kept.hit + tally.hit, kept.gold + tally.gold, kept.ours + tally.ours
            kept.missed += tally.missed
            kept.wrong += tally.wrong
    return out


def intervals(rows: list[Rows], draws: int, seed: int = 20) -> dict[str, tuple[float, float]]:
    """The middle 95% of F1 over draws of accounts with replacement."""
    rng = random.Random(seed)
    found: dict[str, list[float]] = {}
    if not draws:
        return {name: (t.figures()["f"], t.figures()["f"]) for name, t in pooled(rows).items()}
    for _ in range(draws):
        sums: dict[str, list[int]] = {}
        for row in rng.choices(rows, k=len(rows)):
            for name, t in row.items():
                kept = sums.setdefault(name, [0, 0, 0])
                kept[0], kept[1], kept[2] = kept[0] + t.hit, kept[1] + t.gold, kept[2] + t.ours
        for name, (hit, gold, ours) in sums.items():
            found.setdefault(name, []).append(2 * hit / max(gold + ours, 1))
    return {name: (sorted(v)[int(0.025 * len(v))], sorted(v)[int(0.975 * len(v))]) for name, v in found.items()}


def main() -> int:
    """Print a table, a row a layer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--split", default="test", choices=["train", "dev", "test"])
    parser.add_argument("--standoff", type=Path, default=Path(os.environ.get("HISTOR_SHARED", SHARED)))
    parser.add_argument("--no-standoff", action="store_true", help="only accounts written for the corpus")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--errors", metavar="LAYER", help="print what was missed and what was wrong of one layer")
    parser.add_argument("--plain", action="store_true", help="without the model's hints: the rules alone")
    args = parser.parse_args()
    found = accounts(args.data, args.split, None if args.no_standoff else args.standoff)
    if not found:
        print(f"No accounts in {args.data / args.split}: give the corpus folder with --data.", file=sys.stderr)
        return 2
    rows = measure(found, load_crew(hints=not args.plain))
    total, spread = pooled(rows), intervals(rows, args.draws)
    print(f"{len(found)} accounts, {args.split}")
    print(f"{'layer':14}{'P':>8}{'R':>8}{'F1':>8}{'95%':>16}{'gold':>7}{'ours':>7}")
    for name, tally in total.items():
        f = tally.figures()
        low, high = spread[name]
        print(f"{name:14}{f['p']:8.3f}{f['r']:8.3f}{f['f']:8.3f}{low:9.3f}-{high:.3f}{f['gold']:8}{f['ours']:7}")
    if args.errors:
        print("\nmissed\n" + "\n".join(total[args.errors].missed), "\n\nwrong\n" + "\n".join(total[args.errors].wrong))
    if args.json:
        layers = {name: tally.figures() | dict(zip(("low", "high"), spread[name], strict=True))
                  for name, tally in total.items()}
        table = {"accounts": len(found), "split": args.split, "layers": layers}
        args.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
