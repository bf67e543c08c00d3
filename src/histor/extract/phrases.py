"""The lines of the phrase book, read: which words and classes a phrase asks for, and how they stand about its head.

The phrases are data (``lang/<code>/phrases/*.tsv``); ``docs/events.md`` describes the notation. Few heads are ever
asked for, so a line is read when a word that heads it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Any

from histor.errors import DataError
from histor.lexicon import Lexicon

USUAL, UNSEEN, THERE = 0.73, 3.0, 0.5
"""The share of the phrases' fits that are right on the training part of the corpus; as how many sightings of its own
that counts for a phrase; and what it is worth, in log-odds, that a phrase is there at all. Chosen as those of
:mod:`histor.extract.phrase_book`.
"""
NO_SETTINGS: Mapping[str, Any] = {"small": [], "people": [], "anybody": [], "classes": {}}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a phrase: small words (``in``, ``up``) and what stands behind them; either may be missing.

    ``subject`` marks who does it.
    """

    small: frozenset[str]
    words: frozenset[str]
    classes: tuple[str, ...]
    subject: bool = False

    @property
    def is_particle(self) -> bool:
        """Tell whether the part is small words alone."""
        return not (self.words or self.classes)

    @property
    def is_idiom(self) -> bool:
        """Tell whether the part ties words by a preposition: *to the torch*."""
        return bool(self.small and self.words)

    @property
    def is_open(self) -> bool:
        """Tell whether the part is an object of some class."""
        return bool(self.classes) and not self.small and not self.subject


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the book for one type and mode; ``bare`` asks that there be no object.

    ``worth`` is the log-odds that it is right where it fits, by what was counted in training, and ``unseen`` how
    little was counted: 1 is nothing. ``named`` are the words of each part that only these words can be.
    """

    type: str
    mode: str
    line: str
    worth: float
    unseen: float
    subject: Part | None
    parts: tuple[Part, ...]
    bare: bool
    named: tuple[frozenset[str], ...]


Line = tuple[str, str, str, str, str]
"""A line unread: type, mode, the line, how often right of how often seen, and what stands beside its head."""


class Phrases:
    """The phrases of one language by the word that heads them: ``verbs`` and ``nouns`` hold lines for :meth:`read`.

    ``people`` are the classes that a person's name may fill, ``anybody`` those that a pronoun may as who does it.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        settings: Mapping[str, Any] = lexicon.words("phrases") if lexicon.has_words("phrases") else NO_SETTINGS
        self._small = frozenset(settings["small"])
        self._classes: Mapping[str, list[str]] = settings["classes"]
        self.people, self.anybody = frozenset(settings["people"]), frozenset(settings["anybody"])
        self.verbs: dict[str, list[Line]] = {}
        self.nouns: dict[str, list[Line]] = {}
        self._read: dict[Line, Phrase] = {}
        for kind, mode, line, seen in lexicon.rows(f"lang/{lexicon.language}/phrases", 3):
            table, head, rest = self._split(line)
            for word in head.split("/"):
                table.setdefault(word, []).append((kind, mode, line, seen, rest))

    def all(self) -> list[Phrase]:
        """Return every phrase. Raises :class:`DataError` where one asks for a class that there is not."""
        rows = {row for table in (self.verbs, self.nouns) for rows in table.values() for row in rows}
        return [self.read(row) for row in sorted(rows)]

    def read(self, row: Line) -> Phrase:
        """Return the phrase of a line. Raises :class:`DataError` where it asks for a class that there is not."""
        if row not in self._read:
            kind, mode, line, counts, rest = row
            right, seen = map(int, counts.split("/"))
            sure = (right + USUAL * UNSEEN) / (seen + UNSEEN)
            before, elements = line.rpartition("|")[0].strip(), rest.split()
            subject = replace(self._part(row, frozenset(), before), subject=True) if before else None
            parts = tuple(self._parts(row, elements))
            named = tuple(part.words for part in (subject, *parts) if part and part.words and not part.classes)
            worth, unseen = THERE + log(sure / (1 - sure)), UNSEEN / (seen + UNSEEN)
            self._read[row] = Phrase(kind, mode, line, worth, unseen, subject, parts, "_" in elements, named)
        return self._read[row]

    def _split(self, line: str) -> tuple[dict[str, list[Line]], str, str]:
        """Return the table of a phrase, its head, and what stands after the head, or before it if that is a noun."""
        if not line.startswith("the "):
            head, _, rest = line.rpartition("| ")[2].partition(" ")
            return self.verbs, head, rest
        words = line.split()[1:]
        at = next((i for i, word in enumerate(words) if self._is_small(word)), len(words)) - 1  # *the peace talk of*
        return self.nouns, words[at], " ".join(words[:at] + words[at + 1 :])

    def _is_small(self, element: str) -> bool:
        return all(word in self._small for word in element.split("/"))

    def _parts(self, row: Line, elements: Iterable[str]) -> Iterator[Part]:
        waiting: frozenset[str] = frozenset()
        for element in elements:
            if self._is_small(element):
                if waiting:
                    yield Part(waiting, frozenset(), ())
                waiting = frozenset(element.split("/"))
            elif element != "_":
                yield self._part(row, waiting, element)
                waiting = frozenset()
        if waiting:
            yield Part(waiting, frozenset(), ())

    def _part(self, row: Line, small: frozenset[str], element: str) -> Part:
        words, classes = set[str](), list[str]()
        for word in element.split("/"):
            if not word.startswith("<"):
                words.add(word)
            elif word[1:-1] in self._classes:
                classes += self._classes[word[1:-1]]
            else:
                place = f"data/lang/en/phrases/{row[0].lower()}.tsv"
                raise DataError(f"{place}: `{row[2]}` asks for a class {word} that there is not. Correct the line.")
        return Part(small, frozenset(words), tuple(classes))
