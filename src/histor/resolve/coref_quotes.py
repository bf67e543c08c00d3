"""Which words of a document are somebody's words between marks, for pronouns that stand outside of them.

Whoever speaks of others in a quotation is not one of them: in *"We blame Mr. Roe," he added* the pronoun means the
speaker told before. A name or a title between marks is no speech, so that only quotations with a verb count.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.model import Document, Sentence, Span
from histor.model.quotes import Quotes, find_quotes

_VERBS = frozenset({"VERB", "AUX"})


class Quoted:
    """The quoted words of a document, found in one pass."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        quotes = Quotes(find_quotes(document))
        words: dict[Span, set[tuple[int, int]]] = {}
        spoken: set[Span] = set()
        for index, sentence in enumerate(sentences):
            for token in sentence.tokens:
                quote = quotes.around(Span(token.start, token.end))
                if quote is None:
                    continue
                words.setdefault(quote, set()).add((index, token.id))
                if token.upos in _VERBS:
                    spoken.add(quote)
        self._words = {word for quote in spoken for word in words[quote]}

    def holds(self, sentence: int, token: int) -> bool:
        """Tell whether a word stands in a quotation that says something."""
        return (sentence, token) in self._words
