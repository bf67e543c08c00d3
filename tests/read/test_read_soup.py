"""Marks thrown together without sense: every reader keeps the laws, and fails only in the way that is promised."""

from __future__ import annotations

# ruff: noqa: E501  (marks)
import random

import pytest
from read_laws import take

from histor.errors import ReadError
from histor.read import read_bytes

MARKS = (
    "{{ }} {| |} [[ ]] [ ] ( ) | || |- |+ ! !! = == ''' '' * ** # : ; - -- --- > ` ``` ~~ _ \\ & &amp; &#65; < > <p> </p> <b> </b> <table> <tr> <td> <th> "
    "</table> <ul> <li> </ul> <br> <hr> <script> </script> <!-- --> <ref> </ref> <nowiki> </nowiki> <nav> <h1> </h1> <td\" <a\t \n \n\n \r\n \ufeff \u00a0 \u00ad "
    "Infobox combatant1= Combatant1: Claimed\u0020by\u0020X: Published: word Word. a, b; http://x 1. (a)"
).split(" ")  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "wikitext"])
@pytest.mark.parametrize("seed", range(40))
def test_soup(kind: str, seed: int) -> None:
    chance = random.Random(f"{kind} {seed}")
    glue = chance.choice(["", " ", "\n"])
    source = glue.join(chance.choice(MARKS) for _ in range(300))
    try:
        take(source, kind)
    except ReadError as error:
        assert "holds no words" in str(error)


@pytest.mark.parametrize("seed", range(40))
def test_noise(seed: int) -> None:
    chance = random.Random(seed)
    data = bytes(chance.choice([chance.randrange(256), 32, 101, 10]) for _ in range(chance.choice([3, 50, 3000])))
    try:
        read_bytes(data, "noise")
    except ReadError as error:
        assert str(error).startswith("noise ")
