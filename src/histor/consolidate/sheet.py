"""What one account tells, sorted into deeds: the unit that the accounts of a case are joined by.

An account's sheet hangs on nothing but the account, so it is made once, kept, and not touched by what other accounts
say. That is what makes one more account cheap, and what keeps an account that is of something else from moving a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from histor.consolidate.cluster import Clustering
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import WORDS
from histor.consolidate.telling_days import days_of
from histor.consolidate.tellings import Registry, Telling, lay_out
from histor.ledger import codec
from histor.model import Account, Mention, Span, Token, When, Why
from histor.model.records import replace

#: Parts of speech whose words tell one deed from another.
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
#: Names that an account is known by: those it uses most.
_TOPIC = 16
#: Words in nearly every account of a deed; they tell none from another.
_EMPTY = frozenset(
    "be have do say tell report accord people other many more attack strike kill injure wound official".split()
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as one account tells it: places of its tellings in the sheet, why each is there, and its words.

    ``idents`` are the actors and places that any of its tellings names.
    """

    members: tuple[int, ...]
    whys: tuple[Why, ...]
    code: str | None
    ordinals: frozenset[str]
    words: frozenset[str]
    calls: frozenset[str]
    names: frozenset[str]
    things: frozenset[str]
    figures: frozenset[tuple[str, int]]
    weapons: frozenset[str]
    loose: bool = False
    leads: bool = False
    idents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One account's tellings in text order, the deeds that it tells, the names that it uses, and those it uses most.

    ``mark`` tells a sheet from all others that are kept with it.
    """

    tellings: tuple[Telling, ...]
    deeds: tuple[Deed, ...]
    names: frozenset[str]
    topic: frozenset[str]
    told_on: int | None
    mark: bytes = b""


def sheet_of(account: Account) -> Sheet:
    """Return the sheet of an account; a reference that found no deed in it stands alone, marked as loose."""
    registry = Registry([account])
    tellings = lay_out([account], registry)
    clustering = Clustering(registry)
    clusters = clustering.run(tellings)
    words = _Words(_words(account, _CONTENT), _words(account, {"PROPN"}), _figures(account))
    deeds = [_deed(account, cluster, words, loose=False) for cluster in clusters]
    for telling in clustering.loose:
        alone = Cluster()
        alone.add(telling, Why("consolidate/cluster", "refers to a deed that this account does not tell", 1.0))
        deeds.append(_deed(account, alone, words, loose=True))
    ordered = tuple(_led(sorted(deeds, key=lambda d: (d.loose, d.members[0])), tellings))
    used = Counter(chain.from_iterable(words.names))
    return Sheet(tuple(tellings), ordered, frozenset(used), _topic(used), told_on(account))


def _led(deeds: Sequence[Deed], tellings: Sequence[Telling]) -> Iterator[Deed]:
    """Yield the deeds, the one marked that its account opens with: what it is about before all."""
    told = [deed for deed in deeds if tellings[deed.members[0]].event.type not in WORDS]
    first = min(told, key=lambda deed: min(deed.members), default=None)
    yield from (replace(deed, leads=deed is first) for deed in deeds)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sheet holds beside its tellings, which are laid out again faster than they are read."""

    deeds: tuple[Deed, ...]
    names: frozenset[str]
    topic: frozenset[str]
    told_on: int | None


def sheet_told(sheet: Sheet) -> bytes:
    """Return a sheet as bytes, for :func:`sheet_again`."""
    return codec.encode(_Told(sheet.deeds, sheet.names, sheet.topic, sheet.told_on))


def sheet_again(account: Account, told: bytes) -> Sheet:
    """Return the sheet of an account as it was told before. Raises :class:`ValueError` for what is none."""
    again = codec.decode(_Told, told)
    tellings = tuple(lay_out([account], Registry([account])))
    return Sheet(tellings, again.deeds, again.names, again.topic, again.told_on)


class _Words(NamedTuple):
    """The words of each sentence that tell one deed from another, its names, and what harm it counts."""

    content: list[list[str]]
    names: list[list[str]]
    figures: Mapping[int, list[tuple[str, int]]]


def _words(account: Account, kinds: set[str]) -> list[list[str]]:
    """Return the words of each sentence that are of some parts of speech."""
    return [[t.lemma.casefold() for t in sentence.tokens if t.upos in kinds and len(t.form) > 2]
            for sentence in account.sentences]  # fmt: skip


def _figures(account: Account) -> Mapping[int, list[tuple[str, int]]]:
    """Return the effect and number of each toll of a deed, by its sentence."""
    found: dict[int, list[tuple[str, int]]] = {}
    for toll in account.tolls:
        if toll.low is not None and not toll.cumulative:
            found.setdefault(toll.word.sentence, []).append((toll.effect, toll.low))
    return found


def _deed(account: Account, cluster: Cluster, words: _Words, *, loose: bool) -> Deed:
    sentences = {t.sentence for t in cluster.tellings}
    return Deed(
        members=tuple(t.order for t in cluster.tellings),
        whys=tuple(cluster.whys),
        code=cluster.code,
        ordinals=frozenset(cluster.ordinals),
        words=frozenset(chain.from_iterable(words.content[at] for at in sentences)) - _EMPTY,
        calls=frozenset(_call(account, t) for t in cluster.tellings if t.event.mode != "kill" or t.event.background),
        names=frozenset(chain.from_iterable(words.names[at] for at in sentences)),
        things=frozenset(_things(account, cluster)) - _EMPTY,
        figures=frozenset(chain.from_iterable(words.figures.get(at, ()) for at in sentences)),
        weapons=frozenset(_last(account, span) for t in cluster.tellings for span in t.event.weapons),
        loose=loose,
        idents=frozenset(ident for telling in cluster.tellings for ident in _idents(telling)),
    )


def _idents(telling: Telling) -> Iterator[str]:
    event = telling.event
    for mention in (*event.actors, *event.targets, *event.aimed_at, *event.places, *event.scene, *event.foes):
        yield from mention.refs
    yield from (ident for ident in (telling.owner, telling.teller) if ident is not None)


def _call(account: Account, telling: Telling) -> str:
    word = telling.event.trigger
    return account.sentences[word.sentence].tokens[word.token - 1].lemma.casefold()


def told_on(account: Account) -> int | None:
    """Return the day on which an account was published, as an ordinal."""
    days = days_of(When(start=account.document.source.published))
    return days.low if days is not None and days.width == 1 else None


def _topic(used: Counter[str]) -> frozenset[str]:
    return frozenset(sorted(used, key=lambda name: (-used[name], name))[:_TOPIC])


def _things(account: Account, cluster: Cluster) -> Iterator[str]:
    """Yield the common nouns of what was hit and where: the bridge, the market."""
    for telling in cluster.tellings:
        event = telling.event
        heads = (_head(account, m) for m in (*event.targets, *event.aimed_at, *event.places))
        yield from (token.lemma.casefold() for token in heads if token.upos == "NOUN")


def _head(account: Account, mention: Mention) -> Token:
    return account.sentences[mention.word.sentence].tokens[mention.word.token - 1]


def _last(account: Account, span: Span) -> str:
    """Return the last word of a weapon's phrase without its plural: "two rockets" and "a rocket" are one means."""
    words = account.document.text[span.start : span.end].casefold().split()
    return words[-1].removesuffix("s") if words else ""
