"""What the rules of binding share: kinds and standings of deeds, the deed of a word, what they ask of actors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from histor.model import Event, WordRef

#: Deeds done on the ground, and deeds of words.
GROUND = frozenset({"AID", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
#: Standings of a deed that somebody tells as done.
REAL = frozenset({"reported", "claimed", "disputed"})
#: Blocks of a text that tell something.
PROSE = frozenset({"item", "paragraph", "quote"})


class Book(Protocol):
    """What binding needs of the actors' resolver."""

    def resolve(self, word: WordRef) -> tuple[str, ...]:
        """Return the ids of the actors that the noun phrase with this head stands for."""

    def side(self, ident: str) -> str | None:
        """Return the state or movement that an actor belongs to."""

    def kind(self, ident: str) -> str:
        """Return the kind of an actor, ``other`` for a thing."""


def by_word(events: Iterable[Event]) -> dict[WordRef, Event]:
    """Return the deed that each word tells, by itself or by the verb that carries it out."""
    return {word: event for event in events for word in (event.frame, event.trigger) if word is not None}
