"""How far two coders of one text agree, neither being the measure of the other.

Finding is measured by F1, which is the same both ways; on what both found, the share of equal labels, Cohen's kappa and
Krippendorff's alpha, and a table of who said what where they part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from histor.analyse.coded import Coded, Deed
from histor.analyse.match import People, in_turn, match_deeds, same_day, share_words
from histor.analyse.measures import Labels, Score, alpha, interval, kappa, same


@dataclass(frozen=True, slots=True)
class Agreement:
    """One layer: rows of each coder and of both with F1 and its interval; of labels, how many pairs and how equal."""

    layer: str
    found: Score | None
    low: float
    high: float
    labels: Labels

    @property
    def same(self) -> float:
        """The share of equal labels."""
        return same(self.labels)

    @property
    def kappa(self) -> float:
        """Cohen's kappa of the labels."""
        return kappa(self.labels)

    @property
    def alpha(self) -> float:
        """Krippendorff's alpha of the labels."""
        return alpha(self.labels)


def agree(a: Coded, b: Coded) -> tuple[Agreement, ...]:
    """Return the agreement of two coders, layer by layer."""
    pairs, _ = match_deeds(a, b)
    deeds = [(a.deeds[i], b.deeds[j]) for i, j in sorted(pairs.items())]
    people = People(a, b)
    said = in_turn(a.said, b.said, lambda x, y: share_words(x.quotes, y.quotes) and people.near(x.speaker, y.speaker))
    figures = in_turn(a.figures, b.figures, lambda x, y: share_words(x.quotes, y.quotes) and bool(x.bounds & y.bounds))
    return (
        _found("events", len(deeds), len(a.deeds), len(b.deeds), [(_one(x.types), _one(y.types)) for x, y in deeds]),
        _labels("status", [(x.status, y.status) for x, y in deeds]),
        _yes("dates", [verdict for x, y in deeds if (verdict := same_day(x, y)) is not None]),
        _sets("actors", deeds, people), _sets("targets", deeds, people), _sets("places", deeds, people),
        _found("claims", len(said), len(a.said), len(b.said), [(_one(x.stances), _one(y.stances)) for x, y in said]),
        _found("casualties", len(figures), len(a.figures), len(b.figures), [(x.effect, y.effect) for x, y in figures]),
        _yes("claimants", [people.near(x.claimant, y.claimant) if y.claimant else not x.claimant for x, y in figures]),
        _answers(a, b, pairs),
    )


def _one(labels: frozenset[str]) -> str:
    return min(labels) if labels else "?"


def _found(layer: str, both: int, first: int, second: int, labels: Labels) -> Agreement:
    """F1 with an interval over rows: a row of both counts twice, since it stands in both lists."""
    weights = [1.0] * (2 * both) + [0.0] * (first + second - 2 * both)
    return Agreement(layer, Score(both, first, second), *interval(weights), labels)


def _labels(layer: str, labels: Labels) -> Agreement:
    low, high = interval([float(x == y) for x, y in labels])
    return Agreement(layer, None, low, high, labels)


def _yes(layer: str, verdicts: Sequence[bool]) -> Agreement:
    low, high = interval([float(v) for v in verdicts])
    return Agreement(layer, Score(sum(verdicts), len(verdicts), len(verdicts)), low, high, ())


def _sets(layer: str, deeds: Sequence[tuple[Deed, Deed]], people: People) -> Agreement:
    """F1 over who or where, of the deeds that both found."""
    both = first = second = 0
    for x, y in deeds:
        mine, theirs = getattr(x, layer), getattr(y, layer)
        both += len(in_turn(mine, theirs, people.near))
        first, second = first + len(mine), second + len(theirs)
    return _found(layer, both, first, second, ())


def _answers(a: Coded, b: Coded, pairs: dict[int, int]) -> Agreement:
    place_a = {deed.id: i for i, deed in enumerate(a.deeds)}
    place_b = {deed.id: j for j, deed in enumerate(b.deeds)}
    mine = {(pairs.get(place_a[row.deed]), pairs.get(place_a[row.answers])): row.basis for row in a.answers}
    theirs = {(place_b[row.deed], place_b[row.answers]): row.basis for row in b.answers
              if {row.deed, row.answers} <= set(place_b)}
    both = [(basis, theirs[pair]) for pair, basis in mine.items() if pair in theirs]
    return _found("responses", len(both), len(a.answers), len(theirs), both)
