"""The first thing that a reader sees: three plain sentences, and the box at the head of an article, rebuilt.

Every sentence is put together from the rows of the case by fixed patterns; nothing is said that no row says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import above, finest, support
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_sentences import plain_words
from histor.export.dossier_span import within
from histor.export.dossier_tables import faint
from histor.export.dossier_views import live
from histor.export.dossier_words import counted, ordinals

Row = Mapping[str, Any]
_TOLD = ("reported", "claimed", "disputed")
_MOST_PLACES = 6
_MOST_FIGURES = 12
#: A date that leaves more days open than this does not set the bounds of all, unless there is no other.
_SURE = 7


def summary_section(book: Book) -> Html | None:
    """Return the sentences and the box; None for a case that tells no deed."""
    deeds = core(book)
    own = [row for row in deeds if any(book.side(ident) for ident in row["actors"])] or deeds
    rows = [*_when(book, own), *_where(book, own), *_parties(book, deeds), *_aims(book, deeds)]
    rows += [*_codenames(book, deeds), *_casualties(book), *_outcome(book)]
    if not rows:
        return None
    box = el("table", el("caption", "At a glance", class_="vh"), el("tbody", rows), class_="box")
    sentences = [el("p", sentence) for sentence in plain_words(book, deeds)]
    return join([el("div", sentences, class_="lead"), live("summary"), box])


def core(book: Book) -> list[Row]:
    """Return the deeds of the main span that are told, the weighty ones where there are any."""
    told = [row for row in book.case["incidents"] if row["status"] in _TOLD and _dated_within(book, row)]
    told = told or [row for row in book.case["incidents"] if row["status"] in _TOLD]
    for types in (("ASSAULT",), ("COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN")):
        if weighty := [row for row in told if row["type"] in types]:
            return weighty
    return told


def _dated_within(book: Book, row: Row) -> bool:
    return ordinals(row["date"]) is not None and within(row, book.span)


def _line(label: str, entries: list[Html]) -> Html:
    return el("tr", el("th", label, scope="row"), el("td", el("ul", entries, class_="entries")))


def _entry(book: Book, value: Html | str, supports: list[tuple[list[str], list[Row]]]) -> Html:
    """Return a value with the tags of all who say it and the numbers of their sentences."""
    own = [evidence for said, evidence in supports if not said]
    speakers = dict.fromkeys(who for said, _ in supports for who in said)
    tags = book.voices((), [row for evidence in own for row in evidence]) if own else []
    tags += [book.voice(who) for who in list(speakers)[:4]]
    only = not own and bool(speakers) and all(book.is_party(who) for who in speakers)
    cited = book.cite((row for _, evidence in supports for row in evidence), 4)
    return el("li", el("span", value, class_="v"), " ", cited, " ", el("span", join(tags, " "), class_="chips"),
              class_="only" if only else None)


def _supports(rows: Iterable[Row], *fields: str) -> list[tuple[list[str], list[Row]]]:
    return [one for row in rows for one in support(row, *fields)]


def _when(book: Book, deeds: list[Row]) -> Iterator[Html]:
    dated = sorted((days, place) for place, row in enumerate(deeds) if (days := ordinals(row["date"])))
    dated = [one for one in dated if one[0][1] - one[0][0] <= _SURE] or dated
    if dated:
        first = deeds[dated[0][1]]
        last = deeds[max(dated, key=lambda one: one[0][1])[1]]
        start, end = first["date"]["start"] or first["date"]["end"], last["date"]["end"] or last["date"]["start"]
        edges = {row["id"]: row for row in (first, last)}.values()
        value = book.words.date({"start": start, "end": end})
        yield _line("When", [_entry(book, value, _supports(edges, "date"))])


def _where(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """The places that hold no other named one, each followed by what it lies in."""
    fine = set(finest(book, list(dict.fromkeys(ident for row in deeds for ident in row["places"])), 10**6))
    counts = Counter(ident for row in deeds for ident in row["places"] if ident in fine)
    entries = [
        _entry(book, join([book.link("places", ident, book.name(ident)), faint(above(book, ident))]),
               _supports([row for row in deeds if ident in row["places"]], "places"))
        for ident, _ in counts.most_common(_MOST_PLACES)
    ]
    if entries:
        yield _line("Where", entries)


def _parties(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """One line for each side, with those who act for it; the others who are told to act come last."""
    members: dict[str | None, dict[str, None]] = {side: {} for side in book.sides}
    for row in deeds:
        for ident in row["actors"]:
            if ident in book.actors and ident not in book.sides:
                members.setdefault(book.side(ident), {})[ident] = None
    for side in book.sides:
        kept = {side, *members[side]}
        rows = [row for row in deeds if kept & {*row["actors"], *row["targets"]}]
        entries = [_entry(book, book.actor(side), _supports(rows, "actors", "targets"))]
        entries += [_entry(book, book.actor(one), _supports([row for row in deeds if one in row["actors"]], "actors"))
                    for one in members[side]]
        yield _line("Party", entries)
    others = list(members.get(None, ()))[:_MOST_PLACES]
    if others:
        yield _line("Others who act", [
            _entry(book, book.actor(one), _supports([row for row in deeds if one in row["actors"]], "actors"))
            for one in others])


def _aims(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """Whom the attackers say they aimed at, under who says so."""
    aims: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in deeds:
        for said, _ in support(row, "claimed_targets"):
            for ident in row["claimed_targets"]:
                aims.setdefault(tuple(said), {}).setdefault(ident, []).append(row)
    for tellers, targets in aims.items():
        label = f"Aimed at, says {book.names(tellers)}" if tellers else "Said to be aimed at"
        yield _line(label, [_entry(book, book.actor(ident), _supports(rows, "claimed_targets"))
                            for ident, rows in targets.items()])


def _codenames(book: Book, deeds: list[Row]) -> Iterator[Html]:
    named = [row for row in deeds if row["codename"]]
    if named:
        yield _line("Operations", [
            _entry(book, book.link("incidents", row["id"], one_line(row["codename"])), _supports([row], "codename"))
            for row in named])


def _casualties(book: Book) -> Iterator[Html]:
    """Whole figures, by the side that suffered; parts stand under their wholes in the section on casualties."""
    sides: dict[str | None, list[Row]] = {}
    for row in book.case["casualties"]:
        incident = book.incidents.get(row["incident"] or "")
        near = incident is None or within(incident, book.span)
        if row["part_of"] is None and near and row["low"] != 0:
            sides.setdefault(row["side"] if row["side"] in book.actors else None, []).append(row)
    for side in sorted(sides, key=lambda one: (one is None, book.sides.index(one) if one in book.sides else 9)):
        rows = sorted(sides[side], key=lambda row: row["incident"] is None)
        label = f"Casualties: {book.name(side)}" if side else "Casualties: side not told"
        entries = [_casualty(book, row) for row in rows[:_MOST_FIGURES]]
        if len(rows) > _MOST_FIGURES:
            entries.append(el("li", el("a", f"{len(rows) - _MOST_FIGURES} more figures", href="#casualties")))
        yield _line(label, entries)


def _casualty(book: Book, row: Row) -> Html:
    group = one_line(row["group"])
    what = f"{counted(row, group)} {book.words.of('effects', row['effect']).lower()}"
    incident = book.incidents.get(row["incident"] or "")
    day = f", {book.words.date(incident['date'], short=True)}" if incident and ordinals(incident["date"]) else ""
    total = ", in all" if row["cumulative"] else ""
    value = join([book.link("casualties", row["id"], what), faint(f"{day}{total}")])
    return _entry(book, value, [([row["according_to"]] if row["according_to"] else [], row["evidence"])])


def _outcome(book: Book) -> Iterator[Html]:
    """The agreements of the main span: what is told of an end, if an end is told."""
    rows = [row for row in book.in_order if row["type"] == "AGREE" and row["status"] in _TOLD
            and _dated_within(book, row)]
    if rows:
        yield _line("Agreements", [
            _entry(book, join([book.link("incidents", row["id"], book.title(row["id"])),
                               faint(f", {book.words.date(row['date'])}")]),
                   _supports([row], "type")) for row in rows[-3:]])
