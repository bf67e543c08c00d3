"""How far apart two scenes lie on the map."""

from __future__ import annotations

import math

from histor.consolidate.tellings import Registry
from histor.model import Place

#: Kilometres from the middle of the earth to its face.
_EARTH = 6371.0
#: The precisions of places that are a spot on the map.
_SPOT = {"point", "city"}


def distance(a: frozenset[str], b: frozenset[str], registry: Registry) -> float | None:
    """Return the kilometres between the nearest two spots, or None where a side has none on the map."""
    one, other = (_spots(side, registry) for side in (a, b))
    return min((_between(x, y) for x in one for y in other), default=None)


def _spots(ids: frozenset[str], registry: Registry) -> list[Place]:
    rows = [registry.places[i] for i in sorted(ids) if i in registry.places]
    return [row for row in rows if row.lat is not None and row.lon is not None and row.precision in _SPOT]


def _between(a: Place, b: Place) -> float:
    """Return the great-circle distance of two places in kilometres (haversine)."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    y, x = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    span = math.sin(y / 2) ** 2
    span += math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(x / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(span)))
