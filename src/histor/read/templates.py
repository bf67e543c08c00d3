"""What a template of wikitext shows, by the lists in ``data/read/templates.yaml``; nothing is fetched or computed."""

from __future__ import annotations

from functools import cache
from typing import Any

from histor.lexicon import load_lexicon

_HOWS = ("rule", "break", "words", "before", "list", "quote", "date", "measure", "published", "first", "last", "drop")


@cache
def table(name: str) -> Any:
    """Return one list or table of ``data/read/templates.yaml``."""
    return load_lexicon().yaml("read/templates.yaml")[name]


@cache
def how(name: str) -> str:
    """Tell how a template of this name stands on the page: one of the lists of the data file, or an empty string."""
    if name.startswith("infobox"):
        return "infobox"
    return next((kind for kind in _HOWS if listed(kind, name)), "")


@cache
def listed(kind: str, name: str) -> bool:
    """Tell whether a name is in a list whose entries may have a star at one end."""
    for entry in table(kind):
        if entry.endswith("*") and name.startswith(entry[:-1]) or entry.startswith("*") and name.endswith(entry[1:]):
            return True
        if entry == name:
            return True
    return False


def written_date(numbers: list[str]) -> str:
    """Write out year, month and day given as numbers: ``["2024", "1", "16"]`` gives ``16 January 2024``."""
    digits = [int(part) for part in numbers if part.isdecimal()][:3]
    if len(digits) < 2 or not 1 <= digits[1] <= 12:
        return " ".join(numbers)
    names = load_lexicon().yaml("read/layout.yaml")["months"]
    month = next(name for name, number in names.items() if number == digits[1]).capitalize()
    return f"{digits[2]} {month} {digits[0]}" if len(digits) > 2 else f"{month} {digits[0]}"
