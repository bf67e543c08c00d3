"""The parts of a case that its file keeps: what they are called, what they hang on, and how they are written.

The rows of each table are kept by themselves, so that who asks for one reads one; a table as it is drawn beside them,
so that a screen of text is there at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from histor import __version__
from histor.case.made_by import made_by
from histor.export.json import KEYS
from histor.export.table import Table
from histor.ledger import codec
from histor.model import CaseView, Incident
from histor.model.records import replace

#: The parts of a view that are kept each by itself: its tables, and the texts.
PARTS = (*(name for name in KEYS if name not in ("format", "title", "coder")), "texts")


def rules() -> str:
    """Return what names the rules that a view is computed by."""
    return f"{__version__} {made_by()}"


#: Incidents by their ids, each with the line that tells it.
Lines = Mapping[str, tuple[Incident, bytes]]


def rows_told(view: CaseView, name: str, known: Lines | None = None) -> bytes:
    """Return a view with one of its parts alone, as bytes.

    Incidents stand below it, one a line, so that those that are as they are ``known`` need not be spelt out again.
    """
    if name != "incidents":
        return codec.encode(CaseView(view.title, view.coder, **{name: getattr(view, name)}))
    held = {} if known is None else known
    lines = [line if row == same else codec.encode_row(row)
             for row in view.incidents for same, line in (held.get(row.id, (None, b"")),)]  # fmt: skip
    return b"\n".join((codec.encode(CaseView(view.title, view.coder)), *lines))


def rows_of(told: bytes | None) -> CaseView | None:
    """Return what :func:`rows_told` told; None for nothing, and for what another version kept."""
    if told is None:
        return None
    head, *lines = told.split(b"\n")
    try:
        view = codec.decode(CaseView, head)
        return replace(view, incidents=codec.decode_rows(Incident, head, lines)) if lines else view
    except ValueError:
        return None


def lines_of(view: CaseView, told: bytes) -> Lines:
    """Return the incidents of a view that was made of some bytes, with the line that tells each."""
    return {row.id: (row, line) for row, line in zip(view.incidents, told.split(b"\n")[1:], strict=True)}


def drawn_tables() -> dict[str, Callable[[Mapping[str, Any]], Table]]:
    """Return what draws each table that is kept as it is drawn: every view, and the figures by the usual policy."""
    from histor.analyse.policies import DEFAULT, load_policy  # late: what is kept is shown without it
    from histor.analyse.policy_figures import told_by
    from histor.export.compared import figures_table
    from histor.export.tables import VIEWS

    return {**VIEWS, "figures": lambda case: figures_table(case, told_by(case, load_policy(DEFAULT)))}


def drawn_told(table: Table) -> bytes:
    """Return a drawn table as bytes: each cell once, and row by row the places of its cells among them."""
    cells: dict[str, int] = {}
    rows = [cells.setdefault(cell, len(cells)) for row in table.rows for cell in row]
    return json_told((table.title, table.columns, list(cells), rows, table.empty))


def drawn_of(told: bytes) -> Table:
    """Return what :func:`drawn_told` told."""
    title, columns, cells, places, empty = json.loads(told)
    each = iter([cells[at] for at in places])
    return Table(title, tuple(columns), tuple(zip(*[each] * len(columns), strict=True)), empty)


def json_told(told: Any) -> bytes:
    """Return plain data as compact JSON."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
