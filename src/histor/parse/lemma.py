"""From a form and a lemma script to the lemma.

The model names one of some two hundred scripts ("lower the case, cut three, add y"); this applies it. A table of the
pairs seen in training stands in front, because a lookup is surer than a guess; a verb or noun that it lacks goes by its
spelling (``spelling.py``).
"""

from __future__ import annotations

from collections.abc import Mapping

from histor.parse import spelling


class Lemmas:
    """The lemmas of forms; ``table`` has by part of speech the script of each form seen in training."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self._table = table
        self._known = frozenset(apply(script, form).lower() for upos in ("VERB", "NOUN")
                                for form, script in table.get(upos, {}).items())

    def of(self, form: str, upos: str, script: str) -> str:
        """Return the lemma seen with a form or with its plain casing, else what spelling or the script makes of it."""
        seen = self._table.get(upos, {})
        if form in seen:
            return apply(seen[form], form)
        usual = form.lower() if upos != "PROPN" else form.capitalize() if form.isupper() else form
        if usual in seen:
            return apply(seen[usual], usual)
        guess = apply(script, form)
        if upos == "VERB" and usual.isalpha():
            return spelling.verb(form, self._known, guess.lower())
        if upos == "NOUN" and usual.isalpha() and guess.lower() not in self._known:
            return spelling.noun(form)
        return guess


def apply(script: str, form: str) -> str:
    """Apply one script: "=word" is the whole lemma, else casing (k keep, l lower, t Title, u UPPER), cut, suffix."""
    if script[:1] == "=":
        return script[1:]
    cased = _cased(script[0], form)
    cut = int(script[1])
    kept = cased[: len(cased) - cut] if cut < len(cased) else ""
    return kept + script[2:] or form


def _cased(how: str, form: str) -> str:
    if how == "l":
        return form.lower()
    if how == "t":
        return form[:1].upper() + form[1:].lower()
    return form.upper() if how == "u" else form
