"""``histor evaluate``: a case against gold annotations of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from histor.analyse.evaluate import LABELLED, Evaluation, evaluate
from histor.analyse.measures import Score, confusion
from histor.cli import screen
from histor.cli.comparing import given, sources_for
from histor.errors import UsageError
from histor.export.tables import Table
from histor.lexicon import load_lexicon


@click.command("evaluate")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The figures with their counts, as JSON.")
@click.option("--errors", metavar="LAYER", help="List what was missed and what was wrong in a layer.")
@click.option("--confusion", "table", metavar="LAYER",
              help=f"Which label met which: {', '.join(LABELLED[:-1])} or {LABELLED[-1]}.")
def command(case: Path, gold: Sequence[Path], as_json: bool, errors: str | None, table: str | None) -> None:
    """Measure a case against GOLD annotations of its sources, layer by layer.

    CASE is a case file or its JSON export; GOLD an annotation (docs/formats/gold.md) or an export that a person
    corrected.
    """
    ours = given(case)
    families = load_lexicon().yaml("gold/types.yaml")["stances"]
    rows: list[Evaluation] = []
    for path in gold:
        other = given(path)
        rows.append(evaluate(ours.coded(sources_for(ours, other)), other.coded(), families))
    layers = list(rows[0].scores)
    listed = [layer for layer in layers if layer in {*rows[0].missed, *rows[0].wrong}]
    for wanted, known in ((errors, listed), (table, LABELLED)):
        if wanted and wanted not in known:
            raise UsageError(f"{wanted!r} is no such layer: choose among {', '.join(known)}.")
    if errors:
        screen.draw(Table(f"Errors: {errors}", ("what", "where"), _errors(rows, errors), "none"))
    elif table:
        labels = [pair for row in rows for pair in row.labels.get(table, ())]
        pairs = tuple((a, b, str(n)) for a, b, n in confusion(labels))
        screen.draw(Table(f"Labels: {table}", ("case", "gold", "times"), pairs, "no pairs"))
    elif as_json:
        screen.data({layer: _figures(pooled(rows, layer)) for layer in layers})
    else:
        cells = tuple(_cells(layer, pooled(rows, layer)) for layer in layers)
        columns = ("layer", "precision", "recall", "F1", "right", "given", "wanted")
        screen.draw(Table(f"{case.name} against {len(rows)} annotation(s)", columns, cells))


def pooled(rows: Sequence[Evaluation], layer: str) -> Score:
    """Return the score of a layer over several annotations, each row of each counting once."""
    scores = [row.scores[layer] for row in rows]
    wanted = sum(s.wanted for s in scores)
    recall = sum(s.r * s.wanted for s in scores) / wanted if wanted else 1.0
    return Score(sum(s.hit for s in scores), sum(s.given for s in scores), wanted, recall)


def _figures(score: Score) -> dict[str, float]:
    return {"precision": round(score.p, 4), "recall": round(score.r, 4), "f1": round(score.f, 4),
            "right": score.hit, "given": score.given, "wanted": score.wanted}


def _cells(layer: str, score: Score) -> tuple[str, ...]:
    return (layer, f"{score.p:.3f}", f"{score.r:.3f}", f"{score.f:.3f}", f"{score.hit:g}", str(score.given),
            str(score.wanted))


def _errors(rows: Sequence[Evaluation], layer: str) -> tuple[tuple[str, str], ...]:
    missed = [("missed", line) for row in rows for line in row.missed.get(layer, ())]
    return tuple(missed + [("wrong", line) for row in rows for line in row.wrong.get(layer, ())])
