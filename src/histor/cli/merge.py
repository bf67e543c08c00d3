"""``histor merge``: a person holds incidents to be one."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import deciding


@click.command("merge")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("incidents", nargs=-1, required=True, metavar="INCIDENT INCIDENT...")
@deciding.options
def command(path: Path, incidents: tuple[str, ...], reason: str, by: str | None) -> None:
    """Decide that incidents are one, whatever the case makes of them; `histor undo` takes it back.

    INCIDENT is an id of `histor show CASE incidents`. The decision names the tellings that the incidents stand on, so
    that it holds when accounts are added. An id that goes away still leads to the incident that holds its tellings.
    """
    with open_case(path) as case:
        deciding.tell(case.merge(*incidents, reason=reason, by=by))
