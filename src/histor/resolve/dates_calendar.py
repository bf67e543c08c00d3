"""Works out what names the calendar itself: dates, seasons, decades, centuries, and parts shared with others."""

from __future__ import annotations

from dataclasses import replace

from histor.model.time import TimeExpression
from histor.resolve import dates_timex as timex
from histor.resolve.calendar import Point, add_months, is_day, last_day, number, season_months
from histor.resolve.dates_context import Story
from histor.resolve.dates_reading import STEPS, Reading, at

#: Modifiers that make a day of a month.
_ENDS = frozenset({"first day", "last day"})


def read_date(one: TimeExpression, story: Story) -> Reading:
    """Read a date by what it tells and fill the rest from the story: its year, its month."""
    reading = _read(one, story)
    month = reading.start
    if month is None or not month.month or month.day or not _ENDS & set(one.modifiers):
        return reading
    day = last_day(month) if "last day" in one.modifiers else replace(month, day=1)  # "the last day of August"
    return replace(reading, start=day, end=day)


def _read(one: TimeExpression, story: Story) -> Reading:
    if one.short_year:
        return _short_year(one, story)
    if one.year is not None:
        return _full(one)
    if one.month is None:
        return _day_only(one, story)
    if one.relation in STEPS:
        return _relative_month(one, story)
    year, why = story.year_for(one.month)
    if one.same_year:
        why = f"year {year} told just before"
    if year is None:
        unknown = f"XXXX-{one.month:02d}" + (f"-{one.day:02d}" if one.day else "")
        return Reading(value=unknown, why=why, explicit=True)
    return _checked(Point(year, one.month, one.day or 0), why, one)


def _full(one: TimeExpression) -> Reading:
    point = Point(one.year or 0, one.month or 0, one.day or 0)
    halves = {"first half": (1, 6), "second half": (7, 12)}
    for name, (first, last) in halves.items():
        if name in one.modifiers and not point.month:
            value = f"{timex.point_value(point)}-H{1 if first == 1 else 2}"
            return Reading(Point(point.year, first), Point(point.year, last), value, "a half of the year told", True)
    return _checked(point, "the words tell the date", one)


def _checked(point: Point, why: str, one: TimeExpression) -> Reading:
    """Read a date of the calendar; a day that no month has (31 June) keeps only its month."""
    if point.day and not is_day(point):
        return at(Point(point.year, point.month), "there is no such day in the month", True, one)
    return at(point, why, True, one)


def _short_year(one: TimeExpression, story: Story) -> Reading:
    near = story.reached or story.published
    if near is None or one.year is None:
        return Reading()
    year = near.year // 100 * 100 + one.year
    year += 100 if year < near.year - 60 else -100 if year > near.year + 40 else 0
    return at(Point(year), "the century carried from the last date", True, one)


def _day_only(one: TimeExpression, story: Story) -> Reading:
    near, day = (story.now() if one.value else story.base("D")), one.day or 0
    near = story.day if near is not None and not near.month and not one.value else near
    if near is None or not near.month:
        return Reading(value=f"XXXX-XX-{day:02d}", why="no month is told", explicit=True)
    if one.value:
        near = add_months(Point(near.year, near.month), STEPS.get(one.value, 0))
    point = Point(near.year, near.month, day)
    if near.day and near.day - day > 15:
        point = replace(add_months(Point(near.year, near.month), 1), day=day)
    return _checked(point, f"month carried from {near.iso}", one)


def _relative_month(one: TimeExpression, story: Story) -> Reading:
    near, month = story.now() if one.relation == "last" else story.reached or story.published, one.month or 1
    if near is None:
        return Reading(value=f"XXXX-{month:02d}", why="no year is told", explicit=True)
    here = near.month or 1
    if STEPS[one.relation] > 0:
        year = near.year if month > here else near.year + 1
    else:
        year = near.year if month < here else near.year - 1
    return at(Point(year, month), f"counted from {near.iso}", True, one)


def read_season(one: TimeExpression, story: Story) -> Reading:
    """Read a season as the months that the northern half of the world gives it."""
    why, year = "the words tell the season and year", one.year
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[one.season]
    near = story.reached or story.published
    if year is None and (one.value or one.relation) and near is not None:
        year, why = near.year + STEPS.get(one.value, 0), f"counted from {near.iso}"
        if one.relation in STEPS and not one.value:
            year = _season_year(one, near, middle)
    elif year is None and one.season == "WI" and near is not None and 0 < near.month <= 3:
        year, why = near.year - 1, f"year carried from {near.iso}"
    elif year is None:
        year, why = story.year_for(middle)
    if year is None:
        return Reading(value=f"XXXX-{one.season}", why=why, explicit=True)
    # TimeML's annotators name a winter without a year by the year of its January.
    named = year + 1 if one.season == "WI" and one.year is None else year
    first, last = season_months(year, one.season)
    return Reading(first, last, f"{timex.point_value(Point(named))}-{one.season}", why, one.year is not None, True)


def _season_year(one: TimeExpression, near: Point, middle: int) -> int:
    if one.relation in {"next", "following"}:
        return near.year + 1 if near.month >= middle - 1 else near.year
    return near.year - 1 if near.month <= middle + 1 else near.year


def read_decade(one: TimeExpression, story: Story) -> Reading:
    """Read a decade as its ten years."""
    year = one.year or 0
    first, last = (year, year + 9) if year > 0 else (year - 9, year)
    value = timex.decade_value(year)
    return Reading(Point(first), Point(last), value, "the words tell the decade", True, True, moves=False)


def read_century(one: TimeExpression, story: Story) -> Reading:
    """Read a century as its hundred years, the first beginning with year 1."""
    rank, ancient = int(one.amount or 1), one.value == "BC"
    first = 1 - rank * 100 if ancient else rank * 100 - 99
    value = timex.century_value(rank, ancient)
    return Reading(Point(first), Point(first + 99), value, "the words tell the century", True, True, moves=False)


def read_shared(one: TimeExpression, whole: Reading) -> Reading:
    """Return a day or month that leaves the rest to a later expression ("16" of "16 and 18 January 2024")."""
    if whole.start is None or (not whole.start.month and one.day):
        return Reading(value="null", why=whole.why, explicit=True)
    point, year = whole.start, whole.start.year
    if one.season:
        return replace(read_season(replace(one, year=year), Story()), why=f"year {year} told by the next date")
    if one.month is None:
        return _checked(Point(year, point.month, one.day or 0), "month and year told by the next date", one)
    if point.month and one.month > point.month:
        year -= 1
    return _checked(Point(year, one.month, one.day or 0), f"year {year} told by the next date", one)


def span_of(first: Reading, last: Reading) -> Reading:
    """Return the interval from the start of one reading to the end of another."""
    start, end = first.start, last.end
    if start is not None and end is not None and number(start) > number(last_day(end)):
        start = None
    explicit, approx = first.explicit or last.explicit, first.approx or last.approx
    return Reading(start, end, f"{first.value}/{last.value}", f"from {first.value} to {last.value}", explicit, approx)


