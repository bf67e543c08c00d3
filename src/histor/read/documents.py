"""The door of the reading room: a path, a text or bytes in, a :class:`~histor.model.Document` out.

``READERS`` is the one place where a kind of source is listed; a kind is one file and one line here.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from histor.errors import ReadError
from histor.model import Document, Issue, Source
from histor.read.apparatus import leave_apparatus, published_in, publisher_in, said_in
from histor.read.datelines import part_datelines
from histor.read.decode import decode
from histor.read.head import head_of
from histor.read.html import read_html
from histor.read.item import INSIDE
from histor.read.language import check_language
from histor.read.mail import read_email
from histor.read.markdown import read_markdown
from histor.read.pdf import read_pdf
from histor.read.reading import Original, Reading
from histor.read.records import read_record
from histor.read.text import read_plain
from histor.read.wikitext import read_wikitext

Reader = Callable[[Original], Reading]

#: A kind of source and the function that reads it.
READERS: dict[str, Reader] = {
    "text": read_plain,
    "markdown": read_markdown,
    "html": read_html,
    "wikitext": read_wikitext,
    "pdf": read_pdf,
    "email": read_email,
    "record": read_record,
}
#: Kinds that are read from their bytes: they hold their text in a form of their own.
_FROM_BYTES = ("pdf", "email", "record")

#: File endings and the kind that each tells.
ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    ".pdf": "pdf",
    ".eml": "email",
}

#: Largest source in bytes. Reading is linear and takes such a file in seconds; how many of its characters are then
#: coded is the setting ``max_chars``.
MAX_BYTES = 64_000_000

STDIN = "-"
STDIN_NAME = "standard input"


def read_path(path: Path | str, *, kind: str | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """Read one file (``-`` for standard input) into a document.

    The kind is told by the ending or, where that is unknown, by the content. Raises :class:`ReadError` with one
    sentence where the file is missing, a folder, empty, binary, too large, broken, or in a language without a model.
    """
    name = str(path)
    if name == STDIN:
        return read_bytes(sys.stdin.buffer.read(max_bytes + 1), STDIN_NAME, kind, max_bytes=max_bytes)
    return read_bytes(_content(Path(path), max_bytes), name, kind, max_bytes=max_bytes)


def read_text(text: str, *, name: str = STDIN_NAME, kind: str = "text") -> Document:
    """Read characters that are already in memory; same errors as :func:`read_path`."""
    data = text.encode("utf-8", errors="surrogatepass")
    if not text.strip():
        raise ReadError(f"{name} is empty: give an account to read.")
    return _document(Original(name, data, text), kind, [])


def read_bytes(data: bytes, name: str, kind: str | None = None, *, max_bytes: int = MAX_BYTES) -> Document:
    """Read the bytes of a file or of a page fetched elsewhere; same errors as :func:`read_path`."""
    if len(data) > max_bytes:
        raise ReadError(_too_large(name, len(data), max_bytes))
    if not data.strip():
        raise ReadError(f"{name} is empty: give an account to read.")
    if kind is not None and kind not in READERS:
        raise ReadError(f"{name} cannot be read as {kind!r}: the kinds are {', '.join(READERS)}.")
    told = "pdf" if data[:1024].lstrip()[:5] == b"%PDF-" else kind or ENDINGS.get(Path(name).suffix.lower())
    if told in _FROM_BYTES:
        return _document(Original(name, data), told, [])
    text, issues = decode(data, name)
    if not text.strip():
        raise ReadError(f"{name} is empty: give an account to read.")
    return _document(Original(name, data, text), kind or _kind(name, text), issues)


def _content(path: Path, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a folder: name a file in it, or read the folder as a source.")
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadError(_too_large(str(path), size, max_bytes))
        with path.open("rb") as stream:
            return stream.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadError(f"{path} does not exist: check the path.") from None
    except PermissionError:
        raise ReadError(f"{path} may not be read by you: change its permissions, or copy it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path} could not be read ({reason}): check the path and the disk.") from None


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name} has {size / 1e6:.1f} MB or more and the limit is {limit / 1e6:.0f} MB: split it into several files."


def _kind(name: str, text: str) -> str:
    """Tell the kind by the ending; plain text and unknown endings are looked into."""
    told = ENDINGS.get(Path(name).suffix.lower())
    if told in (None, "text"):
        return sniff(text) or "text"
    return told if told in READERS else "text"


def sniff(text: str) -> str | None:
    """Tell a kind of mark-up by what only it would open with or hold many of; None for plain text."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    low = head[:64].lower()
    if "html" in READERS and (
        low.startswith(("<!doctype html", "<html")) or (low.startswith("<?xml") and "<html" in head.lower())
    ):
        return "html"
    if "wikitext" in READERS and text.count("[[", 0, 20000) >= 3 and ("{{" in head or "'''" in head):
        return "wikitext"
    if "markdown" in READERS and head.startswith("---\n") and "\n---" in head:
        return "markdown"
    return None


def _document(original: Original, kind: str, issues: list[Issue]) -> Document:
    if kind not in READERS:
        raise ReadError(f"{original.name} cannot be read as {kind!r}: the kinds are {', '.join(READERS)}.")
    reading = READERS[kind](original)
    if not any(block.end > block.start for block in reading.blocks):
        raise ReadError(f"{original.name} holds no words: give an account to read.")
    language, notes = check_language(reading.text, original.name)
    blocks, left = leave_apparatus(reading.text, reading.blocks)
    body, title, head = head_of(reading.text, blocks)
    blocks = body or blocks  # a text that is all head is read as it stands
    digest = hashlib.sha256(original.data).hexdigest()
    source = Source(
        title=title or reading.title or _stem(original.name),
        kind=kind,
        uri=original.name,
        publisher=reading.publisher or head.publisher or publisher_in(reading.text, blocks),
        url=reading.url,
        published=reading.published or head.published or published_in(reading.text, blocks),
        language=language,
        sha256=digest,
        references=reading.references,
    )
    source = reading.said.over(head).over(said_in(reading.text, blocks)).on(source)
    issues = [*_moved(issues, reading), *reading.issues, *left, *notes]
    return Document(digest, reading.text, source, part_datelines(reading.text, blocks), reading.origin, tuple(issues))


def _moved(issues: list[Issue], reading: Reading) -> list[Issue]:
    """Move the offsets of decoding issues from the original to the text; one whose place was dropped keeps none."""
    if reading.origin and reading.origin[0] == (0, 0, len(reading.text)):
        return issues
    moved: list[Issue] = []
    for issue in issues:
        at = next(
            (text + issue.start - first for text, first, size in reading.origin if first <= issue.start < first + size),
            None,
        )
        moved.append(Issue(issue.stage, issue.message, at or 0, at + 1 if at is not None else 0))
    return moved


def _stem(name: str) -> str:
    """Return what a text without a title is called: its file's name, or that of what holds it, with its number."""
    holder, inside, member = name.rpartition(INSIDE)
    if inside and member.isdecimal():
        return f"{Path(holder).stem} {member}"
    return name if name == STDIN_NAME else Path(name).stem
