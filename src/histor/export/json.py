"""The case as one JSON document, by the contract ``histor-case/1``: names in the contract's order, same bytes each run.

The nouns of a view carry the contract's names already; this file only spells them out, and says of every field which
rule read it (an addition that the contract allows).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from histor.model import (
    Actor,
    CaseView,
    Casualty,
    Claim,
    Contradiction,
    Evidence,
    Incident,
    OriginGroup,
    Place,
    Response,
    Retelling,
    SourceRow,
    When,
    Why,
)

FORMAT = "histor-case/1"
Row = dict[str, Any]
#: The keys of an exported case, in the contract's order.
KEYS = ("format", "title", "coder", "sources", "actors", "places", "incidents", "claims", "casualties", "responses",
        "contradictions", "issues", "relations", "origins")  # fmt: skip


def export_json(case: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Return a case as JSON text; the texts are not part of the contract and stay out."""
    del texts
    return dumps(case)


def dumps(case: Mapping[str, Any]) -> str:
    """Return a case as indented JSON with one newline at the end; the same case gives the same characters."""
    return json.dumps(case, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def case_dict(view: CaseView) -> Row:
    """Return a view as the contract names it."""
    return {
        "format": FORMAT,
        "title": view.title,
        "coder": dict(sorted(view.coder.items())),
        "sources": [_source(row) for row in view.sources],
        "actors": [_actor(actor) for actor in view.actors],
        "places": [_place(place) for place in view.places],
        "incidents": [_incident(incident) for incident in view.incidents],
        "claims": [_claim(claim) for claim in view.claims],
        "casualties": [_casualty(casualty) for casualty in view.casualties],
        "responses": [_response(response) for response in view.responses],
        "contradictions": [_contradiction(found) for found in view.contradictions],
        "issues": [
            {"source": row.source, "stage": row.issue.stage, "start": row.issue.start, "end": row.issue.end,
             "message": row.issue.message}
            for row in view.issues
        ],
        "relations": [
            {"kind": row.kind, "first": row.first, "second": row.second, "why": row.why} for row in view.relations
        ],
        "origins": [_origin(group) for group in view.origins],
    }


def _source(row: SourceRow) -> Row:
    return {
        "id": row.id, "title": row.title, "kind": row.kind, "publisher": row.publisher, "url": row.url,
        "published": row.published, "language": row.language, "sha256": row.sha256, "chars": row.chars, "uri": row.uri,
        "publisher_kind": row.publisher_kind, "country": row.country, "party": row.party,
        "version_of": row.version_of, "revision": row.revision, "revised": row.revised,
        "references": [
            {"title": one.title, "publisher": one.publisher, "url": one.url, "published": one.published}
            for one in row.references
        ],
        "versions": [
            {"id": one.id, "title": one.title, "published": one.published, "revision": one.revision,
             "sha256": one.sha256, "chars": one.chars}
            for one in row.versions
        ],
        "reprints": [
            {"uri": one.uri, "publisher": one.publisher, "url": one.url, "published": one.published}
            for one in row.reprints
        ],
    }


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id, "name": actor.name, "aliases": list(actor.aliases), "kind": actor.kind, "side": actor.side,
        "country": actor.country, "part_of": actor.part_of,
        "roles": [{"title": r.title, "of": r.of, "start": r.start, "end": r.end} for r in actor.roles],
    }


def _place(place: Place) -> Row:
    return {
        "id": place.id, "name": place.name, "aliases": list(place.aliases), "lat": place.lat, "lon": place.lon,
        "country": place.country, "admin1": place.admin1, "precision": place.precision, "gazetteer": place.gazetteer,
        "radius_km": place.radius_km, "part_of": place.part_of,
    }


def _date(when: When) -> Row:
    return {
        "start": when.start, "end": when.end, "precision": when.precision, "basis": when.basis, "approx": when.approx,
    }


def _incident(incident: Incident) -> Row:
    return {
        "id": incident.id, "type": incident.type, "mode": incident.mode, "label": incident.label,
        "date": _date(incident.date),
        "actors": list(incident.actors), "targets": list(incident.targets),
        "claimed_targets": list(incident.claimed_targets), "places": list(incident.places),
        "weapons": list(incident.weapons),
        "counts": [{"what": c.what, "low": c.low, "high": c.high, "unit": c.unit} for c in incident.counts],
        "status": incident.status, "part_of": incident.part_of, "codename": incident.codename,
        "fields": {
            name: {"said_by": list(support.said_by), "evidence": list(support.evidence), "why": _why(support.why)}
            | ({"claimed": [{"value": one.value, "said_by": list(one.said_by), "evidence": list(one.evidence)}
                            for one in support.claimed]} if support.claimed else {})
            for name, support in incident.fields.items()
        },
        "evidence": _evidence(incident.evidence),
        "why": [_why(why) for why in incident.why],
        "dates": [
            {"start": row.start, "end": row.end, "precision": row.precision, "basis": row.basis, "source": row.source,
             "said_by": row.said_by, "told": row.told, "evidence": _evidence((row.evidence,))}
            for row in incident.dates
        ],
        "tellings": [_telling(row) for row in incident.tellings],
        "decided": [
            {"number": row.number, "who": row.who, "verb": row.verb, "made": row.made, "reason": row.reason}
            for row in incident.decided
        ],
    }


def _telling(row: Retelling) -> Row:
    return {
        "id": row.id, "source": row.source, "start": row.start, "end": row.end, "words": row.words, "type": row.type,
        "day": row.day, "told_on": row.told_on, "why": _why(row.why),
        "scores": [{"feature": s.feature, "weight": s.weight, "sentence": s.sentence} for s in row.scores],
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id, "speaker": claim.speaker, "affiliation": claim.affiliation, "stance": claim.stance,
        "incidents": list(claim.incidents), "content": claim.content, "said_on": claim.said_on,
        "nested_in": claim.nested_in, "evidence": _evidence(claim.evidence), "cue": claim.cue, "why": _why(claim.why),
        "origin": claim.origin,
    }


def _casualty(casualty: Casualty) -> Row:
    return {
        "id": casualty.id, "incident": casualty.incident, "effect": casualty.effect, "low": casualty.low,
        "high": casualty.high, "group": casualty.group, "side": casualty.side, "according_to": casualty.according_to,
        "part_of": casualty.part_of, "cumulative": casualty.cumulative, "as_of": casualty.as_of,
        "evidence": _evidence(casualty.evidence), "qualifier": casualty.qualifier, "why": _why(casualty.why),
        "kind": casualty.kind, "told": casualty.told, "words": casualty.words, "origin": casualty.origin,
        "party": casualty.party,
    }


def _response(response: Response) -> Row:
    return {
        "incident": response.incident, "responds_to": response.responds_to, "basis": response.basis,
        "cue": response.cue, "said_by": response.said_by, "evidence": _evidence(response.evidence),
        "why": _why(response.why),
    }


def _contradiction(found: Contradiction) -> Row:
    return {
        "about": found.about, "field": found.field,
        "positions": [
            {"value": p.value, "said_by": list(p.said_by), "evidence": _evidence(p.evidence)} for p in found.positions
        ],
        "why": found.why,
    }


def _origin(group: OriginGroup) -> Row:
    return {
        "id": group.id, "kind": group.kind, "name": group.name, "members": list(group.members), "why": group.why,
        "evidence": _evidence(group.evidence), "voices": list(group.voices),
    }


def _evidence(rows: tuple[Evidence, ...]) -> list[Row]:
    return [{"source": row.source, "start": row.start, "end": row.end, "quote": row.quote} for row in rows]


def _why(why: Why | None) -> Row | None:
    if why is None:
        return None
    return {"rule": why.rule, "version": why.version, "score": round(why.score, 4), "sentence": why.sentence}
