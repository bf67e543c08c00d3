"""The first chapter: three plain sentences, and the box at the head of an article, rebuilt as a table.

Every line stands on rows of the case, and names them by the numbers of their sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from histor.export import dossier_box as box
from histor.export.dossier_fields import Support, above
from histor.export.dossier_sentences import plain_words
from histor.export.dossier_words import ordinals
from histor.export.report_desk import Desk, Fields, inline
from histor.export.report_nouns import Block, Line, Paragraph, Part, Row, Run, Table, clean, faint, line


def summary_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return the sentences and the table; nothing for a case that tells no deed."""
    deeds = box.core(desk.book)
    own = box.of_sides(desk.book, deeds)
    rows = [*_when(desk, own), *_where(desk, own), *_parties(desk, deeds), *_aims(desk, deeds)]
    rows += [*_codenames(desk, deeds), *_figures(desk), *_agreements(desk)]
    if not rows:
        return ()
    lead = [Paragraph(inline(sentence), "lead") for sentence in plain_words(desk.book, deeds)]
    columns = desk.words.columns("what", "told", "who")
    return (*lead, Table(desk.say("at_a_glance", "box"), columns, tuple(rows), (20, 46, 34)))


def _entries(label: str, entries: Iterable[tuple[Line, list[Support]]], desk: Desk) -> Iterator[Row]:
    """Yield a row for each value under one label, which stands beside the first of them."""
    for place, (value, supports) in enumerate(entries):
        cited = desk.cite((row for _, evidence in supports for row in evidence), 4)
        head = line(Run(label, bold=True)) if not place else ()
        yield Row(((head,), (line(value, " " if cited else None, cited),), (desk.voices(supports),)))


def _when(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    if found := box.bounds(deeds):
        yield from _entries(desk.say("when", "box"), [(line(clean(desk.words.date(found[0]))), found[1])], desk)


def _where(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield the places that hold no other named one, each with what it lies in."""
    yield from _entries(desk.say("where", "box"), [
        (line(desk.places([ident]), faint(clean_tail(above(desk.book, ident)))), supports)
        for ident, supports in box.places(desk.book, deeds)], desk)


def clean_tail(words: str) -> str:
    """Return words that follow a name, ``, province, country``, fit for one line."""
    return f", {clean(words[2:])}" if words else ""


def _parties(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield each side with those who act for it; the others who are told to act come last."""
    for side, actors in box.parties(desk.book, deeds):
        label = desk.say("party" if side else "others", "box")
        yield from _entries(label, [(line(desk.actor(one)), supports) for one, supports in actors], desk)


def _aims(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    """Yield whom the attackers say they aimed at, under who says so."""
    for told, targets in box.aims(deeds).items():
        tellers = desk.book.parties(told)
        who = clean(desk.book.names(tellers))
        label = desk.say("aimed_says" if who else "aimed", "box", who=who, count=len(tellers))
        yield from _entries(label, [(line(desk.actor(one)), supports) for one, supports in targets.items()], desk)


def _codenames(desk: Desk, deeds: list[Fields]) -> Iterator[Row]:
    yield from _entries(desk.say("operations", "box"), [
        (line(Run(clean(row["codename"]), to=desk.book.anchor("incidents", row["id"]))),
         box.supports([row], "codename"))
        for row in deeds if row["codename"]], desk)


def _figures(desk: Desk) -> Iterator[Row]:
    """Yield whole figures by the side that suffered."""
    for side, rows in box.figures(desk.book):
        label = desk.say("casualties_of" if side else "casualties_untold", "box", who=clean(desk.book.name(side)))
        yield from _entries(label, [_figure(desk, row) for row in rows[:box.MOST_FIGURES]], desk)
        if len(rows) > box.MOST_FIGURES:
            more = Run(desk.say("more_figures", "box", count=len(rows) - box.MOST_FIGURES), to="casualties")
            yield Row(((), (line(more),), ()))


def _figure(desk: Desk, row: Fields) -> tuple[Line, list[Support]]:
    what = desk.words.befell(row, clean(row["group"]))
    incident: Any = desk.book.incidents.get(row["incident"] or "")
    tail: list[Part] = []
    if incident and ordinals(incident["date"]):
        tail.append(faint(f", {clean(desk.words.date(incident['date'], short=True))}"))
    if row["cumulative"]:
        tail.append(faint(f", {desk.say('in_all', 'box')}"))
    said = [row["according_to"]] if row["according_to"] else []
    return line(Run(clean(what), to=desk.book.anchor("casualties", row["id"])), *tail), [(said, row["evidence"])]


def _agreements(desk: Desk) -> Iterator[Row]:
    yield from _entries(desk.say("agreements", "box"), [
        (line(desk.incident(row["id"]), faint(f", {desk.date(row)}")), box.supports([row], "type"))
        for row in box.agreements(desk.book)], desk)
