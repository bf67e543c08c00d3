"""Build ``data/borders/areas.json.gz`` and ``world.json``: the outlines that maps of a dossier are cut from.

Run once by a maintainer, never at run time:

    python tools/borders.py --source world_map.gpkg

``world_map.gpkg`` is in Debian's package ``qgis-providers-common`` (see docs/formats/borders.md); it holds Natural
Earth's states and provinces, thinned but not moved, and its disputed boundary lines. The same source gives the same
bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import struct
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from histor.export.borders import Area, Borders, Line, write_topology  # noqa: E402
from histor.export.borders_lines import sort_lines  # noqa: E402
from histor.export.borders_topology import ArcIndex, Point, Ring, clean, dissolve, walk, weights  # noqa: E402
from histor.lexicon import load_lexicon  # noqa: E402

BORDERS = ROOT / "src" / "histor" / "data" / "borders"
#: Natural Earth's own codes where ISO 3166-1 has another; lands without a code get one that ISO leaves to users.
CODES = {"SDS": "SSD", "KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "ALD": "ALA", "CYN": "XNC", "SOL": "XSL", "CNM": "CYP",
         "ESB": "GBR", "WSB": "GBR", "KAB": "KAZ", "USG": "USA", "IOA": "AUS", "CLP": "FRA"}
#: Fractions of a degree that a coordinate is rounded to, and the area (square degrees) of what may be thinned away.
FINE_STEP, FINE_LOSS = 2e-4, 2e-6
COARSE_STEP, COARSE_LOSS, COARSE_ISLAND = 0.02, 0.07, 1.0


def numbers(blob: bytes) -> Any:
    """Return the coordinates of a GeoPackage geometry, nested as in GeoJSON."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return _well_known(blob, 8 + envelope)[0]


def _well_known(blob: bytes, at: int) -> tuple[Any, int]:
    order = "<" if blob[at] else ">"
    kind = struct.unpack_from(order + "I", blob, at + 1)[0] % 1000
    at += 5
    count = struct.unpack_from(order + "I", blob, at)[0]
    parts: list[Any] = []
    at += 4
    if kind == 2:
        return _points(blob, at, order, count)
    for _ in range(count):
        if kind == 3:
            size = struct.unpack_from(order + "I", blob, at)[0]
            part, at = _points(blob, at + 4, order, size)
        else:
            part, at = _well_known(blob, at)
        parts.append(part)
    return parts, at


def _points(blob: bytes, at: int, order: str, count: int) -> tuple[list[Point], int]:
    flat = struct.unpack_from(f"{order}{2 * count}d", blob, at)
    return list(zip(flat[::2], flat[1::2], strict=True)), at + 16 * count


def snapped(points: list[Point]) -> list[Point]:
    """Return points rounded; the source stops 0.1 degrees short of the antimeridian and the pole, which is undone."""
    edge = {-179.9: -180.0, 179.9: 180.0}
    rows = [(edge.get(round(x, 3), x), -90.0 if y <= -89.9 else y) for x, y in points]
    return [(round(round(x / FINE_STEP) * FINE_STEP, 4), round(round(y / FINE_STEP) * FINE_STEP, 4)) for x, y in rows]


def read_areas(base: sqlite3.Connection) -> list[tuple[str, str, str, list[list[Point]]]]:
    """Return country, code, name and rings of every province, in the order of country and name."""
    found = []
    for blob, name, label, country, code in base.execute(
            "select geom, name, woe_label, admin, adm0_a3 from states_provinces"):
        rings = [clean(snapped(ring)) for polygon in numbers(blob) for ring in polygon]
        rings = [ring for ring in rings if len(ring) > 2]
        if rings:
            found.append((country, CODES.get(code, code), name or (label or country).split(",")[0], rings))
    return sorted(found)


def disputes_by_area(rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Return which dispute an area belongs to, by its country and name in the source."""
    return {(country, name): ident for ident, row in rows.items()
            for country, names in row.get("areas", {}).items() for name in names}


def fine(source: Path) -> Borders:
    """Return all provinces of the world and the disputed lines, with shared arcs."""
    base = sqlite3.connect(source)
    rows = load_lexicon().yaml("borders/disputed.yaml")
    disputes = disputes_by_area(rows)
    table = read_areas(base)
    index = ArcIndex(ring for *_, rings in table for ring in rings)
    areas = []
    for country, code, name, rings in table:
        dispute = disputes.pop((country, name), None) or disputes.get((country, "*"))
        areas.append(Area(name, code, dispute, tuple(tuple(index.ring(ring)) for ring in rings)))
    left = [key for key in disputes if key[1] != "*"]
    if left:
        raise SystemExit(f"disputed.yaml names areas that the source lacks: {left}")
    lines = [Line(ident, tuple(index.line(points) for points in parts)) for ident, parts in disputed_lines(base, rows)]
    return Borders(thinned(index.arcs, FINE_LOSS), tuple(areas), tuple(lines))


def disputed_lines(base: sqlite3.Connection, rows: dict[str, Any]) -> list[tuple[str, list[list[Point]]]]:
    """Return the disputed lines of the source and our own, by dispute."""
    found = []
    for ident, row in rows.items():
        parts = [tuple(part) for part in row.get("drawn", [])]
        for number in row.get("lines", []):
            (blob,) = base.execute("select geom from disputed_borders where fid = ?", (number,)).fetchone()
            parts += numbers(blob)
        lines = [snapped([(x, y) for x, y in part]) for part in parts]
        lines = [[point for at, point in enumerate(line) if at == 0 or point != line[at - 1]] for line in lines]
        lines = [line for line in lines if len(line) > 1]
        if lines:
            found.append((ident, lines))
    return found


def thinned(arcs: list[list[Point]], loss: float) -> list[list[Point]]:
    """Return arcs without the points whose loss changes less than an area; a ring keeps at least four."""
    return [keep(arc, loss) for arc in arcs]


def keep(arc: list[Point], loss: float) -> list[Point]:
    """Return one arc thinned."""
    heavy = weights(arc)
    if arc[0] == arc[-1]:
        floor = sorted(heavy, reverse=True)[min(len(heavy), 4) - 1]
        loss = min(loss, floor)
    return [point for point, weight in zip(arc, heavy, strict=True) if weight >= loss]


def coarse(whole: Borders) -> Borders:
    """Return countries and disputed lands of the world, thinned for a small picture."""
    sides: dict[tuple[str, str | None], list[Ring]] = defaultdict(list)
    for area in whole.areas:
        sides[area.country, area.dispute] += [list(ring) for ring in area.rings]
    outlines = {key: [clean(walk(whole.arcs, ring)) for ring in dissolve(whole.arcs, rings)]
                for key, rings in sides.items()}
    outlines = {key: sized(rings) for key, rings in outlines.items()}
    index = ArcIndex(ring for rings in outlines.values() for ring in rings)
    areas = [Area("", code, dispute, tuple(tuple(index.ring(ring)) for ring in rings))
             for (code, dispute), rings in sorted(outlines.items(), key=lambda row: (row[0][0], row[0][1] or ""))]
    known = {ident for _, ident in sides}
    lines = [Line(line.dispute, tuple(index.line(walk_line(whole, arc)) for arc in line.arcs))
             for line in whole.lines if line.dispute not in known]
    return Borders(thinned(index.arcs, COARSE_LOSS), tuple(areas), tuple(lines))


def walk_line(whole: Borders, arc: int) -> list[Point]:
    """Return the points of a line's arc."""
    return list(whole.arcs[arc]) if arc >= 0 else list(whole.arcs[~arc][::-1])


def sized(rings: list[list[Point]]) -> list[list[Point]]:
    """Return the rings that can be seen in a small picture, and the largest whatever its size."""
    ranked = sorted(rings, key=lambda ring: (-extent(ring), ring))
    return [ring for at, ring in enumerate(ranked) if at == 0 or extent(ring) > COARSE_ISLAND]


def extent(ring: list[Point]) -> float:
    """Return the area of the box around a ring, in square degrees."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def main() -> None:
    """Write both files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    whole = fine(parser.parse_args().source)
    world = coarse(whole)
    for name, borders, step in (("areas.json.gz", whole, FINE_STEP), ("world.json", world, COARSE_STEP)):
        content = json.dumps(write_topology(borders, step), ensure_ascii=False, separators=(",", ":")).encode()
        packed = gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content + b"\n"
        (BORDERS / name).write_bytes(packed)
        counts = f"{len(borders.areas)} areas, {len(borders.arcs)} arcs, {sum(map(len, borders.arcs))} points"
        kinds = ", ".join(f"{len(arcs)} {kind}" for kind, arcs in sort_lines(borders, load_lexicon()).items())
        sys.stdout.write(f"{name}: {len(packed):,} bytes, {counts}; lines: {kinds}\n")


if __name__ == "__main__":
    main()
