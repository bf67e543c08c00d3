"""What ``numbers.yaml`` says, compiled: the words for numbers, and the words around them that bend their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from histor.lexicon import Lexicon, load_lexicon


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The compiled content of ``numbers.yaml``."""

    cardinals: dict[str, int]
    tens: frozenset[str]
    scales: dict[str, int]
    glued: frozenset[str]
    vague: frozenset[str]
    vague_before: frozenset[str]
    determiners: dict[str, int]
    pronouns: dict[str, int]
    number_nouns: dict[str, int]
    unquantified: frozenset[str]
    unquantified_nouns: frozenset[str]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    between: frozenset[str]
    ordinals: frozenset[str]
    range_words: frozenset[str]
    percent: frozenset[str]
    money: frozenset[str]
    measures: frozenset[str]
    months: frozenset[str]
    year_before: frozenset[str]
    aged: frozenset[str]
    aged_of: frozenset[str]


def _phrases(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(str(phrase).split()): name for name, phrases in table.items() for phrase in phrases}


def compile_words(data: dict[str, Any]) -> NumberWords:
    """Turn the content of ``numbers.yaml`` into look-up tables."""
    names = (
        "glued",
        "vague",
        "vague_before",
        "unquantified",
        "unquantified_nouns",
        "between",
        "ordinals",
        "range_words",
        "percent",
        "money",
        "measures",
        "months",
        "year_before",
        "aged",
        "aged_of",
    )
    fields: dict[str, Any] = {name: frozenset(str(word) for word in data[name]) for name in names}
    fields |= {name: dict(data[name]) for name in ("scales", "determiners", "pronouns", "number_nouns")}
    fields["cardinals"] = {**data["units"], **data["tens"], **data["whole"]}
    fields["tens"] = frozenset(data["tens"])
    return NumberWords(before=_phrases(data["before"]), after=_phrases(data["after"]), **fields)


@cache
def number_words(lexicon: Lexicon | None = None) -> NumberWords:
    """Return the number words of a lexicon, compiled once; without one, those that ship."""
    return compile_words((lexicon or load_lexicon()).words("numbers"))
