"""Which casualty figure of one case is which of another: one mouth's figure of one effect in one incident.

The very figure is looked for first, then another figure by the same mouth, so that a toll that a ministry raised is a
change, and one that somebody else tells is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from histor.analyse.coded import Figure, fold
from histor.analyse.diff_ranges import numbers_apart
from histor.analyse.match import People

Row = Mapping[str, Any]
Told = tuple[Row, Figure]
Block = tuple[str, str, bool]


class Figures:
    """The figures of two cases, in blocks of one incident and effect; ``pairs`` holds the ids of those that are one."""

    def __init__(self, sources: Mapping[str, str], incidents: Mapping[str, str], people: People) -> None:
        self.sources, self.incidents, self.people = sources, incidents, people
        self.pairs: dict[str, str] = {}
        self._ours: dict[Block, list[Told]] = {}
        self._theirs: dict[Block, list[Told]] = {}

    def match(self, ours: Iterable[Told], theirs: Iterable[Told]) -> None:
        """Pair the figures of the first case with those of the second, each given as exported and in common shape."""
        self._ours = _blocks(ours, lambda incident: self.incidents.get(incident, ""))
        self._theirs = _blocks(theirs, lambda incident: incident)
        for fits in (_same_figure, _same_kind, _any):
            for block, mine in self._ours.items():
                self._pair(mine, self._theirs.get(block, []), fits)

    def rivals(self) -> Iterator[tuple[Row, Row]]:
        """Yield a whole figure of the first case with each that is new in the second and cannot hold beside it."""
        known = set(self.pairs.values())
        for block, ours in self._ours.items():
            for other, _ in self._theirs.get(block, []):
                if other["id"] in known or other["cumulative"] or other["part_of"] is not None:
                    continue
                yield from ((row, other) for row, _ in ours
                            if not row["cumulative"] and _same_kind(row, other) and numbers_apart(
                                (row["low"], row["high"]), (other["low"], other["high"])))

    def _pair(self, ours: Sequence[Told], theirs: Sequence[Told], fits: Callable[[Row, Row], bool]) -> None:
        taken = set(self.pairs.values())
        for row, figure in ours:
            if row["id"] in self.pairs:
                continue
            for other, told in theirs:
                if other["id"] not in taken and fits(row, other) and self._one_mouth((row, figure), (other, told)):
                    self.pairs[row["id"]] = other["id"]
                    taken.add(other["id"])
                    break

    def _one_mouth(self, ours: Told, theirs: Told) -> bool:
        """Tell whether two figures have one teller: the same claimant, or the own voice of one source."""
        if ours[1].claimant and theirs[1].claimant:
            return self.people.same(ours[1].claimant, theirs[1].claimant)
        mine = {self.sources.get(one["source"]) for one in ours[0]["evidence"]}
        return not (ours[1].claimant or theirs[1].claimant) and any(
            one["source"] in mine for one in theirs[0]["evidence"])


def _blocks(rows: Iterable[Told], named: Callable[[str], str]) -> dict[Block, list[Told]]:
    """Return figures by incident (as the second case calls it), effect, and whether they are a part.

    Those of no incident stand by the sentence that tells them.
    """
    found: dict[Block, list[Told]] = defaultdict(list)
    for row, figure in rows:
        place = named(row["incident"]) if row["incident"] else row["evidence"][0]["quote"]
        found[place, row["effect"], row["part_of"] is not None].append((row, figure))
    return found


def _same_figure(row: Row, other: Row) -> bool:
    return (row["low"], row["high"]) == (other["low"], other["high"])


def _same_kind(row: Row, other: Row) -> bool:
    """Tell whether two figures count people of one kind, going by the head of the words for them."""
    return _kind(row) == _kind(other) or not (_kind(row) and _kind(other))


def _any(row: Row, other: Row) -> bool:
    """Tell that any figure will do: of one mouth, effect and incident there is mostly one."""
    return row["part_of"] is None and other["part_of"] is None


def _kind(row: Row) -> str:
    return fold(row["group"].split()[-1]) if row["group"].split() else ""
