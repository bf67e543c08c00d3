"""``histor plot``: one picture of a case, for a report."""

from __future__ import annotations

from pathlib import Path

import click

from histor.analyse.policies import load_policy
from histor.analyse.policy_figures import told_by
from histor.case import open_case
from histor.cli.language import check_language
from histor.cli.output import Writing
from histor.cli.screen import lines
from histor.cli.show import day
from histor.errors import UsageError
from histor.export.files import write_bytes, write_text
from histor.export.plot import KINDS, PLOTS, draw, pixels
from histor.export.plot_sketch import make_sketch
from histor.export.select import Selection, select


@click.command("plot", cls=Writing)
@click.argument("name", type=click.Choice(list(PLOTS)), metavar="PICTURE")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The .svg or .png file to write.")
@click.option("--title", help="The picture's title; else the case's.")
@click.option("--width", type=click.IntRange(480, 2400), default=860, show_default=True, help="In pixels.")
@click.option("--scale", type=click.FloatRange(0.5, 6), default=2, show_default=True, help="PNG only: dots to a pixel.")
@click.option("--lang", "language", default="en", show_default=True, metavar="LANGUAGE|FILE",
              help="The language of the picture's own words: en, es, fr, or a .yaml file of your own.")
@click.option("--policy", metavar="NAME|FILE", help="Show the figures of casualties by this policy: range, latest, ...")
@click.option("--speaker", help="Only what this speaker (or its side) says; a name or an id.")
@click.option("--actor", help="Only what this actor (or its side) does or suffers; a name or an id.")
@click.option("--from", "start", callback=day, metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "end", callback=day, metavar="DATE", help="Only up to this day, month or year.")
@click.option("--type", "kind", metavar="TYPE", help="Only incidents of this type or mode, and what hangs on them.")
def command(
    name: str, path: Path, *, output: Path, title: str | None, width: int, scale: float, policy: str | None,
    language: str, **wanted: str | None,
) -> None:
    """Draw one PICTURE of a case: timeline, map, casualties or responses.

    Solid is told as fact, hatched only claimed or disputed, outlined planned or denied. SVG needs nothing more; PNG
    needs the extra documents.
    """
    form = output.suffix.lower().removeprefix(".")
    if form not in KINDS:
        raise UsageError(f"{output.name} does not tell the kind of picture: let it end in .svg or .png.")
    check_language(language)
    asked = Selection(wanted["speaker"], wanted["actor"], wanted["start"], wanted["end"], wanted["kind"])
    with open_case(path, title) as case:
        whole = case.to_dict()
        shown = select(whole, asked)
        chosen = load_policy(policy) if policy else None
        figures, ident = (told_by(whole, chosen), chosen.id) if chosen else (None, "")
        sketch = make_sketch(whole, case.view.texts, shown=shown, width=width, asked=asked, figures=figures,
                             policy=ident, language=language)
        svg = draw(name, sketch)
    if form == "svg":
        write_text(output, svg)
    else:
        write_bytes(output, pixels(svg, scale))
    drawn, many = len(sketch.drawn), len(shown["incidents"])
    lines([f"{output}: {name} of {drawn if drawn >= many else f'{drawn} of {many}'} incidents."])

