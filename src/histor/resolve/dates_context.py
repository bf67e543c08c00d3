"""What a reader keeps in mind while reading dates: the day of publication, and the date the story has reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from histor.resolve.calendar import Point
from histor.resolve.dates_plan import Choice


@dataclass(slots=True)
class Story:
    """The state of reading.

    ``published`` is what "yesterday" counts from, ``reached`` what "two days later" counts from. ``choices`` is the
    plan for the whole text, ``year`` the year it gives the expression in hand. ``stale`` is True while the date
    reached is one of an earlier section, from which nothing may be counted that names its own event. ``history`` is
    True for an account of things long past when it was published, whose weekdays are those of the story. ``day`` is the
    last day that the story has reached, which a section of its own goes back to.
    """

    published: Point | None = None
    reached: Point | None = None
    choices: Sequence[Choice] = ()
    year: int | None = None
    stale: bool = False
    history: bool = False
    day: Point | None = None

    def year_for(self, month: int) -> tuple[int | None, str]:
        """Return the year that a bare month belongs to, and why."""
        if self.year is None and self.reached is None:
            return None, "no year is told"
        if self.year is None and self.reached is not None:
            return self.reached.year, f"year carried from {self.reached.iso}"
        if self.reached is not None and self.reached.year == self.year:
            return self.year, f"year {self.year} carried from {self.reached.iso}"
        if self.reached is None and self.published is not None:
            return self.year, f"year {self.year} counted from the publication on {self.published.iso}"
        return self.year, f"year {self.year} worked out from the dates around it"

    def now(self) -> Point | None:
        """Return the day that "yesterday" and "last week" count from."""
        return self.published or self.reached

    def base(self, unit: str) -> Point | None:
        """Return what a distance in a unit counts from: the date reached, or the day before a background without days.

        A section on the strikes that opens with "three days later" goes back over the section on the years before them.
        """
        near = self.reached or self.published
        back = self.stale and unit in {"D", "W"} and near is not None and not near.day
        return self.day or near if back else near

    def is_behind(self, point: Point) -> bool:
        """Tell whether a month or year lies before the day that the story has reached."""
        day = self.reached
        return day is not None and bool(day.day) and not point.day and (
            (point.year, point.month or day.month) < (day.year, day.month)
        )

    def reach(self, first: Point, last: Point, moves: bool) -> None:
        """Let the story move to an interval, unless it is an aside or only a coarser name for the date reached."""
        if self.reached is not None and (not moves or self._holds(first, last)):
            return
        self.stale = False
        same_year, same_month = first.year == last.year, first.month == last.month
        self.reached = first if first == last else Point(first.year, first.month if not same_year or same_month else 0)
        self.day = self.reached if self.reached.day else self.day

    def _holds(self, first: Point, last: Point) -> bool:
        reached = self.reached
        if reached is None or not reached.month or first.day:
            return False
        month = Point(reached.year, reached.month)
        if first.month == 0:
            return first.year <= reached.year <= last.year
        return Point(first.year, first.month) <= month <= Point(last.year, last.month) and first != last
