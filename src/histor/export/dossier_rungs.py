"""Where each act stands on the scales of severity, as a table: what the live ladder draws, for those who read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_figures import range_figures
from histor.export.dossier_markup import Html, el, join
from histor.export.dossier_scales import rung, scales
from histor.export.dossier_tables import table

Row = Mapping[str, Any]


def ladder(book: Book) -> Html | None:
    """Return the table of all acts with their place on each scale, and what the scales are; None without acts."""
    rows = book.in_order
    if not rows:
        return None
    known = scales(book.words)
    figures = _figures(book)
    when, act, side, sentences = book.words.columns("when", "act", "side", "sentences")
    columns = (when, act, side, *(scale["name"] for scale in known), sentences)
    body = el("tbody", (_act(book, row, known, figures) for row in rows))
    told = table(book.words.of("tables", "by_severity"), columns, body, "wide rows")
    notes = el("dl", (_note(scale) for scale in known), class_="terms")
    return el("details", el("summary", book.words.of("tables", "severity")), notes, told, class_="rungs")


def _act(book: Book, row: Row, known: Iterable[Row], figures: Mapping[str, list[Row]]) -> Html:
    side = book.deed_side(row)
    name = book.name(side) if side else book.words.of("figures", "none")
    cells = (el("td", _place(book, scale, row, figures.get(row["id"], []))) for scale in known)
    return el("tr", el("td", book.words.date(row["date"], short=True), class_="when"),
              el("td", book.link("incidents", row["id"], book.headline(row))),
              el("td", name), cells, el("td", book.cite(row["evidence"], 4)),
              class_="row", data_rows=book.anchor("incidents", row["id"]))


def _place(book: Book, scale: Row, row: Row, figures: list[Row]) -> str:
    """Return an act's place on a scale in words; a dash where the scale says nothing of it."""
    none = book.words.of("figures", "none")
    if scale["kind"] == "figures":
        told = [figure for figure in figures if figure["effect"] in scale["effects"] and _most(figure) is not None]
        return book.words.spread([max(told, key=lambda figure: (_most(figure), figure["low"] or 0))]) if told else none
    span = rung(scale, row)
    if span is None:
        return none
    low, high = (_label(book, scale, edge) for edge in span)
    return low if low == high else book.words.say("tables", "from_to", low=low, high=high)


def _label(book: Book, scale: Row, edge: float) -> str:
    if scale["kind"] == "classes":
        return str(scale["labels"][scale["classes"][int(edge)]])
    return ("+" if edge > 0 else "") + book.words.number(edge, 1) if edge else "0"


def _most(figure: Row) -> int | None:
    most = figure["high"] if figure["high"] is not None else figure["low"]
    return None if most is None else int(most)


def _figures(book: Book) -> dict[str, list[Row]]:
    """Return the figures of each incident, from the lowest to the highest told for one group."""
    found: dict[str, list[Row]] = {}
    for row in range_figures(book.case, book.words)["range"]["rows"]:
        if row["incident"] is not None:
            found.setdefault(row["incident"], []).append(row)
    return found


def _note(scale: Row) -> Html:
    told = [scale["what"], " ", scale["cannot"], " ", el("small", scale["source"])]
    return join([el("dt", scale["name"]), el("dd", told)])
