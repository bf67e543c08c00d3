"""Which figures of several accounts are of the same people, and what is to be known of who tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from histor.consolidate.mouths import Mouth
from histor.consolidate.people import people
from histor.model import Casualty

#: How much people of one kind weigh beside numbers that are alike, where it is asked which figures are rivals.
_KIND = 0.5


@dataclass(frozen=True, slots=True)
class Teller:
    """What is to be known of who tells a figure: its mouth, its origin, and whether it is a party to the deed."""

    mouth: Mouth
    origin: str
    party: bool


class Rivals:
    """Which figures of two accounts are of the same people, where an account tells several of one deed.

    A mouth that tells *four killed* and *140 dead* in one breath counts two sides, so that another's *four* is set
    against the four alone: each figure only against the one that is most like it, by kind and by number.
    """

    def __init__(self, wholes: Sequence[Casualty], tellers: Mapping[str, Teller]) -> None:
        self._tellers, self._shares = tellers, people().shares
        self._beside: dict[tuple[str, str], list[Casualty]] = defaultdict(list)
        for row in wholes:
            self._beside[self._voice(row)].append(row)

    def alone(self, row: Casualty) -> bool:
        """Tell whether a figure is the only one of its mouth in its account, and counts no share of the people."""
        return len(self._beside[self._voice(row)]) == 1 and row.kind not in self._shares

    def fit(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether neither account tells another figure that is more like the other's."""
        if self._tellers[first.id].origin == self._tellers[second.id].origin:
            return True  # one mouth's own later word
        return not (self._better(first, second) or self._better(second, first))

    def _voice(self, row: Casualty) -> tuple[str, str]:
        return row.evidence[0].source, self._tellers[row.id].origin

    def _better(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether the account of the second has a figure that is more like the first."""
        likeness = _likeness(first, second)
        return any(_likeness(first, other) > likeness for other in self._beside[self._voice(second)])


def _likeness(one: Casualty, other: Casualty) -> float:
    low, high = sorted((one.low or one.high or 0, other.low or other.high or 0))
    return low / high + _KIND * (one.kind == other.kind) if high else 1.0
