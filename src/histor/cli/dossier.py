"""``histor dossier``: a case, or sources read on the spot, as one page."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Any

import click

from histor.case import Case
from histor.cli.progress import progress
from histor.cli.screen import lines
from histor.errors import ReadError
from histor.export.dossier import has_script
from histor.ledger import Ledger, is_case
from histor.read import sources as listed
from histor.settings import load_settings


@click.command("dossier")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE_OR_CASE...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The HTML file to write.")
@click.option("--title", help="The page's title; else that of the only source, or the case file's name.")
@click.option("--policy", default="range", show_default=True, help="By which policy figures come about at first.")
@click.option("--lang", "language", default="en", show_default=True, help="The language of the page's own words.")
@click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True,
              help="The page's colours at first; auto follows the reader's system.")
@click.option("--borders", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="TopoJSON or GeoJSON whose outlines the map is drawn on, instead of those that come with Histor.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser when it is written.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read at the same time (default 1).")
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], output: Path, title: str | None, jobs: int | None, show: bool,
    **page: Any,
) -> None:
    """Write one self-contained page: what is told, who says so, and the sentences that say it.

    Sources are read into a case that is not kept; a case file is taken as it is. Several are laid together.
    """
    settings = load_settings({"jobs": jobs})
    cases = [Path(source) for source in sources if is_case(Path(source))]
    paths = list(listed(source for source in sources if not is_case(Path(source))))
    with Ledger.memory() as ledger:
        for path in cases:
            with Ledger.open(path, wait=settings.wait) as other:
                for account in other.accounts():
                    ledger.record(account, readable=bool(account.sentences))
        case = Case(ledger, title or (cases[0].stem if len(sources) == 1 and cases else None))
        with progress(len(paths)) as step:
            report = case.add(paths, settings=settings, on_progress=step)
        if report.interrupted:
            raise KeyboardInterrupt
        if not cases and report.count("failed") == len(paths):
            ctx.exit(ReadError.exit_code)  # nothing could be read, and why has been said
        case.dossier(output, **page)
        lines([f"{output}: {len(case.incidents)} incidents, {len(case.claims)} claims, {len(case.casualties)} casualty"
               f" figures from {len(case.sources)} source{'s' if len(case.sources) > 1 else ''}."])
    if not has_script():
        click.echo("histor: the page has no script, since this package was built without it; it is complete all the"
                   " same.", err=True)
    if show:
        webbrowser.open(output.resolve().as_uri())
    ctx.exit(ReadError.exit_code if report.count("failed") else 0)
