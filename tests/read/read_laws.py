"""What every test of the reading room shares: how to look at a document, and the laws that each must keep."""

from __future__ import annotations

from histor.model import Document
from histor.read import read_text


def rows(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of every block."""
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def keep_laws(document: Document, original: str | None = None) -> None:
    """Assert what holds for any document: blocks in order without overlap, and a map that tells the truth."""
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        end = block.end
    last = 0
    for text, place, size in document.origin:
        assert size > 0
        assert text >= last
        if original is not None:
            assert document.text[text : text + size] == original[place : place + size]
        last = text + size
    for issue in document.issues:
        assert issue.stage == "read"
        assert 0 <= issue.start <= issue.end <= len(document.text)


def take(text: str, kind: str) -> Document:
    """Read a text of a kind, assert the laws, and return the document."""
    document = read_text(text, name="a test", kind=kind)
    keep_laws(document, text)
    return document
