"""A case's values in the words that people read: names for ids, figures, dates, and who says so.

Every table, page and chain says the same thing in the same way because it asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Case = Mapping[str, Any]
Row = Mapping[str, Any]

OWN_VOICE = "the source itself"
#: The kind of a source that could not be read: it is a row, so that its issue leads somewhere, and tells nothing.
UNREADABLE = "unreadable"


class Names:
    """What the ids of one case are called."""

    def __init__(self, case: Case) -> None:
        case = case.get("whole", case)  # a part of a case names what lies outside it
        self._names: dict[str, str] = {row["id"]: row["name"] for table in ("actors", "places") for row in case[table]}
        self._names.update((row["id"], row["label"] or row["type"]) for row in case["incidents"])
        self._titles: dict[str, str] = {row["id"]: row["title"] for row in case["sources"]}
        self._several = sum(row.get("kind") != UNREADABLE for row in case["sources"]) > 1
        self._speakers: dict[tuple[str, ...], str] = {}

    def one(self, ident: str | None) -> str:
        """Return the name of an actor, place or incident; the id itself where it has none, empty for None."""
        return self._names.get(ident, ident) if ident else ""

    def all(self, idents: Iterable[str]) -> str:
        """Return several names as a list in words."""
        return ", ".join(self.one(ident) for ident in idents)

    def source(self, ident: str) -> str:
        """Return a source's title."""
        return self._titles.get(ident, ident)

    def said(self, by: Iterable[str], evidence: Iterable[Row] = ()) -> str:
        """Return who says a value: the speakers, or the source in whose own voice it is told."""
        speakers = self.all(by)
        if speakers or not self._several:
            return speakers or OWN_VOICE
        return ", ".join(dict.fromkeys(self._itself(row) for row in evidence)) or OWN_VOICE

    def _itself(self, proof: Row) -> str:
        return f"“{self.source(proof['source'])}” itself"

    def voices(self, told: Iterable[tuple[Iterable[str], Iterable[Row]]]) -> list[str]:
        """Return who says several values, each speaker's word and each source's own voice once."""
        found: dict[str, None] = {}
        for by, evidence in told:
            speakers = tuple(by)
            if self._several and not speakers:
                found.update(dict.fromkeys(map(self._itself, evidence)))
                continue
            if speakers not in self._speakers:  # a few speak for many deeds
                self._speakers[speakers] = self.all(speakers)
            found[self._speakers[speakers] or self.said(speakers, evidence)] = None
        return list(found)


def date_words(date: Row) -> str:
    """Return a date as it is known: a day, month, year, a span of them, or ``unknown``."""
    start, end = date["start"], date["end"]
    if not start and not end:
        return "unknown"
    about = "about " if date.get("approx") else ""
    if start and end:
        return about + (start if start == end else f"{start} – {end}")
    return f"{about}from {start}" if start else f"{about}until {end}"


def figure_words(row: Row) -> str:
    """Return a figure with its openness told: ``9``, ``2–4``, ``at least 26``, ``up to 5``, ``some``."""
    low, high = row["low"], row["high"]
    if low is None and high is None:
        told = row.get("qualifier") or ""
        return "some" if told in ("", "exact", "none") else told
    if low is None or high is None:
        return f"up to {high:,}" if low is None else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
