"""Puts what a person wants into a decision that will still be understood when the case has grown.

Incidents are computed, so a decision about them names the tellings that they stood on: source and characters, which
never change. Nothing is decided here that the case does not show; what cannot be meant is refused in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from histor.errors import UsageError
from histor.model import CaseView, Claim, Incident, Retelling


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision without who and when: what is decided, about which id, what was there before, and what is asked."""

    verb: str
    about: str
    before: Any
    after: Any


def incident_named(view: CaseView, ident: str) -> Incident | None:
    """Return the incident of an id, also of one that it had when other accounts were in the case, or None.

    The id of an incident is that of its first telling; whichever incident holds that telling now is meant.
    """
    telling = f"t-{ident[2:]}" if ident.startswith("i-") else ident
    by_id = next((row for row in view.incidents if row.id == ident), None)
    return by_id or next((row for row in view.incidents if any(t.id == telling for t in row.tellings)), None)


def merge(view: CaseView, idents: Sequence[str], verb: str = "merge") -> Draft:
    """Return the decision that some incidents are one."""
    named = list(dict.fromkeys(idents))
    if len(named) < 2:
        raise UsageError(f"{named[0]} is one with itself: name two.")
    rows = list({row.id: row for row in (_incident(view, ident) for ident in named)}.values())
    if len(rows) < 2:
        raise UsageError(f"{' and '.join(named)} are one incident already: name two that are to become one.")
    marks = [mark for row in rows for mark in _marks(view, row.tellings)]
    return Draft(verb, rows[0].id, {"incidents": [row.id for row in rows]}, {"together": [marks]})


def split(view: CaseView, ident: str, named: Sequence[str]) -> Draft:
    """Return the decision that some tellings of an incident are another; the rest stays together.

    A telling is named by its id, by that of its source (all that the source tells of the incident), or of a claim.
    """
    row = _incident(view, ident)
    out = {t.id for name in named for t in _named(view, row, name)}
    gone, stay = (_marks(view, [t for t in row.tellings if (t.id in out) is side]) for side in (True, False))
    if not stay:
        raise UsageError(f"{row.id} would be left without a telling: name only those that are of another incident.")
    return Draft("split", row.id, {"incident": row.id}, {"apart": [gone, stay], "together": [gone, stay]})


def same(view: CaseView, one: str, other: str) -> Draft:
    """Return the decision that two actors, or two incidents, are one; the first lends its name."""
    if _both_actors(view, one, other):
        return Draft("same", one, {"actors": [one, other]}, {"actors": [one, other]})
    return merge(view, (one, other), "same")


def different(view: CaseView, one: str, other: str) -> Draft:
    """Return the decision that two actors, or two incidents, are two, whatever makes them look like one."""
    if _both_actors(view, one, other):
        return Draft("different", one, {"actors": [one, other]}, {"actors": [one, other]})
    first, second = _incident(view, one), _incident(view, other)
    if first.id == second.id:
        raise UsageError(f"{one} and {other} are one incident now: take tellings out of it with `histor split`.")
    sides = [_marks(view, row.tellings) for row in (first, second)]
    return Draft("different", first.id, {"incidents": [first.id, second.id]}, {"apart": sides})


def _both_actors(view: CaseView, one: str, other: str) -> bool:
    known = {row.id for row in view.actors}
    found = [ident in known or ident.startswith("a-") for ident in (one, other)]
    if one == other:
        raise UsageError(f"{one} is one with itself: name two.")
    if all(found):
        missing = [ident for ident in (one, other) if ident not in known]
        if missing and len(missing) == 2:
            raise UsageError(f"There is no actor {missing[0]} in the case: `histor show CASE actors` lists ids.")
        return True
    if any(found):
        raise UsageError(f"{one} and {other} are an actor and an incident: name two actors or two incidents.")
    return False


def _incident(view: CaseView, ident: str) -> Incident:
    row = incident_named(view, ident)
    if row is None:
        raise UsageError(f"There is no incident {ident} in the case: `histor show CASE incidents` lists ids.")
    return row


def _named(view: CaseView, row: Incident, name: str) -> list[Retelling]:
    """Return the tellings of an incident that a name stands for."""
    claim = next((c for c in view.claims if c.id == name), None)
    found = [t for t in row.tellings if name in (t.id, t.source) or (claim is not None and _inside(t, claim))]
    if not found:
        raise UsageError(f"{row.id} has no telling {name}: `histor why CASE {row.id}` lists them.")
    return found


def _inside(telling: Retelling, claim: Claim) -> bool:
    return any(e.source == telling.source and e.start <= telling.start < e.end for e in claim.evidence)


def _marks(view: CaseView, tellings: Iterable[Retelling]) -> list[dict[str, Any]]:
    """Return tellings as a decision keeps them: the sha256 of the source's bytes, the characters, and the type."""
    whole = {row.id: row.sha256 for row in view.sources}
    return [{"source": whole[t.source], "start": t.start, "end": t.end, "type": t.type} for t in tellings]
