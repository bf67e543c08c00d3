"""What the product makes of a text that a bench gives it in pieces: a document with one block for each piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from histor.model import Account, Block, Document, Source, Span, WordRef
from histor.pipeline import Crew, take


def document_of(text: str, name: str, pieces: Iterable[tuple[int, int]] | None = None) -> Document:
    """A text as a document; a corpus that gives its sentences gives them as pieces, so that they are not looked for."""
    blocks = tuple(Block("paragraph", start, end) for start, end in pieces or [(0, len(text))])
    return Document(name, text, Source(name, "text"), blocks)


def coded(crew: Crew, text: str, name: str, pieces: Iterable[tuple[int, int]] | None = None) -> Account:
    """Everything that the product says of a text."""
    return take(document_of(text, name, pieces), crew)


def place(account: Account, word: WordRef) -> Span:
    """The characters of a word."""
    token = account.sentences[word.sentence].tokens[word.token - 1]
    return Span(token.start, token.end)


def meets(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two half-open stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]
