"""Finding: what of a case holds some words, or some speaker, actor, place, type, status, day or source.

Incidents, claims and sentences are laid down as rows with their facets once for each state of a case, and asked after
in the ledger; so a question costs milliseconds however large the case is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from histor import __version__
from histor.analyse.coded import fold
from histor.ledger import Ledger
from histor.ledger.finding import Entry, Hit, Name, Question

Case = Mapping[str, Any]
Row = Mapping[str, Any]
Facets = dict[str, set[str]]

#: Raised when rows are laid down differently, so that an index made before is made anew.
_LAYOUT = 3
_ROLES = ("actors", "targets", "claimed_targets")


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question: the hits shown, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def find(ledger: Ledger, case: Callable[[], Case], asked: Question) -> Found:
    """Return what answers a question; ``case`` gives the exported case where the index has to be made.

    A state or body stands for all who belong to it, a region for the places in it. Raises :class:`UsageError` for a
    name that the case does not have, or a query that cannot be read.
    """
    key = f"{__version__} {_LAYOUT} {ledger.fingerprint()} {_decided(ledger)}"
    if ledger.indexed() != key:
        seen = case()
        ledger.index(key, list(_entries(seen, ledger.sentences())), sorted(set(_names(seen))))
    hits, total = ledger.search(replace(asked, facets={name: fold(value) for name, value in asked.facets.items()}))
    return Found(tuple(hits), total)


def _decided(ledger: Ledger) -> int:
    """Return how many decisions people have made; each is kept for good, so the number tells one state from another."""
    return sum(1 for _ in ledger.decisions())


def _entries(case: Case, sentences: Iterable[tuple[str, int, int, str]]) -> Iterator[Entry]:
    """Yield the rows of a case: incidents, claims, then sentences with the facets of what they tell."""
    incidents = {row["id"]: _of_incident(row) for row in case["incidents"]}
    around = _Around()
    names = {row["id"]: row["name"] for row in (*case["actors"], *case["places"])}
    for row in case["incidents"]:
        facets = incidents[row["id"]]
        around.add(row, facets)
        told = " ".join(names.get(ident, "") for key in (*_ROLES, "places") for ident in row[key])
        entry = _entry("incident", row, row["label"] or row["type"], facets)
        day, last = row["date"]["start"], row["date"]["end"]
        yield replace(entry, names=told, day=day or last, last=last or day)
    for row in case["claims"]:
        facets = _of_claim(row, incidents)
        around.add(row, facets)
        who = names.get(row["speaker"] or row["affiliation"], "somebody")
        yield replace(_entry("claim", row, f"{who} {row['stance']}", facets), day=row["said_on"], last=row["said_on"])
    for source, start, end, text in sentences:
        facets = {**around.at(source, start, end), "source": {source}}
        yield Entry("sentence", f"{source}:{start}", source, start, end, "", text, facets=_frozen(facets))


def _entry(kind: str, row: Row, title: str, facets: Facets) -> Entry:
    first = row["evidence"][0]
    text = " … ".join(dict.fromkeys(one["quote"] for one in row["evidence"]))
    return Entry(kind, row["id"], first["source"], first["start"], first["end"], " ".join(title.split()), text,
                 facets=_frozen(facets))


def _frozen(facets: Facets) -> dict[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in facets.items() if values}


def _of_incident(row: Row) -> Facets:
    return {
        "type": {fold(row["type"]), fold(row["mode"])}, "status": {row["status"]},
        "actor": {ident for role in _ROLES for ident in row[role]}, "place": set(row["places"]),
        "speaker": {who for support in row["fields"].values() for who in support["said_by"]},
        "source": {one["source"] for one in row["evidence"]}}


def _of_claim(row: Row, incidents: Mapping[str, Facets]) -> Facets:
    """Return the facets of a claim: its own speaker and stance, and what its incidents are, where and by whom."""
    about = [incidents[ident] for ident in row["incidents"] if ident in incidents]
    joined: Facets = {name: set().union(*(facets[name] for facets in about))
                      for name in ("type", "status", "actor", "place")}
    joined["type"].add(row["stance"])
    joined["speaker"] = {who for who in (row["speaker"], row["affiliation"]) if who}
    joined["source"] = {one["source"] for one in row["evidence"]}
    return joined


class _Around:
    """What is told where: the facets of the incidents and claims that stand in a stretch of a source."""

    def __init__(self) -> None:
        self._told: dict[str, list[tuple[int, int, Facets]]] = defaultdict(list)
        self._sorted: set[str] = set()

    def add(self, row: Row, facets: Facets) -> None:
        """Note that evidence of a source tells something with some facets."""
        for one in row["evidence"]:
            self._told[one["source"]].append((one["start"], one["end"], facets))

    def at(self, source: str, start: int, end: int) -> Facets:
        """Return all facets of what begins within a stretch of a source."""
        told = self._told[source]
        if source not in self._sorted:
            told.sort(key=lambda row: row[:2])
            self._sorted.add(source)
        found: Facets = defaultdict(set)
        for begin, _, facets in told[bisect_left(told, start, key=lambda row: row[0]):]:
            if begin >= end:
                break
            for name, values in facets.items():
                found[name] |= values
        return found


def _names(case: Case) -> Iterator[Name]:
    """Yield facet, folded name, value and the name to show for all that a facet's values are called."""
    for facet, rows, above in (("actor", case["actors"], ("side", "part_of")), ("place", case["places"], ("part_of",))):
        for value, name, shown in _with_all_above(rows, above):
            yield facet, name, value, shown
            if facet == "actor":
                yield "speaker", name, value, shown
    for row in case["sources"]:
        for name in (row["id"], row["title"], row["publisher"], row["uri"].rpartition("/")[2]):
            if fold(name):
                yield "source", fold(name), row["id"], row["title"] or row["id"]
    for row in case["incidents"]:
        yield from (("type", fold(word), fold(word), word.lower()) for word in (row["type"], row["mode"]) if word)
        yield "status", row["status"], row["status"], row["status"]
    for row in case["claims"]:
        yield "type", fold(row["stance"]), row["stance"], row["stance"]


def _with_all_above(rows: Sequence[Row], above: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield id, folded name and the name to show for every name of a row and of all that it belongs to."""
    by_id = {row["id"]: row for row in rows}
    for row in rows:
        line, ahead = [row["id"]], [row[key] for key in above]
        while ahead:
            ident = ahead.pop()
            if ident in by_id and ident not in line:
                line.append(ident)
                ahead += [by_id[ident][key] for key in above]
        for ident in line:
            other = by_id[ident]
            wider = [] if ident != row["id"] else [other.get("country"), other.get("admin1")]
            for name in (other["id"], other["name"], *other["aliases"], *wider):
                if fold(name):
                    yield row["id"], fold(name), name if name in wider else other["name"]
