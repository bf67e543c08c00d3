"""Running a command inside the test's process, with the stub's hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import stub_hand
from histor.cli import main


class Ran(NamedTuple):
    """What a command left: its exit code, its output, and what it said of errors."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

STORY = """The harbour affair

On 2031-04-02 Freedonia attacked Sylvania near the old harbour. Sylvania said 12 killed were soldiers there.
On 2031-04-05 Sylvania attacked Freedonia in turn. Freedonia said that it was a lie from the beginning.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs ``histor`` with some words."""
    monkeypatch.setattr("histor.run.ShippedHire", lambda settings: stub_hand.hire)

    def go(*args: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return go


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a file with an account."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path, run: Run, story: Path) -> Path:
    """Return a case into which the account was read."""
    path = tmp_path / "case.histor"
    assert run("read", story, "-c", path).code == 0
    return path
