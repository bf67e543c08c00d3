"""Who speaks where the name stands in another clause or sentence than the verb: read end to end, as an editor would."""

from __future__ import annotations

import pytest


def speakers(read, cue: str) -> set[str]:  # type: ignore[no-untyped-def]
    text = read.document.text
    rows = [row for row in read.attributions if text[row.cue.start : row.cue.end] == cue]
    return {ref for row in rows for ref in row.refs}


def test_whoever_is_blamed_in_a_quotation_does_not_speak_it(account) -> None:  # type: ignore[no-untyped-def]
    """What stands between marks names others: *he* is the speaker told before."""
    read = account('Omar Tellis, a spokesman, met reporters and said: "The town is calm." '
                   '"We hold Mr. Dunmore and Mr. Ashby responsible for every death," he added.')
    assert speakers(read, "added") == {"a-omar-tellis"}


def test_a_name_between_marks_is_no_speech(account) -> None:  # type: ignore[no-untyped-def]
    """A title in marks says nothing of its own, so that whoever stands there may still be meant."""
    read = account('Chile sank the "Rey Alonso". It said that nobody had died.')
    assert speakers(read, "said") == {"a-chile"}


@pytest.mark.parametrize(("text", "cue", "who"), [
    ("State radio flashed a message urging villagers to stay indoors.", "urging", "a-state-radio"),
    ("The Harbour Authority has issued a Notice to Mariners warning ships to keep away.", "warning",
     "a-harbour-authority"),
])
def test_a_message_is_the_word_of_whoever_issued_it(  # type: ignore[no-untyped-def]
    account, text: str, cue: str, who: str
) -> None:
    assert speakers(account(text), cue) == {who}


def test_a_statement_is_whose_it_was_told_to_be_last(account) -> None:  # type: ignore[no-untyped-def]
    """The army spoke in a statement, then the rebels claimed the raid in another: the next is the rebels'."""
    read = account("The Peruvian army spokesman said in a statement that guards fought with the raiders.\n\n"
                   "The Red Dawn Front quickly claimed responsibility for the raid in a statement posted on its site. "
                   "The statement said that its men were safe.")
    assert [row.refs for row in read.attributions][-1] == ("a-red-dawn-front",)


def test_a_given_name_that_is_also_a_peoples_stays_a_name(account) -> None:  # type: ignore[no-untyped-def]
    """A people's name before a surname describes; as the head of the name it is one."""
    read = account("Mr. Hun Varo said that the bridge had fallen.")
    assert speakers(read, "said") == {"a-hun-varo"}


@pytest.mark.parametrize(("text", "who"), [
    ("Peru's foreign minister, Ana Ruiz, flew to Lima. The health minister announced that nine had died.",
     "a-health-minister"),
    ("Peru's foreign minister, Ana Ruiz, flew to Lima. The foreign minister announced that nine had died.",
     "a-ana-ruiz"),
    ("Peru's foreign minister, Ana Ruiz, flew to Lima. The weary minister announced that nine had died.",
     "a-ana-ruiz"),
])
def test_another_post_is_another_person(account, text: str, who: str) -> None:  # type: ignore[no-untyped-def]
    """A post told with a word that makes it another is not hers; one told with any other word may be."""
    assert speakers(account(text), "announced") == {who}


@pytest.mark.parametrize(("text", "who"), [
    ("The dead included two nurses, the governor of Tolm, Ada Berk, told journalists.", {"a-ada-berk"}),
    ("Nobody survived the blast, the head of the clinic, Jon Ferro, told this newspaper.", {"a-jon-ferro"}),
])
def test_whoever_is_told_does_not_speak(account, text: str, who: set[str]) -> None:  # type: ignore[no-untyped-def]
    """A name between the words told and the verb speaks; whom he told stands behind it."""
    assert speakers(account(text), "told") == who


def test_nobody_vouches_for_what_he_could_not_confirm(account) -> None:  # type: ignore[no-untyped-def]
    """What is reported is the word of nobody named, whoever looked into it."""
    read = account("Peace Watch, a charity, visited the coast. Peace Watch could not confirm reports that a pit had "
                   "been dug near Orsk.")
    assert not any("a-peace-watch" in row.refs for row in read.attributions)
