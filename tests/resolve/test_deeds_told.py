"""Deeds as an editor meets them, read end to end: who did what is told to be done, and what nobody did."""

from __future__ import annotations

import pytest


def deeds(read, trigger: str):  # type: ignore[no-untyped-def]
    words = ((e, read.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form) for e in read.events)
    return [event for event, form in words if form == trigger]


@pytest.mark.parametrize(("text", "trigger"), [
    ("None of the hostages was killed by the rebels.", "killed"),
    ("None of the thirteen demands had been met.", "met"),
    ("Nobody attacked the camp.", "attacked"),
    ("The rebels killed none of the hostages.", "killed"),
])
def test_what_none_did_or_suffered_is_no_deed(  # type: ignore[no-untyped-def]
    account, text: str, trigger: str
) -> None:
    """*None* and *nobody* deny the deed as *no soldier* does."""
    assert {event.status for event in deeds(account(text), trigger)} <= {"negated"}


def test_who_beholds_a_deed_does_not_do_it(account) -> None:  # type: ignore[no-untyped-def]
    """A year sees raids, and people see them as revenge; neither raids."""
    read = account("Many villagers saw the raids as revenge. The spring saw gunfire across Tarin.")
    found = [deeds(read, word) for word in ("raids", "gunfire")]
    assert all(found) and not any(event.actors for row in found for event in row)


@pytest.mark.parametrize(("text", "kinds"), [
    ("On 3 May 1991, a peace treaty was signed in Algiers.", {"AGREE"}),
    ("Chad and Niger have reportedly agreed to meet.", {"AGREE"}),
    ("Diplomatic relations were restored in 1989.", {"COOPERATE"}),
    ("Diplomatic relations were restored.", set()),
])
def test_what_takes_several_is_told_with_its_day_or_scene(  # type: ignore[no-untyped-def]
    case, text: str, kinds: set[str]
) -> None:
    """A treaty signed on a day is one, though its parties are not named in that breath."""
    assert {incident.type for incident in case(text).incidents} == kinds


def test_what_something_is_due_to_is_answered_by_it(case) -> None:  # type: ignore[no-untyped-def]
    view = case("The mission withdrew its peacekeepers due to an attack by the Red Dawn Front.")
    kinds = {incident.id: incident.type for incident in view.incidents}
    assert [(kinds[r.incident], kinds[r.responds_to]) for r in view.responses] == [("RETREAT", "ASSAULT")]


def test_whoever_issues_a_notice_does_what_it_does(account) -> None:  # type: ignore[no-untyped-def]
    """A notice *to mariners* is not their word: the authority asks."""
    read = account("The Harbour Authority issued a notice to mariners asking ships to keep away.")
    named = {actor.id: actor.name for actor in read.actors}
    asked = [{named[ref] for m in event.actors for ref in m.refs} for event in deeds(read, "asking")]
    assert asked == [{"Harbour Authority"}]


@pytest.mark.parametrize("text", [
    "Rebels fired nine rockets at nighttime into Chad.", "In May the army crossed the border to attack a rebel camp.",
])
def test_no_time_and_no_border_is_whom_a_deed_befalls(account, text: str) -> None:  # type: ignore[no-untyped-def]
    read = account(text)
    struck = {read.sentences[0].tokens[m.word.token - 1].form for e in read.events for m in e.targets}
    assert not struck & {"nighttime", "border"}


@pytest.mark.parametrize(("text", "told"), [
    ("Peru denied on 4 May 2014 that its soil had been used against Chile.", False),
    ("Chilean jets attacked Arica on 4 May 2014. Cluster bombs were used against the port.", True),
])
def test_to_use_somebodys_soil_is_no_deed(  # type: ignore[no-untyped-def]
    account, text: str, told: bool
) -> None:
    """What was done there is not told; what was used as arms is."""
    assert bool(deeds(account(text), "used")) is told


@pytest.mark.parametrize(("text", "doers"), [
    ("Peru's foreign ministry said that it had shelled Arica on 4 May 2014.", {"Peru"}),
    ("Peru's foreign ministry said that it had summoned the envoy on 4 May 2014.", {"Peru's foreign ministry"}),
    ("The Peruvian army said that it had shelled Arica on 4 May 2014.", {"Armed forces of Peru"}),
])
def test_a_ministry_speaks_and_its_state_fights(  # type: ignore[no-untyped-def]
    account, text: str, doers: set[str]
) -> None:
    """What *it* did with arms, the forces of the state did."""
    read = account(text)
    event = next(event for event in read.events if event.type in {"ASSAULT", "ACCUSE", "CONSULT"})
    named = {actor.id: actor.name for actor in read.actors}
    assert {named[ref] for mention in event.actors for ref in mention.refs} == doers
