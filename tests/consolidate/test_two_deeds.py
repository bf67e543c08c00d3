"""Two deeds that one sentence tells, or that stand near one another, are not one deed; nor are their dead."""

from __future__ import annotations

from typing import Any

import pytest
from reading import deeds


def _of(view: Any, low: int) -> str | None:
    """Return the mode's label of the deed under which a figure stands."""
    (home,) = {row.incident for row in view.casualties if row.low == low}
    return next((row.label for row in view.incidents if row.id == home), None)


@pytest.mark.parametrize("told", [
    "Seven survivors of the bombing were shot dead by gunmen near Tarnova on 4 June 2031.",
    "Two men were executed for the shooting in Tarnova on 4 June 2031.",
    "The rebels attacked the barracks at Tarnova and then murdered nine clerks on 4 June 2031.",
    "The shelling of Orva came six days after the bombing of Tarnova.",
])
def test_one_sentence_can_tell_two_deeds(case: Any, told: str) -> None:
    """What had befallen those whom a deed met, what it was done for, what was done then, what it came after."""
    assert not [row for row in deeds(case(told)) if len(row.tellings) > 1]


@pytest.mark.parametrize("told", [
    "On 4 June 2031 the rebels attacked the village of Tarnova and killed nine farmers.",
    "Nine farmers were killed in the shelling of Tarnova on 4 June 2031.",
])
def test_means_and_result_of_one_deed_stay_one(case: Any, told: str) -> None:
    """Nothing sets the one behind the other."""
    assert len(deeds(case(told))) == 1


def test_a_bare_name_goes_on_with_what_the_account_is_about(case: Any) -> None:
    """After a glance at an earlier deed, the shelling is again the one that the account opens with."""
    found = case(
        "Belmarian guns shelled the market of Tarnova on 9 June 2031, killing nine people. The market was full of "
        "people from the villages. A week before, on 2 June 2031, a bomb fell on the school of Orva and killed two "
        "teachers. The ministry condemned the attack."
    )
    names = {row.label: [found.texts[one.source][one.start : one.end] for one in row.tellings] for row in deeds(found)}
    assert [told[-1] for label, told in names.items() if "Tarnova" in label] == ["attack"]


@pytest.mark.parametrize("told", [
    "Gunmen attacked a bus near Orva on 6 June 2031, killing nine farmers. The governor said that the passengers had "
    "been shot one by one.",
    "A bomb exploded in the market of Orva on 6 June 2031, killing nine people. The police said that the device had "
    "destroyed two shops.",
])
def test_what_somebody_said_had_been_done_goes_on(case: Any, told: str) -> None:
    """His verb puts *had* there: it is no deed before the one that was told."""
    assert len(deeds(case(told))) == 1


def test_a_toll_belongs_to_the_deed_told_and_not_to_one_looked_back_at(case: Any) -> None:
    """The raid two days before stands behind the shelling."""
    found = case(
        "Belmarian guns shelled the port of Orva on 9 June 2031, two days after Orvian jets had bombed Tarnova. "
        "Fourteen people were killed, doctors said."
    )
    assert "Orva" in (_of(found, 14) or "")


def test_a_toll_since_a_day_is_of_that_days_deed(case: Any) -> None:
    """A weekday is no war."""
    found = case(
        "Orvian jets bombed the town of Tarnova on Friday, 6 June 2031. The clinic said that it had so far admitted 35 "
        "wounded since Friday."
    )
    assert _of(found, 35) is not None


def test_ones_own_deed_told_with_its_day_and_place_is_not_the_deed_told_before(case: Any) -> None:
    """A claim of what one did is joined to what was told only where nothing sets it apart."""
    view = case(
        "The Syrian air force said that it had destroyed an Iraqi fighter in a dogfight. "
        "Syria says its bombers killed about 300 militants at Mosul on 3 May 2011.")
    killed = [incident.id for incident in view.incidents if "killed" in {row.words for row in incident.tellings}]
    fought = [incident.id for incident in view.incidents if "destroyed" in {row.words for row in incident.tellings}]
    assert len(killed) == len(fought) == 1 and killed != fought
