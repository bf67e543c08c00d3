"""Datelines: the words by which a wire says where and when it writes, which are no part of the first sentence.

Read as part of it, the place of the desk became the place of the deed, and the whole line was put into the mouth of
whoever speaks first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.model import Block

#: A dateline stands at the head of one of the first paragraphs; further down capitals and a dash are something else.
_LEAD = 3
_NAME = r"[A-Z][^\W\d_a-zß-öø-ÿ]+(?:[ .'’-]+[^\W\d_a-zß-öø-ÿ]+){0,3}"
_MORE = r"[A-Z\d][\w.'’]*(?: [A-Z\d][\w.'’]*){0,3}"
_AGENCY = r"\([A-Z][^()\n—–]{1,40}\)"
#: A name in capitals, at most three more parts (land, day, year), perhaps an agency; or the agency alone; then a dash.
_DATELINE = re.compile(
    rf"(?:{_NAME}(?:, {_MORE}){{0,3}}\.?(?: {_AGENCY})?|{_AGENCY})\s?(?P<dash>—|–|--?)\s+(?=[\[\"“'‘(]?[A-Z\d])"
)


def part_datelines(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the dateline of a first paragraph as a block of its own, before the paragraph's rest."""
    return tuple(_parted(text, blocks))


def _parted(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    seen = 0
    for block in blocks:
        found = None
        if block.kind == "paragraph" and seen < _LEAD:
            seen += 1
            found = _DATELINE.match(text, block.start, min(block.end, block.start + 160))
        if found is None:
            yield block
            continue
        yield replace(block, kind="dateline", end=block.start + len(text[block.start : found.start("dash")].rstrip()))
        yield replace(block, start=found.end())
