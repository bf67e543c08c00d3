"""``histor grade``: how firmly harm is told, by published rules; a person can overrule a grade with a reason."""

from __future__ import annotations

from pathlib import Path

import click

from histor.analyse.grades import DEFAULT_SCHEME, levels, schemes
from histor.case import open_case
from histor.cli import deciding, screen
from histor.errors import UsageError
from histor.export.compared import grades_table


@click.command("grade")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("incident", required=False, metavar="[INCIDENT")
@click.argument("level", required=False, metavar="LEVEL]")
@click.option("--scheme", type=click.Choice(schemes()), default=DEFAULT_SCHEME, show_default=True, help="Whose rules.")
@click.option("--json", "as_json", is_flag=True, help="The grades as JSON.")
@deciding.options
def command(path: Path, incident: str | None, level: str | None, as_json: bool, **asked: str) -> None:
    """Grade how firmly incidents with people killed or injured are told.

    Without an INCIDENT every grade is listed with its reason. With one and a LEVEL of the scheme that grade is
    overruled, which needs a --reason; `histor undo` takes it back.
    """
    scheme = asked.pop("scheme")
    with open_case(path) as case:
        if incident is not None:
            if level is None:
                raise UsageError(f"Say which grade {incident} is to have: {', '.join(levels(scheme))}.")
            deciding.tell(case.grade(incident, level, scheme=scheme, **asked))
        elif as_json:
            screen.data(case.grades(scheme))
        else:
            screen.draw(grades_table(case.to_dict(), case.grades(scheme)))
