"""Small places that only their name speaks for, on the far side of the earth from all else that is told.

The hamlet of Crane in Texas is no scene of a war in Sudan: a name that no other name of the document bears out is then
rather one that no list has.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from histor.resolve.gazetteer import ADMIN2, CITY, Gazetteer
from histor.resolve.places_make import between
from histor.resolve.places_rank import Toponym

#: Inhabitants below which a place is not named out of the blue, and km beyond which nothing else told bears it out. Of
#: 60 documents each of GeoWebNews and LGL it takes three readings, each of them wrong.
SMALL, FAR = 100_000, 3000


def astray(chosen: Mapping[Toponym, int], lands: Collection[int], gazetteer: Gazetteer) -> set[Toponym]:
    """Return the uses of names whose reading is small, not where the words set it, and far from every other.

    ``lands`` are the rows of lands told by adjectives. Where nothing else is told, nothing speaks against a reading.
    """
    rows = {*chosen.values(), *lands}
    return {
        use for use, row in chosen.items()
        if _small(row, gazetteer) and len(rows) > 1 and not _told(use, row, gazetteer)
        and not any(_near(row, other, gazetteer) for other in rows if other != row)
    }  # fmt: skip


def _told(use: Toponym, row: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a reading lies where the words say that it does."""
    return any(up in gazetteer.find(key) for key in use.within for up in gazetteer.chain(row)[1:])


def _small(row: int, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.entry(row)
    return entry.kind in (CITY, ADMIN2) and entry.pop < SMALL and not gazetteer.is_land(row)


def _near(row: int, other: int, gazetteer: Gazetteer) -> bool:
    """Tell whether two places are of one country, or lie no further from each other than wars reach."""
    one, two = gazetteer.entry(row), gazetteer.entry(other)
    if one.country is not None and one.country == two.country:
        return True
    points = (one.lat, one.lon, two.lat, two.lon)
    return None in points or between(*points) <= FAR  # type: ignore[arg-type]
