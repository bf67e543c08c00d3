"""The layout words of the data folder, compiled once for the readers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from histor.lexicon import load_lexicon


@cache
def layout(name: str) -> Any:
    """Return one list or table of ``data/read/layout.yaml``."""
    return load_lexicon().yaml("read/layout.yaml")[name]


@cache
def is_key(name: str, label: str) -> bool:
    """Tell whether a row's label begins with one of the words listed under ``name``; digits and signs do not count."""
    bare = re.sub(r"[\W\d_]+", " ", label.lower()).strip()
    return any(re.match(rf"{re.escape(word)}(?:s|es|)\b", bare) or bare.startswith(word + " ") for word in layout(name))


@cache
def is_word(name: str, label: str) -> bool:
    """Tell whether a label is exactly one of the words listed under ``name``."""
    return label.strip(" :\t\r\n").lower().replace("_", " ") in set(layout(name))
