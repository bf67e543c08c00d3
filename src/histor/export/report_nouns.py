"""The nouns of a report: what a page on paper is made of, before anybody decides what it looks like.

A writer (Markdown, DOCX, PDF) gets these and nothing else, so every format says the same, and a format is one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

#: Characters that turn the direction of what follows, or have no width and no meaning in a name.
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x200B, 0xFEFF), "")
#: What no document may hold, drawn as the sign for "no character".
_FORBIDDEN = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_BLANKS = re.compile(r"\s+")


def clean(words: object) -> str:
    """Return words fit for one line of any format: single blanks, nothing that turns or that no document may hold."""
    return _blanked(str(words)).strip()


def _blanked(words: str) -> str:
    return _BLANKS.sub(" ", words.translate(_TURNS)).translate(_FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Run:
    """A few words that look the same: where they lead to (a row's address) or which piece of evidence they cite."""

    text: str
    bold: bool = False
    italic: bool = False
    faint: bool = False
    to: str = ""
    url: str = ""
    cite: int = 0


#: Words on one line, one run after the other.
Line = tuple[Run, ...]
#: What may be put together to a line.
Part = str | Run | Line | None

Kind = Literal["text", "lead", "note", "warning", "heading"]


def line(*parts: Part) -> Line:
    """Return one line of several parts; plain strings become plain runs and ``None`` is nothing."""
    found: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            found += [Run(part)] if part else []
        elif isinstance(part, Run):
            found.append(part)
        elif part:
            found += part
    return tuple(found)


def joined(parts: Iterable[Part], between: str) -> Line:
    """Return parts as one line with words between them; empty parts are left out."""
    found: Line = ()
    for part in (line(part) for part in parts):
        if part:
            found = line(found, between if found else None, part)
    return found


def bold(words: str) -> Run:
    """Return words that stand out."""
    return Run(words, bold=True)


def faint(words: str) -> Run:
    """Return words that step back."""
    return Run(words, faint=True)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading inside a section."""

    words: Line
    kind: Kind = "text"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a line with the address of the row that it tells, if it tells one."""

    items: tuple[tuple[Line, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: each cell is one or more lines. A group heads the rows below it and has one cell."""

    cells: tuple[tuple[Line, ...], ...]
    anchor: str = ""
    group: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are shares of the page's width, ``numeric`` the columns of figures."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, what it shows in words, and the line under it."""

    name: str
    svg: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence: its number, where it stands in words (source and characters), and the very words."""

    number: int
    place: str
    quote: str
    to: str = ""


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: the name by which it is linked, its title, and what stands in it."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``facts`` are the lines of the title page, each with its label."""

    title: str
    language: str
    version: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    words: dict[str, str] = field(default_factory=dict)


def sound(report: Report) -> Report:
    """Return the report with only such links as lead somewhere, every address given once, and words fit for a line.

    Writers may then make a link of every ``to``, and a target of every ``anchor``, without looking further.
    """
    taken = {section.name for section in report.sections}
    known: set[str] = set(taken)

    def once(anchor: str) -> str:
        if not anchor or anchor in known:
            return ""
        known.add(anchor)
        return anchor

    def addressed(block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, rows=tuple(replace(row, anchor=once(row.anchor)) for row in block.rows))
        if isinstance(block, Bullets):
            return replace(block, items=tuple((words, once(anchor)) for words, anchor in block.items))
        return replace(block, anchor=once(block.anchor)) if isinstance(block, Paragraph) else block

    sections = [replace(one, blocks=tuple(map(addressed, one.blocks))) for one in report.sections]
    kept = tuple(replace(one, blocks=tuple(_linked(block, known) for block in one.blocks)) for one in sections)
    return replace(report, sections=kept)


def _linked(block: Block, known: set[str]) -> Block:
    def fit(words: Line) -> Line:
        return tuple(replace(run, text=_blanked(run.text), to=run.to if run.to in known else "") for run in words)

    if isinstance(block, Table):
        return replace(block, rows=tuple(
            replace(row, cells=tuple(tuple(map(fit, cell)) for cell in row.cells)) for row in block.rows))
    if isinstance(block, Bullets):
        return replace(block, items=tuple((fit(words), anchor) for words, anchor in block.items))
    return replace(block, words=fit(block.words)) if isinstance(block, Paragraph) else block
