"""``histor evaluate``: a case beside gold of one of its sources or of several, and what is said where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

MORE = """The second raid

On 2031-06-09 Sylvania attacked Freedonia in the hills. Freedonia said 4 killed were farmers.
"""


@pytest.fixture
def two(run: Run, case: Path, tmp_path: Path) -> Path:
    """Return the case with a second account of something else."""
    (tmp_path / "more.txt").write_text(MORE, encoding="utf-8")
    assert run("read", tmp_path / "more.txt", "-c", case).code == 0
    return case


def test_a_case_agrees_with_its_own_export(run: Run, two: Path, tmp_path: Path) -> None:
    """Of all its sources, and of one alone."""
    export = tmp_path / "all.json"
    assert run("export", two, "-o", export).code == 0
    events = json.loads(run("evaluate", two, export, "--json").out)["events"]
    assert (events["recall"], events["precision"], events["given"], events["wanted"]) == (1, 1, 3, 3)
    assert run("read", tmp_path / "more.txt", "-c", tmp_path / "one.histor").code == 0
    assert run("export", tmp_path / "one.histor", "-o", export).code == 0
    events = json.loads(run("evaluate", two, export, "--json").out)["events"]
    assert (events["recall"], events["precision"], events["given"]) == (1, 1, 1)


def test_an_annotation_is_of_the_source_whose_sentences_it_has(run: Run, two: Path, tmp_path: Path) -> None:
    """And costs the other source nothing."""
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"events": [{
        "id": "e1", "type": "attack", "salience": "high", "date": {"start": "2031-06-09"}, "actors": ["Sylvania"],
        "targets": ["Freedonia"], "evidence": "On 2031-06-09 Sylvania attacked Freedonia in the hills."}]}))
    events = json.loads(run("evaluate", two, gold, "--json").out)["events"]
    assert (events["recall"], events["given"]) == (1, 1)


@pytest.mark.parametrize("words", [("evaluate",), ("diff",), ("agree",)])
@pytest.mark.parametrize("name", ["no.json", "no.yaml", "no.histor"])
def test_a_file_that_is_not_there_is_named(run: Run, case: Path, words: tuple[str], name: str) -> None:
    """As what it is, with the exit code of a missing case, whatever it ends in."""
    ran = run(*words, case, case.with_name(name))
    assert ran.code == 5 and f"There is no file {case.with_name(name)}" in ran.err and "Errno" not in ran.err
    assert ran.err.count("\n") == 1 and "annotation" in ran.err


def test_a_file_of_another_kind_is_told(run: Run, case: Path, story: Path) -> None:
    """Whatever it ends in, without the words of the system."""
    ran = run("evaluate", case, story)
    assert ran.code == 3 and str(story) in ran.err and "name a case, its JSON export or an annotation" in ran.err


def test_the_layers_that_an_option_knows_are_told(run: Run, two: Path) -> None:
    """The same in the help and where another is asked for."""
    ran = run("evaluate", two, two, "--confusion", "claims")
    assert ran.code == 2 and "choose among events, stance, basis" in ran.err
    assert "events, stance or basis" in " ".join(run("evaluate", "--help").out.split())
    for layer in ("events", "stance", "basis"):
        assert run("evaluate", two, two, "--confusion", layer).code == 0
    ran = run("evaluate", two, two, "--errors", "stance")
    assert ran.code == 2 and "choose among events, dates" in ran.err
    assert run("evaluate", two, two, "--errors", "events").code == 0


def test_two_cases_of_other_texts_cannot_agree(run: Run, case: Path, tmp_path: Path) -> None:
    """That is said, instead of figures of nothing."""
    (tmp_path / "other.txt").write_text("Elsewhere\n\nOn 2029-01-01 Ruritania attacked Graustark at dawn.")
    assert run("read", tmp_path / "other.txt", "-c", tmp_path / "other.histor").code == 0
    ran = run("agree", case, tmp_path / "other.histor")
    assert ran.code == 3 and "share no source and no sentence" in ran.err
