"""One form for one name: case, accents, dashes, apostrophes and the Arabic article folded away.

A name is compared as a tuple of pieces, never as a string, so that "Jaish ul-Adl", "Jaish al-Adl" and
"JAISH-UL-ADL" meet while "Union" never meets "Reunion".
"""

from __future__ import annotations

import re
import unicodedata

Pieces = tuple[str, ...]

_SPLIT = re.compile(r"[\s\-‐‑‒–—―'’‘ʼʻʿ`´/]+")
_INNER_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_DROP = re.compile(r"[^\w&]+")
#: The article of Arabic names as accounts write it, assimilated or not.
_ARTICLES = frozenset({"al", "ul", "el", "ol", "as", "ash", "ad", "ar", "az", "an", "at"})
#: Letters that no decomposition turns into plain ones.
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_DASHES = frozenset("-‐‑‒–—")


def plain(text: str) -> str:
    """Return the text in lower case without accents."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(char for char in folded if not unicodedata.combining(char))


def fold(text: str) -> Pieces:
    """Return a name's pieces in their one form; punctuation gives none.

    An Arabic article before a hyphen becomes ``al``; dots vanish, so that "U.S." is ``us``.
    """
    pieces: list[str] = []
    cut = _SPLIT.split(text)
    for index, raw in enumerate(cut):
        piece = _DROP.sub("", plain(raw))
        if not piece:
            continue
        if piece in _ARTICLES and index + 1 < len(cut) and _hyphen_after(text, raw):
            piece = "al"
        pieces.append(piece)
    return tuple(pieces)


def spellings(name: str) -> tuple[Pieces, ...]:
    """Return a name's pieces, and those of the name with its hyphens left out: Amir-Abdollahian, Amirabdollahian."""
    return tuple(dict.fromkeys((fold(name), fold(_INNER_HYPHEN.sub("", name)))))


def _hyphen_after(text: str, raw: str) -> bool:
    at = text.find(raw) + len(raw)
    return at < len(text) and text[at] in _DASHES


def is_article(piece: str, following: str) -> bool:
    """Tell whether a piece is an Arabic article by the character that follows it."""
    return piece in _ARTICLES and following in _DASHES


def slug(name: str) -> str:
    """Return the id that stands for a name: ``a-`` and its pieces joined by hyphens, cut to 80 characters."""
    return "a-" + "-".join(re.sub(r"[^a-z0-9]", "", piece) or "x" for piece in fold(name))[:80].strip("-")


def plural(word: str) -> str:
    """Return the regular plural of a noun of nationality, or the word itself where it has none (Chinese, Swiss)."""
    if re.search(r"(?:s|sh|ch|x|z|ese)$", word):
        return word
    return word + "s"


def is_short_code(name: str) -> bool:
    """Tell whether a name is an abbreviation that only its capitals set apart from a common word (US, IS, WHO)."""
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and len(letters) <= 5 and all(char.isupper() for char in letters)
