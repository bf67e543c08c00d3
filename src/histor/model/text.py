"""What was read: the immutable text, its layout, and its words.

All offsets are half-open ranges of Python characters (code points) into ``Document.text``; the law of the house is
that ``document.text[start:end]`` is the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of characters in ``Document.text``."""

    start: int
    end: int


class WordRef(NamedTuple):
    """The address of one word: the sentence's index in the account (from 0) and the token's UD id (from 1)."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read, kept as a row and never guessed.

    ``stage`` is one of ``read``, ``parse``, ``extract``, ``resolve``, ``consolidate``; ``start`` and ``end`` are
    offsets into the text, both 0 where the issue concerns the whole source.
    """

    stage: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together on the page; no sentence crosses its bounds.

    ``kind`` is ``title``, ``heading``, ``paragraph``, ``item`` (list), ``infobox``, ``table``, ``quote`` or
    ``caption``. ``start`` and ``end`` cover the words only, without bullets or heading marks. ``section`` holds the
    headings above it, outermost first. ``key`` is the row's label in an infobox or table (and ``start`` is then
    that of the value).
    """

    kind: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    key: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes and where it was found.

    ``kind`` is ``text``, ``markdown``, ``html``, ``wikitext``, ``pdf`` ...; ``published`` an ISO 8601 day or
    ``None`` where the source tells none; ``uri`` the path or address it was read from; ``sha256`` that of the
    original bytes.
    """

    title: str
    kind: str
    uri: str = ""
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Immutable text, where it came from, and its layout.

    ``id`` is the sha256 (hex) of the original bytes. ``origin`` maps the text to the original: rows
    ``(text_start, original_start, length)`` in ascending order, one for each run that was carried over unchanged;
    original offsets are characters of the decoded original (for PDF: of the page texts joined by form feeds).
    ``issues`` holds the warnings for what reading lost.
    """

    id: str
    text: str
    source: Source
    blocks: tuple[Block, ...]
    origin: tuple[tuple[int, int, int], ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One Universal Dependencies word.

    ``id`` counts from 1 in its sentence, ``head`` is the governor's id or 0 for the root, ``deprel`` keeps its
    subtype (``nsubj:pass``), ``feats`` is the CoNLL-U FEATS string (empty for none), ``ent`` a BIO entity tag.
    """

    id: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    ent: str = "O"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block: its characters and its words (``tokens[i].id == i + 1``)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    block: int
