"""Ties each denial to the accusation that it denies, or to the deed told in the claim that it contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from histor.consolidate.tellings import Registry
from histor.model import Claim, Contradiction, Evidence, Incident, Position, Response, Why

_WHY = Why(rule="consolidate/denial", sentence="it denies what is claimed there", score=0.55)


def denial_links(
    incidents: Sequence[Incident], claims: Sequence[Claim], contradictions: Sequence[Contradiction], registry: Registry
) -> list[Response]:
    """Return a link from each denial to the accusation that it denies, or to the deed told in the denied claim."""
    rows = []
    spoken, held_on = _by_source(incidents), _by_evidence(claims)
    for row in contradictions:
        if row.field != "claim":
            continue
        said, denied = row.positions
        here = _spoken(spoken, "REJECT", denied, registry)
        there = _spoken(spoken, "ACCUSE", said, registry)
        if there is None:
            held = [c for c in held_on.get(said.evidence, ()) if c.speaker in said.said_by]
            there = next((i for c in held for i in c.incidents if i != here), None)
        if here is not None and there is not None and here != there:
            rows.append(Response(here, there, "explicit", "denies", None, denied.evidence, _WHY))
    return rows


def _by_source(incidents: Sequence[Incident]) -> dict[tuple[str, str], list[Incident]]:
    """Return acts of speech by type and source, so that a denial looks at its own source's alone."""
    found: dict[tuple[str, str], list[Incident]] = {}
    for incident in incidents:
        if incident.type in {"REJECT", "ACCUSE"}:
            for source in dict.fromkeys(proof.source for proof in incident.evidence):
                found.setdefault((incident.type, source), []).append(incident)
    return found


def _by_evidence(claims: Sequence[Claim]) -> dict[tuple[Evidence, ...], list[Claim]]:
    found: dict[tuple[Evidence, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.evidence, []).append(claim)
    return found


def _spoken(
    incidents: dict[tuple[str, str], list[Incident]], kind: str, position: Position, registry: Registry
) -> str | None:
    """Return the incident that is a position's own act of speech: of this type, by its mouth, on its evidence."""
    mouths = registry.sides(position.said_by)
    told: dict[str, list[Evidence]] = {}
    for proof in position.evidence:
        told.setdefault(proof.source, []).append(proof)
    for incident in (row for source in told for row in incidents.get((kind, source), ())):
        if registry.sides(incident.actors) & mouths and _meets(incident, told):
            return incident.id
    return None


def _meets(incident: Incident, told: Mapping[str, Sequence[Evidence]]) -> bool:
    """Tell whether an incident stands on some of the same words; ``told`` has them by their source."""
    return any(a.start < b.end and b.start < a.end for a in incident.evidence for b in told.get(a.source, ()))
