"""The page's own words, and dates and figures as a reader says them.

Words come from one data file for each language of the page, so that a page in another language is a file, no code.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from histor.export.words_forms import Forms

Row = Mapping[str, Any]
#: Qualifiers that add nothing to what ``low`` and ``high`` say.
_SILENT = ("", "exact", "none", "unquantified", "at_least", "at_most", "range")
#: A position as a case tells it in figures: ``at least 26 killed``.
_POSITION = re.compile(r"(at least |up to |)(\d+|unknown)(?:–(\d+))? (\w+)")
_POSITIONS = {"it happened": "happened", "it is denied": "denied"}

#: Words by which a source calls people somebody's, and a name that does: a number of them is a share, or all there are.
_OWN = frozenset({"her", "his", "its", "my", "our", "their", "whose", "your"})
_OWNER = re.compile(r"\w['’]s \w")
#: What one of several is told by: *one of their sisters*, and not *their mother*.
_SEVERAL = re.compile(r"[^s]s(?= of | in |$)")


class Words(Forms):
    """The words of one language, and dates and figures in them."""

    def months(self, form: str = "months") -> list[str]:
        """Return the names of the months, whole or short (``months_short``)."""
        return list(self._rows[form])

    def type(self, key: str, form: str) -> str:
        """Return the ``noun``, ``past`` or ``kind`` of an event type."""
        row = self._rows["types"].get(key) or self._rows["types"]["OTHER"]
        return str(row[form])

    def kind(self, row: Row) -> str:
        """Return what kind of act an incident is: its type and, where that says more, its mode."""
        noun, mode = self.type(row["type"], "noun"), str(row["mode"] or "")
        told = str(self._rows["modes"].get(mode, mode.replace("-", " ")))
        return self.say("labels", "kind_of", noun=noun, mode=told) if told and told not in noun else noun

    def columns(self, *keys: str) -> tuple[str, ...]:
        """Return the heads of columns."""
        return tuple(self.of("columns", key) for key in keys)

    # Dates

    def date(self, when: Row, short: bool = False) -> str:
        """Return a date as known: ``16 January 2024``, ``16–18 January 2024``, ``from January 2024``."""
        start, end = when["start"], when["end"]
        if not start and not end:
            return self.say("dates", "none")
        if start and end:
            told = self.day(start, short) if start == end else self._span(start, end, short)
            form = self._fineness(start) if start == end else "span"
        else:
            edge = "from" if start else "until"
            told, form = self.say("dates", f"{edge}_{self._fineness(start or end)}",
                                  date=self.day(start or end, short)), "span"
        return self.say("dates", f"about_{form}", date=told) if when.get("approx") else told

    def day(self, iso: str, short: bool = False) -> str:
        """Return an ISO date, cut or whole, in words; what is no date comes back as it is."""
        parts = _parts(iso)
        form = ("month", "day")[len(parts) - 2] + ("_short" if short else "")
        return self.say("dates", form, **self._named(parts, short)) if parts[1:] else iso

    def tick(self, day: datetime.date, year: bool) -> str:
        """Return a day as an axis names it, short, with its year or without."""
        named = self._named([day.year, day.month, day.day], short=True)
        return self.say("dates", "day_short" if year else "day_of_year_short", **named)

    def _fineness(self, iso: str) -> str:
        return ("other", "other", "other", "day")[len(_parts(iso))]

    def _named(self, parts: list[int], short: bool) -> dict[str, str]:
        """Return the parts of a date as its pattern names them; the first of a month may be a word of its own."""
        months = self._rows["months_short" if short else "months"]
        day = parts[2] if parts[2:] else 0
        first = str(self._rows["dates"]["first_day"]) if day == 1 else str(day)
        return {"day": first, "month": str(months[parts[1] - 1]), "year": str(parts[0])}

    def _span(self, start: str, end: str, short: bool) -> str:
        """Return a span in which the year, then the month, is said once."""
        first, last = _parts(start), _parts(end)
        told = {"from": self.day(start, short), "to": self.day(end, short)}
        if not first or len(first) != len(last):
            return self.say("dates", "span", **told)
        if len(first) == 1:
            return self.say("dates", "years", **told)
        if first[0] != last[0]:
            return self.say("dates", "span", **told)
        one, other, tail = self._named(first, short), self._named(last, short), "_short" if short else ""
        if len(first) == 2 or first[1] == last[1]:
            key = ("months" if len(first) == 2 else "days") + tail
            return self.say("dates", key, **other, **{f"{name}_from": value for name, value in one.items()})
        from_ = self.say("dates", "day_of_year" + tail, **one)
        return self.say("dates", "span", **{**told, "from": from_})

    # Figures

    def figure(self, row: Row) -> str:
        """Return a figure as told: ``9``, ``at least 26``, ``dozens``, ``some, not counted``."""
        low, high = row["low"], row["high"]
        if low is None and high is None:
            told = str(row.get("qualifier") or "")
            return self.say("figures", "uncounted") if told in _SILENT else told.replace("_", " ")
        return self.span(low, high)

    def whom(self, group: str) -> str:
        """Return a kind of people in the page's words, where these have one; else as the source calls them."""
        first, blank, rest = group.partition(" ")
        group = f"{first.lower()}{blank}{rest}" if first.lower() in _OWN else group  # it may open its sentence
        return str(self._rows["groups"].get(group.casefold(), group))

    def counted(self, row: Row, group: str) -> str:
        """Return a figure with those whom it counts: ``9 people``, ``some terrorists (not counted)``."""
        group = self.whom(group)
        told = self.figure(row)
        if told == self.say("figures", "uncounted"):
            form = "some_share" if self._whose(row, group) == "share" else "some"
            return self.say("figures", form, group=group or self.say("figures", "people"))
        form = self._whose(row, group)
        return self.say("figures", form, figure=told, group=group).strip()

    def befell(self, row: Row, group: str) -> str:
        """Return a figure with those whom it counts and what befell them: ``9 people killed``."""
        effect, whom = self.of("effects", row["effect"]).lower(), self.whom(group)
        if self._whose(row, whom) == "whole" and (row["low"], row["high"]) != (None, None):
            return self.say("figures", "befell_whole", figure=self.figure(row), group=whom, effect=effect)
        return self.say("figures", "befell", what=self.counted(row, group), effect=effect)

    def _whose(self, row: Row, group: str) -> str:
        """Return how somebody's people are counted: two ``of`` their sisters, but one, their mother, as a ``whole``."""
        own = group.split(" ", 1)[0].casefold() in _OWN
        if own and (row["low"] != 1 or row["high"] != 1 or _SEVERAL.search(group)):
            return "share"
        return "whole" if own or _OWNER.search(group) else "of"

    def spread(self, rows: list[Any]) -> str:
        """Return the lowest to the highest of several figures for one thing; never a sum."""
        lows = [row["low"] if row["low"] is not None else row["high"] for row in rows]
        highs = [row["high"] if row["high"] is not None else row["low"] for row in rows]
        known = [number for number in (*lows, *highs) if number is not None]
        if not known:
            return self.say("figures", "not_counted")
        open_end = any(row["high"] is None and row["low"] is not None and row["low"] == max(known) for row in rows)
        low, high = min(known), max(known)
        if len({*known}) == 1 and all(row["low"] is None for row in rows):
            return self.span(None, high)
        return self.span(low, None if open_end else high, high)

    def span(self, low: int | None, high: int | None, most: int | None = None) -> str:
        """Return bounds in words; ``most`` is the highest that is told where the end is open."""
        if low is None and high is None:
            return self.say("figures", "not_counted")
        if low is None:
            return self.say("figures", "up_to", high=high)
        if high is None:
            return self.say("figures", "at_least" if most in (None, low) else "or_more", low=low, high=most)
        return self.number(low) if low == high else self.say("figures", "range", low=low, high=high)

    def position(self, value: str) -> str:
        """Return a position of a contradiction, of which a case tells figures, yes and no in English words."""
        if value in _POSITIONS:
            return self.say("positions", _POSITIONS[value])
        if value.startswith("denies: "):
            return self.say("positions", "denies", what=value.removeprefix("denies: "))
        found = _POSITION.fullmatch(value)
        if found is None or found[4] not in self._rows["effects"]:
            return value
        number = int(found[2]) if found[2] != "unknown" else None
        low, high = (None if found[1] == "up to " else number,
                     None if found[1] == "at least " else int(found[3]) if found[3] else number)
        told = self.say("figures", "not_counted") if number is None else self.span(low, high)
        return self.say("figures", "befell", what=told, effect=self.of("effects", found[4]).lower())


def _parts(iso: str) -> list[int]:
    """Return year, month and day of an ISO date, as far as it has them; nothing for what is no date."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (parts[1:] and not 1 <= int(parts[1]) <= 12):
        return []
    return [int(part) for part in parts]


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
            return datetime.date(numbers[0], 12 if last else 1, 31 if last else 1).toordinal()
        if len(numbers) == 2:
            year, month = numbers
            following = datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            return following if last else datetime.date(year, month, 1).toordinal()
        return datetime.date(*numbers[:3]).toordinal()
    except ValueError:
        return None


def shorten(words: str, most: int) -> str:
    """Return words cut at a blank to a length, with an ellipsis where something is gone."""
    if len(words) <= most:
        return words
    cut = words[:most].rsplit(" ", 1)[0] if " " in words[most // 2:most] else words[:most]
    return cut.rstrip(" ,;:·–") + "…"
