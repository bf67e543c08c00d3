"""Marks of deeds: what a deed is and all that judging may ask of whom and what it names, as one digest.

Two deeds of one mark get the same answers to every question, so that what was worked out for a mark can be kept.
"""

from __future__ import annotations

from collections import defaultdict

from histor.consolidate.group import mixed
from histor.consolidate.sheet import Sheet
from histor.consolidate.tellings import Registry


class Marks:
    """Marks for the deeds of a case, by what they are and what their actors and places are known to be."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._apart: dict[str, list[str]] = defaultdict(list)
        for pair in registry.different:
            for one in pair:
                self._apart[one] += sorted(pair - {one})
        self._of: dict[str, bytes] = {}
        self._sets: dict[frozenset[str], bytes] = {}

    def of(self, sheet: Sheet) -> list[bytes]:
        """Return the marks of the deeds of a sheet."""
        told = enumerate(sheet.deeds)
        return [mixed((sheet.mark, index.to_bytes(4), self._facts(deed.idents))) for index, deed in told]

    def _facts(self, idents: frozenset[str]) -> bytes:
        if idents not in self._sets:
            self._sets[idents] = mixed(map(self._fact, sorted(idents)))
        return self._sets[idents]

    def _fact(self, ident: str) -> bytes:
        """Return a digest of an actor or place and of all above it, but for its other names and its offices."""
        if ident not in self._of:
            told, open_ = [], [ident]
            while open_:
                here = open_.pop()
                row, place = self.registry.actors.get(here), self.registry.places.get(here)
                rows = ((row.name, row.kind, row.side, row.country, row.part_of) if row is not None else None,
                        (place.name, place.lat, place.lon, place.country, place.admin1, place.precision,
                         place.radius_km, place.part_of) if place is not None else None)  # fmt: skip
                told.append((here, sorted(self._apart.get(here, ())), *rows))
                above = (row.side, row.part_of) if row is not None else ()
                beyond = (place.part_of,) if place is not None else ()
                open_ += [i for i in (*above, *beyond) if i is not None and all(i != t[0] for t in told)]
            self._of[ident] = mixed([repr(told).encode("utf-8", "surrogatepass")])
        return self._of[ident]
