"""Three plain sentences on top of the page, put together from the rows of the case by fixed patterns.

Nothing is said that no row says: an aim stands with who claims it, a deed that only a party tells is said to be only
claimed, and each figure of the dead goes with whoever gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import distinct, doers, finest, support, told_doers
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_tables import faint
from histor.export.dossier_words import ordinals
from histor.export.words_forms import capital

Row = Mapping[str, Any]
_MOST_NAMES = 3
_MOST_FIGURES = 4
#: Places that one attacks, rather than attacks something in.
_SPOTS = ("point", "city", "admin2")


def plain_words(book: Book, deeds: list[Row]) -> list[Html]:
    """Return up to three sentences: the deed most told of, the one that answers it, and what they cost."""
    ranked = sorted(deeds, key=lambda row: (row["type"] != "ASSAULT" or not row["actors"], -len(row["evidence"])))
    parties = [row for row in ranked if book.deed_side(row)] or ranked
    if not parties:
        return []
    first = parties[0]
    linked = {row["incident"] for row in book.case["responses"] if row["responds_to"] == first["id"]}
    linked |= {row["responds_to"] for row in book.case["responses"] if row["incident"] == first["id"]}
    rivals = [row for row in parties[1:] if row["id"] in linked]
    rivals += [row for row in parties[1:] if book.deed_side(row) != book.deed_side(first)]
    chosen = sorted([first, *rivals[:1]], key=lambda row: ordinals(row["date"]) or (10**7, 0))
    cost = _cost(book, [row["id"] for row in chosen])
    return [*(_sentence(book, row) for row in chosen), *([cost] if cost else [])]


def _sentence(book: Book, row: Row) -> Html:
    """Return *On a day, who did what to whom, where; so-and-so says it aimed at whom.*"""
    evidence = [e for _, rows in support(row, "date", "actors", "claimed_targets") for e in rows] or row["evidence"]
    first = {(e["source"], e["start"], e["end"]): e for e in evidence}
    more = el("a", book.words.of("page", "more"), href="#" + book.anchor("incidents", row["id"]), class_="more",
              aria_label=book.words.say("page", "more_about", what=book.title(row["id"])))
    only = faint(" " + book.words.of("said", "only_claimed")) if row["status"] == "claimed" else None
    told = book.words.html("sentences", "whole", told=_dated(book, row, _aim(book, row, _deed(book, row))))
    return join([told, only, " ", book.cite(list(first.values())[:_MOST_NAMES]), " ", more])


def _dated(book: Book, row: Row, told: Html) -> Html:
    """Return what is told with its date before it; without one, its first word is the sentence's first."""
    if not (row["date"]["start"] or row["date"]["end"]):
        return Html(capital(told))
    day = book.words.date(row["date"])
    if row["date"]["precision"] == "day":
        return book.words.html("sentences", "on_day", date=day, told=told)
    return book.words.html("sentences", "in_time", date=capital(day), told=told)


def _deed(book: Book, row: Row) -> Html:
    """Return who did what to whom, where, with what, in the language's own order."""
    say = book.words.html
    who = doers(book, told_doers(row))[:_MOST_NAMES]
    where = finest(book, book.told(row, "places"), 2)
    named = {book.name(ident) for ident in row["places"]}
    whom = [ident for ident in book.told(row, "targets") if ident in book.actors
            and book.actors[ident]["kind"] != "other" and book.name(ident) not in named]
    struck = bool(who) and not whom and all(book.places[one]["precision"] in _SPOTS for one in where)
    places = book.words.listed_html(book.link("places", one, book.name(one)) for one in where)
    key = "untold" if not who else "did_to" if whom else "did_at" if struck and where else "did"
    told = say("sentences", key, who=book.words.listed_html(map(book.actor, who)), where=places,
               whom=book.words.listed_html(map(book.actor, whom[:2])), did=book.words.type(row["type"], "past"),
               noun=book.words.type(row["type"], "noun"))
    if where and key != "did_at":
        told = say("sentences", "in", told=told, where=places)
    weapons = book.words.listed(distinct(row["weapons"])[:2])
    return say("sentences", "with", told=told, weapons=weapons) if weapons else told


def _aim(book: Book, row: Row, told: Html) -> Html:
    """Return what is told with whom it was aimed at, in the mouth of who says so."""
    if not row["claimed_targets"]:
        return told
    said = book.parties(who for by, _ in support(row, "claimed_targets") for who in by)
    aims = book.words.listed_html(map(book.actor, row["claimed_targets"][:_MOST_NAMES]))
    return book.words.html("sentences", "aim" if said else "aim_untold", told=told, who=book.names(said),
                           aims=aims, count=len(said))


def _teller(book: Book, evidence: list[Row]) -> str:
    if len(book.sources) < 2:
        return book.words.of("said", "source")
    idents = dict.fromkeys(e["source"] for e in evidence)
    return book.words.listed(book.sign(ident) for ident in idents if ident in book.sources)


def _cost(book: Book, idents: list[str]) -> Html | None:
    """Return the deaths told of the deeds just named, each under whoever gives the figure; parts stay out."""
    clauses: dict[tuple[str, str], list[Row]] = {}
    for row in book.case["casualties"]:
        if row["incident"] in idents and row["part_of"] is None and row["effect"] == "killed":
            what = book.words.counted(row, one_line(row["group"]) or book.words.of("figures", "people"))
            clauses.setdefault((what, book.name(row["according_to"])), []).extend(row["evidence"])
    if not clauses:
        return None
    say = book.words.html
    parts = [join([say("sentences", "figure", what=what, who=who or _teller(book, evidence)), " ", book.cite(evidence)])
             for (what, who), evidence in list(clauses.items())[:_MOST_FIGURES]]
    return say("sentences", "cost", figures=join(parts, book.words.raw("lists", "apart")))
