"""``histor different``: a person holds two actors or incidents to be two."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import deciding


@click.command("different")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@deciding.options
def command(path: Path, one: str, other: str, reason: str, by: str | None) -> None:
    """Decide that two actors, or two incidents, are two: nothing read later joins them. `histor undo` takes it back.

    A and B are ids of `histor show CASE actors` or `histor show CASE incidents`. Two actors held to be different make
    deeds of the one other deeds than those of the other.
    """
    with open_case(path) as case:
        deciding.tell(case.different(one, other, reason=reason, by=by))
