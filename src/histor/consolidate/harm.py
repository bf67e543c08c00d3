"""What each account alone tells of the deeds that cost lives or freedom, and of what stands around its figures.

It hangs on nothing but the account, so it is read off the trees of its sentences once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from histor.consolidate.breath import looked_back_at
from histor.consolidate.figure_places import Around, FigurePlaces
from histor.consolidate.kept import KeptAcross
from histor.consolidate.standing import is_result, is_untold
from histor.consolidate.tellings import Telling
from histor.ledger import codec
from histor.model import Account, Toll, WordRef
from histor.model.tree import Tree

#: A figure of an account: its word and its trigger, and where its evidence ends.
_Figure = tuple[WordRef, WordRef, int]
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
    """Notes of an account's tellings of such deeds, in their order, and what the words around its figures tell.

    Those are looked into late, a figure at a time.
    """

    told: tuple[Note, ...]
    _places: Callable[[], FigurePlaces]
    _around: dict[_Figure, Around] = field(default_factory=dict)

    def around(self, toll: Toll) -> Around:
        """Return what the words around a toll of the account tell."""
        figure = (toll.word, toll.trigger, toll.evidence.end)
        if figure not in self._around:
            self._around[figure] = self._places().around(toll)
        return self._around[figure]


KeptNotes = KeptAcross[None, Notes]


@dataclass(frozen=True, slots=True)
class _Row:
    """Notes as they are written."""

    told: tuple[Note, ...]
    around: tuple[tuple[WordRef, WordRef, int, Around], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Notes by their accounts."""

    notes: dict[str, _Row]


def notes_told(kept: KeptNotes) -> bytes:
    """Return the notes of the last run as bytes, for :func:`recall_notes` in another process."""
    rows = {name: (one.told, one._around.items()) for name, one in kept.now().items()}
    return codec.encode(_Told({name: _Row(told, tuple((*figure, around) for figure, around in figures))
                               for name, (told, figures) in rows.items()}))  # fmt: skip


def recall_notes(kept: KeptNotes, told: bytes) -> None:
    """Take up what :func:`notes_told` told. Raises :class:`ValueError` for anything else."""
    kept.recall({name: partial(_again, row) for name, row in codec.decode(_Told, told).notes.items()})


def _again(row: _Row, account: Account) -> Notes:
    """Return the notes of an account as they were written."""
    around = {(word, trigger, end): told for word, trigger, end, told in row.around}
    return Notes(row.told, cache(partial(FigurePlaces, account)), around)


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
    return Notes(notes, cache(partial(FigurePlaces, account)))


def _note(account: Account, telling: Telling, several: bool) -> Note:
    event = telling.event
    words = (mention.word for mention in (*event.targets, *event.aimed_at, *event.places))
    heads = (account.sentences[word.sentence].tokens[word.token - 1] for word in words)
    nouns = frozenset(tok.lemma.casefold() for tok in heads if tok.upos == "NOUN")
    line = account.sentences[telling.sentence]  # read whole only where it tells several
    aside = event.background or (several and looked_back_at(Tree(line), event.trigger.token))
    return Note(nouns, aside, is_result(telling), is_untold(telling))
