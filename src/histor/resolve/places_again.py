"""Places meant again by a kind of place: *the city*, *the province*, *the camp*.

Like a pronoun, such a phrase stands for the last place of its kind told in the passage, or for the one that most of
the text is set in; where none fits it stays unresolved. A capital that speaks for its government, and the place from
which a report is sent, are no scene that can be meant again.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from functools import cache

from histor.lexicon import load_lexicon
from histor.model import Document, Mention, Place, Sentence, Token, WordRef
from histor.model.tree import Tree

_LAND = frozenset({"country"})
_DEFINITE = frozenset({"the", "this", "that"})
#: Sentences back in which a place may be meant again.
NEAR = 4
#: How many times as often as any other of its kind a place is told, for a text to be set in it.
OFTENER = 2


@cache
def precisions() -> Mapping[str, frozenset[str]]:
    """Return the precisions that a place can have that is told again by its kind ("the city"), by lemma."""
    return {str(kind): frozenset(found) for kind, found in load_lexicon().words("places")["again"].items()}


class _Told:
    """The places of one text: the last ones told, and how often each is told in all."""

    def __init__(self, mentions: Sequence[Mention], places: Sequence[Place]) -> None:
        self.rows: Mapping[str, Place] = {place.id: place for place in places}
        self.counts = Counter(ref for mention in mentions for ref in mention.refs)
        self.recent: deque[tuple[WordRef, str]] = deque(maxlen=60)

    def meant(self, word: WordRef, wanted: frozenset[str], first: int) -> str | None:
        """Return the place that is meant again: of this paragraph, of the whole text, of the sentences before.

        Of the paragraph it is the one that the whole text is set in, where that was told there, else the last one.
        """
        setting = self._setting(wanted)
        here = any(ref == setting and first <= at.sentence and at < word for at, ref in self.recent)
        near = None if here else self._last(word, wanted, first)
        return near or setting or self._last(word, wanted, 0)

    def _fits(self, ref: str, wanted: frozenset[str]) -> bool:
        return ref in self.rows and _kind(self.rows[ref]) in wanted

    def _last(self, word: WordRef, wanted: frozenset[str], first: int) -> str | None:
        first = max(first, word.sentence - NEAR)
        return next((ref for at, ref in reversed(self.recent)
                     if first <= at.sentence and at < word and self._fits(ref, wanted)), None)

    def _setting(self, wanted: frozenset[str]) -> str | None:
        """Return the place of a kind in which most of a text is set, None where no place stands out."""
        fit = {ref: count for ref, count in self.counts.items() if self._fits(ref, wanted)}
        order = sorted(fit, key=lambda ref: (-fit[ref], ref))
        second = fit[order[1]] if len(order) > 1 else 1
        return order[0] if order and fit[order[0]] >= OFTENER * second else None

    def is_scene(self, tree: Tree, mention: Mention) -> bool:
        """Tell whether something can be meant to be there: no town that says or does something, and no dateline."""
        if any(self._fits(ref, _LAND) for ref in mention.refs):
            return True  # a land is meant again whatever it was said to do
        token = tree.token(mention.word.token)
        parent = tree.parent(token)
        acts = token.deprel == "nsubj" and parent is not None and parent.upos == "VERB"
        dateline = token.id <= 3 and token.form.isupper() and not any(t.form.isupper() for t in _after(tree, token))
        return not acts and not dateline


def _kind(place: Place) -> str:
    """Return the precision of a place; ``unknown`` for a name in no list, which has that of the land around it."""
    return "unknown" if place.gazetteer is None and place.precision != "region" else place.precision


def _after(tree: Tree, token: Token) -> list[Token]:
    return [tok for tok in tree.sentence.tokens[token.id :] if len(tok.form) > 3]


def places_again(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], places: Sequence[Place]
) -> tuple[Mention, ...]:
    """Return a mention for each definite kind of place that stands for a place told shortly before."""
    here: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        here[mention.word.sentence].append(mention)
    told = _Told(mentions, places)
    found: list[Mention] = []
    first = 0  # sentence of this paragraph
    for index, sentence in enumerate(sentences):
        if index and sentence.block != sentences[index - 1].block:
            first = index
            if document.blocks[sentence.block].section != document.blocks[sentences[index - 1].block].section:
                told.recent.clear()
        tree = Tree(sentence)
        told.recent.extend((m.word, ref) for m in here[index] if told.is_scene(tree, m) for ref in m.refs)
        named = {m.word.token for m in here[index]}
        for token in sentence.tokens:
            word, wanted = WordRef(index, token.id), _wanted(tree, token, named)
            if wanted and (ref := told.meant(word, wanted, first)) is not None:
                found.append(Mention(word, tree.phrase(token.id), "place again", (ref,)))
    return tuple(found)


def _wanted(tree: Tree, token: Token, named: set[int]) -> frozenset[str]:
    """Return the precisions that a definite kind of place asks for; none where it is named or told apart."""
    kinds = precisions().get(token.lemma.lower(), frozenset())
    if token.upos != "NOUN" or not kinds or token.id in named or "Number=Plur" in token.feats:
        return frozenset()
    children = tree.children(token.id)
    definite = any(t.form.lower() in _DEFINITE for t in children if t.deprel == "det")
    own = any(t.id in named or t.deprel in {"nmod", "acl", "acl:relcl", "compound", "nummod"} for t in children)
    return kinds if definite and not own else frozenset()
