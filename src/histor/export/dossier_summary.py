"""The first thing that a reader sees: three plain sentences, and the box at the head of an article, rebuilt.

Every sentence is put together from the rows of the case by fixed patterns; nothing is said that no row says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export import dossier_box as box
from histor.export.dossier_book import Book
from histor.export.dossier_fields import Support, above
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_sentences import plain_words
from histor.export.dossier_tables import faint
from histor.export.dossier_views import live
from histor.export.dossier_words import ordinals

Row = Mapping[str, Any]


def summary_section(book: Book) -> Html | None:
    """Return the sentences and the box; None for a case that tells no deed."""
    deeds = box.core(book)
    own = box.of_sides(book, deeds)
    rows = [*_when(book, own), *_where(book, own), *_parties(book, deeds), *_aims(book, deeds)]
    rows += [*_codenames(book, deeds), *_casualties(book), *_outcome(book)]
    if not rows:
        return None
    caption = el("caption", book.words.of("box", "at_a_glance"), class_="vh")
    table = el("table", caption, el("tbody", rows), class_="box")
    sentences = [el("p", sentence) for sentence in plain_words(book, deeds)]
    return join([el("div", sentences, class_="lead"), live("summary"), table])


def _line(label: str, entries: list[Html]) -> Html:
    return el("tr", el("th", label, scope="row"), el("td", el("ul", entries, class_="entries")))


def _entry(book: Book, value: Html | str, supports: list[Support]) -> Html:
    """Return a value with the tags of all who say it and the numbers of their sentences."""
    own = [evidence for said, evidence in supports if not said]
    speakers = dict.fromkeys(who for said, _ in supports for who in said)
    tags = book.voices((), [row for evidence in own for row in evidence]) if own else []
    tags += [book.voice(who) for who in list(speakers)[:4]]
    only = not own and bool(speakers) and all(book.is_party(who) for who in speakers)
    cited = book.cite((row for _, evidence in supports for row in evidence), 4)
    stands = book.rows_on(row for _, evidence in supports for row in evidence)
    alone = book.words.of("said", "only_claimed") if only else None
    chips = el("span", join(tags, " "), class_="chips", data_only=alone)
    return el("li", el("span", value, class_="v"), " ", cited, " ", chips,
              class_="entry only" if only else "entry", data_rows=" ".join(stands))


def _when(book: Book, deeds: list[Row]) -> Iterator[Html]:
    if found := box.bounds(deeds):
        yield _line(book.words.of("box", "when"), [_entry(book, book.words.date(found[0]), found[1])])


def _where(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """The places that hold no other named one, each followed by what it lies in."""
    entries = [_entry(book, join([book.link("places", ident, book.name(ident)), faint(above(book, ident))]), supports)
               for ident, supports in box.places(book, deeds)]
    if entries:
        yield _line(book.words.of("box", "where"), entries)


def _parties(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """One line for each side, with those who act for it; the others who are told to act come last."""
    for side, actors in box.parties(book, deeds):
        yield _line(book.words.of("box", "party" if side else "others"),
                    [_entry(book, book.actor(one), supports) for one, supports in actors])


def _aims(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """Whom the attackers say they aimed at, under who says so."""
    for tellers, targets in box.aims(deeds).items():
        who = book.parties(tellers)
        label = book.words.say("box", "aimed_says" if who else "aimed", who=book.names(who), count=len(who))
        yield _line(label, [_entry(book, book.actor(ident), supports) for ident, supports in targets.items()])


def _codenames(book: Book, deeds: list[Row]) -> Iterator[Html]:
    named = [row for row in deeds if row["codename"]]
    if named:
        yield _line(book.words.of("box", "operations"), [
            _entry(book, book.link("incidents", row["id"], one_line(row["codename"])), box.supports([row], "codename"))
            for row in named])


def _casualties(book: Book) -> Iterator[Html]:
    """Whole figures, by the side that suffered."""
    for side, rows in box.figures(book):
        label = book.words.say("box", "casualties_of" if side else "casualties_untold", who=book.name(side))
        entries = [_casualty(book, row) for row in rows[:box.MOST_FIGURES]]
        if len(rows) > box.MOST_FIGURES:
            more = book.words.say("box", "more_figures", count=len(rows) - box.MOST_FIGURES)
            entries.append(el("li", el("a", more, href="#casualties")))
        yield _line(label, entries)


def _casualty(book: Book, row: Row) -> Html:
    what = book.words.befell(row, one_line(row["group"]))
    incident = book.incidents.get(row["incident"] or "")
    day = f", {book.words.date(incident['date'], short=True)}" if incident and ordinals(incident["date"]) else ""
    total = f", {book.words.of('box', 'in_all')}" if row["cumulative"] else ""
    value = join([book.link("casualties", row["id"], what), faint(f"{day}{total}")])
    return _entry(book, value, [([row["according_to"]] if row["according_to"] else [], row["evidence"])])


def _outcome(book: Book) -> Iterator[Html]:
    if rows := box.agreements(book):
        yield _line(book.words.of("box", "agreements"), [
            _entry(book, join([book.link("incidents", row["id"], book.title(row["id"])),
                               faint(f", {book.words.date(row['date'])}")]),
                   box.supports([row], "type")) for row in rows])
