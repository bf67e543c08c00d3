"""Answers told as a list: "In response to the raid, the Union took the following steps:", and an item for each.

What the line above a list says that its items answer, their deeds answer, where they have no such words of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from histor.extract.answer_words import AnswerWords
from histor.extract.answers import CueReader
from histor.extract.cues import deed_named
from histor.model import Document, Event, Sentence
from histor.model.tree import Tree


def with_listed(
    events: Sequence[Event], document: Document, sentences: Sequence[Sentence], words: AnswerWords
) -> list[Event]:
    """Return the deeds of a document; the first that each sentence of an announced list tells is an answer."""
    found = list(events)
    for above, items in _lists(document, sentences):
        tree = Tree(sentences[above])
        cue = next((cue for cue in CueReader(tree, words).cues() if not cue.fixed), None)
        if cue is None:
            continue
        told = [event for event in found if event.trigger.sentence == above]
        answers = deed_named(cue, tree, above, told)
        for number in items:
            first = _first(found, number)
            if first is not None:
                found[first] = replace(found[first], cue=cue.span, answers=answers)
    return found


def _lists(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[int, range]]:
    """Yield the sentence that announces a list, by its colon, and the sentences of the list's items."""
    at, last = 0, len(sentences)
    while at < last:
        colon = document.text[sentences[at].start : sentences[at].end].rstrip().endswith(":")
        end = at + 1
        if colon and not _is_item(document, sentences[at]):
            while end < last and _is_item(document, sentences[end]):
                end += 1
            if end > at + 1:
                yield at, range(at + 1, end)
        at = end


def _is_item(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind == "item"


def _first(events: Sequence[Event], sentence: int) -> int | None:
    """Return the place of the first deed told in a sentence, if that is not denied and none there answers anything."""
    here = [n for n, event in enumerate(events) if event.trigger.sentence == sentence and not event.background]
    if not here or any(events[n].cue is not None for n in here) or events[here[0]].status == "negated":
        return None
    return here[0]
