"""Reads a case view in a few words, so that a test says what it expects and no more."""

from __future__ import annotations

from histor.model import CaseView, Incident


def names(view: CaseView, ids: tuple[str, ...]) -> set[str]:
    """Return the names of actors or places."""
    known = {row.id: row.name for row in (*view.actors, *view.places)}
    return {known[ident] for ident in ids}


def deeds(view: CaseView, kind: str = "ASSAULT") -> list[Incident]:
    """Return the incidents of a type."""
    return [row for row in view.incidents if row.type == kind]


def days(view: CaseView, kind: str = "ASSAULT") -> list[str | None]:
    """Return the first days of the incidents of a type."""
    return [row.date.start for row in deeds(view, kind)]
