"""Numbers that a model may not take for people harmed: wholes, survivors, things counted on, rows of strength."""

from __future__ import annotations

from typing import Any

import pytest
from test_casualties import document_of, needs_model, shipped_parser

from histor.extract.casualties_guards import counts_harm
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import compile_casualties
from histor.lexicon import load_lexicon


def harm(text: str, number: str, kind: str = "paragraph", key: str = "") -> bool:
    """Tell whether a number of a sentence may be one of people harmed."""
    document = document_of(text, kind, key)
    scene = Scene(document, 0, shipped_parser().parse(document)[0], compile_casualties(load_lexicon()))
    at = text.index(number)
    found = next(n for n in scene.numbers.found if n.span.start <= at < n.span.end)
    return counts_harm(scene, found.span)


@needs_model
@pytest.mark.parametrize(("text", "number", "wanted"), [
    ("Several of the 80 sailors were killed.", "80", False),
    ("He said 1,054 men died out of the original 5,000.", "5,000", False),
    ("Of the 60 men in the patrol, only four survived.", "four", False),
    ("Of the 60 men in the patrol, four did not survive.", "four", True),
    ("They fired hundreds of rockets into the valley, over 938 according to the army.", "938", False),
    ("Some 1,200 camels died and about 2,500 were abandoned.", "2,500", False),
    ("Their tank losses were put at 50.", "50", False),
    ("A Mi-17 helicopter was lost, and all four of its crew were killed.", "four", True),
    ("Some 2,100 Danes and 3,400 Swedes killed or wounded.", "3,400", False),
    ("One in ten of the weavers perished.", "ten", False),
    ("The colonel put it at 40.", "40", True),
])
def test_what_a_number_counts(text: str, number: str, wanted: bool) -> None:
    assert harm(text, number) is wanted


@needs_model
@pytest.mark.parametrize(("key", "wanted"), [("Strength1", False), ("Casualties2", True), ("Deaths", True)])
def test_a_box_row_is_read_by_its_label(key: str, wanted: bool) -> None:
    assert harm("50 riflemen", "50", "infobox", key) is wanted


def told(account: Any, text: str) -> list[tuple[str, int | None, str]]:
    """Return the figures of a text read end to end: effect, number, group."""
    return [(row.effect, row.low, row.group) for row in account(text).tolls]


@needs_model
def test_an_outrage_kills_nobody(account: Any) -> None:
    """Unless it is told that it did."""
    assert told(account, "The witness said that at least six girls were raped at the mill.") == []


@needs_model
def test_no_group_is_lent_that_tells_another_effect(account: Any) -> None:
    """Those wounded beside martyrs are not martyrs."""
    assert told(account, "Our losses were five martyrs and nineteen wounded.") == [
        ("killed", 5, "martyrs"), ("injured", 19, "")]
