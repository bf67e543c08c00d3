"""Answers between deeds on the corpus: how many links are right, and what the signs of an answered deed are worth.

    python -m bench.answering [--split dev] [--errors]
    python -m bench.answering --fit [--write]

A link of an account is right where its two deeds are the two of a link in the gold, whichever tellings of them. Links
of blame, praise and denial are counted apart, since the corpus marks only what is told or done in answer. The fit
takes the deeds told with words of answer that name no deed of ours, of each the deeds that could be meant, and that
none of them is; a fifth of the accounts in five turns is left out to see how often what is chosen is right.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from training.corpus.records import Account as Gold
from training.corpus.standoff import SHARED

from bench import corpus
from bench.newton import Floats, climbed
from histor import consolidate
from histor.consolidate import build
from histor.consolidate.antecedents import LEAST, Antecedents
from histor.consolidate.rulings import Rulings
from histor.consolidate.sheets import Sheets
from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import DATA
from histor.model import Account, WordRef
from histor.model.choice import chances
from histor.pipeline import Crew, take
from histor.read import read_text

FILE = DATA / "answering" / "weights.yaml"
#: Standard deviation of a weight around nothing, as if nothing were known before.
SPREAD = 0.6
#: The same of the weight that every deed has against none, and where the fit starts with it.
FREE, START = 5.0, -3.0
TURNS, RARE = 5, 15
SPOKEN = {"ACCUSE", "REJECT", "SUPPORT"}


@dataclass(frozen=True)
class Choice:
    """One deed told as an answer: what speaks for each deed that could be meant, and which of them are right."""

    account: int
    signs: Sequence[Mapping[str, float]]
    right: Sequence[bool]


@dataclass(frozen=True)
class Coded:
    """An account as we read it: its tellings and their incidents, and the gold's links between incidents of ours."""

    account: Account
    tellings: Sequence[Telling]
    incident_at: Mapping[tuple[int, WordRef], str]
    deeds: Antecedents
    gold: frozenset[tuple[str, str]]
    wanted: int


def coded(gold: Gold, crew: Crew) -> Coded:
    """Read one account and lay the gold's links over our incidents."""
    account = take(read_text(gold.text), crew)
    sheets = Sheets()
    registry = Registry([sheets.named(account, Rulings().same)])
    tellings, _, at = build.told(registry, Rulings(), sheets)
    spots = [(account.sentences[t.sentence].tokens[t.event.trigger.token - 1], at.get(t.word)) for t in tellings]
    first = {event.id: event.same or event.id for event in gold.events}
    ours: dict[str, set[str]] = {}
    for event in gold.events:
        found = ours.setdefault(first[event.id], set())
        for mark in event.trigger:
            found.update(here for tok, here in spots if here and tok.start < mark.end and mark.start < tok.end)
    pairs = {(first[r.event], first[r.answers]) for r in gold.responses if r.event in first and r.answers in first}
    linked = frozenset((a, b) for one, two in pairs for a in ours[one] for b in ours[two] if a != b)
    deeds = Antecedents(registry, tellings, at)
    return Coded(account, tellings, at, deeds, linked, len(pairs))


def choices(rows: Sequence[Coded]) -> Iterator[Choice]:
    """Yield the deeds with words of answer that name no deed of ours, with the deeds that could be meant."""
    for number, row in enumerate(rows):
        for place, telling in enumerate(row.tellings):
            here = row.incident_at.get(telling.word)
            if here is None or telling.event.cue is None or row.deeds.named(telling, telling.event.answers):
                continue
            found = list(row.deeds.candidates(place, telling, here))
            if found:
                right = [(here, there) in row.gold for there, _ in found]
                yield Choice(number, [told for _, told in found], right)


def fit(rows: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """Return the weights that make the right deeds likeliest, and none of them where none is right."""
    data = [(np.array([[1.0, *(told.get(name, 0.0) for name in names)] for told in row.signs]),
             np.array(row.right, float)) for row in rows]
    start, prior = np.zeros(len(names) + 1), np.full(len(names) + 1, 1 / SPREAD**2)
    start[0], prior[0] = START, 1 / FREE**2

    def ground(weights: Floats) -> tuple[Floats, Floats]:
        slope, curve = -prior * weights, np.diag(prior)
        for x, y in data:
            p = _shares(x @ weights)
            slope += x.T @ (_aims(p, y) - p)
            curve += (x.T * p) @ x - np.outer(x.T @ p, x.T @ p)
        return slope, curve

    weights = climbed(start, lambda weights: _value(data, weights, prior), ground)
    return {name: round(float(weight), 2) for name, weight in zip(["any", *names], weights, strict=True)}


def _value(data: Sequence[tuple[Floats, Floats]], weights: Floats, prior: Floats) -> float:
    """Return how likely the right choices are, in logarithms, less what the weights cost."""
    found = 0.0
    for x, y in data:
        p = _shares(x @ weights)
        found += float(np.log(max((p * y).sum() if y.any() else 1 - p.sum(), 1e-300)))
    return found - float((prior * weights**2).sum()) / 2


def _aims(p: Floats, y: Floats) -> Floats:
    found: Floats = p * y / max((p * y).sum(), 1e-300) if y.any() else np.zeros_like(p)
    return found


def _shares(scores: Floats) -> Floats:
    """Return the chance of each option; nothing is one more, worth 0."""
    top = max(float(scores.max()), 0.0)
    raised = np.exp(scores - top)
    found: Floats = raised / (raised.sum() + np.exp(-top))
    return found


def hits(rows: Sequence[Choice], weights: Mapping[str, float], least: float = LEAST) -> tuple[int, int]:
    """Return how many choices fall on a right deed, and how many fall on a deed at all."""
    right = given = 0
    for row in rows:
        shares = chances(row.signs, weights)
        best = int(np.argmax(shares))
        right, given = right + (row.right[best] and shares[best] >= least), given + (shares[best] >= least)
    return right, given


def names_told(rows: Iterable[Choice], least: int) -> list[str]:
    """Return the signs that stand at so many options or more."""
    count = Counter(name for row in rows for told in row.signs for name in told)
    return sorted(name for name, n in count.items() if n >= least)


def write_weights(file: Path, weights: Mapping[str, float]) -> None:
    """Write weights into a file in the place of those that it has; what it says of itself stays."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("weights:")] + yaml.safe_dump({"weights": dict(weights)}), encoding="utf-8")


def _fit(crew: Crew, write: bool) -> None:
    real = SHARED if SHARED.exists() else None
    train, dev = ([coded(gold, crew) for gold in corpus.accounts(corpus.FOLDER, split, real)]
                  for split in ("train", "dev"))
    rows, held = list(choices(train)), list(choices(dev))
    names = names_told(rows, RARE)
    turns = [hits([r for r in rows if r.account % TURNS == turn],
                  fit([r for r in rows if r.account % TURNS != turn], names)) for turn in range(TURNS)]
    weights = fit(rows, names)
    for what, part, (right, given) in (("left out", rows, tuple(map(sum, zip(*turns, strict=True)))),
                                       ("dev", held, hits(held, weights))):
        print(f"{what}: {right} right of {given} chosen, {sum(any(row.right) for row in part)} to be found")
    print(yaml.safe_dump(weights, sort_keys=True))
    if write:
        write_weights(FILE, weights)


def _measure(crew: Crew, split: str, errors: bool) -> None:
    right = given = wanted = spoken = 0
    for gold in corpus.accounts(corpus.FOLDER, split, None):
        row = coded(gold, crew)
        wanted += row.wanted
        view = consolidate.view([row.account])
        types = {i.id: i.type for i in view.incidents}
        for link in view.responses:
            good = (link.incident, link.responds_to) in row.gold
            if not good and types[link.incident] in SPOKEN:
                spoken += 1
                continue
            right, given = right + good, given + 1
            if errors and not good:
                labels = {i.id: i.label for i in view.incidents}
                print(gold.header.get("id"), link.basis, link.cue, "|", labels[link.incident], "<-",
                      labels[link.responds_to])
    p, r = right / max(given, 1), right / max(wanted, 1)
    print(f"{split}: {right} right of {given} given, {wanted} wanted: P {p:.3f} R {r:.3f} F {2 * p * r / (p + r):.3f}; "
          f"{spoken} links of blame and denial aside")


def main() -> int:
    """Measure a split, or fit the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from histor.pipeline import load_crew

    crew = load_crew()
    if args.fit:
        _fit(crew, args.write)
    else:
        _measure(crew, args.split, args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
