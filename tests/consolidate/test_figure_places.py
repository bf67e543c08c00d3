"""Figures that their own words put at a place."""

from __future__ import annotations

from typing import Any

import pytest

TWO = "On 6 May 2029 Russian artillery shelled Gori. On 8 May 2029 Russian jets bombed Tskhinvali."


def _where(found: Any, low: int) -> set[str]:
    """Return the names of the places of the deed that a figure is put to."""
    places = {place.id: place.name for place in found.places}
    rows = [row for row in found.casualties if row.low == low]
    return {places[i] for row in rows for deed in found.incidents if deed.id == row.incident for i in deed.places}


@pytest.mark.parametrize(("told", "low", "place"), [
    ("The ministry now gives the number of dead in Gori as 19.", 19, "Gori"),
    ("A doctor said that nine people had died at Gori.", 9, "Gori"),
    ("At Gori, on the day before, seven people were treated for burns.", 7, "Gori"),
    ("The Gori council said that eleven people had died.", 11, "Tskhinvali"),
])
def test_the_place_in_a_figures_own_words_says_whose_dead_they_are(case: Any, told: str, low: int, place: str) -> None:
    """It goes before what was told last; the place of who speaks does not."""
    assert _where(case(f"{TWO} {told}"), low) == {place}
