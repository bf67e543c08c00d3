"""What each account alone tells of the deeds that cost lives or freedom, and of what led to its figures.

It hangs on nothing but the account, so it is read off the trees of its sentences once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from histor.consolidate.breath import looked_back_at
from histor.consolidate.figure_places import FigurePlaces
from histor.consolidate.kept import KeptAcross
from histor.consolidate.standing import is_result, is_untold
from histor.consolidate.tellings import Telling
from histor.ledger import codec
from histor.model import Account, Sentence, Toll, WordRef
from histor.model.tree import Tree, base

#: Types of deeds that cost lives and freedom.
HARM = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class Note:
    """What a telling shows of such a deed: the common nouns of what it struck, the palace or the bridge.

    It stands ``aside`` where it is only mentioned; it is a ``result``, or ``thin``, where it gives no place or day.
    """

    nouns: frozenset[str]
    aside: bool
    result: bool
    thin: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes of an account's tellings of such deeds, in their order, and the places around its figures.

    The verbs behind its tolls are looked for late, as are the places.
    """

    told: tuple[Note, ...]
    places: FigurePlaces
    _causes: dict[WordRef, int | None] = field(default_factory=dict)

    def cause(self, account: Account, toll: Toll) -> int | None:
        """Return the verb whose outcome a toll's participle tells: they *struck*, killing nine, after ..."""
        at = toll.trigger
        if at not in self._causes:
            self._causes[at] = _governor(account.sentences[at.sentence], at.token)
        return self._causes[at]


KeptNotes = KeptAcross[None, Notes]


@dataclass(frozen=True, slots=True)
class _Row:
    """Notes as they are written."""

    told: tuple[Note, ...]
    causes: tuple[tuple[WordRef, int | None], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Notes by their accounts."""

    notes: dict[str, _Row]


def notes_told(kept: KeptNotes) -> bytes:
    """Return the notes of the last run as bytes, for :func:`recall_notes` in another process."""
    return codec.encode(_Told({name: _Row(one.told, tuple(one._causes.items())) for name, one in kept.now().items()}))


def recall_notes(kept: KeptNotes, told: bytes) -> None:
    """Take up what :func:`notes_told` told. Raises :class:`ValueError` for anything else."""
    kept.recall({name: partial(_again, row) for name, row in codec.decode(_Told, told).notes.items()})


def _again(row: _Row, account: Account) -> Notes:
    """Return the notes of an account as they were written."""
    return Notes(row.told, FigurePlaces(account), dict(row.causes))


def notes_of(accounts: Sequence[Account], harm: Sequence[Sequence[Telling]], kept: KeptNotes | None) -> list[Notes]:
    """Return the notes of each account; ``harm`` are the tellings of such deeds account by account."""
    kept = KeptNotes() if kept is None else kept
    kept.begin()
    found = [kept.of(account, None, partial(_notes, account, told))
             for account, told in zip(accounts, harm, strict=True)]  # fmt: skip
    kept.end()
    return found


def _notes(account: Account, told: Sequence[Telling]) -> Notes:
    several = Counter(telling.sentence for telling in told)
    notes = tuple(_note(account, telling, several[telling.sentence] > 1) for telling in told)
    return Notes(notes, FigurePlaces(account))


def _note(account: Account, telling: Telling, several: bool) -> Note:
    event = telling.event
    words = (mention.word for mention in (*event.targets, *event.aimed_at, *event.places))
    heads = (account.sentences[word.sentence].tokens[word.token - 1] for word in words)
    nouns = frozenset(tok.lemma.casefold() for tok in heads if tok.upos == "NOUN")
    line = account.sentences[telling.sentence]  # read whole only where it tells several
    aside = event.background or (several and looked_back_at(Tree(line), event.trigger.token))
    return Note(nouns, aside, is_result(telling), is_untold(telling))


def _governor(sentence: Sentence, token: int) -> int | None:
    tree = Tree(sentence)
    word = tree.token(token)
    return word.head if base(word.deprel) == "advcl" and not tree.children(word.id, "mark", "nsubj") else None
