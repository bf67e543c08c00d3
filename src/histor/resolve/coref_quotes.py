"""Which words of a document are somebody's words between marks, for pronouns that stand outside of them.

Whoever speaks of others in a quotation is not one of them: in *"We blame Mr. Roe," he added* the pronoun means the
speaker told before. A name or a title between marks is no speech, so that only quotations with a verb count.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.model import Sentence, Token

_CLOSES = {"“": "”", "„": "“”", "«": "»", '"': '"', "''": "''", "``": "''"}
_VERBS = frozenset({"VERB", "AUX"})
Place = tuple[int, Token]


class Quoted:
    """The quoted words of a document, found in one pass, block by block."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._words: set[tuple[int, int]] = set()
        opened: list[Place] = []
        closers, block = "", -1
        for index, sentence in enumerate(sentences):
            if sentence.block != block:
                opened, closers, block = [], "", sentence.block
            for token in sentence.tokens:
                if closers and token.form in closers:
                    self._keep(opened)
                    opened, closers = [], ""
                elif closers:
                    opened.append((index, token))
                else:
                    closers = _CLOSES.get(token.form, "")

    def _keep(self, words: list[Place]) -> None:
        if any(token.upos in _VERBS for _, token in words):
            self._words.update((index, token.id) for index, token in words)

    def holds(self, sentence: int, token: int) -> bool:
        """Tell whether a word stands in a quotation that says something."""
        return (sentence, token) in self._words
