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


def _table(run: Run, case: Path) -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in run("show", case, "decisions").out.splitlines()[1:]]
    return [(row[3], row[4], row[6]) for row in rows]


def test_the_list_names_all_that_was_decided_about(run: Run, case: Path) -> None:
    """Not the first alone; and what a later decision goes before says so, until that is undone."""
    first, second = ids(run, case)[:2]
    assert f"merge {first}, {second}" in run("merge", case, first, second).out
    assert run("undo", case).code == 0
    assert run("different", case, first, second).code == 0
    assert run("same", case, first, second).code == 0
    named = f"{first}, {second}"
    assert _table(run, case) == [("merge", named, "undone"), ("undo", "1", "holds"),
                                 ("different", named, "overruled by 4"), ("same", named, "holds")]
    assert run("undo", case).code == 0
    assert _table(run, case)[2] == ("different", named, "holds")


def test_of_two_decisions_about_two_actors_the_later_holds(run: Run, case: Path) -> None:
    """In whichever order they are named."""
    one, other = [row["id"] for row in json.loads(run("show", case, "actors", "--json").out)][:2]
    assert run("same", case, one, other).code == 0 and run("different", case, other, one).code == 0
    assert _table(run, case) == [("same", f"{one}, {other}", "overruled by 2"),
                                 ("different", f"{other}, {one}", "holds")]


def test_an_incident_is_not_merged_with_itself(run: Run, case: Path) -> None:
    """Which is told as what it is."""
    first, second = ids(run, case)[:2]
    for words in ((first, first), (first,)):
        ran = run("merge", case, *words)
        assert ran.code == 2 and f"{first} is one with itself: name two." in ran.err
    assert run("merge", case, first, second, second).code == 0
    assert _table(run, case) == [("merge", f"{first}, {second}", "holds")]
