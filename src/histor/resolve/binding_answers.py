"""Whom a denial or a refusal answers, where its own clause does not say: who spoke last before it.

*Doha said the port was shut; Riyadh denied it*: the denial is turned to Doha, though its object is only *it*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from histor.model import Attribution, Event, Mention

#: Sentences back in which the saying that is answered may stand.
NEAR = 2


def answered(
    event: Event, sayings: Sequence[Attribution], frames: set[int], sides: Callable[[Iterable[str]], set[str]]
) -> tuple[Mention, ...]:
    """Return the speaker of the last saying before a denial or refusal, of another side than who denies; none if none.

    ``frames`` are the indices of the sayings in which the denial itself is told.
    """
    own = sides(ref for mention in event.actors for ref in mention.refs)
    words = {mention.word for mention in event.actors}
    before = [
        row for index, row in enumerate(sayings)
        if index not in frames and row.cue.start < event.span.start
        and 0 <= event.trigger.sentence - row.sentence <= NEAR
    ]
    for row in sorted(before, key=lambda row: -row.cue.start):
        if row.speaker is None or row.speaker_span is None or row.speaker in words:
            continue
        if not own & sides(row.refs):
            return (Mention(row.speaker, row.speaker_span, "actor", row.refs),)
    return ()
