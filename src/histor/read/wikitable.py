"""The rows and cells of a wikitext table, from the cell marks that were matched to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from histor.read.marks import Pair

_COLUMNS = re.compile(r"""colspan\s{0,3}=\s{0,3}["']?\s{0,3}(\d{1,3})""")
#: Attributes before a cell's content, and the indent of a mark, are no longer than this.
_ATTRIBUTES = 500
_INDENT = 60


@dataclass(slots=True)
class Cell:
    """A cell (``td``, ``th``), a ``caption``, or the beginning of a row (``tr``): where its content lies.

    ``wide`` tells a cell over several columns; ``ready`` that no attributes can stand before the content any more.
    """

    name: str
    start: int
    end: int
    wide: bool = False
    ready: bool = False


def cells_of(source: str, pair: Pair) -> list[Cell]:
    """Return the rows and cells of a table in the order of the page."""
    head = source.find("\n", pair.inner, pair.bars[0] if pair.bars else pair.close)
    # words before the first cell belong to no cell, but they are shown
    cells = [Cell("tr", head, pair.close, ready=True)] if head >= 0 else []
    for bar in pair.bars:
        begin = source.rfind("\n", max(pair.start, bar - _INDENT), bar)
        opens_line = begin >= 0 and not source[begin + 1 : bar].strip()
        made = _cell(source, bar, opens_line, pair.close, cells)
        if made:
            if cells:
                cells[-1].end = min(cells[-1].end, bar)
            cells.append(made)
        elif cells and not cells[-1].ready:
            _skip_attributes(source, cells[-1], bar)
    return cells


def _cell(source: str, bar: int, opens_line: bool, close: int, cells: list[Cell]) -> Cell | None:
    """Return the cell or row that a mark opens; None for a bar inside a cell."""
    sign = source[bar : bar + 2]
    if opens_line and sign == "|-":
        skip = source.find("\n", bar, close)
        return Cell("tr", skip if skip >= 0 else close, close, ready=True)
    if opens_line and sign == "|+":
        return Cell("caption", bar + 2, close)
    if opens_line:
        return Cell("th" if sign[0] == "!" else "td", bar + 1, close)
    if sign in ("||", "!!"):
        # two bars go on with a line of headers too
        header = bool(cells) and cells[-1].name == "th" and source.find("\n", cells[-1].start, bar) < 0
        return Cell("th" if header else "td", bar + 2, close)
    return None


def _skip_attributes(source: str, cell: Cell, bar: int) -> None:
    """Take what stands before the first single bar of a cell's first line for attributes."""
    cell.ready = True
    if bar - cell.start > _ATTRIBUTES or source.find("\n", cell.start, bar) >= 0:
        return
    columns = _COLUMNS.search(source, cell.start, bar)
    cell.wide = bool(columns) and columns is not None and columns[1] != "1"
    cell.start = bar + 1
