"""Drawing: tables for a person at a terminal, tab-separated lines for everything else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from histor.export.tables import Table

#: Columns that are read as one word: broken over lines, an id cannot be copied.
_UNBROKEN = ("id", "when", "about", "answers", "status", "stance", "effect")


def draw(table: Table) -> None:
    """Print a table: ruled and wrapped on a terminal, else one row a line with a tab between cells."""
    if not table.rows:
        click.echo(f"{table.title}: {table.empty}.")
    elif sys.stdout.isatty():
        _ruled(table)
    else:
        for cells in (table.columns, *table.rows):
            click.echo("\t".join(" ".join(cell.split()) for cell in cells))


def _ruled(table: Table) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Ruled
    from rich.text import Text

    ruled = Ruled(title=table.title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for column in table.columns:
        ruled.add_column(column, overflow="fold", no_wrap=column in _UNBROKEN)
    for cells in table.rows:
        ruled.add_row(*(Text(" ".join(cell.split())) for cell in cells))  # Text: a bracket in a quote is no mark-up
    Console().print(ruled)


def data(rows: Any) -> None:
    """Print rows as JSON."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def lines(told: Iterable[str]) -> None:
    """Print lines as they are."""
    for line in told:
        click.echo(line)


def warn(sentence: str) -> None:
    """Say something on standard error."""
    click.echo(f"histor: {sentence}", err=True)
