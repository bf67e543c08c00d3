"""Compiles the words and patterns of a language's ``times`` file into matchers.

The patterns are data, so that another language is another file; this room knows only how to fill their macros. One
short expression, the words that may open a time, jumps from candidate to candidate: most words cost next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from histor.errors import DataError

#: What a blank in a pattern stands for, inside a character class and outside: a little white space of any kind. With no
#: list of it outside, the English grammar compiles in a third of the time.
_WHITE = r" \t\n\u00a0\u2009\u202f"
_BLANK = r"\s{1,2}"
#: A time never starts inside a word, a sum of money or a decimal.
_BEFORE = r"(?<![\w$£€¥#])(?<!\d[.,])"
_AFTER = r"(?![\w])"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: what form it finds, its compiled expression, and the name of the check it must also pass."""

    name: str
    form: str
    pattern: re.Pattern[str]
    guard: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything a language's ``times`` file says, ready to use."""

    words: Mapping[str, Any]
    numbers: Mapping[str, float]
    rules: tuple[Rule, ...]
    opening: re.Pattern[str]
    sets: Mapping[str, frozenset[str]]


def _alternatives(words: Iterable[str]) -> str:
    """Return an alternation of literal words, the longest first so that no word hides a longer one."""
    found = sorted({str(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\-", "-").replace(r"\ ", " ").replace("'", "['’]") for word in found)


def _number_words(words: Mapping[str, float]) -> dict[str, float]:
    """Return the number words with the compounds of tens and ones ("twenty-five", "twenty five")."""
    found = {str(word): float(value) for word, value in words.items()}
    tens = {w: v for w, v in found.items() if 20 <= v < 100 and v % 10 == 0}
    ones = {w: v for w, v in found.items() if 1 <= v <= 9 and " " not in w and len(w) > 2}
    for ten, value in tens.items():
        for one, rest in ones.items():
            found[f"{ten}-{one}"] = found[f"{ten} {one}"] = value + rest
    return found


def _lists(words: Mapping[str, Any], numbers: Mapping[str, float]) -> dict[str, str]:
    """Return the word lists under the capital names that macros use."""
    lists = {name.upper(): _alternatives(value) for name, value in words.items()}
    lists["NUMWORDS"] = _alternatives(numbers)
    lists["SMALL"] = _alternatives(word for word, value in numbers.items() if 1 <= value <= 12 and len(word) > 2)
    short = [str(word).capitalize() for word in words["short_months"]]
    lists["MONTHSHORT"] = _alternatives([*short, *(word.upper() for word in short)])
    return lists


def _fill(pattern: str, macros: Mapping[str, str], depth: int = 0) -> str:
    """Return a pattern with every macro written out; quantifiers such as ``{1,2}`` stay."""
    if depth > 8:
        raise DataError(f"times.yaml: the macros of {pattern[:40]!r} go round in a circle. Correct the macro.")

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name not in macros:
            raise DataError(f"times.yaml: {{{name}}} is no macro or word list. Correct the name.")
        filled = _fill(macros[name], macros, depth + 1)
        return f"(?:{filled})" if "|" in filled else filled

    return re.sub(r"\{([A-Z][A-Z0-9_]*)\}", replace, pattern)


def _spaced(pattern: str) -> str:
    """Return a pattern in which a blank stands for any white space, inside and outside character classes."""
    parts = re.split(r"(\[(?:\\.|[^\]\\])*\])", pattern)
    return "".join(part.replace(" ", _WHITE if part.startswith("[") else _BLANK) for part in parts)


#: Lists whose words may stand first in a time.
_OPENING = (
    *("months", "short_months", "weekdays", "seasons", "parts", "units", "some", "ordinals", "modifiers"),
    *("deixis", "holidays", "present", "past", "coming", "open", "sets", "openers"),
)


def _opening(words: Mapping[str, Any], numbers: Mapping[str, float]) -> str:
    """Return a look-ahead for a digit or a word that may open a time; most words of a text fail it at once."""
    found = {str(word) for name in _OPENING for word in words[name]} | set(numbers)
    firsts = {re.split(r"[ -]", word)[0].rstrip(".") for word in found}
    return rf"(?=\d|['’‘]\d|(?:{_alternatives(firsts)}|ad|a\.d)(?!\w))"


def compile_grammar(data: Mapping[str, Any]) -> Grammar:
    """Return the grammar of a language. Raises :class:`DataError` for a broken pattern or an unknown macro."""
    words = data["words"]
    numbers = _number_words(words["numbers"])
    macros = {**_lists(words, numbers), **data["macros"]}
    rules = []
    for number, row in enumerate(data["rules"], start=1):
        text = _BEFORE + _spaced(_fill(row["pattern"], macros)) + _AFTER
        try:
            pattern = re.compile(text, re.IGNORECASE)
        except re.error as error:
            raise DataError(f"times.yaml: rule {number} ({row['form']}): {error}. Correct the pattern.") from None
        rules.append(Rule(f"{row['form']}.{number}", row["form"], pattern, row.get("guard", "")))
    opening = re.compile(_BEFORE + _opening(words, numbers), re.IGNORECASE)
    sets = {name: frozenset(value) for name, value in words.items() if isinstance(value, list)}
    return Grammar(words, numbers, tuple(rules), opening, sets)
