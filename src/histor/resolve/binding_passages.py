"""Where a deed was that names no place of its own: where the passage is set.

A story goes on where it was until it says otherwise. So a deed of force takes the scene of the last one before it in
its paragraph, and a meeting or an agreement that of the last meeting; not a deed that answers another, for an answer is
given where the other side is. What is carried so is kept apart from what is told, is never weighed when tellings are
joined, and says so in the export.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.model import Event, Mention, Sentence

#: Deeds that share a scene: those done on the ground, and those done at a table.
_STAGES = (frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"}), frozenset({"CONSULT", "AGREE"}))
_REAL = frozenset({"reported", "claimed", "disputed"})
#: Sentences back in which a scene holds.
NEAR = 6


def set_in_passages(sentences: Sequence[Sentence], events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events in their order, those without a place of their own with the scene of their passage."""
    scenes: dict[int, tuple[Mention, ...]] = {}
    for stage in _STAGES:
        last: Event | None = None
        for index in sorted(range(len(events)), key=lambda index: events[index].trigger):
            event = events[index]
            if event.type not in stage or event.status not in _REAL or event.heading:
                continue
            if any(place.refs for place in event.places):
                last = event
            elif last is not None and event.cue is None and _one_passage(sentences, last, event):
                scenes[index] = tuple(place for place in last.places if place.refs)
    return tuple(replace(event, scene=scenes.get(index, ())) for index, event in enumerate(events))


def _one_passage(sentences: Sequence[Sentence], last: Event, event: Event) -> bool:
    """Tell whether a deed is told in the paragraph in which the last one was placed, and soon after it."""
    here, there = event.trigger.sentence, last.trigger.sentence
    return sentences[here].block == sentences[there].block and here - there <= NEAR
