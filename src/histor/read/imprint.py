"""Lines between a headline and the account that tell who wrote it and when: a byline, a day, a paper's name and a day.

Where no blank lines part them, as in mail and copied pages, headline and imprint were read as one sentence.
"""

from __future__ import annotations

import re
from functools import cache

from histor.read.dates import day_alone
from histor.read.words import layout

_LONGEST = 120
#: A name and a day: *Valley Herald, 21 May 2031*. Words with a small letter make it something that happened that day.
_NAME_AND_DAY = re.compile(r"(?:[A-Z][\w.'’&-]*[ ]){0,4}[A-Z][\w.'’&-]*\s?[|,–—•·]\s*(?P<day>.+)$")


@cache
def _byline() -> re.Pattern[str]:
    openers = "|".join(sorted(layout("byline_openers"), key=len, reverse=True))
    return re.compile(rf"(?i:{openers})\s+[A-Z](?:[^|,–—•·\n.!?]|(?<=[A-Z])\.){{2,60}}(?:[|,–—•·].+)?$")


def is_imprint(line: str) -> bool:
    """Tell whether a line holds nothing but who wrote, in what paper, or on which day."""
    return len(line) <= _LONGEST and bool(_byline().match(line) or day_alone(line) or imprint_day(line))


def imprint_day(line: str) -> str | None:
    """Return the day that closes a line with a paper's or a place's name, or None."""
    found = _NAME_AND_DAY.match(line) if len(line) <= _LONGEST else None
    return day_alone(found["day"]) if found else None
