"""How likely pairs of groups are one deed, kept while neither side changes, so that one more account is judged alone.

A group is known by a mark: a digest of the account's sheet, of the deed in it, and of all that scoring may ask of the
actors and places that the deed names. So a kept answer is one that would be given again, byte for byte; what people
have parted or joined is looked at elsewhere, and is never kept.
"""

from __future__ import annotations

import hashlib
from histor.consolidate import score
from histor.consolidate.group import Group, mixed
from histor.consolidate.kept import Kept
from histor.consolidate.sheet import Sheet
from histor.consolidate.tellings import Registry
from histor.model import Score

_Pair = tuple[bytes, bytes]


class Chances:
    """What was answered about pairs of groups, in this run and the last."""

    def __init__(self) -> None:
        self.registry = Registry([])
        self._chances: Kept[_Pair, float] = Kept()
        self._scores: Kept[_Pair, tuple[Score, ...]] = Kept()

    def begin(self, registry: Registry) -> None:
        """Begin a run over a case; answers by other rulings on which actors are two are of no use in it."""
        if registry.different != self.registry.different:
            self._chances, self._scores = Kept(), Kept()
        self._chances.begin()
        self._scores.begin()
        self.registry = registry

    def end(self) -> None:
        """End a run."""
        self._chances.end()
        self._scores.end()

    def of(self, item: Group, group: Group) -> float:
        """Return how likely two groups are one deed, 0 where something parts them."""
        if item.mark and group.mark:
            return self._chances.of((item.mark, group.mark), lambda: self._asked(item, group))
        return self._asked(item, group)

    def scores(self, item: Group, group: Group) -> tuple[Score, ...]:
        """Return what each answer about two groups weighs, as a reader is told it."""
        if item.mark and group.mark:
            return self._scores.of((item.mark, group.mark), lambda: self._weighed(item, group))
        return self._weighed(item, group)

    def _asked(self, item: Group, group: Group) -> float:
        try:
            return score.chance(score.answers(item, group, self.registry))
        except score.Parted:
            return 0.0

    def _weighed(self, item: Group, group: Group) -> tuple[Score, ...]:
        return score.scores(score.answers(item, group, self.registry), self.registry)


class Marks:
    """Marks for the deeds of a case, by what they are and what their actors and places are known to be."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._of: dict[str, bytes] = {}
        self._sets: dict[frozenset[str], bytes] = {}

    def of(self, sheet: Sheet, index: int) -> bytes:
        """Return the mark of the deed at a place of a sheet."""
        return mixed((sheet.mark, index.to_bytes(4), self._facts(sheet.deeds[index].idents)))

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
                told.append((here, *rows))
                above = (row.side, row.part_of) if row is not None else ()
                beyond = (place.part_of,) if place is not None else ()
                open_ += [i for i in (*above, *beyond) if i is not None and all(i != t[0] for t in told)]
            self._of[ident] = mixed([repr(told).encode("utf-8", "surrogatepass")])
        return self._of[ident]
