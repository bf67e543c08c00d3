"""A source as a case lists it, the texts that it has had, and the other places where it was met."""

from __future__ import annotations

from dataclasses import dataclass

from histor.model.text import Reference


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that a source has had: ``of`` is the id of the first of them, ``number`` counts from 1.

    ``counts`` is False for one in whose place a newer one stands; ``read`` is when it was first read (UTC, ISO 8601),
    which no export tells.
    """

    id: str
    title: str
    published: str | None
    revision: str | None
    sha256: str
    chars: int
    of: str
    number: int
    counts: bool
    kind: str = ""
    uri: str = ""
    publisher: str | None = None
    read: str = ""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another place where the very bytes of a source were met, with what was said of them there."""

    uri: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as the case lists it; ``id`` is ``s-`` and the first twelve hex digits of its sha256.

    ``versions`` holds the older texts in whose place it stands, ``reprints`` where else its very bytes were met.
    """

    id: str
    title: str
    kind: str
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str
    chars: int
    uri: str = ""
    publisher_kind: str | None = None
    country: str | None = None
    party: str | None = None
    version_of: str | None = None
    revision: str | None = None
    revised: str | None = None
    references: tuple[Reference, ...] = ()
    versions: tuple[Version, ...] = ()
    reprints: tuple[Reprint, ...] = ()
