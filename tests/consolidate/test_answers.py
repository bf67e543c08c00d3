"""What an answer answers, and what lasts for years: chosen among the deeds told, never guessed from order alone."""

from __future__ import annotations

from typing import Any

import pytest


def links(found: Any) -> list[tuple[str, str, str]]:
    """The labels of answer and answered, and the basis, of every link."""
    labels = {row.id: row.label for row in found.incidents}
    return [(labels[row.incident], labels[row.responds_to], row.basis) for row in found.responses]


def test_of_several_deeds_the_one_done_by_the_other_side_is_answered(case: Any) -> None:
    """Not the nearest: a third side's deed lies between."""
    found = case(
        "On 3 March 2008 Russian jets bombed Gori. On 4 March 2008 Kenyan police arrested four men in Nairobi. "
        "On 5 March 2008 Georgia launched a retaliatory strike on Russian troops in Tskhinvali."
    )
    assert [(a.split(" – ")[0], b.split(" – ")[0], basis) for a, b, basis in links(found)] == [
        ("Georgia", "Russia", "explicit")
    ]


def test_an_answer_and_what_it_answers_are_two(case: Any) -> None:
    """Though they share a type, a day and a sentence."""
    found = case("On 3 March 2008 the bombing of Gori was revenge for the shelling of Tskhinvali by Georgians.")
    assert all(row.incident != row.responds_to for row in found.responses)
    assert len([row for row in found.incidents if row.type == "ASSAULT"]) == 2


def test_a_cue_alone_before_a_comma_belongs_to_the_next_deed(case: Any) -> None:
    """Wherever the parser ends its sentence."""
    found = case("On 3 March 2008 Russian jets bombed Gori. In retaliation, Georgian artillery shelled Tskhinvali.")
    assert [row.cue for row in found.responses] == ["In retaliation"]


def test_a_deed_done_back_soon_after_is_only_inferred(case: Any) -> None:
    """The same two sides the other way round; two steps of one side are no answer."""
    back = case("On 3 March 2008 Russia bombed Georgia. On 5 March 2008 Georgia bombed Russia.")
    assert [row.basis for row in back.responses] == ["inferred"]
    same = case("On 3 March 2008 Russia bombed Georgia. On 5 March 2008 Russia shelled Georgia.")
    assert same.responses == ()


def test_what_goes_on_since_a_year_has_no_end_and_holds_what_follows(case: Any) -> None:
    """And is never the deed of a day itself."""
    found = case(
        "On 4 January 2021 Israel bombed Damascus. Israel has bombed targets in Syria since 2013. "
        "On 9 January 2010 Israel bombed Homs."
    )
    by_start = {row.date.start: row for row in found.incidents}
    whole = by_start["2013"]
    assert (whole.date.end, whole.date.precision) == (None, "interval")
    assert by_start["2021-01-04"].part_of == whole.id
    assert by_start["2010-01-09"].part_of is None


@pytest.mark.parametrize("place", ["Gori", "Tbilisi"])
def test_a_war_holds_its_days_wherever_the_blows_fall(case: Any, place: str) -> None:
    """On either side's ground, within its days."""
    found = case(
        "Russia and Georgia fought a war from 7 August 2008 to 12 August 2008. "
        f"On 9 August 2008 Russian aircraft bombed {place}. On 9 August 2009 Russian aircraft bombed {place}."
    )
    by_start = {row.date.start: row for row in found.incidents}
    assert by_start["2008-08-09"].part_of == by_start["2008-08-07"].id
    assert by_start["2009-08-09"].part_of is None


def test_a_bare_name_means_the_deed_told_before(case: Any) -> None:
    """Who condemns *the raid* condemns what was told, not a second raid of nobody."""
    found = case("On 3 March 2008 Russia bombed Gori. The coup in Nairobi failed. Georgia condemned the bombing.")
    assert [(a.split(" – ")[0], b.split(" – ")[0]) for a, b, _ in links(found)] == [("Georgia", "Russia")]


def test_because_ties_two_deeds(case: Any) -> None:
    """A cause that is a deed itself is what is answered."""
    found = case("Georgia expelled the Russian ambassador because Russia had bombed Gori.")
    assert [(row.basis, row.cue) for row in found.responses] == [("explicit", "because")]


def test_a_rejected_threat_is_answered_by_whom_it_was_put_to(case: Any) -> None:
    """Whatever the mode of the rejection."""
    found = case("France threatened Russia with sanctions. Russia dismissed the threat.")
    assert [(a.split(" – ")[0], b.split(" – ")[0]) for a, b, _ in links(found)] == [("Russia", "France")]


def test_what_is_blamed_or_denied_may_be_a_clause(case: Any) -> None:
    """Condemned them *for taking* it; denied *losing* it."""
    found = case("On 3 March 2008 the Kenyan police condemned the rebels for burning a bridge in Mombasa.")
    assert [(a.split(" – ")[0], "burn" in b) for a, b, _ in links(found)] == [("Kenyan police", True)]


def test_a_rejection_answers_only_such_a_thing_as_it_names(case: Any) -> None:
    """Who rejects requests does not reject the sanctions told before it."""
    told = "On 3 March 2008 Kenya imposed sanctions on Georgia. Georgia rejected "
    assert [b.split(" – ")[0] for _, b, _ in links(case(f"{told}the sanctions."))] == ["Kenya"]
    assert links(case(f"{told}the requests.")) == []


def test_that_none_of_those_told_is_meant_is_one_of_the_choices(case: Any) -> None:
    """In response to the exercises: nobody told them, and the arrests were years before."""
    found = case(
        "On 3 March 2001 Kenyan police arrested four men in Nairobi.\n\nOn 9 June 2009 North Korea fired four missiles "
        "in response to the joint exercises of the south."
    )
    assert links(found) == []


def test_a_step_after_a_hostile_deed_is_only_inferred(case: Any) -> None:
    """After is a time; that the step answers the deed is likely, and said to be no more."""
    found = case("On 3 March 2008 Russian jets bombed Gori. Georgia recalled its ambassador after the bombing.")
    assert [(row.basis, row.cue) for row in found.responses] == [("inferred", "after")]


def test_every_link_says_why(case: Any) -> None:
    """And how sure it is."""
    found = case(
        "On 3 March 2008 Russian jets bombed Gori. On 5 March 2008 Georgia launched a retaliatory strike on Russian "
        "troops in Tskhinvali. Russia condemned the strike."
    )
    why = [row.why for row in found.responses]
    assert [one.rule for one in why if one] == ["consolidate/answer/likeliest", "consolidate/answer/object"]
    assert all(one is not None and 0.0 < one.score <= 1.0 and one.sentence for one in why)


def test_a_denial_that_names_no_deed_likely_speaks_of_the_one_just_told(case: Any) -> None:
    """And it is only inferred; what no telling could mean is left alone."""
    found = case("On 3 March 2008 Russian jets bombed Gori. Moscow denied involvement.")
    assert [(b.split(" – ")[0], basis) for _, b, basis in links(found)] == [("Russia", "inferred")]
    assert [row.cue for row in found.responses] == ["likely what is denied"]
    assert links(case("On 3 March 2008 Kenya asked Georgia for help. Moscow denied involvement.")) == []


def test_a_result_is_no_answer_where_it_is_the_harm_itself(case: Any) -> None:
    """Houses destroyed as a result of a raid are the raid's own."""
    found = case("On 3 March 2008 Russian jets bombed Gori. Twelve houses burned as a result of this bombing.")
    assert all(row.cue != "as a result" for row in found.responses)


def test_nobody_rejects_what_was_put_to_him_later(case: Any) -> None:
    """Chad denied on the third what Sudan said then; Sudan's charge of the fifth, though told nearer, came after."""
    found = case(
        "On 5 May 2006 Sudan accused Chad of shelling Tine. The quarrel began on 3 May 2006, when rebels struck Adre. "
        "Chad denied on 3 May 2006 that it had any part in it."
    )
    day = {row.id: row.date.start for row in found.incidents if row.date}
    late = [row for row in found.responses if day[row.responds_to] == "2006-05-05"]
    assert not late


def test_what_is_answered_may_be_named_by_the_noun_of_the_verb_that_told_it(case: Any) -> None:
    """The sinking is what was told to have sunk, though deeds of other sides stand between; the ship did not do it."""
    found = case(
        "On 9 April 2008 the Russian cruiser Aurora rammed the Georgian frigate Gloria, which sank within minutes. "
        "Georgia claimed that 120 men had drowned. Turkey sent a ship to the strait on 11 April 2008. In reprisal for "
        "the sinking, Georgian authorities seized four Russian trawlers on 30 April 2008.")
    seized = next(row.id for row in found.incidents if row.date.start == "2008-04-30")
    sunk = next(row.id for row in found.incidents if row.date.start == "2008-04-09")
    assert [row.responds_to for row in found.responses if row.incident == seized] == [sunk]
    assert all("gloria" not in actor for row in found.incidents for actor in row.actors)


@pytest.mark.parametrize(("text", "judge", "deed"), [
    ("Jets dropped four bombs on a concert at Orsk. Embassies in the capital condemned it in a joint statement.",
     "Embassies", "dropped"),
    ("Velmar annexed the island in 1974. The move was condemned by Kenya and Sudan.", "Kenya, Sudan", "annexed"),
    ("Sudan expelled the ambassador of Chad. Chad's foreign ministry called the measure unjustified.",
     "Chad's foreign ministry", "expelled"),
    ("Sudan and Chad signed a truce on Friday. Kenya welcomed it.", "Kenya", "signed a truce"),
])
def test_a_blame_or_praise_may_only_point_back(case: Any, text: str, judge: str, deed: str) -> None:
    """To the deed of others just told, by a pronoun or a general name."""
    found = links(case(text))
    assert [(a.split(" – ")[0], basis) for a, b, basis in found if f" – {deed}" in b] == [(judge, "explicit")]


def test_nobody_blames_a_measure_of_his_own(case: Any) -> None:
    """Nor what was told long before."""
    own = case("Sudan closed the border with Chad. Kenya's envoy flew home. Sudan deplored the measure.")
    assert [pair for pair in links(own) if pair[2] == "explicit"] == []


@pytest.mark.parametrize("words", [
    "The raid drew condemnation from Kenya and Sudan.", "The raid was met with condemnation by Kenya and Sudan.",
])
def test_a_deed_draws_condemnation_from_others(case: Any, words: str) -> None:
    """Those who condemn stand behind *from* or *by*; whom they mean did the deed."""
    found = case(f"Velmar's army shelled Orsk on Monday. {words}")
    names = {actor.id: actor.name for actor in found.actors}
    blame = next(row for row in found.incidents if row.type == "ACCUSE")
    assert ([names[one] for one in blame.actors], [names[one] for one in blame.targets]) == (
        ["Kenya", "Sudan"], ["Velmar's army"])


def test_two_sides_of_a_clash_do_it_and_neither_is_its_target(case: Any) -> None:
    """As UCDP has a side A and a side B; who fights against somebody is told to have a target."""
    found = case("Soldiers of Sudan clashed with Chadian rebels near Adre on Monday. Two days later, in Orsk, police "
                 "fought against smugglers.")
    names = {actor.id: actor.name for actor in found.actors}
    assert [([names[a] for a in row.actors], [names[t] for t in row.targets]) for row in found.incidents] == [
        (["Sudanese Armed Forces", "Chadian rebels"], []), (["police"], ["smugglers"])]
