"""``histor agree``: two coders, or two versions of the program, on the same text."""

from __future__ import annotations

from pathlib import Path

import click

from histor.analyse.agree import Agreement, agree
from histor.analyse.measures import confusion
from histor.cli import screen
from histor.cli.comparing import check_shared, given, sources_for
from histor.export.tables import Table


@click.command("agree")
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The figures with their counts, as JSON.")
@click.option("--confusion", "table", metavar="LAYER", help="Which label of A met which of B, in one layer.")
def command(first: Path, second: Path, as_json: bool, table: str | None) -> None:
    """Measure how far two coders of one text agree, layer by layer.

    A and B are case files, their JSON exports or annotations (docs/formats/gold.md).
    """
    a, b = given(first), given(second)
    if b.is_gold and not a.is_gold:
        rows = agree(a.coded(sources_for(a, b)), b.coded())
    elif a.is_gold and not b.is_gold:
        rows = agree(a.coded(), b.coded(sources_for(b, a)))
    else:
        check_shared(a, b)
        rows = agree(a.coded(), b.coded())
    if table:
        row = next((row for row in rows if row.layer == table and row.labels), None)
        if row is None:
            labelled = ", ".join(r.layer for r in rows if r.labels) or "none here"
            raise click.BadParameter(f"{table!r} has no labels: choose among {labelled}.")
        cells = tuple((x, y, str(n)) for x, y, n in confusion(row.labels))
        screen.draw(Table(f"Labels: {table}", ("A", "B", "times"), cells))
    elif as_json:
        screen.data({row.layer: _figures(row) for row in rows})
    else:
        columns = ("layer", "A", "B", "both", "F1", "95%", "labels", "same", "kappa", "alpha")
        screen.draw(Table(f"{first.name} and {second.name}", columns, tuple(_cells(row) for row in rows)))


def _figures(row: Agreement) -> dict[str, float | None]:
    found = row.found
    return {
        "a": found.given if found else None, "b": found.wanted if found else None,
        "both": found.hit if found else None, "f1": round(_f(row), 4) if found else None,
        "low": round(row.low, 4), "high": round(row.high, 4), "labels": len(row.labels),
        "same": round(row.same, 4) if row.labels else None, "kappa": round(row.kappa, 4) if row.labels else None,
        "alpha": round(row.alpha, 4) if row.labels else None,
    }  # fmt: skip


def _f(row: Agreement) -> float:
    found = row.found
    return 2 * found.hit / (found.given + found.wanted) if found and found.given + found.wanted else 1.0


def _cells(row: Agreement) -> tuple[str, ...]:
    found = row.found
    counts = (str(found.given), str(found.wanted), f"{found.hit:g}", f"{_f(row):.3f}") if found else ("", "", "", "")
    labels = (str(len(row.labels)), f"{row.same:.3f}", f"{row.kappa:.3f}", f"{row.alpha:.3f}")
    told = bool(found and found.given + found.wanted) or bool(row.labels)  # of nothing there is no share
    span = f"{row.low:.2f}-{row.high:.2f}" if told else ""
    counts = counts if told else (*counts[:3], "")
    return (row.layer, *counts, span, *(labels if row.labels else ("", "", "", "")))
