"""Which language a text is written in, by the share of its words that are a language's function words.

No model is needed to refuse a text that no model can read. The test is made to refuse late: lists of names, tables
and very short texts have few function words of any language and pass.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from histor.errors import ReadError
from histor.lexicon import load_lexicon
from histor.model import Issue

_WORD = re.compile(r"[^\W\d_]+")
_SLICE = 12_000

#: Below this number of words nothing is refused by words; below this number of letters nothing by script.
_FEW_WORDS = 12
_FEW_LETTERS = 12

#: Running prose has 25 to 50 per cent function words, headlines 10; another language must show this much, and
#: half as much again as English does, since many share a few short words.
_SHARE = 0.12
_LEAD = 1.5
#: So many different function words are the least to know a language by: one word repeated is none.
_KINDS = 4
#: Less than this in a text of many words is worth a warning.
_LITTLE = 0.05
_MANY_WORDS = 200


class _Script(NamedTuple):
    name: str
    language: str
    letters: re.Pattern[str]


@cache
def _scripts() -> tuple[_Script, ...]:
    rows = load_lexicon().yaml("read/languages.yaml")["scripts"]
    return tuple(_Script(row["name"], row["language"], _letters(row["ranges"])) for row in rows)


def _letters(ranges: list[str]) -> re.Pattern[str]:
    pairs = (bounds.split("-") for bounds in ranges)
    return re.compile("[" + "".join(f"{chr(int(low, 16))}-{chr(int(high, 16))}" for low, high in pairs) + "]")


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = load_lexicon().yaml("read/languages.yaml")["languages"]
    return {code: frozenset(row["words"].split()) for code, row in rows.items()}


@cache
def supported() -> tuple[str, ...]:
    """Return the codes of the languages that may be read: those with a folder of their own in ``data/lang/``."""
    folder = load_lexicon().path("lang")
    found = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return tuple(found) or ("en",)


def name_of(code: str) -> str:
    """Return a language's English name."""
    row = load_lexicon().yaml("read/languages.yaml")["languages"].get(code)
    return str(row["name"]) if row else code


def check_language(text: str, name: str) -> tuple[str, list[Issue]]:
    """Return the code of the text's language and what is uncertain about it.

    Raises :class:`ReadError` for a language without a model; ``name`` is the source's name for its sentence.
    """
    sample = _sample(text)
    shares = _by_words(sample)
    script = _foreign_script(sample)
    if script:
        code, share = shares[0] if shares else ("", 0.0)
        if share >= _SHARE and code in supported():
            return code, []
        raise ReadError(
            _refusal(name, name_of(code) if share >= _SHARE else script.language, f"in {script.name} letters")
        )
    if not shares:
        return supported()[0], []
    code, share = shares[0]
    known, known_share = next(row for row in shares if row[0] in supported())
    if code not in supported() and share >= _SHARE and share > _LEAD * known_share:
        raise ReadError(_refusal(name, name_of(code), f"{share:.0%} of its words are that language's function words"))
    if known_share < _LITTLE and len(_WORD.findall(sample)) > _MANY_WORDS:
        message = f"few {name_of(known)} function words: a list, a table, or a language that is not known"
        return known, [Issue("read", message)]
    return known, []


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = len(text) // 2
    return text[:_SLICE] + " " + text[middle : middle + _SLICE] + " " + text[-_SLICE:]


def _foreign_script(sample: str) -> _Script | None:
    """Return the script, other than Latin, in which more than half of the letters are written."""
    letters = sum(map(str.isalpha, sample))
    if letters < _FEW_LETTERS:
        return None
    counts = [(len(script.letters.findall(sample)), script) for script in _scripts()]
    most, script = max(counts, key=lambda pair: pair[0])
    if sum(count for count, _ in counts) <= 0.5 * letters:
        return None
    kana = next(pair for pair in counts if pair[1].name == "Kana")
    return kana[1] if script.name == "Han" and kana[0] > 0.1 * most else script


def _by_words(sample: str) -> list[tuple[str, float]]:
    """Return each language's share of function words, the largest first; empty for a very short text.

    Words with a capital count for none, since many names begin like function words ("El", "Die"), unless all is in
    capitals.
    """
    found = _WORD.findall(sample)
    if len(found) < _FEW_WORDS:
        return []
    capitals = sum(word.isupper() for word in found) > 0.6 * len(found)
    words = Counter(word.lower() for word in found if capitals or word == word.lower())
    shares = []
    for code, listed in _words().items():
        used = [words[word] for word in listed if word in words]
        shares.append((code, sum(used) / len(found) if len(used) >= _KINDS or code in supported() else 0.0))
    return sorted(shares, key=lambda share: -share[1])


def _refusal(name: str, language: str, why: str) -> str:
    can = ", ".join(name_of(code) for code in supported())
    return (
        f"{name} seems to be written in {language} ({why}), for which there is no language model: give a text in {can}."
    )
