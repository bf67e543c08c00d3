"""Where things are told to have happened, as GeoJSON (RFC 7946) for maps and geographic programs.

A feature is an incident at a place. What cannot be placed stands without a position, as the standard has it, so that
counting features never loses what the sources do not locate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.json import dumps
from histor.export.told import held, inferred
from histor.export.words import Names

Row = Mapping[str, Any]


def export_geojson(case: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Return the incidents of a case as one collection of features: one for each place of each incident."""
    del texts
    names, places = Names(case), {place["id"]: place for place in case["places"]}
    features = [feature for row in case["incidents"] for feature in _features(row, places, names)]
    return dumps({"type": "FeatureCollection", "features": features})


def _features(row: Row, places: Mapping[str, Row], names: Names) -> Iterator[Row]:
    told = _told(row, names)
    for ident in row["places"] or [None]:
        place = places.get(ident) if ident else None
        placed = place is not None and place["lat"] is not None and place["lon"] is not None
        yield {
            "type": "Feature",
            "id": f"{row['id']}/{ident}" if ident else row["id"],
            "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if place and placed else None,
            "properties": told | _where(place),
        }


def _told(row: Row, names: Names) -> dict[str, Any]:
    """Return what is told of an incident, by names as well as ids, without the chain that leads to its words."""
    return {
        "incident": row["id"], "label": row["label"], "type": row["type"], "mode": row["mode"],
        "status": row["status"], "start": row["date"]["start"], "end": row["date"]["end"],
        "precision": row["date"]["precision"],
        "actors": [names.one(ident) for ident in row["actors"]],
        "actors_claimed": [names.one(ident) for ident in held(row)],
        "targets": [names.one(ident) for ident in row["targets"]],
        "inferred": inferred(row),
        "sources": list(dict.fromkeys(names.source(proof["source"]) for proof in row["evidence"])),
    }  # fmt: skip


def _where(place: Row | None) -> dict[str, Any]:
    """Return how a place is called and how exact its point is; nothing where no place is told."""
    if place is None:
        return {"place": None, "place_name": None, "place_precision": None, "radius_km": None, "country": None}
    return {"place": place["id"], "place_name": place["name"], "place_precision": place["precision"],
            "radius_km": place.get("radius_km"), "country": place["country"]}  # fmt: skip
