"""A part of a case: what is left of every table when a person asks by speaker, actor, date or type.

Selecting happens on the case as it is exported, so that a table, its JSON and a page hold the same rows. Rows that are
kept still name others (the deed that is answered, the side that is struck), so the case from which they were taken goes
with them, as ``whole``: who says what an id is called, or who somebody is, asks there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from histor.errors import UsageError, instead

Case = Mapping[str, Any]
Row = Mapping[str, Any]

_ROLES = ("actors", "targets", "claimed_targets")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: names or ids of a speaker and an actor, inclusive ISO dates, an event type or mode."""

    speaker: str | None = None
    actor: str | None = None
    start: str | None = None
    end: str | None = None
    type: str | None = None


def select(case: Case, wanted: Selection) -> Case:
    """Return the case with only the rows that answer the selection, and as ``whole`` the case itself.

    A state or body stands for all who belong to it. A row that hangs on an incident goes with it. Raises
    :class:`UsageError` for a name that nobody in the case has, and a type that none of its incidents has.
    """
    if wanted == Selection():
        return case
    _check_type(case, wanted.type)
    speakers = _people(case, wanted.speaker)
    actors = _people(case, wanted.actor)
    kept = [row for row in case["incidents"] if _incident_fits(row, wanted, speakers, actors)]
    placed = {row["id"] for row in case["incidents"] if _incident_fits(row, wanted, None, actors)}
    about_deeds = bool(wanted.actor or wanted.start or wanted.end or wanted.type)

    def hangs(*idents: str | None) -> bool:
        return not about_deeds or any(ident in placed for ident in idents)

    claims = [row for row in case["claims"] if _says(row, speakers, "speaker", "affiliation") and
              (hangs(*row["incidents"]) or _said_in(row["said_on"], wanted))]
    casualties = [row for row in case["casualties"] if _says(row, speakers, "according_to") and hangs(row["incident"])]
    told = {row["id"] for row in (*claims, *casualties)}
    known = placed | told
    return {
        **case, "whole": case, "incidents": kept, "claims": claims, "casualties": casualties,
        "actors": [row for row in case["actors"] if actors is None or row["id"] in actors],
        "responses": [row for row in case["responses"] if hangs(row["incident"], row["responds_to"])
                      and _says(row, speakers, "said_by")],
        "contradictions": [row for row in case["contradictions"] if (not about_deeds or row["about"] in known)
                           and any(_says(position, speakers, "said_by") for position in row["positions"])],
        "relations": [row for row in case.get("relations", ()) if row["first"] in told or row["second"] in told],
        "origins": [row for row in case.get("origins", ()) if not told.isdisjoint(row["members"])],
    }


def _check_type(case: Case, kind: str | None) -> None:
    """Refuse a type or mode that no incident has: a misspelt one must not look like an empty case."""
    known = sorted({word.casefold() for row in case["incidents"] for word in (row["type"], row["mode"]) if word})
    if kind is not None and kind.casefold() not in known:
        told = instead(kind.casefold(), dict(zip(known, known, strict=True)), known) or "none"
        raise UsageError(f"The case has no type called {kind!r}. Among those it has: {told}.")


def _people(case: Case, name: str | None) -> set[str] | None:
    """Return the ids that a name stands for, with all who belong to them; None where no name is given."""
    if name is None:
        return None
    found = _named(case, lambda called: called == name.casefold()) or _named(
        case, lambda called: f" {name.casefold()} " in f" {called} "
    )
    if not found:
        called = {called.casefold(): row["name"] for row in case["actors"] for called in (*row["aliases"], row["name"])}
        known = instead(name.casefold(), called, (row["name"] for row in case["actors"])) or "nobody"
        raise UsageError(f"Nobody in the case is called {name!r}. Among those who are: {known}.")
    size = 0
    while size < len(found):  # a person belongs to a ministry, the ministry to a state
        size = len(found)
        found |= {row["id"] for row in case["actors"] if row["side"] in found or row["part_of"] in found}
    return found


def _named(case: Case, fits: Callable[[str], bool]) -> set[str]:
    return {
        row["id"] for row in case["actors"]
        if any(fits(called.casefold()) for called in (row["id"], row["name"], *row["aliases"]))
    }


def _incident_fits(row: Row, wanted: Selection, speakers: set[str] | None, actors: set[str] | None) -> bool:
    said = {who for support in row["fields"].values() for who in support["said_by"]}
    return (
        (speakers is None or bool(said & speakers))
        and (actors is None or any(ident in actors for role in _ROLES for ident in row[role]))
        and (wanted.type is None or wanted.type.casefold() in (row["type"].casefold(), row["mode"].casefold()))
        and _in_time(row["date"]["start"], row["date"]["end"], wanted)
    )


def _in_time(start: str | None, end: str | None, wanted: Selection) -> bool:
    """Tell whether a span touches the wanted one; cut dates (``2024-01``) are compared as far as they go."""
    if not (wanted.start or wanted.end):
        return True
    first, last = start or end, end or start
    if not first or not last:
        return False
    after = not wanted.start or last[: len(wanted.start)] >= wanted.start[: len(last)]
    before = not wanted.end or first[: len(wanted.end)] <= wanted.end[: len(first)]
    return after and before


def _said_in(said_on: str | None, wanted: Selection) -> bool:
    only_time = not (wanted.actor or wanted.type)
    return only_time and said_on is not None and _in_time(said_on, said_on, wanted)


def _says(row: Row, speakers: set[str] | None, *keys: str) -> bool:
    if speakers is None:
        return True
    return any(who in speakers for key in keys for who in (row[key] if isinstance(row[key], list) else [row[key]]))
