"""Whom a condemnation means where only a guess says whom: those who did the deed that it names.

A guess from who stands around it is worth less than the deed itself, once the whole case has said who did that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.model import Incident, Response, Why

#: Words about a deed that mean its doers; what is guessed of whom they mean, and links to a deed that they name.
_ABOUT, _GUESSED, _NAMES = frozenset({"ACCUSE", "SUPPORT"}), "targets/", "consolidate/answer/object"


def meant_doers(incidents: Sequence[Incident], responses: Sequence[Response]) -> list[Incident]:
    """Return the incidents with each condemnation of a named deed aimed at that deed's doers, not at a guess."""
    by_id = {row.id: row for row in incidents}
    named = (row for row in responses if row.why is not None and row.why.rule == _NAMES)
    deeds = {row.incident: by_id[row.responds_to] for row in named}
    return [_aimed(row, deeds[row.id]) if row.id in deeds and row.type in _ABOUT else row for row in incidents]


def _aimed(row: Incident, deed: Incident) -> Incident:
    """Return a condemnation with a deed's doers as its target where none but a guess is told."""
    told = row.fields.get("targets")
    guessed = told is not None and told.why is not None and told.why.rule.startswith(_GUESSED)
    support = deed.fields.get("actors")
    held = {one.value for one in support.claimed} if support is not None else set()  # others hold them to it
    theirs = {deed.evidence[at].source for at in support.evidence} if support is not None else set()
    if theirs and not theirs & {proof.source for proof in row.evidence}:
        return row  # whom another account names, nobody quoted in this one has condemned
    doers = tuple(ident for ident in deed.actors if ident not in row.actors and ident not in held)
    if not doers or row.mode == "allege" or (row.targets and not guessed):
        return row
    why = Why(rule=f"{_GUESSED}blame", sentence="who condemns or praises a deed means its doers", score=0.8)
    fields = {**row.fields, "targets": replace(row.fields["type"], why=why)}
    return replace(row, targets=doers, fields=dict(sorted(fields.items())))
