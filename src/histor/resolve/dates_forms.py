"""Works out one time expression against the state of the story: one short function for each form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from histor.model.time import TimeExpression
from histor.resolve import dates_timex as timex
from histor.resolve.calendar import (
    Point, add_days, add_months, is_day, iso_week, last_day, number, season_months, week_of, weekday,
)  # fmt: skip
from histor.resolve.dates_context import Story


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


#: How many units on or back a determiner counts.
_STEPS = {"next": 1, "following": 1, "previous": -1, "last": -1}
_FUZZY = frozenset({"early", "mid", "late", "start", "end", "approx", "later", "earlier"})
_NOTHING = Reading()
#: A story this many days before its publication is no news, and its weekdays are those of the story.
_NEWS_DAYS = 45


def _at(point: Point, why: str, explicit: bool, one: TimeExpression, value: str | None = None) -> Reading:
    part = f"T{one.part}" if one.part and point.day else ""
    fuzzy = bool(_FUZZY & set(one.modifiers)) and not (point.day and "approx" not in one.modifiers)
    return Reading(point, point, value or timex.point_value(point) + part, why, explicit, fuzzy)


def _date(one: TimeExpression, story: Story) -> Reading:
    if one.short_year:
        return _short_year(one, story)
    if one.year is not None:
        return _full(one)
    if one.month is None:
        return _day_only(one, story)
    if one.relation in _STEPS:
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
        return _at(Point(point.year, point.month), "there is no such day in the month", True, one)
    return _at(point, why, True, one)


def _short_year(one: TimeExpression, story: Story) -> Reading:
    near = story.reached or story.published
    if near is None or one.year is None:
        return _NOTHING
    year = near.year // 100 * 100 + one.year
    year += 100 if year < near.year - 60 else -100 if year > near.year + 40 else 0
    return _at(Point(year), "the century carried from the last date", True, one)


def _day_only(one: TimeExpression, story: Story) -> Reading:
    near, day = story.reached or story.published, one.day or 0
    if near is None or not near.month:
        return Reading(value=f"XXXX-XX-{day:02d}", why="no month is told", explicit=True)
    point = Point(near.year, near.month, day)
    if near.day and near.day - day > 15:
        point = replace(add_months(Point(near.year, near.month), 1), day=day)
    return _checked(point, f"month carried from {near.iso}", one)


def _relative_month(one: TimeExpression, story: Story) -> Reading:
    near, month = story.now() if one.relation == "last" else story.reached or story.published, one.month or 1
    if near is None:
        return Reading(value=f"XXXX-{month:02d}", why="no year is told", explicit=True)
    here = near.month or 1
    if _STEPS[one.relation] > 0:
        year = near.year if month > here else near.year + 1
    else:
        year = near.year if month < here else near.year - 1
    return _at(Point(year, month), f"counted from {near.iso}", True, one)


def _season(one: TimeExpression, story: Story) -> Reading:
    why, year = "the words tell the season and year", one.year
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[one.season]
    near = story.reached or story.published
    if year is None and (one.value or one.relation) and near is not None:
        year, why = near.year + _STEPS.get(one.value, 0), f"counted from {near.iso}"
        if one.relation in _STEPS and not one.value:
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


def _decade(one: TimeExpression, story: Story) -> Reading:
    year = one.year or 0
    first, last = (year, year + 9) if year > 0 else (year - 9, year)
    return Reading(Point(first), Point(last), timex.decade_value(year), "the words tell the decade", True, True, moves=False)


def _century(one: TimeExpression, story: Story) -> Reading:
    rank, ancient = int(one.amount or 1), one.value == "BC"
    first = 1 - rank * 100 if ancient else rank * 100 - 99
    value = timex.century_value(rank, ancient)
    return Reading(Point(first), Point(first + 99), value, "the words tell the century", True, True, moves=False)


def _weekday(one: TimeExpression, story: Story) -> Reading:
    day = one.weekday or 1
    near = _week_anchor(one, story)
    if near is None or not near.day:
        return Reading(value=f"XXXX-WXX-{day}", why="no day is known to count from")
    ahead = (day - weekday(near)) % 7
    if near is not story.published:
        return _at(add_days(near, ahead), f"the first such weekday from {near.iso}", False, one)
    back = (weekday(near) - day) % 7
    if one.relation in {"next", "following"} or one.future:
        return _at(add_days(near, ahead or 7), f"the next such weekday after {near.iso}", False, one)
    if one.relation in {"last", "previous"} and back == 0:
        back = 7
    return _at(add_days(near, -back), f"the last such weekday before {near.iso}", False, one)


def _week_anchor(one: TimeExpression, story: Story) -> Point | None:
    """Return the day a weekday counts from: publication in the news, the story's day in a later history."""
    if story.published is None or story.reached is None or not story.reached.day:
        return story.published or story.reached
    old = number(story.published) - number(story.reached) > _NEWS_DAYS
    return story.reached if old or one.relation in {"that", "same", "following"} else story.published


def _deixis(one: TimeExpression, story: Story) -> Reading:
    days = int(one.amount or 0)
    if story.published is None:
        unknown = "PRESENT_REF" if days == 0 and not one.part else "XXXX-XX-XX" + (f"T{one.part}" if one.part else "")
        return Reading(value=unknown, why="no day of publication is known")
    point = add_days(story.published, days)
    return _at(point, f"counted from the publication on {story.published.iso}", False, one)





def _unit(one: TimeExpression, story: Story) -> Reading:
    deictic = one.relation in {"last", "this", "next"}
    near = story.now() if deictic else story.reached or story.published
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(one.unit, "null")
    if near is None:
        return Reading(value=unknown, why="no date is known to count from")
    step, why = _STEPS.get(one.relation, 0), f"counted from {near.iso}"
    if one.unit == "Y":
        return replace(_at(Point(near.year + step), why, False, one), moves=one.relation not in {"previous", "last", "next"})
    if one.unit == "DE":
        return _decade(replace(one, year=near.year // 10 * 10 + step * 10), story)
    if one.unit == "CE":
        return _century_of(near, step)
    if one.unit == "M" and near.month:
        return _at(add_months(Point(near.year, near.month), step), why, False, one)
    if one.unit == "D" and near.day:
        return _at(add_days(near, step), why, False, one)
    if one.unit in {"W", "F"} and near.day:
        return _week(near, step, why)
    if one.unit == "WE" and near.day:
        return _weekend(one, near, why)
    return _coarser(one, near, unknown)


def _coarser(one: TimeExpression, near: Point, unknown: str) -> Reading:
    """Name the month or year that an unknown day or month lies in, without dating anything by it."""
    if one.unit == "D" and one.relation in {"that", "same", "this"}:
        return Reading(value=timex.point_value(near) + "-XX" * (1 if near.month else 2), why="the day is not told")
    return Reading(value=unknown, why=f"{near.iso} is not exact enough to count from")


def _century_of(near: Point, step: int) -> Reading:
    rank = (near.year - 1) // 100 + 1 + step
    if rank <= 0:
        return Reading(value=timex.century_value(1 - rank, True), why=f"counted from {near.iso}", moves=False)
    return _century(TimeExpression((0, 0), 0, "date", "century", amount=rank), Story())  # type: ignore[arg-type]


def _week(near: Point, step: int, why: str) -> Reading:
    monday, sunday = week_of(add_days(near, 7 * step))
    return Reading(monday, sunday, iso_week(monday), why, False, False)


def _weekend(one: TimeExpression, near: Point, why: str) -> Reading:
    """Read a weekend: the one before the week of the day counted from, or the one the day itself falls in or follows."""
    monday = week_of(near)[0]
    saturday = add_days(monday, -2)
    if one.relation in {"next", "following"} or one.future:
        saturday = add_days(monday, 5 if weekday(near) < 6 or one.relation not in _STEPS else 12)
    elif one.relation in {"that", "this", "same"} and weekday(near) >= 6:
        saturday = add_days(monday, 5)
    sunday = add_days(saturday, 1)
    return Reading(saturday, sunday, iso_week(saturday) + "-WE", why, False, False)


def _part(one: TimeExpression, story: Story) -> Reading:
    near = story.reached if story.reached and story.reached.day else story.published
    unknown = Reading(value=f"XXXX-XX-XXT{one.part}", why="no day is known that the hour belongs to")
    if not one.relation or near is None or not near.day:
        return unknown
    step = 0 if one.relation == "last" else _STEPS.get(one.relation, 0)
    if one.part == "NI" and one.relation == "last":
        step = -1
    return _at(add_days(near, step), f"counted from {near.iso}", False, one)


def _clock(one: TimeExpression, story: Story) -> Reading:
    hour = f"T{one.hour or 0:02d}:{one.minute or 0:02d}"
    near = story.reached
    if near is None or not near.day:
        return Reading(value=f"XXXX-XX-XX{hour}", why="no day is known that the hour belongs to", moves=False)
    return Reading(near, near, timex.point_value(near) + hour, f"the hour of {near.iso}", False, False, moves=False)


def _offset(one: TimeExpression, story: Story) -> Reading:
    sign = 1 if one.relation in {"after", "hence"} else -1
    told = one.relation in {"ago", "hence"}
    near = story.now() if told else story.reached or story.published
    if one.measures_event and near is not None:
        return replace(_at(near, f"the deed of {near.iso} is dated by another", False, one), moves=False)
    if one.relative_to_event and story.stale and not told:
        return Reading(why="counted from an event that has no date here", moves=False)
    if one.amount is None or near is None:
        vague = _vague_offset(one, near, sign)
        return Reading(value=vague, why="the distance is left open" if near else "no date is known to count from")
    return _counted(one, near, sign)


def _vague_offset(one: TimeExpression, near: Point | None, sign: int) -> str:
    return "FUTURE_REF" if sign > 0 else "PAST_REF"


def _counted(one: TimeExpression, near: Point, sign: int) -> Reading:
    amount, why = sign * (one.amount or 0), f"counted from {near.iso}"
    unit, years = one.unit, {"Y": 1, "DE": 10, "CE": 100}
    if unit in years and amount == int(amount):
        point = Point(near.year + int(amount) * years[unit])
        value = timex.decade_value(point.year) if unit == "DE" and "approx" in one.modifiers else None
        return replace(_at(point, why, False, one, value), moves=sign > 0)
    if unit in {"M", "Q"} and near.month and amount == int(amount):
        return _at(add_months(Point(near.year, near.month), int(amount) * (3 if unit == "Q" else 1)), why, False, one)
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit)
    if days and near.day:
        return _at(add_days(near, int(amount * days)), why, False, one)
    if unit in {"H", "MI", "S"} and near.day:
        reading = _at(near, why, False, one, timex.point_value(near) + "TXX")
        return replace(reading, approx=True)
    return Reading(value=_unknown_value(one, near), why=f"{near.iso} is not exact enough to count from", moves=False)


def _unknown_value(one: TimeExpression, near: Point) -> str:
    if one.unit == "D":
        return timex.point_value(Point(near.year)) + "-XX-XX"
    return timex.point_value(Point(near.year)) + ("-WXX" if one.unit == "W" else "-XX")


def _duration(one: TimeExpression, story: Story) -> Reading:
    value = timex.duration_value(one.amount, one.unit)
    near = story.now() if one.relation in {"last", "next"} else story.reached or story.published
    if one.relation in _STEPS and near is not None and one.amount and not story.stale:
        edge = _counted(replace(one, modifiers=()), near, _STEPS[one.relation])
        if edge.start is not None:
            first, last = sorted((edge.start, Point(near.year, *((near.month, near.day)[: _depth(edge.start)]))))
            return Reading(first, last, value, f"counted from {near.iso}", False, True, moves=False)
    return Reading(value=value, why="a length of time, not a date", moves=False)


def _depth(point: Point) -> int:
    """Return how many of month and day a point knows."""
    return 2 if point.day else 1 if point.month else 0


def _set(one: TimeExpression, story: Story) -> Reading:
    return Reading(value=timex.set_value(one), why="a repeated time, not a date", moves=False)


def _nth(one: TimeExpression, story: Story) -> Reading:
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
    return Reading(value=unknown.get(one.unit, "null"), why="counted from something that has no date here", moves=False)


def _vague(one: TimeExpression, story: Story) -> Reading:
    return Reading(value=timex.vague_value(one.value), why="the words leave the time open", moves=False)


_FORMS: dict[str, Callable[[TimeExpression, Story], Reading]] = {
    "date": _date, "season": _season, "decade": _decade, "century": _century, "weekday": _weekday, "deixis": _deixis,
    "unit": _unit, "part": _part, "clock": _clock, "offset": _offset, "duration": _duration, "set": _set, "nth": _nth,
    "vague": _vague,
}  # fmt: skip


def read(one: TimeExpression, story: Story) -> Reading:
    """Return what an expression other than a range means at this point of the story."""
    return _FORMS[one.form](one, story)


def read_shared(one: TimeExpression, whole: Reading) -> Reading:
    """Return a day or month that leaves the rest to a later expression ("16" of "16 and 18 January 2024")."""
    if whole.start is None or not whole.start.month and one.day:
        return Reading(value="null", why=whole.why, explicit=True)
    point, year = whole.start, whole.start.year
    if one.season:
        return replace(_season(replace(one, year=year), Story()), why=f"year {year} told by the next date")
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


