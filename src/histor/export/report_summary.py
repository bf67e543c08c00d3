"""The first chapter: three plain sentences, and the box at the head of an article, rebuilt as a table.

Every line stands on rows of the case, and names them by the numbers of their sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from histor.export.dossier_fields import Support, above, finest, support
from histor.export.dossier_sentences import plain_words
from histor.export.dossier_span import within
from histor.export.dossier_summary import core
from histor.export.dossier_words import counted, ordinals
from histor.export.report_desk import Desk, Fields, inline
from histor.export.report_nouns import Block, Line, Paragraph, Part, Row, Run, Table, clean, faint, line

_MOST = 6
_MOST_FIGURES = 12
#: A date that leaves more days open than this does not set the bounds of all, unless there is no other.
_SURE = 7
_TOLD = ("reported", "claimed", "disputed")


def summary_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return the sentences and the table; nothing for a case that tells no deed."""
    deeds = core(desk.book)
    own = [row for row in deeds if any(desk.book.side(ident) for ident in row["actors"])] or deeds
    rows = [*_when(desk, own), *_where(desk, own), *_parties(desk, deeds), *_aims(desk, deeds)]
    rows += [*_codenames(desk, deeds), *_figures(desk), *_agreements(desk)]
    if not rows:
        return ()
    lead = [Paragraph(inline(sentence), "lead") for sentence in plain_words(desk.book, deeds)]
    columns = desk.titles("what", "told", "who")
    return (*lead, Table(desk.say("at_a_glance"), columns, tuple(rows), (20, 46, 34)))


def _entries(label: str, entries: Iterable[tuple[Line, list[Support]]], desk: Desk) -> Iterator[Row]:
    """Yield a row for each value under one label, which stands beside the first of them."""
    for place, (value, supports) in enumerate(entries):
        cited = desk.cite((row for _, evidence in supports for row in evidence), 4)
        head = line(Run(label, bold=True)) if not place else ()
        yield Row(((head,), (line(value, " " if cited else None, cited),), (desk.voices(supports),)))


def _of(rows: Iterable[Fields], *fields: str) -> list[Support]:
    return [one for row in rows for one in support(row, *fields)]


def _when(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    dated = sorted((days, place) for place, row in enumerate(deeds) if (days := ordinals(row["date"])))
    dated = [one for one in dated if one[0][1] - one[0][0] <= _SURE] or dated
    if dated:
        first, last = deeds[dated[0][1]], deeds[max(dated, key=lambda one: one[0][1])[1]]
        ends = {"start": first["date"]["start"] or first["date"]["end"],
                "end": last["date"]["end"] or last["date"]["start"]}
        edges = {row["id"]: row for row in (first, last)}.values()
        yield from _entries(desk.say("when"), [(line(clean(desk.words.date(ends))), _of(edges, "date"))], desk)


def _where(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield the places that hold no other named one, each with what it lies in."""
    fine = set(finest(desk.book, list(dict.fromkeys(ident for row in deeds for ident in row["places"])), 10**6))
    counts = Counter(ident for row in deeds for ident in row["places"] if ident in fine)
    yield from _entries(desk.say("where"), [
        (line(desk.places([ident]), faint(clean_tail(above(desk.book, ident)))),
         _of([row for row in deeds if ident in row["places"]], "places"))
        for ident, _ in counts.most_common(_MOST)], desk)


def clean_tail(words: str) -> str:
    """Return words that follow a name, ``, province, country``, fit for one line."""
    return f", {clean(words[2:])}" if words else ""


def _parties(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield each side with those who act for it; the others who are told to act come last."""
    book = desk.book
    members: dict[str | None, dict[str, None]] = {side: {} for side in book.sides}
    for row in deeds:
        for ident in row["actors"]:
            if ident in book.actors and ident not in book.sides:
                members.setdefault(book.side(ident), {})[ident] = None
    for side in book.sides:
        rows = [row for row in deeds if {side, *members[side]} & {*row["actors"], *row["targets"]}]
        found = [(line(desk.actor(side)), _of(rows, "actors", "targets")), *_acting(desk, deeds, members[side])]
        yield from _entries(desk.say("party"), found, desk)
    yield from _entries(desk.say("others"), _acting(desk, deeds, list(members.get(None, ()))[:_MOST]), desk)


def _acting(desk: Desk, deeds: list[Fields], idents: Iterable[str]) -> list[tuple[Line, list[Support]]]:
    return [(line(desk.actor(one)), _of([row for row in deeds if one in row["actors"]], "actors")) for one in idents]


def _aims(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield whom the attackers say they aimed at, under who says so."""
    aims: dict[tuple[str, ...], dict[str, list[Fields]]] = {}
    for row in deeds:
        for said, _ in support(row, "claimed_targets"):
            for ident in row["claimed_targets"]:
                aims.setdefault(tuple(said), {}).setdefault(ident, []).append(row)
    for tellers, targets in aims.items():
        who = clean(desk.book.names(tellers))
        label = desk.say("aimed_says", who=who) if who else desk.say("aimed")
        yield from _entries(label, [(line(desk.actor(ident)), _of(rows, "claimed_targets"))
                                    for ident, rows in targets.items()], desk)


def _codenames(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    yield from _entries(desk.say("operations"), [
        (line(Run(clean(row["codename"]), to=desk.book.anchor("incidents", row["id"]))), _of([row], "codename"))
        for row in deeds if row["codename"]], desk)


def _figures(desk: Desk) -> Iterator[Row]:
    """Yield whole figures by the side that suffered; parts stand under their wholes in the chapter on casualties."""
    book = desk.book
    sides: dict[str | None, list[Fields]] = {}
    for row in book.case["casualties"]:
        incident = book.incidents.get(row["incident"] or "")
        if row["part_of"] is None and row["low"] != 0 and (incident is None or within(incident, book.span)):
            sides.setdefault(row["side"] if row["side"] in book.actors else None, []).append(row)
    for side in sorted(sides, key=lambda one: (one is None, book.sides.index(one) if one in book.sides else 9)):
        rows = sorted(sides[side], key=lambda row: row["incident"] is None)
        label = desk.say("casualties_of", who=clean(book.name(side))) if side else desk.say("casualties_untold")
        yield from _entries(label, [_figure(desk, row) for row in rows[:_MOST_FIGURES]], desk)
        if len(rows) > _MOST_FIGURES:
            more = Run(desk.say("more_figures", count=len(rows) - _MOST_FIGURES), to="casualties")
            yield Row(((), (line(more),), ()))


def _figure(desk: Desk, row: Fields) -> tuple[Line, list[Support]]:
    what = f"{counted(row, clean(row['group']))} {desk.words.of('effects', row['effect']).lower()}"
    incident: Any = desk.book.incidents.get(row["incident"] or "")
    tail: list[Part] = []
    if incident and ordinals(incident["date"]):
        tail.append(faint(f", {clean(desk.words.date(incident['date'], short=True))}"))
    if row["cumulative"]:
        tail.append(faint(f", {desk.say('in_all')}"))
    said = [row["according_to"]] if row["according_to"] else []
    return line(Run(clean(what), to=desk.book.anchor("casualties", row["id"])), *tail), [(said, row["evidence"])]


def _agreements(desk: Desk) -> Iterator[Row]:
    """Yield what is told of an end, if one is told: the last agreements of the main span."""
    rows = [row for row in desk.book.in_order if row["type"] == "AGREE" and row["status"] in _TOLD
            and ordinals(row["date"]) is not None and within(row, desk.book.span)]
    yield from _entries(desk.say("agreements"), [
        (line(desk.incident(row["id"]), faint(f", {desk.date(row)}")), _of([row], "type")) for row in rows[-3:]], desk)
