"""Words and phrases of the data as one pattern, so that a sentence is searched once for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence


def cue(phrases: Sequence[str], unless: Sequence[str] = ()) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or phrases, but not behind a word of ``unless`` ("never")."""
    told = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    behind = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in unless)
    return re.compile(rf"\b{behind}(?:{told})\b", re.IGNORECASE)
