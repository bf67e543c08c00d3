"""A reference back needs more than the place: by another doer and other means it tells another deed there."""

from __future__ import annotations

from typing import Any

import pytest
from reading import deeds

from histor.consolidate import features
from histor.model import CaseView

MILL = (
    "== The mill ==\n\nOn 27 May 2031, gunmen broke into a mill in the town of Tarnova and shot nine Orvian labourers "
    "dead. Three others were wounded. No group claimed responsibility.\n"
)
TOLL = "We confirmed ten deaths in the {} near Tarnova: four children, three women and three men."


def _strikes(words: str) -> str:
    return f"== The strikes ==\n\n{TOLL.format(words)}\n"


def _dead(view: CaseView, mode: str) -> set[int | None]:
    """Return the whole figures of dead that stand under the one deed of a mode."""
    (deed,) = (row for row in deeds(view) if row.mode == mode)
    rows = [row for row in view.casualties if row.incident == deed.id]
    return {row.low for row in rows if row.effect == "killed" and row.part_of is None}


@pytest.mark.parametrize("words", ["Belmarian strikes", "Belmarian army's air strikes"])
@pytest.mark.parametrize("order", ["before", "after", "elsewhere"])
def test_air_strikes_are_not_the_shooting_in_that_town(case: Any, words: str, order: str) -> None:
    """Told before it, after it or in another account, by a known doer or none: the dead of the strikes stay theirs."""
    told = {
        "before": (f"= May =\n\n{_strikes(words)}\n{MILL}",),
        "after": (f"= May =\n\n{MILL}\n{_strikes(words)}",),
        "elsewhere": (f"= May =\n\n{MILL}", f"= Harm =\n\n{_strikes(words)}"),
    }[order]
    found = case(*told)
    assert _dead(found, "firearms") == {9}
    assert 10 in {row.low for row in found.casualties}


def test_strikes_go_to_their_deed_past_a_nearer_shooting(case: Any) -> None:
    """By the same means, though the shooting lies between."""
    told = "On 18 May 2031, Belmarian jets bombed two houses near the town of Tarnova."
    found = case(f"= Harm in May =\n\n{told}\n\n{MILL}\n{_strikes('Belmarian strikes')}")
    assert 10 in _dead(found, "heavy-weapons")
    assert _dead(found, "firearms") == {9}


def test_the_same_word_goes_to_its_deed_whatever_its_means(case: Any) -> None:
    """A shooting is the shooting that was told, though one was read as done from afar."""
    found = case("On 4 June 2031 Orvian soldiers shot down nine weavers in Tarnova. The shooting lasted five minutes.")
    assert len(deeds(found)) == 1
    assert len(deeds(found)[0].evidence) == 2


def test_means_part_only_where_both_are_told() -> None:
    """A plain attack tells no means; a deed told by both was both."""
    assert features.means("heavy-weapons", frozenset({"firearms", "kill"})).weight is None
    assert features.means("firearms", frozenset({"explosives"})).weight is None
    assert features.means("attack", frozenset({"firearms"})).weight == 0.0
    assert features.means("heavy-weapons", frozenset({"attack", "kill"})).weight == 0.0
    assert features.means("heavy-weapons", frozenset({"firearms", "heavy-weapons"})).weight == 0.0
