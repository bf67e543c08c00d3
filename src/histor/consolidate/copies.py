"""Finds sentences that were copied from one account into another, word for word or nearly so.

Comparing each sentence with each would make a case of a thousand accounts quadratic. So sentences are gathered by the
few runs of words that a sketch of theirs keeps (the smallest hashes, as in MinHash: Broder 1997), and only those that
share one are compared; how alike two are is RapidFuzz's word by word similarity.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rapidfuzz.distance import Indel

from histor.consolidate.kept import Kept

#: Words in a run, runs that a sentence's sketch keeps, and sentences of one run that a new one is compared with.
_RUN, _KEPT, _MOST = 4, 6, 12
#: The words of sentences and their sketches, by the sentence.
Sketches = Kept[str, tuple[list[str], list[int]]]
#: A sentence: its id, its account, and its words.
_Row = tuple[str, int, list[str]]
#: Words below which a sentence is nobody's in particular ("Four people were killed.").
_LEAST = 7
#: Similarity (0 to 1) from which two sentences are one text, and the words in one run that show the same by themselves.
#: Both lie between the least of what is printed after a wire and the most of what is told independently in the
#: development cases of bench/cases.
ALIKE, LONG = 0.72, 7


def words_of(text: str) -> list[str]:
    """Return a text's words, folded, without punctuation and a dateline's place."""
    return re.findall(r"[^\W_]+", text.casefold())


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two lists of words are, from 0 to 1."""
    return float(Indel.normalized_similarity(one, other))


def copies(
    sentences: Iterable[tuple[str, int, str]], sketches: Sketches | None = None
) -> Iterator[tuple[str, str]]:
    """Yield (id, id of an earlier one) for sentences (id, account, text) that copy another account's.

    The sentences come in the order in which they were told; each is yielded once, with the likest of those before it.
    ``sketches`` keeps what was made of single sentences from one call to the next.
    """
    sketches = sketches or Sketches()
    sketches.begin()
    shelf: dict[int, list[_Row]] = defaultdict(list)
    for ident, account, text in sentences:
        words, keys = sketches.of(text, partial(_sketched, text))
        if not keys:
            continue
        shelves = [shelf[key] for key in keys]
        likeness, best = 1.0, next((r for rows in shelves for r in rows if r[2] == words and r[1] != account), None)
        if best is None:
            seen = {row[0]: row for rows in shelves for row in rows if row[1] != account}
            likeness, best = _likest(words, seen.values())
        if best is not None and (likeness >= ALIKE or _runs(words, LONG) & _runs(best[2], LONG)):
            yield ident, best[0]
        for rows in shelves:
            if len(rows) < _MOST:
                rows.append((ident, account, words))
    sketches.end()


def _likest(words: list[str], rows: Iterable[_Row]) -> tuple[float, _Row | None]:
    """Return the sentence that is most like some words, the first of several, and how alike it is."""
    found: tuple[float, _Row | None] = (-1.0, None)
    for row in rows:
        likeness = alike(words, row[2])
        if likeness > found[0]:
            found = (likeness, row)
    return found


def _sketched(text: str) -> tuple[list[str], list[int]]:
    """Return a sentence's words and its sketch, which is empty where it is nobody's in particular."""
    words = words_of(text)
    return words, _sketch(words) if len(words) >= _LEAST else []


def _runs(words: Sequence[str], length: int) -> set[str]:
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def _sketch(words: Sequence[str]) -> list[int]:
    """Return the smallest hashes of a sentence's runs of words; the same on every machine."""
    return sorted(zlib.crc32(run.encode()) for run in _runs(words, _RUN))[:_KEPT]
