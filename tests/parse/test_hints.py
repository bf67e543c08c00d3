"""From scores to hints: chains are well formed, links go where the scores say, windows become sentences again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.model import WordRef
from histor.parse.hints import BEGIN, END, INSIDE, OUT, SINGLE, Decoder, _chains, _closed

ABOUT: dict[str, Any] = {
    "spans": ["source", "cue", "content", "figure"], "events": ["", "ASSAULT/attack", "ASSAULT/kill", "AID/aid"],
    "statuses": ["reported", "planned"], "stances": ["asserts", "denies"], "effects": ["killed", "injured"],
    "links": ["by", "on", "aim", "at", "with", "when", "source", "content", "who", "event",
                                        "part", "answers", "same"],
    "near": [1, 2, 4], "steps": np.zeros((4, 5, 5)).tolist(), "far": np.zeros((13, 9)).tolist(), "usual": [-9.0] * 13,
}
DECODER = Decoder(ABOUT)
WIDTH = 2


def rows(n: int) -> dict[str, Any]:
    """Scores of `n` words that hold nothing."""
    found = {"spans": np.zeros((n, 4, 5), np.float32), "event": np.zeros((n, 4), np.float32),
             "status": np.zeros((n, 2), np.float32), "stance": np.zeros((n, 2), np.float32),
             "effect": np.zeros((n, 2), np.float32),
             "flags": np.full((n, 2), -9, np.float32), "out_of": np.zeros((n, 13 * WIDTH), np.float32),
             "into": np.zeros((n, 13 * WIDTH), np.float32)}
    found["spans"][:, :, OUT] = 9
    found["event"][:, 0] = 9
    return found


def where(n: int, sentence: int = 0) -> list[WordRef]:
    return [WordRef(sentence, i + 1) for i in range(n)]


def test_nothing_gives_nothing() -> None:
    spans, deeds, links, told = DECODER.read(rows(3), where(3))
    assert (spans, deeds, links) == ([], [], [])
    assert [round(x) for x in told["deed"]] == [0, 0, 0]


def test_a_trigger_has_the_type_that_its_modes_make_likeliest_together() -> None:
    """Two modes of one type, each less likely than a third class, win over it together."""
    scores = rows(2)
    scores["event"][1] = np.log([0.1, 0.28, 0.27, 0.35])
    scores["status"][1] = [0, 3]
    _, (deed,), _, told = DECODER.read(scores, where(2))
    assert (deed.word, deed.type, deed.mode, deed.status) == (WordRef(0, 2), "ASSAULT", "attack", "planned")
    assert deed.score == pytest.approx(0.9, abs=1e-3) and told["deed"][1] == deed.score


def test_a_cue_has_a_stance_and_its_links_end_at_speaker_and_content() -> None:
    scores = rows(5)
    scores["spans"][1, 1, [OUT, SINGLE]] = [0, 9]  # "said" is a cue
    scores["spans"][3, 2, [OUT, BEGIN]] = [0, 9]
    scores["spans"][4, 2, [OUT, END]] = [0, 9]
    scores["stance"][1] = [0, 4]
    source, content = ABOUT["links"].index("source"), ABOUT["links"].index("content")
    out_of, into = scores["out_of"].reshape(5, 13, WIDTH), scores["into"].reshape(5, 13, WIDTH)
    for kind, end in ((source, 0), (content, 3)):
        out_of[1, kind], into[end, kind] = 6, 6
    spans, _, links, told = DECODER.read(scores, where(5))
    assert [(s.layer, s.first.token, s.last.token, s.label) for s in spans] == [
        ("cue", 2, 2, "denies"), ("content", 4, 5, "")]
    assert {(k.kind, k.start.token, k.end.token) for k in links} == {("source", 2, 1), ("content", 2, 4)}
    assert told["cue"][1] > 0.9


@given(st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_chains_are_well_formed_whatever_the_scores(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (n, 4, 5)).astype(np.float32)
    tags = _chains(scores, DECODER.steps)
    for layer in range(4):
        chain = [int(x) for x in tags[:, layer]]
        opened = False
        for tag in chain:
            assert (tag in (INSIDE, END)) == opened
            opened = tag in (BEGIN, INSIDE)
        assert not opened
        assert sum(b - a for a, b in _closed(tags[:, layer])) == sum(tag != OUT for tag in chain)


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_best_chain_is_the_best_of_all(n: int, seed: int) -> None:
    """Viterbi against every chain that there is."""
    from itertools import product

    scores = np.random.default_rng(seed).normal(0, 3, (n, 1, 5)).astype(np.float32)
    best = _chains(scores, DECODER.steps[:1])[:, 0]

    def allowed(chain: tuple[int, ...]) -> bool:
        pairs = zip((OUT, *chain), (*chain, OUT), strict=True)
        return all((a in (BEGIN, INSIDE)) == (b in (INSIDE, END)) for a, b in pairs)

    def total(chain: tuple[int, ...]) -> float:
        return float(sum(scores[i, 0, tag] for i, tag in enumerate(chain)))

    assert total(tuple(int(x) for x in best)) == pytest.approx(
        max(total(chain) for chain in product(range(5), repeat=n) if allowed(chain)), abs=1e-4)
