"""Tables on a terminal: ruled where they fit, records where a word would have to be broken."""

from __future__ import annotations

import sys

import pytest

from histor.cli.screen import draw
from histor.export.tables import Table
from histor.export.words import Names

TABLE = Table("Who says what", ("id", "speaker", "what"),
              (("c-ca6620-1413-8", "Government of Marovia", "it had destroyed two strongholds"), ("c-2", "mayor", "")))


@pytest.mark.parametrize(("width", "ruled"), [(80, True), (24, False)])
def test_no_word_is_broken(
    width: int, ruled: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is lost, on a wide screen as on a narrow one."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    draw(TABLE)
    out = capsys.readouterr().out
    assert ("───" in out) is ruled
    for cells in TABLE.rows:
        assert all(word in out for cell in cells for word in cell.split())


def test_each_source_is_told_once() -> None:
    """However many values it tells in its own voice."""
    case = {"actors": [{"id": "a-1", "name": "the mayor"}], "places": [], "incidents": [],
            "sources": [{"id": "s-1", "title": "One"}, {"id": "s-2", "title": "Two"}]}  # fmt: skip
    one, two = {"source": "s-1"}, {"source": "s-2"}
    assert Names(case).voices([((), [one]), ((), [two, one]), (["a-1"], [one])]) == [
        "“One” itself", "“Two” itself", "the mayor"]  # fmt: skip
