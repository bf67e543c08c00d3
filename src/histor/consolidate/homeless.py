"""Finds a home for figures whose account tells no deed that they can belong to: a notice of losses, a list of graves.

Where other accounts tell the same figure of one deed, it is that deed's. Else, where the account tells no deed of
violence at all, it is the one that the accounts most like it, by the names that they use, are about before all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from histor.consolidate.tellings import Registry
from histor.model import Casualty
from histor.model.records import replace

#: Smallest figure that two accounts hardly tell by chance.
_SURE = 3
#: Smallest figure that speaks for another deed than the one that is told nearest.
_MANY = 10
#: Share of names of the account with fewer from which two accounts can be about one affair.
_ALIKE = 0.3


class Homeless:
    """The figures of a case, asked for the homes of those without one.

    ``told`` has each account's deeds in the order in which it tells them, ``names`` the names that it uses.
    """

    def __init__(
        self, registry: Registry, told: Mapping[int, Collection[str]], names: Sequence[frozenset[str]]
    ) -> None:
        self._told, self._names = told, names
        self._number = {source: number for number, source in enumerate(registry.sources)}

    def seconded(self, rows: Sequence[Casualty], unsure: frozenset[str]) -> list[Casualty]:
        """Return the figures, the unsure ones with the deed of their account that others tell the same figure of.

        Unsure is a figure in whose sentence no deed is told: it was put to the nearest before it.
        """
        sure: dict[tuple[object, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in rows:
            if row.incident is not None and row.id not in unsure and (row.low or 0) >= _MANY and row.part_of is None:
                sure[row.effect, row.low, row.high][row.incident].add(_source(row))
        found = []
        for row in rows:
            open_to_doubt = row.id in unsure and row.incident is not None and row.part_of is None
            told = sure.get((row.effect, row.low, row.high), {}) if open_to_doubt else {}
            homes = {ident for ident, sources in told.items() if sources - {_source(row)}}
            moves = len(homes) == 1 and next(iter(homes)) in self._told.get(self._number[_source(row)], ())
            found.append(replace(row, incident=homes.pop()) if moves else row)
        return found

    def housed(self, rows: Sequence[Casualty], running: frozenset[str]) -> list[Casualty]:
        """Return the figures, those with a home found for them; ``running`` are of many deeds and need none."""
        same: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for row in rows:
            if row.incident is not None and (row.low or 0) >= _SURE:
                same[row.effect, row.low, row.high].add(row.incident)
        found: dict[str, str | None] = {}
        for row in rows:
            if row.incident is None and row.part_of is None and row.id not in running:
                homes = same.get((row.effect, row.low, row.high), set())
                found[row.id] = next(iter(homes)) if len(homes) == 1 else self._main(self._number[_source(row)])
        found = {ident: home for ident, home in found.items() if home is not None}
        named = (found.get(row.id) or found.get(row.part_of or "") or row.incident for row in rows)
        return [row if row.incident == incident else replace(row, incident=incident)
                for row, incident in zip(rows, named, strict=True)]  # fmt: skip

    def _main(self, number: int) -> str | None:
        """Return the deed that the accounts most like this one open with, where it tells none itself."""
        if self._told.get(number):
            return None
        votes: dict[str, float] = defaultdict(float)
        for other, deed in self._leads():
            votes[deed] += share if (share := self._share(number, other)) >= _ALIKE else 0.0
        best = max(votes, key=lambda deed: (votes[deed], deed), default=None)
        return best if best is not None and votes[best] > 0.0 else None

    def _leads(self) -> Iterator[tuple[int, str]]:
        yield from ((number, next(iter(deeds))) for number, deeds in self._told.items() if deeds)

    def _share(self, one: int, other: int) -> float:
        """Return how many of their names two accounts share, of those of the one that uses fewer."""
        a, b = self._names[one], self._names[other]
        return len(a & b) / max(min(len(a), len(b)), 1)


def _source(row: Casualty) -> str:
    return row.evidence[0].source
