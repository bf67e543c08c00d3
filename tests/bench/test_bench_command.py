"""The benches: each is told of in the docs, runs as a module, and skips in a sentence where its data is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # bench/ is no part of the package

from bench.__main__ import BENCHES, beside, known, main, own, show  # noqa: E402
from bench.tally import FIGURES  # noqa: E402

from bench import __main__ as command  # noqa: E402

OUTSIDE = [
    name for name, bench in BENCHES.items() if bench.needs or (bench.folder and not Path(bench.folder).is_absolute())
]
TOLD = {
    "peers": [
        {"layer": "time", "measure": "value", "peer": "A", "figure": 0.5, "source": "x"},
        {"layer": "time", "measure": "value", "peer": "B", "figure": 0.7, "source": "x"},
        {"layer": "time", "measure": "value", "peer": "HeidelTime", "figure": 0.9, "source": "x"},
    ],
    "targets": [{"layer": "time", "measure": "value", "figure": 0.84}],
}


def _file(module: str) -> Path:
    """A bench is a module, or a package that runs."""
    path = ROOT / module.replace(".", "/")
    return path / "__main__.py" if path.is_dir() else path.with_suffix(".py")


def test_every_bench_is_told_of() -> None:
    """With its data and where that is from."""
    page = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
    for name in BENCHES:
        assert f"| `{name}` |" in page


def test_without_data_all_are_skipped_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the place that was looked at; that is no failure, and the JSON is there and empty."""
    only = [word for name in OUTSIDE for word in ("--only", name)]
    table = tmp_path / "all.json"
    monkeypatch.setattr(sys, "argv", ["bench", *only, "--data", str(tmp_path / "data"), "--json", str(table)])
    assert main() == 0
    told = capsys.readouterr().out
    assert told.count("skipped, there is no ") == len(OUTSIDE) and str(tmp_path) in told
    assert json.loads(table.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("module", sorted({bench.module for bench in BENCHES.values()}))
def test_every_bench_has_help(module: str) -> None:
    """So that it can be run by itself, with data of one's own and figures in a file."""
    if not _file(module).exists():
        pytest.skip(f"{module} is not here yet")
    words = [sys.executable, "-m", module, "--help"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "--json" in ran.stdout, ran.stderr
    assert "--data" in ran.stdout or module == "bench.speed"
    assert "--peers" in ran.stdout or not any(b.asks for b in BENCHES.values() if b.module == module)


def test_peers_and_targets_name_layers_that_there_are() -> None:
    """And every peer's figure says where it is from."""
    told = known()
    assert {row["layer"] for row in (*told["peers"], *told["targets"])} <= set(BENCHES)
    assert all(row["source"] and row["peer"] and isinstance(row["figure"], float) for row in told["peers"])
    pairs = [(row["layer"], row["measure"], row["peer"]) for row in told["peers"]]
    assert len(pairs) == len(set(pairs))


def test_the_best_peer_stands_beside_a_figure() -> None:
    """What was run here goes before what was written down of the same peer."""
    rows = {"value": {"f": 0.8}}
    assert beside("time", "value", rows, TOLD) == command.Beside("HeidelTime", 0.9, 0.84)
    rows["HeidelTime: value"] = {"f": 0.6}
    assert beside("time", "value", rows, TOLD) == command.Beside("B", 0.7, 0.84)
    assert own("time", rows) == {"value": {"f": 0.8}}
    assert beside("time", "strict", rows, TOLD).figure is None


def test_of_errors_the_smallest_is_the_best() -> None:
    """A mean error is no score."""
    rows = {"UW: mean error": {"mean": 0.6}, "always +3: UW: mean error": {"mean": 0.7}}
    told = {"targets": [], "peers": [
        {"layer": "factuality", "measure": "UW: mean error", "peer": "C", "figure": 0.4, "source": "x"}]}
    assert beside("factuality", "UW: mean error", rows, told).peer == "C"


def test_a_row_is_shown_with_interval_peer_and_floor(capsys: pytest.CaptureFixture[str]) -> None:
    """On one line."""
    show("time", {"value": {"f": 0.8, "low": 0.7, "high": 0.9}}, 1.0, TOLD)
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.split()[:6] == ["value", "0.800", "[0.700,", "0.900]", "0.900", "HeidelTime"]
    assert line.endswith("floor 0.840, not met")


def test_rows_of_numbers_and_rows_of_rows_are_picked() -> None:
    """What is neither is left out."""
    picked = command._plain({"a": 0.5, "b": {"share": 1.0}, "c": "text", "d": {"n": 3}})
    assert picked == {"a": {"f": 0.5}, "b": {"share": 1.0}}
    assert all(any(key in row for key in FIGURES) for row in picked.values())
