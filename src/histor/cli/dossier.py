"""``histor dossier``: a case, or sources read on the spot, as one page."""

from __future__ import annotations

from pathlib import Path

import click

from histor.case import Case
from histor.cli.progress import progress
from histor.cli.screen import lines
from histor.errors import ReadError
from histor.export.plot_image import typesetter
from histor.ledger import Ledger, is_case
from histor.read import sources as listed
from histor.settings import load_settings

#: Formats of the dossier; every other ending than theirs means the page.
FORMS = ("html", "md", "docx", "pdf")


@click.command("dossier")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE_OR_CASE...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="html, md, docx, pdf; else by the ending.")
@click.option("--title", help="The page's title; else that of the only source, or the case file's name.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read at the same time (default 1).")
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[str, ...], output: Path, *, form: str | None, title: str | None, jobs: int | None
) -> None:
    """Write one self-contained page: what is told, who says so, and the sentences that say it.

    Sources are read into a case that is not kept; a case file is taken as it is. Several are laid together. An output
    that ends in .md, .docx or .pdf becomes a report; the last two need the extra documents.
    """
    ending = output.suffix.lower().removeprefix(".")
    form = form or (ending if ending in FORMS else "html")
    if form in ("docx", "pdf"):
        typesetter()  # before the sources are read: a missing extra is told at once
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
            report = case.add([s for s in sources if not is_case(Path(s))], settings=settings, on_progress=step)
        if report.interrupted:
            raise KeyboardInterrupt
        if not cases and report.count("failed") == len(report.outcomes):
            ctx.exit(ReadError.exit_code)  # nothing could be read, and why has been said
        case.export(output, form)
        lines([f"{output}: {len(case.incidents)} incidents, {len(case.claims)} claims, {len(case.casualties)} casualty"
               f" figures from {len(case.sources)} source{'s' if len(case.sources) > 1 else ''}."])
    ctx.exit(ReadError.exit_code if report.count("failed") else 0)
