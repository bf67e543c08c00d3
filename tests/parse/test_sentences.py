"""Sentence starts: the rules, apart from the network (its chances are given by hand)."""

import numpy as np
import pytest

from histor.parse.sentences import starts
from histor.parse.words import words


def cut(text: str, chances: dict[str, float]) -> list[str]:
    """The sentences of a text when the network gives these chances to these words (and 0.01 to all others)."""
    ranges = words(text)
    chance = np.array([chances.get(text[a:b], 0.01) for a, b in ranges], dtype=np.float32)
    begins = [ranges[i][0] for i in starts(text, ranges, chance)]
    return [text[a:b].strip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]


@pytest.mark.parametrize(("text", "chances", "wanted"), [
    ("They fired. Four died.", {"Four": 0.2}, ["They fired.", "Four died."]),
    ("They fired. four died.", {"four": 0.1}, ["They fired. four died."]),
    ("They fired four times", {"four": 0.4}, ["They fired four times"]),
    ("They fired we fled", {"we": 0.9}, ["They fired", "we fled"]),
    ("Pakistan condemned the raid", {"condemned": 0.7}, ["Pakistan condemned the raid"]),
    ("By noon, Peru had called for calm", {"Peru": 0.7}, ["By noon, Peru had called for calm"]),
    ("Dead: 12; Peru gives none", {"Peru": 0.7}, ["Dead: 12;", "Peru gives none"]),
    ("He met Gen. Smith there.", {"Smith": 0.9}, ["He met Gen. Smith there."]),
    ('He left. "We won," she said.', {'"': 0.9}, ["He left.", '"We won," she said.']),
    ('He left. "We won," she said.', {"We": 0.9}, ["He left.", '"We won," she said.']),
    ('"They fired." Four died.', {"Four": 0.2}, ['"They fired."', "Four died."]),
    ("“They fired.” Four died.", {"”": 0.9}, ["“They fired.”", "Four died."]),
    ("They fired (See note. It matters.) again.", {"It": 0.9}, ["They fired (See note. It matters.) again."]),
    ("They fired. (Four died.) We fled.", {"(": 0.9, "We": 0.9}, ["They fired.", "(Four died.)", "We fled."]),
    ("They fired. [6] Four died.", {"Four": 0.3}, ["They fired. [6]", "Four died."]),
    ("They fired. [6][12] Four died.", {"Four": 0.3}, ["They fired. [6][12]", "Four died."]),
    ("", {}, []),
])
def test_starts(text: str, chances: dict[str, float], wanted: list[str]) -> None:
    assert (cut(text, chances) if text else []) == wanted
