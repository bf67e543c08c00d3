"""What people read: the views, the summary, and the chain behind a value."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from histor.errors import UsageError
from histor.export.json import case_dict
from histor.export.summary import summary
from histor.export.tables import VIEWS, rows_of
from histor.export.why import explain
from histor.export.words import date_words, figure_words
from histor.model import CaseView, When
from sample_case import sample

CASE = case_dict(sample())
EMPTY = case_dict(CaseView("Empty", {}))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_and_gives_its_rows(view: str) -> None:
    """With as many cells as columns; of an empty case too."""
    table = VIEWS[view](CASE)
    assert table.rows and all(len(cells) == len(table.columns) for cells in table.rows)
    assert all(isinstance(cell, str) for cells in table.rows for cell in cells)
    assert json.dumps(rows_of(CASE, view))
    assert VIEWS[view](EMPTY).rows == () and rows_of(EMPTY, view) == []


def test_casualties_stand_claimant_by_group() -> None:
    """Rival figures side by side, a part told as a part, nothing summed."""
    table = VIEWS["casualties"](CASE)
    assert table.columns == ("effect", "group", "Sylvania", "Freedonia")
    assert table.rows == (("killed", "people", "9 (k-1)", "4 (k-3)"), ("killed", "children", "2 (k-2, of k-1)", ""))


def test_what_a_contradiction_is_about_is_told_in_words() -> None:
    """A claim that no incident hangs on is called by who makes it, and not by its id."""
    claim = CASE["claims"][0]
    case = {**CASE, "contradictions": [{**CASE["contradictions"][0], "about": claim["id"]}]}
    about, what = VIEWS["contradictions"](case).rows[0][:2]
    assert about == claim["id"] and what.endswith(f": {claim['content']}") and claim["id"] not in what


def test_a_claimed_target_is_told_as_the_attackers_word() -> None:
    """Also in a table."""
    row = next(cells for cells in VIEWS["incidents"](CASE).rows if cells[0] == "i-1")
    assert "Red Hand (so the attacker says)" in row


def test_the_summary_rebuilds_the_box() -> None:
    """Each value with who says it, on words; a part of a figure is no row."""
    rows = summary(CASE)
    told = [(row["field"], row["value"], row["said"]) for row in rows]
    assert ("When", "2031-04-02 – 2031-04-05", "the source itself") in told
    assert ("Where", "Port Azul", "the source itself") in told
    assert ("Killed", "9, people", "Sylvania") in told and ("Killed", "4, people", "Freedonia") in told
    assert ("Disputed", "killed of Freedonia fires rockets near Port Azul: 4", "Freedonia") in told
    assert not any(value.startswith("2,") for _, value, _ in told)
    assert all(row["evidence"] for row in rows)


def test_background_long_ago_does_not_begin_the_conflict() -> None:
    """The stretch of time with most tellings counts; a planned deed does not."""
    view = sample()
    old = replace(view.incidents[1], id="i-0", date=When("1988-07-03", "1988-07-03", "day", "explicit"))
    planned = replace(view.incidents[1], id="i-9", status="planned", date=When("2031-05-01", "2031-05-01", "day"))
    rows = summary(case_dict(replace(view, incidents=(old, *view.incidents, planned))))
    assert [row["value"] for row in rows if row["field"] == "When"] == ["2031-04-02 – 2031-04-05"]


@pytest.mark.parametrize(("ident", "words"), [
    ("i-1.date", ["2031-04-02 (precision day, basis explicit)", "events.verb", "score 0.90", "characters 0–103"]),
    ("i-1.claimed_targets", ["Red Hand", "said by   Freedonia", "a depot of the Red Hand"]),
    ("i-1", ["type: ASSAULT", "date: ", "c-1: Ana Vole asserts it", "in killed: 9: Sylvania | 4: Freedonia"]),
    ("i-2", ["It answers i-1", "in response"]),
    ("c-1", ["Ana Vole asserts", "in words  “said”", "Sylvania said nine people", "The harbour affair"]),
    ("k-1.low", ["low: 9", "said by   Sylvania", "Sylvania said nine people"]),
    ("a-red-hand", ["Red Hand (armed group)", "i-1  claimed_targets"]),
    ("p-port-azul", ["Port Azul (city)", "i-1  places"]),
    ("s-000000000000", ["told here"]),
])
def test_why_leads_back_to_the_words(ident: str, words: list[str]) -> None:
    """Who says it, the sentence, the rule, the score, and who coded it."""
    told = "\n".join(explain(CASE, ident))
    assert all(word in told for word in [*words, "Coded with"]), told


@pytest.mark.parametrize(("ident", "told"), [
    ("i-3", "Did you mean .*i-2"), ("zzz", "lists ids"), ("i-1.weapons", "no field 'weapons'.*It has: type"),
    ("k-1.x", "no field"),
])
def test_an_unknown_id_is_told_with_near_ones(ident: str, told: str) -> None:
    """So that a person can go on."""
    with pytest.raises(UsageError, match=told):
        explain(CASE, ident)


@pytest.mark.parametrize(("low", "high", "qualifier", "words"), [
    (9, 9, "exact", "9"), (2, 4, "", "2–4"), (26, None, "at least", "at least 26"), (None, 5, "", "up to 5"),
    (None, None, "dozens", "dozens"), (None, None, "exact", "some"), (0, 0, "", "0"), (12000, 12000, "", "12,000"),
])
def test_figures_tell_their_openness(low: int | None, high: int | None, qualifier: str, words: str) -> None:
    """Unknown is not zero."""
    assert figure_words({"low": low, "high": high, "qualifier": qualifier}) == words


@pytest.mark.parametrize(("start", "end", "words"), [
    ("2031-04-02", "2031-04-02", "2031-04-02"), ("2031", None, "from 2031"), (None, "2031-04", "until 2031-04"),
    (None, None, "unknown"), ("2031-04-02", "2031-04-05", "2031-04-02 – 2031-04-05"),
])
def test_dates_tell_what_is_known(start: str | None, end: str | None, words: str) -> None:
    """And no more."""
    assert date_words({"start": start, "end": end}) == words


def test_who_only_denies_a_deed_is_told_to_deny_it() -> None:
    """In the table as in the report."""
    row = next(row for row in CASE["incidents"] if row["fields"])
    mouth = {name: {**told, "said_by": [CASE["actors"][0]["id"]]} for name, told in row["fields"].items()}
    case = {**CASE, "incidents": [{**row, "status": "denied", "fields": mouth}]}
    assert VIEWS["incidents"](case).rows[0][-1] == f"denied by {CASE['actors'][0]['name']}"
