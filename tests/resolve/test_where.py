"""Where a deed was, read end to end: what looks like a place and is none, and what tells only whence one is."""

from __future__ import annotations

import pytest


def places(read, trigger: str) -> set[str]:  # type: ignore[no-untyped-def]
    named = {place.id: place.name for place in read.places}
    words = {e.trigger: read.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in read.events}
    told = (m for event in read.events if words[event.trigger] == trigger for m in event.places)
    return {named[ref] for mention in told for ref in mention.refs}


@pytest.mark.parametrize(("text", "trigger", "where"), [
    ("They joined the 900 peacekeepers from Chad, with Gabon providing fuel.", "joined", set()),
    ("Peru has withdrawn more than US$9 billion from foreign banks.", "withdrawn", set()),
    ("Gunmen ambushed a patrol in the Darb al-Harun area of the city.", "ambushed", {"Darb al-Harun"}),
    ("Rebels clashed with guards in Lima's old market.", "clashed", {"Lima"}),
    ("Peru and Chile exchanged fire near Tacna on Monday.", "exchanged", {"Tacna"}),
    ("Soldiers of Sudan clashed with rebels near Adre.", "clashed", {"Adre"}),
    ("Clashes between the army of Sudan and rebels of Chad in Adre killed nine men.", "Clashes", {"Adre"}),
])
def test_where_it_was(account, text: str, trigger: str, where: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert places(account(text), trigger) == where


def test_half_of_a_title_is_no_town(account) -> None:  # type: ignore[no-untyped-def]
    """Some list has a town for every word; a hyphen makes one word of two."""
    read = account("Report of the Secretary-General on the mission in Chad")
    assert {place.name for place in read.places} == {"Chad"}


def test_a_word_inside_the_name_of_an_operation_is_no_town(account) -> None:  # type: ignore[no-untyped-def]
    """Whatever stands between *Operation* and the word."""
    read = account("The army shelled two camps near Basra in Operation Red Bar Karun.")
    assert not [place.name for place in read.places if "Bar" in place.name]
