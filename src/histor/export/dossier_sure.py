"""How sure each layer is, as measured: a sentence for a reader, and the figure with its interval for whoever asks.

The figures come from ``data/pages/sure.yaml``, which is written from the same run of the benches as the README's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from histor.export.dossier_words import Words
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Sure:
    """One layer: what it is expected to be right in, in words; its figure with interval; what it was measured on."""

    told: str
    figure: str
    data: str


def sure(words: Words) -> Iterator[Sure]:
    """Yield how sure each layer is, in the order of the data file."""
    page = load_lexicon().yaml("pages/sure.yaml")
    for name, row in page["layers"].items():
        bounds = {key: words.number(row[key], _DECIMALS) for key in ("figure", "low", "high") if key in row}
        figure = words.say("sure", "figure", **bounds) if len(bounds) > 1 else bounds["figure"]
        yield Sure(_told(words, name, row), figure, words.say("sure", row["data"], count=int(page["accounts"])))


def note(words: Words) -> str:
    """Return what the figures are and when they were measured."""
    day = words.day(str(load_lexicon().yaml("pages/sure.yaml")["date"]))
    return words.say("sure", "figure_note", day=day)


def _told(words: Words, name: str, row: Row) -> str:
    """Return a layer's figure as a reader takes it: so many of ten."""
    what = words.of("sure", name)
    if "precision" not in row:
        return words.say("sure", "one", what=what, right=_of_ten(row["figure"]))
    return words.say("sure", "both", what=what, right=_of_ten(row["precision"]), found=_of_ten(row["recall"]))


def _of_ten(share: float) -> int:
    return int(share * 10 + 0.5)
