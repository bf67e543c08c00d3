"""What the box at the head of an article holds, chosen from the rows; the page and the reports only set it.

One choice for both, so that a page and the paper made of it never tell two summaries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import Support, acting, finest, support, support_of
from histor.export.dossier_span import days_of, within

Row = Mapping[str, Any]
#: Places, and actors of no side, that the box names at most; figures of one side.
MOST, MOST_FIGURES = 6, 12
_AGREEMENTS = 3
_TOLD = ("reported", "claimed", "disputed")
#: A date that leaves more days open than this does not set the bounds of all, unless there is no other.
_SURE = 7


def core(book: Book) -> list[Row]:
    """Return the deeds of the main span that are told, the weighty ones where there are any."""
    told = [row for row in book.case["incidents"] if row["status"] in _TOLD and _dated_within(book, row)]
    told = told or [row for row in book.case["incidents"] if row["status"] in _TOLD]
    for types in (("ASSAULT",), ("COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN")):
        if weighty := [row for row in told if row["type"] in types]:
            return weighty
    return told


def of_sides(book: Book, deeds: list[Row]) -> list[Row]:
    """Return the deeds that a side does, or all where no side does any."""
    return [row for row in deeds if any(book.side(ident) for ident in row["actors"])] or deeds


def supports(rows: Iterable[Row], *fields: str) -> list[Support]:
    """Return who says some fields of some rows, on which evidence."""
    return [one for row in rows for one in support(row, *fields)]


def bounds(deeds: list[Row]) -> tuple[dict[str, str], list[Support]] | None:
    """Return the first and the last day as a date, and who says them; None where no deed has a date."""
    dated = sorted((days, place) for place, row in enumerate(deeds) if (days := days_of(row)))
    dated = [one for one in dated if one[0][1] - one[0][0] <= _SURE] or dated
    if not dated:
        return None
    first, last = deeds[dated[0][1]], deeds[max(dated, key=lambda one: one[0][1])[1]]
    start, end = first["date"]["start"] or first["date"]["end"], last["date"]["end"] or last["date"]["start"]
    return {"start": start, "end": end}, supports({row["id"]: row for row in (first, last)}.values(), "date")


def places(book: Book, deeds: list[Row]) -> list[tuple[str, list[Support]]]:
    """Return the places that hold no other named one, the most told first."""
    told = [(row, book.told(row, "places")) for row in deeds]
    fine = set(finest(book, list(dict.fromkeys(ident for _, idents in told for ident in idents)), 10**6))
    counts = Counter(ident for _, idents in told for ident in idents if ident in fine)
    return [(ident, supports([row for row, idents in told if ident in idents], "places"))
            for ident, _ in counts.most_common(MOST)]


def parties(book: Book, deeds: list[Row]) -> Iterator[tuple[str | None, list[tuple[str, list[Support]]]]]:
    """Yield each side with itself and those who act for it; the others who are told to act come last, under None."""
    members: dict[str | None, dict[str, None]] = {side: {} for side in book.sides}
    for row in deeds:
        for ident in row["actors"]:
            if ident in book.actors and ident not in book.sides:
                members.setdefault(book.side(ident), {})[ident] = None
    for side in book.sides:
        kept = {side, *members[side]}
        rows = [row for row in deeds if kept & {*row["actors"], *row["targets"]}]
        if own := supports(rows, "actors", "targets"):  # nothing of what the box sums up may tell of a side
            yield side, [(side, own), *_acting(deeds, acting(book, members[side]))]
    if others := list(members.get(None, ()))[:MOST]:
        yield None, _acting(deeds, others)


def _acting(deeds: list[Row], idents: Iterable[str]) -> list[tuple[str, list[Support]]]:
    return [(one, [told for row in deeds if one in row["actors"] for told in support_of(row, "actors", one)])
            for one in idents]


def aims(deeds: list[Row]) -> dict[tuple[str, ...], dict[str, list[Support]]]:
    """Return whom the attackers say they aimed at, by who says so."""
    found: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in deeds:
        for said, _ in support(row, "claimed_targets"):
            for ident in row["claimed_targets"]:
                found.setdefault(tuple(said), {}).setdefault(ident, []).append(row)
    return {said: {ident: supports(rows, "claimed_targets") for ident, rows in targets.items()}
            for said, targets in found.items()}


def figures(book: Book) -> list[tuple[str | None, list[Row]]]:
    """Return whole figures by the side that suffered; parts stand under their wholes in the section on casualties."""
    sides: dict[str | None, list[Row]] = {}
    for row in book.case["casualties"]:
        incident = book.incidents.get(row["incident"] or "")
        near = incident is None or within(incident, book.span)
        if row["part_of"] is None and near and row["low"] != 0:
            sides.setdefault(row["side"] if row["side"] in book.actors else None, []).append(row)
    ranked = sorted(sides, key=lambda one: (one is None, book.sides.index(one) if one in book.sides else 9))
    return [(side, sorted(sides[side], key=lambda row: row["incident"] is None)) for side in ranked]


def agreements(book: Book) -> list[Row]:
    """Return the last agreements of the main span: what is told of an end, if an end is told."""
    return [row for row in book.in_order if row["type"] == "AGREE" and row["status"] in _TOLD
            and _dated_within(book, row)][-_AGREEMENTS:]


def _dated_within(book: Book, row: Row) -> bool:
    return days_of(row) is not None and within(row, book.span)
