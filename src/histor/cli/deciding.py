"""What every command that decides has in common: why and by whom, and the line that says what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from histor.ledger import Decided


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a decision."""
    by = click.option("--by", metavar="NAME", help="Who decides; else the setting `user`, else the machine's user.")
    return click.option("--reason", default="", metavar="TEXT", help="Why; kept with the decision.")(by(command))


def tell(row: Decided) -> None:
    """Say what was decided and how to take it back."""
    what = f"decision {row.about} is undone" if row.verb == "undo" else f"{row.verb} {', '.join(row.named)}"
    click.echo(f"Decision {row.number} by {row.who}: {what}. `histor undo CASE {row.number}` takes it back.")
