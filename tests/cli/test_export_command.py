"""``histor export`` goes by the ending of what it writes, so that no file holds what its name denies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize(("name", "begins"), [
    ("x.json", "{"), ("x.geojson", '{\n "type": "FeatureCollection"'), ("x.md", "# "), ("x.htm", "<!DOCTYPE"),
    ("x", '{\n "format"')])
def test_the_ending_tells_the_format(run: Run, case: Path, tmp_path: Path, name: str, begins: str) -> None:
    """Without one it is JSON."""
    assert run("export", case, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_csv_holds_the_table_that_is_named(run: Run, case: Path, tmp_path: Path) -> None:
    """Into a file, or out for the next program in a pipe."""
    assert run("export", case, "-o", tmp_path / "x.csv", "--table", "claims").code == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == run("export", case, "--table", "claims").out
    assert run("export", case, "--table", "figures", "--policy", "latest").out.startswith("incident,incident_label,")


@pytest.mark.parametrize(("words", "says"), [
    (("-o", "x.xls"), "let it end in .json, .csv"), (("-o", "x.csv"), "name it with --table"),
    (("--table", "weather"), "no table 'weather'"), (("-f", "json", "--table", "claims"), "leave the table out"),
    (("-f", "geojson", "--policy", "latest"), "leave it out for geojson"), (("-f", "xls"), "no exporter 'xls'")])
def test_what_cannot_be_written_is_said(run: Run, case: Path, words: tuple[str, ...], says: str) -> None:
    """And no file is left."""
    ran = run("export", case, *words)
    assert ran.code == 2 and says in ran.err and not Path(words[1]).exists()


def test_a_named_format_is_written_whatever_the_ending(run: Run, case: Path, tmp_path: Path) -> None:
    """Who says -f has said it."""
    assert run("export", case, "-f", "json", "-o", tmp_path / "x.txt").code == 0
    assert json.loads((tmp_path / "x.txt").read_text(encoding="utf-8"))["format"] == "histor-case/1"
