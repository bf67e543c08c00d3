"""Whom *he said* means where the words around it leave that open: the one who spoke just before.

Speech goes on from sentence to sentence, so that a pronoun beside a verb of saying is nearly always the last speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.model import Attribution, Sentence

#: Pronouns of one person, and sentences within which speech goes on.
_PERSON, _SOON = frozenset({"he", "she"}), 2


def speakers_again(attributions: Sequence[Attribution], sentences: Sequence[Sentence]) -> list[Attribution]:
    """Return the sayings, those of an unknown *he* or *she* with the single speaker of the saying told before."""
    found: list[Attribution] = []
    last: Attribution | None = None
    for row in attributions:
        unknown = row.speaker is not None and not row.refs
        if unknown and _pronoun(row, sentences) and last is not None and row.sentence - last.sentence <= _SOON:
            row = replace(row, refs=last.refs)
        found.append(row)
        last = row if len(row.refs) == 1 else last
    return found


def _pronoun(row: Attribution, sentences: Sequence[Sentence]) -> bool:
    word = row.speaker
    return word is not None and sentences[word.sentence].tokens[word.token - 1].form.lower() in _PERSON
