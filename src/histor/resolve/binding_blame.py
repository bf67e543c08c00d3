"""Whom words about a deed are turned to: who condemns *the coup* or calls *the raid* murder turns to who did it.

The deed is a word of the clause that tells a deed of its own; whoever is told to have done it is meant, else who did
the last deed of its kind before, for such words refer back. A speaker turns to nobody of his own side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from histor.model import Event, Mention, WordRef
from histor.model.tree import Tree, base

#: Words that can be about a deed.
_ABOUT = frozenset({"ACCUSE", "SUPPORT"})
#: Kinds of actors that can be held to a deed: no lorry, and none of those who only suffered it.
_PARTIES = frozenset({"armed group", "government", "military", "organisation", "person", "state"})
_REAL = frozenset({"reported", "claimed", "disputed"})
#: Relations to the verb of saying in which what it is about stands.
_OBJECTS = frozenset({"nsubj:pass", "obj", "obl"})
_CASES = frozenset({"", "about", "against", "at", "of", "on", "over"})
#: Sentences back in which the deed may be told that is meant.
NEAR = 12
#: Deeds back at which one stops looking.
WIDE = 120



class Book(Protocol):
    """What is asked of the actors' resolver."""

    def kind(self, ident: str) -> str:
        """Return the kind of an actor."""

    def side(self, ident: str) -> str | None:
        """Return the state or movement that an actor belongs to."""


def turned_to_doers(events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> tuple[Event, ...]:
    """Return the events in their order, words about a deed that name nobody turned to its doers."""
    at: dict[WordRef, Event] = {}
    for event in events:
        at.update({word: event for word in (event.frame, event.trigger) if word is not None})
    order = sorted(events, key=lambda event: event.trigger)
    return tuple(replace(event, targets=(*event.targets, *_doers(event, at, order, tree, book))) for event in events)


def _doers(event: Event, at: Mapping[WordRef, Event], order: Sequence[Event], tree: Callable[[int], Tree], book: Book
           ) -> tuple[Mention, ...]:
    if event.type not in _ABOUT or any(m.refs for m in (*event.targets, *event.aimed_at)):
        return ()
    own = _sides(event.actors, book)
    for word in _about(event, tree(event.trigger.sentence)):
        deed = at.get(word)
        if deed is not None and deed is not event and (found := _who_did(deed, order, own, book)):
            return found
    return ()


def _about(event: Event, tree: Tree) -> list[WordRef]:
    """Return the words that a saying can be about: what its verb has as object or is done to, and what it is over."""
    verb = (event.frame or event.trigger).token
    found = [tok for tok in tree.children(verb, "obj", "nsubj", "obl", "nmod", "ccomp", "xcomp")
             if base(tok.deprel) in {"ccomp", "xcomp", "nmod"} or tok.deprel in _OBJECTS]
    words = [word for tok in found if tree.case(tok.id) in _CASES for word in tree.conjuncts(tok.id)]
    inner = [child for tok in words for child in tree.children(tok.id, "nsubj") if tok.upos not in {"VERB"}]
    return [WordRef(event.trigger.sentence, tok.id) for tok in (*words, *inner)]


def _who_did(deed: Event, order: Sequence[Event], own: set[str], book: Book) -> tuple[Mention, ...]:
    """Return who is told to have done a deed, or the last one of its kind before; nobody where it was the speaker's."""
    told = [deed]
    if deed.background or deed.definite:
        at = bisect_left(order, deed.trigger, key=lambda other: other.trigger)
        back = reversed(order[max(0, at - WIDE) : at])
        near = takewhile(lambda other: deed.trigger.sentence - other.trigger.sentence <= NEAR, back)
        told += [other for other in near if other.type == deed.type and other.status in _REAL]
    held = next(filter(None, (_held(other, book) for other in told)), ())
    return tuple(m for m in held if not _sides([m], book) & own)


def _held(deed: Event, book: Book) -> tuple[Mention, ...]:
    """Return those doers of a deed who can be held to it."""
    return tuple(m for m in deed.actors if any(book.kind(ref) in _PARTIES for ref in m.refs))


def _sides(mentions: Iterable[Mention], book: Book) -> set[str]:
    return {book.side(ref) or ref for m in mentions for ref in m.refs}
