"""Windows over blocks: every word is kept once, whole sentences only, and what is shown again is read as context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.model import Block, Document, HintedDeed, HintedLink, HintedSpan, Source, WordRef
from histor.parse.engine import Engine
from histor.parse.parser import _Book
from histor.parse.windows import WIDEST, Reader, Room, Window, Words


class Stub:
    """An engine that starts a sentence at every capital and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[list[str], list[int]]] = []

    def fits(self, forms: Sequence[str], most_words: int, breaks: Sequence[int] = ()) -> int:
        return max(1, min(len(forms), most_words))

    def look(self, forms: Sequence[str], outputs: Sequence[str], breaks: Sequence[int] = ()) -> dict[str, Any]:
        self.shown.append((list(forms), list(breaks)))
        return {"start": np.array([0.9 if form[0].isupper() else 0.0 for form in forms], np.float32)}


def document(*blocks: str) -> Document:
    text, found = "", []
    for block in blocks:
        found.append(Block("paragraph", len(text), len(text) + len(block)))
        text += block + "\n\n"
    return Document("x", text, Source("t", "text"), tuple(found))


def sentence(n: int) -> str:
    return " ".join(["A", *["b"] * (n - 1)])


def read(room: Room, *blocks: str) -> tuple[Stub, Words, list[Window]]:
    engine, row = Stub(), Words.of(document(*blocks))
    return engine, row, list(Reader(cast(Engine, engine), row, room, ("start",)).windows())


def test_a_window_reads_on_over_blocks_and_is_shown_their_bounds() -> None:
    engine, _, (window,) = read(Room(20, 0, across=True), sentence(4), sentence(5), "b b b")
    assert engine.shown[0][1] == [4, 9]
    assert window.sentences == [(0, 4), (4, 9), (9, 12)]  # the last block starts a sentence by force


def test_a_model_of_one_block_is_never_shown_two() -> None:
    engine, _, windows = read(Room(20), sentence(4), sentence(5))
    assert [len(forms) for forms, _ in engine.shown] == [4, 5]
    assert all(not breaks for _, breaks in engine.shown)
    assert [w.sentences for w in windows] == [[(0, 4)], [(4, 9)]]


def test_what_is_unfinished_opens_the_next_window_and_the_sentences_before_are_shown_again() -> None:
    engine, _, (one, two) = read(Room(23, 9, across=True), " ".join([sentence(8), sentence(8), sentence(8)]))
    assert (one.sentences, one.first, one.end) == ([(0, 8), (8, 16)], 0, 16)
    assert (two.sentences, two.first, two.end) == ([(16, 24)], 8, 24)
    assert len(engine.shown[1][0]) == 16


def test_a_sentence_longer_than_a_window_is_read_in_a_wide_one_without_what_went_before() -> None:
    engine, _, windows = read(Room(20, 9, across=True), " ".join([sentence(5), sentence(60), sentence(5)]))
    assert [w.sentences for w in windows] == [[(0, 5)], [(5, 65), (65, 70)]]
    assert windows[1].first == 5
    assert len(engine.shown[-1][0]) == 65


def test_a_sentence_longer_than_the_widest_is_cut() -> None:
    _, _, windows = read(Room(20, 9, across=True), sentence(WIDEST + 10))
    assert [w.sentences for w in windows] == [[(0, WIDEST)], [(WIDEST, WIDEST + 10)]]


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=5), max_size=8), st.integers(10, 60),
       st.integers(0, 9), st.booleans())
def test_every_word_is_kept_once_and_no_sentence_crosses_a_block(blocks: list[list[int]], most: int, again: int,
                                                                 across: bool) -> None:
    _, row, windows = read(Room(most, again, across=across), *(" ".join(map(sentence, block)) for block in blocks))
    kept = [pair for window in windows for pair in window.sentences]
    assert [i for a, b in kept for i in range(a, b)] == list(range(len(row.forms)))
    assert all(row.block[a] == row.block[b - 1] for a, b in kept)
    assert all(w.begins[0] - w.first <= again for w in windows)


def refs(n: int, sentence: int = 0) -> list[WordRef]:
    return [WordRef(sentence, i + 1) for i in range(n)]


@pytest.fixture
def book() -> _Book:
    """A book with one window of a sentence of three words, a content open at its end."""
    found, words = _Book(), refs(3)
    chances: dict[str, list[float]] = {name: [0.1, 0.2, 0.3] for name in ("deed", "cue", "figure")}
    found.add(([HintedSpan("content", words[1], words[2], 0.6)], [HintedDeed(words[2], "ASSAULT", "attack", 0.8)],
               [], chances), words, 0)
    return found


def test_a_span_that_goes_on_takes_the_place_of_its_beginning(book: _Book) -> None:
    words = [*refs(3), *refs(2, 1)]
    chances = {name: [0.9] * 5 for name in ("deed", "cue", "figure")}
    whole = HintedSpan("content", words[1], words[3], 0.9)
    inside = HintedSpan("cue", words[0], words[0], 0.9)  # all of it was read before: the first reading stands
    book.add(([whole, inside], [HintedDeed(words[2], "AID", "aid", 0.9), HintedDeed(words[4], "AID", "aid", 0.9)],
              [HintedLink("by", words[2], words[0], 0.9), HintedLink("same", words[4], words[2], 0.9),
               HintedLink("on", words[2], words[3], 0.9)], chances), words, 3)
    hints = book.hints()
    assert hints.spans == (whole,)
    assert [(deed.word, deed.type) for deed in hints.deeds] == [(words[2], "ASSAULT"), (words[4], "AID")]
    assert [link.kind for link in hints.links] == ["same", "on"]
    assert hints.deed_chance == ((0.1, 0.2, 0.3), (0.9, 0.9))
