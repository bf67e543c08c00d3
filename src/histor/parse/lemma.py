"""From a form and a lemma script to the lemma.

The model names one of some two hundred scripts ("lower the case, cut three, add y"); this applies it. A table of the
pairs seen in training stands in front, because a lookup is surer than a guess.
"""

from __future__ import annotations


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
