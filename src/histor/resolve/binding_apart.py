"""What an answer and the deed that it answers have of their own, where one sentence tells both.

*On 17 February, in retaliation for the raid on the airfield, a bomber attacked the port*: the day and the port are the
answer's, the airfield is the raid's. Grammar ties both to one verb; what lies below the name of the answered deed is
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from histor.model import Event, Mention, Sentence, WordRef
from histor.model.tree import Tree


def told_apart(events: Sequence[Event], sentences: Sequence[Sentence], tree: Callable[[int], Tree]) -> list[Event]:
    """Return the events, answered names and their answers each without what is the other's."""
    answered = {event.answers: event for event in events if event.answers is not None}
    named = {event.trigger: event for event in events if event.background and event.trigger in answered}
    found = []
    for event in events:
        answer = answered.get(event.trigger) if event.trigger in named else None
        if answer is not None and answer.trigger.sentence == event.trigger.sentence:
            event = _answered(event, answer, sentences[event.trigger.sentence], tree(event.trigger.sentence))
        elif event.answers in named and event.answers is not None:
            event = _answering(event, event.answers, tree(event.answers.sentence))
        found.append(event)
    return found


def _answered(event: Event, answer: Event, sentence: Sentence, tree: Tree) -> Event:
    """Return an answered deed without the day, the scene and the targets that do not stand below its name."""
    below = _below(tree, event.trigger)
    if answer.trigger.token in below:
        return event
    theirs = {m.word for m in (*answer.targets, *answer.aimed_at)}
    when = event.when
    if when is not None and when.span is not None and when == answer.when:
        inside = any(t.start == when.span.start for t in sentence.tokens if t.id in below)
        when = when if inside else None
    return replace(
        event,
        when=when,
        targets=tuple(m for m in event.targets if m.word not in theirs or _within(m, event.trigger, below)),
        places=tuple(m for m in event.places if m.word.sentence != event.trigger.sentence or m.word.token in below),
    )


def _answering(event: Event, named: WordRef, tree: Tree) -> Event:
    """Return an answer without the places that stand below the name of what it answers."""
    below = _below(tree, named)
    if event.trigger.sentence == named.sentence and event.trigger.token in below:
        return event
    return replace(event, places=tuple(m for m in event.places if not _within(m, named, below)))


def _below(tree: Tree, word: WordRef) -> set[int]:
    return {token.id for token in tree.subtree(word.token)}


def _within(mention: Mention, word: WordRef, below: set[int]) -> bool:
    return mention.word.sentence == word.sentence and mention.word.token in below
