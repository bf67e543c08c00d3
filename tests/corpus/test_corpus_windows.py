"""Windows for training: every sentence once, blocks run on and are marked, and a seed cuts anew."""

from __future__ import annotations

import random

from training.accounts import LONGEST, Window, accounts, sentences_of, windows_of
from training.marks import LINKS, Classes


def _cut(seed: int | None) -> tuple[list[Window], list[str], list[int]]:
    account = accounts(split="dev")[0]
    sentences = sentences_of(account.text, None)
    found = list(windows_of(account, sentences, Classes.of_scheme(), random.Random(seed) if seed is not None else None))
    words = [tok.form for s in sentences for tok in s.tokens]
    return found, words, [s.block for s in sentences for _ in s.tokens]


def test_windows_cover_an_account_and_know_where_its_blocks_begin() -> None:
    found, words, blocks = _cut(None)
    assert [form for window in found for form in window.forms] == words
    at = 0
    for window in found:
        here = blocks[at : at + len(window.forms)]
        assert window.breaks == [i for i in range(1, len(here)) if here[i] != here[i - 1]]
        at += len(here)
    assert any(window.breaks for window in found)
    assert all(len(window.forms) <= LONGEST for window in found)


def test_a_seed_cuts_elsewhere_and_loses_nothing() -> None:
    (one, words, _), (two, _, _) = _cut(1), _cut(2)
    assert [f for w in one for f in w.forms] == [f for w in two for f in w.forms] == words
    assert [len(w.forms) for w in one] != [len(w.forms) for w in two]


def test_a_repetition_is_linked_to_what_was_told_before() -> None:
    found, _, _ = _cut(None)
    again = LINKS.index("same")
    assert all(end < start for window in found for kind, start, end in window.marks.links if kind == again)
