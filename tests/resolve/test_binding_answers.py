"""Whom a denial answers: sayings made up, in the order of their standing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from histor.model import Attribution, Event, Mention, Span, Why, WordRef
from histor.resolve.binding_answers import answered

DENIAL = Event("REJECT", "deny", WordRef(3, 2), Span(300, 306), Span(290, 320), Why("r", "s", 1.0),
               (Mention(WordRef(3, 1), Span(290, 299), "actor", ("us",)),))


def saying(who: str, stance: str, sentence: int, at: int) -> Attribution:
    return Attribution(Span(at, at + 4), stance, Span(at, at + 9), sentence, Why("r", "s", 1.0), WordRef(sentence, 5),
                       Span(at, at + 2), refs=(who,))


def sides(refs: Iterable[str]) -> set[str]:
    return set(refs)


@pytest.mark.parametrize(("said", "whom", "note"), [
    ([("a", "asserts", 2, 200), ("b", "asserts", 2, 220)], "b", "the last one"),
    ([("a", "accuses", 2, 200), ("b", "asserts", 2, 220)], "a", "an accusation before what is only said"),
    ([("a", "accuses", 1, 100)], None, "not two sentences back"),
    ([("a", "estimates", 2, 200)], None, "a figure given in the sentence before accuses nobody"),
    ([("a", "estimates", 3, 280)], "a", "in one sentence whatever is said may be meant"),
    ([("us", "accuses", 2, 200)], None, "nobody answers himself"),
    ([("a", "accuses", 3, 310)], None, "nor what comes after"),
])
def test_what_is_answered(said: list[tuple[str, str, int, int]], whom: str | None, note: str) -> None:
    """The note says what counts."""
    found = answered(DENIAL, [saying(*row) for row in said], set(), sides)
    assert [ref for mention in found for ref in mention.refs] == ([whom] if whom else []), note


def test_sayings_apart_are_not_asked() -> None:
    """Other paragraphs, and the sayings in which the denial itself is told."""
    rows = [saying("a", "accuses", 2, 200), saying("b", "accuses", 2, 220)]
    assert [m.refs for m in answered(DENIAL, rows, {1}, sides)] == [("a",)]
