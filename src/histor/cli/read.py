"""``histor read``: sources into a case."""

from __future__ import annotations

import os
from pathlib import Path

import click

from histor.case import Case
from histor.cli import INTERRUPTED
from histor.cli.progress import progress
from histor.cli.screen import lines, warn
from histor.errors import ReadError, UsageError
from histor.ledger import Ledger
from histor.read import check_manifests, container_of, is_address, passed_over
from histor.read import sources as listed
from histor.read.particulars import checked
from histor.run import Report
from histor.settings import load_settings

#: Sources from which a case is not worked out for a few more, and how many times as many there have to be.
_LARGE, _SHARE = 200, 20
#: How many files of a folder that are passed over are named.
_NAMED_OVER = 5


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-c", "--case", "path", required=True, type=click.Path(path_type=Path), help="The case; made if new.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes read at the same time (default 1).")
@click.option("--title", help="What the source is called.")
@click.option("--publisher", help="Who publishes it: The Daily, Foreign Ministry of Arland.")
@click.option("--kind", help="What its publisher is: newspaper, ministry, armed group, rights monitor ...")
@click.option("--country", help="Its publisher's country: an English name, or a code such as IRN.")
@click.option("--party", help="'no' for a publisher that is no party to the conflict, else the party's name.")
@click.option("--published", metavar="DATE", help="Its day of publication, month or year: 2024-01-16.")
@click.option("--url", help="Where it is published.")
@click.option("--version-of", metavar="SOURCE", help="It is a later version of this: an address, a path or an id.")
@click.pass_context
def command(
    ctx: click.Context, /, sources: tuple[str, ...], path: Path, jobs: int | None, **given: str | None
) -> None:
    """Read accounts into a case.

    SOURCE is a file (plain text, Markdown, HTML, wikitext, PDF, .eml), a folder of files, an archive (.zip, .tar,
    .tar.gz ...), a web archive (.warc), a mail box (.mbox), a feed (.rss, .atom, .xml), records (.jsonl), a table with
    an account a row (.csv, .tsv), - for standard input, an address (https://...), or a page of Wikipedia
    (wikipedia:Title, wikipedia:fr:Title, wikipedia:Title@REVISION). Only what is named is asked for on the network.

    The options say of all these sources what they do not say themselves; a file sources.yaml or sources.csv in their
    folder says it of each. A source that the case holds already is not read again; one that has changed since becomes
    a new version. A source that cannot be read is noted in the case, and the others are read; the exit code is then 3.
    A few sources more do not make a large case be worked out: whoever looks at it next does that.
    """
    settings = load_settings({"jobs": jobs})
    said = checked(given, "the call")
    _earlier(path, said.version_of, settings.wait)
    paths = list(listed(sources))
    _there(paths)
    check_manifests(sources)
    _tell_passed_over(sources)
    with Case(Ledger.open(path, create=True, wait=settings.wait)) as case:
        with progress(_count(paths)) as step:
            report = case.add(list(sources), settings=settings, on_progress=step, given=said)
        if report.interrupted:
            done = f"{report.count('read')} of {_count(paths) or 'the'} sources"
            warn(f"interrupted: {done} were recorded in {path}; the same command reads the rest.")
            ctx.exit(INTERRUPTED)
        lines(_closing(report, case))
    ctx.exit(ReadError.exit_code if report.count("failed") else 0)


def _count(paths: list[str]) -> int | None:
    """Return how many sources there are, or None where nobody knows before the containers have been opened."""
    return None if any(container_of(path) or is_address(path) for path in paths) else len(paths)


def _tell_passed_over(sources: tuple[str, ...]) -> None:
    """Say which files of the folders are none that is read: an account left out unseen is missed by nobody."""
    over = [os.path.basename(file) for file in passed_over(sources)]
    if over:
        more = f" and {len(over) - _NAMED_OVER:,} more" if len(over) > _NAMED_OVER else ""
        warn(f"passed over for their endings: {', '.join(over[:_NAMED_OVER])}{more}. Name a file to have it read.")


def _there(paths: list[str]) -> None:
    """Refuse before a case is made, where nothing that was named is there."""
    if not paths:
        raise UsageError("there is nothing to read: name a file, a folder, or - for standard input.")
    if all(source != "-" and not is_address(source) and not os.path.exists(source) for source in paths):
        raise ReadError(f"{paths[0]} does not exist: check the path.")


def _earlier(path: Path, name: str | None, wait: float) -> None:
    """Refuse an id of an earlier version that the case does not have; an address or a path may be read later."""
    if not name or not name.startswith("s-") or os.path.exists(name):
        return
    if not path.exists():
        raise UsageError(f"{path} is a new case without {name}: read the earlier version into it first.")
    with Ledger.open(path, wait=wait) as ledger:
        ledger.account(name)


def _closing(report: Report, case: Case) -> list[str]:
    """Return the closing summary: what this run did, and what the case holds now.

    A few accounts more do not make a large case be worked out as a whole: whoever looks at it next does that, once for
    all that was added by then.
    """
    told = [
        ("sources read", report.count("read")), ("already there", report.count("known")),
        ("failed", report.count("failed")), ("sentences", report.sentences), ("words/s", round(report.speed)),
    ]
    sources = len(case.versions)
    waits = sources >= _LARGE and report.count("read") * _SHARE < sources and not case.at_hand
    if not waits:
        counts = case.counts
        told += [(name, counts[name]) for name in ("incidents", "claims", "casualties", "contradictions", "issues")]
    later = [f"What its {sources:,} sources say together is worked out when the case is next looked at."]
    return [f"{name:<15}{value:>9,}" for name, value in told] + (later if waits else [])
