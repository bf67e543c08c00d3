"""From tellings to incidents: what is one deed, what is two, and what a reference back means."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from reading import days, deeds, names

from histor.consolidate import view
from histor.export.json import case_dict, dumps

LEAD_AND_BODY = """Raid on Kobani

Turkey bombed Kobani on 4 May 2016.

== The attack ==

On 4 May 2016, Turkish jets bombed the town of Kobani in northern Syria. Nine people were killed in the bombing.
"""


def test_lead_and_body_tell_one_deed(case: Any) -> None:
    """With the evidence of both, and the dead of it."""
    found = case(LEAD_AND_BODY)
    assert days(found) == ["2016-05-04"]
    assert len(deeds(found)[0].evidence) >= 2
    assert [row.incident for row in found.casualties] == [deeds(found)[0].id]


def test_two_towns_on_one_day_are_two_deeds(case: Any) -> None:
    """Even by the same hand in the next sentence."""
    found = case("On 3 March 1998 Ethiopian jets bombed Asmara. On the same day Ethiopian jets bombed Massawa.")
    assert days(found) == ["1998-03-03", "1998-03-03"]


def test_two_days_are_two_deeds(case: Any) -> None:
    """Two sides, two days, two towns."""
    found = case("On 3 March 1998 Ethiopian troops shelled Asmara. On 9 March 1998 Eritrean troops shelled Adigrat.")
    assert days(found) == ["1998-03-03", "1998-03-09"]


def test_deeds_side_by_side_in_one_sentence_are_two(case: Any) -> None:
    """Burning the bridge is not attacking the fort."""
    found = case("On 2 April 1915 the rebels burned the bridge and attacked the fort.")
    assert len(deeds(found)) == 2


def test_an_attack_and_those_whom_it_killed_are_one(case: Any) -> None:
    """The dead are what the attack led to; a second place would make a second deed."""
    found = case("On 2 April 1915 the rebels attacked the village of Orm and killed nine farmers.")
    assert len(deeds(found)) == 1
    assert [row.incident for row in found.casualties] == [deeds(found)[0].id]


def test_what_is_done_where_one_came_is_part_of_coming(case: Any) -> None:
    """They stormed the port and burned its sheds: one go; *later* would make it two."""
    once = case("On 2 April 1915 the rebels stormed the port of Orm and burned the sheds.")
    assert len(deeds(once)) == 1
    twice = case("On 2 April 1915 the rebels stormed the port of Orm and later burned the sheds.")
    assert len(deeds(twice)) == 2


def test_a_named_deed_and_the_clause_that_tells_it_are_one(case: Any) -> None:
    """The bombing took place when jets struck: one deed, named and told."""
    found = case("The bombing of Orm took place on 2 April 1983, when Tarn jets struck the market.")
    assert len(deeds(found)) == 1


def test_the_day_of_a_look_back_goes_no_further(case: Any) -> None:
    """What follows a flashback is of the story's day again."""
    found = case("On 12 May 2003 soldiers closed the road near Orm. Three days before, a bomb had killed four men "
                 "there. The soldiers fired on a car.")
    by_day = {row.date.start: row.mode for row in deeds(found)}
    assert by_day["2003-05-12"] == "firearms" and "2003-05-09" in by_day


def test_clauses_beside_one_another_are_two(case: Any) -> None:
    """A semicolon parts two scenes, though the sentence is one."""
    found = case("In May 1999 Pakistani guns shelled Kargil; Skardu was bombed by India.")
    assert len(deeds(found)) == 2


def test_a_bare_clause_goes_on_with_the_deed(case: Any) -> None:
    """And not where another place was named since."""
    assert len(deeds(case("On 5 June 1999 Pakistani troops attacked Kargil. They fired until noon."))) == 1
    moved = case("On 5 June 1999 Pakistani guns fired on Kargil. It was calm in Skardu. Tanks attacked at night.")
    assert len(deeds(moved)) == 2


def test_those_who_stone_soldiers_are_not_those_whom_soldiers_shoot(case: Any) -> None:
    """One place and one day, but the hands have changed sides."""
    found = case("On 3 May 1906 soldiers shot at a crowd in Lodz. The crowd attacked the soldiers with stones.")
    assert len(deeds(found)) == 2


def test_a_figure_with_a_place_is_of_the_deed_there(case: Any) -> None:
    """Whichever deed was told last."""
    found = case(
        "On 3 March 1998 Ethiopian jets bombed Asmara. On the same day Ethiopian jets bombed Massawa. "
        "Two people were killed in Asmara and six people were killed in Massawa."
    )
    here, there = (next(row.id for row in deeds(found) if town in row.places[0]) for town in ("asmara", "massawa"))
    assert {row.low: row.incident for row in found.casualties} == {2: here, 6: there}


def test_those_whom_a_strike_killed_are_not_those_of_the_deed_it_followed(case: Any) -> None:
    """Seven died of Pakistan's strike, though the Iranian missiles are told nearer to the number."""
    found = case("On 18 January 2024 Pakistan struck Saravan, killing at least seven people, two days after Iran fired "
                 "missiles into Panjgur.")  # fmt: skip
    (dead,) = found.casualties
    assert [row.date.start for row in deeds(found) if row.id == dead.incident and row.date] == ["2024-01-18"]


def test_a_reference_goes_to_the_nearest_that_fits(case: Any) -> None:
    """The shelling that India condemns is the one told just before."""
    found = case("On 5 June 1999 Pakistan shelled Kargil. India condemned the shelling.")
    assert len(deeds(found)) == 1
    assert len(deeds(found)[0].evidence) == 2


def test_nobody_condemns_the_deed_of_his_own_side(case: Any) -> None:
    """A reference inside a condemnation passes over the condemner's own deeds, though they are nearer."""
    found = case(
        "On 5 June 1999 Pakistani troops shelled Kargil. On 7 June 1999 Indian troops shelled Skardu. "
        "On 8 June 1999 India condemned the shelling."
    )
    accused = deeds(found, "ACCUSE")
    assert len(accused) == 1 and "Pakistan" in " ".join(names(found, accused[0].targets))


def test_a_codename_is_kept(case: Any) -> None:
    """As it stands in the text."""
    found = case("On 1 September 1939 Germany launched Operation Fall Weiss against Poland.")
    assert [row.codename for row in deeds(found)] == ["Operation Fall Weiss"]


@pytest.mark.parametrize("text", [
    "In May 1916 the rebels planned to attack Dublin.",
    "The army did not shell Cork.",
    "If Germany attacks Belgium, Britain will respond.",
    "No attack was launched on Warsaw in 1830.",
])
def test_what_was_not_done_is_no_incident(case: Any, text: str) -> None:
    """A plan, a negation, a condition."""
    assert [row for row in deeds(case(text)) if row.status in {"reported", "claimed"}] == []


def test_a_plan_lends_its_planners_to_no_deed(case: Any) -> None:
    """Who planned another attack did not do this one."""
    found = case("Nine people were killed in Cork on 3 May 1916. In Dublin the rebels planned to attack the castle.")
    assert all("rebels" not in names(found, row.actors) for row in deeds(found) if row.status == "reported")


def test_an_attackers_word_for_its_target_is_only_claimed(case: Any) -> None:
    """And the source's own word is a target."""
    found = case("Sudan's army said that it struck rebel bases in Darfur on 6 June 2011.")
    row = deeds(found)[0]
    assert row.status == "claimed" and row.claimed_targets and not row.targets
    told = case("On 6 June 2011 Sudan's army struck a rebel base in Darfur.")
    assert deeds(told)[0].targets and not deeds(told)[0].claimed_targets


TEXTS = (
    "On 4 May 2016 Turkish jets bombed Kobani. The Syrian government said that nine people were killed.",
    "On 4 May 2016 Turkish aircraft bombed the town of Kobani. Ankara said that four militants were killed.",
    "Syria condemned the bombing of Kobani on 5 May 2016.",
)


def test_two_accounts_of_one_deed_make_one_incident(case: Any) -> None:
    """With both tolls, each under its own mouth."""
    found = case(*TEXTS[:2])
    assert days(found) == ["2016-05-04"]
    assert {e.source for e in deeds(found)[0].evidence} == {row.id for row in found.sources}
    assert len({row.according_to for row in found.casualties}) == 2


def test_the_order_of_accounts_changes_nothing(account: Any) -> None:
    """Not a byte."""
    accounts = [account(text) for text in TEXTS]
    cases = {dumps(case_dict(view(list(order), "t"))) for order in itertools.permutations(accounts)}
    assert len(cases) == 1


def test_the_same_text_twice_says_nothing_twice(account: Any) -> None:
    """One source, one set of rows."""
    once = view([account(TEXTS[0])], "t")
    assert view([account(TEXTS[0]), account(TEXTS[0])], "t") == once


def test_ids_are_stable(account: Any) -> None:
    """A second reading gives the same ids, and another text beside it changes none of the first one's."""
    first, again = view([account(TEXTS[0])], "t"), view([account(TEXTS[0])], "t")
    assert [row.id for row in first.incidents] == [row.id for row in again.incidents]
    other = account("On 2 April 1915 the rebels burned the bridge.")
    both = {row.id for row in view([account(TEXTS[0]), other], "t").incidents}
    assert {row.id for row in first.incidents} <= both


def test_every_joining_says_why(case: Any) -> None:
    """One sentence a telling."""
    for row in case(LEAD_AND_BODY, *TEXTS).incidents:
        assert row.why and all(why.sentence and why.rule.startswith("consolidate/") for why in row.why)


def test_whoever_denies_a_deed_claims_no_aim(case: Any) -> None:
    """The town is what he denies having hit."""
    found = case("The ministry of Oshtan denied that its forces had shelled the town of Belgar on 3 May 2011.")
    deed = deeds(found)[0]
    assert deed.status == "denied" and deed.claimed_targets == ()
    assert names(found, deed.targets) == {"town of Belgar"}
