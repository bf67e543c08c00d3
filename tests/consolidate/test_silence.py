"""What speaks where an account gives no day and no place, and names that only refer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from reading import deeds
from test_features import REGISTRY
from test_score import group, names

from histor.consolidate import score
from histor.consolidate.breath import set_apart
from histor.consolidate.telling_days import Days
from histor.model import CaseView
from histor.model.tree import Tree
from histor.read import read_text

DAY = Days(100, 100, True)


@pytest.mark.parametrize(("told_on", "answer"), [(100, "told as news"), (103, "told as news"), (130, "day untold")])
def test_news_needs_no_day(told_on: int, answer: str) -> None:
    """What is told within days of a deed is told of it; a month later its day is simply untold."""
    north = frozenset({"a-north"})
    silent = group(told_on=(told_on,), actors=north)
    assert answer in names(silent, group(days=DAY, actors=north))


def test_nobody_tells_what_is_yet_to_happen() -> None:
    """An account of the 95th day cannot tell a deed of the 100th; a clock may be a day behind."""
    with pytest.raises(score.Parted, match="told before"):
        names(group(told_on=(95,)), group(days=DAY))
    assert "told as news" not in names(group(told_on=(99,), codes={"x"}), group(days=DAY, codes={"x"}))


def test_a_scene_that_the_account_names() -> None:
    """Of two scenes the likelier is the one whose name stands in the account that gives none."""
    placed = group(days=DAY, places=frozenset({"p-shire"}))
    (name, *_) = sorted(REGISTRY.name_words("p-shire"))
    here, elsewhere = (group(days=DAY, topic=frozenset({word})) for word in (name, "bridgend"))
    assert "scene named" in names(here, placed)
    assert "scene not named" in names(elsewhere, placed)
    assert "place untold" in names(replace(here, topic=frozenset()), placed)


def _case(crew: Any, *texts: tuple[str, str, str]) -> CaseView:
    from histor.consolidate import view
    from histor.pipeline import take

    made = [f"= News =\n\nInfobox\n- Source: {source}\n- Published: {day}\n\n{text}\n" for source, day, text in texts]
    return view([take(read_text(text, name="test"), crew) for text in made], "test")


def test_the_events_of_a_day_are_what_others_tell_of_it(crew: Any) -> None:
    """A name founds no incident, and joins the one of its day and place."""
    raid = "On 4 June 2031 gunmen attacked the port of Tarnova and killed nine dockers."
    later = "The events of 4 June 2031 in Tarnova were never explained. The harbour master of Tarnova has left."
    (told,) = deeds(_case(crew, ("Coastal Wire", "5 June 2031", raid), ("Harbour Review", "9 June 2032", later)))
    assert any("never explained" in proof.quote for proof in told.evidence)
    assert not deeds(_case(crew, ("Harbour Review", "9 June 2032", later)))


@pytest.mark.parametrize(("told", "apart"), [
    ("Following the shelling, Orvian jets bombed a depot.", True),
    ("Orvian jets bombed a depot before the shelling.", True),
    ("Orvian jets bombed a depot in the shelling.", False),
])
def test_a_word_of_time_makes_a_name_another_deed(parser: Any, told: str, apart: bool) -> None:
    """*Following the shelling, jets bombed* tells two deeds; *in the shelling* may be the one."""
    (sentence,) = parser.parse(read_text(told, name="test"))
    named, deed = (next(t for t in sentence.tokens if t.form == word) for word in ("shelling", "bombed"))
    assert set_apart(Tree(sentence), named, deed) is set_apart(Tree(sentence), deed, named) is apart


DENIAL = ("Orvian Army", "5 June 2031", "No soldier of the Orvian army fired on the crowd in Tarnova. It is noise.")
VOICE = "Witnesses said that Orvian soldiers fired on the crowd in Tarnova on 4 June 2031."


def test_a_publishers_own_denial_is_its_word(crew: Any) -> None:
    """Beside what another account puts forward it becomes a claim; alone it stays the account's own voice."""
    found = _case(crew, ("Coastal Wire", "5 June 2031", VOICE), DENIAL)
    (row,) = (r for r in found.relations if r.kind == "contradicts" and r.first.endswith("-own"))
    claims = {claim.id: claim for claim in found.claims}
    assert claims[row.first].stance == "denies" and "No soldier" in claims[row.first].content
    assert "fired on the crowd" in claims[row.second].content
    assert not any(claim.id.endswith("-own") for claim in _case(crew, DENIAL).claims)
