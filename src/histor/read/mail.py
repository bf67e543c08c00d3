"""Mail: an mbox file as its messages, and a message as its text with subject, sender and day.

The standard library takes messages apart. The plain text is preferred; the HTML is read where there is no other. The
original of a message's map is the text of the part that was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import BinaryIO

from histor.errors import ReadError
from histor.model import Issue
from histor.read.decode import text_encoding
from histor.read.html import read_html
from histor.read.item import INSIDE, Budget, Item
from histor.read.reading import Original, Reading
from histor.read.text import read_plain

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_LINE = 1 << 20
#: The library asks of each line whether it ends any of the parts that are open, so both have to be bounded.
_MOST_LINES = 1_000_000
_MOST_PARTS = 100


def mbox_items(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield the messages of an mbox file, numbered from 1; a message too large for one source is told and passed."""
    for number, data in enumerate(_messages(stream, budget), 1):
        budget.member()
        address = f"{name}{INSIDE}{number}"
        if data is None:
            limit = budget.limits.member_bytes / 1e6
            yield Item(address, error=f"{address} has more than {limit:.0f} MB: save the message by itself without"
                                      " what is attached.")  # fmt: skip
        else:
            yield Item(address, _ESCAPED.sub(rb"\1", data), "email")


def _messages(stream: BinaryIO, budget: Budget) -> Iterator[bytes | None]:
    """Yield the bytes of each message, or None where they are too many to keep."""
    lines: list[bytes] = []
    size, blank, inside = 0, True, False
    while line := stream.readline(_LONGEST_LINE):
        budget.count(len(line))
        if blank and line.startswith(b"From "):
            if inside:
                yield b"".join(lines) if size <= budget.limits.member_bytes else None
            lines, size, inside = [], 0, True
        elif inside:
            size += len(line)
            if size <= budget.limits.member_bytes:
                lines.append(line)
        blank = line in (b"\n", b"\r\n")
    if inside:
        yield b"".join(lines) if size <= budget.limits.member_bytes else None


def read_email(original: Original) -> Reading:
    """Read a message (RFC 5322). Raises :class:`ReadError` where it has no text that can be read."""
    if original.data.count(b"\n") > _MOST_LINES or original.data.lower().count(b"multipart/") > _MOST_PARTS:
        raise ReadError(f"{original.name} has more lines or parts than any message: save its text, and read that.")
    try:
        message = message_from_bytes(original.data)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise ReadError(f"{original.name} is a broken message ({error}): save it again from where it came.") from None
    texts = [part for part in parts if part.get_content_maintype() == "text" and not _attached(part)]
    chosen = next((part for part in texts if part.get_content_subtype() == "plain" and _text(part).strip()), None)
    chosen = chosen or next((part for part in texts if part.get_content_subtype() == "html"), None)
    if chosen is None:
        raise ReadError(f"{original.name} is a message without text: save what is attached, and read that.")
    words = _text(chosen)
    read = read_html if chosen.get_content_subtype() == "html" else read_plain
    reading = read(Original(original.name, original.data, words))
    return replace(
        reading,
        title=_header(message, "Subject") or reading.title,
        publisher=_sender(message) or reading.publisher,
        published=_day(message) or reading.published,
        issues=(*reading.issues, *(_left(part) for part in parts if part is not chosen and not _same(part, texts))),
    )


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return data.decode(text_encoding(part.get_content_charset("utf-8")) or "utf-8", errors="replace")


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _same(part: Message, texts: list[Message]) -> bool:
    """Tell whether a part is another form of the text that was read."""
    return any(part is text for text in texts) and part.get_content_subtype() == "html"


def _left(part: Message) -> Issue:
    named = _plain(part.get_filename() or "")
    what = f"an attachment, {named!r}," if named else "a part"
    return Issue("read", f"{what} of the kind {part.get_content_type()} is not read: save it, and read it by itself")


def _header(message: Message, name: str) -> str:
    return _plain(message.get(name) or "")


def _plain(value: object) -> str:
    """Return a header's words, decoded where they are encoded and as they stand where that fails."""
    try:
        words = str(make_header(decode_header(str(value))))
    except (MessageError, LookupError, UnicodeError, ValueError):
        words = str(value)
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split())


def _sender(message: Message) -> str | None:
    for header in (message.get("From"), message.get("Sender")):
        for name, address in getaddresses([_plain(header)] if header else []):
            if name or address:
                return name or address
    return None


def _day(message: Message) -> str | None:
    """Return the day on which a message was sent, as its sender's clock told it."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
