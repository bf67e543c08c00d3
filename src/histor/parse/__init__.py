"""Document to sentences with Universal Dependencies: the shipped network, CoNLL-U, and the shape of any other parser.

Heavy things (the inference runtime, the weights) are loaded by `load_parser` and not by the import, so that looking
at a ledger costs no model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from histor.model import Document, Hints, Sentence

__all__ = ["HintingParser", "Parser", "load_parser"]

ENTRY_POINTS = "histor.parsers"
"""Entry point group under which other packages offer a function `(path: Path | None) -> Parser`."""


@runtime_checkable
class Parser(Protocol):
    """Anything that turns a document into UD sentences.

    `name` is written into the ledger beside every claim and must change when answers may change; the built-in one
    is "<model>@<first twelve characters of its files' sha256>". `parse` must be a pure function of the document:
    no sentence crosses a block, and offsets are characters of `document.text`.
    """

    @property
    def name(self) -> str:
        """Model name and version."""

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """All sentences of the document, in text order."""


@runtime_checkable
class HintingParser(Parser, Protocol):
    """A parser that holds more of a text than its trees; the rules of extraction weigh what it holds."""

    def study(self, document: Document) -> tuple[tuple[Sentence, ...], Hints]:
        """The sentences that `parse` gives, and the hints."""


def load_parser(path: Path | None = None, threads: int = 1, *, fast: bool = False) -> Parser:
    """Load the shipped model, or one exported by `training.export` into another folder.

    One thread by default: the law of equal bytes holds per thread count, and processes scale better. `fast` reads
    every text once instead of twice: about twice the words a second for a quarter point of LAS, and another `name`.
    """
    from histor.parse.parser import MiniLMParser

    return MiniLMParser(path or Path(__file__).parent.parent / "data" / "model", threads, fast=fast)
