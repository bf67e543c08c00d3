"""Whom words about a deed are turned to: who condemns *the coup* or calls *the raid* murder turns to who did it.

The deed is a word of the clause that tells a deed of its own; whoever is told to have done it is meant, else who did
the last deed of its kind before, for such words refer back. A speaker turns to nobody of his own side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from histor.lexicon import word_set
from histor.model import Event, Mention, WordRef
from histor.model.tree import Tree, base
from histor.resolve.binding_common import REAL, Book, by_word

#: Words that can be about a deed.
_ABOUT = frozenset({"ACCUSE", "SUPPORT"})
#: Kinds of actors that can be held to a deed: no lorry, and none of those who only suffered it.
_PARTIES = frozenset({"armed group", "government", "military", "organisation", "person", "state"})
#: Relations to the verb of saying in which what it is about stands.
_OBJECTS = frozenset({"nsubj:pass", "obj", "obl"})
_CASES = frozenset({"", "about", "against", "at", "of", "on", "over"})
#: Sentences back in which the deed may be told that is meant.
NEAR = 12
#: Deeds back at which one stops looking.
WIDE = 120


def turned_to_doers(events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> tuple[Event, ...]:
    """Return the events in their order, words about a deed that name nobody turned to its doers."""
    blames = _Blames(events, tree, book)
    turned = [replace(event, targets=(*event.targets, *blames.doers(event))) for event in events]
    charges: dict[int, list[Event]] = defaultdict(list)
    for event in turned:
        if event.type == "ACCUSE":
            charges[event.trigger.sentence].append(event)
    return tuple(
        replace(event, targets=(*event.targets, *_asked(event, charges[event.trigger.sentence], tree)))
        for event in turned
    )


class _Blames:
    """The deeds of one text, asked who did what is spoken of."""

    def __init__(self, events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> None:
        self._tree, self._book = tree, book
        self._at = by_word(events)
        self._order = sorted(events, key=lambda event: event.trigger)

    def doers(self, event: Event) -> tuple[Mention, ...]:
        """Return who did the deed that words are about which are turned to nobody yet."""
        if event.type not in _ABOUT or _is_turned(event, self._tree(event.trigger.sentence), self._book):
            return ()
        own = _sides(event.actors, self._book)
        for word in _about(event, self._tree(event.trigger.sentence)):
            deed = self._at.get(word)
            if deed is not None and deed is not event and (found := self._who_did(deed, own)):
                return found
        return ()

    def _who_did(self, deed: Event, own: set[str]) -> tuple[Mention, ...]:
        """Return who is told to have done a deed or the one that it refers back to; nobody if it was the speaker's."""
        told = [deed, *(self._before(deed) if deed.background or deed.definite else ())]
        held = next(filter(None, (_held(other, self._book) for other in told)), ())
        return tuple(m for m in held if not _sides([m], self._book) & own)

    def _before(self, deed: Event) -> Iterator[Event]:
        """Yield the deeds that may be meant again, the likeliest first.

        A word that tells what was done (*the storming*, *the coup*) means what was told by it or as such; one for any
        deed of force means the last ones near.
        """
        at = bisect_left(self._order, deed.trigger, key=lambda other: other.trigger)
        back = [other for other in reversed(self._order[max(0, at - WIDE) : at])
                if other.type == deed.type and other.status in REAL]
        word = self._word(deed)
        if word not in word_set("deeds", "any_force"):
            alike = {deed.mode} - {"attack"}  # the mode of every deed of force that is none in particular
            yield from (other for other in back if word.startswith(self._word(other)) or other.mode in alike)
        yield from takewhile(lambda other: deed.trigger.sentence - other.trigger.sentence <= NEAR, back)
        yield from (other for other in back if self._word(other) == word)

    def _word(self, deed: Event) -> str:
        return self._tree(deed.trigger.sentence).token(deed.trigger.token).lemma.casefold()


def _is_turned(event: Event, tree: Tree, book: Book) -> bool:
    """Tell whether words are known to be turned to somebody else than who speaks: nobody condemns *what it called* so.

    One's own side is meant only where the verb itself has it: *the minister condemned the raid, saying "France ..."*.
    """
    own, verb = {ref for m in event.actors for ref in m.refs}, (event.frame or event.trigger).token
    told = [m for m in (*event.targets, *event.aimed_at) if m.refs and not own.issuperset(m.refs)]
    mine = _sides(event.actors, book)
    return any(not _sides([m], book) <= mine or tree.token(m.word.token).head == verb for m in told)


def _asked(event: Event, charges: Sequence[Event], tree: Callable[[int], Tree]) -> tuple[Mention, ...]:
    """Return whom one blames in one breath with asking, of nobody told: *condemned the raid and demanded a truce*."""
    if event.type != "REQUEST" or any(m.refs for m in (*event.targets, *event.aimed_at)):
        return ()
    own, words = {ref for m in event.actors for ref in m.refs}, tree(event.trigger.sentence)

    def row(of: Event) -> int:
        return words.first_conjunct(words.token((of.frame or of.trigger).token)).id

    for other in charges:
        same = own & {ref for m in other.actors for ref in m.refs}
        if same and other.trigger < event.trigger and row(other) == row(event):
            return tuple(m for m in other.targets if m.refs and not own.issuperset(m.refs))
    return ()


def _about(event: Event, tree: Tree) -> list[WordRef]:
    """Return the words that a saying can be about: what its verb has as object or is done to, and what it is over."""
    verb = (event.frame or event.trigger).token
    found = [tok for tok in tree.children(verb, "obj", "nsubj", "obl", "nmod", "ccomp", "xcomp")
             if base(tok.deprel) in {"ccomp", "xcomp", "nmod"} or tok.deprel in _OBJECTS]
    words = [word for tok in found if tree.case(tok.id) in _CASES for word in tree.conjuncts(tok.id)]
    inner = [child for tok in words for child in tree.children(tok.id, "nsubj") if tok.upos not in {"VERB"}]
    return [WordRef(event.trigger.sentence, tok.id) for tok in (*words, *inner)]


def _held(deed: Event, book: Book) -> tuple[Mention, ...]:
    """Return those doers of a deed who can be held to it."""
    return tuple(m for m in deed.actors if any(book.kind(ref) in _PARTIES for ref in m.refs))


def _sides(mentions: Iterable[Mention], book: Book) -> set[str]:
    return {book.side(ref) or ref for m in mentions for ref in m.refs}
