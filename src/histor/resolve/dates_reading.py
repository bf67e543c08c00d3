"""What the working out of one time expression gives, whichever form it has."""

from __future__ import annotations

from dataclasses import dataclass

from histor.model.time import TimeExpression
from histor.resolve import dates_timex as timex
from histor.resolve.calendar import Point

#: How many units on or back a determiner counts.
STEPS = {"next": 1, "following": 1, "previous": -1, "last": -1}
_FUZZY = frozenset({"early", "mid", "late", "start", "end", "approx", "later", "earlier"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its first and last point, the point the story reaches by it, TIMEX value and reason.

    ``start`` and ``end`` are None where unknown; ``explicit`` is True where words of the calendar stand there.
    """

    start: Point | None = None
    end: Point | None = None
    value: str = "null"
    why: str = "the words name no date"
    explicit: bool = False
    approx: bool = False
    moves: bool = True

    @property
    def point(self) -> Point | None:
        """The date the story reaches: the common part of both ends."""
        if self.start is None or self.end is None:
            return self.start
        if self.start == self.end:
            return self.start
        if self.start.year == self.end.year:
            month = self.start.month if self.start.month == self.end.month else 0
            return Point(self.start.year, month)
        return Point(self.start.year, self.start.month)


def at(point: Point, why: str, explicit: bool, one: TimeExpression, value: str | None = None) -> Reading:
    """Return the reading of one point, with the precision that its parts tell."""
    part = f"T{one.part}" if one.part and point.day else ""
    fuzzy = bool(_FUZZY & set(one.modifiers)) and not (point.day and "approx" not in one.modifiers)
    return Reading(point, point, value or timex.point_value(point) + part, why, explicit, fuzzy)


