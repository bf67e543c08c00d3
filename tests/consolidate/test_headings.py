"""A heading names the deed below it and tells none by itself."""

from __future__ import annotations

from typing import Any

from reading import deeds

BODY = "On 3 May 2019 the Arland army shelled the town of Borsk. Two houses burned down."


def test_a_heading_is_evidence_for_the_deed_below_it(case: Any) -> None:
    """The deed stands on its sentence and on the heading that names it."""
    found = case(f"= Trouble at the river =\n\n== Shelling by Arland ==\n\n{BODY}\n")
    assert len([row for row in found.incidents if row.type == "ASSAULT"]) == 1


def test_a_heading_alone_is_no_incident(case: Any) -> None:
    """Nothing below tells the deed, so the case has none."""
    text = "= The spring =\n\n== Airstrikes on Borsk ==\n\nThe harvest was good that year, and prices fell.\n"
    assert case(text).incidents == ()


def test_a_heading_that_names_a_killing_leaves_it_to_be_told(case: Any) -> None:
    """The sentence below it tells the deed and where it was, though only by whom it killed."""
    found = case(
        "= A border =\n\n== 2031 Saravan killings ==\n\nOn 7 May 2031, nine Afghan labourers were killed in "
        "Saravan. They slept above the shop. Masked men broke in and shot every labourer there."
    )
    (deed,) = deeds(found)
    told = " ".join(row.quote for row in deed.evidence)
    assert "nine Afghan" in told and "shot every" in told
