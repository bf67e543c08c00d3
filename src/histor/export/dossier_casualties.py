"""Casualty figures as a matrix for each incident: who gives the figure by whom it befell; parts under their wholes.

Nothing is added up. The range of a row spans the figures that stand in it, running totals left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Child, Html, el, join, one_line
from histor.export.dossier_tables import faint, table
from histor.export.dossier_views import live

Row = Mapping[str, Any]
#: Words for nobody in particular, which all mean the same line of the matrix.
_ANYBODY = {"", "people", "person", "persons", "dead", "deaths", "victims", "casualties", "others"}

@dataclass(slots=True)
class _Line:
    """One line of the matrix: what befell whom, every figure for it, and the lines of its parts."""

    label: str
    rows: list[Row] = field(default_factory=list)
    parts: dict[tuple[str, str], _Line] = field(default_factory=dict)


def casualties_section(book: Book) -> Html | None:
    """Return one matrix for each incident, in order of time, then the figures that hang on none."""
    by_incident: dict[str | None, list[Row]] = {}
    for row in book.case["casualties"]:
        by_incident.setdefault(row["incident"] if row["incident"] in book.incidents else None, []).append(row)
    if not by_incident:
        return None
    known = [row["id"] for row in book.in_order if row["id"] in by_incident]
    order: list[str | None] = [*known, *([None] if None in by_incident else [])]
    matrices = (_matrix(book, ident, by_incident[ident]) for ident in order)
    return join([live("casualties"), *matrices])


def _matrix(book: Book, ident: str | None, rows: list[Row]) -> Html:
    voices = sorted({_voice(row): None for row in rows}, key=lambda voice: voice[0])
    columns: list[Child] = [*book.words.columns("whom", "range"), *(_voice_label(book, voice) for voice in voices)]
    body = [tr for line in _lines(book, rows) for tr in _line(book, line, voices, 0)]
    if ident is None:
        title: Html = el("h3", book.words.of("tables", "no_incident"))
    else:
        row = book.incidents[ident]
        title = el("h3", book.link("incidents", ident, book.headline(row)), faint(f" · {book.words.date(row['date'])}"))
    about = book.title(ident) if ident else book.words.of("tables", "no_incident")
    name = book.words.say("tables", "figures_of", what=about)
    return el("section", title, table(name, columns, el("tbody", body), "matrix rows", range(1, 99)), class_="sub")


def _voice(row: Row) -> tuple[int, str]:
    """Return who gives a figure: a speaker, or the source that tells it itself, which comes first."""
    if row["according_to"]:
        return 1, str(row["according_to"])
    return 0, str(row["evidence"][0]["source"]) if row["evidence"] else ""


def _voice_label(book: Book, voice: tuple[int, str]) -> Html:
    kind, ident = voice
    if kind:
        return el("span", book.name(ident), class_=f"t-{book.colour(ident)}")
    if len(book.sources) > 1 and ident in book.sources:
        return el("span", book.words.say("said", "itself", who=book.sign(ident)), title=book.source_name(ident))
    return el("span", book.words.of("said", "source"))


def _lines(book: Book, rows: list[Row]) -> list[_Line]:
    """Gather figures into lines; a part goes under the line of its whole, if that belongs to the same incident."""
    here = {row["id"]: row for row in rows}
    top: dict[tuple[str, str], _Line] = {}

    def place(row: Row, depth: int) -> _Line:
        whole = here.get(row["part_of"] or "")
        shelf = place(whole, depth + 1).parts if whole is not None and depth < 6 else top
        group = one_line(row["group"])
        key = row["effect"], "" if group.casefold() in _ANYBODY else group.casefold()
        line = shelf.get(key)
        if line is None:
            line = shelf[key] = _Line(_label(book, row, key[1], depth=shelf is not top))
        return line

    for row in rows:
        place(row, 0).rows.append(row)
    return list(top.values())


def _label(book: Book, row: Row, group: str, depth: bool) -> str:
    named = bool(group or (depth and row["group"]))
    whom = book.words.whom(one_line(row["group"])) if named else book.words.of("tables", "people")
    side = book.name(row["side"]) if row["side"] in book.actors else ""
    told = f" ({side})" if side and side.casefold()[:5] not in whom.casefold() else ""
    if depth:
        return book.words.say("tables", "of_them", whom=whom + told)
    return book.words.say("tables", "effect_of", effect=book.words.of("effects", row["effect"]), whom=whom + told)


def _line(book: Book, line: _Line, voices: list[tuple[int, str]], depth: int) -> Iterator[Html]:
    none = el("span", book.words.of("figures", "none"), class_="whom")
    cells = [el("td", [_cell(book, row) for row in line.rows if _voice(row) == voice] or none, class_="num")
             for voice in voices]
    once = [row for row in line.rows if not row["cumulative"]]
    wide = el("td", book.words.spread(once) if once else none, class_="num range")
    yield el("tr", el("th", line.label, scope="row", class_=f"d{min(depth, 4)}"), wide, cells,
             class_="row part" if depth else "row",
             data_rows=" ".join(book.anchor("casualties", row["id"]) for row in line.rows))
    for part in line.parts.values():
        yield from _line(book, part, voices, depth + 1)


def _cell(book: Book, row: Row) -> Html:
    say, marks = book.words.say, []
    if row["cumulative"]:
        marks.append(el("small", say("tables", "running_total"), title=say("tables", "running_meaning")))
    if row["as_of"]:
        marks.append(el("small", say("tables", "as_of", day=book.words.day(row["as_of"]))))
    whole = book.casualties.get(row["part_of"] or "")
    if whole is not None and whole["incident"] != row["incident"]:
        told = say("tables", "part_elsewhere", figure=book.words.figure(whole))
        marks.append(el("small", book.link("casualties", whole["id"], told)))
    return el("div", book.words.figure(row), " ", book.cite(row["evidence"]), join(marks),
              id=book.anchor("casualties", row["id"]), class_="figure")
