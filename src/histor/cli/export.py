"""``histor export``: a case for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from histor import registry
from histor.case import open_case


@click.command("export")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-f", "--format", "form", default="json", show_default=True, help="A registered format: json, html, ...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; else standard output.")
@click.option("--title", help="The case's title; else that of its only source, or the file's name.")
@click.option("--policy", metavar="NAME|FILE", help="Add figures and days by this policy: range, latest, ...")
def command(path: Path, form: str, output: Path | None, title: str | None, policy: str | None) -> None:
    """Write a case for other programs to read; JSON follows the format histor-case/1."""
    registry.find("exporters", form)  # before the case is read: a wrong name is told at once
    with open_case(path, title) as case:
        text = case.export(output, form, policy)
    if output is None:
        click.echo(text, nl=False)
