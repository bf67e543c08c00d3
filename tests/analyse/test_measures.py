"""The arithmetic of agreement, against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.analyse.measures import Score, alpha, confusion, interval, kappa, same

PAIRS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
labels = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)


def test_kappa_of_the_textbook_table() -> None:
    """20, 5, 10, 15: agreement 0.7, chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa 0.4."""
    assert same(PAIRS) == pytest.approx(0.7)
    assert kappa(PAIRS) == pytest.approx(0.4)


def test_alpha_of_a_small_table() -> None:
    """Four pairs, a 3 times and b 5 times of 8: expected 2 * 15 / 7, observed 2, alpha 1 - 2 * 7 / 30."""
    assert alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx(1 - 14 / 30)


def test_nothing_to_disagree_on_is_agreement() -> None:
    assert (same([]), kappa([]), alpha([])) == (1.0, 1.0, 1.0)
    assert kappa([("a", "a")]) == alpha([("a", "a")]) == 1.0


@given(labels)
def test_measures_are_symmetric_and_one_for_oneself(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in pairs]
    assert kappa(pairs) == pytest.approx(kappa(turned)) and alpha(pairs) == pytest.approx(alpha(turned))
    own = [(a, a) for a, _ in pairs]
    assert kappa(own) == alpha(own) == same(own) == 1.0
    assert kappa(pairs) <= same(pairs) + 1e-9


def test_scores_hold_their_laws() -> None:
    score = Score(3, 4, 6)
    assert (score.p, score.r) == (0.75, 0.5) and score.f == pytest.approx(0.6)
    assert Score(0, 0, 0).f == 1.0 and Score(0, 2, 0).p == 0.0 and Score(0, 0, 2).f == 0.0


def test_confusion_is_sorted_by_how_often() -> None:
    assert confusion(PAIRS)[0] == ("yes", "yes", 20) and sum(n for *_, n in confusion(PAIRS)) == 50


def test_intervals_are_seeded_and_hold_the_mean() -> None:
    values = [1.0] * 30 + [0.0] * 10
    low, high = interval(values)
    assert low < 0.75 < high and (low, high) == interval(values)
