"""``--lang``: a shipped language or a person's own file, for the page, the reports and the pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from histor.export.words_file import known_languages


def test_a_report_and_a_picture_speak_the_language(run: Run, case: Path, tmp_path: Path) -> None:
    """Titles, dates and filters, too."""
    assert run("dossier", case, "-o", tmp_path / "x.md", "--lang", "fr").code == 0
    words = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "## Chronologie" in words and "2 avril 2031" in words and "Timeline" not in words
    ran = run("plot", "timeline", case, "-o", tmp_path / "x.svg", "--lang", "es", "--from", "2031-04-04")
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert ran.code == 0 and ran.err == "" and "solo desde el 4 de abril de 2031" in svg


def test_a_file_may_leave_words_out_and_is_told(run: Run, case: Path, tmp_path: Path) -> None:
    """On standard error, and on the page."""
    own = tmp_path / "nl.yaml"
    own.write_text("language: {code: nl}\nsections: {timeline: Tijdlijn}\n", encoding="utf-8")
    ran = run("dossier", case, "-o", tmp_path / "x.html", "--lang", own)
    assert ran.code == 0 and "nl.yaml has no words for" in ran.err and "stand in English" in ran.err
    assert "Tijdlijn" in (tmp_path / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["dossier"], ["plot", "timeline"]])
def test_an_unknown_language_is_a_fault_of_the_call(run: Run, case: Path, tmp_path: Path, command: list[str]) -> None:
    """Told before anything is read or written."""
    path = tmp_path / ("x.svg" if command[0] == "plot" else "x.html")
    ran = run(*command, case, "-o", path, "--lang", "xx")
    assert ran.code == 2 and "no words in 'xx'" in ran.err and not path.exists()


def test_the_help_names_the_languages_that_ship(run: Run) -> None:
    """Each of them."""
    told = " ".join(run("dossier", "--help").out.split())
    assert ", ".join(known_languages()) in told
