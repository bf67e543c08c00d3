"""``histor diff``: what distinguishes one case from another."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from histor.analyse.diff import CHANGES, Change, diff
from histor.case import open_case
from histor.cli import screen
from histor.cli.comparing import given
from histor.errors import UsageError
from histor.export.changes import Changes
from histor.export.tables import Table

_LAYERS = {"sources": "source", "incidents": "incident", "claims": "claim", "figures": "figure"}


@click.command("diff")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B", required=False)
@click.option("--source", "pair", nargs=2, metavar="ID ID", help="Compare two sources of the one case A, by their ids.")
@click.option("--only", "layers", multiple=True, type=click.Choice(list(_LAYERS)), help="Only these rows; repeatable.")
@click.option("--change", "changes", multiple=True, type=click.Choice(CHANGES), help="Only these changes; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="The changes with ids and values, as JSON.")
def command(
    first: str, second: str | None, pair: tuple[str, str] | None, layers: tuple[str, ...], changes: tuple[str, ...],
    *, as_json: bool,
) -> None:
    """Tell what is new, gone, changed or contradicted in B beside A.

    A and B are case files or JSON exports; CASE@SOURCE is one source of a case by its id, so that two versions of a
    text can be compared: `histor diff CASE --source s-1a s-2b` is short for `histor diff CASE@s-1a CASE@s-2b`. Cases
    read by two versions of Histor, or with two models, tell what the coder changed.
    """
    if (second is None) == (pair is None):
        raise UsageError("Name two cases, or one and two of its sources: histor diff CASE --source ID ID.")
    first, second = (f"{first}@{pair[0]}", f"{first}@{pair[1]}") if pair else (first, second or "")
    a, b = _case(first), _case(second)
    wanted = {_LAYERS[name] for name in layers}
    rows = [row for row in diff(a, b)
            if (not wanted or row.layer in wanted) and (not changes or row.change in changes)]
    words = Changes(a, b)
    if as_json:
        screen.data({"counts": _counts(rows), "changes": [
            {**asdict(row), "says": words.sentence(asdict(row))} for row in rows]})
        return
    cells = tuple((row.change, row.layer, words.sentence(asdict(row)), row.b or row.a or "") for row in rows)
    title = ", ".join(f"{number} {change}" for change, number in _counts(rows).items())
    screen.draw(Table(title or f"{first} and {second}", ("change", "what", "in words", "id"), cells, "no difference"))


def _counts(rows: list[Change]) -> dict[str, int]:
    """Return how many changes there are of each kind, in the order of the kinds."""
    found = Counter(row.change for row in rows)
    return {change: found[change] for change in CHANGES if found[change]}


def _case(name: str) -> dict[str, Any]:
    """Return a case, or a source of it, as exported. Raises :class:`UsageError` for an annotation."""
    path, at, source = name.rpartition("@")
    if at and not Path(name).exists():
        with open_case(path) as case, case.only(source) as alone:
            return alone.to_dict()
    read = given(Path(name))
    if read.is_gold:
        raise UsageError(f"{name} is an annotation: histor agree compares those, histor diff compares cases.")
    return dict(read.content)
