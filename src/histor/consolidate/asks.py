"""What each account alone tells of answers: which of its tellings may answer a deed, and which deeds they name.

This hangs on the account, on the incidents of its tellings, and on the sides of whom it names, and on nothing else of
the case. So it is worked out again only where one of these has changed; what several accounts tell together of a deed
is for ``responses.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from histor.consolidate import spoken
from histor.consolidate.antecedents import HOSTILE, Antecedents, Likely, Weighed
from histor.consolidate.kept import KeptAcross, KeptOf
from histor.consolidate.tellings import Telling
from histor.ledger import codec
from histor.model import WordRef

#: Words about a deed that they name.
_WORDS = {"ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
#: What one side puts to another, and the other can reject.
_PUT = {"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "COERCE", "AGREE", "CONSULT"}
_STEPS = {"SANCTION", "COERCE", "THREATEN", "MOBILIZE", "REJECT", "ACCUSE", "REQUEST"}
#: Steps and words that a hostile deed of others brings about, where they are told to come after it.
_TURNS = {"SANCTION", "PROTEST", "THREATEN", "ACCUSE", "REQUEST"}
#: Words that judge a deed, and standings in which nobody can judge it.
_JUDGES, _UNTOLD = {"ACCUSE", "SUPPORT"}, {"planned", "hypothetical", "denied"}
#: Sentences back to what a rejection rejects and to what a blame points to, and tellings looked through for it.
_PASSAGE, _POINTED, _BACK = 4, 2, 12


@dataclass(slots=True)
class Ask:
    """A telling that may answer a deed. ``at`` is its place among its account's, ``here`` its incident.

    ``named`` holds the deeds that its words of answer or of blame name; ``denied`` is the one that it denies itself,
    ``put`` the one that it rejects, ``back`` the one that it does back, ``after`` those that it comes after, with the
    words that say so. It ``speaks`` where it blames or denies and names nothing. What is dear is asked for late.
    """

    at: int
    here: str
    named: tuple[str, ...] = ()
    denied: str | None = None
    put: str | None = None
    back: str | None = None
    after: tuple[tuple[str, str], ...] = ()
    speaks: bool = False
    likely: dict[str, Likely] = field(default_factory=dict)
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """What one account may answer, and the places of the steps that it tells in one sentence, several together."""

    asks: tuple[Ask, ...]
    steps: tuple[tuple[int, ...], ...]


class KeptAsks:
    """What each account may answer, from one run to the next.

    It is kept by the account, by the incidents of its tellings, and by the side of everybody and the states of every
    place that they name: ``naming`` keeps who and what these are. ``mark`` knows accounts in any process.
    """

    def __init__(self, mark: Callable[[object], bytes | None] = lambda account: None) -> None:
        self.naming: KeptOf[None, tuple[list[str], list[str]]] = KeptOf()
        self.asks: KeptAcross[tuple[object, ...], Asks] = KeptAcross(mark)

    def begin(self) -> None:
        """Begin a run."""
        self.naming.begin()
        self.asks.begin()

    def end(self) -> None:
        """End a run."""
        self.naming.end()
        self.asks.end()

    def told(self) -> bytes:
        """Return what the accounts of the last run may answer as bytes, for :meth:`recall` in another process."""
        return codec.encode(_Told(self.asks.now()))

    def recall(self, told: bytes) -> None:
        """Take up what :meth:`told` told. Raises :class:`ValueError` for anything else."""
        self.asks.recall({name: partial(_as_told, asks) for name, asks in codec.decode(_Told, told).asks.items()})


def _as_told(asks: Asks, account: object) -> Asks:
    del account  # what was told of it is all
    return asks


@dataclass(frozen=True, slots=True)
class _Told:
    """What accounts may answer, by account and all else that it hangs on."""

    asks: dict[str, Asks]


def asks_of(deeds: Antecedents, told: Sequence[Sequence[Telling]], kept: KeptAsks | None = None) -> list[Asks]:
    """Return what each account may answer; ``told`` are the tellings of the case account by account."""
    kept, registry, found = kept or KeptAsks(), deeds.registry, []
    kept.begin()
    for account, own in zip(registry.accounts, told, strict=True):
        ids = tuple([deeds.incident_at.get(telling.word) for telling in own])
        idents, places = kept.naming.of(account, None, partial(_naming, own))
        key = (ids, tuple(map(registry.side, idents)), tuple(map(deeds.states, places)))
        found.append(kept.asks.of(account, key, partial(_asks, deeds, own, ids)))
    kept.end()
    return found


def _naming(own: Sequence[Telling]) -> tuple[list[str], list[str]]:
    """Return whom and which places some tellings name."""
    idents = {ident for t in own for ident in (*t.actors, *t.targets, *t.aimed)}
    return sorted(idents), sorted({place for t in own for place in t.places})


def _asks(deeds: Antecedents, own: Sequence[Telling], ids: Sequence[str | None]) -> Asks:
    """Return what an account may answer, and its steps told together."""
    found = [Ask(at, here) for at, here in enumerate(ids) if here is not None]
    steps: dict[int, list[int]] = {}
    for at, telling in enumerate(own):
        if telling.event.type in _STEPS:
            steps.setdefault(telling.sentence, []).append(at)
    account = _Account(deeds, own, ids)
    asks = tuple(ask for ask in found if account.fill(ask))
    return Asks(asks, tuple(tuple(together) for together in steps.values() if len(together) > 1))


class _Account:
    """The tellings of one account, asked for what they may answer."""

    def __init__(self, deeds: Antecedents, own: Sequence[Telling], ids: Sequence[str | None]) -> None:
        self._deeds, self._registry, self._own, self._ids = deeds, deeds.registry, own, ids

    def fill(self, ask: Ask) -> bool:
        """Write down what a telling may answer; tell whether there is anything."""
        telling = self._own[ask.at]
        kind, done = telling.event.type, telling.event.status == "reported"
        words = self._words(telling)
        ask.named = tuple(there for word in words if (there := self._deeds.named(telling, word)) is not None)
        if kind in _JUDGES and not ask.named and telling.event.cue is None:
            ask.named = tuple(self._pointed(ask, telling))
        if kind == "REJECT":
            ask.denied, ask.put = self._denied(telling, ask.here), self._put(ask, telling)
        if kind in HOSTILE and done:
            ask.back = self._deeds.mirrored(telling.order, telling)
        if kind in _TURNS and done:
            ask.after = tuple(self._after(telling))
        ask.speaks = self._speaks(telling)
        told = telling.event.cue or ask.named or ask.denied or ask.put or ask.back or ask.after
        return bool(told) or ask.speaks

    def _words(self, telling: Telling) -> Iterator[WordRef]:
        """Yield the words that name what a telling answers, condemns or praises."""
        if telling.event.cue is not None:
            yield from (word for word in (telling.event.answers,) if word is not None)
        elif telling.event.type in _WORDS:
            yield from spoken.objects(self._registry, telling)

    def _pointed(self, ask: Ask, telling: Telling) -> Iterator[str]:
        """Yield the deed of others just told that a blame or praise only points back to: condemned *it*, *the move*.

        It is the first told in the nearest sentence, or in the same one before.
        """
        kinds = spoken.pointed(self._registry, telling)
        mine, meant = self._registry.sides(telling.actors), self._registry.sides(telling.targets)
        found: dict[int, str] = {}
        for at in range(ask.at - 1, max(-1, ask.at - 1 - _BACK), -1):
            other, there = self._own[at], self._ids[at]
            theirs = self._registry.sides(other.actors)
            if telling.sentence - other.sentence > _POINTED or there in {None, ask.here} or mine & theirs:
                continue
            if other.event.type in kinds and other.event.status not in _UNTOLD and (not meant or meant & theirs):
                found[other.sentence] = str(there)  # told further on in its sentence, it gives way to what comes first
        yield from (found[near] for near in sorted(found, reverse=True)[:1])

    def _denied(self, telling: Telling, here: str) -> str | None:
        """Return the deed that a denial tells itself: denied *losing* the town."""
        named = (self._deeds.named(telling, word) for word in spoken.denied(self._registry, telling))
        return next((one for one in named if one not in {None, here}), None)

    def _put(self, ask: Ask, telling: Telling) -> str | None:
        """Return the nearest demand, charge or measure of another side, put to this one just before.

        Where it names what it rejects ("the demands"), only a deed by which such a thing is put will do.
        """
        mine = self._registry.sides(telling.actors)
        named, kinds = spoken.put(self._registry, telling)
        reach = _PASSAGE if kinds or not named else 1
        for at in range(ask.at - 1, max(-1, ask.at - 1 - _BACK), -1):
            other, there = self._own[at], self._ids[at]
            away = telling.sentence - other.sentence
            if not 0 <= away <= reach or there in {None, ask.here} or other.event.type not in (kinds or _PUT):
                continue
            theirs, put_to = self._registry.sides(other.actors), self._registry.sides(other.targets)
            meant = bool(mine & put_to) or (not put_to and (bool(kinds) or away <= 1))
            if meant and not mine & theirs and (theirs or kinds):
                return there
        return None

    def _after(self, telling: Telling) -> Iterator[tuple[str, str]]:
        """Yield the deeds after which one is told to have been done, with the words that say so."""
        for word, lead in spoken.afterwards(self._registry, telling):
            there = self._deeds.named(telling, word)
            if there is not None:
                yield there, lead

    def _speaks(self, telling: Telling) -> bool:
        """Tell whether a telling is a denial, or a blame that names neither a deed nor another reason."""
        if telling.event.cue is not None or telling.event.mode not in {"deny", "disapprove"}:
            return False
        return telling.event.type == "REJECT" or not spoken.reasoned(self._registry, telling)
