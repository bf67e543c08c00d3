"""``histor parse``: the grammar that everything else is read from."""

from __future__ import annotations

import click

from histor import registry
from histor.read import read_path
from histor.settings import load_settings


@click.command("parse")
@click.argument("source")
@click.option("--parser", help="A registered parser (default: the one that ships).")
def command(source: str, parser: str | None) -> None:
    """Parse a source and print its sentences as CoNLL-U (Universal Dependencies)."""
    from histor.parse.conllu import write_conllu

    settings = load_settings({"parser": parser})
    document = read_path(source)
    click.echo(write_conllu(registry.find("parsers", settings.parser)().parse(document)), nl=False)
