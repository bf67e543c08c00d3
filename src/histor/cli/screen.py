"""Drawing: tables for a person at a terminal, tab-separated lines for everything else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from histor.export.tables import Table

if TYPE_CHECKING:
    from rich.console import Console

#: Columns that are read as one word: broken over lines, an id cannot be copied.
_UNBROKEN = ("id", "when", "about", "answers", "status", "stance", "effect")

#: Lines that are handed to the screen together.
_AT_ONCE = 1000


def draw(table: Table) -> None:
    """Print a table: ruled and wrapped on a terminal, else one row a line with a tab between cells."""
    if not table.rows:
        click.echo(f"{table.title}: {table.empty}.")
    elif sys.stdout.isatty():
        _ruled(table)
    else:
        tidy = _Tidy()
        lines("\t".join(map(tidy.__getitem__, cells)) for cells in (table.columns, *table.rows))


class _Tidy(dict[str, str]):
    """Cells without breaks and doubled blanks; most of them stand in many rows, and are gone through once."""

    def __missing__(self, cell: str) -> str:
        self[cell] = told = " ".join(cell.split())
        return told


def _ruled(table: Table) -> None:
    """Draw a ruled table; where the screen is too narrow for it, each row as a record, for a broken word is no word."""
    from rich import box
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table as Ruled
    from rich.text import Text

    console = Console()
    ruled = Ruled(title=table.title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for column in table.columns:
        ruled.add_column(column, overflow="fold", no_wrap=column in _UNBROKEN)
    for cells in table.rows:
        ruled.add_row(*(Text(" ".join(cell.split())) for cell in cells))  # Text: a bracket in a quote is no mark-up
    if Measurement.get(console, console.options.update(width=10_000), ruled).minimum <= console.width:
        console.print(ruled)
    else:
        _records(console, table)


def _records(console: Console, table: Table) -> None:
    """Draw each row as lines of column and cell; empty cells are left out."""
    from rich.table import Table as Ruled
    from rich.text import Text

    console.print(Text(table.title, style="italic"))
    for cells in table.rows:
        record = Ruled.grid(padding=(0, 2, 0, 0))
        record.add_column(overflow="fold", max_width=console.width // 3)
        record.add_column(overflow="fold")
        for column, cell in zip(table.columns, cells, strict=True):
            if cell.strip():
                record.add_row(Text(column, style="dim"), Text(" ".join(cell.split())))
        console.print()
        console.print(record)


def data(rows: Any) -> None:
    """Print rows as JSON."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def lines(told: Iterable[str]) -> None:
    """Print lines as they are; many at once, for a call for each would take longer than what it prints."""
    told = iter(told)
    while block := list(islice(told, _AT_ONCE)):
        click.echo("\n".join(block))


def warn(sentence: str) -> None:
    """Say something on standard error."""
    click.echo(f"histor: {sentence}", err=True)
