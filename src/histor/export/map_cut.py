"""Cuts a picture's own region out of the borders: the areas in it, thinned to what can be seen, within a size.

Areas too small to be seen, and those around the picture, are laid together by country; lines outside keep only their
rough course. So the rest of the world costs little, and no gap opens anywhere.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from histor.export.borders import Area, Borders, write_topology
from histor.export.borders_lines import disputes, sort_lines
from histor.export.borders_topology import Point, dissolve, walk, weights
from histor.export.map_frame import EARTH_KM, Frame, wrapped
from histor.lexicon import load_lexicon

Box = tuple[float, float, float, float]
#: What a detail is outside the picture, as a multiple of what it is inside.
_OUTSIDE = 400.0
#: Pixels across under which a province is not shown apart from its country.
_SMALL = 26.0
#: How far around the picture the cut reaches, as a multiple of its size.
WIDER = 1.5
#: Bytes that the cut takes at most on a page.
LIMIT = 400_000
_DEGREE_KM = math.pi * EARTH_KM / 180


class Atlas:
    """Borders with what is asked of them again and again: the box of every arc and area, and the kinds of lines."""

    def __init__(self, borders: Borders) -> None:
        self.borders = borders
        self.rims = [_rim(arc) for arc in borders.arcs]
        self.boxes = [_joined(self.rims, (arc for ring in area.rings for arc in ring)) for area in borders.areas]
        self.kinds = sort_lines(borders, load_lexicon())
        self.disputes = disputes(load_lexicon())

    def holding(self, lon: float, lat: float, country: str | None) -> int | None:
        """Return the number of the area in which a place lies; of the country, where that is known."""
        for number, (area, box) in enumerate(zip(self.borders.areas, self.boxes, strict=True)):
            inside = box[0] <= lon <= box[2] and box[1] <= lat <= box[3]
            if inside and (country in (None, area.country) or area.dispute) and self._in(area, lon, lat):
                return number
        return None

    def of_dispute(self, names: Collection[str]) -> list[int]:
        """Return the numbers of the areas of a disputed land that goes by one of some names."""
        known = {ident for ident, row in self.disputes.items() if row["name"] in names}
        return [number for number, area in enumerate(self.borders.areas) if area.dispute in known]

    def _in(self, area: Area, lon: float, lat: float) -> bool:
        return sum(_crossings(walk(self.borders.arcs, ring), lon, lat) for ring in area.rings) % 2 == 1


@dataclass(frozen=True, slots=True)
class Cut:
    """The areas of a region with thinned arcs, its lines by kind, and which area of the atlas became which."""

    borders: Borders
    lines: Mapping[str, Sequence[int]]
    step: float
    became: Mapping[int, int]

    def topology(self) -> dict[str, Any]:
        """Return the cut as TopoJSON: the object ``areas``, and one object for each kind of line."""
        tree = write_topology(Borders(self.borders.arcs, self.borders.areas, ()), self.step)
        del tree["objects"]["lines"]
        tree["objects"] |= {kind: {"type": "MultiLineString", "arcs": [[arc] for arc in arcs]}
                            for kind, arcs in self.lines.items()}
        return tree

    def of_country(self, code: str) -> list[int]:
        """Return the numbers of a country's areas; disputed ones are nobody's here."""
        return [number for number, area in enumerate(self.borders.areas) if area.country == code and not area.dispute]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a cut has to hold besides what the picture shows: areas by themselves, and countries as a whole."""

    areas: Collection[int] = ()
    countries: Collection[str] = ()


def cut(
    atlas: Atlas, frame: Frame, pixels: float, wanted: Wanted = Wanted(), *, limit: int | None = LIMIT,
) -> Cut:
    """Return what a picture shows of the borders; details under ``pixels`` are thinned away.

    With a ``limit`` of bytes, details are given up until the TopoJSON fits, then the smaller provinces, then all of
    them; where even countries alone are too much, that is what comes back.
    """
    box = frame.box()
    for small in (_SMALL, 2 * _SMALL, 8 * _SMALL, math.inf):
        areas, became = _areas(atlas, frame, wanted, small)
        heavy = _weighed(atlas, frame, areas)
        for coarser in (1, 4, 16, 64):
            loss = coarser * (pixels * frame.km_per_px / _DEGREE_KM) ** 2
            thin = [_thin(atlas.borders.arcs[arc], heavy[arc], loss, box) for arc in heavy]
            step = max(1e-4, float(f"{math.sqrt(loss) / 3:.0e}"))
            found = _numbered(atlas, (areas, became), (list(heavy), thin), step)
            if limit is None or len(json.dumps(found.topology(), separators=(",", ":"))) <= limit:
                return found
    return found


def _weighed(atlas: Atlas, frame: Frame, areas: list[Area]) -> dict[int, list[float]]:
    """Return the arcs of some areas, and the disputed lines around a picture, with the weight of every point."""
    around = frame.box(WIDER)
    used = {max(arc, ~arc) for area in areas for ring in area.rings for arc in ring}
    used |= {at for line in atlas.borders.lines for arc in line.arcs
             if meets(atlas.rims[at := max(arc, ~arc)], around)}
    stretch = math.cos(math.radians(min(80.0, abs(frame.lat))))
    return {arc: weights(atlas.borders.arcs[arc], stretch) for arc in sorted(used)}


def _areas(
    atlas: Atlas, frame: Frame, wanted: Wanted, small: float,
) -> tuple[list[Area], dict[int, int]]:
    """Return the areas around a picture, those laid together that are not seen apart, and what became of each."""
    box, around = frame.box(), frame.box(WIDER)
    alone: list[int] = []
    together: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, (area, rim) in enumerate(zip(atlas.borders.areas, atlas.boxes, strict=True)):
        if number in wanted.areas or (meets(rim, box) and _across(rim, frame) >= small):
            alone.append(number)
        elif meets(rim, around) or (area.country in wanted.countries and not area.dispute):
            together[area.country, area.dispute].append(number)
    areas = [atlas.borders.areas[number] for number in alone]
    became = {number: at for at, number in enumerate(alone)}
    for (country, dispute), numbers in sorted(together.items(), key=lambda row: row[1]):
        rings = dissolve(atlas.borders.arcs, (ring for at in numbers for ring in atlas.borders.areas[at].rings))
        became |= dict.fromkeys(numbers, len(areas))
        name = atlas.borders.areas[numbers[0]].name if len(numbers) == 1 else ""
        areas.append(Area(name, country, dispute, tuple(map(tuple, rings))))
    return areas, became


def _numbered(
    atlas: Atlas, chosen: tuple[list[Area], dict[int, int]], arcs: tuple[list[int], list[list[Point]]], step: float,
) -> Cut:
    """Return the cut with arcs numbered anew."""
    number = {arc: at for at, arc in enumerate(arcs[0])}
    areas, became = chosen
    shapes = tuple(
        Area(area.name, area.country, area.dispute,
             tuple(tuple(number[arc] if arc >= 0 else ~number[~arc] for arc in ring) for ring in area.rings))
        for area in areas)
    lines = {kind: [number[arc] for arc in all_of if arc in number] for kind, all_of in atlas.kinds.items()}
    return Cut(Borders(arcs[1], shapes, ()), {kind: found for kind, found in lines.items() if found}, step, became)


def _thin(arc: Sequence[Point], heavy: list[float], loss: float, box: Box) -> list[Point]:
    floor = loss
    if arc[0] == arc[-1]:  # a ring stays one
        floor = min(loss, sorted(heavy, reverse=True)[min(len(heavy), 4) - 1])
    return [point for point, weight in zip(arc, heavy, strict=True)
            if weight >= floor and (weight >= floor * _OUTSIDE or weight == floor or inside(point, box))]


def _across(rim: Box, frame: Frame) -> float:
    """Return how many pixels an area is across, roughly."""
    wide = (rim[2] - rim[0]) * math.cos(math.radians((rim[1] + rim[3]) / 2))
    return math.sqrt(wide * (rim[3] - rim[1])) * _DEGREE_KM / frame.km_per_px


def _rim(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _joined(rims: Sequence[Box], arcs: Iterable[int]) -> Box:
    boxes = [rims[max(arc, ~arc)] for arc in arcs]
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def meets(one: Box, box: Box) -> bool:
    """Tell whether a box has something in common with the picture's, which may cross the antimeridian."""
    if one[1] > box[3] or one[3] < box[1]:
        return False
    return any(one[0] + turn <= box[2] and one[2] + turn >= box[0] for turn in (-360, 0, 360))


def inside(point: Point, box: Box) -> bool:
    """Tell whether a point lies in the picture's box."""
    return box[1] <= point[1] <= box[3] and wrapped(point[0] - box[0] - 180) + 180 <= box[2] - box[0]


def _crossings(ring: Sequence[Point], lon: float, lat: float) -> int:
    """Return how often a line from a point to the east crosses a ring."""
    found = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            found += 1
    return found
