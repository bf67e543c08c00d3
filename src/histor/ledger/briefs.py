"""An account in brief: all of it but most of its words, so that a large case is looked at without unfolding every word.

The words are more than half of what an account holds, and most of them are never asked for again once its deeds are
known. A brief keeps those that tell a deed or a figure; the others are unfolded from the account's own bytes as soon as
one of them is asked for, so that nobody can tell a brief from the whole but by the time that it takes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast, overload

from histor.ledger import codec
from histor.ledger.versions import Standing
from histor.model import Account, Sentence, Token, WordRef

#: Types of deeds done in words about another, which is looked for in the whole sentence.
_SPOKEN = {"ACCUSE", "REJECT", "THREATEN"}


@dataclass(frozen=True, slots=True)
class _Brief:
    """An account without words, how many words each sentence has, and the words that it keeps at hand."""

    account: Account
    counts: tuple[int, ...]
    hand: tuple[tuple[int, Token], ...]


class _Words(Sequence[Token]):
    """The words of one sentence; what is not at hand is unfolded at its first asking."""

    __slots__ = ("_at", "_count", "_hand", "_whole")

    def __init__(self, whole: Callable[[], Account], at: int, count: int, hand: Mapping[int, Token]) -> None:
        self._whole, self._at, self._count, self._hand = whole, at, count, hand

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | Sequence[Token]:
        found = self._hand.get(place) if isinstance(place, int) else None
        return self._all()[place] if found is None else found

    def __iter__(self) -> Iterator[Token]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (tuple(other) if isinstance(other, _Words) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def _all(self) -> tuple[Token, ...]:
        if len(self._hand) == self._count:
            return tuple(self._hand[place] for place in range(self._count))
        return self._whole().sentences[self._at].tokens


_NONE: Mapping[int, Token] = {}


def brief_of(account: Account) -> bytes:
    """Return an account in brief, as bytes."""
    hand = dict.fromkeys(_told(account))
    bare = replace(account, times=(), sentences=tuple(replace(sent, tokens=()) for sent in account.sentences))
    rows = tuple((ref.sentence, account.sentences[ref.sentence].tokens[ref.token - 1]) for ref in hand)
    return codec.encode(_Brief(bare, tuple(len(sent.tokens) for sent in account.sentences), rows))


def key_of(digest: str, standing: Standing) -> str:
    """Return what an account is known by: a digest of its bytes and of what is said of its source, in hex digits."""
    return hashlib.blake2b(f"{digest} {standing}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def account_of(brief: bytes | None, body: bytes) -> Account:
    """Return an account from its brief, where there is one, and from all its bytes.

    Raises :class:`ValueError` or zlib's error for bytes that are no account; a brief that is none counts for nothing.
    """
    with suppress(ValueError):
        if brief is not None:
            return _unfolding(codec.decode(_Brief, brief), _once(body))
    return _once(body)()


def _unfolding(told: _Brief, whole: Callable[[], Account]) -> Account:
    """Return an account whose words are at hand or unfolded from the whole."""
    hand: dict[int, dict[int, Token]] = {}
    for at, token in told.hand:
        hand.setdefault(at, {})[token.id - 1] = token
    words = [_Words(whole, at, count, hand.get(at, _NONE)) for at, count in enumerate(told.counts)]
    sentences = tuple(
        Sentence(sent.start, sent.end, cast(Any, tokens), sent.block)
        for sent, tokens in zip(told.account.sentences, words, strict=True)
    )
    return replace(told.account, sentences=sentences)


def _once(body: bytes) -> Callable[[], Account]:
    """Return a function that unfolds an account at its first call."""
    found: list[Account] = []

    def whole() -> Account:
        if not found:
            found.append(codec.decode(Account, zlib.decompress(body)))
        return found[0]

    return whole


def _told(account: Account) -> Iterator[WordRef]:
    """Yield the words that tell the deeds and figures of an account, and those in which an answer's deed is named."""
    for event in account.events:
        yield event.trigger
        named = [row.word for row in event.targets] if event.type in _SPOKEN else []
        for word in (*named, *((event.answers,) if event.answers is not None else ())):
            count = len(account.sentences[word.sentence].tokens)
            yield from (WordRef(word.sentence, token) for token in range(1, count + 1))
    for toll in account.tolls:
        yield from (word for word in (toll.word, toll.trigger, toll.group_word) if word is not None)
