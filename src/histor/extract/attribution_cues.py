"""The words that show a saying, compiled for look-up by lemma.

The lists are data (``lang/<code>/attribution.yaml``); here they become one dictionary per construction, so that a rule
asks one question: does this lemma take this construction, and with which stance? A lemma may stand in several.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.errors import DataError
from histor.lexicon import Lexicon
from histor.model import Token

STANCES = (
    "asserts", "claims", "denies", "condemns", "accuses", "estimates", "assesses", "demands", "warns", "announces",
)  # fmt: skip

#: Regular endings of English verb forms and what the lemma ends in instead; only for lemmas that no list knows.
_ENDINGS = (("ied", "y"), ("ed", "", "e"), ("ing", "", "e"), ("ies", "y"), ("es", "", "e"), ("s", ""))


class Cues:
    """What one language's ``attribution.yaml`` holds; ``attitudes`` adds what is only thought or wanted."""

    def __init__(self, lexicon: Lexicon, attitudes: bool = False) -> None:
        raw: Mapping[str, Any] = lexicon.words("attribution")
        self._raw = raw
        self.attitudes = attitudes
        self._verbs = {frame: _by_lemma(rows, frame) for frame, rows in raw["verbs"].items()}
        self.prepositions = {verb: frozenset(words) for verb, words in raw["prepositions"].items()}
        if attitudes:
            self._add_attitudes(raw)
        nouns = {stance: words for stance, words in raw["nouns"].items() if stance in STANCES}
        self.nouns = _by_lemma(nouns, "nouns")
        self.of_too = frozenset(raw["nouns"]["of_too"])
        self.for_too = frozenset(raw["nouns"]["for_too"])
        self.not_said = {verb: frozenset(words) for verb, words in raw["not_said"].items()}
        told = frozenset(raw["figure_sources"]["giving"])
        self.lemmas = frozenset(lemma for rows in self._verbs.values() for lemma in rows) | told
        self._sets: dict[str, frozenset[str]] = {}

    def lemma(self, token: Token) -> str:
        """Return a verb's lemma, mended from its form where the lemmatiser made one that no list knows."""
        lemma = token.lemma.lower()
        if lemma in self.lemmas:
            return lemma
        form = token.form.lower()
        for ending, *heads in _ENDINGS:
            if form.endswith(ending):
                stem = form[: -len(ending)]
                if stem[-1:] == stem[-2:-1] and stem[:-1] in self.lemmas:
                    return stem[:-1]  # "logged"
                for guess in (stem + head for head in heads):
                    if guess in self.lemmas:
                        return guess
        return lemma

    def _add_attitudes(self, raw: Mapping[str, Any]) -> None:
        for frame, lemmas in raw["attitudes"].items():
            for lemma in lemmas:
                self._verbs[frame].setdefault(lemma, "assesses")
        for verb, words in raw["attitude_prepositions"].items():
            self.prepositions[verb] = self.prepositions.get(verb, frozenset()) | frozenset(words)

    def stance(self, lemma: str, *frames: str) -> str | None:
        """Return the stance of a verb in the first of these constructions that it takes, or None."""
        for frame in frames:
            found = self._verbs[frame].get(lemma)
            if found:
                return found
        return None

    def words(self, *path: str) -> frozenset[str]:
        """Return a plain list of the file as a set: ``words("infobox", "before")``."""
        key = "/".join(path)
        if key not in self._sets:
            here: Any = self._raw
            for name in path:
                here = here[name]
            self._sets[key] = frozenset(here)
        return self._sets[key]


def _by_lemma(rows: Mapping[str, list[str]], frame: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for stance, lemmas in rows.items():
        if stance not in STANCES:
            known = ", ".join(STANCES)
            raise DataError(f"lang/*/attribution.yaml, {frame}: {stance!r} is no stance. Use one of {known}.")
        for lemma in lemmas:
            found.setdefault(lemma, stance)
    return found
