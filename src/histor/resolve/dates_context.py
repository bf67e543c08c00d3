"""What a reader keeps in mind while reading dates: the day of publication, and the date the story has reached.

Most wrong dates have the right day and month and the wrong year, so the year is carried with care: from the last date
of the story, over the turn of a year where the months say so, and never from a date told in passing.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.model.time import TimeExpression
from histor.resolve.calendar import Point

#: A month that lies this many months behind the story's is read as the next year's ...
ROLL_FORWARD = 8
#: ... and one this many ahead as the year before. Both calibrated on the histories of WikiWars.
ROLL_BACK = 9
#: A bare year this far behind a story that goes by days is an aside and does not move it.
FAR_BACK = 3


@dataclass(slots=True)
class Story:
    """The state of reading: publication day, date reached, and where that came from."""

    published: Point | None = None
    reached: Point | None = None
    source: str = ""
    home: Point | None = None

    def year_for(self, month: int, future: bool = False) -> tuple[int | None, str]:
        """Return the year that a bare month belongs to, and why."""
        if self.reached is None:
            return self._by_publication(month, future)
        year, near = self.reached.year, self.reached.month
        if not near:
            return year, f"year {year} carried from {self.source}"
        if near - month >= ROLL_FORWARD:
            return year + 1, f"month {month} after {self.reached.iso}: the next year"
        if month - near >= ROLL_BACK:
            return year - 1, f"month {month} told at {self.reached.iso}: the year before"
        return year, f"year {year} carried from {self.source}"

    def _by_publication(self, month: int, future: bool) -> tuple[int | None, str]:
        if self.published is None:
            return None, "no year is told"
        year, now = self.published.year, self.published.month
        if future:
            return (year if month >= now else year + 1), "the next such month after publication"
        return (year if month <= now else year - 1), "the last such month before publication"

    def now(self) -> Point | None:
        """Return the day that "yesterday" and "last week" count from."""
        return self.published or self.reached

    def reach(self, first: Point, last: Point, one: TimeExpression, source: str) -> None:
        """Let the story move to an interval, unless that is told in passing or already holds the date reached."""
        if self.reached is not None:
            if one.background or self._holds(first, last):
                return
            if first.month == 0 and self._aside(first, one):
                return
        same_year, same_month = first.year == last.year, first.month == last.month
        self.reached = first if first == last else Point(first.year, first.month if not same_year or same_month else 0)
        self.source = source

    def _holds(self, first: Point, last: Point) -> bool:
        """Tell whether a coarser interval contains the date reached, so that moving to it would only lose exactness."""
        reached = self.reached
        if reached is None or not reached.month or first.day:
            return False
        month = Point(reached.year, reached.month)
        if first.month == 0:
            return first.year <= reached.year <= last.year
        return Point(first.year, first.month) <= month <= Point(last.year, last.month) and first != last

    def _aside(self, point: Point, one: TimeExpression) -> bool:
        """Tell whether a bare year is an aside to a story that goes by months or days."""
        assert self.reached is not None
        return bool(self.reached.month) and not one.opens
