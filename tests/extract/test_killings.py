"""Killings told by nothing but their toll: deeds where nothing beside them tells what was done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_casualties import document_of, needs_model, shipped_parser

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.model import Hints


def killed(text: str) -> list[str]:
    """Return the killings found where the model holds that there is no deed at all."""
    document = document_of(text)
    sentences = shipped_parser().parse(document)
    quiet = tuple((0.0,) * len(sentence.tokens) for sentence in sentences)
    hints = replace(Hints(), deed_chance=quiet, cue_chance=quiet, figure_chance=quiet)
    events = EventFinder(load_lexicon()).find(document, sentences, hints)
    return [sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in events if e.mode == "kill"]


@needs_model
@pytest.mark.parametrize(("text", "wanted"), [
    ("Twelve people were killed in Paris on Monday, police said.", ["killed"]),
    ("Nine labourers were killed in the city of Saravan.", ["killed"]),
    ("Twelve people were killed.", []),
    ("Twelve people were killed in the fighting on Monday.", []),
    ("Twelve people were killed in a raid on Paris.", []),
    ("The twelve people killed in Paris were buried.", []),
    ("The drought killed the crops in May.", []),
])
def test_a_killing_with_a_day_or_a_place_of_its_own(text: str, wanted: list[str]) -> None:
    assert killed(text) == wanted
