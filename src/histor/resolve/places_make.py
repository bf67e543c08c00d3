"""From a row of the gazetteer, or a name that no list holds, to the record of a place.

Ids are slugs that any document arrives at alike: name and country, and what else it takes to tell namesakes apart.
A place without a point of its own lies where the place that contains it lies, and says so by precision and radius.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from histor.model import Place
from histor.resolve.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, REGION, Entry, Gazetteer, fold

_PRECISION = {CITY: "city", ADMIN2: "admin2", ADMIN1: "admin1", COUNTRY: "country", REGION: "region"}
_FINEST = ("point", "city", "admin2", "admin1", "region", "country", "unknown")


def identify(gazetteer: Gazetteer, row: int) -> str:
    """Return the id of a row: slug of name and country, with kind and province where namesakes of that land need it."""
    entry = gazetteer.entry(row)
    key = fold(entry.name)
    parts = ["p", key.replace(" ", "-") or "x"]
    twins = [
        other
        for other in map(gazetteer.entry, gazetteer.find(key))
        if other.country == entry.country and fold(other.name) == key and other.row != row
    ]
    if entry.kind in (ADMIN1, ADMIN2) and any(twin.kind < entry.kind for twin in twins):
        parts.append("admin1" if entry.kind == ADMIN1 else "admin2")
    same = [twin for twin in twins if twin.kind == entry.kind]
    if any((-twin.pop, twin.row) < (-entry.pop, row) for twin in same):
        admin1 = next(
            (gazetteer.entry(up) for up in gazetteer.chain(row)[1:] if gazetteer.entry(up).kind == ADMIN1), None
        )
        parts.append(fold(admin1.name).replace(" ", "-") if admin1 else "other")
        if any(admin1 and admin1.row in gazetteer.chain(twin.row) for twin in same):
            parts.append(str(entry.ref or row))
    return "-".join([*parts, *([entry.country.lower()] if entry.country else [])])


def parent_of(gazetteer: Gazetteer, row: int) -> int:
    """Return the row of the province or country that contains a row (districts are left out), -1 for none."""
    for up in gazetteer.chain(row)[1:]:
        if gazetteer.entry(up).kind in (ADMIN1, COUNTRY):
            return up
    return -1


def listed(gazetteer: Gazetteer, row: int, told: tuple[str, ...]) -> Place:
    """Return the place of a row; ``told`` are the document's own spellings, the most used first."""
    entry = gazetteer.entry(row)
    country = gazetteer.is_land(row)
    name = entry.name if country or not told else told[0]
    spare = (*told, *gazetteer.aliases(row)[:3]) if country else (*told, entry.name)
    up = parent_of(gazetteer, row)
    chain = [gazetteer.entry(other) for other in gazetteer.chain(row)]
    admin1 = next((other.name for other in chain if other.kind == ADMIN1), None)
    point = entry.feature == "point"
    return Place(
        id=identify(gazetteer, row),
        name=name,
        aliases=tuple(dict.fromkeys(n for n in spare if n != name)),
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=admin1,
        precision="point" if point else _PRECISION[entry.kind],
        gazetteer=_source(entry),
        radius_km=float(entry.radius),
        part_of=identify(gazetteer, up) if up >= 0 else None,
    )


def _source(entry: Entry) -> str:
    if entry.feature:
        return "histor:regions"
    return f"geonames:{entry.ref}" if entry.ref else "geonames:derived"


def unlisted(gazetteer: Gazetteer, name: str, aliases: tuple[str, ...], parent: int | None) -> Place:
    """Return the place of a name that no list holds: its parent's point, precision and radius."""
    slug = fold(name).replace(" ", "-") or "x"
    if parent is None:
        return Place(id=f"p-{slug}", name=name, aliases=aliases)
    entry = gazetteer.entry(parent)
    chain = [gazetteer.entry(up) for up in gazetteer.chain(parent)]
    admin1 = next((up.name for up in chain if up.kind == ADMIN1), None)
    return Place(
        id="-".join(["p", slug, *([entry.country.lower()] if entry.country else [])]),
        name=name,
        aliases=aliases,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=admin1,
        precision=_PRECISION[entry.kind],
        radius_km=float(max(entry.radius, 10)),
        part_of=identify(gazetteer, parent),
    )


def part(gazetteer: Gazetteer, row: int, name: str, way: tuple[float, float]) -> Place:
    """Return a side of a land ("southern Israel"): its point moved half a radius that way, the rest of it as radius."""
    whole = listed(gazetteer, row, ())
    if whole.lat is None or whole.lon is None:
        return whole
    step = (whole.radius_km or 50.0) * 0.5 / 111.2
    lat = max(-89.0, min(89.0, whole.lat + way[0] * step))
    lon = whole.lon + way[1] * step / max(0.1, math.cos(math.radians(lat)))
    tail = [whole.country.lower()] if whole.country else []
    return Place(
        id="-".join(["p", fold(name).replace(" ", "-"), *tail]),
        name=name,
        lat=round(lat, 4),
        lon=round(lon, 4),
        country=whole.country,
        admin1=whole.admin1,
        precision="region",
        gazetteer=None,
        radius_km=round((whole.radius_km or 50.0) * 0.6, 1),
        part_of=whole.id,
    )


def border(lands: tuple[Place, ...], name: str) -> Place:
    """Return the border of one land (all along it) or of two: the middle between them, half the way as radius.

    The id tells the lands in the order of their names, so that either side's word for it leads to one place.
    """
    slugs = sorted(fold(land.name).replace(" ", "-") for land in lands)
    first, second = lands[0], lands[-1]
    if len(lands) == 1:
        tail = [first.country.lower()] if first.country else []
        ident = "-".join(["p", *slugs, "border", *tail])
        return replace(first, id=ident, name=name, aliases=(), gazetteer=None, part_of=first.id)
    lat = lon = radius = None
    if first.lat is not None and first.lon is not None and second.lat is not None and second.lon is not None:
        lat, lon = (first.lat + second.lat) / 2, (first.lon + second.lon) / 2
        radius = round(distance(first, second) / 2, 1)
    precision = "unknown" if lat is None else "region"
    return Place(
        id="-".join(["p", *slugs, "border"]), name=name, lat=lat, lon=lon, precision=precision, radius_km=radius
    )


def distance(first: Place, second: Place) -> float:
    """Return the great-circle distance of two places in km, infinite where one has no point."""
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return math.inf
    return between(first.lat, first.lon, second.lat, second.lon)


def between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in km (haversine, mean radius 6,371 km)."""
    a, b = math.radians(lat1), math.radians(lat2)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(chord)))


def contains(outer: str, inner: str, places: Mapping[str, Place]) -> bool:
    """Tell whether a place is another one or holds it, by the chain of ``part_of``."""
    seen: set[str] = set()
    here: str | None = inner
    while here is not None and here not in seen:
        if here == outer:
            return True
        seen.add(here)
        here = places[here].part_of if here in places else None
    return False


def finest(place_ids: tuple[str, ...], places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the ids that hold no other of the ids, in the order given: a village instead of its country.

    Places of different countries stand side by side; nothing is dropped but what contains another.
    """
    unique = tuple(dict.fromkeys(place_ids))
    return tuple(a for a in unique if not any(a != b and contains(a, b, places) for b in unique))
