"""merge, split, same, different, undo at the command line."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run


def ids(run: Run, case: Path) -> list[str]:
    return [row["id"] for row in json.loads(run("show", case, "incidents", "--json").out)]


def test_merge_and_undo(run: Run, case: Path) -> None:
    """Each says what it did and how to take it back; the list keeps both."""
    before = run("export", case).out
    first, second = ids(run, case)[:2]
    ran = run("merge", case, first, second, "--reason", "one affair", "--by", "Anna")
    assert ran.code == 0 and "Decision 1 by Anna" in ran.out and "histor undo CASE 1" in ran.out
    assert len(ids(run, case)) < len(json.loads(before)["incidents"])
    assert "one affair" in run("why", case, second).out
    assert run("undo", case, "1", "--by", "Ben").code == 0
    assert run("export", case).out == before
    rows = json.loads(run("show", case, "decisions", "--json").out)
    told = [(row["verb"], row["who"], row["holds"]) for row in rows]
    assert told == [("merge", "Anna", False), ("undo", "Ben", True)]


def test_what_is_wrong_is_told(run: Run, case: Path) -> None:
    """With the exit code of a wrong call, and nothing decided."""
    for words in (("merge", case, "i-1", "i-2"), ("undo", case), ("split", case, "i-1", "t-1")):
        ran = run(*words)
        assert ran.code == 2 and ran.err.count("\n") == 1
    assert "nobody decided anything" in run("show", case, "decisions").out
