"""Words looked for in what accounts say. A cue knows in what it was found before: most of a case does not change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

#: Texts of which a cue knows whether it is in them.
_KNOWN = 1 << 16


class Cue:
    """Finds any of some words or phrases, but not behind a word of ``unless`` ("never")."""

    def __init__(self, phrases: Sequence[str], unless: Sequence[str] = ()) -> None:
        told = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
        behind = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in unless)
        self._pattern = re.compile(rf"\b{behind}(?:{told})\b", re.IGNORECASE)
        self.found = lru_cache(_KNOWN)(self._found)
        self.without = lru_cache(_KNOWN)(self._without)

    def _found(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def _without(self, text: str) -> str:
        return self._pattern.sub(" ", text)


def cue(phrases: Sequence[str], unless: Sequence[str] = ()) -> Cue:
    """Return the cue that finds some phrases; the same one for the same phrases."""
    return _cue(tuple(phrases), tuple(unless))


@cache
def _cue(phrases: tuple[str, ...], unless: tuple[str, ...]) -> Cue:
    return Cue(phrases, unless)
