"""Whom *he said* means where the words around it leave that open, and what a speaker does by speaking.

Speech goes on from sentence to sentence, so that a pronoun beside a verb of saying is nearly always the last speaker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from histor.model import Attribution, Event, Mention, Sentence
from histor.model.tree import Tree
from histor.resolve.binding_common import Book

#: Pronouns of one person, and sentences within which speech goes on.
_PERSON, _SOON = frozenset({"he", "she"}), 2
#: The pronoun of a body that speaks, and the kinds of actors that are none.
_BODY, _PEOPLE = "it", frozenset({"person", "civilians"})
#: Deeds that are done by words, and the auxiliaries that put them at another time than that of speaking.
_BY_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_ELSEWHEN = frozenset({"had", "have", "has", "will", "would"})


def speakers_again(
    attributions: Sequence[Attribution], sentences: Sequence[Sentence], kind: Callable[[str], str]
) -> list[Attribution]:
    """Return the sayings, those of an unknown *he*, *she* or *it* with the single speaker of the saying told before.

    ``kind`` gives the kind of an actor: what speaks as *it* is no person. Only "..., it said" is read so.
    """
    found: list[Attribution] = []
    last: Attribution | None = None
    for row in attributions:
        unknown = row.speaker is not None and not row.refs
        if unknown and last is not None and row.sentence - last.sentence <= _SOON:
            word = _word(row, sentences)
            body = word == _BODY and _trails(row) and kind(last.refs[0]) not in _PEOPLE
            if word in _PERSON or body:
                row = replace(row, refs=last.refs)
        found.append(row)
        last = row if len(row.refs) == 1 else last
    return found


def _trails(row: Attribution) -> bool:
    """Tell whether the words of saying come last, as reporters set them; a body's own report leads: "It finds that"."""
    return bool(row.content) and all(span.end <= row.cue.start for span in row.content)


def _word(row: Attribution, sentences: Sequence[Sentence]) -> str:
    word = row.speaker
    return sentences[word.sentence].tokens[word.token - 1].form.lower() if word is not None else ""


def arms_of_state(event: Event, tree: Tree, book: Book) -> tuple[Mention, ...]:
    """Return who acts, a state for its ministry that says "*it* had carried out strikes": it speaks, others fight."""
    if event.type != "ASSAULT":
        return event.actors
    here = event.trigger.sentence
    return tuple(_state_for(m, book) if m.word.sentence == here and tree.token(m.word.token).upos == "PRON" else m
                 for m in event.actors)


def _state_for(mention: Mention, book: Book) -> Mention:
    refs = [(book.side(ref) if book.kind(ref) == "government" else None) or ref for ref in mention.refs]
    return replace(mention, refs=tuple(dict.fromkeys(refs)))


def does_by_saying(event: Event, saying: Attribution, tree: Tree) -> bool:
    """Tell whether somebody does a deed of words by these very words: "*we condemn* the raid", the spokesman said.

    What he says that he *had* condemned stays his claim, and so does what others are said to have done.
    """
    if event.type not in _BY_WORDS or event.status != "reported":
        return False
    verb = tree.token(event.trigger.token)
    told = any(tok.form.lower() in _ELSEWHEN for tok in tree.children(verb.id, "aux"))
    speaks = {ref for mention in event.actors for ref in mention.refs}
    return verb.upos == "VERB" and not told and bool(speaks) and speaks == set(saying.refs)
