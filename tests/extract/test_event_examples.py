"""The yes and no examples of every event file are its tests, read by the shipped parser.

What is a deed must be told by rules and model together; what is none must be refused by the rules alone, since the
model is easily fooled by a sentence without an account around it (bench/errors.md counts how often).
"""

from __future__ import annotations

import pytest

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.read import read_text

FILES = load_lexicon().folder("events")


FINDER = EventFinder(load_lexicon())


def _types(parser, text: str, *, hints: bool) -> set[str]:  # type: ignore[no-untyped-def]
    document = read_text(text, name="example")
    sentences, hinted = parser.study(document)
    found = FINDER.find(document, sentences, hinted) if hints else FINDER.find(document, sentences)
    return {e.type for e in found if e.status != "negated"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_yes_example_tells_its_type(parser, name: str) -> None:  # type: ignore[no-untyped-def]
    facts = FILES[name]
    missed = [text for text in facts["examples"]["yes"] if facts["type"] not in _types(parser, text, hints=True)]
    assert not missed


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_example_tells_its_type(parser, name: str) -> None:  # type: ignore[no-untyped-def]
    facts = FILES[name]
    wrong = [text for text in facts["examples"]["no"] if facts["type"] in _types(parser, text, hints=False)]
    assert not wrong
