"""Numbers the sentences and writes, for each, what was read from it: the way back from the text to the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import one_line
from histor.export.dossier_words import shorten


def note_rows(book: Book) -> None:
    """Note every row of the case under the passages that it stands on, then give the passages their numbers."""
    case = book.case
    for row in case["incidents"]:
        book.note(row["evidence"], book.anchor("incidents", row["id"]), "incident", book.title(row["id"]))
    for row in case["claims"]:
        book.note(row["evidence"], book.anchor("claims", row["id"]), "claim", claim_label(book, row["id"]))
    for row in case["casualties"]:
        book.note(row["evidence"], book.anchor("casualties", row["id"]), "casualty", figure_label(book, row["id"]))
    for number, row in enumerate(case["responses"], 1):
        label = f"{shorten(book.title(row['incident']), 44)} → {shorten(book.title(row['responds_to']), 44)}"
        book.note(row["evidence"], f"r{number}", "response", label)
    for number, row in enumerate(case["contradictions"], 1):
        for position in row["positions"]:
            label = shorten(book.words.position(one_line(position["value"])), 80)
            book.note(position["evidence"], f"x{number}", "contradiction", label)
    book.number()


def claim_label(book: Book, ident: str) -> str:
    """Return a claim in a few words: who, in which manner, what."""
    row = book.claims[ident]
    who = book.name(row["speaker"] or row["affiliation"]) or book.words.of("said", "somebody_unnamed")
    stance = book.words.of("stances", row["stance"])
    return shorten(book.words.say("said", "says_what", who=who, stance=stance, what=one_line(row["content"])), 90)


def figure_label(book: Book, ident: str) -> str:
    """Return a casualty figure in a few words: how many of whom, what befell them, by whose word."""
    row = book.casualties[ident]
    said = f", {book.name(row['according_to'])}" if row["according_to"] else ""
    return shorten(befell(book, row) + said, 90)


def befell(book: Book, row: Mapping[str, Any]) -> str:
    """Return how many of whom a figure counts, and what befell them: ``9 people killed``."""
    return book.words.befell(row, one_line(row["group"]) or book.words.of("figures", "people"))
