"""Lays the tellings of all accounts side by side: one record a telling, with what joins or parts it from others."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from histor.consolidate.people import people
from histor.consolidate.telling_days import Days, days_at
from histor.model import Account, Actor, Attribution, Event, Evidence, Mention, Place, Span, WordRef
from histor.model.records import replace


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a deed with its standing among the others; ``order`` counts through all accounts.

    ``id`` hangs on the source's text and the place of the words alone, so that a decision of today finds them tomorrow.
    ``own_word`` marks what a side says of its own deed, ``alone`` that nobody else tells it, ``unheard`` a speaker who
    is named but not known.
    """

    id: str
    order: int
    account: int
    source: str
    event: Event
    section: tuple[str, ...]
    days: Days | None
    actors: frozenset[str]
    targets: frozenset[str]
    aimed: frozenset[str]
    places: frozenset[str]
    teller: str | None
    own_word: bool
    unheard: bool
    alone: bool
    assessed: bool
    owner: str | None

    @property
    def word(self) -> tuple[int, WordRef]:
        """The address of the trigger across accounts."""
        return self.account, self.event.trigger

    @property
    def sentence(self) -> int:
        """The index of the trigger's sentence in its account."""
        return self.event.trigger.sentence


Idents = frozenset[str]
Answer = TypeVar("Answer")

#: Words that names of many places and bodies have in common.
_COMMON = frozenset(
    "the and for of north south east west northern southern eastern western new old upper lower port fort city town "
    "village province region district state republic island lake river mount san saint".split()
)
#: Kinds of actors that are often only described, at a sentence's head with a capital.
_DESCRIBED = {"armed group", "civilians", "military", "organisation", "government"}


class Registry:
    """Every actor, place and text of the case by id, merged over the accounts.

    ``different`` holds the pairs of actors that a person holds to be two.
    """

    def __init__(self, accounts: Sequence[Account], different: frozenset[frozenset[str]] = frozenset()) -> None:
        self.different = different
        self.actors: dict[str, Actor] = {}
        self.places: dict[str, Place] = {}
        self.sources = [source_id(account) for account in accounts]
        self.accounts = accounts
        self._accusing: dict[int, dict[int, list[Attribution]]] = {}
        self._named: dict[int, dict[int, list[Mention]]] = {}
        self._lines: dict[str, list[str]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._pairs: dict[tuple[object, frozenset[str], frozenset[str]], Any] = {}
        self._sides: dict[frozenset[str], frozenset[str]] = {}
        self._hands: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for account in accounts:
            for actor in account.actors:
                self.actors[actor.id] = _join(self.actors.get(actor.id), actor)
                names[actor.id][actor.name] += 1
            for place in account.places:
                told = self.places.get(place.id)
                if told is None or (told.name.isupper() and not place.name.isupper()):
                    self.places[place.id] = place  # a dateline's capitals are no way to write a name
        self._called(names)

    def _called(self, names: Mapping[str, Counter[str]]) -> None:
        """Call each actor as most accounts do; what the others call it is an alias."""
        for ident, told in names.items():
            actor, name = self.actors[ident], max(told, key=lambda name: told[name])
            if len(told) > 1:
                others = dict.fromkeys((*actor.aliases, *told))
                self.actors[ident] = replace(actor, name=name, aliases=tuple(a for a in others if a != name))

    def accusing(self, account: int) -> dict[int, list[Attribution]]:
        """Return the accusations of an account whose speaker is known, by their sentences."""
        if account not in self._accusing:
            found = self._accusing[account] = defaultdict(list)
            for row in self.accounts[account].attributions:
                if row.stance == "accuses" and row.refs:
                    found[row.sentence].append(row)
        return self._accusing[account]

    def side(self, actor: str) -> str:
        """Return the side of an actor, which is the actor itself where none is known."""
        row = self.actors.get(actor)
        return row.side or row.id if row is not None else actor

    def anonymous(self, actor: str) -> bool:
        """Tell whether an actor is only described (unknown gunmen, armed men) and belongs to no side."""
        row = self.actors.get(actor)
        if row is None or row.side is not None:
            return False
        return row.name[1:].islower() and row.kind != "person"

    def named(self, actor: str) -> bool:
        """Tell whether an actor or target has a name of its own, known or not."""
        row = self.actors.get(actor)
        if row is None or row.side is not None:
            return row is not None
        return row.name[:1].isupper() and not (row.name[1:].islower() and row.kind in _DESCRIBED)

    def sides(self, actors: Iterable[str]) -> frozenset[str]:
        """Return the sides of several actors."""
        if not isinstance(actors, frozenset):
            return frozenset(self.side(actor) for actor in actors)
        found = self._sides.get(actors)
        if found is None:
            found = self._sides[actors] = frozenset(self.side(actor) for actor in actors)
        return found

    def like_names(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return how alike the names of two sets of actors or places are: the best share of words of the shorter."""
        return self.of_pair(_like_names, a, b)

    def of_pair(self, ask: Callable[[Idents, Idents, Registry], Answer], a: Idents, b: Idents) -> Answer:
        """Return what a question says of two sets of actors or places, asked once of every pair."""
        key = (ask, a, b)
        if key not in self._pairs:
            self._pairs[key] = ask(a, b, self)
        return self._pairs[key]  # type: ignore[no-any-return]

    def name_words(self, ident: str) -> frozenset[str]:
        """Return the words that tell an actor's or place's name from others, folded; none for one that is unknown."""
        if ident not in self._words:
            row = self.actors.get(ident) or self.places.get(ident)
            words = re.findall(r"[^\W\d_]{3,}", row.name.casefold()) if row is not None else []
            self._words[ident] = frozenset(word.removesuffix("s") for word in words) - _COMMON
        return self._words[ident]

    def hands(self, actors: frozenset[str], things: frozenset[str] = frozenset()) -> frozenset[str]:
        """Return some actors, their sides, and the kinds of hands that their names and some nouns show."""
        known = self._hands.get((actors, things))
        if known is None:
            rows = (self.actors.get(ident) for ident in actors)
            words = {word for row in rows if row is not None for word in re.findall(r"[^\W\d_]+", row.name)}
            known = self._hands[actors, things] = actors | self.sides(actors) | people().hands(words | things)
        return known

    def places_in(self, account: int, sentence: int) -> Sequence[Mention]:
        """Return the mentions of known places in a sentence, in text order."""
        if account not in self._named:
            named = self._named[account] = defaultdict(list)
            for mention in self.accounts[account].mentions:
                if mention.kind == "place" and mention.refs:
                    named[mention.word.sentence].append(mention)
        return self._named[account].get(sentence, [])

    def line(self, place: str) -> list[str]:
        """Return a place and the places that contain it, finest first."""
        if place in self._lines:
            return self._lines[place]
        found: list[str] = []
        here: str | None = place
        while here is not None and here not in found and len(found) < 8:
            found.append(here)
            row = self.places.get(here)
            here = row.part_of if row is not None else None
        self._lines[place] = found
        return found

    def evidence(self, account: int, span: Span) -> Evidence:
        """Return a span of an account's text as evidence."""
        text = self.accounts[account].document.text
        return Evidence(self.sources[account], span.start, span.end, text[span.start : span.end])


def _like_names(a: Idents, b: Idents, registry: Registry) -> float:
    words = ((registry.name_words(x), registry.name_words(y)) for x in a for y in b)
    shares = (len(one & other) / min(len(one), len(other)) for one, other in words if one and other)
    return max(shares, default=0.0)


def source_id(account: Account) -> str:
    """Return the id of an account's source in the case: ``s-`` and twelve hex digits of its sha256."""
    return f"s-{account.document.id[:12]}"


def _join(old: Actor | None, new: Actor) -> Actor:
    if old is None:
        return new
    aliases = tuple(dict.fromkeys([*old.aliases, *new.aliases]))
    roles = tuple(dict.fromkeys([*old.roles, *new.roles]))
    told = (aliases, roles, old.side or new.side, old.part_of or new.part_of)
    if told == (old.aliases, old.roles, old.side, old.part_of):
        return old
    return replace(old, aliases=aliases, roles=roles, side=told[2], part_of=told[3])


def lay_out(accounts: Sequence[Account], registry: Registry) -> list[Telling]:
    """Return every telling that tells, plans or denies a deed, in order of account and text."""
    found: list[Telling] = []
    for number, account in enumerate(accounts):
        twins: Counter[str] = Counter()
        running = {toll.trigger for toll in account.tolls if toll.cumulative}
        for event in sorted(account.events, key=lambda e: (e.trigger.sentence, e.trigger.token)):
            if event.trigger in running and not event.actors:
                continue  # a running total tells of many deeds and is none
            if event.status not in {"negated", "hypothetical"}:
                telling = _telling(len(found), number, account, event, registry)
                twins[telling.id] += 1
                twin = twins[telling.id]
                found.append(telling if twin == 1 else replace(telling, id=f"{telling.id}-{twin}"))
    return found


def telling_id(source: str, start: int, kind: str) -> str:
    """Return the id of a telling; an incident's id is that of its first telling under another letter."""
    return f"t-{hashlib.sha256(f'{source}:{start}:{kind}'.encode()).hexdigest()[:10]}"


def _telling(order: int, number: int, account: Account, event: Event, registry: Registry) -> Telling:
    block = account.document.blocks[account.sentences[event.trigger.sentence].block]
    attribution = account.attributions[event.claimant] if event.claimant is not None else None
    teller = attribution.refs[0] if attribution is not None and attribution.refs else None
    owner = _owner(account, event)
    actors = frozenset(ref for mention in event.actors for ref in mention.refs if ref != owner)
    own = teller is not None and registry.side(teller) in registry.sides(actors)
    return Telling(
        id=telling_id(registry.sources[number], event.span.start, event.type),
        order=order,
        account=number,
        source=registry.sources[number],
        event=event,
        section=block.section,
        days=days_at(event, account),
        actors=actors,
        targets=frozenset(ref for mention in event.targets for ref in mention.refs),
        aimed=frozenset(ref for mention in event.aimed_at for ref in mention.refs),
        places=frozenset(ref for mention in event.places for ref in mention.refs),
        teller=teller,
        own_word=own,
        alone=False,
        unheard=attribution is not None and attribution.speaker is not None and teller is None,
        owner=owner,
        assessed=attribution is not None and attribution.stance == "assesses",
    )


def _owner(account: Account, event: Event) -> str | None:
    """Return who claims a deed as his own."""
    row = account.attributions[event.claimed_by] if event.claimed_by is not None else None
    return row.refs[0] if row is not None and row.refs else None
