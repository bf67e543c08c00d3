"""Whom a condemnation or denial means where only a guess says whom: those who did the deed that it speaks of.

A guess from who stands around it is worth less than the deed itself, once the whole case has said who did that. Who
denies having been struck means the striker; a denial of a deed of one's own side means whoever tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from histor.model import Incident, Response, Why

#: What is guessed of whom words mean, and by type of words the links to a deed that they speak of.
_GUESSED, _NAMES = "targets/", "consolidate/answer/object"
_ABOUT = {"ACCUSE": frozenset({_NAMES}), "SUPPORT": frozenset({_NAMES}),
          "REJECT": frozenset({_NAMES, "consolidate/answer/denied", "consolidate/answer/likeliest"})}

Sides = Callable[[Iterable[str]], frozenset[str]]


def meant_doers(incidents: Sequence[Incident], responses: Sequence[Response], sides: Sides) -> list[Incident]:
    """Return the incidents with words about a deed aimed at that deed's doers, not at a guess.

    ``sides`` returns the sides of actors: nobody condemns his own.
    """
    by_id = {row.id: row for row in incidents}
    deeds = {row.incident: by_id[row.responds_to] for row in responses
             if row.why is not None and row.why.rule in _ABOUT.get(by_id[row.incident].type, ())}
    return [_aimed(row, deeds[row.id], sides) if row.id in deeds else row for row in incidents]


def _aimed(row: Incident, deed: Incident, sides: Sides) -> Incident:
    """Return words about a deed with its doers as their target where none but a guess is told."""
    told = row.fields.get("targets")
    guessed = told is not None and told.why is not None and told.why.rule.startswith(_GUESSED)
    support = deed.fields.get("actors")
    held = {one.value for one in support.claimed} if support is not None else set()  # others hold them to it
    theirs = {deed.evidence[at].source for at in support.evidence} if support is not None else set()
    if theirs and not theirs & {proof.source for proof in row.evidence}:
        return row  # whom another account names, nobody quoted in this one has condemned
    doers = tuple(ident for ident in deed.actors if ident not in row.actors and ident not in held)
    if not doers or row.mode == "allege" or (row.targets and not guessed) or sides(doers) & sides(row.actors):
        return row
    why = Why(rule=f"{_GUESSED}blame", sentence="who speaks of a deed of others means its doers", score=0.8)
    fields = {**row.fields, "targets": replace(row.fields["type"], why=why)}
    return replace(row, targets=doers, fields=dict(sorted(fields.items())))
