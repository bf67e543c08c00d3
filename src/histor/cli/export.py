"""``histor export``: a case for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from histor import registry
from histor.case import open_case
from histor.cli.output import Writing
from histor.errors import UsageError

#: Endings that say the same as another.
_ENDINGS = {"htm": "html", "xhtml": "html", "markdown": "md"}


@click.command("export", cls=Writing)
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-f", "--format", "form", help="json, csv, geojson, html, md, docx, pdf; else by the ending, else json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output.")
@click.option("--table", metavar="NAME", help="The table that csv holds: incidents, claims, figures, ...")
@click.option("--title", help="The case's title; else that of its only source, or the file's name.")
@click.option("--policy", metavar="NAME|FILE", help="Add figures and days by this policy: range, latest, ...")
def command(
    path: Path, form: str | None, output: Path | None, title: str | None, *, policy: str | None, table: str | None
) -> None:
    """Write a case for other programs to read; JSON follows the format histor-case/1.

    CSV holds one table, so name it: incidents, claims, casualties, actors, places, sources, responses, contradictions,
    relations, origins, issues, or figures (by the --policy). GeoJSON holds each incident at each of its places.
    """
    form = form or _form(output, table)
    registry.find("exporters", form)  # before the case is read: a wrong name is told at once
    with open_case(path, title) as case:
        made = case.export(output, form, policy, table=table)
    if output is None and isinstance(made, bytes) and sys.stdout.isatty():
        raise UsageError(f"{form} is no text, and this is a terminal: name a file with -o.")
    if output is None:
        click.echo(made, nl=False)


def _form(output: Path | None, table: str | None) -> str:
    """Return the format that a file's ending tells, so that no file holds what its name denies."""
    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = _ENDINGS.get(ending, ending) or ("csv" if table else "json")
    if form not in registry.names("exporters"):
        raise UsageError(f"{output} does not tell its format: let it end in .json, .csv, .geojson, .html, .md, .docx or"
                         " .pdf, or name the format with -f.")  # fmt: skip
    return form
