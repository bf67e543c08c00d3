"""What a deed is bound to: its own day, its own scene, its own teller, or nothing."""

from __future__ import annotations

from typing import Any

import pytest


def deed(account: Any, text: str, mode: str = "heavy-weapons") -> tuple[Any, Any]:
    found = account(text)
    return found, next(event for event in found.events if event.mode == mode)


@pytest.mark.parametrize(("text", "day", "note"), [
    ("On 4 May 1916 the navy shelled Galway.", "1916-05-04", "its own clause"),
    ("The navy shelled Galway on 4 May 1916.", "1916-05-04", "its own clause, behind"),
    ("On 4 May 1916 the navy, which was anchored in the bay, shelled Galway.", "1916-05-04", "over a relative clause"),
    ("The troops left on 4 May 1916. The navy shelled Galway two days later.", "1916-05-06", "counted from the story"),
    ("The navy shelled Galway.", None, "no day is told, so none is given"),
    ("On 5 May 1916 France condemned the shelling of Galway.", None, "the day of the words about it"),
    ("The navy, which had left port on 2 May 1916, shelled Galway on 4 May.", "1916-05-04",
     "not its relative clause's"),
    ("On Monday, 1 May 1916, they sailed. After the fleet was sighted on 4 May, the navy shelled Galway.", "1916-05-04",
     "not before what it came after"),
    ("In 1882 they met. During the crisis of 1916, as troops were marching, the navy shelled Galway.", "1916",
     "the phrase in front"),
    ("The crew stands on the quay, after the navy on 4 May 1916 shelled Galway, in Ireland, Sunday, May 7, 1916.",
     "1916-05-04", "the other is the picture's"),
    ("In May 1916 the admiral said that two hundred civilians were killed in shelling at Galway.", "1916-05",
     "of the saying, for what they were killed in"),
])
def test_when(account: Any, text: str, day: str | None, note: str) -> None:
    """The note says where the day stands."""
    _, event = deed(account, text)
    assert (event.when.start if event.when else None) == day, note


@pytest.mark.parametrize(("second", "day", "vague"), [
    ("The raid came two days after a bombing in Kobani.", "1916-05-02", False),
    ("The raid took place almost two weeks after the bombing of Kobani.", "1916-04-20", True),
    ("The raid came two days before a bombing in Kobani.", "1916-05-06", False),
])
def test_a_distance_dates_what_it_counts_from(account: Any, second: str, day: str, vague: bool) -> None:
    """The raid keeps the story's day, which no word tells anew; the bombing is as far from it as the words say."""
    found = account(f"On 4 May 1916 rebels raided Galway. {second}")
    words = {found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form: e.when for e in found.events}
    assert (words["bombing"].start, words["bombing"].approx) == (day, vague)
    assert (words["raid"].start, words["raid"].span) == ("1916-05-04", None)


def test_the_day_of_saying_is_not_the_day_of_the_deed(account: Any) -> None:
    """He said it on the seventh; when it happened, he did not say."""
    found, event = deed(account, "The minister said on 7 May 1916 that the navy had shelled Galway.")
    assert event.when is None or event.when.start != "1916-05-07" or event.when.basis != "explicit"
    assert [row.said_on.start for row in found.attributions if row.said_on] == ["1916-05-07"]


def test_the_night_before_last_is_two_days_ago(account: Any) -> None:
    """It is counted from the day of publication as *yesterday* is."""
    _, event = deed(account, "Published: 6 May 1916\n\nThe navy shelled Galway the night before last.")
    assert event.when.start == "1916-05-04"


@pytest.mark.parametrize(("text", "places"), [
    ("Turkish jets bombed a village near Kobani on 4 May 2016.", {"Kobani"}),
    ("In Kobani, Turkish jets bombed a school on 4 May 2016.", {"Kobani"}),
    ("Ankara condemned the strike on Kobani.", {"Kobani"}),
    ("According to officials in Ankara, Turkish jets bombed a school.", set()),
])
def test_where(account: Any, text: str, places: set[str]) -> None:
    """Where it was done; not where it is spoken of, and not whose it is."""
    found, event = deed(account, text)
    known = {row.id: row.name for row in found.places}
    assert {known[ref] for mention in event.places for ref in mention.refs} == places


@pytest.mark.parametrize(("text", "status", "told"), [
    ("Turkish jets bombed Kobani.", "reported", False),
    ("The ministry said that Turkish jets bombed Kobani.", "claimed", True),
    ("According to the ministry, Turkish jets bombed Kobani.", "claimed", True),
    ("The ministry denied that Turkish jets had bombed Kobani.", "denied", True),
    ("The ministry condemned the bombing of Kobani by Turkish jets.", "reported", False),
])
def test_who_says_so(account: Any, text: str, status: str, told: bool) -> None:
    """To condemn a deed is to take it as given; to deny it is no deed."""
    _, event = deed(account, text)
    assert event.status == status and (event.claimant is not None) is told


@pytest.mark.parametrize(("text", "status"), [
    ('"We condemn the shelling of Galway," a spokesman for the French navy said.', "reported"),
    ("The French navy said that it condemned the shelling of Galway.", "reported"),
    ("The French navy said that it had condemned the shelling of Galway.", "claimed"),
    ("The French navy said that Spain condemned the shelling of Galway.", "claimed"),
])
def test_words_are_done_by_speaking(account: Any, text: str, status: str) -> None:
    """Who says *we condemn* condemns; that he did so before, or another did, is his claim."""
    _, event = deed(account, text, "disapprove")
    assert (event.status, event.claimant is None) == (status, status == "reported")


def test_spokesmen_are_told_apart_by_whom_they_speak_for(account: Any) -> None:
    """Two spokesmen of one text are two, and each is of his side."""
    found = account("A spokesman for the Iranian army said two died. A spokesman for the Iraqi government denied it.")
    sides = {row.id: row.side for row in found.actors}
    assert [sides[row.refs[0]] for row in found.attributions] == ["a-iran", "a-iraq"]


def test_a_claim_of_responsibility_names_the_doer(account: Any) -> None:
    """Who claims the deed as his own is one of those who did it."""
    found = account("A bombing hit Kabul on 4 May 2016. The Taliban claimed responsibility for the bombing.")
    owners = [e for e in found.events if e.claimed_by is not None]
    assert owners and any("taliban" in ref for e in owners for m in e.actors for ref in m.refs)


def test_every_index_leads_somewhere(account: Any) -> None:
    """Tellers, parts and words point at what there is."""
    found = account("The ministry said that nine people, including two boys, were killed when jets bombed Kobani.")
    for event in found.events:
        assert event.claimant is None or 0 <= event.claimant < len(found.attributions)
        assert 0 <= event.trigger.sentence < len(found.sentences)
    assert all(toll.claimant is None or 0 <= toll.claimant < len(found.attributions) for toll in found.tolls)
    assert all(toll.part_of is None or 0 <= toll.part_of < len(found.tolls) for toll in found.tolls)


def test_he_said_is_who_spoke_before(account: Any) -> None:
    """Where nothing else says who; and not where somebody else has spoken long before."""
    found = account("The skipper of Orm said that the ship sank. He said that about 70 were missing.")
    first, second = (row.refs for row in found.attributions)
    assert first and first == second


def test_it_said_is_the_body_that_spoke_before(account: Any) -> None:
    """Where the words of saying trail; a report that begins "It finds" tells its own body's finding."""
    found = account("The rescue service of Orm said that the ship sank. Nine were hurt, it added.")
    first, second = (row.refs for row in found.attributions)
    assert first and first == second
    found = account("Mayor Ann Bel said that the ship sank. Nine were hurt, it added.")
    assert found.attributions[0].refs and not found.attributions[1].refs


BOX = """= Battle of the Fords =

Infobox
- Combatant1: India
- Combatant2: Pakistan <hr> Claimed by India: Hill raiders
- Combatant3: Nepal, Bhutan
- Casualties1: None
- Casualties2: 40 killed (Indian claim), 12 Indian prisoners killed
- Casualties3: 9 killed

The battle was fought in 1965.
"""


def test_whose_dead_a_box_tells(account: Any) -> None:
    """A numbered row belongs to the one party of its number, unless its own words say otherwise."""
    found = account(BOX)
    assert [(toll.low, toll.side) for toll in found.tolls] == [
        (0, "a-india"), (40, "a-pakistan"), (12, "a-india"), (9, None),
    ]  # fmt: skip
    assert [found.attributions[t.claimant].refs for t in found.tolls if t.claimant is not None] == [("a-india",)]


def test_who_is_named_as_telling_a_figure(account: Any) -> None:
    """A source without a name inside somebody's word leaves the figure to him who is named."""
    found = account("Colonel Ann Reed said reports from the field indicated that 13 gunners were killed.")
    (toll,) = found.tolls
    assert found.attributions[toll.claimant].refs == ("a-ann-reed",)


def test_who_denies_that_his_men_were_hit_hits_nobody(account: Any) -> None:
    """The deed that he denies befell his men; nobody is told to have done it."""
    _, found = deed(account, "On 3 May 2020 the Orm Liberation Army denied that its fighters had been hit.")
    assert found.status == "denied"
    assert found.actors == ()
    assert any(mention.refs for mention in found.targets)
