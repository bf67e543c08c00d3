"""Whom a denial or a refusal answers, where its own clause does not say: who spoke last before it.

*Doha said the port was shut; Riyadh denied it*: the denial is turned to Doha, though its object is only *it*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from histor.model import Attribution, Event, Mention, WordRef

#: Sentences back in which the saying that is answered may stand.
NEAR = 2


def answered(
    event: Event, sayings: Sequence[Attribution], frames: set[int], resolve: Callable[[WordRef], tuple[str, ...]]
) -> tuple[Mention, ...]:
    """Return the speaker of the last saying before a denial or refusal, by another than who denies; none if none.

    ``frames`` are the indices of the sayings in which the denial itself is told.
    """
    own = {ref for mention in event.actors for ref in mention.refs}
    words = {mention.word for mention in event.actors}
    found: tuple[int, Mention] | None = None
    for index, row in enumerate(sayings):
        if index in frames or row.speaker is None or row.speaker_span is None or row.cue.start >= event.span.start:
            continue
        if not 0 <= event.trigger.sentence - row.sentence <= NEAR or row.speaker in words:
            continue
        refs = resolve(row.speaker)
        if own & set(refs):
            continue
        if found is None or row.cue.start > found[0]:
            found = row.cue.start, Mention(row.speaker, row.speaker_span, "actor", refs)
    return (found[1],) if found else ()
