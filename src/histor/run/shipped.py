"""The hand that works with the shipped pipeline; apart from the others because importing it is what costs."""

from __future__ import annotations

from pathlib import Path

from histor import registry
from histor.errors import ReadError
from histor.lexicon import load_lexicon
from histor.model import Account, Document
from histor.pipeline import load_crew, take
from histor.read import read_bytes, read_path
from histor.settings import Settings


class ShippedHand:
    """Reader, parser, extraction and resolution as they ship."""

    def __init__(self, settings: Settings) -> None:
        self._crew = load_crew(registry.find("parsers", settings.parser)(), load_lexicon(settings.language))
        self._limit = settings.max_chars

    @property
    def coder(self) -> dict[str, str]:
        """Version, model and lexicon."""
        return self._crew.name

    def read(self, source: str, data: bytes | None, form: str | None = None) -> Document:
        """Return the document; an outsider's reader is asked by the source's ending."""
        document = self._read(source, data, form)
        if len(document.text) > self._limit:
            raise ReadError(
                f"{source} holds {len(document.text):,} characters, more than the {self._limit:,} that one source may"
                " have: split it, or raise the setting max_chars."
            )
        return document

    def _read(self, source: str, data: bytes | None, form: str | None) -> Document:
        if data is not None:
            return read_bytes(data, source, form)
        ending = Path(source).suffix.lstrip(".").lower()
        if ending in registry.names("readers"):
            document: Document = registry.find("readers", ending)(source)
            return document
        return read_path(source, kind=form)

    def take(self, document: Document) -> Account:
        """Return what the document says."""
        return take(document, self._crew)
