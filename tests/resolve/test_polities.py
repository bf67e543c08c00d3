"""States that no list holds: known by what only a state has, with their words of nationality."""

from __future__ import annotations

from typing import Any

import pytest


def _sides(account: Any, text: str) -> dict[str, str | None]:
    return {actor.name: actor.side for actor in account(text).actors}


@pytest.mark.parametrize(("text", "who", "side"), [
    ("Tarnia shelled Kesk. The Tarnian ambassador left. Tarnian soldiers fired.", "Tarnian soldiers", "a-tarnia"),
    ("Maranda shelled Kesk. The Marandese navy fled. Marandese gunmen fired.", "Marandese gunmen", "a-maranda"),
    ("Troops entered Borva. Borva's prime minister spoke. Borvan police fired.", "Borvan police", "a-borva"),
    ("The Tarnian governor spoke. Tarnia shelled Kesk. Tarnian soldiers fired.", "Tarnian soldiers", None),
    ("The Scandinavian ambassador left Scandinavia. Scandinavian police fired.", "Scandinavian police", None),
])  # fmt: skip
def test_who_belongs_to_a_state_that_no_list_holds_is_on_its_side(account: Any, text: str, who: str, side: str) -> None:
    """An ambassador makes a state, a governor does not, and a continent is none."""
    assert _sides(account, text)[who] == side


def test_both_sides_are_the_two_states_whom_a_text_is_about(account: Any) -> None:
    """Though the mediator is the only listed one."""
    text = (
        "Borva expelled the Tarnian ambassador in May. Tarnia recalled the Borvan ambassador in June. "
        "Borva and Tarnia fought in July. After mediation by Finland, both sides agreed to a ceasefire.")
    agreed = next(event for event in account(text).events if event.type == "AGREE")
    assert {ref for mention in agreed.actors for ref in mention.refs} == {"a-borva", "a-tarnia"}


def test_the_government_is_not_the_court_told_before_it(account: Any) -> None:
    """Nor the police: a part that acts as itself is not the whole."""
    text = "The Supreme Court of Peru annulled the vote. The government said that it would appeal."
    rows = account(text).attributions
    assert [row.refs for row in rows] == [("a-government-of-peru",)]


def test_an_item_of_a_list_of_reactions_is_not_about_the_item_before_it(account: Any) -> None:
    """Both countries are the two that fight, not those that reacted last."""
    rows = account(
        "= Chile–Peru clashes =\n\nOn 3 May 2011 Chile shelled Peru.\n\n== Reactions ==\n\n"
        "- Norway: Norway offered aid.\n- Kenya: Kenya called on both countries to withdraw their forces.\n")
    asked = next(event for event in rows.events if event.type == "REQUEST")
    assert {ref for mention in asked.targets for ref in mention.refs} == {"a-chile", "a-peru"}
