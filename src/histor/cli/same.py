"""``histor same``: a person holds two actors or incidents to be one."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import deciding


@click.command("same")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@deciding.options
def command(path: Path, one: str, other: str, reason: str, by: str | None) -> None:
    """Decide that two actors, or two incidents, are one; A lends its name. `histor undo` takes it back.

    A and B are ids of `histor show CASE actors` or `histor show CASE incidents`.
    """
    with open_case(path) as case:
        deciding.tell(case.same(one, other, reason=reason, by=by))
