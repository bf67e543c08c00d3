"""Whom an attack is made on that names nobody: the one whom its doer fights throughout the account.

*The army proved better prepared, with several bombardments*: where an account tells of one foe of the army, again and
again, and of no other half as often, that foe is meant; a counter-attack is made on whoever
did what it answers. It is inferred: kept apart from what is told, never weighed when tellings are joined, and says by
its mention's kind what it was taken from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from histor.model import Event, Mention
from histor.model.tree import Tree
from histor.resolve.binding_common import REAL, Book, by_word

#: How many deeds must tell of a foe, and how much more often than of any other, for it to be the one meant.
OFTEN, OFTENER = 2, 2
#: Sentences, and deeds, back in which the attack may be told that is countered.
NEAR, WIDE = 4, 40
_PARTIES = frozenset({"armed group", "government", "military", "organisation", "state"})


def with_foes(events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> list[Event]:
    """Return the events, attacks that tell no target with the foe of their doers beside them."""
    foes = _Foes(events, tree, book)
    return [replace(event, foes=foes.of(event)) for event in events]


class _Foes:
    """Who fights whom in one account, by the deeds that tell both."""

    def __init__(self, events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> None:
        self._tree, self._book = tree, book
        self._order = sorted(events, key=lambda event: event.trigger)
        self._met: dict[str, Counter[str]] = defaultdict(Counter)
        self._last: dict[str, list[Mention]] = defaultdict(list)
        self._at = by_word(events)
        for event in events:
            if event.type == "ASSAULT" and event.status in REAL and not event.heading:
                self._meet(event)

    def _meet(self, event: Event) -> None:
        by, on = self._sides(event.actors), self._sides((*event.targets, *event.aimed_at))
        pairs = [(a, b) for a in by for b in on] or ([(by[0], by[1])] if len(by) == 2 else [])
        for one, other in pairs:
            if one != other:
                self._met[one][other] += 1
                self._met[other][one] += 1
        for mention in (*event.actors, *event.targets):
            for side in self._sides([mention]):
                self._last[side].append(mention)

    def _sides(self, mentions: Iterable[Mention]) -> list[str]:
        found = {self._book.side(ref) or ref: None for m in mentions for ref in m.refs
                 if self._book.kind(ref) in _PARTIES or self._book.side(ref)}
        return list(found)

    def of(self, event: Event) -> tuple[Mention, ...]:
        """Return the foe of an attack's doers: of whose deed it answers, else the one fought; nobody if one is told."""
        told = (*event.targets, *event.aimed_at)
        if event.type != "ASSAULT" or event.status not in REAL or any(m.refs for m in told):
            return ()
        own = self._sides(event.actors)
        return self._answered(event, own) or self._fought(event, own)

    def _answered(self, event: Event, own: list[str]) -> tuple[Mention, ...]:
        """Return who did the violent deed that an attack answers: a counter-attack is made on them."""
        deed = self._at.get(event.answers) if event.answers is not None else self._countered(event, own)
        if deed is None or deed.type != "ASSAULT" or not own:
            return ()
        return tuple(replace(m, kind="answered") for m in deed.actors if not {*own} & {*self._sides([m])} and m.refs)

    def _countered(self, event: Event, own: list[str]) -> Event | None:
        """Return the last attack on the doers of a *counterattack*, told at most so many sentences before."""
        word = self._tree(event.trigger.sentence).token(event.trigger.token)
        if not word.lemma.lower().startswith("counter"):
            return None
        at = bisect_left(self._order, event.trigger, key=lambda other: other.trigger)
        for other in reversed(self._order[max(0, at - WIDE) : at]):
            if event.trigger.sentence - other.trigger.sentence > NEAR:
                return None
            struck = other.type == "ASSAULT" and not {*own}.isdisjoint(self._sides(other.targets))
            if struck and {*own}.isdisjoint(self._sides(other.actors)):
                return other
        return None

    def _fought(self, event: Event, own: list[str]) -> tuple[Mention, ...]:
        top = self._met[own[0]].most_common(2) if len(own) == 1 and not event.background else []
        if not top or event.mode == "clash" or top[0][1] < OFTEN or (len(top) > 1 and top[0][1] < OFTENER * top[1][1]):
            return ()
        foe = top[0][0]
        before = [m for m in self._last[foe] if m.word < event.trigger] or self._last[foe]
        return (replace(before[-1], kind="fought", refs=(foe,)),)
