"""Words of answer at a deed: which words, how they are found, and what is answered."""

from __future__ import annotations

from typing import Any

import pytest

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.read import read_text

FINDER = EventFinder(load_lexicon())


@pytest.mark.parametrize(("text", "cue", "answered"), [
    ("The army launched a retaliatory raid on the camp.", "retaliatory", None),
    ("In response to the ambush, the army shelled the camp.", "In response", "ambush"),
    ("The army shelled the camp in retaliation for the ambush.", "in retaliation", "ambush"),
    ("The army shelled the camp in revenge.", "in revenge", None),
    ("The army retaliated with air strikes on the camp.", "retaliated", None),
    ("The army responded to the ambush by shelling the camp.", "responded", "ambush"),
    ("By way of reply the army shelled the camp.", "By way of reply", None),
    ("The raid was revenge for the ambush.", "revenge", "ambush"),
    ("The rebels claimed the raid as revenge for the ambush.", "as revenge", "ambush"),
    ("The army hit back by shelling the camp.", "hit back", None),
    ("To avenge the ambush, the army shelled the camp.", "avenge", "ambush"),
    ("The ministry recalled its envoy in protest.", "in protest", None),
    ("The ministry recalled its envoy over the raid on the camp.", "over", "raid"),
    ("As a result, the talks were suspended.", "As a result", None),
    ("For this the army shelled the camp.", "For this", None),
    ("The army in turn shelled the camp.", "in turn", None),
    ("The counter-attack by the army failed.", "counter-attack", None),
    ("The protests were sparked when soldiers shot a student.", "sparked", "shot"),
    ("The arrest of the bishop provoked a strike of the dockers.", "provoked", "arrest"),
    ("Rebels seized the ridge, which led Borva to suspend the talks.", "led", "seized"),
    ("Borva held military exercises near Kesk, which prompted Tarnia to send troops.", "prompted", "exercises"),
    ("The bombing of the mosque led to riots in Kesk.", "led", "bombing"),
    ("The general led the raid to the camp.", None, None),
    ("In what it called a reciprocal measure, Tarnia expelled the Borvan consul.", "reciprocal", None),
    ("The army responded; it bombed the camp.", "responded", None),
    ("The army's answer was to shell the camp.", "answer", None),
    ("The army shelled the camp as a reprisal was likely.", None, None),
    ("The army did not respond to the ambush.", None, None),
    ("The army refrained from responding to the ambush.", None, None),
    ("The minister replied that the army had shelled the camp.", None, None),
    ("The army shelled the camp after the ambush.", None, None),
    ("The army shelled the camp.", None, None),
])
def test_cue(parser: Any, text: str, cue: str | None, answered: str | None) -> None:
    """After is a time, not a reason; what is answered is no answer."""
    document = read_text(text, name="cue")
    sentences = parser.parse(document)
    found = [e for e in FINDER.find(document, sentences) if e.cue is not None]
    assert [document.text[e.cue.start : e.cue.end] for e in found if e.cue] == ([cue] if cue else [])
    words = [sentences[0].tokens[e.answers.token - 1].form for e in found if e.answers]
    assert words == ([answered] if answered else [])
