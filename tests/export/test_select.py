"""What is left of a case when a person asks for a part of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from histor.analyse.policies import load_policy
from histor.analyse.policy_figures import told_by
from histor.errors import UsageError
from histor.export.json import case_dict
from histor.export.select import Selection, select
from histor.export.tables import VIEWS
from sample_case import sample

CASE = case_dict(sample())


def _ids(case: dict[str, Any], *tables: str) -> list[str]:
    return [row["id"] for table in tables for row in case[table]]


@pytest.mark.parametrize(("wanted", "left"), [
    (Selection(), ["i-1", "i-2", "c-1", "c-2", "k-1", "k-2", "k-3"]),
    (Selection(speaker="Sylvania"), ["c-1", "k-1", "k-2"]),
    (Selection(speaker="freedonia"), ["i-1", "c-2", "k-3"]),
    (Selection(speaker="a-minister"), ["c-1"]),
    (Selection(speaker="Vole"), ["c-1"]),
    (Selection(actor="Red Hand"), ["i-1", "c-1", "c-2", "k-1", "k-2", "k-3"]),
    (Selection(actor="Sylvania"), ["i-2"]),
    (Selection(start="2031-04-03"), ["i-2", "c-1"]),
    (Selection(end="2031-04-02"), ["i-1", "c-1", "c-2", "k-1", "k-2", "k-3"]),
    (Selection(start="2031-04", end="2031-04"), ["i-1", "i-2", "c-1", "c-2", "k-1", "k-2", "k-3"]),
    (Selection(start="2032"), []),
    (Selection(type="strike"), ["i-2"]),
    (Selection(type="assault", speaker="freedonia"), ["i-1", "c-2", "k-3"]),
])
def test_what_is_left(wanted: Selection, left: list[str]) -> None:
    """By speaker with all who speak for it, actor, time and type; what hangs on an incident goes with it."""
    assert _ids(select(CASE, wanted), "incidents", "claims", "casualties") == left


def test_links_go_with_their_incidents() -> None:
    """A response stays where either end does, a contradiction where its subject does."""
    left = select(CASE, Selection(type="strike"))
    assert len(left["responses"]) == 1 and not left["contradictions"]
    assert len(select(CASE, Selection(speaker="Sylvania"))["contradictions"]) == 1


def test_an_unknown_name_is_told_with_known_ones() -> None:
    """A misspelt name must not look like an empty case."""
    with pytest.raises(UsageError, match=r"Nobody in the case is called 'Frdonia'.*: Freedonia\.$"):
        select(CASE, Selection(actor="Frdonia"))
    with pytest.raises(UsageError, match=r"called 'Ruritania'.*: Freedonia, Sylvania, Red Hand, Ana Vole\.$"):
        select(CASE, Selection(actor="Ruritania"))
    with pytest.raises(UsageError, match=r"no type called 'STRIK'.*: strike\.$"):
        select(CASE, Selection(type="STRIK"))
    with pytest.raises(UsageError, match=r"no type called 'FOO'.*: assault, rocket, strike\.$"):
        select(CASE, Selection(type="FOO"))


def _parted() -> dict[str, Any]:
    """Return a case with a second answer, which is far from the first deed in time."""
    case = case_dict(sample())
    case["relations"].append({"kind": "agrees", "first": "c-1", "second": "k-3", "why": "Both count."})
    return case


@pytest.mark.parametrize("wanted", [
    Selection(actor="Sylvania"), Selection(actor="Red Hand"), Selection(speaker="Ana Vole"), Selection(type="strike"),
    Selection(start="2031-04-03"), Selection(end="2031-04-02")])
def test_what_is_left_names_what_went(wanted: Selection) -> None:
    """No id stands where a name belongs: a kept row may speak of an actor, deed or figure that is not kept."""
    left = select(_parted(), wanted)
    for view, draw in VIEWS.items():
        for cells in draw(left).rows:
            told = [cell for column, cell in zip(draw(left).columns, cells, strict=True)
                    if column not in ("id", "about", "answers")]
            assert not re.search(r"(?<![\w-])[aip]-[a-z0-9]", " ".join(told)), (view, cells)
            assert view != "relations" or all("(" in cell for cell in cells[1:3]), cells


def test_a_figure_is_the_same_whoever_is_asked_for() -> None:
    """Who counts as neutral does not hang on who was asked for."""
    policy = load_policy("neutral")
    rows = told_by(CASE, policy)["rows"]
    assert rows and told_by(select(CASE, Selection(actor="Red Hand")), policy)["rows"] == rows
