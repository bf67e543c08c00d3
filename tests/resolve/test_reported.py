"""What is reported is theirs who are told to have done it, on its own day, in the words of who says so."""

from __future__ import annotations

from typing import Any

import pytest

from histor.model import Account

_HEAD = "= Notes =\n\nInfobox\n- Published: 20 April 2021\n\n"


def read(crew: Any, words: str) -> Account:
    """Return the account of some sentences."""
    from histor.pipeline import take
    from histor.read import read_text

    return take(read_text(_HEAD + words + "\n", name="test"), crew)


def doers(account: Account, kind: str = "ASSAULT") -> list[tuple[str, ...]]:
    """Return the ids of those who did each deed of a type."""
    return [tuple(ref for m in event.actors for ref in m.refs) for event in account.events if event.type == kind]


@pytest.mark.parametrize(("words", "doer"), [
    ("The ministry accused the army of having shelled Osk.", "a-army"),
    ("A court convicted Colonel Mara Vidal of having ordered the shelling of Osk.", "a-mara-vidal"),
])
def test_who_is_accused_of_having_done_it_did_it(crew: Any, words: str, doer: str) -> None:
    """The accuser and the court did not."""
    assert doers(read(crew, words)) == [(doer,)]


def test_survivors_are_neither_the_dead_nor_the_doers(crew: Any) -> None:
    """Nor is a number of them one of the dead."""
    account = read(crew, "The mission has spoken with 22 survivors of the strike of 9 March.")
    assert not any(doers(account)) and account.tolls == ()


def test_a_side_nobody_knows_speaks_for_itself(crew: Any) -> None:
    """What it reports is not told in the account's own voice."""
    account = read(crew, "The Ostian side reported five soldiers killed.")
    claimant = account.tolls[0].claimant
    assert claimant is not None and account.attributions[claimant].refs == ("a-ostian-side",)


def test_a_squadron_without_a_name_acts(crew: Any) -> None:
    """It is armed by its word, as a brigade is."""
    assert doers(read(crew, "The squadron bombarded the port of Osk."), "ASSAULT") == [("a-squadron",)]


@pytest.mark.parametrize(("words", "day"), [
    ("On 2 April the government admitted that its aircraft had struck the market on 9 March.", "2021-03-09"),
    ("Jets killed 30 civilians when they bombed the market on 9 March, the monitor said today.", "2021-03-09"),
])
def test_the_day_of_saying_is_not_the_day_of_what_was_done(crew: Any, words: str, day: str | None) -> None:
    """Where the words tell another: with the deed, or with what was done at that time."""
    event = next(e for e in read(crew, words).events if e.type == "ASSAULT")
    assert (event.when.start if event.when else None) == day


def test_the_day_behind_said_is_the_day_of_saying(crew: Any) -> None:
    """And stands in no words that are said."""
    account = read(crew, "Soldiers shot nine people in Osk, the mayor said on Wednesday.")
    said = account.attributions[0]
    assert said.said_on is not None and said.said_on.start == "2021-04-14"
    assert [account.document.text[s.start : s.end] for s in said.content] == ["Soldiers shot nine people in Osk"]


def test_a_figure_in_a_relative_clause_is_his_who_gives_it(crew: Any) -> None:
    """Not of those in whose words the clause stands."""
    words = ("The rebels claimed the attack, saying it was in retaliation for the bombing of Osk market, in which at"
             " least 27 people died on Tuesday according to the Red Cross.")  # fmt: skip
    account = read(crew, words)
    claimant = account.tolls[0].claimant
    assert claimant is not None and "red-cross" in account.attributions[claimant].refs[0]


def test_reports_according_to_which_are_hearsay(crew: Any) -> None:
    """What a ministry takes note of it does not tell in its own voice; what it rejects it denies still."""
    words = "The ministry has taken note of reports according to which the air force struck the market of Osk."
    noted = read(crew, words)
    assert [e.status for e in noted.events if e.type == "ASSAULT"] == ["claimed"]
    rejected = read(crew, "The ministry rejected claims according to which its jets had bombed Osk.")
    assert [e.status for e in rejected.events if e.type == "ASSAULT"] == ["denied"]
