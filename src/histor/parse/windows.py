"""The first reading: the words of a document in windows, and which sentences are kept of each.

A deed is answered in the next paragraph and a toll told in the headline, so a window does not end with its block where
the model was trained to read on: it takes as many words as it has room for, whole sentences are kept of it, and the
unfinished rest opens the next one. The last sentences of the window before are shown again, so that what follows can be
linked back to them; what was read of them then stands. A block starts a sentence whatever the network holds of it. The
work is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from histor.model import Document
from histor.parse.engine import Engine, Floats
from histor.parse.sentences import starts
from histor.parse.words import words

WIDEST = 240
"""Words in a window when one sentence fills a whole one; a longer sentence is cut here."""
MARGIN = 6
"""A start so near to the end of a window is not believed while there is an earlier one."""

Range = tuple[int, int]


class Room(NamedTuple):
    """How a model was trained to read: most words of a window, those shown again among them; at most how many of them
    were shown before, as far as they are whole sentences; and whether a window reads on over blocks."""

    words: int = 110
    again: int = 0
    across: bool = False


class Words(NamedTuple):
    """The words of a document: forms, places in its text, and for each the number of its block."""

    text: str
    forms: list[str]
    ranges: list[Range]
    block: list[int]

    @classmethod
    def of(cls, document: Document) -> Words:
        """Cut all blocks into words."""
        found = cls(document.text, [], [], [])
        for number, block in enumerate(document.blocks):
            places = words(document.text, block.start, block.end)
            found.ranges.extend(places)
            found.forms.extend(document.text[a:b] for a, b in places)
            found.block.extend([number] * len(places))
        return found

    def opens(self, i: int) -> bool:
        """Whether a word is the first of its block."""
        return i == 0 or i == len(self.block) or self.block[i] != self.block[i - 1]

    def breaks(self, first: int, end: int) -> list[int]:
        """Which of the words `[first, end)` open a further block, counted from `first`."""
        return [i - first for i in range(first + 1, min(end, len(self.block))) if self.opens(i)]


class Window(NamedTuple):
    """What was read of the words `[first, end)`; its sentences begin at `begins` and the last one ends at `end`.

    The words before `begins[0]` were kept of an earlier window. The rows of the outputs go on beyond `end`, over words
    that the next window reads.
    """

    first: int
    begins: list[int]
    end: int
    rows: dict[str, Floats]

    @property
    def sentences(self) -> list[Range]:
        """The words of each sentence kept."""
        return list(pairwise([*self.begins, self.end]))


class Reader:
    """Covers the words of a document with windows; `outputs` names what is wanted of them, `start` among it."""

    def __init__(self, engine: Engine, row: Words, room: Room, outputs: Sequence[str]) -> None:
        self.engine, self.row, self.room, self.outputs = engine, row, room, outputs

    def windows(self) -> Iterator[Window]:
        """All windows in order; every word is kept of exactly one."""
        at = 0
        known: list[int] = []
        while at < len(self.row.forms):
            window = self._window(at, self._shown_again(known, at))
            known = [*known, *window.begins][-self.room.again :] if self.room.again else []
            yield window
            at = window.end

    def _shown_again(self, known: Sequence[int], at: int) -> int:
        """Where the sentences before a word start that are shown again, of the sentence starts known."""
        near = (begin for begin in known if at - begin <= self.room.again)
        return next((b for b in near if self.room.across or self.row.block[b] == self.row.block[at]), at)

    def _window(self, at: int, first: int) -> Window:
        """The window that keeps sentences from the word `at` on."""
        window = self._read(first, at, self.room.words)
        if window.begins:
            return window
        window = self._read(at, at, WIDEST)
        return window if window.begins else window._replace(begins=[at])

    def _read(self, first: int, at: int, most: int) -> Window:
        """Read a window; without `begins` where its only sentence is not seen to end."""
        row = self.row
        if not self.room.across:
            most = next(iter(row.breaks(first, first + most)), most)
        end = first + self.engine.fits(row.forms[first : first + most], most, row.breaks(first, first + most))
        rows = self.engine.look(row.forms[first:end], self.outputs, row.breaks(first, end))
        begins = self._starts(at, end, rows["start"][at - first :])
        if not row.opens(end):
            sure = [b for b in begins[1:] if row.opens(b) or b <= end - MARGIN] or begins[1:]
            begins, end = [b for b in begins if sure and b < sure[-1]], sure[-1] if sure else end
        return Window(first, begins, end, rows)

    def _starts(self, at: int, end: int, chance: Floats) -> list[int]:
        """The words of `[at, end)` that start a sentence: each block is looked at by itself."""
        row, found = self.row, list[int]()
        edges = [at, *(at + i for i in row.breaks(at, end)), end]
        for a, b in pairwise(edges):
            found += [a + i for i in starts(row.text, row.ranges[a:b], chance[a - at : b - at])]
        return found
