"""A deed told once and named again: which of its account's deeds a name means, and when names alone tell one."""

from __future__ import annotations

from typing import Any

import pytest
from reading import deeds, names

from histor.consolidate import features
from histor.model import Incident

_BETWEEN = "The road was long. The road was wet. It had two bridges. It led to a mill."


def _holding(found: list[Incident], words: str) -> list[Incident]:
    return [row for row in found if any(words in proof.quote for proof in row.evidence)]


@pytest.mark.parametrize("lemma", ["act", "crime", "outrage", "atrocity"])
def test_a_vague_word_calls_any_deed(lemma: str) -> None:
    """An outrage is no other deed than the shelling; an ambush is."""
    assert features.name(lemma, frozenset({"shell"})).weight == 0.0
    assert features.name("ambush", frozenset({"shell"})).weight == -2.0


def test_who_denies_a_deed_can_be_of_its_doers_side(case: Any) -> None:
    """One denies what is laid at one's own door, and condemns nothing that one's own side did."""
    told = "On 4 June 2031 Turkish jets bombed the depot at Tarnova. The Turkish army {} the raid."
    (denied,) = deeds(case(told.format("denied")))
    assert len(denied.evidence) == 2
    bombed, *_ = deeds(case(told.format("condemned")))
    assert len(bombed.evidence) == 1


def test_the_same_word_reaches_far_back(case: Any) -> None:
    """The ambush of the first sentence is the ambush of the last, whatever stands between."""
    told = "On 4 June 2031 gunmen ambushed a convoy near Tarnova."
    after = f"{_BETWEEN} {_BETWEEN} The ambush has never been explained."
    (ambush,) = deeds(case(f"= Tarnova =\n\n== Then ==\n\n{told} {_BETWEEN}\n\n== Now ==\n\n{after}\n"))
    assert "never been explained" in " ".join(proof.quote for proof in ambush.evidence)


def test_a_bare_name_means_what_the_account_opens_with(case: Any) -> None:
    """An earlier coup is named by its year in between; the coup that is condemned is the one that the account tells."""
    found = deeds(case(
        "The Orvian coup of 2031 began on the night of 4 June 2031 when the Orvian army captured President Ilar Venn. "
        "The head of the junta had led the 2029 coup. The United Nations condemned the coup."
    ), "COERCE")  # fmt: skip
    (condemned,) = _holding(found, "condemned the coup")
    assert (condemned.date.start or "").startswith("2031")


def test_a_deed_named_and_told_by_when_is_one(case: Any) -> None:
    """A coup begins when soldiers take the president: one deed, though a coup is no arrest."""
    told = "The Orvian coup of 2031 began on 4 June 2031 when the Orvian army captured President Ilar Venn."
    found = deeds(case(told), "COERCE")
    assert len(found) == 1
    assert found[0].date.start == "2031-06-04"


def test_two_verbs_with_one_doer_and_one_object_tell_one_deed(case: Any) -> None:
    """They invaded and occupied the town; who storms a port and takes a hill has done two things."""
    one = case("Orvian rebels invaded and briefly occupied the border town of Tarnova on 4 June 2031.")
    assert len(deeds(one)) == 1
    two = case("Orvian rebels attacked the port of Tarnova and captured the hills of Gorin on 4 June 2031.")
    assert len(deeds(two)) == 2


def test_an_answered_deed_keeps_its_own_day_and_scene(case: Any) -> None:
    """The raid that is avenged was the day before and elsewhere; the port and the day are its answer's."""
    view = case(
        "On 16 February 2031 Belmarian jets raided the airfield of Tarnova. "
        "On 17 February, in retaliation for the Tarnova raid, an Orvian bomber attacked the port of Gorin."
    )
    raid, blow = deeds(view)
    assert (raid.date.start, blow.date.start) == ("2031-02-16", "2031-02-17")
    assert names(view, raid.places).isdisjoint(names(view, blow.places))
    assert [(row.incident, row.responds_to) for row in view.responses] == [(blow.id, raid.id)]


def test_an_agreement_and_its_ceasefire_are_one(case: Any) -> None:
    """Told by its verb and by its noun."""
    found = case(
        "= Truce =\n\n== Before ==\n\nOrvia and Belmaria agreed to a ceasefire on 13 May 2031.\n\n"
        "== Later ==\n\nOn 13 May 2031 a ceasefire between Orvia and Belmaria was arranged.\n"
    )
    assert len(deeds(found, "AGREE")) == 1


def test_what_is_named_twice_is_told(case: Any) -> None:
    """Nothing carries the abduction out, yet it is named with its victim and named again; once founds nothing."""
    told = "The quarrel began with the abduction of Consul Maren Holt from her garden at Tarnova."
    once = deeds(case(told), "COERCE")
    (twice,) = deeds(case(f"{told} {_BETWEEN} Orvia moored three cruisers, a reply to the abduction."), "COERCE")
    assert not once
    assert len(twice.evidence) == 2
