"""``histor split``: a person holds tellings to be of another incident."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import open_case
from histor.cli import deciding


@click.command("split")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("incident")
@click.argument("tellings", nargs=-1, required=True, metavar="TELLING...")
@deciding.options
def command(path: Path, incident: str, tellings: tuple[str, ...], reason: str, by: str | None) -> None:
    """Decide that some tellings of an INCIDENT are of another; the rest stays together. `histor undo` takes it back.

    TELLING is the id of a telling (t-..., listed by `histor why CASE INCIDENT`), of a source (s-...: all that it tells
    of the incident), or of a claim (c-...: what stands in it). The tellings taken out are one incident of their own.
    """
    with open_case(path) as case:
        deciding.tell(case.split(incident, *tellings, reason=reason, by=by))
