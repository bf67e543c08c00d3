"""What is known of a source: who publishes it, what that is, whose side it speaks for, when, where, which version.

One list for the page and the reports. The day of reading is not in it, because it is in no export: the same texts
give the same bytes, whenever they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import one_line
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
#: Older versions and other places that are named; more are counted.
_MOST = 4


def particulars(book: Book, row: Row) -> Iterator[tuple[str, str]]:
    """Yield each particular that is known, as (key, value in words); ``address`` and ``digest`` are bare."""
    words = book.words
    kind, party = one_line(row.get("publisher_kind") or ""), one_line(row.get("party") or "")
    told = (
        ("publisher", one_line(row["publisher"] or "")),
        ("kind", words.of("publisher_kinds", kind) if kind else ""),
        ("country", country(one_line(row.get("country") or ""))),
        ("party", words.of("source", f"party_{party}") if party in ("no", "yes") else party),
        ("published", words.day(one_line(row["published"] or ""))),
        ("revised", words.day(one_line(row.get("revised") or ""))),
        ("revision", one_line(row.get("revision") or "")),
        ("address", one_line(row["url"] or "")),
        ("file", _file(one_line(row.get("uri") or ""))),
        ("language", one_line(row["language"] or "")),
        ("length", words.say("source", "characters", count=int(row["chars"]))),
        ("cites", words.number(len(row["references"])) if row.get("references") else ""),
        ("versions", _listed(book, [_version(book, one) for one in row.get("versions") or ()])),
        ("reprints", _listed(book, [_reprint(book, one) for one in row.get("reprints") or ()])),
        ("digest", one_line(row["sha256"])),
    )
    yield from ((key, value) for key, value in told if value)


def _file(uri: str) -> str:
    """Return a file's name; a member of a container is named with it, for its number alone would say nothing."""
    holder, inside, member = uri.partition("!/")
    return f"{PurePosixPath(holder).name}{inside}{member}"


def country(code: str) -> str:
    """Return what a country is called by its ISO code; an unknown code is its own name."""
    known = load_lexicon().yaml("places/countries.yaml").get(code)
    return str(known["name"]) if known else code


def _listed(book: Book, found: list[str]) -> str:
    more = [book.words.say("page", "and_more", count=len(found) - _MOST)] if len(found) > _MOST else []
    return book.words.apart([*found[:_MOST], *more])


def _version(book: Book, row: Row) -> str:
    """Return an older version: its title, its revision or day, the beginning of its digest."""
    day = book.words.day(one_line(row["published"] or ""))
    known = [book.words.quoted(book.title_of(row)), one_line(row.get("revision") or ""), day]
    return ", ".join([*(one for one in known if one), f"SHA-256 {one_line(row['sha256'])[:12]}…"])


def _reprint(book: Book, row: Row) -> str:
    where = one_line(row.get("url") or "") or _file(one_line(row.get("uri") or ""))
    known = (one_line(row.get("publisher") or ""), where, book.words.day(one_line(row.get("published") or "")))
    return ", ".join(one for one in known if one)
