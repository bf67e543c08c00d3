"""One infobox value into the items it lists, and whose claim each of them is.

A value such as ``<hr>Claimed by X:, A, B`` keeps its characters in the text; its blocks are the label and the items,
and the items after the label carry ``Claimed by X`` as the last element of their section, so that extraction can see
the speaker without knowing the layout. Only rows that list parties or forces are split at commas, and only rows of
figures at lines: a date, a place or a result is kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from histor.model import Block
from histor.read.words import is_key, layout

#: A rule: what follows belongs to another claimant or group.
_RULE = re.compile(r"<hr ?/?>|\n-{3,}(?=\n)")
#: Bounds that a line, a bullet or a break makes.
_HARD = re.compile(r"<hr ?/?>|<br ?/?>|[\r\n]+|(?:(?<=\s)|^)[*•·]+(?=\s|$)")
_SOFT = re.compile(r"[,;](?=\s|$)|[()\[\]]|<hr ?/?>|<br ?/?>|[\r\n]+|(?:(?<=\s)|^)[*•·]+(?=\s|$)")
_SUFFIX = re.compile(r"\s*(?:Jr|Sr|Esq|I{2,3}|IV)\b\.?")
_EDGE = " \t\r\n,;*•·\u00a0"


class _Piece(NamedTuple):
    start: int
    end: int
    after_rule: bool


@cache
def _label() -> re.Pattern[str]:
    """Compile the label of a claimant: an opener and a name, or a name and a closer, then a colon or the end."""
    openers = "|".join(re.escape(word) for word in layout("claim_openers"))
    closers = "|".join(re.escape(word) for word in layout("claim_closers"))
    return re.compile(
        rf"(?:(?:{openers})\s+(?P<by>[^:,;\n<]{{1,80}}?)|(?P<of>[^:,;\n<]{{1,80}}?)(?:['’]s?)?\s+(?:{closers}))\s*(?P<end>:|$)",
        re.IGNORECASE,
    )


@cache
def _inside() -> re.Pattern[str]:
    """Compile what begins such a label in the middle of a line: *14 killed. Claimed by X: 60 killed*."""
    openers = "|".join(re.escape(word) for word in layout("claim_openers"))
    return re.compile(rf"(?<=[.,;)] )(?:{openers})\s+[^:,;.\n<]{{1,60}}:", re.IGNORECASE)


def split_value(text: str, start: int, end: int, key: str, section: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield the blocks of one infobox value ``text[start:end]``, in order, none overlapping; none for no words."""
    claimed = section
    for piece in _pieces(text, start, end, key):
        if piece.after_rule:
            claimed = section
        begin, stop = _trim(text, piece.start, piece.end)
        label = _label().match(text, begin, stop)
        if label:
            claimed = (*section, "Claimed by " + " ".join((label["by"] or label["of"]).split()))
            yield Block("infobox", begin, label.end(), section, key)
            begin, stop = _trim(text, label.end(), stop)
        if _has_word(text, begin, stop):
            yield Block("infobox", begin, stop, claimed, key)


def _pieces(text: str, start: int, end: int, key: str) -> Iterator[_Piece]:
    if is_key("list_keys", key):
        bounds = _soft_bounds(text, start, end)
    elif is_key("figure_keys", key):
        hard = ((m.start(), m.end()) for m in _HARD.finditer(text, start, end))
        labels = ((m.start(), m.start()) for m in _inside().finditer(text, start, end))
        bounds = iter(sorted((*hard, *labels)))
    else:
        bounds = ((m.start(), m.end()) for m in _RULE.finditer(text, start, end))
    at, ruled = start, False
    for left, right in bounds:
        yield _Piece(at, left, ruled)
        ruled = text[left : left + 3] == "<hr" or "---" in text[left:right]
        at = right
    yield _Piece(at, end, ruled)


def _soft_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of a list: every hard one, and commas outside brackets that part two items."""
    depth = 0
    for mark in _SOFT.finditer(text, start, end):
        sign = mark.group()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign not in ",;":
            depth = 0
            yield mark.start(), mark.end()
        elif not depth and not _SUFFIX.match(text, mark.end(), end):
            yield mark.start(), mark.end()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _has_word(text: str, start: int, end: int) -> bool:
    return any(text[at].isalnum() for at in range(start, end))
