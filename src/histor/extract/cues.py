"""Ties words of answer to the deeds that a sentence tells: retaliatory, in response to, tit for tat, responded by.

Only what the text says: a cue without a named deed leaves ``answers`` empty, and the consolidation looks for the deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract.answers import AnswerWords, Cue, CueReader
from histor.model import Event, WordRef
from histor.model.tree import Tree, base

#: How many governors above the word that a cue hangs on its deed may stand.
_REACH = 3


def with_cues(events: Sequence[Event], tree: Tree, index: int, words: AnswerWords) -> list[Event]:
    """Return the deeds of one sentence with the cue of each that is told as an answer."""
    found = list(events)
    if not found:
        return found
    at: dict[int, int] = {}
    for number, event in enumerate(found):
        for word in (event.frame, event.trigger):
            if word is not None and word.sentence == index:
                at[word.token] = number
    for cue in CueReader(tree, words).cues():
        number = _bearer(cue, tree, at)
        if number is None or found[number].cue is not None:
            continue
        answers = WordRef(index, cue.answered) if cue.answered else None
        found[number] = replace(found[number], cue=cue.span, answers=answers)
    return found


def _bearer(cue: Cue, tree: Tree, at: dict[int, int]) -> int | None:
    """Return the deed that a cue makes an answer: at its words, just below them, or above."""
    barred = {t.id for t in tree.subtree(cue.answered)} if cue.answered else set()
    for word in cue.deeds:
        if word in at and word not in barred:
            return at[word]
    if not cue.deeds or cue.fixed:
        return next((n for word in cue.deeds if (n := _below(tree, word, at, barred)) is not None), None)
    here = tree.token(cue.deeds[-1])
    for _ in range(_REACH):
        low = _below(tree, here.id, at, barred)
        if low is not None:
            return low
        above = tree.parent(here)
        if above is None:
            return None
        here = above
        if here.id in at and here.id not in barred:
            return at[here.id]
    return None


def _below(tree: Tree, word: int, at: dict[int, int], barred: set[int]) -> int | None:
    """Return a deed that is the object, complement or member of a word: a *series* of raids, *ordered* the closing."""
    for child in tree.children(word, "obj", "xcomp", "nmod", "nsubj:pass", "ccomp"):
        if child.id in at and child.id not in barred and not _aside(tree, child.id):
            return at[child.id]
    return None


def _aside(tree: Tree, word: int) -> bool:
    token = tree.token(word)
    return base(token.deprel) == "nmod" and tree.case(word) != "of"
