"""``histor dossier``: a case, or sources read on the spot, as one page."""

from __future__ import annotations

import webbrowser
from itertools import islice
from pathlib import Path
from typing import Any

import click

from histor.case import Case
from histor.cli.language import check_language
from histor.cli.output import Writing
from histor.cli.progress import progress
from histor.cli.screen import lines
from histor.errors import ReadError, UsageError
from histor.export.dossier import has_script
from histor.export.plot_image import typesetter
from histor.export.words import UNREADABLE
from histor.ledger import Ledger, effective, is_case
from histor.read import sources as listed
from histor.settings import Settings, load_settings

#: Formats of the dossier, and the endings that tell them; a file without an ending is a page.
FORMS = ("html", "md", "docx", "pdf")
_ENDINGS = {"": "html", "htm": "html", "xhtml": "html", "markdown": "md", **{form: form for form in FORMS}}


@click.command("dossier", cls=Writing)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE_OR_CASE...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="html, md, docx, pdf; else by the ending.")
@click.option("--title", help="The page's title; else that of the only source, or the case file's name.")
@click.option("--policy", default="range", show_default=True, help="By which policy figures come about at first.")
@click.option("--lang", "language", default="en", show_default=True, metavar="LANGUAGE|FILE",
              help="The language of the page's own words: en, es, fr, or a .yaml file of your own.")
@click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True,
              help="The page's colours at first; auto follows the reader's system.")
@click.option("--borders", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="TopoJSON or GeoJSON whose outlines the map is drawn on, instead of those that come with Histor.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser when it is written.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read at the same time (default 1).")
@click.pass_context
def command(ctx: click.Context, /, sources: tuple[str, ...], output: Path, *, show: bool, **wanted: Any) -> None:
    """Write one self-contained page: what is told, who says so, and the sentences that say it.

    Sources are read into a case that is not kept; a case file is taken as it is. Several are laid together. An output
    that ends in .md, .docx or .pdf becomes a report; the last two need the extra documents.
    """
    form = _form(output, wanted.pop("form"))
    check_language(wanted["language"])
    title, settings = wanted.pop("title"), load_settings({"jobs": wanted.pop("jobs")})
    cases = [Path(source) for source in sources if is_case(Path(source))]
    others = [source for source in sources if not is_case(Path(source))]
    with _opened(cases, others, settings.wait) as ledger:
        case = Case(ledger, title or (_stem(ledger, cases[0]) if len(sources) == 1 and cases else None))
        failed = _read(ctx, case, others, settings, bool(cases)) if others else 0
        if form == "html":
            case.dossier(output, **wanted)
        else:
            case.export(output, form, wanted["policy"], language=wanted["language"])
        lines([_closing(output, case)])
        if title is None:
            case.keep()
    if form == "html" and not has_script():
        click.echo("histor: the page has no script, since this package was built without it; it is complete all the"
                   " same.", err=True)
    if show:
        webbrowser.open(output.resolve().as_uri())
    ctx.exit(ReadError.exit_code if failed else 0)


def _closing(output: Path, case: Case) -> str:
    """Return what the page holds, in one sentence; what could not be read has told it nothing."""
    counts = (len(case.incidents), "incident"), (len(case.claims), "claim"), (len(case.casualties), "casualty figure")
    told = ", ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    sources = sum(row.kind != UNREADABLE for row in case.sources)
    return f"{output}: {told} from {sources:,} source{'' if sources == 1 else 's'}."


def _form(output: Path, asked: str | None) -> str:
    """Return the format that is asked for or that the ending tells; a missing extra is told before anything is read."""
    ending = output.suffix.lower().removeprefix(".")
    form = asked or _ENDINGS.get(ending, "")
    if not form:
        raise UsageError(f"{output.name} does not tell its format: let it end in .html, .md, .docx or .pdf, or name the"
                         " format with -f.")  # fmt: skip
    if form in ("docx", "pdf"):
        typesetter()
    return form


def _stem(ledger: Ledger, path: Path) -> str | None:
    """Return a case file's name, by which its page is called unless its only source has a title."""
    accounts = list(islice(ledger.accounts(), 2))
    return None if len(accounts) == 1 and accounts[0].document.source.title else path.stem


def _opened(cases: list[Path], others: list[str], wait: float) -> Ledger:
    """Return the only case file itself, with all that it keeps; else all that is named, laid together."""
    return Ledger.open(cases[0], wait=wait) if len(cases) == 1 and not others else _laid_together(cases, wait)


def _laid_together(cases: list[Path], wait: float) -> Ledger:
    """Return a case in memory with the accounts and decisions of all these."""
    ledger = Ledger.memory()
    for path in cases:
        with Ledger.open(path, wait=wait) as other:
            for account in other.accounts():
                ledger.record(account, readable=bool(account.sentences))
            for _, decision in effective(other.decisions()):
                ledger.decide(decision)
    return ledger


def _read(ctx: click.Context, case: Case, sources: list[str], settings: Settings, more: bool) -> int:
    """Read sources into the case and return how many failed; leave where there is nothing to write about."""
    with progress(len(list(listed(sources)))) as step:
        report = case.add(sources, settings=settings, on_progress=step)
    if report.interrupted:
        raise KeyboardInterrupt
    failed = report.count("failed")
    if not more and failed == len(report.outcomes):
        ctx.exit(ReadError.exit_code)  # nothing could be read, and why has been said
    return failed
