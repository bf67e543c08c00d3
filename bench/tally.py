"""Counts by document, and what every bench makes of them: a figure, its 95% interval, and the counts it stands on.

A bench counts each document by itself, so that totals are sums and an interval comes from drawing whole documents,
with replacement and a fixed seed: what stands in one text hangs together, and drawing sentences or rows would promise
more than was measured. A figure is an ``f`` (of right answers), a ``share`` or a ``mean``; each has its ``low`` and
``high``.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared"))
DRAWS, SEED = 1000, 20
FIGURES = ("f", "share", "mean", "r")
"""The keys under which a row holds its figure; it has one of them."""

Row = dict[str, float]
Table = dict[str, Row]
Counts = Mapping[str, Sequence[float]]
Floats = NDArray[np.float64]


def f_table(documents: Sequence[Counts], draws: int = DRAWS) -> Table:
    """F, precision, recall and interval by name, from [right of ours, ours, met of gold, gold] of each document."""

    def row(total: Floats) -> Row:
        right, ours, met, gold = (int(n) for n in total)
        return {"p": right / max(ours, 1), "r": met / max(gold, 1), "gold": gold, "ours": ours, "hit": met}

    return _table(documents, 4, "f", _f, row, draws)


def share_table(documents: Sequence[Counts], draws: int = DRAWS) -> Table:
    """Share and interval by name, from [right, of how many] of each document."""
    return _table(documents, 2, "share", _ratio, lambda t: {"right": int(t[0]), "of": int(t[1])}, draws)


def mean_table(documents: Sequence[Counts], draws: int = DRAWS) -> Table:
    """Mean and interval by name, from [sum, how many] of each document."""
    return _table(documents, 2, "mean", _ratio, lambda t: {"of": int(t[1])}, draws)


def _f(sums: Floats) -> Floats:
    p, r = sums[..., 0] / np.maximum(sums[..., 1], 1), sums[..., 2] / np.maximum(sums[..., 3], 1)
    return 2 * p * r / np.maximum(p + r, 1e-12)


def _ratio(sums: Floats) -> Floats:
    return sums[..., 0] / np.maximum(sums[..., 1], 1e-12)


def _table(documents: Sequence[Counts], width: int, key: str, figure: Callable[[Floats], Floats],
           counts: Callable[[Floats], Row], draws: int) -> Table:
    names = list(dict.fromkeys(name for document in documents for name in document))
    rng = np.random.default_rng(SEED)
    chosen = rng.integers(0, len(documents), (draws, len(documents))) if documents else np.zeros((0, 0), int)
    found: Table = {}
    for name in names:
        rows = np.array([document.get(name, [0] * width) for document in documents], dtype=float)
        total = rows.sum(0)
        spread = figure(np.array([rows[draw].sum(0) for draw in chosen])) if draws else np.zeros(0)
        found[name] = rounded({key: float(figure(total)), **interval(spread), **counts(total)})
    return found


def interval(spread: Floats) -> Row:
    """The middle 95% of drawn figures."""
    if not len(spread):
        return {}
    low, high = np.percentile(spread, [2.5, 97.5])
    return {"low": float(low), "high": float(high)}


def rounded(row: Row) -> Row:
    """A row with four places; counts stay whole."""
    return {key: value if isinstance(value, int) else round(value, 4) for key, value in row.items()}


def value(row: Row) -> float:
    """The figure of a row, whatever its kind."""
    return next(row[key] for key in FIGURES if key in row)


def asked(doc: str | None, data: Path) -> argparse.ArgumentParser:
    """The arguments that every bench takes."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data, help=f"default: {data}")
    parser.add_argument("--json", type=Path, help="write the figures, their intervals and counts to this file")
    parser.add_argument("--errors", type=Path, help="write every error to this file, a line each, for reading")
    parser.add_argument("--draws", type=int, default=DRAWS, help="draws of documents for the intervals")
    return parser


def told(table: Table, options: argparse.Namespace, errors: Sequence[str] = ()) -> int:
    """Print a table and write what was asked for; returns the exit code."""
    for name, row in table.items():
        print(f"{name:34}", "  ".join(f"{key}={number:g}" for key, number in row.items()))
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    if options.errors:
        options.errors.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")
    return 0


def around(text: str, start: int, end: int, reach: int = 70) -> str:
    """A stretch of text with its neighbourhood on one line, for reading errors."""
    cut = f"{text[max(0, start - reach):start]}[[{text[start:end]}]]{text[end:end + reach]}"
    return " ".join(cut.split())
