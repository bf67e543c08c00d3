"""Finds the place that a figure's own words are set at: "six died *in the town*", "the dead *at Orm* now number 19".

What is told of a place in front of a figure sets its scene only where it does not name the one who speaks: *the Orm
government* counts nineteen, wherever they fell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from histor.consolidate.tellings import Registry
from histor.model import Mention, Toll
from histor.model.tree import Tree, base

#: Words behind a figure within which the place of the harm is looked for.
WITHIN = 6


class FigurePlaces:
    """The places around each account's figures."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._tolls: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._tellers: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._found: dict[tuple[int, int], list[Mention]] = {}
        for number, account in enumerate(registry.accounts):
            for toll in account.tolls:
                self._tolls[number, toll.word.sentence].append(toll.word.token)
            for row in account.attributions:
                if row.speaker is not None:
                    self._tellers[number, row.speaker.sentence].add(row.speaker.token)

    def behind(self, number: int, toll: Toll) -> str | None:
        """Return the place that a toll's words go on with, before the next toll of the sentence is told."""
        at = toll.word
        end = min((token for token in self._tolls[number, at.sentence] if token > at.token), default=at.token + WITHIN)
        end = min(end, at.token + WITHIN)
        here = (row for row in self._scenes(number, at.sentence) if at.token < row.word.token < end)
        return next((row.refs[0] for row in here), None)

    def in_front(self, number: int, toll: Toll) -> str | None:
        """Return the place told last before a toll in its sentence: "In Tal the toll reached 19"."""
        at = toll.word
        named = [row for row in self._scenes(number, at.sentence) if row.word.token < at.token]
        return named[-1].refs[0] if named else None

    def _scenes(self, number: int, sentence: int) -> list[Mention]:
        """Return the places that a sentence names, but for those that tell who speaks or acts."""
        if (number, sentence) not in self._found:
            tree, tellers = Tree(self._registry.accounts[number].sentences[sentence]), self._tellers[number, sentence]
            named = self._registry.places_in(number, sentence)
            self._found[number, sentence] = [row for row in named if not _speaks(tree, row, tellers)]
        return self._found[number, sentence]


def _speaks(tree: Tree, place: Mention, tellers: Set[int]) -> bool:
    """Tell whether a place stands in the name of whoever speaks or does what the sentence tells."""
    token = tree.token(place.word.token)
    subject = base(token.deprel) == "nsubj"
    return subject or token.id in tellers or any(up.id in tellers for up in tree.ancestors(token))
