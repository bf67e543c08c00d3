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
from histor.model import CaseView

#: The parts of a view that are kept each by itself: its tables, and the texts.
PARTS = (*(name for name in KEYS if name not in ("format", "title", "coder")), "texts")


def rules() -> str:
    """Return what names the rules that a view is computed by."""
    return f"{__version__} {made_by()}"


def rows_told(view: CaseView, name: str) -> bytes:
    """Return a view with one of its parts alone, as bytes."""
    return codec.encode(CaseView(view.title, view.coder, **{name: getattr(view, name)}))


def rows_of(told: bytes | None) -> CaseView | None:
    """Return what :func:`rows_told` told; None for nothing, and for what another version kept."""
    try:
        return codec.decode(CaseView, told) if told is not None else None
    except ValueError:
        return None


def drawn_tables() -> dict[str, Callable[[Mapping[str, Any]], Table]]:
    """Return what draws each table that is kept as it is drawn: every view, and the figures by the usual policy."""
    from histor.analyse.policies import DEFAULT, load_policy  # late: what is kept is shown without it
    from histor.analyse.policy_figures import told_by
    from histor.export.compared import figures_table
    from histor.export.tables import VIEWS

    return {**VIEWS, "figures": lambda case: figures_table(case, told_by(case, load_policy(DEFAULT)))}


def drawn_told(table: Table) -> bytes:
    """Return a drawn table as bytes; its cells, which can be millions, are not copied."""
    return json_told((table.title, table.columns, table.rows, table.empty))


def drawn_of(told: bytes) -> Table:
    """Return what :func:`drawn_told` told."""
    title, columns, rows, empty = json.loads(told)
    return Table(title, tuple(columns), tuple(map(tuple, rows)), empty)


def json_told(told: Any) -> bytes:
    """Return plain data as compact JSON."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
