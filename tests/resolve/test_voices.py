"""In whose voice a deed near a saying is told: the model's reading weighed against the words that a saying reaches."""

from __future__ import annotations

from typing import Any

import pytest

from histor.extract.attribution import find_attributions
from histor.extract.events import EventFinder
from histor.model import HintedDeed, Hints
from histor.read import read_text
from histor.resolve.actors import ActorResolver
from histor.resolve.binding import Binding
from histor.resolve.binding_common import by_word


def bound(crew: Any, words: str, deed: str, status: str, standing: float) -> tuple[str, bool]:
    """Return the status of a deed and whether somebody tells it, where the model reads its standing so."""
    document = read_text(words, name="test")
    sentences = crew.parser.parse(document)
    told = find_attributions(document, sentences, crew.lexicon)
    found = EventFinder(crew.lexicon).find(document, sentences)
    book = ActorResolver(crew.lexicon).open(document, sentences)
    at = next(word for word in by_word(found) if sentences[word.sentence].tokens[word.token - 1].form == deed)
    hints = Hints(deeds=(HintedDeed(at, "ASSAULT", "attack", 0.9, status=status, standing=standing),))
    event = by_word(Binding(sentences, told, (), (None,) * len(sentences), (), book, hints).events(found))[at]
    return event.status, event.claimant is not None


ASIDE = "The mayor said he had resigned over the night in which raiders shelled the mill."


@pytest.mark.parametrize(("words", "status", "standing", "found"), [
    (ASIDE, "claimed", 0.9, ("claimed", True)),
    (ASIDE, "reported", 0.9, ("claimed", True)),  # not sure enough to tell a speaker's word as the account's own
    (ASIDE, "reported", 0.99, ("reported", False)),
    ("The mayor said that raiders shelled the mill.", "reported", 0.99, ("claimed", True)),  # whoever says *that*
])
def test_what_a_speaker_takes_as_given_is_not_his_word(
    crew: Any, words: str, status: str, standing: float, found: tuple[str, bool]
) -> None:
    """Only where the model is sure, and never of what he says in so many words."""
    assert bound(crew, words, "shelled", status, standing) == found


@pytest.mark.parametrize("status", ["claimed", "reported"])
def test_whoever_speaks_of_a_named_deed_takes_it_as_given(crew: Any, status: str) -> None:
    words = "The mayor said that the shelling of the mill lasted an hour."
    assert bound(crew, words, "shelling", status, 0.99) == ("reported", False)


@pytest.mark.parametrize(("status", "standing", "told"), [
    ("claimed", 0.9, True), ("claimed", 0.6, False), ("reported", 0.9, False)])
def test_what_is_said_may_go_on_behind_its_cue(crew: Any, status: str, standing: float, told: bool) -> None:
    """A deed that is surely only told, in the sentence of a saying that does not reach it, is its speaker's word."""
    words = "The mill had closed, the mayor said; raiders shelled the barn."
    assert bound(crew, words, "shelled", status, standing)[1] is told
