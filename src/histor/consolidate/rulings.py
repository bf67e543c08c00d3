"""What people decided about a case, as the clustering has to obey it: what is one, what is two, and who is who.

A decision names tellings by their source and characters, never by incidents, since those change as accounts are added.
A later decision goes before an earlier one that it cannot stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from histor.consolidate.tellings import Telling
from histor.ledger import Decision, effective
from histor.model import Ruling

#: A telling as a decision keeps it.
Mark = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Together:
    """Tellings that a person holds to be of one incident."""

    marks: tuple[Mark, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Apart:
    """Tellings on two sides, none of which may be in one incident with any of the other side."""

    first: tuple[Mark, ...]
    second: tuple[Mark, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Rulings:
    """All that holds, in the order in which it was decided."""

    links: tuple[Together | Apart, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()


def rulings_of(decisions: Iterable[Decision]) -> Rulings:
    """Return what the decisions of a case that were not undone ask of its consolidation."""
    links: list[Together | Apart] = []
    pairs: dict[frozenset[str], tuple[str, str] | None] = {}
    for number, decision in effective(decisions):
        ruling = Ruling(number, decision.who, decision.verb, decision.made, decision.reason)
        asked = decision.after if isinstance(decision.after, Mapping) else {}
        if "apart" in asked:
            links.append(Apart(tuple(asked["apart"][0]), tuple(asked["apart"][1]), ruling))
        links += [Together(tuple(marks), ruling) for marks in asked.get("together", ())]
        if "actors" in asked:
            one, other = asked["actors"]
            pairs.pop(frozenset((one, other)), None)
            pairs[frozenset((one, other))] = (one, other) if decision.verb == "same" else None
    different = frozenset(pair for pair, same in pairs.items() if same is None)
    return Rulings(tuple(links), _one_name([pair for pair in pairs.values() if pair is not None]), different)


def _one_name(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each actor the one that it is held to be; the first named of a pair lends its name."""
    above: dict[str, str] = {}

    def top(actor: str) -> str:
        while actor in above:
            actor = above[actor]
        return actor

    for kept, other in pairs:
        one, two = top(kept), top(other)
        if one != two:
            above[two] = one
    return {actor: top(actor) for actor in above}


@dataclass(slots=True)
class Docket:
    """The rulings laid against the tellings of a case: sets of telling ids that are one, and pairs that are two."""

    one: list[tuple[frozenset[str], tuple[Ruling, ...]]] = field(default_factory=list)
    two: list[tuple[frozenset[str], frozenset[str], Ruling]] = field(default_factory=list)

    def join(self, told: frozenset[str], ruling: Ruling) -> None:
        """Hold tellings to be one; what was held to be two and would part them no longer holds."""
        met = [(ids, by) for ids, by in self.one if ids & told]
        whole = told.union(*(ids for ids, _ in met))
        rulings = tuple(sorted({ruling, *(row for _, by in met for row in by)}, key=lambda row: row.number))
        self.one = [row for row in self.one if not row[0] & told] + [(whole, rulings)]
        self.two = [row for row in self.two if not (row[0] & whole and row[1] & whole)]

    def part(self, first: frozenset[str], second: frozenset[str], ruling: Ruling) -> None:
        """Hold tellings to be two; what was held to be one falls into its sides."""
        found: list[tuple[frozenset[str], tuple[Ruling, ...]]] = []
        for ids, by in self.one:
            sides = (ids & first, ids - first) if ids & first and ids & second else (ids,)
            found += [(side, by) for side in sides if len(side) > 1]
        self.one = found
        if first and second:
            self.two.append((first, second, ruling))


def lay_down(rulings: Rulings, tellings: Sequence[Telling]) -> Docket:
    """Return the rulings as they bear on the tellings that the case has now; what names none of them waits."""
    finder = _Finder(tellings)
    docket = Docket()
    for link in rulings.links:
        if isinstance(link, Together):
            told = finder.ids(link.marks)
            if len(told) > 1:
                docket.join(told, link.ruling)
        else:
            first = finder.ids(link.first)
            docket.part(first, finder.ids(link.second) - first, link.ruling)
    return docket


class _Finder:
    """Finds a marked telling again, also where a newer coder draws its words or its type a little otherwise."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._of: dict[str, list[Telling]] = {}
        for telling in tellings:
            self._of.setdefault(telling.source, []).append(telling)

    def ids(self, marks: Iterable[Mark]) -> frozenset[str]:
        return frozenset(found.id for mark in marks if (found := self._find(mark)) is not None)

    def _find(self, mark: Mark) -> Telling | None:
        start, end, kind = int(mark["start"]), int(mark["end"]), mark["type"]
        best: tuple[bool, bool, int] | None = None
        found = None
        for telling in self._of.get(f"s-{mark['source'][:12]}", ()):
            span = telling.event.span
            if span.start >= end or start >= span.end:
                continue
            rank = (telling.event.type == kind, span.start == start, -telling.order)
            if best is None or rank > best:
                best, found = rank, telling
        return found
