"""Where sentences start: the network's opinion, bounded by what is certain.

The learned chance decides; layout moves and bends it. A start never parts a quotation mark or bracket from what it
opens or closes, never follows "Gen." or falls between brackets, and needs little persuasion after a full stop, a
space and a capital. Thresholds were set on the development parts of EWT and GUM (raw paragraphs).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

AFTER_STOP, AFTER_MARK, ELSEWHERE, MIDWAY = 0.05, 0.15, 0.5, 0.8
"""Least chance of a start: after a final mark, space and capital; after some mark that can end; anywhere else; and
where no mark ends anything (after a word or comma, or at a small letter), so that a subject keeps its verb."""
NEVER = 2.0
REACH = 40
"""Words over which a bracket is looked for its mate."""

STOPS = frozenset((".", "!", "?", "...", "…", "?!", "!?", "!!", "!!!", "??"))
OPENERS, CLOSERS = frozenset("([{“‘«„"), frozenset(")]}”’»")
EITHER = frozenset(('"', "'", "''", "’’", "‘’"))
_TITLES = """
    mr. mrs. ms. dr. prof. gen. lt. col. capt. maj. sgt. cpl. pvt. adm. cmdr. brig. gov. sen. rep. sens. reps.
    rev. hon. pres. st. ste. vs. e.g. i.e. no. nos. fig. figs. messrs. mme. amb. supt. det. insp.
"""
TITLES = frozenset(_TITLES.split())
"""Abbreviations that are followed by a name or number, so that no sentence starts after them."""

Range = tuple[int, int]
Chances = NDArray[np.float32]


def starts(text: str, ranges: Sequence[Range], chance: Chances) -> list[int]:
    """Indices of the words (places `ranges` in `text`) that start a sentence; 0 is always one."""
    opening = [_opens(text, r) for r in ranges]
    closing = [not o and _closes(text, r) for o, r in zip(opening, ranges, strict=True)]
    inside = _bracketed(text, ranges)
    for i in _notes(text, ranges, closing):
        closing[i : i + 3] = [True] * 3
    out = [0]
    for i in range(1, len(ranges)):
        if closing[i] or opening[i - 1] or inside[i]:
            continue
        last = _last_before(closing, i)
        before = text[slice(*ranges[last])]
        likely = _chance(chance, opening, i, last + 1 if before in STOPS else i)
        if likely > _needed(before, text[ranges[i][0]], ranges[i - 1][1] < ranges[i][0]):
            out.append(i)
    return out


def _last_before(closing: Sequence[bool], i: int) -> int:
    """The word before a word, closing marks not counted."""
    last = i - 1
    while last > 0 and closing[last]:
        last -= 1
    return last


def _chance(chance: Chances, opening: Sequence[bool], i: int, first: int) -> float:
    """The chance of a start at a word, or what was given to the closing marks from `first` on or to what it opens."""
    last = i
    while last + 1 < len(opening) and opening[last] and last < i + 3:
        last += 1
    return float(chance[first : last + 1].max())


def _needed(before: str, first: str, spaced: bool) -> float:
    """The least chance that starts a sentence after the word `before`, at a word with this first character."""
    if before.lower() in TITLES:
        return NEVER
    if before not in STOPS and (first.islower() or before == "," or before[-1].isalnum()):
        return MIDWAY
    if before not in STOPS or not spaced:
        return ELSEWHERE
    return AFTER_MARK if first.islower() or before == "..." else AFTER_STOP


def _notes(text: str, ranges: Sequence[Range], closing: Sequence[bool]) -> list[int]:
    """Where reference marks like "[6]" stand after the end of a sentence: they belong to what is before them."""
    forms = [text[a:b] for a, b in ranges]
    found: list[int] = []
    for i in range(1, len(forms) - 2):
        after_end = forms[i - 1] in STOPS or closing[i - 1] or (i - 3 in found)
        if forms[i] == "[" and forms[i + 2] == "]" and forms[i + 1].isdigit() and after_end:
            found.append(i)
    return found


def _opens(text: str, place: Range) -> bool:
    """Whether a mark is glued to what follows and not to what goes before."""
    start, end = place
    form = text[start:end]
    if form in OPENERS:
        return True
    if form not in EITHER:
        return False
    return (start == 0 or text[start - 1].isspace() or text[start - 1] in OPENERS) and not text[end : end + 1].isspace()


def _closes(text: str, place: Range) -> bool:
    start, end = place
    form = text[start:end]
    if form in CLOSERS:
        return True
    if form not in EITHER or start == 0:
        return False
    return not text[start - 1].isspace() and not text[end : end + 1].isalnum()


def _bracketed(text: str, ranges: Sequence[Range]) -> list[bool]:
    """For each word, whether it stands after an open bracket whose mate is near."""
    inside = [False] * len(ranges)
    opened = -1
    for i, (start, end) in enumerate(ranges):
        form = text[start:end]
        if form in ("(", "["):
            opened = i
        elif form in (")", "]") and opened >= 0:
            if i - opened <= REACH:
                inside[opened + 1 : i + 1] = [True] * (i - opened)
            opened = -1
    return inside
