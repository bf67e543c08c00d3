"""What two cases differ in: new, gone, changed or contradicted, in sources, incidents, claims and figures.

The two may hold other texts, other versions of one text, or the same text read by another coder, so nothing is compared
by id: incidents are matched as coders are (:mod:`histor.analyse.match`), claims and figures by who says what of which
incident. What cannot be so both here and there is contradicted; any other difference is a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from histor.analyse.coded import Names, fold, of_export
from histor.analyse.diff_figures import Figures
from histor.analyse.diff_match import matched_claims, matched_deeds, matched_sources
from histor.analyse.diff_ranges import days_apart
from histor.analyse.match import People

Case = Mapping[str, Any]
Row = Mapping[str, Any]

CHANGES = ("new", "gone", "changed", "contradicted")
#: Lists of an incident that are compared by what their members are called, and the tables of the names.
_LISTS = {"actors": "actors", "targets": "actors", "claimed_targets": "actors", "places": "places"}
_TOLD = {"reported", "claimed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what became of what, in which field, by the ids in the first and second case and the values."""

    change: str
    layer: str
    field: str = ""
    a: str | None = None
    b: str | None = None
    before: Any = None
    after: Any = None


def diff(a: Case, b: Case) -> tuple[Change, ...]:
    """Return what distinguishes the second of two exported cases from the first, layer by layer in the order told.

    Layers are ``coder``, ``source``, ``incident``, ``claim`` and ``figure``; values are as the export has them.
    """
    return tuple(_Diff(a, b).changes())


class _Diff:
    """Two cases with their sources, incidents and claims matched."""

    def __init__(self, a: Case, b: Case) -> None:
        self.a, self.b = a, b
        self.ours, self.theirs = of_export(a), of_export(b)
        self.people = People(self.ours, self.theirs)
        self.sources = matched_sources(a["sources"], b["sources"])
        pairs = matched_deeds(self.ours, self.theirs)
        self.incidents = {a["incidents"][i]["id"]: b["incidents"][j]["id"] for i, j in sorted(pairs.items())}
        self.claims = matched_claims(a["claims"], b["claims"], (self.ours, self.theirs), self.people)

    def changes(self) -> Iterator[Change]:
        """Yield every change."""
        for key in sorted({*self.a["coder"], *self.b["coder"]}):
            before, after = self.a["coder"].get(key), self.b["coder"].get(key)
            if before != after:
                yield Change("changed", "coder", key, None, None, before, after)
        yield from self._of_sources()
        yield from self._of_incidents()
        yield from self._of_claims()
        yield from self._of_figures()
        yield from self._of_contradictions()

    def _of_sources(self) -> Iterator[Change]:
        yield from _alone("source", self.a["sources"], self.b["sources"], self.sources)
        for row, other in _pairs(self.a["sources"], self.b["sources"], self.sources):
            if other["sha256"] != row["sha256"]:
                yield Change("changed", "source", "text", row["id"], other["id"], row["chars"], other["chars"])

    def _of_incidents(self) -> Iterator[Change]:
        yield from _alone("incident", self.a["incidents"], self.b["incidents"], self.incidents)
        for row, other in _pairs(self.a["incidents"], self.b["incidents"], self.incidents):
            for field, before, after, against in self._between(row, other):
                change = "contradicted" if against else "changed"
                yield Change(change, "incident", field, row["id"], other["id"], before, after)

    def _between(self, row: Row, other: Row) -> Iterator[tuple[str, Any, Any, bool]]:
        """Yield the fields that two matched incidents differ in, and whether they cannot both hold."""
        if row["type"] != other["type"]:
            yield "type", row["type"], other["type"], False
        if _days(row) != _days(other):
            yield "date", row["date"], other["date"], days_apart(_days(row), _days(other))
        statuses = {row["status"], other["status"]}
        if len(statuses) > 1:
            yield "status", row["status"], other["status"], "denied" in statuses and bool(statuses & _TOLD)
        for field, table in _LISTS.items():
            ours, theirs = _named(self.a[table], row[field]), _named(self.b[table], other[field])
            if not self._same(list(ours.values()), list(theirs.values())):
                yield field, list(ours), list(theirs), False
        before, after = (sorted({one["source"] for one in each["evidence"]}) for each in (row, other))
        if sorted(self.sources.get(source, source) for source in before) != after:
            yield "sources", before, after, False

    def _same(self, ours: Sequence[Names], theirs: Sequence[Names]) -> bool:
        """Tell whether each member of either list has a counterpart in the other."""
        return all(any(self.people.same(x, y) for y in theirs) for x in ours) and all(
            any(self.people.same(x, y) for x in ours) for y in theirs)

    def _of_claims(self) -> Iterator[Change]:
        yield from _alone("claim", self.a["claims"], self.b["claims"], self.claims)
        for row, other in _pairs(self.a["claims"], self.b["claims"], self.claims):
            stances = row["stance"], other["stance"]
            if stances[0] != stances[1]:
                change = "contradicted" if "denies" in stances else "changed"
                yield Change(change, "claim", "stance", row["id"], other["id"], *stances)

    def _of_figures(self) -> Iterator[Change]:
        found = Figures(self.sources, self.incidents, self.people)
        found.match(zip(self.a["casualties"], self.ours.figures, strict=True),
                    zip(self.b["casualties"], self.theirs.figures, strict=True))
        yield from _alone("figure", self.a["casualties"], self.b["casualties"], found.pairs)
        for row, other in _pairs(self.a["casualties"], self.b["casualties"], found.pairs):
            if (row["low"], row["high"]) != (other["low"], other["high"]):
                yield Change("changed", "figure", "figure", row["id"], other["id"], *map(_range, (row, other)))
        for row, other in found.rivals():
            yield Change("contradicted", "figure", "figure", row["id"], other["id"], *map(_range, (row, other)))

    def _of_contradictions(self) -> Iterator[Change]:
        """Yield what is contradicted within the second case and was not within the first."""
        back = {theirs: ours for ours, theirs in (*self.incidents.items(), *self.claims.items())}
        known = {(row["about"], row["field"], _values(row)) for row in self.a["contradictions"]}
        for row in self.b["contradictions"]:
            about = back.get(row["about"])
            if (about, row["field"], _values(row)) not in known:
                values = [position["value"] for position in row["positions"]]
                layer = "claim" if row["about"].startswith("c-") else "incident"
                yield Change("contradicted", layer, row["field"], about, row["about"], None, values)


def _alone(layer: str, ours: Sequence[Row], theirs: Sequence[Row], pairs: Mapping[str, str]) -> Iterator[Change]:
    """Yield the rows of either case that have no counterpart in the other."""
    matched = set(pairs.values())
    yield from (Change("gone", layer, a=row["id"]) for row in ours if row["id"] not in pairs)
    yield from (Change("new", layer, b=row["id"]) for row in theirs if row["id"] not in matched)


def _pairs(ours: Sequence[Row], theirs: Sequence[Row], pairs: Mapping[str, str]) -> Iterator[tuple[Row, Row]]:
    found = {row["id"]: row for row in theirs}
    yield from ((row, found[pairs[row["id"]]]) for row in ours if row["id"] in pairs)


def _named(rows: Sequence[Row], idents: Sequence[str]) -> dict[str, Names]:
    """Return for some ids the names to show and all folded names to compare."""
    found = {row["id"]: row for row in rows if row["id"] in idents}
    return {found[ident]["name"]: frozenset(filter(None, map(fold, (found[ident]["name"], *found[ident]["aliases"]))))
            for ident in idents if ident in found}


def _days(row: Row) -> tuple[str | None, str | None]:
    return row["date"]["start"], row["date"]["end"] or row["date"]["start"]


def _range(row: Row) -> list[int | None]:
    return [row["low"], row["high"]]


def _values(row: Row) -> frozenset[str]:
    return frozenset(position["value"] for position in row["positions"])
