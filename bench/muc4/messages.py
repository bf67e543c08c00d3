"""The messages of a MUC-4 folder: what stands before the text (dateline, tags) and the text itself.

The text is cut as the peers cut it (GRIT's and GTT's processed files hold the same characters): what follows the first
dateline and its bracketed tags, square brackets as round ones, lines unwrapped with a space, paragraphs with another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = re.compile(r"^(?:DEV-\S+ *\([^)]*\)|TST\d+-\S+)", re.MULTILINE)
_IDENT = re.compile(r"(?:DEV|TST\d+)-MUC\d-\d{4}")
_BODY = re.compile(r"^(.*?)--\s+((?:\[[^\]]+\]\s+)+)(.*)", re.DOTALL)
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]*\.?(?: (\d{2}))?\b")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
USUAL_YEAR = 1989
"""The year of a dateline that tells none; most messages are of 1989."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `text` in capitals, its paragraphs as half-open ranges, and its day (ISO) where the dateline tells one."""

    ident: str
    dateline: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    day: str | None


def read_messages(folder: Path) -> Iterator[Message]:
    """Yield the messages of a folder in the order of its files."""
    for path in sorted(folder.glob("*-muc[34]*")):
        if path.name.startswith("key"):
            continue
        raw = path.read_text(encoding="latin-1")
        heads = list(_HEAD.finditer(raw))
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            ident = _IDENT.search(head.group())
            if ident:
                yield _message(ident.group(), raw[head.end() : after.start() if after else len(raw)].strip())


def _message(ident: str, raw: str) -> Message:
    found = _BODY.search(raw)
    dateline, body = (found.group(1), found.group(3)) if found else ("", raw)
    body = body.strip().replace("[", "(").replace("]", ")")
    text = " ".join(" ".join(part.split("\n")) for part in body.split("\n\n"))
    return Message(ident, " ".join(dateline.split()), text, tuple(_paragraphs(body)), _day(dateline))


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    at = 0
    for part in body.split("\n\n"):
        inner = part.strip()
        if inner:
            start = at + part.index(inner[0])
            yield start, start + len(inner)
        at += len(part) + 1


def _day(dateline: str) -> str | None:
    found = _DAY.search(dateline)
    if not found or found.group(2) not in MONTHS:
        return None
    year = 1900 + int(found.group(3)) if found.group(3) else USUAL_YEAR
    return f"{year}-{MONTHS.index(found.group(2)) + 1:02}-{int(found.group(1)):02}"
