"""Rows of a box that stand under somebody's name: "Claimed by X:" and "X's estimate:" make the rows below it X's word.

A box is no sentence, so only its labels are read; rows under one label are one saying with several spans.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft, Speaker
from histor.model import Block, Document, Sentence, Span, WordRef

#: What stands between a name and its rows in a label that names the claimant first: "'s estimate:".
_BEHIND = re.compile(r"(?:['’]s?)?\s+(?P<cue>[^\W\d]+(?: [^\W\d]+){0,2})\s*:\s*")
#: Characters before a row in which its label is looked for; a label farther away belongs to another part of the page.
_REACH = 400


def infobox_sayings(document: Document, sentences: Sequence[Sentence], cues: Cues) -> list[Draft]:
    """Return one saying for every label of the kind "Claimed by X" under which a box has rows."""
    starts = [sentence.start for sentence in sentences]
    found: dict[tuple[str, int], Draft] = {}
    for block in document.blocks:
        label = _label(block, cues)
        if label is None or document.text[block.start : block.end].rstrip().endswith(":"):
            continue
        cue_words, name = label
        at = document.text.rfind(name, max(0, block.start - _REACH), block.start)
        cue = _cue(document, block, cue_words, at, name) or _cue_behind(document, block, at, name)
        if cue is None or not sentences:
            continue
        key = (block.section[-1], at)
        if key not in found:
            span = Span(at, at + len(name))
            speaker = Speaker(_head(sentences, starts, span), span)
            index = speaker.word.sentence if speaker.word else min(bisect_left(starts, block.start), len(sentences) - 1)
            stance = _stance(document.text[cue.start : cue.end], cues)
            found[key] = Draft(index, cue, stance, "infobox.label", [speaker])
        found[key].content.append(Span(block.start, block.end))
    return list(found.values())


def _stance(words: str, cues: Cues) -> str:
    """Return what a label's words make of its rows: "estimate" and "figures" estimate, all others claim."""
    last = words.split()[-1].lower() if words.split() else ""
    estimates = cues.words("figure_sources", "estimates")
    return "estimates" if last in estimates or last.removesuffix("s") in estimates else "claims"


def _cue_behind(document: Document, block: Block, at: int, name: str) -> Span | None:
    """Return the words between a name and the colon of its label ("Ruritanian *claim*:"), or None."""
    if at < 0 or not name:
        return None
    label = _BEHIND.fullmatch(document.text, at + len(name), block.start)
    return Span(label.start("cue"), label.end("cue")) if label else None


def _head(sentences: Sequence[Sentence], starts: Sequence[int], name: Span) -> WordRef | None:
    """Return the head of a name where the label was parsed as words of its own."""
    index = bisect_right(starts, name.start) - 1
    words = sentences[index].tokens if index >= 0 else ()
    inside = [tok for tok in words if name.start <= tok.start and tok.end <= name.end]
    ids = {tok.id for tok in inside}
    top = next((tok for tok in inside if tok.head not in ids and tok.upos != "PUNCT"), None)
    return WordRef(index, top.id) if top is not None else None


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
