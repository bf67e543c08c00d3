"""Whom a denial answers: sayings made up, in the order of their standing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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


@pytest.mark.parametrize(("text", "who", "to", "note"), [
    ("The minister accused the general of ordering the raid. He denied it.", "general", "minister", "a charge"),
    ("Sudan demanded that Chad hand over the two men, and this it refused.", "Chad", "Sudan", "a demand"),
    ("Adele Moro accused the army of the killings, and it denied the charge.", "army", "Adele Moro", "it is no person"),
    ("The mayor asked the strikers to go home. They refused.", "strikers", "mayor", "people at large"),
])
def test_a_pronoun_denies_what_was_put_to_it(account: Any, text: str, who: str, to: str, note: str) -> None:
    """Not what it put to another itself: the subject before a pronoun is mostly meant by it, but not here."""
    found = account(text)
    names = {actor.id: actor.name for actor in found.actors}
    denial = next(event for event in found.events if event.type == "REJECT")
    assert [names[ref] for m in denial.actors for ref in m.refs] == [who], note
    assert [names[ref] for m in denial.targets for ref in m.refs] == [to], note


def test_a_pronoun_that_denies_something_else_is_left(account: Any) -> None:
    """What was put to somebody two sentences before is no longer what is refused."""
    found = account("Sudan accused Chad of the raid. Kenya's envoy flew to Khartoum. Sudan met him, but it refused a "
                    "truce.")
    names = {actor.id: actor.name for actor in found.actors}
    refusal = next(event for event in found.events if event.type == "REJECT")
    assert [names[ref] for m in refusal.actors for ref in m.refs] == ["Sudan"]
