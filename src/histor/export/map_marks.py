"""Decides what stands on a map: which deeds happened where, how exactly that is known, and as whose.

An incident stands at the finest of its places only: what happened in a town also happened in its province and
country, but is not to be seen three times. Where the text gives no more than a province or country, that is an area
and no point.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from histor.export.dossier_book import Book
from histor.export.map_cut import Atlas
from histor.export.map_frame import Frame, Spot, frame, world

Row = Mapping[str, Any]
_EXACT = ("point", "city", "admin2")
_LOOKS = {"reported": "solid", "claimed": "hatch", "disputed": "hatch"}
#: The weight of a country for the choice of the picture: it is where things happened, but not much is said by that.
_WEIGHT = {"country": 0.15, "region": 0.3, "admin1": 0.6}


@dataclass(slots=True)
class Mark:
    """One spot or area with the deeds told to have happened there; ``areas`` are numbers in the atlas."""

    places: list[Row]
    exact: bool
    areas: tuple[int, ...] = ()
    deeds: list[Row] = field(default_factory=list)

    @property
    def lon(self) -> float:
        """The longitude of its first place."""
        return float(self.places[0]["lon"])

    @property
    def lat(self) -> float:
        """The latitude of its first place."""
        return float(self.places[0]["lat"])

    @property
    def radius_km(self) -> float:
        """How far off the position may be."""
        return max(float(place.get("radius_km") or 0) for place in self.places)


def finest(book: Book, idents: Iterable[str]) -> list[str]:
    """Return the places that no other of them lies in, and that have a position."""
    known = [ident for ident in idents if ident in book.places and book.places[ident]["lat"] is not None]
    above = {one for ident in known for one in _above(book, ident)}
    return [ident for ident in known if ident not in above]


def _above(book: Book, ident: str) -> set[str]:
    found: set[str] = set()
    at = book.places[ident].get("part_of")
    while at in book.places and at not in found:
        found.add(at)
        at = book.places[at].get("part_of")
    return found


def marks(book: Book, atlas: Atlas) -> list[Mark]:
    """Return all spots and areas with their deeds, those of most deeds first."""
    found: dict[tuple[Any, ...], Mark] = {}
    keys: dict[str, tuple[Any, ...]] = {}
    for deed in book.in_order:
        for ident in finest(book, deed["places"]):
            place = book.places[ident]
            if ident not in keys:
                keys[ident] = _key(place, atlas)
            mark = found.setdefault(keys[ident], Mark([], place["precision"] in _EXACT, _areas(keys[ident])))
            if place not in mark.places:
                mark.places.append(place)
            if deed not in mark.deeds:
                mark.deeds.append(deed)
    return sorted(found.values(), key=lambda mark: (-len(mark.deeds), mark.places[0]["name"], mark.places[0]["id"]))


def _key(place: Row, atlas: Atlas) -> tuple[Any, ...]:
    """Return what two places have in common that stand at one mark."""
    if place["precision"] in _EXACT:
        return "spot", round(place["lat"], 2), round(place["lon"], 2)
    if place["precision"] == "admin1":
        area = atlas.holding(place["lon"], place["lat"], place["country"])
        if area is not None:
            return "area", area
    if place["precision"] == "country" and place["country"]:
        return "country", place["country"]
    areas = atlas.of_dispute({place["name"], *place["aliases"]})
    if areas:
        return "area", *areas
    return "place", place["id"]


def _areas(key: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(key[1:]) if key[0] == "area" else ()


def picture(found: list[Mark], book: Book) -> Frame:
    """Return the frame that shows the marks; with none, all places that have a position; else the world."""
    spots = [Spot(mark.lon, mark.lat, mark.radius_km, _weight(mark)) for mark in found]
    if not spots:
        located = (row for row in book.case["places"] if row["lat"] is not None)
        spots = [Spot(row["lon"], row["lat"], row.get("radius_km") or 0, _WEIGHT.get(row["precision"], 1))
                 for row in located]
    return frame(spots) if spots else world()


def _weight(mark: Mark) -> float:
    return math.sqrt(len(mark.deeds)) * (1.0 if mark.exact else _WEIGHT.get(mark.places[0]["precision"], 1.0))


def look(book: Book, mark: Mark) -> str:
    """Return ``solid`` where any deed is told as fact, ``hatch`` where only claimed, else ``outline``."""
    looks = {_look(deed) for deed in mark.deeds}
    return next(one for one in ("solid", "hatch", "outline") if one in looks)


def _look(deed: Row) -> str:
    where = deed["fields"].get("places") or {}
    told = _LOOKS.get(deed["status"], "outline")
    return "hatch" if told == "solid" and where.get("said_by") else told


def colour(book: Book, mark: Mark) -> str:
    """Return the colour of the side that did all deeds there, or of none."""
    sides = {book.deed_side(deed) for deed in mark.deeds}
    return book.colour(next(iter(sides))) if len(sides) == 1 else "s0"


def words_only(book: Book, mark: Mark) -> bool:
    """Tell whether nothing but words passed there: talks, threats, demands."""
    return all(book.words.type(deed["type"], "kind") == "word" for deed in mark.deeds)


def aimed(mark: Mark) -> list[Row]:
    """Return the deeds there whose doer says to have aimed at somebody else than the text says was struck."""
    return [deed for deed in mark.deeds if deed["claimed_targets"]]
