"""The words of answer of one language, and a cue: where its deed may stand, and which word names what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from histor.lexicon import Lexicon
from histor.model import Span


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of answer: their span, the words (UD ids) that may tell the deed, and that of the deed answered or None.

    ``fixed`` is whether one of ``deeds`` itself must tell the deed; else it may stand above them in the tree. ``both``
    is whether what is answered must be a deed as well, and ``only`` holds the types of deed that such words make an
    answer where they make none of others.
    """

    span: Span
    deeds: tuple[int, ...]
    answered: int | None = None
    fixed: bool = False
    both: bool = False
    only: frozenset[str] = frozenset()


class AnswerWords:
    """The words of answer of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _raw(self) -> dict[str, Any]:
        return dict(self._lexicon.words("answers")) if self._lexicon.has_words("answers") else {}

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a lower-case lemma or phrase is of one of the lists of words."""
        return word in self._raw.get(kind, ())

    def prompts(self, lemma: str) -> bool:
        """Tell whether a verb's subject brings about its object; a past form may bear a lemma with one letter more."""
        return self.has("prompts", lemma.lower()) or self.has("prompts", lemma.lower().removesuffix("e"))

    def part(self, kind: str, word: str) -> frozenset[str]:
        """Return what a list of words says of one of them: the prepositions of a noun, the objects of a verb."""
        return frozenset(self._raw.get(kind, {}).get(word, ()))

    @property
    def causes(self) -> frozenset[str]:
        """The prepositions that tie a deed to one that they name."""
        return frozenset(self._raw.get("causes", ()))
