"""``histor find``: words and options, as lines and as JSON, and an index that follows the case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


def test_words_are_found_in_incidents_claims_and_sentences(run: Run, case: Path) -> None:
    """Each with an id that `histor why` takes, and the words marked."""
    ran = run("find", case, "attacked", "sylvania")
    assert ran.code == 0 and ran.out.startswith("id\twhat\twhen\twords\n")
    assert {"incident", "sentence"} <= {line.split("\t")[1] for line in ran.out.splitlines()[1:]}
    assert "[attacked]" in ran.out and "[Sylvania]" in ran.out
    ident = next(line for line in ran.out.splitlines() if line.startswith("i-")).split("\t")[0]
    assert run("why", case, ident).code == 0


def test_options_narrow(run: Run, case: Path) -> None:
    """By speaker, actor, type, day and kind of row."""
    claims = json.loads(run("find", case, "--speaker", "Freedonia", "--in", "claims", "--json").out)
    assert claims["total"] == 1 and claims["hits"][0]["title"].startswith("Freedonia")
    late = json.loads(run("find", case, "--from", "2031-04-04", "--json").out)
    assert [hit["day"] for hit in late["hits"]] == ["2031-04-05"]
    assert json.loads(run("find", case, "--type", "assault", "--in", "incidents", "--json").out)["total"] == 2
    assert run("find", case, "nowhere").out == "0 found: nothing fits.\n"


def test_what_is_found_stands_where_it_says(run: Run, case: Path, story: Path) -> None:
    """Bounds are characters of the source."""
    (hit,) = json.loads(run("find", case, "lie", "--in", "sentences", "--json").out)["hits"]
    text = story.read_text(encoding="utf-8")
    assert text[hit["start"]:hit["end"]] == hit["snippet"].replace("**", "")


@pytest.mark.parametrize(("words", "said"), [
    (("a", "OR"), "nothing to look for"), (("--actor", "Ruritania"), "no actor called 'ruritania'"),
    (("--from", "soon"), "is no date"),
])  # fmt: skip
def test_what_cannot_be_asked_is_told(run: Run, case: Path, words: tuple[str, ...], said: str) -> None:
    """In one sentence, with the exit code of a wrong call."""
    ran = run("find", case, *words)
    assert ran.code == 2 and said in ran.err and "Traceback" not in ran.err


def test_the_index_follows_the_case(run: Run, case: Path, tmp_path: Path) -> None:
    """An account read after the first question is found by the second."""
    assert json.loads(run("find", case, "zebra", "--json").out)["total"] == 0
    more = tmp_path / "more.txt"
    more.write_text("Zebras\n\nOn 2031-05-01 Freedonia attacked the zebra farm.\n", encoding="utf-8")
    assert run("read", more, "-c", case).code == 0
    assert json.loads(run("find", case, "zebra", "--json").out)["total"] >= 1
