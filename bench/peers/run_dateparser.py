"""Asks dateparser (``search_dates``) for the dates of texts: JSON list of texts in, rows (start, end, value) out.

It finds what it can turn into a point in time, so that a year comes with the day and month of the moment at which it
is asked; the value is cut to the parts that stand in the words. Its clock is set to the first day of a year that no
text tells of. What it gives as text is looked for from where the last one ended.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime

from dateparser.search import search_dates

SETTINGS = {"RELATIVE_BASE": datetime(2001, 1, 1), "PREFER_DAY_OF_MONTH": "first", "PREFER_DATES_FROM": "past"}
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d)")


def value(words: str, date: datetime) -> str:
    """The value of an expression as TimeML writes it, no finer than its words."""
    if not _MONTH.search(words):
        return f"{date:%Y}" if re.search(r"\d{3,4}", words) else f"{date:%Y-%m-%d}"
    return f"{date:%Y-%m-%d}" if _DAY.search(words) else f"{date:%Y-%m}"


def rows(text: str) -> list[tuple[int, int, str]]:
    """The expressions of a text, paragraph by paragraph (a whole article at once takes minutes)."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        for words, date in search_dates(line[0], languages=["en"], settings=SETTINGS) or ():
            start = text.find(words, at, line.end())
            if start >= 0:
                at = start + len(words)
                found.append((start, at, value(words, date)))
    return found


if __name__ == "__main__":
    json.dump([rows(text) for text in json.load(sys.stdin)], sys.stdout)
