"""What the fields of an incident stand on, and which of its places says most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_book import Book

Row = Mapping[str, Any]
#: Who says it (actor ids; nobody is the source's own voice) and the words that say it.
Support = tuple[list[str], list[Row]]


def support(row: Row, *fields: str) -> list[Support]:
    """Return who says some fields of an incident, and on which words; a field that stands on none is left out."""
    evidence = row["evidence"]
    return [(told["said_by"], [evidence[at] for at in told["evidence"] if 0 <= at < len(evidence)])
            for name in fields if (told := row["fields"].get(name)) is not None]


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
