"""What was read: the immutable text, its layout, and its words.

All offsets are half-open ranges of Python characters (code points) into ``Document.text``; the law of the house is
that ``document.text[start:end]`` is the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple


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

    ``kind`` is ``title``, ``heading``, ``dateline``, ``paragraph``, ``item`` (list), ``infobox``, ``table``, ``quote``
    or ``caption``. ``start`` and ``end`` cover the words only, without bullets or heading marks. ``section`` holds the
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
class Reference:
    """A work that a source cites, as far as the citation names it; ``published`` an ISO 8601 day or ``None``."""

    title: str = ""
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes and where it was found.

    ``kind`` is the form of the text: ``text``, ``markdown``, ``html``, ``wikitext``, ``pdf``, ``email`` ...;
    ``published`` an ISO 8601 day or ``None`` where the source tells none; ``uri`` the path or address it was read
    from; ``sha256`` that of the original bytes. ``publisher_kind`` is one of the kinds in ``data/read/publishers.yaml``
    (a newspaper, a ministry ...), ``country`` an ISO 3166-1 alpha-3 code. ``party`` is ``no`` for a publisher that is
    no party to the conflict, the party's name (or ``yes``) for one that is, and ``None`` where nobody has said.
    ``version_of`` names what this text is one version of, ``revision`` which one, and ``revised`` the day of that
    version where it is another than the day of publication, from which no date in the text is reckoned.
    """

    title: str
    kind: str
    uri: str = ""
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str = "en"
    sha256: str = ""
    publisher_kind: str | None = None
    country: str | None = None
    party: str | None = None
    version_of: str | None = None
    revision: str | None = None
    revised: str | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What others than its own text say of a source: a manifest, a feed, the person who reads it.

    The names are those of :class:`Source`; ``None`` where nothing is said, and the text's own word then stands.
    """

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    publisher_kind: str | None = None
    country: str | None = None
    party: str | None = None
    version_of: str | None = None
    revision: str | None = None
    revised: str | None = None

    def said(self) -> dict[str, str]:
        """Return what is said, by its names in their order."""
        pairs = ((item.name, getattr(self, item.name)) for item in fields(self))
        return {name: value for name, value in pairs if value is not None}

    def over(self, below: Particulars) -> Particulars:
        """Return these laid over others: what is said here counts."""
        return replace(below, **self.said())

    def on(self, source: Source) -> Source:
        """Return a source with what is said of it in the place of what it says itself."""
        said: dict[str, Any] = dict(self.said())  # names and kinds are those of Source
        return replace(source, **said)


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
