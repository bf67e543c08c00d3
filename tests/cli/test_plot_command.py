"""``histor plot`` and the dossier's other formats, as a person calls them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize(("name", "ending", "begins"), [
    ("timeline of 2", "svg", b"<?xml"), ("casualties of 1 of 2", "svg", b"<?xml"), ("timeline of 2", "SVG", b"<?xml"),
    ("timeline of 2", "png", b"\x89PNG")])
def test_a_picture_is_written(run: Run, case: Path, tmp_path: Path, name: str, ending: str, begins: bytes) -> None:
    """As its ending says, and how much of what was asked for it draws is told."""
    ran = run("plot", name.split()[0], case, "-o", tmp_path / f"x.{ending}")
    assert ran.code == 0 and f"x.{ending}: {name} incidents.\n" in ran.out
    assert (tmp_path / f"x.{ending}").read_bytes().startswith(begins)


def test_filters_are_named_in_the_picture(run: Run, case: Path, tmp_path: Path) -> None:
    """And leave fewer deeds."""
    ran = run("plot", "timeline", case, "-o", tmp_path / "x.svg", "--from", "2031-04-04", "--title", "One <week>")
    assert ran.code == 0 and "timeline of 1 incidents" in ran.out
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "only from 4 April 2031" in svg and "One &lt;week&gt;" in svg and "<week>" not in svg


def test_a_policy_is_named_in_the_picture(run: Run, case: Path, tmp_path: Path) -> None:
    """With what it does."""
    assert run("plot", "casualties", case, "-o", tmp_path / "x.svg", "--policy", "latest").code == 0
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "Figures by policy: Latest" in svg and "told last" in svg


@pytest.mark.parametrize(("words", "says"), [
    (("timeline", "-o", "x.gif"), "let it end in .svg or .png"), (("pie", "-o", "x.svg"), "pie"),
    (("timeline", "-o", "x.svg", "--from", "2032"), "nothing for a timeline picture"),
    (("timeline", "-o", "x.svg", "--policy", "no-such"), "no-such")])
def test_what_cannot_be_drawn_is_said(run: Run, case: Path, words: tuple[str, ...], says: str) -> None:
    """In one sentence, and nothing is written."""
    ran = run("plot", words[0], case, *words[1:])
    assert ran.code == 2 and says in ran.err and not Path("x.svg").exists()


@pytest.mark.parametrize(("ending", "begins"), [
    ("md", b"# "), ("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("htm", b"<!DOCTYPE")])
def test_the_dossier_goes_by_its_ending(run: Run, story: Path, tmp_path: Path, ending: str, begins: bytes) -> None:
    """Or by the format that is named."""
    assert run("dossier", story, "-o", tmp_path / f"x.{ending}").code == 0
    assert (tmp_path / f"x.{ending}").read_bytes().startswith(begins)
    assert run("dossier", story, "-o", tmp_path / "y", "--format", "md").code == 0
    assert (tmp_path / "y").read_text(encoding="utf-8").startswith("# The harbour affair")


def test_a_missing_extra_is_told_before_anything_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = run("dossier", tmp_path / "not-there.txt", "-o", tmp_path / "x.pdf")
    assert ran.code == 1 and "pip install 'histor[documents]'" in ran.err and "not-there" not in ran.err


def test_only_what_is_drawn_is_counted(run: Run, case: Path, tmp_path: Path) -> None:
    """What was told long before the rest is asked for and not drawn."""
    (tmp_path / "old.txt").write_text("Long ago\n\nOn 1998-02-03 Sylvania attacked Freedonia at sea.", encoding="utf-8")
    assert run("read", tmp_path / "old.txt", "-c", case).code == 0
    ran = run("plot", "timeline", case, "-o", tmp_path / "x.svg")
    assert ran.code == 0 and "timeline of 2 of 3 incidents." in ran.out
