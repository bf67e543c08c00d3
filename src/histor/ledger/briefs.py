"""An account in brief: all of it but most of its words, so that a large case is looked at without unfolding every word.

The words are more than half of what an account holds, and most of them are never asked for again once its deeds are
known. A brief keeps at hand those that tell a deed, whom it befell and where; and folded up, zipped apart and line by
line, the sentences that are read whole: those of figures, of answers, and of words about a deed. The others are
unfolded from the account's own bytes as soon as one is asked for; nobody can tell a brief from the whole but by the
time it takes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast, overload

from histor.ledger import codec
from histor.ledger.versions import Standing
from histor.model import Account, Sentence, Token, WordRef

#: Types of deeds done in words about another or after one, which is looked for in the whole sentence.
_LOOKED_INTO = {"ACCUSE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
#: Types of deeds that cost lives or freedom.
_HARM = {"ASSAULT", "COERCE"}


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a sentence that is read whole."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Brief:
    """An account without words, how many words each sentence has, the single words at hand, and which are folded."""

    account: Account
    counts: tuple[int, ...]
    hand: tuple[tuple[int, Token], ...]
    lines: tuple[int, ...]


class _Words(Sequence[Token]):
    """The words of one sentence; what is not at hand is unfolded at its first asking."""

    __slots__ = ("_count", "_hand", "_line", "_tokens")

    def __init__(self, line: Callable[[], tuple[Token, ...]], count: int, hand: Mapping[int, Token]) -> None:
        self._line, self._count, self._hand = line, count, hand
        self._tokens: tuple[Token, ...] | None = None

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
        if self._tokens is None:
            self._tokens = self._line()
        return self._tokens


_NONE: Mapping[int, Token] = {}


def brief_of(account: Account) -> bytes:
    """Return an account in brief, as bytes: its head, a line end, and the folded sentences, zipped apart."""
    bare = replace(account, sentences=tuple(replace(sent, tokens=()) for sent in account.sentences))
    whole = sorted(set(_read_whole(account)))
    words = dict.fromkeys(_named(account))
    rows = tuple((word.sentence, account.sentences[word.sentence].tokens[word.token - 1]) for word in words)
    counts = tuple(len(sent.tokens) for sent in account.sentences)
    folded = b"\n".join(codec.encode(_Line(tuple(account.sentences[at].tokens))) for at in whole)
    return codec.encode(_Brief(bare, counts, rows, tuple(whole))) + b"\n" + zlib.compress(folded, 1)


def key_of(digest: str, standing: Standing) -> str:
    """Return what an account is known by: a digest of its bytes and of what is said of its source, in hex digits."""
    return hashlib.blake2b(f"{digest} {standing}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def account_of(brief: bytes | None, body: bytes) -> Account:
    """Return an account from its brief, where there is one, and from all its bytes.

    Raises :class:`ValueError` or zlib's error for bytes that are no account; a brief that is none counts for nothing.
    """
    with suppress(ValueError):
        if brief is not None:
            head, _, folded = brief.partition(b"\n")
            return _unfolding(codec.decode(_Brief, head), _Folded(folded), _once(body))
    return _once(body)()


def _unfolding(told: _Brief, folded: _Folded, whole: Callable[[], Account]) -> Account:
    """Return an account whose words are at hand, or unfolded from their line or from the whole."""
    hand: dict[int, dict[int, Token]] = {}
    for at, token in told.hand:
        hand.setdefault(at, {})[token.id - 1] = token
    lines = {at: partial(folded.line, number) for number, at in enumerate(told.lines)}
    words = [
        _Words(lines.get(at) or partial(_sentence, whole, at), count, hand.get(at, _NONE))
        for at, count in enumerate(told.counts)
    ]
    sentences = tuple(
        Sentence(sent.start, sent.end, cast(Any, tokens), sent.block)
        for sent, tokens in zip(told.account.sentences, words, strict=True)
    )
    return replace(told.account, sentences=sentences)


class _Folded:
    """The sentences of an account that are read whole, one a line; they are unzipped when one of them is asked for."""

    __slots__ = ("_lines", "_zipped")

    def __init__(self, zipped: bytes) -> None:
        self._zipped = zipped
        self._lines: list[bytes] = []

    def line(self, number: int) -> tuple[Token, ...]:
        """Return the words of one of them."""
        if not self._lines:
            self._lines = zlib.decompress(self._zipped).split(b"\n")
        return codec.decode(_Line, self._lines[number]).tokens


def _sentence(whole: Callable[[], Account], at: int) -> tuple[Token, ...]:
    return whole().sentences[at].tokens


def _once(body: bytes) -> Callable[[], Account]:
    """Return a function that unfolds an account at its first call."""
    found: list[Account] = []

    def whole() -> Account:
        if not found:
            found.append(codec.decode(Account, zlib.decompress(body)))
        return found[0]

    return whole


def _named(account: Account) -> Iterator[WordRef]:
    """Yield the words that tell the deeds and figures of an account, and those that head whom and where they befell."""
    for event in account.events:
        yield event.trigger
        yield from (row.word for row in (*event.targets, *event.aimed_at, *event.places))
    for toll in account.tolls:
        yield from (word for word in (toll.word, toll.trigger, toll.group_word) if word is not None)


def _read_whole(account: Account) -> Iterator[int]:
    """Yield the sentences whose words may all be read: of figures, denials, answers and what they name, words of deeds.

    What an answer names is looked for in the sentence of every deed of its account. Of two deeds of harm in one
    sentence one may only be looked back at.
    """
    yield from (toll.word.sentence for toll in account.tolls)
    harm = Counter(event.trigger.sentence for event in account.events if event.type in _HARM)
    yield from (sentence for sentence, number in harm.items() if number > 1)
    for event in account.events:
        if event.cue is not None or event.status == "negated" or event.type in _LOOKED_INTO:
            yield event.trigger.sentence
        yield from (row.word.sentence for row in event.targets if event.type in _LOOKED_INTO)
    answered = [event.answers.sentence for event in account.events if event.answers is not None]
    yield from answered
    yield from (event.trigger.sentence for event in account.events if answered)
