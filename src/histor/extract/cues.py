"""Ties words of answer to the deeds that a sentence tells: retaliatory, in response to, tit for tat, responded by.

Only what the text says: a cue without a named deed leaves ``answers`` empty, and the consolidation looks for the deed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.extract.answer_words import AnswerWords, Cue
from histor.extract.answers import CueReader
from histor.extract.cues_hinted import with_hinted
from histor.extract.hint_book import HintBook
from histor.model import Event, Span, Token, WordRef
from histor.model.tree import Tree, base

#: How many governors above the word that a cue hangs on its deed may stand.
_REACH = 3
#: Words of a cue that stands alone before a comma, the comma among them.
_ALONE = 6


class Cues:
    """The words of answer of one document, tied to its deeds sentence by sentence, in order."""

    def __init__(self, words: AnswerWords) -> None:
        self.words = words
        self._waiting: Span | None = None

    def tie(self, events: Sequence[Event], tree: Tree, index: int, book: HintBook | None = None) -> list[Event]:
        """Return the deeds of the next sentence with the cue of each that is told as an answer.

        A cue alone before a comma, which the parser took for a sentence of its own, waits for the deed that follows.
        """
        found = with_cues(events, tree, index, self.words)
        if book and found and book.spans("answer", index):
            known = [(cue.span, frozenset(_barred(cue, tree))) for cue in CueReader(tree, self.words).cues()]
            found = with_hinted(found, tree, index, book, known)
        if self._waiting is not None and found and found[0].cue is None:
            first = min(range(len(found)), key=lambda n: (found[n].background, found[n].trigger))
            found[first] = replace(found[first], cue=found[first].cue or self._waiting)
        self._waiting = None
        tokens = tree.sentence.tokens
        if not found and 1 < len(tokens) <= _ALONE and tokens[-1].form == ",":
            self._waiting = next((cue.span for cue in CueReader(tree, self.words).cues() if not cue.fixed), None)
        return found


def with_cues(events: Sequence[Event], tree: Tree, index: int, words: AnswerWords) -> list[Event]:
    """Return the deeds of one sentence with the cue of each that is told as an answer."""
    found = list(events)
    if not found:
        return found
    at = _places(found, index)
    for cue in CueReader(tree, words).cues():
        number = _bearer(cue, tree, at)
        if number is None or found[number].cue is not None or not _caused(cue, found[number], at):
            continue
        answers = deed_named(cue, tree, index, found)
        found[number] = replace(found[number], cue=cue.span, answers=answers)
        if answers is not None and answers.token in at:
            found[at[answers.token]] = _not_own(found[at[answers.token]], found[number], tree)
    return [event for event in found if not _only_the_answer(event, found, tree)]


def _only_the_answer(event: Event, found: Sequence[Event], tree: Tree) -> bool:
    """Tell whether a verb of answer says no more than the deeds by which it was done: *responded* by closing it."""
    deeds = (tree.token(other.trigger.token) for other in found if other.cue == event.span and other is not event)
    return any(above.id == event.trigger.token for deed in deeds for above in tree.ancestors(deed))


def _not_own(answered: Event, answer: Event, tree: Tree) -> Event:
    """Return a deed that is answered without the answerer as its doer, where no word of its own phrase says so."""
    own = {t.id for t in tree.subtree(answered.trigger.token)}
    answerers = {m.word for m in answer.actors}
    actors = tuple(m for m in answered.actors if m.word not in answerers or m.word.token in own)
    return answered if actors == answered.actors else replace(answered, actors=actors)


def _places(events: Sequence[Event], index: int) -> dict[int, int]:
    """Return by the words of a sentence that tell deeds their places among some deeds."""
    words = ((place, word) for place, event in enumerate(events) for word in (event.frame, event.trigger))
    return {word.token: place for place, word in words if word is not None and word.sentence == index}


def deed_named(cue: Cue, tree: Tree, index: int, found: Sequence[Event]) -> WordRef | None:
    """Return the trigger of the deed that a cue names, or the word itself where the sentence tells none there."""
    if cue.answered is None:
        return None
    at = _places(found, index)
    below = tree.subtree(cue.answered, lambda t: base(t.deprel) in {"conj", "appos", "acl", "advcl"})
    near = next((t.id for t in (tree.token(cue.answered), *below) if t.id in at), None)
    return found[at[near]].trigger if near is not None else WordRef(index, cue.answered)


def _caused(cue: Cue, event: Event, at: dict[int, int]) -> bool:
    """Tell whether a cue can make this deed an answer: of a type that it fits, and to a deed where it must name one."""
    return (not cue.only or event.type in cue.only) and (not cue.both or cue.answered in at)


def _bearer(cue: Cue, tree: Tree, at: dict[int, int]) -> int | None:
    """Return the deed that a cue makes an answer: at its words, just below them, or above."""
    barred = _barred(cue, tree)
    for word in cue.deeds:
        if word in at and word not in barred:
            return at[word]
    if not cue.deeds or cue.fixed:
        return next((n for word in cue.deeds if (n := _below(tree, word, at, barred)) is not None), None)
    here = tree.token(cue.deeds[0])
    for _ in range(_REACH):
        low = _below(tree, here.id, at, barred)
        if low is not None:
            return low
        above = tree.parent(here)
        if above is None or here.deprel.endswith(":relcl"):
            return None
        here = above
        if here.id in at and here.id not in barred:
            return at[here.id]
    return None


def _barred(cue: Cue, tree: Tree) -> set[int]:
    """Return the words of the phrase that names what is answered; of one that holds the cue itself, its head alone."""
    if not cue.answered:
        return set()
    phrase = tree.subtree(cue.answered)
    holds = cue.both and any(t.start == cue.span.start for t in phrase)  # the heights, *which led* it to halt the talks
    return {cue.answered} if holds else {t.id for t in phrase}


def _below(tree: Tree, word: int, at: dict[int, int], barred: set[int]) -> int | None:
    """Return a deed that is the object, complement or member of a word: a *series* of raids, *ordered* the closing."""
    for relations in (("obj", "xcomp", "nmod", "nsubj:pass", "ccomp", "advcl"), ("nsubj",)):
        for child in tree.children(word, *relations):
            if child.id in at and child.id not in barred and not _aside(tree, child):
                return at[child.id]
    return None


def _aside(tree: Tree, token: Token) -> bool:
    """Tell whether a word below another only stands beside what it does: no *of*, no purpose."""
    if base(token.deprel) == "advcl":
        return not any(mark.form.lower() == "to" for mark in tree.children(token.id, "mark"))
    return base(token.deprel) == "nmod" and tree.case(token.id) != "of"
