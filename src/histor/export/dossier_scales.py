"""The scales of severity that the page draws the sides' acts by, said to be scales.

There is more than one because none is right: a reader who sees the same acts climb differently on each knows that a
scale is a way of looking. A scale is a file in ``data/scales``; the page shows them in the order of :data:`ORDER`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_words import Words
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
#: The scales as the page offers them; others follow by name.
ORDER = ("quad", "goldstein", "casualties")


def scales(words: Words) -> list[dict[str, Any]]:
    """Return every scale with its values by type and its words in the language of the page."""
    found = load_lexicon().folder("scales")
    names = [*ORDER, *(name for name in found if name not in ORDER)]
    return [{"id": name, **_facts(found[name]), **_words(words, name)} for name in names]


def rung(scale: Row, incident: Row) -> tuple[float, float] | None:
    """Return the lowest and highest value that a scale gives an act, by its mode where the scale parts modes.

    Classes count from 0, the mildest. None where the scale has no value for the act's type, or shows figures.
    """
    kind = scale.get("types", {}).get(incident["type"])
    if kind is None:
        return None
    span = kind.get("modes", {}).get(incident["mode"] or "", kind)
    if scale["kind"] == "classes":
        return scale["classes"].index(span["low"]), scale["classes"].index(span["high"])
    return span["low"], span["high"]


def _facts(scale: Row) -> dict[str, Any]:
    return {name: value for name, value in scale.items() if name != "says"}


def _words(words: Words, scale: str) -> dict[str, Any]:
    told = words.group("scales")[scale]
    return {"labels" if name == "classes" else name: value for name, value in told.items()}
