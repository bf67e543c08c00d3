"""Writes how sure each layer is, for the dossier's chapter on method, from the same run as the README's tables.

The page tells a reader what to expect of what it shows. So each figure stands with its data, its size and its interval.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.__main__ import BENCHES
from bench.tally import Row, value

#: Layers of the page: the bench and its measure, the data that it is measured on, as the page's words name both.
LAYERS = {
    "deeds": ("corpus", "events", "corpus"), "doers": ("corpus", "role by", "corpus"),
    "targets": ("corpus", "role on", "corpus"), "sayings": ("corpus", "attributions", "corpus"),
    "casualties": ("corpus", "casualties", "corpus"), "answers": ("corpus", "answers", "corpus"),
    "dates": ("time", "value", "wikiwars"),
    "places": ("places", "GeoWebNews: within 161 km, of all", "geowebnews"),
}  # fmt: skip
_HEAD = """\
# How sure each layer is: figures of the benches (docs/bench.md), for the dossier's chapter on method.
# Source: made by tools/figures.py from a run of the benches. Licence: Apache-2.0, as the rest of the package.
# figure, low, high: F1 (or, without precision and recall, the share right) and its 95% interval; of: rows to be found.
"""


def sure_page(tables: dict[str, Any], measured: Path) -> str:
    """Return the data file's text; ``measured`` is the file of figures, whose day is the day of the measurement."""
    day = datetime.fromtimestamp(measured.stat().st_mtime, UTC).date().isoformat()
    lines = [f"{_HEAD}date: {day}", f"accounts: {tables['corpus'].get('accounts', 0)}", "layers:"]
    for name, (bench, measure, data) in LAYERS.items():
        rows = BENCHES[bench].pick(tables[bench]) if bench in tables else {}
        if measure in rows:
            lines.append(f"  {name}: {{data: {data}, {_figures(rows[measure])}}}")
    return "\n".join(lines) + "\n"


def _figures(row: Row) -> str:
    told = {"figure": value(row), "low": row.get("low"), "high": row.get("high"), "precision": row.get("p"),
            "recall": row.get("r")}
    shown = [f"{name}: {number:.3f}" for name, number in told.items() if number is not None]
    return ", ".join([*shown, f"of: {int(row.get('gold', row.get('of', 0)))}"])
