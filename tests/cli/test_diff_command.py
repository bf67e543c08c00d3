"""``histor diff``: cases, exports and single sources, as lines and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

LATER = """The harbour affair

On 2031-04-02 Freedonia attacked Sylvania near the old harbour. Sylvania said 17 killed were soldiers there.
"""


@pytest.fixture
def later(run: Run, tmp_path: Path) -> Path:
    """Return a case of a later version of the account."""
    text, path = tmp_path / "later.txt", tmp_path / "later.histor"
    text.write_text(LATER, encoding="utf-8")
    assert run("read", text, "-c", path).code == 0
    return path


def test_a_case_does_not_differ_from_itself_or_its_export(run: Run, case: Path, tmp_path: Path) -> None:
    """Files of either kind will do."""
    export = tmp_path / "case.json"
    assert run("export", case, "-o", export).code == 0
    assert run("diff", case, export).out.endswith(": no difference.\n")


def test_what_a_later_version_tells_is_said_in_words(run: Run, case: Path, later: Path) -> None:
    """The toll has changed, the answer is gone."""
    ran = run("diff", case, later)
    assert ran.code == 0
    assert "changed\tfigure\t17 killed in" in ran.out and "it was 12." in ran.out
    assert "gone\tincident\t" in ran.out and "The text of “The harbour affair” has changed" in ran.out


def test_layers_and_changes_are_picked(run: Run, case: Path, later: Path) -> None:
    """Counts follow what was picked."""
    told = json.loads(run("diff", case, later, "--only", "figures", "--json").out)
    assert told["counts"] == {"changed": 1}
    (change,) = told["changes"]
    assert (change["before"], change["after"], change["layer"]) == ([12, 12], [17, 17], "figure")
    assert "it was 12" in change["says"]
    assert json.loads(run("diff", case, later, "--change", "new", "--json").out)["counts"].keys() <= {"new"}


def test_two_sources_of_one_case_are_compared(run: Run, case: Path, later: Path, tmp_path: Path) -> None:
    """By their ids, or the beginnings of them."""
    assert run("read", tmp_path / "later.txt", "-c", case).code == 0
    first, second = (row["id"] for row in json.loads(run("show", case, "sources", "--json").out))
    told = json.loads(run("diff", f"{case}@{first}", f"{case}@{second[:9]}", "--json").out)
    assert {"layer": "figure", "change": "changed"}.items() <= {
        key: value for row in told["changes"] if row["field"] == "figure" for key, value in row.items()}.items()
    short = run("diff", case, "--source", first, second[:9], "--json")
    assert short.code == 0 and json.loads(short.out) == told
    for words in ((case,), (case, case, "--source", first, second)):
        assert (ran := run("diff", *words)).code == 2 and "Name two cases, or one and two of its sources" in ran.err
    ran = run("diff", f"{case}@s-zzz", case)
    assert ran.code != 0 and "no source has the id 's-zzz'" in ran.err


def test_an_annotation_is_sent_to_agree(run: Run, case: Path, tmp_path: Path) -> None:
    """It has no ids to speak of."""
    gold = tmp_path / "a.gold.json"
    gold.write_text('{"events": []}', encoding="utf-8")
    ran = run("diff", case, gold)
    assert ran.code == 2 and "histor agree" in ran.err
