"""Writes the README's tables of figures from a run of the benches: ``make figures``.

    python -m bench --json figures.json && python -m tools.figures figures.json

Only what stands between the two marks is written, so that no figure in the README was ever typed by hand.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from bench.__main__ import ACCOUNTS
from bench.articles import micro

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
Table = dict[str, Any]

#: Layers of the scorer: what is counted, in the order in which they are shown.
LAYERS = {
    "events": "deeds found, F1", "dates": "their dates right", "places": "their places right",
    "actors": "who did it, F1", "targets": "to whom, F1", "claimed": "claimed targets, F1",
    "claims": "who says what, F1", "stance": "stance right", "casualties": "casualty figures, F1",
    "said_by": "who gives the figure right", "responses": "what answers what, F1", "spans": "quotes that are verbatim",
}  # fmt: skip


def accuracy(tables: Table) -> list[str]:
    """Return the table of the annotated accounts: a row for each layer, a column for each set of texts."""
    halves = yaml.safe_load((ACCOUNTS / "index.yaml").read_text(encoding="utf-8"))
    rows = tables["accounts"]["articles"]
    open_ones, held_out = (micro([rows[name] for name in halves[half]]) for half in ("dev", "test"))
    columns = [tables["articles"]["micro"], open_ones, held_out] if "articles" in tables else [open_ones, held_out]
    heads = ["3 articles the rules were made with", "4 accounts open for mending", "4 accounts only scored"]
    lines = ["| | " + " | ".join(heads[-len(columns):]) + " |", "|---" * (len(columns) + 1) + "|"]
    for layer, told in LAYERS.items():
        lines.append(f"| {told} | " + " | ".join(f"{column[layer]:.2f}" for column in columns) + " |")
    return lines


def public(tables: Table) -> list[str]:
    """Return the table of public corpora."""
    rows: list[tuple[str, str]] = []
    if "time" in tables:
        row = tables["time"]
        rows.append(("WikiWars, time expressions: found exactly / overlapping / value right, F1",
                     _figures(row["strict_f"], row["relaxed_f"], row["value_f"])))  # fmt: skip
    if "attribution" in tables:
        row = tables["attribution"]["micro"]
        rows.append(("PolNeAR (dev), spans of who says what: exact / overlapping, F1",
                     _figures(row["exact_f"], row["overlap_f"])))  # fmt: skip
    for name, told in (("geowebnews", "GeoWebNews"), ("lgl", "LGL")):
        if "places" in tables:
            row = tables["places"][name]
            rows.append((f"{told}, places: found exactly, F1 / resolved within 161 km, of all",
                         _figures(row["f1"], row["within_161_km"])))  # fmt: skip
    if "casualties" in tables:
        row = tables["casualties"]
        rows.append(("MUC-4 (TST1 and 2), casualty figures: recall / F1 in relevant messages",
                     _figures(row["recall"], row["f_in_relevant"])))  # fmt: skip
    return ["| | |", "|---|---|", *(f"| {told} | {value} |" for told, value in rows)]


def speed(tables: Table) -> list[str]:
    """Return a few lines on speed, with the machine."""
    row = tables["speed"]
    cold, machine = row["cold_start_to_dossier"], row["machine"]
    longest = row["growth"][-1]
    stages = {stage: rate for stage, rate in row["warm"]["words_per_second"].items() if "whole" not in stage}
    return [
        f"- From cold start to the dossier of `examples/{row['source']}` ({row['warm']['words']:,} words): "
        f"{cold['seconds']:.1f} s, {cold['peak_mb']} MB. `import histor`: {row['import_ms']:.0f} ms.",
        f"- Warm, one thread, words a second of processor time: {row['warm']['end_to_end']:,} end to end; "
        + ", ".join(f"{stage} {rate:,}" for stage, rate in stages.items()) + ".",
        f"- {longest['words']:,} words in one source: {longest['take_s'] + longest['view_s']:.0f} s.",
        f"\nMeasured on {machine['cpu']}, {machine['cores']} cores that were shared with other work "
        f"(load {machine['load']:.1f}), Python {machine['python']}.",
    ]


def _figures(*values: float) -> str:
    return " / ".join(f"{value:.3f}" for value in values)


def section(tables: Table) -> str:
    """Return what stands between the marks."""
    parts = ["Accounts with hand-made annotations, scored layer by layer (micro average):\n", *accuracy(tables)]
    parts += ["\nPublic corpora, by the protocols of [docs/bench.md](docs/bench.md):\n", *public(tables)]
    parts += ["\n### How fast\n", *speed(tables)] if "speed" in tables else []
    return "\n".join(parts) + "\n"


def main() -> int:
    """Put the figures of a JSON file into the README."""
    tables = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    readme = ROOT / "README.md"
    text = _BLOCK.sub(lambda match: match[1] + section(tables) + match[2], readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
