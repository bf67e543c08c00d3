"""A choice among options by fitted signs: chances with room for none, and what they stand for taken together."""

from __future__ import annotations

import pytest

from histor.model.choice import chances, likeliest, worth


def test_chances_leave_room_for_none() -> None:
    """The shares of those weighed and of none of them are one whole."""
    found = chances([{"near": 1.0}, {}], {"any": -1.0, "near": 3.0})
    assert found[0] > 0.5 > found[1] > 0 and sum(found) < 1
    assert chances([], {"any": 0.0}) == []


def test_signs_add_up() -> None:
    """An unknown sign is worth nothing, a half of one half as much."""
    assert worth({"near": 0.5, "unknown": 1.0}, {"any": -1.0, "near": 3.0}) == 0.5


def test_what_stands_for_one_thing_counts_together() -> None:
    """Two of a side outweigh one who is likelier than each of them; nothing comes of nothing."""
    assert likeliest(["a", "b", "a"], [0.2, 0.3, 0.2]) == ("a", pytest.approx(0.4))
    assert likeliest([], []) is None
