"""Whether a deed that stands near a saying is told by the speaker or by the account itself, as the model reads it.

Where a content ends the tree often does not tell: *he had resigned, a letter nobody has seen*. What the account
tells for itself there is not the speaker's word, and what a speaker tells behind his cue is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from histor.model import Attribution, Event, Hints, Sentence
from histor.model.tree import Tree

_GIVEN, _ONLY = 0.95, 0.8
"""How sure the model must be that a deed is told as fact amid somebody's words, and only told where no words reach it.

Chosen among a few round values on the development part of the corpus.
"""

#: Stances of those who tell deeds.
_TELLING = frozenset({"asserts", "claims", "accuses", "estimates", "assesses", "announces"})


class Voices:
    """In whose voice the deeds of one document are told, where the words of a saying alone do not settle it."""

    def __init__(self, hints: Hints | None, sentences: Sequence[Sentence], attributions: Sequence[Attribution],
                 tree: Callable[[int], Tree]) -> None:
        self._hinted = {deed.word: deed for deed in hints.deeds} if hints else {}
        self._sentences, self._attributions, self._tree = sentences, attributions, tree

    def is_given(self, event: Event) -> bool:
        """Tell whether whoever speaks of a deed takes it as given: he says what followed *the bombings*."""
        deed = self._hinted.get(event.trigger)
        if deed is not None and deed.status == "reported" and deed.standing >= _GIVEN:
            marks = self._tree(event.trigger.sentence).children(event.trigger.token, "mark")
            return all(mark.lemma.lower() != "that" for mark in marks)  # what he says *that* somebody did, he says
        return event.background and event.definite

    def teller(self, event: Event) -> int | None:
        """Return whose word a deed is that the model surely reads as only told, and no words of a saying reach.

        What is said may go on behind its cue: it was for the well, says the reeve, *that the bailiff was let loose*.
        """
        deed = self._hinted.get(event.trigger)
        if deed is None or deed.status != "claimed" or deed.standing < _ONLY:
            return None
        start = self._sentences[event.trigger.sentence].tokens[event.trigger.token - 1].start
        here = (i for i, row in enumerate(self._attributions) if row.sentence == event.trigger.sentence
                and row.stance in _TELLING and not row.responsibility and not row.cue.start <= start < row.cue.end)
        return min(here, key=lambda index: abs(self._attributions[index].cue.start - start), default=None)
