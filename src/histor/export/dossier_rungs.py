"""Where each act stands on the scales of severity, as a table: what the live ladder draws, for those who read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_figures import range_figures
from histor.export.dossier_markup import Html, el, join
from histor.export.dossier_scales import rung, scales
from histor.export.dossier_tables import table
from histor.export.dossier_words import spread

Row = Mapping[str, Any]


def ladder(book: Book) -> Html | None:
    """Return the table of all acts with their place on each scale, and what the scales are; None without acts."""
    rows = book.in_order
    if not rows:
        return None
    known = scales(book.words.language)
    figures = _figures(book)
    columns = ("When", "Act", "Side", *(scale["name"] for scale in known), "Sentences")
    body = el("tbody", (_act(book, row, known, figures) for row in rows))
    told = table("Acts by severity", columns, body, "wide rows")
    notes = el("dl", (_note(scale) for scale in known), class_="terms")
    return el("details", el("summary", "Severity of each act, on every scale"), notes, told, class_="rungs")


def _act(book: Book, row: Row, known: Iterable[Row], figures: Mapping[str, list[Row]]) -> Html:
    side = book.deed_side(row)
    cells = (el("td", _place(scale, row, figures.get(row["id"], []))) for scale in known)
    return el("tr", el("td", book.words.date(row["date"], short=True), class_="when"),
              el("td", book.link("incidents", row["id"], book.headline(row))),
              el("td", book.name(side) if side else "–"), cells, el("td", book.cite(row["evidence"], 4)),
              class_="row", data_rows=book.anchor("incidents", row["id"]))


def _place(scale: Row, row: Row, figures: list[Row]) -> str:
    """Return an act's place on a scale in words; a dash where the scale says nothing of it."""
    if scale["kind"] == "figures":
        told = [figure for figure in figures if figure["effect"] in scale["effects"] and _most(figure) is not None]
        return spread([max(told, key=lambda figure: (_most(figure), figure["low"] or 0))]) if told else "–"
    span = rung(scale, row)
    if span is None:
        return "–"
    low, high = (_label(scale, edge) for edge in span)
    return low if low == high else f"{low} to {high}"


def _label(scale: Row, edge: float) -> str:
    if scale["kind"] == "classes":
        return str(scale["labels"][scale["classes"][int(edge)]])
    return f"{edge:+.1f}".replace("-", "−") if edge else "0"


def _most(figure: Row) -> int | None:
    most = figure["high"] if figure["high"] is not None else figure["low"]
    return None if most is None else int(most)


def _figures(book: Book) -> dict[str, list[Row]]:
    """Return the figures of each incident, from the lowest to the highest told for one group."""
    found: dict[str, list[Row]] = {}
    for row in range_figures(book.case)["range"]["rows"]:
        if row["incident"] is not None:
            found.setdefault(row["incident"], []).append(row)
    return found


def _note(scale: Row) -> Html:
    told = [scale["what"], " ", scale["cannot"], " ", el("small", scale["source"])]
    return join([el("dt", scale["name"]), el("dd", told)])
