"""The chain of act and answer, with the days between, and on whose word the one answers the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_rungs import ladder
from histor.export.dossier_tables import faint, group, table
from histor.export.dossier_views import live
from histor.export.dossier_words import ordinals

Row = Mapping[str, Any]
Numbered = tuple[int, Row]


def responses_section(book: Book) -> Html | None:
    """Return the chains of act and answer, and where each act stands on the scales of severity; None without acts."""
    rungs = ladder(book)
    if rungs is None:
        return None
    none = el("p", book.words.of("empty", "responses"), class_="none")
    return join([live("responses"), _answers(book) or none, rungs])


def _answers(book: Book) -> Html | None:
    """Return a table with a block for each first act, its answers under it and theirs one step in."""
    answers: dict[str, list[Numbered]] = {}
    for number, row in enumerate(book.case["responses"], 1):
        answers.setdefault(row["responds_to"], []).append((number, row))
    if not answers:
        return None
    answering = {row["incident"] for row in book.case["responses"]}
    order = {row["id"]: place for place, row in enumerate(book.in_order)}
    for rows in answers.values():
        rows.sort(key=lambda one: order.get(one[1]["incident"], len(order)))
    acts = sorted(answers, key=lambda ident: (ident in answering, order.get(ident, len(order))))
    done: set[int] = set()
    bodies = [_act(book, ident, list(_chain(book, ident, answers, done, 0))) for ident in acts]
    columns = book.words.columns("answer", "after", "whose_word", "sentences")
    shown = [body for body in bodies if body is not None]
    return table(book.words.of("tables", "acts_and_answers"), columns, shown, "wide rows cards")


def _act(book: Book, ident: str, rows: list[Html]) -> Html | None:
    """Return the block of one first act; None where all its answers stand in another's chain."""
    if not rows:
        return None
    return el("tbody", group(4, _deed(book, ident)), rows)


def _deed(book: Book, ident: str) -> Html:
    row = book.incidents.get(ident)
    if row is None:
        return join([book.title(ident)])
    return join([book.link("incidents", ident, book.headline(row)), faint(f" · {book.words.date(row['date'])}")])


def _chain(
    book: Book, act: str, answers: Mapping[str, list[Numbered]], done: set[int], depth: int
) -> Iterator[Html]:
    """Yield the answers to an act, each once, and the answers to them; a circle ends where it closes."""
    for number, row in answers.get(act, ()):
        if number in done:
            continue
        done.add(number)
        shown = _deed(book, row["incident"])
        yield el("tr", el("td", el("span", "↳ ", aria_hidden="true"), shown, class_=f"d{min(depth, 4)}"),
                 el("td", lag(book, act, row["incident"]), class_="when"), el("td", _basis(book, row)),
                 el("td", book.cite(row["evidence"])), id=f"r{number}", class_="row")
        if depth < 6:
            yield from _chain(book, row["incident"], answers, done, depth + 1)


def lag(book: Book, act: str, answer: str) -> str:
    """Return the time from an act to its answer in days, as a range where the dates are uncertain."""
    first, second = (ordinals(book.incidents[i]["date"]) if i in book.incidents else None for i in (act, answer))
    if first is None or second is None:
        return book.words.of("view_responses", "unknown")
    low, high = second[0] - first[1], second[1] - first[0]
    if high < 0:
        return book.words.of("view_responses", "before")
    low = max(low, 0)
    say = book.words.say
    told = say("view_responses", "days", count=low) if low else say("view_responses", "same_day")
    if not book.incidents[answer]["date"]["end"]:
        return say("view_responses", "or_later", lag=told)
    return told if low == high else say("view_responses", "days_range", low=low, high=high)


def _basis(book: Book, row: Row) -> Html:
    cue = el("span", book.words.quoted(one_line(row["cue"])), class_="cue") if row["cue"] else None
    if row["basis"] != "explicit":
        return join([el("span", book.words.of("tables", "inferred"), class_="chip infer"), " ", cue])
    if row["said_by"]:
        return join([book.voice(row["said_by"]), " ", cue])
    return join([el("span", book.words.of("tables", "told_as_such"), class_="chip own"), " ", cue])
