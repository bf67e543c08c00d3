"""What the fields of an incident stand on, which of its places says most, and what a headline names of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from histor.export.dossier_markup import one_line

if TYPE_CHECKING:  # the book itself asks here what its headlines name
    from histor.export.dossier_book import Book

Row = Mapping[str, Any]
#: Who says it (actor ids; nobody is the source's own voice) and the words that say it.
Support = tuple[list[str], list[Row]]


def support(row: Row, *fields: str) -> list[Support]:
    """Return who says some fields of an incident, and on which words; a field that stands on none is left out."""
    evidence = row["evidence"]
    return [(told["said_by"], [evidence[at] for at in told["evidence"] if 0 <= at < len(evidence)])
            for name in fields if (told := row["fields"].get(name)) is not None]


def support_of(row: Row, field: str, ident: str) -> list[Support]:
    """Return who says one value of a field, and on which words: not the source, where it only tells another's word."""
    told = row["fields"].get(field)
    one = next((one for one in (told or {}).get("claimed", ()) if one["value"] == ident), None)
    if one is None:
        return support(row, field)
    return [(one["said_by"], [row["evidence"][at] for at in one["evidence"] if 0 <= at < len(row["evidence"])])]


def told_doers(row: Row) -> list[str]:
    """Return whom a headline may name as doers: of a deed told as fact, nobody whom others only hold to it."""
    if row["status"] not in ("reported", "disputed"):
        return list(row["actors"])
    return [ident for ident in row["actors"]
            if all(not by or ident in by for by, _ in support_of(row, "actors", ident))]


def finest(book: Book, idents: list[str], most: int) -> list[str]:
    """Return the places that hold no other named one: the village, not its province and its country."""
    wider = {one for ident in idents for one in parents(book, ident)}
    return [ident for ident in idents if ident in book.places and ident not in wider][:most]


def above(book: Book, ident: str) -> str:
    """Return what a place lies in, from the nearest: ``, province, country``; the same name once."""
    names = dict.fromkeys(book.name(one) for one in parents(book, ident))
    return "".join(f", {name}" for name in names if name != book.name(ident))


def parents(book: Book, ident: str) -> list[str]:
    """Return the places that a place lies in, nearest first; a circle ends where it closes."""
    found: list[str] = []
    at = book.places.get(ident, {}).get("part_of")
    while at in book.places and at != ident and at not in found:
        found.append(at)
        at = book.places[at].get("part_of")
    return found


def doers(book: Book, idents: Iterable[str]) -> list[str]:
    """Return who is said to do a deed, each party once: a state's government and forces beside it are that state.

    The forces of a state as a whole say nothing beside one of them.
    """
    told = list(dict.fromkeys(idents))
    sides = {ident: book.actors[ident]["side"] for ident in told if ident in book.actors}
    return [ident for ident in told if not _is_organ(book, ident) or not (
        sides[ident] in told or (_is_whole(book, ident) and list(sides.values()).count(sides[ident]) > 1))]


def acting(book: Book, idents: Iterable[str]) -> list[str]:
    """Return actors without the government and the forces of a state as a whole, which are that state."""
    return [ident for ident in idents if not _is_whole(book, ident)]


def _is_organ(book: Book, ident: str) -> bool:
    return book.actors.get(ident, {}).get("kind") in ("government", "military")


def _is_whole(book: Book, ident: str) -> bool:
    return _is_organ(book, ident) and book.actors[ident]["part_of"] == book.actors[ident]["side"] is not None


def whom_and_where(book: Book, row: Row, most: int = 3) -> tuple[list[str], list[str]]:
    """Return the names of whom a deed befell and, as far as these do not say it, of where, ``most`` in all."""
    whom = distinct(map(book.name, doers(book, book.told(row, "targets"))))[:most]
    told = dict.fromkeys(map(book.name, finest(book, book.told(row, "places"), most)))
    where = [name for name in told if not any(_holds(one, name) for one in whom)]
    return whom, where[:most - len(whom)]


def distinct(names: Iterable[str]) -> list[str]:
    """Return names and kinds of things without those that another says more exactly: drones beside *killer drones*."""
    told = list({name.casefold(): name for name in reversed([*map(one_line, names)])}.values())[::-1]
    return [name for place, name in enumerate(told) if not any(
        _ends(other, name) and (at < place or not _ends(name, other))
        for at, other in enumerate(told) if at != place)]


def _ends(longer: str, name: str) -> bool:
    """Tell whether a name is, but for its number, the last words of another."""
    whole, part = (re.sub(r"s$", "", one.casefold()) for one in (longer, name))
    return whole == part or whole.endswith(f" {part}")


def _holds(longer: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", longer) is not None
