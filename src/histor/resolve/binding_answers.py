"""Whom a denial or a refusal answers, where its own clause does not say: who spoke last before it.

*Doha said the port was shut; Riyadh denied it*: the denial is turned to Doha, though its object is only *it*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from histor.model import Attribution, Event, Mention

#: Sentences back in which the saying that is answered may stand.
NEAR = 1
#: What is turned down: first what is said against somebody or asked of him, then what is merely said; whatever is said
#: in one sentence with the denial.
_AGAINST = frozenset({"accuses", "claims", "demands"})
_SAID = _AGAINST | {"announces", "asserts", "denies", "warns"}


def answered(
    event: Event, sayings: Sequence[Attribution], apart: set[int], sides: Callable[[Iterable[str]], set[str]]
) -> tuple[Mention, ...]:
    """Return the speaker of the last saying before a denial or refusal, of another side than who denies; none if none.

    An accusation, a claim or a demand comes before what is only said. The sayings numbered in ``apart`` are not asked:
    those of other paragraphs, and those in which the denial itself is told.
    """
    own = sides(ref for mention in event.actors for ref in mention.refs)
    words = {mention.word for mention in event.actors}
    before = [
        row for index, row in enumerate(sayings)
        if index not in apart and row.cue.start < event.span.start
        and 0 <= event.trigger.sentence - row.sentence <= NEAR
    ]
    latest = sorted(before, key=lambda row: -row.cue.start)
    strong = [row for row in latest if row.stance in _AGAINST]
    for row in (*strong, *latest):
        if row.stance not in _SAID and row.sentence != event.trigger.sentence:
            continue
        if row.speaker is None or row.speaker_span is None or row.speaker in words or own & sides(row.refs):
            continue
        return (Mention(row.speaker, row.speaker_span, "actor", row.refs),)
    return ()
