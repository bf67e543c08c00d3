"""What a command writes never takes the place of what it reads, nor of any case."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

from conftest import Run
from histor.cli import COMMANDS
from histor.cli.output import Writing


def test_every_command_that_writes_a_file_looks_first() -> None:
    """Whoever adds one with -o cannot forget it."""
    commands = [import_module(f"histor.cli.{name}").command for name in COMMANDS]
    writing = [command for command in commands if any(param.name == "output" for param in command.params)]
    assert len(writing) >= 3 and all(isinstance(command, Writing) for command in writing)


@pytest.mark.parametrize("words", [("export",), ("dossier",), ("dossier", "--format", "md"), ("plot", "timeline")])
def test_the_case_itself_is_not_written_over(run: Run, case: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Under its own name or another of the same file."""
    case = case.rename(tmp_path / "case.svg") if words[0] == "plot" else case
    other = tmp_path / f"other{case.suffix}"
    os.symlink(case, other)
    kept = case.read_bytes()
    for output in (case, other):
        ran = run(*words, case, "-o", output)
        assert ran.code == 2 and "name another file" in ran.err and ran.err.count("\n") == 1
        assert case.read_bytes() == kept


def test_a_source_is_not_written_over(run: Run, story: Path) -> None:
    """Nor one that lies in the folder that is read."""
    kept = story.read_bytes()
    for source in (story, story.parent):
        ran = run("dossier", source, "-o", story, "--format", "md")
        assert ran.code == 2 and str(story) in ran.err and "reads" in ran.err
        assert story.read_bytes() == kept


def test_another_case_is_not_written_over(run: Run, case: Path, story: Path, tmp_path: Path) -> None:
    """Though the command does not read it; a file of another kind is replaced as ever."""
    other = tmp_path / "other.histor"
    assert run("read", story, "-c", other).code == 0
    kept = other.read_bytes()
    ran = run("export", case, "-o", other)
    assert ran.code == 2 and str(other) in ran.err and "is a case" in ran.err and other.read_bytes() == kept
    (tmp_path / "old.json").write_text("old")
    assert run("export", case, "-o", tmp_path / "old.json").code == 0
    assert (tmp_path / "old.json").read_text().startswith("{")
