"""Which place a sentence says another lies in: "Springfield, Illinois", "a village in the X district of Y", "Iran's Z".

Read from the words between two names, not from the tree: lists of places are what parsers get wrong most, and a link
counts only where the gazetteer (or nothing) can be squared with it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from histor.model import Sentence
from histor.resolve.gazetteer import Gazetteer, fold
from histor.resolve.places_find import Found

#: Words between a place and what contains it, at most so many characters apart.
_FAR = 48
_DOWN = re.compile(
    r"\s*(?:,|\()\s*(?:(?:in|of|near)\s+)?(?:the\s+)?"
    r"|\s*,?\s*(?:\(|,)?\s*(?:(?:a|an|the|another)\s+)?(?:[\w'’-]+\s+){0,5}(?:in|of|near|outside|inside|within|across|from)\s+"
    r"(?:[Tt]he\s+)?(?:(?:far|[\w-]*(?:north|south|east|west|central)[\w-]*|province|state|district|region)\s+(?:of\s+)?(?:the\s+)?){0,3}"
)
_UP = re.compile(r"\s*['’]s?\s+(?:[\w-]+\s+){0,4}(?:of\s+)?(?:the\s+)?")
_ADJECTIVE = re.compile(r"[\s-]+(?:[\w-]+\s+){0,3}(?:of\s+)?(?:the\s+)?")


def links(sentence: Sentence, found: Sequence[Found], text: str, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """Return for each toponym of one sentence the keys of the places said to contain it, the nearest first."""
    above: list[list[int]] = [[] for _ in found]
    for index, (left, right) in enumerate(itertools.pairwise(found)):
        gap = text[sentence.tokens[left.last].end : sentence.tokens[right.first].start]
        if len(gap) > _FAR:
            continue
        if left.role == "demonym":
            if _ADJECTIVE.fullmatch(gap):
                above[index + 1].append(index)
        elif _UP.fullmatch(gap):
            above[index + 1].append(index)
        elif (right.role != "demonym" and _DOWN.fullmatch(gap)) or (
            right.role == "demonym" and index + 2 < len(found) and _DOWN.fullmatch(gap)
        ):
            above[index].append(index + 1)
    return [tuple(dict.fromkeys(_keys(above, found, index, gazetteer))) for index in range(len(found))]


def _keys(above: list[list[int]], found: Sequence[Found], index: int, gazetteer: Gazetteer) -> list[str]:
    """Follow the links upwards a few steps; a demonym stands for the name of its land."""
    keys: list[str] = []
    queue = list(above[index])
    while queue and len(keys) < 4:
        here = queue.pop(0)
        hit = found[here]
        keys.append(fold(gazetteer.entry(hit.rows[0]).name) if hit.rows else hit.key)
        queue += [up for up in above[here] if up != index]
    return keys
