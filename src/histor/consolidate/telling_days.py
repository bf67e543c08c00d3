"""The days of a deed as one telling gives them, and how far its words fix them.

A calendar date becomes a range of ordinals, so that asking whether two days meet is arithmetic and needs no calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from histor.model import Account, Event, When
from histor.model.records import replace

#: The day that stands for the end of what has none.
NEVER = 10**7
#: Words that tell a day of a month, and such as tell a year.
_DAY_ALONE, _YEAR = re.compile(r"\b[0-3]?\d(?:st|nd|rd|th)?\b"), re.compile(r"\d{3,4}|\b(?:yester|to)day\b")

#: Days before publication within which a day without a year is surely one of that year.
_NEWS = 45


@dataclass(frozen=True, slots=True)
class Days:
    """An inclusive range of days as ordinals, whether the words tell it outright, and whether they fix it at all.

    A weekday beside the deed is ``sure`` though it is not ``told``; a day carried over from elsewhere is neither. The
    year is ``borrowed`` where the words tell none and it is that of publication: a diary's "3 March", printed later.
    """

    low: int
    high: int
    told: bool
    sure: bool = True
    borrowed: bool = False

    @property
    def width(self) -> int:
        """The number of days the range spans."""
        return self.high - self.low + 1


def days_of(when: When | None) -> Days | None:
    """Return the days that a time spans, or None where it is open or unknown or before the common era."""
    if when is None or when.start is None:
        return None
    return _days(when.start, when.end or when.start, told=when.basis == "explicit")


@lru_cache(1 << 15)
def _days(start: str, end: str, *, told: bool) -> Days | None:
    low, high = _day(start, first=True), _day(end, first=False)
    return None if low is None or high is None or high < low else Days(low, high, told)


def _published(account: Account) -> Days | None:
    told_on = account.document.source.published
    return _days(told_on, told_on, told=False) if told_on is not None else None


def days_at(event: Event, account: Account) -> Days | None:
    """Return the days of a telling, marked as unsure where no word of its own sentence fixes them."""
    days, when = days_of(event.when), event.when
    if days is not None and when is not None and _borrows(when, account):
        days = replace(days, borrowed=True)
    if days is not None and when is not None and (when.precision, when.end) == ("interval", None):
        told_on = _published(account)
        goes_on = told_on is None or event.status == "planned"
        days = replace(days, high=NEVER if goes_on or told_on is None else max(days.low, told_on.high))
    if days is None or when is None or days.told:
        return days
    here = when.span is not None and event.evidence.start <= when.span.start < event.evidence.end
    return replace(days, sure=here and not when.why.endswith("the main deed"))


def _borrows(when: When, account: Account) -> bool:
    """Tell whether the words of a time tell a day and no year, which is then that of publication, yet not its news."""
    if when.span is None or when.precision != "day":
        return False
    words = account.document.text[when.span.start : when.span.end]
    day, told_on = days_of(when), _published(account)
    if day is None or told_on is None or not _DAY_ALONE.search(words) or _YEAR.search(words):
        return False
    return told_on.low - _NEWS > day.low and date.fromordinal(told_on.low).year == date.fromordinal(day.low).year


@lru_cache(1 << 15)
def _day(text: str, *, first: bool) -> int | None:
    parts = text[:10].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return (date(year, 1, 1) if first else date(year, 12, 31)).toordinal()
        month = int(parts[1])
        if len(parts) == 2:
            start = date(year, month, 1)
            return (start if first else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).toordinal()
        return date(year, month, int(parts[2])).toordinal()
    except (ValueError, OverflowError):
        return None
