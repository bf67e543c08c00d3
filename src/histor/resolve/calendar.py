"""Arithmetic on days, months and years of any age, and their ISO 8601 forms.

The standard library knows no year before 1; histories do. Years are astronomical (1 BC is 0, 480 BC is -479) and the
calendar is the proleptic Gregorian one, as ISO 8601 has it; what a chronicler wrote is never recalculated from an
older calendar, because the words are the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from histor.model.account import When

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: First and last month of a season of the northern half of the earth, which accounts in English mostly mean.
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A year, a month of it or a day of that: as much of a date as is known. Month and day are 0 where unknown."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def iso(self) -> str:
        """The ISO 8601 value cut to the precision; years before 0 get a sign and four digits (``-0479-08``)."""
        sign = "-" if self.year < 0 else ""
        parts = [f"{sign}{abs(self.year):04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


def parse(value: str) -> Point:
    """Return the point of an ISO 8601 day, month or year (a time of day after ``T`` is left out)."""
    negative = value.startswith("-")
    parts = [int(part) for part in value.lstrip("-").split("T")[0].split("-")]
    year = -parts[0] if negative else parts[0]
    return Point(year, *parts[1:3])


def is_leap(year: int) -> bool:
    """Tell whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def is_day(point: Point) -> bool:
    """Tell whether a point of day precision stands in the calendar (no 30 February)."""
    return 1 <= point.month <= 12 and 1 <= point.day <= month_days(point.year, point.month)


def number(point: Point) -> int:
    """Return the days from 0000-01-01 to a day; the first of the month or year where the day is unknown."""
    before = 365 * point.year + (point.year + 3) // 4 - (point.year + 99) // 100 + (point.year + 399) // 400
    for month in range(1, max(1, point.month)):
        before += month_days(point.year, month)
    return before + max(1, point.day) - 1


def day_of(days: int) -> Point:
    """Return the day that is so many days after 0000-01-01."""
    year = days * 400 // 146097
    while number(Point(year + 1)) <= days:
        year += 1
    while number(Point(year)) > days:
        year -= 1
    rest, month = days - number(Point(year)), 1
    while rest >= month_days(year, month):
        rest -= month_days(year, month)
        month += 1
    return Point(year, month, rest + 1)


def weekday(point: Point) -> int:
    """Return the ISO number of a day's weekday: Monday 1 to Sunday 7."""
    return (number(point) + 5) % 7 + 1


def add_days(point: Point, days: int) -> Point:
    """Return the day so many days later (earlier where negative)."""
    return day_of(number(point) + days)


def add_months(point: Point, months: int) -> Point:
    """Return the point so many months later, the day cut to the length of the new month."""
    total = point.year * 12 + point.month - 1 + months
    year, month = total // 12, total % 12 + 1
    day = min(point.day, month_days(year, month)) if point.day else 0
    return Point(year, month, day)


def week_of(point: Point) -> tuple[Point, Point]:
    """Return Monday and Sunday of a day's week."""
    monday = add_days(point, 1 - weekday(point))
    return monday, add_days(monday, 6)


def iso_week(point: Point) -> str:
    """Return the ISO 8601 week of a day, as ``2024-W03``."""
    thursday = add_days(week_of(point)[0], 3)
    return f"{thursday.year:04d}-W{(number(thursday) - number(Point(thursday.year))) // 7 + 1:02d}"


def season_months(year: int, season: str) -> tuple[Point, Point]:
    """Return the first and last month of a season; winter runs from December into the next year."""
    first, last = SEASONS[season]
    return Point(year, first), add_months(Point(year, 1), last - 1)


def last_day(point: Point) -> Point:
    """Return the last day of a year, a month or a day."""
    month = point.month or 12
    return point if point.day else Point(point.year, month, month_days(point.year, month))


def _moved(value: str | None, days: int, months: int, years: int) -> str | None:
    if value is None:
        return None
    point = parse(value)
    if years:
        point = replace(point, year=point.year + years)
        if point.day and not is_day(point):
            point = replace(point, day=28)
    if months and point.month:
        point = add_months(point, months)
    if days and point.day:
        point = add_days(point, days)
    return point.iso


def shift(when: When, days: int = 0, months: int = 0, years: int = 0) -> When:
    """Return a time moved by a distance, for "one day after X" where X is known.

    A distance finer than the time's own precision (days from a year) leaves it unknown rather than wrong. The
    basis is ``context``; the span stays that of the given time.
    """
    too_fine = (days and when.precision in {"month", "year"}) or (months and when.precision == "year")
    if too_fine or when.precision == "unknown":
        return When(span=when.span, kind=when.kind, basis="context", why="the distance is finer than what is known")
    start, end = _moved(when.start, days, months, years), _moved(when.end, days, months, years)
    return replace(when, start=start, end=end, basis="context", why=f"counted from {when.start or when.end}")
