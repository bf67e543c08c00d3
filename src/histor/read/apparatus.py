"""What stands in a text but is no part of its account, and what the text says of its own publication.

Both are asked of the blocks, whatever kind of source they came from. Left-out parts keep their words in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from histor.model import Block, Issue, Particulars
from histor.read.dates import dateline, day_alone, day_of
from histor.read.imprint import imprint_day
from histor.read.particulars import lenient
from histor.read.words import is_word, layout

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s*$")
_FEW = 8
_HEAD = 8
_TOP = 3  # blocks of which one may be the day below a headline
_LABEL_SIZE = 120
_HEAD_LINES = 12


def leave_apparatus(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Issue]]:
    """Take sections of notes and links that hold no prose out of the blocks; tell each as an issue."""
    kept: list[Block] = []
    issues: list[Issue] = []
    at = 0
    while at < len(blocks):
        end = _section_end(text, blocks, at)
        if end > at and not any(_is_prose(text, block) for block in blocks[at:end]):
            start, stop = blocks[at].start, blocks[end - 1].end
            name = text[start : blocks[at].end]
            count = len(text[start:stop].split())
            words = f"{count} word{'' if count == 1 else 's'}"
            issues.append(
                Issue(
                    "read",
                    f"the section {name!r} ({words}) is kept in the text but not read as the account",
                    start,
                    stop,
                )
            )
            at = end
            continue
        end = max(end, at + 1)
        kept.extend(blocks[at:end])
        at = end
    return tuple(kept), issues


def _section_end(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return the number after the apparatus section that begins at block ``at``, or ``at`` where none does."""
    head = blocks[at]
    if head.kind != "heading" or not is_word("apparatus", text[head.start : head.end]):
        return at
    end = at + 1
    while end < len(blocks) and blocks[end].section[: len(head.section) + 1] == (
        *head.section,
        text[head.start : head.end],
    ):
        end += 1
    return end


def _is_prose(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return block.kind in ("paragraph", "quote") and len(words.split()) >= _FEW and bool(_SENTENCE.search(words[-40:]))


def published_in(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the day of publication that the text states: an infobox row, a line near its top, or a dateline.

    A ``Date`` row of an infobox dates the conflict and not the publication; only such a line outside counts.
    """
    rows = (
        text[block.start : block.end]
        for block in blocks
        if block.kind == "infobox" and is_word("published_keys", block.key)
    )
    head = [block for block in blocks[:200] if block.kind != "infobox"][:_HEAD]
    stated = (value for block in head for value in _stated(text[block.start : block.end]))
    day = _first_day(rows) or _first_day(stated)
    lead = [block for block in head if block.kind == "paragraph"][:2]
    day = day or next((day for block in lead if (day := dateline(text[block.start : block.end]))), None)
    return day or _below_headline(text, blocks)


def _below_headline(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the day that stands alone in one of the first lines; where there are more, they date a diary's entries."""
    lines = [(at, day) for at, block in enumerate(blocks[:200]) if block.kind != "infobox"
             for line in text[block.start : block.end][:200].splitlines()[:1]
             if (day := day_alone(line) or (_alone(text, block) and imprint_day(line)))]
    return lines[0][1] if len(lines) == 1 and lines[0][0] < _TOP else None


def _alone(text: str, block: Block) -> bool:
    """Tell whether a block is a line of its own below the title: what stands in a title dates no paper."""
    return block.kind != "title" and "\n" not in text[block.start : block.end]


def _first_day(values: Iterable[str]) -> str | None:
    return next((day for value in values if (day := day_of(value))), None)


def _stated(words: str) -> Iterator[str]:
    """Yield what follows a label such as ``Published:`` on each of a block's first lines."""
    for line in words[:1000].splitlines()[:5]:
        label, colon, value = line[:_LABEL_SIZE].partition(":")
        maybe = is_word("maybe_published_keys", label) and day_alone(value)  # "Date: 28-29 May 2016" dates the deed
        if colon and (_is_published_key(label) or maybe):
            yield value
        elif day := _closes_byline(line):
            yield day
        elif any(line.lower().startswith(key + " ") for key in layout("published_keys")) and len(line) < _LABEL_SIZE:
            yield line


def _is_published_key(label: str) -> bool:
    """Tell whether a label is one of the day of publication, alone or behind the paper's name: *X News Issue Date:*."""
    return any(label.strip().lower().endswith(key) for key in layout("published_keys") if " " in key) or is_word(
        "published_keys", label
    )


def _closes_byline(line: str) -> str | None:
    """Return the day that closes a byline (*By Jane Doe | March 26, 2004*), or None."""
    openers = "|".join(sorted(layout("byline_openers"), key=len, reverse=True))
    found = re.match(rf"(?:{openers})\s+(?-i:[A-Z])[^|,–—•·\n]{{3,60}}[|,–—•·]\s*(.+)$", line[:_LABEL_SIZE], re.I)
    return day_alone(found[1]) if found else None


def publisher_in(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the publisher that an infobox row names."""
    named = (
        text[block.start : block.end]
        for block in blocks
        if block.kind == "infobox" and is_word("publisher_keys", block.key)
    )
    rows = (name for name in named if len(name) <= _LABEL_SIZE)
    return next(rows, None) or next((value for _, value in _head(text, blocks, ("publisher_keys",))), None)


def said_in(text: str, blocks: Sequence[Block]) -> Particulars:
    """Return what a text says of its publisher: in its first lines (``Party: no``), or in rows that name him."""
    rows = (
        (name, text[block.start : block.end])
        for block in blocks
        if block.kind == "infobox"
        for name, words in layout("said_rows").items()
        if block.key.strip().lower() in words
    )
    return lenient([*_head(text, blocks, ()), *rows])


def _head(text: str, blocks: Sequence[Block], lists: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of the labelled lines at the head of a text, from lists of labels or from ``said_keys``."""
    labels = {word: name for name in lists for word in layout(name)} or {
        word: name for name, words in layout("said_keys").items() for word in words
    }
    for block in [block for block in blocks[:200] if block.kind != "infobox"][:_HEAD]:
        for line in text[block.start : block.end][:1000].splitlines()[:_HEAD_LINES]:
            label, colon, value = line[:_LABEL_SIZE].partition(":")
            name = labels.get(label.strip().lower().replace("_", " "))
            if colon and name and value.strip():
                yield name, value.strip()
