"""Figures, claims, answers, contradictions and wholes around the incidents."""

from __future__ import annotations

from typing import Any

import pytest
from reading import deeds, names

RIVAL = """On 12 May 2003 the Russian army shelled Grozny.
The Russian defence ministry said that 40 militants were killed. A Chechen commander said that 12 civilians died."""
PARTS = """On 12 May 2003 the Russian army shelled Grozny. Twelve people, including three children, were killed in the
shelling. By the end of May, 90 people had been killed since the start of the campaign."""
DENIED = "On 8 July 2008 Georgia accused Russia of violating its airspace. Russia denied the accusation."


def test_a_figure_belongs_to_its_deed_and_its_mouth(case: Any) -> None:
    """Two mouths, two rows, one deed."""
    found = case(RIVAL)
    assert {(row.low, row.high) for row in found.casualties} == {(40, 40), (12, 12)}
    assert len({row.according_to for row in found.casualties}) == 2
    assert {row.incident for row in found.casualties} == {deeds(found)[0].id}


def test_parts_stay_parts_and_running_totals_stand_apart(case: Any) -> None:
    """Three of the twelve; ninety of the whole campaign, which are no deed of their own."""
    found = case(PARTS)
    rows = {row.low: row for row in found.casualties}
    assert set(rows) == {12, 3, 90}
    assert rows[3].part_of == rows[12].id and rows[12].part_of is None
    assert rows[90].cumulative and not rows[12].cumulative
    assert len(deeds(found)) == 1


def test_one_figure_in_lead_and_body_is_one_row(case: Any) -> None:
    """With the evidence of both."""
    found = case(
        "On 12 May 2003 the Russian army shelled Grozny. Twelve people were killed.\n\n== Shelling ==\n\n"
        "On 12 May 2003 the Russian army shelled Grozny at dawn. Twelve people were killed."
    )
    assert [(row.low, len(row.evidence)) for row in found.casualties] == [(12, 2)]


def test_rival_figures_are_set_side_by_side(case: Any) -> None:
    """Never summed, each with who holds it."""
    rows = [row for row in case(RIVAL).contradictions if row.field == "killed"]
    assert len(rows) == 1
    assert {p.value for p in rows[0].positions} == {"40 killed", "12 killed"}
    assert all(p.said_by and p.evidence for p in rows[0].positions)


def test_a_whole_and_its_part_do_not_contradict(case: Any) -> None:
    """Nor does a running total contradict the toll of a day."""
    assert [row for row in case(PARTS).contradictions if row.field == "killed"] == []


def test_a_denial_stands_against_its_claim(case: Any) -> None:
    """And who denies an accusation does not dispute that it was made."""
    found = case(DENIED)
    rows = [row for row in found.contradictions if row.field == "claim"]
    assert [[names(found, p.said_by) for p in row.positions] for row in rows] == [[{"Georgia"}, {"Russia"}]]
    assert [row.status for row in deeds(found, "ACCUSE")] == ["reported"]
    assert not [row for row in found.contradictions if row.field == "status"]


@pytest.mark.parametrize(("text", "cue"), [
    ("On 8 July 2008 Russian jets bombed Gori. In response, Georgian artillery shelled Tskhinvali on 9 July 2008.",
     "response"),
    ("On 8 July 2008 Russian jets bombed Gori. On 9 July 2008 Georgia launched a retaliatory strike on Tskhinvali.",
     "retaliatory"),
    ("On 16 January 2019 Israel struck Damascus. Syria condemned the strike.", "condemn"),
])
def test_an_answer_is_linked_to_what_it_answers(case: Any, text: str, cue: str) -> None:
    """By its cue alone, or by the deed it names; and never the other way round."""
    found = case(text)
    assert len(found.responses) == 1
    row = found.responses[0]
    starts = {i.id: i.date.start for i in found.incidents}
    assert cue in row.cue.lower() and row.basis == "explicit" and row.evidence
    assert (starts[row.responds_to] or "") <= (starts[row.incident] or "9")


def test_steps_in_one_breath_answer_the_same_deed(case: Any) -> None:
    """Condemned and recalled: two steps, one cause."""
    found = case("On 16 January 2019 Israel struck Damascus. Syria condemned the strike and recalled its ambassador.")
    struck = deeds(found)[0].id
    assert {row.responds_to for row in found.responses} == {struck}
    assert len(found.responses) == 2


def test_no_cue_no_link(case: Any) -> None:
    """One thing after another is not one thing because of another."""
    found = case("On 8 July 2008 Russian jets bombed Gori. On 12 July 2008 Georgian troops shelled Tskhinvali.")
    assert [row for row in found.responses if row.basis == "explicit"] == []


def test_a_condemned_deed_names_the_doer_as_target(case: Any) -> None:
    """Who condemns the strike condemns the striker."""
    found = case("On 16 January 2019 Israel struck Damascus. Syria condemned the strike.")
    assert [names(found, row.targets) for row in deeds(found, "ACCUSE")] == [{"Israel"}]


def test_a_deed_within_a_named_whole_hangs_under_it(case: Any) -> None:
    """The bombing within the days and by the side of the operation."""
    found = case(
        "From 1 September 1939 to 6 October 1939 Germany launched Operation Fall Weiss against Poland. "
        "On 3 September 1939 German aircraft bombed Warsaw."
    )
    wholes = {row.id for row in deeds(found) if row.codename}
    parts = [row for row in deeds(found) if not row.codename]
    assert all(row.part_of in wholes or row.part_of is None for row in parts)
    assert all(row.part_of is None for row in deeds(found) if row.codename)


def test_the_dead_after_an_answer_are_the_answers(case: Any) -> None:
    """Not those of the deed that was answered, though it was named last."""
    found = case(
        "Georgian guns shelled Gori on 6 May 2029 in retaliation for Friday's attack on Tskhinvali. "
        "The ministry said that two technicians were killed."
    )
    (dead,) = found.casualties
    assert [row.date.start for row in deeds(found) if row.id == dead.incident] == ["2029-05-06"]


def test_figures_of_an_account_without_a_deed_find_its_home(case: Any) -> None:
    """A list of losses tells no deed: its dead are of the one that its neighbours in names are about."""
    raid = "= Raid on Orm =\n\nOn 4 May 1986 Tarnian soldiers attacked the fort of Orm. Nine guards were killed."
    losses = "= Losses at Orm, Tarnian general staff =\n\nTwelve guards died at Orm. Three Tarnian soldiers fell."
    found = case(raid, losses)
    (deed,) = {row.incident for row in found.casualties}
    assert deed in {row.id for row in deeds(found)}


def test_a_figure_is_of_no_deed_told_after_it_with_a_toll_of_its_own(case: Any) -> None:
    """The graves of 231 are not of the two who were shot, but of what others tell the same figure of."""
    other = "= Camp =\n\nOn 5 August 1944 prisoners attacked the camp of Orm. The guards killed 231 prisoners."
    visit = (
        "= Visit to Orm =\n\nThe delegate saw the graves of 231 prisoners. A spokesman told him that two men had been "
        "shot by farmers on 9 August 1944."
    )
    found = case(other, visit)
    homes = {row.low: row.incident for row in found.casualties if row.effect == "killed"}
    attack = next(row.id for row in deeds(found) if any("attacked" in proof.quote for proof in row.evidence))
    assert homes[231] == attack != homes[2]


def test_people_die_in_the_course_of_a_flight(case: Any) -> None:
    """Where no other harm is told before them, and not in the arrests that are told later."""
    found = case(
        "= Break-out =\n\nThe Tarnian garrison retreated from Orm on 4 May 2031. Three guards were killed. "
        "In June police arrested five officers."
    )
    at = {row.id: row.type for row in found.incidents}
    assert {at.get(row.incident or "") for row in found.casualties if row.effect == "killed"} == {"RETREAT"}


def test_a_toll_that_opens_with_a_place_is_of_the_deed_there(case: Any) -> None:
    """Though the deed told last was elsewhere."""
    found = case(
        "On 4 May 2031 Tarnian jets bombed Damascus. On 5 May 2031 Orvian jets bombed Aleppo. "
        "In Damascus the death toll reached 19."
    )
    (toll,) = (row for row in found.casualties if row.low == 19)
    assert [row.date.start for row in deeds(found) if row.id == toll.incident] == ["2031-05-04"]


def test_those_by_whom_a_toll_grew_are_a_part_of_it(case: Any) -> None:
    """And figures of one sentence that add up to another are its parts."""
    grown = case("On 4 May 2031 jets bombed Aleppo. Two more people have died, bringing the number of dead to 15.")
    assert [(row.low, row.part_of is not None) for row in grown.casualties if row.low in (2, 15)] == [
        (2, True), (15, False)]  # fmt: skip
    summed = case("Jets bombed Aleppo on 4 May 2031. We buried 23 people: twelve women, eight girls and three men.")
    whole = next(row.id for row in summed.casualties if row.low == 23)
    assert {row.part_of for row in summed.casualties if row.low != 23} == {whole}


def test_a_toll_at_what_was_struck_is_of_that_deed(case: Any) -> None:
    """Eight died at the palace, though the radio was taken last; and the dead of a day are of that day's deed."""
    found = case(
        "On 4 May 2031 rebels attacked the palace in Aleppo. On 5 May 2031 they bombed the radio station in Damascus. "
        "Eight guards were killed at the palace."
    )
    (dead,) = found.casualties
    assert [row.date.start for row in deeds(found) if row.id == dead.incident] == ["2031-05-04"]
    raid = "= Raid on Orm =\n\nOn 4 May 1986 Tarnian soldiers attacked the fort of Orm and the town of Sarn."
    graves = "= A visit =\n\nI saw the graves of those lost on 4 May 1986. The dead of 4 May 1986 number 58."
    found = case(raid, graves)
    assert {row.incident for row in found.casualties if row.low == 58} == {row.id for row in deeds(found)}


def test_a_named_city_is_not_any_city_that_was_hit(case: Any) -> None:
    """The three were injured in Saravan with the nine, and not where missiles hit a city that is not named there."""
    found = case(
        "On 4 May 2031 Iran fired missiles at Erbil. All but four hit the city. On 7 May 2031, nine labourers were "
        "killed and three were injured in the city of Saravan."
    )
    day = {row.id: row.date.start for row in found.incidents if row.date}
    assert {day.get(row.incident) for row in found.casualties} == {"2031-05-07"}
