"""``histor export``: a case for other programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from histor import registry
from histor.case import open_case
from histor.cli.output import Writing
from histor.errors import UsageError


@click.command("export", cls=Writing)
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-f", "--format", "form", default="json", show_default=True, help="A format: json, html, md, ...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output.")
@click.option("--title", help="The case's title; else that of its only source, or the file's name.")
@click.option("--policy", metavar="NAME|FILE", help="Add figures and days by this policy: range, latest, ...")
def command(path: Path, form: str, output: Path | None, title: str | None, policy: str | None) -> None:
    """Write a case for other programs to read; JSON follows the format histor-case/1."""
    registry.find("exporters", form)  # before the case is read: a wrong name is told at once
    with open_case(path, title) as case:
        made = case.export(output, form, policy)
    if output is None and isinstance(made, bytes) and sys.stdout.isatty():
        raise UsageError(f"{form} is no text, and this is a terminal: name a file with -o.")
    if output is None:
        click.echo(made, nl=False)
