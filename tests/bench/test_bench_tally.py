"""Counts to figures and intervals: sums of documents, seeded draws of them, and the words of ``--json``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench.tally import around, f_table, mean_table, rounded, share_table, value


def test_f_is_of_the_summed_counts() -> None:
    """Precision over answers, recall over gold; where one answer meets two golds, both count as met."""
    row = f_table([{"a": [1, 2, 2, 2]}, {"a": [1, 2, 1, 2]}], 50)["a"]
    assert (row["p"], row["r"], row["gold"], row["ours"]) == (0.5, 0.75, 4, 4)
    assert row["f"] == pytest.approx(0.6) and row["low"] <= row["f"] <= row["high"]


def test_intervals_are_the_same_each_time_and_close_in_on_equal_documents() -> None:
    """The draws are seeded."""
    rows = [{"a": [i % 3, 3]} for i in range(30)]
    assert share_table(rows, 200) == share_table(rows, 200)
    same = share_table([{"a": [1, 4]}] * 5, 20)["a"]
    assert same["share"] == same["low"] == same["high"] == 0.25


def test_a_document_without_a_row_counts_nothing() -> None:
    """Nothing wanted, nothing answered."""
    assert mean_table([{"a": [6.0, 2]}, {}], 0)["a"] == {"mean": 3.0, "of": 2}
    assert f_table([{"a": [0, 0, 0, 0]}], 10)["a"]["f"] == 0.0
    assert f_table([], 10) == {}


def test_value_finds_the_figure() -> None:
    """Whatever its kind."""
    rows = ({"f": 0.1, "p": 1}, {"share": 0.2}, {"mean": 3.0}, {"r": 0.4})
    assert [value(row) for row in rows] == [0.1, 0.2, 3.0, 0.4]
    assert rounded({"f": 0.123456, "of": 7}) == {"f": 0.1235, "of": 7}


def test_around_shows_a_place_on_one_line() -> None:
    """With the place in double brackets."""
    assert around("one\ntwo three", 4, 7, 4) == "one [[two]] thr"
