"""Finds what the words around a figure tell of where and how people fell, and nothing of what others tell.

It has the place that a figure's own words are set at: "six died *in the town*", "the dead *at Orm* now number 19".
What is told of a place in front of a figure sets its scene only where it does not name the one who speaks: *the Orm
government* counts nineteen, wherever they fell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from histor.model import Account, Mention, Sentence, Toll
from histor.model.tree import Tree, base

#: Words behind a figure within which the place of the harm is looked for.
WITHIN = 6
#: Prepositions that tell where somebody was when he was struck.
_AT = frozenset({"at", "in", "near", "outside", "inside", "on"})


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a figure tell.

    ``cause`` is the verb whose outcome its participle tells: they *struck*, killing nine. ``behind`` is the place that
    its words go on with, before the next figure of the sentence; ``in_front`` the one told last before it. ``where``
    holds the nouns that say where people were struck (eight killed *at the palace*), ``since`` the words "since" of its
    sentence.
    """

    cause: int | None
    behind: str | None
    in_front: str | None
    where: frozenset[str]
    since: tuple[int, ...]


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

    def around(self, toll: Toll) -> Around:
        """Return what the words around a toll tell."""
        sentences = self._account.sentences
        since = [tok.id for tok in sentences[toll.word.sentence].tokens if tok.form.lower() == "since"]
        cause = _governor(sentences[toll.trigger.sentence], toll.trigger.token)
        where = _where(sentences[toll.word.sentence], toll)
        return Around(cause, self._behind(toll), self._in_front(toll), where, tuple(since))

    def _behind(self, toll: Toll) -> str | None:
        at = toll.word
        end = min((token for token in self._tolls[at.sentence] if token > at.token), default=at.token + WITHIN)
        end = min(end, at.token + WITHIN)
        return next((row.refs[0] for row in self._scenes(at.sentence) if at.token < row.word.token < end), None)

    def _in_front(self, toll: Toll) -> str | None:
        at = toll.word
        named = [row for row in self._scenes(at.sentence) if row.word.token < at.token]
        return named[-1].refs[0] if named else None

    def _scenes(self, sentence: int) -> list[Mention]:
        """Return the places that a sentence names, but for those that tell who speaks or acts."""
        if sentence not in self._found:
            tree, tellers = Tree(self._account.sentences[sentence]), self._tellers[sentence]
            self._found[sentence] = [row for row in self._named[sentence] if not _speaks(tree, row, tellers)]
        return self._found[sentence]


def _governor(sentence: Sentence, token: int) -> int | None:
    tree = Tree(sentence)
    word = tree.token(token)
    return word.head if base(word.deprel) == "advcl" and not tree.children(word.id, "mark", "nsubj") else None


def _where(sentence: Sentence, toll: Toll) -> frozenset[str]:
    behind = [tok for tok in sentence.tokens[toll.word.token :] if tok.start < toll.evidence.end][: 2 * WITHIN]
    heads = {tok.head: tok.form.lower() for tok in behind if tok.deprel == "case"}
    named = {tok.head for tok in behind if tok.upos == "PROPN"}  # the city of Orm is Orm, not any city
    return frozenset(tok.lemma.casefold() for tok in behind
                     if tok.upos == "NOUN" and heads.get(tok.id) in _AT and tok.id not in named)  # fmt: skip


def _speaks(tree: Tree, place: Mention, tellers: Set[int]) -> bool:
    """Tell whether a place stands in the name of whoever speaks or does what the sentence tells."""
    token = tree.token(place.word.token)
    subject = base(token.deprel) == "nsubj"
    return subject or token.id in tellers or any(up.id in tellers for up in tree.ancestors(token))
