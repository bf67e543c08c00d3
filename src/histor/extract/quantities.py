"""From words to numbers: "at least twenty-three", "1.5 million", "20 to 30", "dozens", "no".

Numbers are read off the surface in one pass over a sentence, because a run of numerals is contiguous whatever a
parser makes of it; only the question *whose* number it is goes to the tree. A word that tells no number ("dozens")
gives a quantity without bounds: unknown is a value, and no figure is invented for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.extract.quantities_reader import Number, scan_numbers
from histor.extract.quantities_words import NumberWords, number_words
from histor.model import Span, Token
from histor.model.tree import Tree, base

#: Relations by which a number word hangs on the noun that it counts.
_COUNTING = ("nummod", "det", "amod", "advmod", "compound", "dep", "nmod", "flat", "obl")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: inclusive bounds, ``None`` where open or untold, and the characters that say so.

    ``qualifier`` is ``exact``, ``approx``, ``at_least``, ``more_than``, ``up_to``, ``less_than``, ``range``,
    ``unquantified`` ("several", "a group of"), or the order of size told: ``dozens``, ``scores``, ``hundreds`` ...
    """

    low: int | None
    high: int | None
    qualifier: str
    span: Span


class Numbers:
    """The numbers of one sentence, by the words that tell them; built once a sentence."""

    __slots__ = ("_at", "found", "tree", "words")

    def __init__(self, tree: Tree, words: NumberWords | None = None) -> None:
        self.tree = tree
        self.words = words or number_words()
        self.found = scan_numbers(tree.sentence, self.words)
        self._at = {ident: number for number in self.found for ident in range(number.first, number.last + 1)}

    def at(self, ident: int) -> Number | None:
        """Return the number that the word with this id is a part of, or None."""
        return self._at.get(ident)

    def of(self, token: Token) -> Quantity | None:
        """Return how many of it there are, told by itself, a word that counts it, or a noun before its "of"."""
        own = self.at(token.id)
        if own is not None:
            return _quantity(own) if own.kind == "count" and not self._names(own) else None
        return self._counted(token) or self._determined(token) or self._measured(token)

    def _names(self, number: Number) -> bool:
        """Tell a number that belongs to a name ("Flight 17", "Group 100") from one that counts."""
        before = number.first - 1
        return bool(before) and self.tree.token(before).upos == "PROPN" and self.tree.token(number.last).head == before

    def _counted(self, token: Token) -> Quantity | None:
        """Return the number among the word's own dependents."""
        for child in self.tree.children(token.id):
            number = self.at(child.id)
            if number is None or number.kind != "count" or base(child.deprel) not in _COUNTING:
                continue
            marks = self.tree.children(child.id, "case")
            if child.id < token.id and all(mark.start >= number.span.start for mark in marks):
                return _quantity(number)
        return self._adjacent(token)

    def _adjacent(self, token: Token) -> Quantity | None:
        """Return the number right before the word and its modifiers, where the tree hangs it on nothing nearer."""
        at = token.id - 1
        while at and token.id - at <= 4 and self.at(at) is None:
            between = self.tree.token(at)
            if between.upos not in ("ADJ", "NOUN", "PROPN", "VERB") or between.head not in range(at + 1, token.id + 1):
                return None
            at -= 1
        number = self.at(at) if at and token.upos in ("NOUN", "PROPN", "ADJ") else None
        if number is None or number.kind != "count" or self._taken(number, token):
            return None
        return _quantity(number)

    def _taken(self, number: Number, token: Token) -> bool:
        """Tell whether another word between the number and this one is what the number counts."""
        heads = {self.tree.token(i).head for i in range(number.first, number.last + 1)}
        return any(number.last < head < token.id and self.tree.token(head).head != token.id for head in heads)

    def _determined(self, token: Token) -> Quantity | None:
        """Return what an article, "both", "no" or "several" before the word says, or its own value as a pronoun."""
        lower = token.form.lower()
        if lower in self.words.pronouns and token.upos in ("PRON", "DET", "NUM", "NOUN", "ADJ"):
            value = self.words.pronouns[lower]
            return Quantity(value, value, "exact", Span(token.start, token.end))
        if lower in self.words.unquantified and not any(n.span.start <= token.start < n.span.end for n in self.found):
            return Quantity(None, None, "unquantified", Span(token.start, token.end))
        for child in self.tree.children(token.id, "det", "amod", "nummod", "advmod", "cc"):
            found = self._word(child, token)
            if found is not None and child.id < token.id:
                return found
        return None

    def _word(self, child: Token, head: Token) -> Quantity | None:
        lower = child.form.lower()
        span = Span(child.start, child.end)
        if lower in self.words.determiners:
            value = self.words.determiners[lower]
            if value == 1 and self._denied(child, head):
                return Quantity(0, 0, "exact", Span(self.tree.token(child.id - 1).start, child.end))
            plural = self.tree.has_feature(head, "Number=Plur")
            return None if value == 1 and plural else Quantity(value, value, "exact", span)
        return Quantity(None, None, "unquantified", span) if lower in self.words.unquantified else None

    def _denied(self, article: Token, head: Token) -> bool:
        """Tell "not a man was hurt", which is none, from "not a man but a boy"."""
        before = self.tree.token(article.id - 1).form.lower() if article.id > 1 else ""
        after = self.tree.sentence.tokens[head.id].form.lower() if head.id < len(self.tree.sentence.tokens) else ""
        return before == "not" and after != "but"

    def _measured(self, token: Token) -> Quantity | None:
        """Return what the noun before "of" says: "a pair of scouts", "dozens of scouts", "three of the scouts"."""
        head = self.tree.parent(token)
        if head is None or base(token.deprel) not in ("nmod", "obl") or self.tree.case(token.id) != "of":
            return None
        number = self.at(head.id)
        if number is not None:
            return _quantity(number) if number.kind == "count" else None
        return self.collective(head)

    def collective(self, token: Token) -> Quantity | None:
        """Return the quantity that a noun of number tells by itself: "pair" 2, "group" without bounds."""
        lower = token.lemma.lower()
        span = Span(token.start, token.end)
        if lower == "number" and not any(
            child.form.lower() in ("a", "an") for child in self.tree.children(token.id, "det")
        ):
            return None
        if lower in self.words.number_nouns:
            value = self.words.number_nouns[lower]
            return Quantity(value, value, "exact", span)
        return Quantity(None, None, "unquantified", span) if lower in self.words.unquantified_nouns else None


def _quantity(number: Number) -> Quantity:
    return Quantity(number.low, number.high, number.qualifier, number.span)


def read_quantity(tree: Tree, token: Token, numbers: Numbers | None = None) -> Quantity | None:
    """Return how many a noun or numeral tells of, or None where nothing tells it.

    Give ``numbers`` where many words of one sentence are asked about, so that it is read only once.
    """
    return (numbers or Numbers(tree)).of(token)
