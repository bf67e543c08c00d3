"""Works out the expressions that count from another date: weekdays, "the same day", "two days later", "that night"."""

from __future__ import annotations

from dataclasses import replace

from histor.model.text import Span
from histor.model.time import TimeExpression
from histor.resolve import dates_timex as timex
from histor.resolve.calendar import Point, add_days, add_months, iso_week, week_of, weekday
from histor.resolve.dates_calendar import read_century, read_decade
from histor.resolve.dates_context import Story
from histor.resolve.dates_reading import STEPS, Reading, at


def read_weekday(one: TimeExpression, story: Story) -> Reading:
    """Read a weekday as the nearest such day before the day of publication, or as the words say otherwise."""
    day = one.weekday or 1
    near = _week_anchor(one, story)
    if near is None or not near.day:
        return Reading(value=f"XXXX-WXX-{day}", why="no day is known to count from")
    ahead = (day - weekday(near)) % 7
    if near is not story.published:
        return at(add_days(near, ahead), f"the first such weekday from {near.iso}", False, one)
    back = (weekday(near) - day) % 7
    if one.relation in {"next", "following"} or one.future:
        return at(add_days(near, ahead or 7), f"the next such weekday after {near.iso}", False, one)
    if one.relation in {"last", "previous"} and back == 0:
        back = 7
    return at(add_days(near, -back), f"the last such weekday before {near.iso}", False, one)


def _week_anchor(one: TimeExpression, story: Story) -> Point | None:
    """Return the day a weekday counts from: publication in the news, the story's day in a history."""
    if story.published is None or story.reached is None or not story.reached.day:
        return story.published or story.reached
    return story.reached if story.history or one.relation in {"that", "same", "following"} else story.published


def read_deixis(one: TimeExpression, story: Story) -> Reading:
    """Read yesterday, today and tomorrow, counted from the day of publication."""
    days = int(one.amount or 0)
    if story.published is None:
        unknown = "PRESENT_REF" if days == 0 and not one.part else "XXXX-XX-XX" + (f"T{one.part}" if one.part else "")
        return Reading(value=unknown, why="no day of publication is known")
    point = add_days(story.published, days)
    return at(point, f"counted from the publication on {story.published.iso}", False, one)





def read_unit(one: TimeExpression, story: Story) -> Reading:
    """Read the same day, last week, the following month, counted from the story or the publication."""
    news = story.published is not None and not story.history
    deictic = one.relation in {"last", "this", "next"} or (one.relation == "the" and news)
    near = story.now() if deictic else story.base(one.unit)
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(one.unit, "null")
    if near is None:
        return Reading(value=unknown, why="no date is known to count from")
    step, why = STEPS.get(one.relation, 0), f"counted from {near.iso}"
    if one.unit == "Y":
        aside = one.relation in {"previous", "last", "next"}
        return replace(at(Point(near.year + step), why, False, one), moves=not aside)
    if one.unit == "DE":
        return read_decade(replace(one, year=near.year // 10 * 10 + step * 10), story)
    if one.unit == "CE":
        return _century_of(near, step)
    if one.unit == "M" and near.month:
        return at(add_months(Point(near.year, near.month), step), why, False, one)
    if one.unit == "D" and near.day:
        return at(add_days(near, step), why, False, one)
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
    return read_century(TimeExpression(Span(0, 0), 0, "date", "century", amount=rank), Story())


def _week(near: Point, step: int, why: str) -> Reading:
    monday, sunday = week_of(add_days(near, 7 * step))
    return Reading(monday, sunday, iso_week(monday), why, False, False)


def _weekend(one: TimeExpression, near: Point, why: str) -> Reading:
    """Read a weekend: that before the week of the day counted from, or the one the day falls in or leads to."""
    monday = week_of(near)[0]
    saturday = add_days(monday, -2)
    if one.relation in {"next", "following"} or one.future:
        saturday = add_days(monday, 5 if weekday(near) < 6 or one.relation not in STEPS else 12)
    elif one.relation in {"that", "the", "this", "same"} and weekday(near) >= 6:
        saturday = add_days(monday, 5)
    sunday = add_days(saturday, 1)
    return Reading(saturday, sunday, iso_week(saturday) + "-WE", why, False, False)


def read_part(one: TimeExpression, story: Story) -> Reading:
    """Read a part of the day as belonging to the day that the story has reached."""
    near = story.base("D") if story.reached else None
    near = near if near and near.day else story.published
    unknown = Reading(value=f"XXXX-XX-XXT{one.part}", why="no day is known that the hour belongs to")
    if not one.relation or near is None or not near.day:
        return unknown
    step = 0 if one.relation == "last" else STEPS.get(one.relation, 0)
    if one.part == "NI" and one.relation == "last":
        step = -1
    return at(add_days(near, step), f"counted from {near.iso}", False, one)


def read_clock(one: TimeExpression, story: Story) -> Reading:
    """Read an hour as belonging to the day that the story has reached."""
    hour = f"T{one.hour or 0:02d}:{one.minute or 0:02d}"
    near = story.reached
    if near is None or not near.day or story.stale:
        return Reading(value=f"XXXX-XX-XX{hour}", why="no day is known that the hour belongs to", moves=False)
    return Reading(near, near, timex.point_value(near) + hour, f"the hour of {near.iso}", False, False, moves=False)


def read_offset(one: TimeExpression, story: Story) -> Reading:
    """Read two days later and three weeks ago, counted from the story or from the publication."""
    sign = 1 if one.relation in {"after", "hence"} else -1
    told = one.relation in {"ago", "hence"}
    near = story.now() if told else story.base(one.unit)
    if one.measures_event and near is not None:
        return replace(at(near, f"the deed of {near.iso} is dated by another", False, one), moves=False)
    if one.relative_to_event and not told and (story.stale or (sign > 0 and story.reached in (None, story.published))):
        return Reading(why="counted from an event that has no date here", moves=False)
    if one.amount is None or near is None:
        why = "the distance is left open" if near else "no date is known to count from"
        return Reading(value="FUTURE_REF" if sign > 0 else "PAST_REF", why=why)
    return _counted(one, near, sign)


def _counted(one: TimeExpression, near: Point, sign: int) -> Reading:
    amount, why = sign * (one.amount or 0), f"counted from {near.iso}"
    unit, years = one.unit, {"Y": 1, "DE": 10, "CE": 100}
    if unit in years and amount == int(amount):
        point = Point(near.year + int(amount) * years[unit])
        value = timex.decade_value(point.year) if unit == "DE" and "approx" in one.modifiers else None
        return replace(at(point, why, False, one, value), moves=sign > 0)
    if unit in {"M", "Q"} and near.month and amount == int(amount):
        return at(add_months(Point(near.year, near.month), int(amount) * (3 if unit == "Q" else 1)), why, False, one)
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit)
    if days and near.day:
        return at(add_days(near, int(amount * days)), why, False, one)
    if unit in {"H", "MI", "S"} and near.day:
        reading = at(near, why, False, one, timex.point_value(near) + "TXX")
        return replace(reading, approx=True)
    return Reading(value=_unknown_value(one, near), why=f"{near.iso} is not exact enough to count from", moves=False)


def _unknown_value(one: TimeExpression, near: Point) -> str:
    if one.unit == "D":
        return timex.point_value(Point(near.year)) + "-XX-XX"
    return timex.point_value(Point(near.year)) + ("-WXX" if one.unit == "W" else "-XX")


def read_duration(one: TimeExpression, story: Story) -> Reading:
    """Read a length of time; only the last and the next few days have a place in time."""
    value = timex.duration_value(one.amount, one.unit)
    near = story.now() if one.relation in {"last", "next"} else story.reached or story.published
    if one.relation in STEPS and near is not None and one.amount and not story.stale:
        edge = _counted(replace(one, modifiers=()), near, STEPS[one.relation])
        if edge.start is not None:
            first, last = sorted((edge.start, Point(near.year, *((near.month, near.day)[: _depth(edge.start)]))))
            return Reading(first, last, value, f"counted from {near.iso}", False, True, moves=False)
    return Reading(value=value, why="a length of time, not a date", moves=False)


def _depth(point: Point) -> int:
    """Return how many of month and day a point knows."""
    return 2 if point.day else 1 if point.month else 0


def read_set(one: TimeExpression, story: Story) -> Reading:
    """Read a repeated time, which is no date."""
    return Reading(value=timex.set_value(one), why="a repeated time, not a date", moves=False)


def read_nth(one: TimeExpression, story: Story) -> Reading:
    """Read the fifth day of something that has no date here."""
    unknown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
    return Reading(value=unknown.get(one.unit, "null"), why="counted from something that has no date here", moves=False)


def read_vague(one: TimeExpression, story: Story) -> Reading:
    """Read words such as now and recently, which leave the time open."""
    return Reading(value=timex.vague_value(one.value), why="the words leave the time open", moves=False)


