"""Whose casualties a box's row tells: the row "Casualties2" belongs to whoever stands in "Combatant2".

Boxes number their sides and leave the rest to the reader. Only a row with one party is read, and only where the figure
does not itself say whose they were; what the party's own row claims of others is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from histor.model import Document, Sentence, Toll, WordRef
from histor.model.tree import Tree
from histor.resolve.binding_common import Book

_KEY = re.compile(r"(?P<name>[a-z ]+?)\s*(?P<side>\d)")
#: Labels of rows that name a side, the surest first; units stand for their side only where no party is named.
_PARTIES = ("combatant", "belligerent", "side", "party", "units")


class BoxSides:
    """The numbered sides of one document's boxes, each asked for when a figure stands in a row of its number."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], book: Book) -> None:
        self._document, self._sentences, self._book = document, sentences, book
        self._known: dict[str, str | None] = {}

    def sided(self, toll: Toll) -> Toll:
        """Return a figure of a numbered row with the side of its number, where it tells no side of its own."""
        key = self._key(toll.word.sentence) if toll.side is None else None
        if key is None:
            return toll
        if key[1] not in self._known:
            self._known[key[1]] = self._of(key[1])
        return replace(toll, side=self._known[key[1]])

    def _key(self, sentence: int) -> tuple[str, str] | None:
        block = self._document.blocks[self._sentences[sentence].block]
        found = _KEY.fullmatch(block.key.lower().strip()) if block.kind == "infobox" else None
        return (found["name"], found["side"]) if found else None

    def _of(self, number: str) -> str | None:
        """Return the one side that the party's row of a number names, or None where it names several or none."""
        for label in _PARTIES:
            rows = [at for at in range(len(self._sentences)) if self._key(at) == (label, number)]
            sides = {side for at in rows if not self._is_claimed(at) for side in self._named(at)}
            if rows:
                return sides.pop() if len(sides) == 1 else None
        return None

    def _is_claimed(self, sentence: int) -> bool:
        """Tell whether a row stands under a label or is one: who somebody says was there makes no party."""
        block = self._document.blocks[self._sentences[sentence].block]
        return bool(block.section) or self._document.text[block.start : block.end].rstrip().endswith(":")

    def _named(self, sentence: int) -> list[str]:
        """Return the sides of the actors that a row lists; one that belongs to nobody stands for itself."""
        tree = Tree(self._sentences[sentence])
        root = next((tok for tok in self._sentences[sentence].tokens if tok.head == 0), None)
        heads = tree.conjuncts(root.id) if root is not None else []
        refs = [ref for tok in heads for ref in self._book.resolve(WordRef(sentence, tok.id))]
        return [self._book.side(ref) or ref for ref in refs]
