"""Plain whole numbers in digits or simple words; richer quantities are read by :mod:`histor.extract.quantities`."""

from __future__ import annotations

_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}


def number_of(text: str) -> int | None:
    """Return the whole number a word writes (``15``, ``1,200``, ``seven``, ``twenty-three``), or None."""
    plain = text.lower().replace(",", "").strip()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 12 else None
    if plain in _WORDS:
        return _WORDS[plain]
    tens, _, unit = plain.partition("-")
    return _WORDS[tens] + _WORDS[unit] if tens in _WORDS and _WORDS.get(unit, 99) < 10 <= _WORDS[tens] else None
