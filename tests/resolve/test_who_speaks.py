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


@pytest.mark.parametrize(("text", "side", "title"), [
    ("Chadian papers told of 12 dead. The health minister said that nine had died.", "a-chad", "health minister"),
    ("Kenya shelled Moyale. Ethiopia's interior minister said that four had died.", "a-ethiopia", "interior minister"),
    ("A minister in the chapel said that four had died in Kenya.", None, None),
])
def test_a_minister_is_one_of_the_state_told_of(  # type: ignore[no-untyped-def]
    account, text: str, side: str | None, title: str | None
) -> None:
    """A post that only a state has is of the state that is told near, also where that is not named with it."""
    read = account(text)
    ((who,),) = [row.refs for row in read.attributions if "died" in read.document.text[row.content[0].start:][:60]][-1:]
    actor = next(one for one in read.actors if one.id == who)
    assert actor.side == side and (title is None or [role.title for role in actor.roles] == [title])


def test_the_bodies_of_a_state_are_one_however_the_state_is_told(account) -> None:  # type: ignore[no-untyped-def]
    """*X's ministry*, *the X-ian ministry* and *its ministry* speak with one mouth; a capital makes no other body."""
    read = account("Mali's foreign ministry said that it was calm. The Malian foreign ministry said that it was not. "
                   "Mali's air force said that it had bombed nobody. The Malian Air Force said that nobody had died.")
    said = [row.refs for row in read.attributions]
    assert said[0] == said[1] != said[2] == said[3]
    assert {one.id: one.name for one in read.actors}[said[3][0]] == "Malian Air Force"


def test_each_who_accuses_the_other_accuses_both(account) -> None:  # type: ignore[no-untyped-def]
    """*The other* of two is each of them; before a noun it is not."""
    read = account("Chad and Niger signed a truce. Each government accused the other of sheltering rebels.")
    event = next(one for one in read.events if one.type == "ACCUSE")
    assert {"a-chad", "a-niger"} == {ref for mention in event.targets for ref in mention.refs}


def test_gunmen_nobody_knows_are_gunmen(account) -> None:  # type: ignore[no-untyped-def]
    """That nobody knows them is no part of what they are called."""
    read = account("Unidentified gunmen killed a teacher. Unknown armed men burned the school.")
    assert {"a-gunmen", "a-armed-men"} <= {one.id for one in read.actors}


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
    (row,) = read.attributions
    assert row.hedge and row.refs == ()
    assert read.document.text[slice(*row.content[0])] == "that a pit had been dug near Orsk"


def test_a_participle_before_a_noun_belongs_to_the_speaker(account) -> None:  # type: ignore[no-untyped-def]
    """A high-*ranking* harbour school officer says what follows his whole name."""
    text = "According to a high-ranking harbour school officer, this is the barn where Mayor Dorn was held."
    (row,) = account(text).attributions
    assert row.speaker_span and text[row.speaker_span.start : row.speaker_span.end].endswith("school officer")
    assert [text[s.start : s.end] for s in row.content] == ["this is the barn where Mayor Dorn was held"]
