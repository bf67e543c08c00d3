"""The README's tables: written from a run's JSON, between the two marks and nowhere else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ and tools/ are no part of the package

from bench.__main__ import ACCOUNTS, BENCHES, known
from tools import figures

SPEED = {
    "machine": {"cpu": "A processor", "cores": 2, "python": "3.11", "load": 1.0}, "source": "x.txt", "import_ms": 9.0,
    "cold_start_to_dossier": {"seconds": 1.5, "peak_mb": 170},
    "warm": {"words": 1000, "end_to_end": 3000, "words_per_second": {"parse": 4000, "take (whole)": 3500}},
    "growth": [{"words": 100, "take_s": 1.0, "view_s": 0.5}],
}


def _tables() -> dict[str, Any]:
    row = {layer: {"f1": 0.5, "p": 0.5, "r": 0.5, "hit": 1, "predicted": 2, "gold": 2} for layer in figures.LAYERS}
    names = [name for half in yaml.safe_load((ACCOUNTS / "index.yaml").read_text()).values() for name in half]
    return {
        "accounts": {"articles": dict.fromkeys(names, row), "micro": {}},
        "time": {"value": {"f": 0.9, "low": 0.88, "high": 0.92}, "HeidelTime: value": {"f": 0.8377}},
        "corpus": {"layers": {"events": {"f": 0.75, "low": 0.7, "high": 0.8}}},
        "muc4": {"measures": {"roles": {"f": 0.5}}},
        "speed": SPEED,
    }


def test_measures_stand_with_interval_and_peer() -> None:
    """What was run here goes before what was written down; what was not measured has no row."""
    lines = figures.public(_tables())
    assert "| WikiWars, with the right value, F1 | 0.900 | 0.880–0.920 | 0.838 (HeidelTime, here) |" in lines
    assert "| Histor corpus (test), deeds with type and status, F1 | 0.750 | 0.700–0.800 |  |" in lines
    assert any(line.startswith("| MUC-4 (TST1 and 2), who,") and "| 0.500 |  |" in line for line in lines)
    assert not any("PolNeAR" in line for line in lines)


def test_only_what_stands_between_the_marks_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the page stays as it is."""
    (tmp_path / "README.md").write_text("before\n<!-- figures -->\nstale\n<!-- end of figures -->\nafter\n")
    (tmp_path / "f.json").write_text(json.dumps(_tables()))
    monkeypatch.setattr(figures, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["figures", str(tmp_path / "f.json")])
    assert figures.main() == 0
    page = (tmp_path / "README.md").read_text()
    assert page.startswith("before\n<!-- figures -->\n") and page.endswith("<!-- end of figures -->\nafter\n")
    assert "stale" not in page and "A processor" in page


def test_every_measure_shown_is_of_a_bench_that_there_is() -> None:
    """And a target that was set is for one too."""
    assert {layer for layer, *_ in figures.MEASURES} <= set(BENCHES)
    assert {row["layer"] for row in known()["targets"]} <= set(BENCHES)
