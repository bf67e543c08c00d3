"""Figures that go on behind a saying's clause: "said three soldiers had died and 11 were hurt, taking the toll to 43".

A parser often ends the clause that was said at its first verb. What follows it without a subject and a finite verb of
its own is no new sentence of the source's, so its figures have the teller of the figure before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.model import Attribution, Sentence, Toll

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_ENDS = frozenset({".", ";", ":", "?", "!", "(", ")", "-", "–", "—", '"', "”", "“", "''", "``"})
_TURNS = frozenset({"but", "while", "whereas", "although", "though", "as", "when", "after", "before", "because"})


def carried_on(
    tolls: Sequence[Toll], attributions: Sequence[Attribution], sentences: Sequence[Sentence]
) -> tuple[Toll, ...]:
    """Return the tolls, those told on behind a saying's clause with the teller of the toll before them."""
    found: list[Toll] = []
    for toll in tolls:
        before = _before(toll, found)
        row = attributions[before.claimant] if before is not None and before.claimant is not None else None
        free = before is not None and toll.claimant is None and _goes_on(before, toll, sentences[toll.word.sentence])
        if free and before is not None and row is not None and row.cue.end <= before.span.start:
            toll = replace(toll, claimant=before.claimant)  # the words of saying lead: "the army said that"
        found.append(toll)
    return tuple(found)


def _before(toll: Toll, told: Sequence[Toll]) -> Toll | None:
    """Return the toll told last before another in its sentence."""
    inside = [t for t in told if t.word.sentence == toll.word.sentence and t.span.end <= toll.span.start]
    return max(inside, key=lambda t: t.span.end, default=None)


def _goes_on(first: Toll, second: Toll, sentence: Sentence) -> bool:
    """Tell whether no clause with a subject begins, and nothing turns, between two tolls of a sentence."""
    start = max(first.word.token, first.trigger.token)
    between = [tok for tok in sentence.tokens[start : second.word.token - 1] if tok.id != second.trigger.token]
    if any(tok.form in _ENDS or tok.form.lower() in _TURNS for tok in between):
        return False
    return not any(tok.deprel in _SUBJECTS or "VerbForm=Fin" in tok.feats for tok in between)
