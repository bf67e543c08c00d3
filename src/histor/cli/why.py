"""``histor why``: from a value back to the words."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import screen


@click.command("why")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("ident", metavar="ID")
def command(path: Path, ident: str) -> None:
    """Tell why something stands in a case: who says it, in which words, read by which rule, how surely.

    ID is that of an incident, claim, casualty figure, actor, place or source, as `histor show` gives it; ID.field
    (such as i-0123abcd.date) asks for one field.
    """
    with open_case(path) as case:
        screen.lines(case.why(ident))
