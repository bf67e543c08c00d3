"""``histor show``: a case seen from one side."""

from __future__ import annotations

import re
from pathlib import Path

import click

from histor.case import open_case
from histor.cli import screen
from histor.export.select import Selection, select
from histor.export.tables import VIEWS, rows_of


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a date that was asked for; refuse what is none."""
    if value is not None and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise click.BadParameter(f"{value!r} is no date: write it as 2024, 2024-01 or 2024-01-16.")
    return value


@click.command("show")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("view", type=click.Choice(list(VIEWS)), default="summary", metavar="[VIEW]")
@click.option("--json", "as_json", is_flag=True, help="The rows as JSON, by the export's names.")
@click.option("--speaker", help="Only what this speaker (or its side) says; a name or an id.")
@click.option("--actor", help="Only what this actor (or its side) does or suffers; a name or an id.")
@click.option("--from", "start", callback=day, metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "end", callback=day, metavar="DATE", help="Only up to this day, month or year.")
@click.option("--type", "kind", metavar="TYPE", help="Only incidents of this type or mode, and what hangs on them.")
def command(path: Path, view: str, as_json: bool, **wanted: str | None) -> None:
    """Show a case: a summary, or another VIEW of it.

    VIEW is summary, timeline, incidents, claims, casualties, actors, places, contradictions, responses, issues or
    sources. A state or body asked for stands for all who belong to it.

    On a terminal a table is drawn; elsewhere each row is a line with tabs between the cells.
    """
    with open_case(path) as case:
        asked = Selection(wanted["speaker"], wanted["actor"], wanted["start"], wanted["end"], wanted["kind"])
        chosen = select(case.to_dict(), asked)
    if as_json:
        screen.data(rows_of(chosen, view))
    else:
        screen.draw(VIEWS[view](chosen))
