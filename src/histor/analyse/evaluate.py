"""How well a case agrees with a gold annotation, layer by layer, with what was missed and what was wrong.

Layers and leniencies are those of docs/formats/gold.md: an actor of the same side counts, a background event costs
nothing, telling one deed twice is an error of its own kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from histor.analyse.coded import Answer, Coded, Deed, Names
from histor.analyse.match import People, match_deeds, match_figures, match_said, same_day
from histor.analyse.measures import Labels, Score

#: The layers in which one label meets another.
LABELLED = ("events", "stance", "basis")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by layer; by layer what was missed and what was wrong, in words; label pairs (ours, gold) by layer."""

    scores: Mapping[str, Score]
    missed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)
    labels: Mapping[str, Labels] = field(default_factory=dict)


def evaluate(ours: Coded, gold: Coded, families: Mapping[str, Sequence[str]], text: str | None = None) -> Evaluation:
    """Return the evaluation of one coder against a gold annotation; ``families`` groups stances that count as one.

    With the ``text`` of the source the quotes are checked against it too.
    """
    return _Evaluating(ours, gold, families).run(text)


class _Evaluating:
    """One evaluation in the making."""

    def __init__(self, ours: Coded, gold: Coded, families: Mapping[str, Sequence[str]]) -> None:
        self.ours, self.gold, self.people = ours, gold, People(ours, gold)
        self.family = {stance: name for name, members in families.items() for stance in members}
        self.pairs, self.doubles = match_deeds(ours, gold)
        self.scores: dict[str, Score] = {}
        self.missed: dict[str, list[str]] = {}
        self.wrong: dict[str, list[str]] = {}
        self.labels: dict[str, list[tuple[str, str]]] = {}

    def run(self, text: str | None) -> Evaluation:
        """All layers in the order in which they are shown."""
        self._deeds()
        self._fields()
        self._said()
        self._figures()
        self._answers()
        if text is not None:
            good = sum(text[a:b] == quote != "" for a, b, quote in self.ours.quotes)
            self.scores["quotes"] = Score(good, len(self.ours.quotes), len(self.ours.quotes))
        return Evaluation(self.scores, self.missed, self.wrong, self.labels)

    def _deeds(self) -> None:
        met = set(self.pairs.values())
        wanted = [j for j, deed in enumerate(self.gold.deeds) if deed.wanted]
        recall = sum(j in met for j in wanted) / len(wanted) if wanted else 1.0
        self.scores["events"] = Score(len(self.pairs), len(self.ours.deeds), len(wanted), recall)
        self.missed["events"] = [_line(self.gold.deeds[j]) for j in wanted if j not in met]
        self.wrong["events"] = [
            f"{_line(deed)}{' (told twice)' if i in self.doubles else ''}"
            for i, deed in enumerate(self.ours.deeds) if i not in self.pairs]
        self.labels["events"] = [(_type(self.ours.deeds[i]), _type(self.gold.deeds[j]))
                                 for i, j in sorted(self.pairs.items())]

    def _fields(self) -> None:
        rows = [(self.ours.deeds[i], self.gold.deeds[j]) for i, j in sorted(self.pairs.items())]
        self._share("dates", [(mine, other, verdict) for mine, other in rows
                              if (verdict := same_day(mine, other)) is not None])
        self._share("places", [(mine, other, self._placed(mine, other)) for mine, other in rows if other.places])
        for name in ("actors", "targets"):
            self._role(name, [(getattr(mine, name), getattr(other, name), mine, other) for mine, other in rows])
        self._share("claimed targets", [
            (mine, other, any(self.people.same(x, want) for x in mine.claimed)
             and not any(self.people.same(x, want) for x in mine.targets))
            for mine, other in rows for want in other.claimed])
        self._share("weapons", [(mine, other, any(w in x or x in w for x in mine.weapons if x))
                                for mine, other in rows for w in other.weapons])

    def _placed(self, ours: Deed, gold: Deed) -> bool:
        return any(f" {a} " in f" {b} " or f" {b} " in f" {a} "
                   for mine in ours.places for a in mine for other in gold.places for b in other)

    def _share(self, layer: str, rows: Sequence[tuple[Deed, Deed, bool]]) -> None:
        right = sum(verdict for *_, verdict in rows)
        self.scores[layer] = Score(right, len(rows), len(rows))
        self.wrong[layer] = [f"{_line(mine)} | gold {_line(other)}" for mine, other, verdict in rows if not verdict]

    def _role(self, layer: str, rows: Sequence[tuple[tuple[Names, ...], tuple[Names, ...], Deed, Deed]]) -> None:
        hit = sum(any(self.people.near(x, want) for x in mine) for mine, other, *_ in rows for want in other)
        given, wanted = sum(len(mine) for mine, *_ in rows), sum(len(other) for _, other, *_ in rows)
        self.scores[layer] = Score(min(hit, given), given, wanted)
        self.missed[layer] = [f"{_some(want)}: {_line(deed)}" for mine, other, deed, _ in rows for want in other
                              if not any(self.people.near(x, want) for x in mine)]
        self.wrong[layer] = [f"{_some(x)}: {_line(deed)}" for mine, other, deed, _ in rows for x in mine
                             if not any(self.people.near(x, want) for want in other)]

    def _said(self) -> None:
        pairs, repeats = match_said(self.ours, self.gold)
        self.scores["claims"] = Score(len(pairs), len(self.ours.said) - len(repeats), len(self.gold.said))
        taken = {id(row) for pair in pairs for row in pair} | {id(row) for row in repeats}
        for kept, rows in ((self.missed, self.gold.said), (self.wrong, self.ours.said)):
            kept["claims"] = [f"{_some(r.speaker)}: {_first(r.quotes)}" for r in rows if id(r) not in taken]
        right = sum(bool(self._families(a.stances) & self._families(b.stances)) for a, b in pairs)
        self.scores["stance"] = Score(right, len(pairs), len(pairs))
        self.labels["stance"] = [(min(a.stances), min(b.stances)) for a, b in pairs]

    def _families(self, stances: frozenset[str]) -> set[str]:
        return {self.family.get(stance, stance) for stance in stances}

    def _figures(self) -> None:
        pairs, repeats = match_figures(self.ours, self.gold)
        self.scores["casualties"] = Score(len(pairs), len(self.ours.figures) - len(repeats), len(self.gold.figures))
        taken = {id(row) for pair in pairs for row in pair} | {id(row) for row in repeats}
        self.missed["casualties"] = [f"{r.effect}: {_first(r.quotes)}" for r in self.gold.figures if id(r) not in taken]
        self.wrong["casualties"] = [f"{r.effect}: {_first(r.quotes)}" for r in self.ours.figures if id(r) not in taken]
        right = [self.people.near(a.claimant, b.claimant) if b.claimant else not a.claimant for a, b in pairs]
        self.scores["claimant"] = Score(sum(right), len(pairs), len(pairs))

    def _answers(self) -> None:
        ours = {deed.id: i for i, deed in enumerate(self.ours.deeds)}
        gold = {deed.id: j for j, deed in enumerate(self.gold.deeds)}
        wanted = {(gold[a.deed], gold[a.answers]): a for a in self.gold.answers if {a.deed, a.answers} <= set(gold)}
        given = [self._met(ours, row) for row in self.ours.answers]
        hits = {pair for pair in given if pair in wanted}
        strict = [pair for pair, row in wanted.items() if row.wanted]
        recall = sum(pair in hits for pair in strict) / len(strict) if strict else 1.0
        self.scores["responses"] = Score(len(hits), len(given), len(strict), recall)
        met = zip(self.ours.answers, given, strict=True)
        self.labels["basis"] = [(row.basis, wanted[pair].basis) for row, pair in met if pair in wanted]

    def _met(self, place: Mapping[str, int], row: Answer) -> tuple[int | None, int | None]:
        return self.pairs.get(place[row.deed]), self.pairs.get(place[row.answers])


def _type(deed: Deed) -> str:
    return min(deed.types) if deed.types else "?"


def _some(names: Names) -> str:
    return max(names, key=lambda name: (len(name), name), default="nobody")


def _first(quotes: Sequence[str]) -> str:
    return quotes[0] if quotes else ""


def _line(deed: Deed) -> str:
    return f"{'/'.join(sorted(deed.types))} {deed.start or 'no date'} [{deed.id}] {_first(deed.quotes)}"
