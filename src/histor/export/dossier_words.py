"""The page's own words, and dates and figures as a reader says them.

Words come from one data file for each language of the page, so that a page in another language is a file, no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from histor.errors import UsageError
from histor.export.words import figure_words
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
_UNCOUNTED = "some, not counted"
#: Qualifiers that add nothing to what ``low`` and ``high`` say.
_SILENT = ("", "exact", "none", "unquantified", "at_least", "at_most", "range")


class Words:
    """Labels of the page by group and key; an unknown key is its own label."""

    def __init__(self, language: str = "en") -> None:
        known = [path.name.split(".")[1] for path in load_lexicon().path("pages").glob("words.*.yaml")]
        if language not in known:
            raise UsageError(f"The page has no words in {language!r}. Known are {', '.join(sorted(known))}.")
        self.language = language
        self._rows: dict[str, Any] = load_lexicon().yaml(f"pages/words.{language}.yaml")
        self.months: list[str] = self._rows["months"]

    @property
    def names(self) -> list[str]:
        """Return the names of all groups."""
        return list(self._rows)

    def group(self, name: str) -> dict[str, Any]:
        """Return all labels of a group."""
        return dict(self._rows[name])

    def of(self, group: str, key: str) -> str:
        """Return the label of a key."""
        return str(self._rows[group].get(key, key.replace("_", " ")))

    def type(self, key: str, form: str) -> str:
        """Return the ``noun``, ``past`` or ``kind`` of an event type."""
        row = self._rows["types"].get(key) or self._rows["types"]["OTHER"]
        return str(row[form])

    def date(self, when: Row, short: bool = False) -> str:
        """Return a date as known: ``16 January 2024``, ``16–18 January 2024``, ``from January 2024``."""
        start, end = when["start"], when["end"]
        if not start and not end:
            return "date not told"
        about = "about " if when.get("approx") else ""
        if start and end:
            return about + (self.day(start, short) if start == end else self._span(start, end, short))
        return about + (f"from {self.day(start, short)}" if start else f"until {self.day(end, short)}")

    def day(self, iso: str, short: bool = False) -> str:
        """Return an ISO date, cut or whole, in words; what is no date comes back as it is."""
        parts = iso.split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return iso
        if len(parts) == 1 or not 1 <= int(parts[1]) <= 12:
            return iso
        month = self.months[int(parts[1]) - 1]
        month = month[:3] if short else month
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"

    def _span(self, start: str, end: str, short: bool) -> str:
        first, last = self.day(start, short).split(" "), self.day(end, short).split(" ")
        if len(first) == len(last):  # the year, then the month, is said once
            while len(first) > 1 and first[-1] == last[len(first) - 1]:
                first.pop()
        return " ".join(first) + ("–" if len(first) == 1 else " – ") + " ".join(last)


def figure(row: Row) -> str:
    """Return a figure as told: ``9``, ``at least 26``, ``dozens``, ``some, not counted``."""
    if row["low"] is None and row["high"] is None:
        told = str(row.get("qualifier") or "")
        return _UNCOUNTED if told in _SILENT else told.replace("_", " ")
    return figure_words(row)


def counted(row: Row, group: str) -> str:
    """Return a figure with those whom it counts: ``9 people``, ``some terrorists (not counted)``."""
    told = figure(row)
    if told == _UNCOUNTED:
        return f"some {group or 'people'} (not counted)"
    return f"{told} {group}".strip()


def spread(rows: list[Row]) -> str:
    """Return the lowest to the highest of several figures for one thing; never a sum."""
    lows = [row["low"] if row["low"] is not None else row["high"] for row in rows]
    highs = [row["high"] if row["high"] is not None else row["low"] for row in rows]
    known = [number for number in (*lows, *highs) if number is not None]
    if not known:
        return "not counted"
    open_end = any(row["high"] is None and row["low"] is not None and row["low"] == max(known) for row in rows)
    low, high = min(known), max(known)
    if len({*known}) == 1 and all(row["low"] is None for row in rows):
        return f"up to {high:,}"
    if open_end:
        return f"at least {low:,}" if low == high else f"{low:,} to {high:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def ordinals(when: Row) -> tuple[int, int] | None:
    """Return the first and last day that a date may mean, as ordinals; an open end is the day that is known."""
    first = _edge(when["start"] or when["end"], last=False)
    final = _edge(when["end"] or when["start"], last=True)
    return None if first is None or final is None or final < first else (first, final)


def _edge(iso: str | None, last: bool) -> int | None:
    parts = (iso or "").split("T")[0].split("-")
    if not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    try:
        if len(numbers) == 1:
            return date(numbers[0], 12 if last else 1, 31 if last else 1).toordinal()
        if len(numbers) == 2:
            year, month = numbers
            following = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            return following if last else date(year, month, 1).toordinal()
        return date(*numbers[:3]).toordinal()
    except ValueError:
        return None


def listed(parts: list[str]) -> str:
    """Return parts as a list in words: ``a, b and c``."""
    kept = [part for part in parts if part]
    return ", ".join(kept) if len(kept) < 2 else f"{', '.join(kept[:-1])} and {kept[-1]}"


def shorten(words: str, most: int) -> str:
    """Return words cut at a blank to a length, with an ellipsis where something is gone."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] if " " in words[most // 2:most] else words[:most]
    return cut.rstrip(" ,;:·–") + "…"
