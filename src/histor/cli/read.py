"""``histor read``: sources into a case."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import Case
from histor.cli import INTERRUPTED
from histor.cli.progress import progress
from histor.cli.screen import lines, warn
from histor.errors import ReadError, UsageError
from histor.ledger import Ledger
from histor.read import sources as listed
from histor.run import Report
from histor.settings import load_settings


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-c", "--case", "path", required=True, type=click.Path(path_type=Path), help="The case; made if new.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read at the same time (default 1).")
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...], path: Path, jobs: int | None) -> None:
    """Read accounts into a case.

    SOURCE is a file (plain text, Markdown, HTML, wikitext, PDF), a folder of such files, or - for standard input.
    A source that the case holds already is not read again. A source that cannot be read is noted in the case, and
    the others are read; the exit code is then 3.
    """
    settings = load_settings({"jobs": jobs})
    paths = list(listed(sources))
    _there(paths)
    with Ledger.open(path, create=True, wait=settings.wait) as ledger:
        case = Case(ledger)
        with progress(len(paths)) as step:
            report = case.add(paths, settings=settings, on_progress=step)
        if report.interrupted:
            done = f"{report.count('read')} of {len(paths)} sources"
            warn(f"interrupted: {done} were recorded in {path}; the same command reads the rest.")
            ctx.exit(INTERRUPTED)
        lines(_closing(report, case))
    ctx.exit(ReadError.exit_code if report.count("failed") else 0)


def _there(paths: list[str]) -> None:
    """Refuse before a case is made, where nothing that was named is there."""
    if not paths:
        raise UsageError("there is nothing to read: name a file, a folder, or - for standard input.")
    if all(source != "-" and not Path(source).exists() for source in paths):
        raise ReadError(f"{paths[0]} does not exist: check the path.")


def _closing(report: Report, case: Case) -> list[str]:
    """Return the closing summary: what this run did, and what the case holds now."""
    view = case.view
    told = (
        ("sources read", report.count("read")), ("already there", report.count("known")),
        ("failed", report.count("failed")), ("sentences", report.sentences), ("words/s", round(report.speed)),
        ("incidents", len(view.incidents)), ("claims", len(view.claims)), ("casualties", len(view.casualties)),
        ("contradictions", len(view.contradictions)), ("issues", len(view.issues)),
    )
    return [f"{name:<15}{value:>9,}" for name, value in told]
