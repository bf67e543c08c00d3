"""Who speaks how often in which manner: a small matrix over the claims, whose counts lead to the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join
from histor.export.dossier_tables import table

Row = Mapping[str, Any]
#: Manners of speaking in the order of the columns; one that is not listed comes last.
STANCES = ("announces", "asserts", "claims", "denies", "accuses", "condemns", "demands", "warns", "estimates",
           "assesses")
#: Speakers that stand in the matrix; the table of claims holds all.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Speakers:
    """The stances that occur, and for each speaker (empty: unnamed) its claims by stance, most talkative first."""

    stances: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[str, list[Row]]], ...]
    left_out: int


def speakers(book: Book) -> Speakers | None:
    """Return the matrix; None where nobody, or a single speaker in a single manner, is told to speak."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in book.case["claims"]:
        who = row["speaker"] or row["affiliation"] or ""
        found.setdefault(who, {}).setdefault(row["stance"], []).append(row)
    stances = {row["stance"] for row in book.case["claims"]}
    if len(found) < 2 and len(stances) < 2:
        return None
    known = sorted(stances, key=lambda one: (STANCES.index(one) if one in STANCES else 99, one))
    ranked = sorted(found.items(), key=lambda item: (not item[0], -_count(item[1])))
    return Speakers(tuple(known), tuple(ranked[:_MOST]), max(len(ranked) - _MOST, 0))


def _count(said: Mapping[str, list[Row]]) -> int:
    return sum(map(len, said.values()))


def totals(told: Speakers) -> Counter[str]:
    """Return how many claims of the speakers in the matrix are made in each manner."""
    return Counter({stance: sum(len(said.get(stance, ())) for _, said in told.rows) for stance in told.stances})


def speaker_name(book: Book, ident: str) -> str:
    """Return what a speaker is called in the matrix."""
    return book.name(ident) or book.words.of("said", "unnamed")


def speakers_table(book: Book) -> Html | None:
    """Return the matrix as a table: each count leads to the first of its claims, and the script sifts by it."""
    told = speakers(book)
    if told is None:
        return None
    say = book.words.of
    columns = [say("columns", "speaker"), *(say("stances", one) for one in told.stances), say("columns", "all")]
    body = [el("tr", el("th", _name(book, who), scope="row"),
               (_cell(book, who, said.get(stance, []), stance) for stance in told.stances),
               _cell(book, who, [row for rows in said.values() for row in rows], "")) for who, said in told.rows]
    left = book.words.say("tables", "more_speakers", count=told.left_out) if told.left_out else ""
    more = el("p", left, class_="whom") if left else None
    title = say("tables", "speakers")
    return join([el("h3", title), el("p", say("tables", "speakers_intro"), class_="intro"),
                 table(title, columns, el("tbody", body), "matrix", range(1, len(columns))), more])


def _name(book: Book, who: str) -> Html:
    return book.actor(who) if who in book.actors else el("span", speaker_name(book, who), class_="s0")


def _cell(book: Book, who: str, rows: Iterable[Row], stance: str) -> Html:
    told = list(rows)
    if not told:
        return el("td", el("span", book.words.of("figures", "none"), class_="whom"), class_="num")
    label = book.words.say("tables", "speakers_cell", who=speaker_name(book, who), count=len(told),
                           how=book.words.of("stances", stance) if stance else book.words.of("columns", "all"))
    speaker = book.anchor("actors", who) if who in book.actors else None
    return el("td", el("a", book.words.number(len(told)), href="#" + book.anchor("claims", told[0]["id"]),
                       aria_label=label, data_speaker=speaker, data_stance=stance or None), class_="num")
