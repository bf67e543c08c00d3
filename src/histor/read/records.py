"""Records: JSON objects that hold a text and what is known of it, one to a line (JSON Lines) or made from a feed.

Other programs hand over accounts in this form, so the names that they use are data (``record_keys``); what a record
says of itself is part of its bytes, and two publishers of one text are two sources.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from histor.errors import ReadError
from histor.model import Issue
from histor.read.archives import unpacked
from histor.read.html import read_html
from histor.read.item import INSIDE, Budget, Item
from histor.read.markdown import read_markdown
from histor.read.particulars import lenient
from histor.read.reading import Original, Reading
from histor.read.text import read_plain
from histor.read.wikitext import read_wikitext
from histor.read.words import layout

_FORMS = {"text": read_plain, "html": read_html, "markdown": read_markdown, "wikitext": read_wikitext}
_CHUNK = 1 << 16


def record_items(name: str, stream: BinaryIO, budget: Budget) -> Iterator[Item]:
    """Yield the records of a file of JSON Lines, packed or not, by the numbers of their lines."""
    for number, line in enumerate(_lines(stream, budget), 1):
        address = f"{name}{INSIDE}{number}"
        if line is None:
            limit = budget.limits.member_bytes / 1e6
            yield Item(address, error=f"{address} has more than {limit:.0f} MB: split the record.")
        elif line.strip():
            budget.member()
            yield Item(address, line.strip(), "record")


def _lines(stream: BinaryIO, budget: Budget) -> Iterator[bytes | None]:
    """Yield lines, or None for one that is too long to keep."""
    source, most = io.BufferedReader(unpacked(stream, budget)), budget.limits.member_bytes
    while line := source.readline(most + 1):
        long = len(line) > most and not line.endswith(b"\n")
        yield None if long else line
        while long and line and not line.endswith(b"\n"):
            line = source.readline(_CHUNK)


def read_record(original: Original) -> Reading:
    """Read one record. Raises :class:`ReadError` where it is no JSON object or holds no text."""
    try:
        record = json.loads(original.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{original.name} is no JSON ({error}): correct the line.") from None
    if not isinstance(record, dict):
        raise ReadError(f"{original.name} is no JSON object: write one object a line, such as {{\"text\": \"…\"}}.")
    form, words = _content(record, original.name)
    reading = _FORMS[form](Original(original.name, original.data, words))
    said = lenient(_told(record))
    return replace(
        reading, title=said.title or reading.title, said=said.over(reading.said),
        issues=(*reading.issues, *_ignored(record)),
    )  # fmt: skip


def _content(record: dict[str, Any], name: str) -> tuple[str, str]:
    for form, keys in layout("record_texts").items():
        for key in keys:
            words = record.get(key)
            if isinstance(words, str) and words.strip():
                return form, words
    names = ", ".join(key for keys in layout("record_texts").values() for key in keys)
    raise ReadError(f"{name} holds no text: put the account under one of the names {names}.")


def _told(record: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield what a record says of itself, by our names; the first name that says anything counts."""
    for name, keys in layout("record_keys").items():
        for key in keys:
            value = record.get(key)
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, (str, int, bool)) and str(value).strip():
                yield name, str(value)


def _ignored(record: dict[str, Any]) -> list[Issue]:
    known = {key for keys in (*layout("record_texts").values(), *layout("record_keys").values()) for key in keys}
    others = [str(key) for key in record if key not in known]
    if not others:
        return []
    names = ", ".join(others[:12])
    return [Issue("read", f"record: left out of the text: {names}{' …' if len(others) > 12 else ''}")]
