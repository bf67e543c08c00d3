"""The yes and no examples of every event file are its tests, read by the shipped parser."""

from __future__ import annotations

import pytest

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.read import read_text

FILES = load_lexicon().folder("events")


def _types(parser, text: str) -> set[str]:  # type: ignore[no-untyped-def]
    document = read_text(text, name="example")
    return {e.type for e in EventFinder(load_lexicon()).find(document, parser.parse(document)) if e.status != "negated"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_yes_example_tells_its_type(parser, name: str) -> None:  # type: ignore[no-untyped-def]
    facts = FILES[name]
    missed = [text for text in facts["examples"]["yes"] if facts["type"] not in _types(parser, text)]
    assert not missed


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_example_tells_its_type(parser, name: str) -> None:  # type: ignore[no-untyped-def]
    facts = FILES[name]
    wrong = [text for text in facts["examples"]["no"] if facts["type"] in _types(parser, text)]
    assert not wrong
