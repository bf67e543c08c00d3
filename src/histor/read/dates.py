"""The day of publication, where a source states one; nothing here reads the account's own dates.

Only forms that can be read in one way are read: a day, a month by its name and a year, or ISO 8601. ``03/04/2016``
stays unknown.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from histor.read.words import layout

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$")


@cache
def _named() -> re.Pattern[str]:
    months = "|".join(sorted(layout("months"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{months})\b\.?,?\s+(?P<y1>\d{{4}}|\d{{2}}(?=\s*(?:--|\]|\)|$)))"
        rf"|(?P<m2>{months})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))\b",
        re.IGNORECASE,
    )


def day_of(words: str) -> str | None:
    """Return the first full day named in ``words`` as ``YYYY-MM-DD``, or None where none can be read in one way."""
    iso = _ISO.search(words) or _COMPACT.match(words)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    named = _named().search(words)
    if named is None:
        return None
    month = layout("months")[(named["m1"] or named["m2"]).lower()]
    year = int(named["y1"] or named["y2"])
    # A year of two digits stands only in the datelines of news wires, none of which is older than 1950.
    year += 0 if year > 99 else 1900 if year >= 50 else 2000
    return _checked(year, month, int(named["d1"] or named["d2"]))


@cache
def _beside() -> re.Pattern[str]:
    """What may stand beside a day that is a line of its own: a day of the week, "Updated", the hour."""
    words = "|".join(map(re.escape, sorted(layout("beside_day"), key=len, reverse=True)))
    return re.compile(rf"\b(?:{words}|\d{{1,2}}[:.h]\d\d)\b", re.IGNORECASE)


def day_alone(line: str) -> str | None:
    """Return the day that is all a line holds, as the line below a paper's headline does, or None."""
    if len(line) > 60:
        return None
    found = _ISO.search(line) or _named().search(line)
    rest = line[: found.start()] + " " + line[found.end() :] if found else line
    alone = not re.search(r"\w", _beside().sub(" ", rest))
    return day_of(line) if found and alone else None


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


#: A wire's opening: a place in capitals, a day, perhaps an agency, then a dash.
_DATELINE = re.compile(r"[^a-z\n—–]{3,60}?,\s(?P<day>[^\n—–]{6,40}?)(?:\s?\([^()\n]{2,40}\))?\s*(?:—|–|--|\s-\s)")


def dateline(paragraph: str) -> str | None:
    """Return the day of a wire story's dateline (``CITY, 14 August 2016 (Agency) —``), or None."""
    found = _DATELINE.match(paragraph[:200])
    return day_of(found["day"].strip()) if found else None
