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


def test_another_word_further_on_is_another_deed(case: Any) -> None:
    """What the next sentence calls an explosion is the bombing; what is called an ambush later on is no murder."""
    near = case("On 4 June 2031 Orvian jets bombed the depot. The explosion broke windows.")
    assert len(deeds(near)) == 1
    far = case(
        "A lieutenant was charged on Monday with the murder of 94 villagers at Tarnova. The village had a school. "
        "The court heard the priest. Nine of his soldiers had died in the ambush."
    )
    (murder,) = deeds(far)
    assert "ambush" not in " ".join(proof.quote for proof in murder.evidence)


def test_a_scene_and_a_thing_of_its_own_tell_another_deed(case: Any) -> None:
    """The attack on the bridge is not the bomb that a pilot dropped on a convoy."""
    found = case(
        "A pilot dropped one bomb on a convoy on 14 April 2031. The attack on the bridge at Tarnova went as planned."
    )
    told = {proof.quote for row in deeds(found) if row.mode == "heavy-weapons" for proof in row.evidence}
    assert not any("bridge" in quote for quote in told)


def test_a_bare_attack_is_what_the_account_is_about(case: Any) -> None:
    """Not the drones that were shot down, though they were told last."""
    found = case(
        "Drones struck the air base of Tarnova on 3 September 2031. Six of the drones were shot down. "
        "Orvia denied any part in the attack."
    )
    (deed,) = (row for row in deeds(found) if any("struck" in proof.quote for proof in row.evidence))
    assert any("any part" in proof.quote for proof in deed.evidence)


def test_the_attackers_did_what_was_just_told(case: Any) -> None:
    """They go on with the deed, and so do those who are missing since."""
    found = case(
        "Gunmen ambushed a relief convoy near Tarnova on 11 May 2031. The lorries carried flour to Orm. "
        "The attackers burned two lorries. Two drivers are missing."
    )
    assert len(deeds(found)) == 1
    assert {row.incident for row in found.casualties} == {deeds(found)[0].id}


def test_what_else_was_hit_goes_on_with_the_deed(case: Any) -> None:
    """The next sentence has no doer, day or scene; a loss after an explosion came of it."""
    found = case("On 5 August 2031 the prisoners rushed the fence of Tarnova. The gun at the gate was overrun.")
    assert len(deeds(found)) == 1
    found = case("The ferry Orvia sank off Tarnova on 17 June 2031 after an explosion.")
    assert len(deeds(found)) == 1


def test_the_attack_is_the_one_just_told_not_the_first_of_the_account(case: Any) -> None:
    """Iraq condemns the missiles told a sentence before; the account opens with another attack."""
    found = case(
        "On 16 January 2024 Iran attacked Panjgur with missiles.\n\nThe border is long. Few live there. Trade is low. "
        "Roads are bad.\n\n== Earlier strikes ==\n\nOn 15 January 2024 Iran fired missiles at Erbil. Iraq condemned "
        "the attack."
    )  # fmt: skip
    (answer,) = found.responses
    day = {row.id: row.date.start for row in found.incidents if row.date}
    assert day[answer.responds_to] == "2024-01-15"


def test_a_verb_that_only_the_model_knows_founds_a_deed(case: Any) -> None:
    """A name by itself would not; that fishermen were put to death is told by a verb, and is somebody's word."""
    found = case("= News =\n\nThe bulletin of Orvian rebels alleges that 41 fishermen were put to death in Tarnova.")
    assert [(row.type, row.status) for row in deeds(found)] == [("ASSAULT", "claimed")]
