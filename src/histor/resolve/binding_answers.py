"""Whom a denial or a refusal answers, where its own clause does not say, and whose a pronoun's denial is.

*Doha said the port was shut; Riyadh denied it*: the denial is turned to Doha, though its object is only *it*.
*The minister accused the general; he denied it*: nobody denies a charge or refuses a demand of his own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from histor.model import Attribution, Event, Mention
from histor.model.tree import Tree
from histor.resolve.binding_common import Book

#: Sentences back in which the saying that is answered may stand.
NEAR = 1
#: What is turned down: first what is said against somebody or asked of him, then what is merely said; whatever is said
#: in one sentence with the denial.
_AGAINST = frozenset({"accuses", "claims", "demands"})
_SAID = _AGAINST | {"announces", "asserts", "denies", "warns"}
#: Deeds by which something is put to somebody who can deny or refuse it.
_PUT = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
#: Pronouns of persons, and the one of no person.
_PERSONAL, _NEUTER = frozenset({"he", "she", "they"}), "it"


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


def turned_to_asked(events: Sequence[Event], tree: Callable[[int], Tree], book: Book) -> list[Event]:
    """Return the events, a denial or refusal by a mere pronoun given to the one to whom its object was put.

    A pronoun mostly means the subject before it; here that would deny its own charge, and the object is meant.
    """
    puts = sorted((event for event in events if event.type in _PUT), key=lambda event: event.trigger)
    found: list[Event] = []
    for event in events:
        at = bisect_left(puts, event.trigger, key=lambda put: put.trigger) if event.type == "REJECT" else 0
        near = at > 0 and event.trigger.sentence - puts[at - 1].trigger.sentence <= NEAR
        found.append(_turned(event, puts[at - 1], tree, book) if near else event)
    return found


def _turned(event: Event, put: Event, tree: Callable[[int], Tree], book: Book) -> Event:
    """Return a denial or refusal by the one to whom something was put, where its own pronoun was read as who put it."""
    own, doers = event.actors, _refs(put.actors)
    if len(own) != 1 or not own[0].refs or not doers.issuperset(own[0].refs):
        return event
    pronoun = tree(own[0].word.sentence).token(own[0].word.token).form.lower()
    person = pronoun in _PERSONAL
    fitting = [m for m in put.targets if any((book.kind(ref) == "person") == person for ref in m.refs)]
    asked = put.targets if pronoun == "they" else fitting
    if not (person or pronoun == _NEUTER) or len(asked) != 1 or doers & _refs(asked):
        return event
    told = _refs((*event.targets, *event.aimed_at)) - _refs(asked)
    return replace(event, actors=(replace(own[0], refs=asked[0].refs),), targets=event.targets if told else put.actors)


def _refs(mentions: Iterable[Mention]) -> set[str]:
    return {ref for mention in mentions for ref in mention.refs}
