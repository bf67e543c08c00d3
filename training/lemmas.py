"""Lemmas as scripts: how to get from a form to its lemma, few enough to be classes.

A script is a casing operation, a number of characters to cut from the end and a suffix to add; or, where that needs
too much, the whole lemma. `apply` is what the product does at run time; `script` finds the class in training.
"""

from __future__ import annotations

from histor.parse.lemma import apply

__all__ = ["apply", "script"]


def script(form: str, lemma: str) -> str:
    """The shortest script that makes `lemma` of `form`; `histor.parse.lemma.apply` is its inverse."""
    best = f"={lemma}"
    for case in ("k", "l", "t", "u"):
        cased = apply(f"{case}0", form)
        common = 0
        while common < min(len(cased), len(lemma)) and cased[common] == lemma[common]:
            common += 1
        cut, suffix = len(cased) - common, lemma[common:]
        if cut <= 6 and len(suffix) <= 5 and (common >= 2 or cut == 0 or common >= len(lemma) - 1 > 0):
            found = f"{case}{cut}{suffix}"
            if best[0] == "=" or len(found) < len(best):
                best = found
    return best
