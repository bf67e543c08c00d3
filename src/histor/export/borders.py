"""The outlines that maps are drawn from: read from the package, or from a file that somebody puts in their place.

A file is TopoJSON or GeoJSON. Whose a land is told to be is a property in it and nowhere in the code, so that who wants
other lines brings another file.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from histor.errors import DataError
from histor.export.borders_topology import ArcIndex, Point, clean
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
#: Names that properties go by in files of others, the first that is there counts.
_NAME = ("name", "NAME", "name_en", "NAME_EN", "shapeName")
_COUNTRY = ("country", "iso_a3", "ISO_A3", "adm0_a3", "ADM0_A3", "shapeGroup")


@dataclass(frozen=True, slots=True)
class Area:
    """A country or province: its name, the code of who holds it, the dispute about it, and its rings of arcs."""

    name: str
    country: str
    dispute: str | None
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A disputed line that is no area's outline: the dispute that it belongs to, and its arcs."""

    dispute: str
    arcs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Borders:
    """Arcs (longitude, latitude in degrees), the areas that they bound, and lines besides."""

    arcs: Sequence[Sequence[Point]]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]


@cache
def load_borders(path: Path | None = None) -> Borders:
    """Return the provinces of the world as shipped, or the areas of a file; raises :class:`DataError`."""
    where = path or load_lexicon().path("borders/areas.json.gz")
    try:
        content = where.read_bytes()
        tree = json.loads(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
    except OSError as error:
        raise DataError(f"The borders {where} cannot be read: {error.strerror}. Give a file that exists.") from None
    except (ValueError, EOFError):
        raise DataError(f"The borders {where} are no JSON. Give a TopoJSON or GeoJSON file.") from None
    try:
        return _topology(tree) if tree["type"] == "Topology" else _features(tree)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise DataError(f"The borders {where} are neither TopoJSON nor GeoJSON of areas. "
                        "See docs/formats/borders.md for what is read.") from None


@cache
def load_world() -> Borders:
    """Return the coarse outlines of countries and disputed lands as shipped."""
    return load_borders(load_lexicon().path("borders/world.json"))


def _topology(tree: Row) -> Borders:
    scale, shift = (tree.get("transform") or {"scale": (1, 1), "translate": (0, 0)}).values()
    arcs = [_decoded(arc, scale, shift, "transform" in tree) for arc in tree["arcs"]]
    areas, lines = [], []
    for geometry in (one for thing in tree["objects"].values() for one in _leaves(thing)):
        facts, kind = geometry.get("properties") or {}, geometry["type"]
        if kind in ("Polygon", "MultiPolygon"):
            parts = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
            areas.append(_area(facts, [tuple(ring) for part in parts for ring in part]))
        elif kind in ("LineString", "MultiLineString") and facts.get("dispute"):
            parts = [geometry["arcs"]] if kind == "LineString" else geometry["arcs"]
            lines.append(Line(str(facts["dispute"]), tuple(arc for part in parts for arc in part)))
    return Borders(arcs, tuple(areas), tuple(lines))


def _decoded(
    arc: Sequence[Sequence[float]], scale: Sequence[float], shift: Sequence[float], delta: bool,
) -> list[Point]:
    x = y = 0.0
    points = []
    for step in arc:
        x, y = (x + step[0], y + step[1]) if delta else (step[0], step[1])
        points.append((round(x * scale[0] + shift[0], 6), round(y * scale[1] + shift[1], 6)))
    return points


def _leaves(thing: Row) -> Iterator[Row]:
    if thing["type"] == "GeometryCollection":
        for one in thing["geometries"]:
            yield from _leaves(one)
    else:
        yield thing


def _features(tree: Row) -> Borders:
    """Return GeoJSON as a topology; neighbours share a line where their points are the same to 1e-6 degrees."""
    table: list[tuple[Row, list[list[Point]]]] = []
    strokes: list[tuple[str, list[Point]]] = []
    for feature in tree["features"]:
        facts, shape = feature.get("properties") or {}, feature.get("geometry") or {"type": "None"}
        if shape["type"] in ("Polygon", "MultiPolygon"):
            parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            rings = [clean(_rounded(ring)) for part in parts for ring in part]
            table.append((facts, [ring for ring in rings if len(ring) > 2]))
        elif shape["type"] in ("LineString", "MultiLineString") and facts.get("dispute"):
            parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
            strokes += [(str(facts["dispute"]), _rounded(part)) for part in parts]
    index = ArcIndex(ring for _, rings in table for ring in rings)
    areas = tuple(_area(facts, [tuple(index.ring(ring)) for ring in rings]) for facts, rings in table)
    lines = tuple(Line(dispute, (index.line(points),)) for dispute, points in strokes)
    return Borders(index.arcs, areas, lines)


def _rounded(points: Sequence[Sequence[float]]) -> list[Point]:
    return [(round(float(point[0]), 6), round(float(point[1]), 6)) for point in points]


def _area(facts: Row, rings: list[tuple[int, ...]]) -> Area:
    named = [next((str(facts[key]) for key in keys if facts.get(key)), "") for keys in (_NAME, _COUNTRY)]
    return Area(named[0], named[1], str(facts["dispute"]) if facts.get("dispute") else None, tuple(rings))


def write_topology(borders: Borders, step: float, extra: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return borders as TopoJSON, coordinates rounded to ``step`` degrees; ``extra`` are more objects for it."""
    objects = {
        "areas": {"type": "GeometryCollection", "geometries": [_shape(area) for area in borders.areas]},
        "lines": {"type": "GeometryCollection", "geometries": [
            {"type": "MultiLineString", "arcs": [[arc] for arc in line.arcs], "properties": {"dispute": line.dispute}}
            for line in borders.lines]},
    }
    return {"type": "Topology", "transform": {"scale": [step, step], "translate": [0, 0]},
            "objects": {**objects, **(extra or {})}, "arcs": [_encoded(arc, step) for arc in borders.arcs]}


def _shape(area: Area) -> dict[str, Any]:
    facts = {"name": area.name, "country": area.country, "dispute": area.dispute}
    return {"type": "MultiPolygon", "arcs": [[list(ring)] for ring in area.rings],
            "properties": {key: value for key, value in facts.items() if value}}


def _encoded(arc: Sequence[Point], step: float) -> list[list[int]]:
    whole = [(round(x / step), round(y / step)) for x, y in arc]
    kept = [whole[0]] + [b for a, b in pairwise(whole) if a != b] if whole else []
    if len(kept) < 2:
        kept = kept * 2  # an arc has two ends, also where they are the same at this step
    return [list(kept[0])] + [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(kept)]
