"""Which letters the typesetter's fonts have: words in others are named, never left as empty boxes.

The fonts hold the scripts of Europe, the Caucasus and the Near East. Fonts for the rest would be heavier than the
whole package, and those of the machine would make the same case look different from machine to machine.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from histor.lexicon import load_lexicon

#: Stretches in which a letter may be missing; all else is Latin, which the fonts have whole.
_PIECES = re.compile(r"[^\x00-\u0370]+")


class Scripts:
    """Shows texts in letters that the fonts have, and remembers which scripts it could not show."""

    def __init__(self) -> None:
        self.unshown: dict[str, None] = {}
        self._ranges: list[list[int]] = load_lexicon().yaml("fonts/held.yaml")
        self._firsts = [first for first, _ in self._ranges]

    def shown(self, words: str) -> str:
        """Return words in which every stretch of letters that no font has is the name of its script in brackets."""
        return _PIECES.sub(lambda found: self._piece(found[0]), words)

    def told(self, sentence: str) -> str:
        """Return the sentence that says which scripts could not be shown."""
        return sentence.format(scripts=", ".join(self.unshown), example=next(iter(self.unshown)))

    def has(self, letter: str) -> bool:
        """Tell whether a font has a letter; what only joins or parts its neighbours needs none."""
        at = bisect_right(self._firsts, ord(letter)) - 1
        return (at >= 0 and ord(letter) <= self._ranges[at][1]) or unicodedata.category(letter) == "Cf"

    def _piece(self, words: str) -> str:
        found: list[str] = []
        for letter in words:
            script = "" if self.has(letter) else _script(letter)
            if not script:
                found.append(letter)
            elif not found or found[-1] != f"[{script}]":
                self.unshown[script] = None
                found.append(f"[{script}]")
        return "".join(found)


def _script(letter: str) -> str:
    """Return what kind of letter or sign it is, in a word."""
    if unicodedata.category(letter)[0] not in "LMN":
        return "sign"
    first = unicodedata.name(letter, "unknown").split(" ")[0].split("-")[0]
    return {"CJK": "Han"}.get(first, first.capitalize())
