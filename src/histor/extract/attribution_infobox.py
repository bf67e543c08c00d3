"""Rows of a box that stand under somebody's name: "Claimed by X:" makes every row below it X's claim.

A box is no sentence, so only its labels are read; rows under one label are one saying with several spans.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.model import Block, Document, Sentence, Span

#: Characters before a row in which its label is looked for; a label farther away belongs to another part of the page.
_REACH = 400


def infobox_sayings(document: Document, sentences: Sequence[Sentence], cues: Cues) -> list[Draft]:
    """Return one saying for every label of the kind "Claimed by X" under which a box has rows."""
    starts = [sentence.start for sentence in sentences]
    found: dict[tuple[str, int], Draft] = {}
    for block in document.blocks:
        label = _label(block, cues)
        if label is None:
            continue
        cue_words, name = label
        at = document.text.rfind(name, max(0, block.start - _REACH), block.start)
        cue = _cue(document, block, cue_words, at, name)
        if cue is None or not sentences:
            continue
        key = (block.section[-1], at)
        if key not in found:
            index = min(bisect_left(starts, block.start), len(sentences) - 1)
            found[key] = Draft(index, cue, "claims", "infobox.label", [Speaker(None, Span(at, at + len(name)))])
        found[key].content.append(Span(block.start, block.end))
    return list(found.values())


def _label(block: Block, cues: Cues) -> tuple[str, str] | None:
    """Return the cue words and the name of a row's nearest heading, or None where it names no claimant."""
    if block.kind not in {"infobox", "table"} or not block.section:
        return None
    heading = block.section[-1].strip(" :")
    low = heading.lower()
    for words in sorted(cues.words("infobox", "before"), key=len, reverse=True):
        if low.startswith(words + " "):
            return heading[: len(words)], heading[len(words) :].strip(" :")
    for words in sorted(cues.words("infobox", "after"), key=len, reverse=True):
        if low.endswith(" " + words):
            return heading[-len(words) :], heading[: -len(words)].strip(" :'’s")
    return None


def _cue(document: Document, block: Block, words: str, at: int, name: str) -> Span | None:
    """Return the cue's characters beside the name in the text, or None where the label does not stand there."""
    if at < 0 or not name:
        return None
    window = document.text[max(0, at - len(words) - 3) : at]
    here = window.rfind(words)
    if here >= 0:
        start = max(0, at - len(words) - 3) + here
        return Span(start, start + len(words))
    after = document.text.find(words, at + len(name), min(block.start, at + len(name) + len(words) + 5))
    return Span(after, after + len(words)) if after >= 0 else None
