"""Which room works out which form of time expression."""

from __future__ import annotations

from collections.abc import Callable

from histor.model.time import TimeExpression
from histor.resolve import dates_calendar as calendar
from histor.resolve import dates_relative as relative
from histor.resolve.dates_context import Story
from histor.resolve.dates_reading import Reading

_FORMS: dict[str, Callable[[TimeExpression, Story], Reading]] = {
    "date": calendar.read_date,
    "season": calendar.read_season,
    "decade": calendar.read_decade,
    "century": calendar.read_century,
    "weekday": relative.read_weekday,
    "deixis": relative.read_deixis,
    "unit": relative.read_unit,
    "part": relative.read_part,
    "clock": relative.read_clock,
    "offset": relative.read_offset,
    "duration": relative.read_duration,
    "set": relative.read_set,
    "nth": relative.read_nth,
    "vague": relative.read_vague,
}


def read(one: TimeExpression, story: Story) -> Reading:
    """Return what an expression other than a range means at this point of the story."""
    return _FORMS[one.form](one, story)


