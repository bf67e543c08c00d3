"""Finds the place that a figure's own words are set at: "six died *in the town*", "the dead *at Orm* now number 19".

What is told of a place in front of a figure sets its scene only where it does not name the one who speaks: *the Orm
government* counts nineteen, wherever they fell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from histor.model import Account, Mention, Toll
from histor.model.tree import Tree, base

#: Words behind a figure within which the place of the harm is looked for.
WITHIN = 6


class FigurePlaces:
    """The places around an account's figures."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._tolls: dict[int, list[int]] = defaultdict(list)
        self._tellers: dict[int, set[int]] = defaultdict(set)
        self._named: dict[int, list[Mention]] = defaultdict(list)
        self._found: dict[int, list[Mention]] = {}
        for toll in account.tolls:
            self._tolls[toll.word.sentence].append(toll.word.token)
        for row in account.attributions:
            if row.speaker is not None:
                self._tellers[row.speaker.sentence].add(row.speaker.token)
        for mention in account.mentions:
            if mention.kind == "place" and mention.refs:
                self._named[mention.word.sentence].append(mention)

    def behind(self, toll: Toll) -> str | None:
        """Return the place that a toll's words go on with, before the next toll of the sentence is told."""
        at = toll.word
        end = min((token for token in self._tolls[at.sentence] if token > at.token), default=at.token + WITHIN)
        end = min(end, at.token + WITHIN)
        return next((row.refs[0] for row in self._scenes(at.sentence) if at.token < row.word.token < end), None)

    def in_front(self, toll: Toll) -> str | None:
        """Return the place told last before a toll in its sentence: "In Tal the toll reached 19"."""
        at = toll.word
        named = [row for row in self._scenes(at.sentence) if row.word.token < at.token]
        return named[-1].refs[0] if named else None

    def _scenes(self, sentence: int) -> list[Mention]:
        """Return the places that a sentence names, but for those that tell who speaks or acts."""
        if sentence not in self._found:
            tree, tellers = Tree(self._account.sentences[sentence]), self._tellers[sentence]
            self._found[sentence] = [row for row in self._named[sentence] if not _speaks(tree, row, tellers)]
        return self._found[sentence]


def _speaks(tree: Tree, place: Mention, tellers: Set[int]) -> bool:
    """Tell whether a place stands in the name of whoever speaks or does what the sentence tells."""
    token = tree.token(place.word.token)
    subject = base(token.deprel) == "nsubj"
    return subject or token.id in tellers or any(up.id in tellers for up in tree.ancestors(token))
