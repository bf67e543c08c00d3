"""Writes the README's tables of figures, and how sure the dossier says it is, from a run: ``make figures``.

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
from bench.__main__ import ACCOUNTS, BENCHES, beside, known
from bench.articles import micro
from bench.tally import Row, value

from tools.sure import sure_page

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

#: Measures of public corpora and of our own that the README shows: the bench, its measure, how it is told.
MEASURES = (
    ("corpus", "events", "Histor corpus (test), deeds with type and status, F1"),
    ("corpus", "role by", "Histor corpus (test), who did it, F1"),
    ("corpus", "role on", "Histor corpus (test), to whom, F1"),
    ("corpus", "attributions", "Histor corpus (test), who says what, with stance, F1"),
    ("corpus", "casualties", "Histor corpus (test), casualty figures with claimant, F1"),
    ("corpus", "answers", "Histor corpus (test), what answers what, F1"),
    ("muc4", "roles", "MUC-4 (TST1 and 2), who, to whom, with what, F1"),
    ("muc4", "templates", "MUC-4 (TST1 and 2), whole incidents, F1"),
    ("casualties", "f_in_relevant", "MUC-4 (TST1 and 2), casualty figures in relevant messages, F1"),
    ("attribution", "micro exact", "PolNeAR (dev), spans of who says what, nested ones left out as there, exact, F1"),
    ("attribution", "micro overlap", "PolNeAR (dev), the same, overlapping, F1"),
    ("time", "relaxed", "WikiWars, time expressions found, F1"),
    ("time", "value", "WikiWars, with the right value, F1"),
    ("places", "GeoWebNews, all labels: found", "GeoWebNews, place names found exactly, F1"),
    ("places", "GeoWebNews: within 161 km, of all", "GeoWebNews, resolved within 161 km, of all"),
    ("places", "LGL: within 161 km, of all", "LGL, resolved within 161 km, of all"),
    ("wikievents", "typed", "WikiEvents (dev), words that tell a deed, with type, F1"),
    ("factuality", "UW: accuracy", "UW (dev), happened, open or did not, share right"),
    ("trees", "EWT gold words: LAS", "UD English EWT (test), labelled arcs right"),
    ("trees", "PUD gold words: LAS, no punct.", "UD English PUD, labelled arcs right, without punctuation"),
    ("trees", "EWT entities: all", "UNER EWT (test), names with kind, F1"),
)


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
    """Return the table of measures: ours with the interval, and the best peer's."""
    told = known()
    lines = ["| | Histor | 95% | best peer known |", "|---|---|---|---|"]
    for layer, measure, name in MEASURES:
        rows = BENCHES[layer].pick(tables[layer]) if layer in tables else {}
        if measure in rows:
            best = beside(layer, measure, rows, told)
            peer = f"{best.figure:.3f} ({best.peer})" if best.figure is not None else ""
            lines.append(f"| {name} | {value(rows[measure]):.3f} | {_interval(rows[measure])} | {peer} |")
    return lines


def _interval(row: Row) -> str:
    return f"{row['low']:.3f}–{row['high']:.3f}" if "low" in row else ""


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


def section(tables: Table) -> str:
    """Return what stands between the marks."""
    parts = ["Accounts with hand-made annotations, scored layer by layer (micro average):\n", *accuracy(tables)]
    parts += ["\nSplits of corpora, by the protocols of [docs/bench.md](docs/bench.md); the peers' sources stand in "
              "`bench/peers.yaml`, and not every peer was scored on the same split:\n", *public(tables)]
    parts += ["\n### How fast\n", *speed(tables)] if "speed" in tables else []
    return "\n".join(parts) + "\n"


def main() -> int:
    """Put the figures of a JSON file into the README, and those that the dossier tells into its data file."""
    measured = Path(sys.argv[1])
    tables = json.loads(measured.read_text(encoding="utf-8"))
    readme = ROOT / "README.md"
    text = _BLOCK.sub(lambda match: match[1] + section(tables) + match[2], readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    sure = ROOT / "src" / "histor" / "data" / "pages" / "sure.yaml"
    sure.parent.mkdir(parents=True, exist_ok=True)
    sure.write_text(sure_page(tables, measured), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
