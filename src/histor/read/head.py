"""The labelled lines at the head of a text (``Title: …``, ``Publisher: …``), which tell of its source.

Where a block is made of such lines and of nothing else, it is no part of the account: what it says of the source is
taken, its title becomes the text's title, and no deed or figure is looked for in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from histor.model import Block, Particulars
from histor.read.particulars import lenient
from histor.read.words import layout

#: Blocks at the top of a text among which its head is looked for, and the most characters that a head and a value have.
_TOP = 4
_MOST = 1500
_LONGEST = 200
#: A full stop with more words behind it: a value is a name or a day, and never two sentences.
_PROSE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
#: A line with a label that tells nothing of the source: *Photo: …*.
_OTHER = re.compile(r"\s*\n\s*[A-Z][\w ]{1,30}:\s.*", re.DOTALL)


@cache
def _labels() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return what each label tells of, and the pattern of a label before its value: at a line's head, after a blank."""
    named = {word: name for name, words in layout("head_keys").items() for word in words}
    named |= {word: name for name, words in layout("said_keys").items() for word in words}
    told = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return named, re.compile(rf"(?:^|(?<=\s))(?=[A-Z])(?P<label>{told})[ \t]*:[ \t]+(?=\S)", re.I)


def head_of(text: str, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], str, Particulars]:
    """Return the blocks without those that only tell of the source, the title told in them, and what else they tell."""
    kept: list[Block] = []
    told: list[tuple[str, str]] = []
    for at, block in enumerate(blocks):
        entries = list(_entries(text, block)) if at < _TOP and block.kind in ("title", "heading", "paragraph") else []
        told += [(name, text[start:end]) for name, start, end in entries if name]
        titles = [Block("title", start, end, (), "", 1) for name, start, end in entries if name == "title"]
        kept += titles[:1] if entries else [block]
    title = next((" ".join(value.split()) for name, value in told if name == "title"), "")
    return tuple(kept), title, lenient((name, value) for name, value in told if name != "title")


def _entries(text: str, block: Block) -> Iterator[tuple[str, int, int]]:
    """Yield the entries of a block that holds labelled values only: what each tells of, and where its value stands.

    A single label may open a sentence ("Source: the army says …"), so that a lone one has to be a line by itself.
    """
    named, pattern = _labels()
    words = text[block.start : block.end]
    found = list(pattern.finditer(words)) if len(words) <= _MOST else []
    if not found or found[0].start() or (len(found) == 1 and "\n" in words):
        return
    ends = [*(one.start() for one in found[1:]), len(words)]
    values = [_OTHER.sub("", words[one.end() : end]).rstrip() for one, end in zip(found, ends, strict=True)]
    names = [named[one["label"].lower()] for one in found]
    prose = (_PROSE.search(value) for name, value in zip(names, values, strict=True) if name != "title")
    if any(len(value) > _LONGEST for value in values) or any(prose):
        return
    for one, name, value in zip(found, names, values, strict=True):
        start = block.start + one.end()
        yield name, start, start + len(value)
