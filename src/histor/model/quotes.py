"""Finds quotations by their marks, block by block, in one pass over the text.

Marks are found before grammar is asked, because a parser sees one sentence at a time and a quotation may run over many.
It lives with the nouns because both extraction and resolution ask for quotations and neither may import the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from histor.model.text import Block, Document, Span

_OPEN = {"“": "”", "„": "“”", "«": "»", '"': '"', "''": "''", "``": "''", "‘": "’"}
_MARK = re.compile(r"''|``|[“”„«»\"‘’]")

#: A single closing mark farther away than this is an apostrophe.
_LONGEST_SINGLE = 600


def find_quotes(document: Document) -> tuple[Span, ...]:
    """Return the quotations of a document with their marks, in order, none inside another.

    A quotation left open at the end of a paragraph is closed there if the next one begins with an opening mark, which
    is how long speeches are printed; otherwise the stray mark is passed over.
    """
    found: list[Span] = []
    for place, block in enumerate(document.blocks):
        following = document.blocks[place + 1] if place + 1 < len(document.blocks) else None
        found.extend(_in_block(document.text, block, following))
    return tuple(found)


def _in_block(text: str, block: Block, following: Block | None) -> list[Span]:
    found: list[Span] = []
    start, closers = -1, ""
    for match in _MARK.finditer(text, block.start, block.end):
        mark = match.group()
        if start >= 0:
            if mark in closers and _closes(text, match, closers):
                found.append(Span(start, match.end()))
                start = -1
        elif mark in _OPEN and _opens(text, match, block):
            if mark == "‘" and not _single_closes(text, match.end(), block.end):
                continue
            start, closers = match.start(), _OPEN[mark]
    if start >= 0 and following and text[following.start : following.start + 1] in ("“", '"', "„", "«"):
        found.append(Span(start, block.end))
    return found


def _opens(text: str, match: re.Match[str], block: Block) -> bool:
    before = text[match.start() - 1] if match.start() > block.start else " "
    after = text[match.end() : match.end() + 1]
    tight = match.group() != "«"  # French printers set a space inside the mark
    return not before.isalnum() and after != "" and not (tight and after.isspace())


def _closes(text: str, match: re.Match[str], closers: str) -> bool:
    if closers != "’":
        return True
    after = text[match.end() : match.end() + 1]
    return not after.isalnum()


def _single_closes(text: str, start: int, end: int) -> bool:
    return any(
        not text[at + 1 : at + 2].isalnum()
        for at in (m.start() for m in re.finditer("’", text[start : min(end, start + _LONGEST_SINGLE)]))
        for at in (at + start,)
    )


class Quotes:
    """The quotations of a document, asked by position in logarithmic time."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        self._starts = [span.start for span in self.spans]

    def overlapping(self, span: Span) -> list[Span]:
        """Return the quotations that share a character with a span."""
        at = bisect_right(self._starts, span.start) - 1
        at = max(at, 0)
        found = []
        while at < len(self.spans) and self.spans[at].start < span.end:
            if self.spans[at].end > span.start:
                found.append(self.spans[at])
            at += 1
        return found

    def around(self, span: Span) -> Span | None:
        """Return the quotation that holds a span, or None."""
        return next((q for q in self.overlapping(span) if q.start <= span.start and span.end <= q.end), None)

    def ending_before(self, position: int) -> Span | None:
        """Return the last quotation that begins before a position."""
        at = bisect_right(self._starts, position - 1) - 1
        return self.spans[at] if at >= 0 else None

    def starting_from(self, position: int) -> Span | None:
        """Return the first quotation that begins at or after a position."""
        at = bisect_right(self._starts, position - 1)
        return self.spans[at] if at < len(self.spans) else None
