"""``histor find``: what of a case holds some words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from histor.case import open_case
from histor.cli import screen
from histor.cli.show import day
from histor.export.tables import Table
from histor.ledger.finding import CLOSE, FACETS, KINDS, OPEN, Hit

_ANY = [f"{kind}s" for kind in KINDS]


@click.command("find")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@click.option("--speaker", help="Only what this speaker (or its side) says, and incidents that it tells.")
@click.option("--actor", help="Only what this actor (or its side) does or suffers.")
@click.option("--place", help="Only what is told of this place or a place in it.")
@click.option("--type", "kind", metavar="TYPE", help="Only this type or mode of incident, or stance of a claim.")
@click.option("--status", help="Only incidents of this status: reported, claimed, disputed, denied, planned.")
@click.option("--source", help="Only this source: its title, publisher, file name or id.")
@click.option("--from", "start", callback=day, metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "end", callback=day, metavar="DATE", help="Only up to this day, month or year.")
@click.option("--in", "among", multiple=True, type=click.Choice(_ANY), help="Only these rows; may be given again.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many rows.")
@click.option("--json", "as_json", is_flag=True, help="The rows with their bounds, snippets and scores, as JSON.")
def command(path: Path, words: Sequence[str], as_json: bool, **asked: Any) -> None:
    """Find incidents, claims and sentences of a case by words and by what they tell.

    All words of QUERY must occur; "words in a row", begin*, OR, NOT (or -word) and brackets mean what they mean
    elsewhere. Best matches come first; without words, all that fits the options comes in order of time. Sentences
    have the speakers, actors, places and types of what they tell, and no days of their own.
    """
    facets = {name: asked["kind" if name == "type" else name] for name in FACETS}
    wanted = {name: value for name, value in facets.items() if value}
    kinds = [name[:-1] for name in asked["among"]] or list(KINDS)
    with open_case(path) as case:
        found = case.find(" ".join(words), kinds=kinds, start=asked["start"], end=asked["end"], limit=asked["limit"],
                          **wanted)
    if as_json:
        screen.data({"total": found.total, "hits": [_row(hit) for hit in found.hits]})
        return
    title = f"{found.total} found" + (f", the first {len(found.hits)}" if found.total > len(found.hits) else "")
    screen.draw(Table(title, ("id", "what", "when", "words"), tuple(map(_cells, found.hits)), "nothing fits"))


def _cells(hit: Hit) -> tuple[str, ...]:
    words = " ".join(part for part in (hit.title, "|" if hit.title else "", _marked(hit.snippet, "[", "]")) if part)
    return hit.ref, hit.kind, hit.day or "", words


def _row(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.ref, "source": hit.source, "start": hit.start, "end": hit.end, "day": hit.day,
            "title": hit.title, "snippet": _marked(hit.snippet, "**", "**"), "score": round(hit.score, 4)}


def _marked(snippet: str, before: str, after: str) -> str:
    """Return a snippet on one line with marks around the words that were asked for."""
    return re.sub(r"\s+", " ", snippet.replace(OPEN, before).replace(CLOSE, after))
