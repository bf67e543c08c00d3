"""Where the words themselves say nothing: the scene of a passage, a place meant again, whom a denial answers."""

from __future__ import annotations

from typing import Any

import pytest

from histor import consolidate


def names(found: Any, mentions: Any) -> set[str]:
    known = {row.id: row.name for row in (*found.places, *found.actors)}
    return {known[ref] for mention in mentions for ref in mention.refs}


def deed(found: Any, trigger: str) -> Any:
    words = {e.trigger: found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in found.events}
    return next(event for event in found.events if words[event.trigger] == trigger)


STORY = "On 4 May 2016 jets bombed Kobani. {} soldiers shot two farmers."


@pytest.mark.parametrize(("text", "scene", "note"), [
    (STORY.format("The next day"), {"Kobani"}, "the story goes on where it was"),
    (STORY.format("In Raqqa,"), set(), "a place of its own stands for itself"),
    ("Rebels fled.\n\nOn 4 May 2016 jets bombed Kobani.\n\nThe next day soldiers shot two farmers.", set(),
     "another paragraph"),
    ("On 4 May 2016 jets bombed Kobani. In retaliation, soldiers shot two farmers.", set(), "an answer is elsewhere"),
    ("The next day soldiers shot two farmers. On 4 May 2016 jets bombed Kobani.", set(), "not from what follows"),
])
def test_scene(account: Any, text: str, scene: set[str], note: str) -> None:
    """A scene is carried within a paragraph, forwards, to deeds that have none."""
    found = account(text)
    assert names(found, deed(found, "shot").scene) == scene, note


def test_a_hyphen_in_a_name_makes_no_label(account: Any) -> None:
    """Where the minister spoke is not where the homes are."""
    found = account("In Davos, Ben-Gal said nothing.\n\nIn Davos, Ben-Ami denied it. Soldiers shot two farmers.")
    assert names(found, deed(found, "shot").scene) == set()


def test_what_was_on_another_day_lends_no_scene(account: Any) -> None:
    """The attack was where the farmers were, and nobody says where that is."""
    found = account("On 4 May 2016 rebels shot two farmers. The attack came one day after Syrian jets struck Homs.")
    assert names(found, deed(found, "attack").scene) == set() != names(found, deed(found, "struck").places)


@pytest.mark.parametrize(("text", "scene", "ground", "note"), [
    ("Envoys met in Geneva on 4 May 2016 and shot at the rebels' demands.", {"Geneva"}, "clause", "in one breath"),
    ("Aleppo, 4 May 2016 - soldiers shot two farmers.", {"Aleppo"}, "label", "before a dash"),
    ("4 May 2016, Kobani. Two farmers had been out early. Soldiers shot both.", {"Kobani"}, "label", "a fragment"),
    ("On Monday jets had bombed Aleppo, the ministry said, and by Friday, when the smoke cleared, soldiers had shot "
     "two farmers.", {"Aleppo"}, "sentence", "a deed of the same sentence"),
    (STORY.format("The next day"), {"Kobani"}, "passage", "the last deed of the paragraph"),
    ("ALEPPO, Syria, May 4 (Reuters) - Soldiers shot two farmers on Wednesday.", {"ALEPPO"}, "dateline",
     "the report was sent from there"),
    ("ALEPPO, Syria, May 4 (Reuters) - Rebels said that soldiers shot two farmers on Wednesday.", set(), "",
     "what somebody else says may be told of elsewhere"),
    ("On 4 May 2016 jets bombed Kobani.\n\nThe next day soldiers shot two farmers.", {"Kobani"}, "opening",
     "where the text opened"),
    ("On 4 May 2016 jets bombed Kobani.\n\nOn 5 May jets bombed Raqqa. On 6 May jets bombed Manbij. On 7 May jets "
     "bombed Palmyra.\n\nLater that year soldiers shot two farmers.", set(), "", "the text has left where it opened"),
    ("Syria has been at war since 2011. Syria has no peace. Troops of Syria left Syria in May 2016.\n\nSoldiers shot "
     "two farmers.", {"Syria"}, "country", "the one country of the text"),
    ("Syria has been at war since 2011. Syria has no peace. Troops of Syria left Syria in May 2016.\n\nTurkish "
     "soldiers shot two farmers.", set(), "", "soldiers of another country may have stayed at home"),
])
def test_what_a_scene_is_taken_from(account: Any, text: str, scene: set[str], ground: str, note: str) -> None:
    """The surest ground comes first, and the scene says which it was."""
    found = account(text)
    told = deed(found, "shot").scene
    assert (names(found, told), {m.kind for m in told}) == (scene, {ground} - {""}), note


@pytest.mark.parametrize(("rows", "scene", "note"), [
    ("Location: Kobani, Syria", {"Kobani"}, "a town and its country are one place"),
    ("Location: Aleppo and Raqqa", set(), "one of two towns would be a guess"),
])
def test_an_infobox_sets_the_text(account: Any, rows: str, scene: set[str], note: str) -> None:
    """A table's row of the place holds for the deeds that no passage sets."""
    found = account(f"Infobox\n- Date: May 2016\n- {rows}\n\nThe next day soldiers shot two farmers.")
    assert names(found, deed(found, "shot").scene) == scene, note


@pytest.mark.parametrize(("text", "rule", "words"), [
    (STORY.format("The next day"), "places/passage", "its passage is set at “Kobani”"),
    ("On 4 May 2016 jets bombed Kobani.\n\nThe next day soldiers shot two farmers.", "places/opening",
     "the text opens at “Kobani”"),
])
def test_a_scene_carried_says_so(account: Any, text: str, rule: str, words: str) -> None:
    """It stands in the incident with its reason, never among the places told nor in the label."""
    found = account(text)
    assert deed(found, "shot").places == ()
    case = consolidate.view([found])
    row = next(row for row in case.incidents if any(t.words == "shot" for t in row.tellings))
    why = row.fields["places"].why
    assert len(row.places) == 1 and "Kobani" not in row.label
    assert why is not None and why.rule == rule and words in why.sentence and why.score < 1


@pytest.mark.parametrize(("text", "place", "note"), [
    ("Troops entered Kobani on 4 May 2016. Shells hit the city on 6 May.", {"Kobani"}, "the last one told"),
    ("Troops entered Kobani on 4 May 2016. Damascus denied it. Shells hit the city on 6 May.", {"Kobani"},
     "a capital that speaks is no scene"),
    ("Kobani has been under siege since March. Kobani has no water.\n\nTroops took Raqqa, Manbij and Palmyra last year."
     "\n\nShells hit the city on 6 May.", {"Kobani"}, "in a new paragraph, the city that the text is set in"),
])
def test_a_city_meant_again(account: Any, text: str, place: set[str], note: str) -> None:
    """Which city *the city* is."""
    found = account(text)
    assert names(found, deed(found, "hit").places) == place, note


@pytest.mark.parametrize(("text", "whom", "note"), [
    ("Iran said that Pakistan had shelled a village. Pakistan denied it.", {"Iran"}, "who said it"),
    ("Iran said that its army had shelled a village. The Iranian minister denied that children were hit.", set(),
     "nobody denies his own side"),
    ("The ministry denied that Turkish jets had bombed Kobani.", set(), "nobody spoke before"),
    ("Iran accused Pakistan of shelling a village.\n\nPakistan denied it.", set(), "nor what another paragraph says"),
])
def test_whom_a_denial_answers(account: Any, text: str, whom: set[str], note: str) -> None:
    """A denial without an object of its own is turned to who spoke last before it."""
    found = account(text)
    event = next(event for event in found.events if event.type == "REJECT")
    assert names(found, event.targets) == whom, note


@pytest.mark.parametrize(("text", "kind", "places", "note"), [
    ("The ministry accused Turkey of a raid on Kobani.", "ACCUSE", set(), "what words are about is not where"),
    ("In Geneva the minister called on the rebels to release the crew.", "REQUEST", {"Geneva"}, "where they were said"),
    ("Kuwait cut ties with Qatar.", "SANCTION", set(), "a country with which one breaks is a party"),
])
def test_where_words_are_said(account: Any, text: str, kind: str, places: set[str], note: str) -> None:
    """Deeds of words have a scene of their own."""
    found = account(text)
    event = next(event for event in found.events if event.type == kind)
    assert names(found, event.places) == places, note


@pytest.mark.parametrize(("text", "people", "note"), [
    ("Foreign Minister Hossein Amir-Abdollahian condemned the raid. Amir-Abdollahian said that it was over.", 1,
     "the front of a hyphenated name is no title"),
    ("Minister Hossein Amir-Abdollahian condemned the raid. Amirabdollahian told reporters that it was over.", 1,
     "with and without its hyphen"),
    ("Minister Mary Smith-Jones condemned the raid. Minister Mary Brown told reporters that it was over.", 2,
     "another name is another person"),
])
def test_hyphens_in_names(account: Any, text: str, people: int, note: str) -> None:
    """One person, however a name is joined."""
    assert len({actor.id for actor in account(text).actors if actor.kind == "person"}) == people, note


def test_a_listed_body_is_no_place(account: Any) -> None:
    """Whatever a tagger takes it for, an intelligence service is nowhere to be bombed."""
    found = account("The Guards fired missiles at the headquarters of Mossad in Erbil. Mossad denied it.")
    assert {row.name for row in found.places if row.precision != "country"} >= {"Erbil"}
    assert all("mossad" not in ref for event in found.events for m in event.places for ref in m.refs)


@pytest.mark.parametrize(("text", "whom", "note"), [
    ("On 4 May 2016 the Malian army arrested the president. France condemned the coup.", {"Malian Armed Forces"},
     "who did the last deed of its kind"),
    ("On 4 May 2016 Turkish jets struck Kobani. Egypt described the raid as a crime.", {"Turkey"},
     "what a name is given to"),
    ("On 4 May 2016 a bomb struck Kobani. Egypt described the raid as a crime.", set(), "a thing is held to nothing"),
    ("On 4 May 2016 Egyptian jets struck Kobani. Egypt described the raid as a crime.", set(),
     "nobody condemns his own side"),
    ("On 3 May 2016 Turkish jets struck Raqqa. On 4 May Egyptian jets struck Kobani. Egypt termed the raid a success.",
     set(), "nor does the raid before his own become the one that he speaks of"),
    ("On 4 May 2016 Turkish jets struck Kobani. Egypt condemned Iran for the raid.", {"Iran"}, "who is named is meant"),
])
def test_who_condemns_a_deed_means_its_doer(account: Any, text: str, whom: set[str], note: str) -> None:
    """Words about a deed that name nobody are turned to who did it."""
    found = account(text)
    turned = [event for event in found.events if event.type == "ACCUSE"]
    assert {name for event in turned for name in names(found, event.targets)} == whom, note


@pytest.mark.parametrize(("text", "verb", "whom"), [
    ("Jets bombed parts of Latakia province.", "bombed", {"Latakia province"}),
    ("The army shut down all of its oil fields.", "shut", {"oil fields"}),
    ("Rebels captured many of the hunters.", "captured", {"hunters"}),
])
def test_a_share_stands_for_what_it_is_a_share_of(account: Any, text: str, verb: str, whom: set[str]) -> None:
    """What is done to a part of something is done to it."""
    found = account(text)
    assert names(found, deed(found, verb).targets) == whom


@pytest.mark.parametrize(("text", "trigger", "doers"), [
    ("Chad and Sudan share a border. Two groups, the JEM and the SLA, crossed it. Each government has accused the "
     "other.", "accused", {"Chad", "Sudan"}),
    ("Chad and Sudan fought over the border. The two agreed to a truce in May 2006.", "agreed", {"Chad", "Sudan"}),
    ("The Chadian minister, Ahmat Dari, met Musa Hamid in Doha, and the two agreed on a truce.", "agreed",
     {"Ahmat Dari", "Musa Hamid"}),
    ("Ahmat Dari left Doha. The two agreed on a truce.", "agreed", set()),
])  # fmt: skip
def test_the_two_are_those_just_told_of(account: Any, text: str, trigger: str, doers: set[str]) -> None:
    """Governments are of states, not of the groups named in between; nobody is meant where only one was told."""
    found = account(text)
    assert names(found, deed(found, trigger).actors) == doers


def test_who_is_blamed_for_a_deed_did_it_to_his_own(account: Any) -> None:
    """The neighbours are Sudan's, whom the words blame, not France's who says them."""
    found = account("France condemned Sudan for attacking its neighbours.")
    assert names(found, deed(found, "attacking").targets) == {"Sudanese neighbours"}
