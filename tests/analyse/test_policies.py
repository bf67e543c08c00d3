"""Policies: each does what its file says, names what it left out, and adds nothing up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from histor.analyse.policies import TAKES, Policy, load_policy, policy_names
from histor.analyse.policy_dates import dates
from histor.analyse.policy_figures import figures, policy_figures
from histor.errors import DataError, UsageError

NAMES = {"min": "Ministry of Health", "army": "Army of Freedonia", "rc": "Red Cross", "gov": "Government of Sylvania"}


def figure(ident: str, low: int | None, by: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a casualty row; ``by`` is one of NAMES, None the source's own voice."""
    return {
        "id": ident, "incident": "i-1", "effect": "killed", "low": low, "high": low, "group": "", "according_to": by,
        "part_of": None, "cumulative": False, "kind": "people", "told": "2031-05-01", "words": str(low), "party": False,
        "origin": None, "qualifier": "exact", "evidence": [{"source": f"s-{ident}"}], **more,
    }  # fmt: skip


def case(*rows: dict[str, Any], relations: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    """Return a case with these figures; ``relations`` are updates, newer before older."""
    return {
        "actors": [{"id": ident, "name": name, "kind": "organisation"} for ident, name in NAMES.items()],
        "sources": [{"id": f"s-{row['id']}", "title": f"Paper {row['id']}", "publisher": None} for row in rows],
        "incidents": [{"id": "i-1", "label": "the deed"}], "casualties": list(rows),
        "relations": [{"kind": "updates", "first": a, "second": b, "why": ""} for a, b in relations],
    }  # fmt: skip


def line(told: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the only line of a policy."""
    rows = figures(told, load_policy(name))
    assert len(rows) == 1
    return rows[0]


THREE = case(figure("a", 9, "min"), figure("b", 12, "army", party=True, told="2031-05-02"),
             figure("c", 9, "rc", told="2031-05-03"))  # fmt: skip


@pytest.mark.parametrize(("name", "low", "high"), [
    ("range", 9, 12), ("latest", 9, 9), ("majority", 9, 9), ("conservative", 9, 9), ("low-best-high", 9, 12),
    ("neutral", 9, 9), ("without-parties", 9, 9), ("preferred", 9, 9),
])  # fmt: skip
def test_each_policy_takes_what_it_says(name: str, low: int, high: int) -> None:
    """Of nine by two origins and twelve by a party."""
    row = line(THREE, name)
    assert (row["low"], row["high"], row["policy"]) == (low, high, name)
    assert row["how"].endswith(".") and row["from"] and row["origins"] >= 1


def test_what_is_left_out_is_named() -> None:
    """With who says it."""
    assert "“12” (Army of Freedonia) by parties to the deed" in line(THREE, "without-parties")["how"]


def test_an_origin_speaks_once_with_its_last_word() -> None:
    """Five papers with one minister's twelve do not outvote two others; his later word counts."""
    rows = [figure(f"p{n}", 12, "gov", origin="o-1") for n in range(5)]
    told = case(*rows, figure("x", 9, "min"), figure("y", 9, "rc"))
    assert (line(told, "majority")["low"], line(told, "majority")["origins"]) == (9, 2)
    later = case(figure("a", 12, "gov", origin="o-1"), figure("b", 17, "gov", origin="o-1", told="2031-05-02"),
                 relations=(("b", "a"),))  # fmt: skip
    assert (line(later, "range")["low"], line(later, "range")["high"]) == (17, 17)


def test_parts_are_lines_of_their_own() -> None:
    """Four children of nine are never thirteen, nor four to nine."""
    rows = figures(case(figure("a", 9), figure("b", 4, part_of="a", kind="children")), load_policy())
    assert [(r["group"], r["part"], r["low"], r["high"]) for r in rows] == [
        ("people", False, 9, 9), ("children", True, 4, 4)]


def test_unknown_is_not_zero_and_words_have_numbers_only_where_a_policy_gives_them() -> None:
    """Dozens are twelve for ACLED, and nothing for anybody else."""
    told = case(figure("a", None, words="dozens", qualifier="dozens"))
    assert (line(told, "conservative")["low"], line(told, "conservative")["text"]) == (12, "12")
    row = line(told, "range")
    assert (row["low"], row["text"], row["from"]) == (None, "no figure", []) and "without a number" in row["how"]


def test_an_open_top_stays_open() -> None:
    """Seven, and at least nine: seven to nine or more."""
    row = line(case(figure("a", 7), figure("b", 9, high=None)), "range")
    assert (row["low"], row["high"], row["text"]) == (7, None, "7–9 or more")


def test_two_more_are_in_no_range() -> None:
    """They come beside the others; by themselves they are a figure."""
    row = line(case(figure("a", 26), figure("b", 2, words="two more people")), "range")
    assert (row["low"], row["high"]) == (26, 26) and "beside others" in row["how"]
    assert line(case(figure("b", 2, words="two more people")), "range")["low"] == 2


def test_running_tolls_of_no_deed_have_no_line() -> None:
    """Eighty thousand since the start of the war are no deed's."""
    assert figures(case(figure("a", 80000, incident=None, cumulative=True)), load_policy()) == []


def test_every_built_in_policy_is_told_with_its_words() -> None:
    """As a page needs them."""
    told = policy_figures(THREE)
    assert tuple(told) == policy_names() and policy_names()[0] == "range"
    assert all(row["says"] and row["rows"] and load_policy(name).take in TAKES for name, row in told.items())


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    """Is a file of a few lines."""
    path = tmp_path / "mine.yaml"
    path.write_text("name: Mine\nsays: the army's word\ntake: preferred\nprefer: [army]\n", encoding="utf-8")
    row = figures(THREE, load_policy(path))[0]
    assert (row["low"], row["policy"]) == (12, "mine")


@pytest.mark.parametrize(("text", "told"), [
    ("name: x\n", "needs name, says and take"), ("name: x\nsays: y\ntake: rnage\n", "take is 'rnage'"),
    ("name: x\nsays: y\ntake: range\nleaveout: [parties]\n", "'leaveout' is no key"),
    ("name: x\nsays: y\ntake: range\nleave_out: [partis]\n", "leave_out names 'partis'"),
    ("name: x\nsays: y\ntake: range\nwords: {dozens: many}\n", "whole number"),
    ("name: x\nsays: y\ntake: preferred\nprefer: army\n", "prefer has to be a list"),
])  # fmt: skip
def test_a_broken_policy_stops_with_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    """That names the file and what is wrong."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=told):
        load_policy(path)
    with pytest.raises(UsageError, match="There is no policy 'nobody'"):
        load_policy("nobody")


def dated(*rows: tuple[str, str, str]) -> dict[str, Any]:
    """Return a case whose incident has days: day, source, day of telling."""
    days = [{"start": day, "end": day, "precision": "day", "basis": "explicit", "source": source, "said_by": None,
             "told": told, "evidence": []} for day, source, told in rows]  # fmt: skip
    sources = [{"id": source, "title": source, "publisher": None} for _, source, _ in rows]
    return {"actors": [], "sources": sources, "incidents": [{"id": "i-1", "dates": days}]}


@pytest.mark.parametrize(("way", "text"), [
    ("range", "2031-05-01 – 2031-05-02"), ("latest", "2031-05-02"), ("majority", "2031-05-01"),
    ("by day", "2031-05-01 (2), 2031-05-02 (1)"),
])  # fmt: skip
def test_days_become_one_line(way: str, text: str) -> None:
    """A month that holds a day is the same date told less exactly."""
    told = dated(("2031-05-01", "a", "2031-05-01"), ("2031-05-01", "b", "2031-05-02"),
                 ("2031-05-02", "c", "2031-05-09"),
                 ("2031-05", "d", "2031-06-01"))  # fmt: skip
    row = dates(told, Policy("x", "X", "", dates=way))[0]
    assert row["text"] == text and "2031-05 (d), which is less exact" in row["how"]


def test_who_has_nothing_to_choose_says_no_more() -> None:
    """One figure is neither the lowest nor what most tell; the policies that go by a list or a bound still say so."""
    told = case(figure("a", 9, "min"))
    for name in ("range", "latest", "majority", "low-best-high"):
        row = line(told, name)
        assert (row["how"], row["took"]["way"]) == ("The only figure told: “9” (Ministry of Health).", "single")
    assert line(THREE, "range")["took"]["way"] == "range" and line(told, "preferred")["took"]["way"] != "single"
