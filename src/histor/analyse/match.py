"""Which row of one coder is which row of the other: one to one, the surest first.

Incidents are the same where a sentence tells both, or where day and somebody in them agree, and the type may be the
same; so a deed told twice is matched once and its double stands as a double.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from histor.analyse.coded import Coded, Deed, Figure, Names, Said

_WIDTH = {"year": 4, "month": 7}
_LEAST = 4
"""Letters of the shorter name from which one name inside another counts as the same."""
Row = TypeVar("Row")
Other = TypeVar("Other")


def share_words(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether a sentence of one is, or holds, or lies in, a sentence of the other."""
    return any(x and y and (x in y or y in x) for x in a for y in b)


class People:
    """Who is who for two coders: the same by name, or of the same side, as the second tells it."""

    def __init__(self, ours: Coded, gold: Coded) -> None:
        self._sides = gold.sides or ours.sides

    def same(self, ours: Names, gold: Names) -> bool:
        """Tell whether two sets of names mean one actor."""
        return any(_alike(x, y) for x in ours for y in gold)

    def near(self, ours: Names, gold: Names) -> bool:
        """Tell whether two sets of names mean one actor or two of one side (Iran for its Revolutionary Guard)."""
        if self.same(ours, gold):
            return True
        wanted = {self._sides.get(name, name) for name in gold}
        return any(wanted & {name, self._sides.get(name, name)} for name in ours)

    def any_near(self, ours: Sequence[Names], gold: Sequence[Names]) -> bool:
        """Tell whether any of some actors is any of some others, or of one side with them."""
        return any(self.near(x, y) for x in ours for y in gold)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _LEAST and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")


def same_day(ours: Deed, gold: Deed) -> bool | None:
    """Tell whether two dates agree as far as the second is precise; None where it tells none."""
    if not gold.dated or not gold.start:
        return None
    if not ours.start:
        return False
    width = _WIDTH.get(gold.precision, 10)
    low, high = gold.start[:width], (gold.end or gold.start)[:width]
    last = ours.end or ours.start
    if gold.precision == "interval":
        return ours.start[:10] <= high and last[:10] >= low
    return low in (ours.start[:width], last[:width])


def match_deeds(ours: Coded, gold: Coded) -> tuple[dict[int, int], set[int]]:
    """Return the pairs (index of ours, index of gold), and those of ours that only double a deed already matched."""
    people = People(ours, gold)
    scored = [(score, -abs(i - j), i, j) for i, deed in enumerate(ours.deeds) for j, other in enumerate(gold.deeds)
              if (score := _likeness(deed, other, people)) > 1]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs, {i for _, _, i, _ in scored} - set(pairs)


def _likeness(ours: Deed, gold: Deed, people: People) -> int:
    """Evidence weighs most, then somebody in common, then the day; a wrong day speaks against."""
    if not (gold.any_type or ours.types & gold.types):
        return 0
    near = share_words(ours.quotes, gold.quotes)
    shared = people.any_near(_all(ours), _all(gold))
    dated = same_day(ours, gold)
    if not near and not (dated and shared):
        return 0
    return 4 * near + 2 * shared + (1 if dated else 0) - (3 if dated is False else 0) - gold.any_type


def _all(deed: Deed) -> tuple[Names, ...]:
    return deed.actors + deed.targets + deed.claimed


def match_said(ours: Coded, gold: Coded) -> tuple[list[tuple[Said, Said]], list[Said]]:
    """Return pairs of the same speaker in the same sentence, and those of ours that only repeat a gold one."""
    people = People(ours, gold)

    def fits(a: Said, b: Said) -> bool:
        return share_words(a.quotes, b.quotes) and people.near(a.speaker, b.speaker)

    pairs = in_turn(ours.said, gold.said, fits)
    return pairs, _repeats(ours.said, gold.said, pairs, fits)


def match_figures(ours: Coded, gold: Coded) -> tuple[list[tuple[Figure, Figure]], list[Figure]]:
    """Return pairs of the same effect and size in the same sentence, and those of ours that only repeat a gold one."""
    def fits(a: Figure, b: Figure) -> bool:
        return a.effect == b.effect and bool(a.bounds & b.bounds) and share_words(a.quotes, b.quotes)

    pairs = in_turn(ours.figures, gold.figures, fits)
    return pairs, _repeats(ours.figures, gold.figures, pairs, fits)


def in_turn(ours: Sequence[Row], gold: Sequence[Other],
            fits: Callable[[Row, Other], bool]) -> list[tuple[Row, Other]]:
    """Give each gold row the first of ours that fits and is free."""
    used: set[int] = set()
    found: list[tuple[Row, Other]] = []
    for other in gold:
        at = next((i for i, row in enumerate(ours) if i not in used and fits(row, other)), None)
        if at is not None:
            used.add(at)
            found.append((ours[at], other))
    return found


def _repeats(ours: Sequence[Row], gold: Sequence[Other], pairs: Sequence[tuple[Row, Other]],
             fits: Callable[[Row, Other], bool]) -> list[Row]:
    taken = {id(row) for row, _ in pairs}
    return [row for row in ours if id(row) not in taken and any(fits(row, other) for other in gold)]
