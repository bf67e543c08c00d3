"""Words to word pieces and word shapes: what the encoder sees.

The greedy longest-match lookup is written here, in plain Python with a cache, rather than taken from a tokenizer
library: it has no padding, truncation or special tokens to switch off, so a literal "[PAD]" in a text is only a word
in brackets, and the same text gives the same pieces on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

MAX_PIECES = 10
"""Pieces kept of one word; a longer word is cut, so that a hostile "word" costs no more than any other."""

MAX_CHARS = 64
"""Characters of a word that are looked at."""

SHAPES = (
    "special", "lower", "title", "upper", "single", "mixed", "digits", "number",
    "alnum", "punct", "symbol", "initials", "other",
)
"""Names of the shape classes; the index in this tuple is the model's input."""

_VARIANTS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-",
        "…": "...", "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None,
    }
)


def normal(form: str) -> str:
    """The form as the treebanks would write it: one kind of quotation mark, of apostrophe and of dash."""
    if form.isascii() and "`" not in form and "''" not in form:
        return form
    plain = form.translate(_VARIANTS)
    return '"' if plain in ("''", "´´") else plain or form


def shape(form: str) -> int:
    """The casing class of a form as an index into `SHAPES`; the pieces themselves are lower case."""
    if form.isalpha():
        return _letters(form)
    if any(c.isalpha() for c in form):
        return _letters_and_marks(form)
    if any(c.isdigit() for c in form):
        return 6 if form.isdigit() else 7
    return 9 if all(unicodedata.category(c)[0] == "P" for c in form) else 10


def _letters(form: str) -> int:
    if form.islower():
        return 1
    if form.isupper():
        return 3 if len(form) > 1 else 4
    if form[0].isupper() and form[1:].islower():
        return 2
    return 5 if form.upper() != form.lower() else 12


def _letters_and_marks(form: str) -> int:
    if any(c.isdigit() for c in form):
        return 8
    letters = "".join(c for c in form if c.isalpha())
    if form.endswith(".") and letters.isupper() and len(letters) * 2 == len(form):
        return 11
    return _letters(letters)


class Pieces:
    """Greedy WordPiece over a lower-case vocabulary, one word at a time, with a bounded cache."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self.cls = vocabulary["[CLS]"]
        self.sep = vocabulary["[SEP]"]
        self.unknown = vocabulary["[UNK]"]
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read a vocabulary file with one piece a line, in the order of the ids."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece})

    def word(self, form: str) -> tuple[tuple[int, ...], int]:
        """The piece ids (at least one, at most `MAX_PIECES`) and the shape class of one word."""
        form = form[:MAX_CHARS]
        found = self._cache.get(form)
        if found is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            plain = normal(form)
            found = (tuple(self._pieces(plain))[:MAX_PIECES] or (self.unknown,), shape(plain))
            self._cache[form] = found
        return found

    def _pieces(self, form: str) -> list[int]:
        ids: list[int] = []
        for part in _parts(form):
            ids.extend(self._greedy(part))
            if len(ids) >= MAX_PIECES:
                break
        return ids

    def _greedy(self, part: str) -> list[int]:
        ids: list[int] = []
        start, prefix = 0, ""
        while start < len(part):
            end = len(part)
            while end > start and prefix + part[start:end] not in self._vocabulary:
                end -= 1
            if end == start:
                return [self.unknown]
            ids.append(self._vocabulary[prefix + part[start:end]])
            start, prefix = end, "##"
        return ids


def _parts(form: str) -> list[str]:
    """Lower the case, strip accents, and cut at punctuation and ideographs, as the encoder was first trained."""
    lowered = form.lower()
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFD", lowered) if unicodedata.category(c) != "Mn")
    if lowered.isalnum() and lowered.isascii():
        return [lowered]
    parts: list[str] = []
    word = ""
    for c in lowered:
        if c.isspace() or unicodedata.category(c)[0] == "C":
            continue
        if _stands_alone(c):
            parts.extend([word, c] if word else [c])
            word = ""
        else:
            word += c
    return [*parts, word] if word else parts


def _stands_alone(c: str) -> bool:
    if c.isascii():
        return not c.isalnum()
    return unicodedata.category(c)[0] == "P" or "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff"
