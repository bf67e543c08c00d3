"""``histor undo``: what a person decided is taken back."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import deciding


@click.command("undo")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("number", type=int, required=False)
@deciding.options
def command(path: Path, number: int | None, reason: str, by: str | None) -> None:
    """Take back a decision: the last that holds, or that of a NUMBER of `histor show CASE decisions`.

    Nothing is deleted: the undoing is a decision too, and can be undone by its own number.
    """
    with open_case(path) as case:
        deciding.tell(case.undo(number, reason=reason, by=by))
