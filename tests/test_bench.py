"""The benches: each is told of in the docs, runs as a module, and skips in a sentence where its data is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # bench/ is no part of the package

from bench.__main__ import BENCHES, main  # noqa: E402

WITH_DATA = [name for name, bench in BENCHES.items() if bench.folder]


def test_every_bench_is_told_of() -> None:
    """With its data and where that is from."""
    page = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
    for name, bench in BENCHES.items():
        assert f"| `{name}` |" in page
        assert (ROOT / f"{bench.module.replace('.', '/')}.py").exists()


def test_without_data_all_are_skipped_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the place that was looked at; that is no failure, and the JSON is there and empty."""
    only = [word for name in WITH_DATA for word in ("--only", name)]
    table = tmp_path / "all.json"
    monkeypatch.setattr(sys, "argv", ["bench", *only, "--data", str(tmp_path / "data"), "--json", str(table)])
    assert main() == 0
    told = capsys.readouterr().out
    assert told.count("skipped, there is no ") == len(WITH_DATA) and str(tmp_path) in told
    assert json.loads(table.read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("module", sorted({bench.module for bench in BENCHES.values()}))
def test_every_bench_has_help(module: str) -> None:
    """So that it can be run by itself."""
    words = [sys.executable, "-m", module, "--help"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "--json" in ran.stdout, ran.stderr
