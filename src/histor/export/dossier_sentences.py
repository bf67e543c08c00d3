"""Three plain sentences on top of the page, put together from the rows of the case by fixed patterns.

Nothing is said that no row says: an aim stands with who claims it, a deed that only a party tells is said to be only
claimed, and each figure of the dead goes with whoever gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import finest, support
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_tables import faint
from histor.export.dossier_words import counted, listed, ordinals

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
    more = el("a", "more", href="#" + book.anchor("incidents", row["id"]), class_="more",
              aria_label=f"more about: {book.title(row['id'])}")
    only = faint(" (only claimed)") if row["status"] == "claimed" else None
    return join([*_opening(book, row), *_deed(book, row), *_aim(book, row), ".", only, " ",
                 book.cite(list(first.values())[:_MOST_NAMES]), " ", more])


def _opening(book: Book, row: Row) -> Iterator[Html | str]:
    if row["date"]["start"] or row["date"]["end"]:
        day = book.words.date(row["date"])
        yield f"On {day}, " if row["date"]["precision"] == "day" else f"{day[:1].upper()}{day[1:]}, "


def _deed(book: Book, row: Row) -> Iterator[Html | str]:
    who = row["actors"][:_MOST_NAMES]
    where = finest(book, row["places"], 2)
    told = {book.name(ident) for ident in row["places"]}
    whom = [ident for ident in row["targets"] if ident in book.actors and book.actors[ident]["kind"] != "other"
            and book.name(ident) not in told]
    if who:
        yield from (_and([book.actor(one) for one in who]), " ", book.words.type(row["type"], "past"))
    else:
        yield f"there is told of: {book.words.type(row['type'], 'noun')}"
    if who and whom:
        yield from (" ", _and([book.actor(one) for one in whom[:2]]))
    if where:
        struck = bool(who) and not whom and all(book.places[one]["precision"] in _SPOTS for one in where)
        yield from (" " if struck else " in ", _and([book.link("places", one, book.name(one)) for one in where]))
    if row["weapons"]:
        yield f" ({listed([one_line(weapon) for weapon in row['weapons'][:2]])})"


def _aim(book: Book, row: Row) -> Iterator[Html | str]:
    if row["claimed_targets"]:
        said = [who for by, _ in support(row, "claimed_targets") for who in by]
        yield f", aiming, {book.say(said)}, at " if said else ", said to be aiming at "
        yield _and([book.actor(one) for one in row["claimed_targets"][:_MOST_NAMES]])


def _and(parts: list[Html]) -> Html:
    return join([join(parts[:-1], ", "), " and ", parts[-1]]) if len(parts) > 1 else join(parts)


def _teller(book: Book, evidence: list[Row]) -> str:
    if len(book.sources) < 2:
        return "the source itself"
    return listed([book.sign(ident) for ident in dict.fromkeys(e["source"] for e in evidence) if ident in book.sources])


def _cost(book: Book, idents: list[str]) -> Html | None:
    """Return the deaths told of the deeds just named, each under whoever gives the figure; parts stay out."""
    clauses: dict[tuple[str, str], list[Row]] = {}
    for row in book.case["casualties"]:
        if row["incident"] in idents and row["part_of"] is None and row["effect"] == "killed":
            what = counted(row, one_line(row["group"]) or "people")
            clauses.setdefault((what, book.name(row["according_to"])), []).extend(row["evidence"])
    if not clauses:
        return None
    parts = [join([f"{what} according to {who or _teller(book, evidence)} ", book.cite(evidence)])
             for (what, who), evidence in list(clauses.items())[:_MOST_FIGURES]]
    return join(["Told as killed in these: ", join(parts, "; "), "."])
