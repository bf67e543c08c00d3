"""Runs of words that are listed names: where one may start and end, its search key, whether its letters agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from histor.model import Token
from histor.resolve.gazetteer import Gazetteer, fold
from histor.resolve.places_words import PlaceWords

#: The longest run of words looked up as one name ("Federation of Saint Kitts and Nevis" has six).
LONGEST = 7

DASH = frozenset("-–—‐‑/")
GLUE = frozenset(("-", "‐", "‑", "'", "’", "ʼ"))
_QUOTED = frozenset(("'", "’", "ʼ"))
_MONEY = frozenset("$€£¥₤₽₹")
_ARTICLES = frozenset("al el ad ar as ash an at az ul ud".split())
_INNER = DASH | frozenset(("'", "’", "ʼ", "‘", "."))

Tokens = tuple[Token, ...]


class Runs:
    """Looks up runs of words in the gazetteer."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.gazetteer, self.words = gazetteer, words

    def longer(self, tokens: Tokens, at: int, text: str) -> int:
        """Return the number of words of the longest listed name that starts here, 0 for none."""
        return next((last - at + 1 for last, _ in self.listed(tokens, at, text)), 0)

    def listed(self, tokens: Tokens, at: int, text: str) -> Iterator[tuple[int, str]]:
        """Yield last word and key of every listed name that starts at a word, the longest first."""
        ends = list(self._ends(tokens, at))
        for last in reversed(ends):
            told = text[tokens[at].start : tokens[last].end]
            key = self._key(tokens, at, last, told)
            if key and self.gazetteer.find(key) and self._fits(key, told, tokens, at, last):
                yield last, key

    def _ends(self, tokens: Tokens, at: int) -> Iterator[int]:
        """Yield the words a name that starts here may end with: capitalised ones, over particles and joining marks."""
        article = tokens[at].form == "The" or (tokens[at].form == "the" and tokens[at].ent.startswith("B-"))
        if not opens(tokens[at], self.words) and not article:
            return
        for last in range(at, min(len(tokens), at + LONGEST + 2)):
            token = tokens[last]
            glued = last > at and token.start == tokens[last - 1].end
            if token.upos == "PUNCT" and token.form not in _INNER:
                return
            if last > at and not (
                capital(token)
                or token.form.lower() in self.words.particles
                or (token.form in DASH and glued)
                or token.form in GLUE
                or glued
                or token.form.lower() in self.words.kinds
            ):
                return
            if token.upos != "PUNCT" or len(token.form) > 1:
                yield last

    def _key(self, tokens: Tokens, at: int, last: int, told: str) -> str:
        """Return the search key of some words, short forms ("Ill.", ", IL") written out; empty for no name."""
        if told in self.words.dotted:
            return fold(self.words.dotted[told])
        if last + 1 < len(tokens) and tokens[last + 1].form == "." and told + "." in self.words.dotted and at > 0:
            return fold(self.words.dotted[told + "."])
        if told in self.words.after_comma and at > 1 and tokens[at - 1].form == ",":
            return fold(self.words.after_comma[told])
        if tokens[last].upos in ("ADP", "CCONJ", "DET", "PART") and not tokens[last].form[:1].isupper():
            return ""
        key = fold(told)
        article = at > 0 and tokens[at - 1].form.lower() == "the"
        return f"the {key}" if article and self.gazetteer.find(f"the {key}") else key

    def _fits(self, key: str, told: str, tokens: Tokens, at: int, last: int) -> bool:
        """Tell whether the letters agree: abbreviations in capitals, no common word alone, no bare small word."""
        if key in self.gazetteer.capital_letters:
            return told.replace(".", "").isalpha() and told.isupper()
        if fold(told) in self.words.never and told not in self.words.dotted:
            return at == last and self._short_form(tokens, at, told)
        if told.isupper() and at == last and told.lower() in self.words.common:  # "THE CAPITAL"
            return False
        if told.isupper() and at == last and len(key) < 5 and told not in self.words.dotted:
            return any(tok.form.isupper() and len(tok.form) > 4 for tok in tokens) or self._short_form(tokens, at, told)
        return len(key) > 2 or told in self.words.dotted

    def _short_form(self, tokens: Tokens, at: int, told: str) -> bool:
        """Tell whether words are a province's short form behind a comma (", IL") or with its full stop ("Ill.")."""
        if told in self.words.after_comma and at > 1 and tokens[at - 1].form == ",":
            return True
        return at + 1 < len(tokens) and tokens[at + 1].form == "." and told + "." in self.words.dotted


def head_of(tokens: Tokens, at: int, last: int) -> Token:
    """Return the head word of a run of words: the first whose governor lies outside of it."""
    inside = {tok.id for tok in tokens[at : last + 1]}
    return next((tok for tok in tokens[at : last + 1] if tok.head not in inside), tokens[at])


def opens(token: Token, words: PlaceWords) -> bool:
    """Tell whether a name may start at a word: a capital, or a lower-case article of a name that is tagged so."""
    if token.upos in ("ADP", "CCONJ", "SCONJ", "PUNCT", "PRON"):  # in a text all in capitals "OF" has one too
        return False
    if token.form[:1].isupper():
        return token.upos in ("PROPN", "ADJ", "NOUN", "X") or token.ent != "O"
    return token.ent.startswith("B-") and token.form.lower() in words.particles and token.form.lower() != "the"


def names_thing(tokens: Tokens, at: int, last: int, words: PlaceWords) -> bool:
    """Tell whether a name is that of a ship, an operation or a make: the tanker *Bergen*, *Grad* rockets."""
    behind = [tok.form for tok in reversed(tokens[max(0, at - 3) : at]) if tok.form.lower() not in words.particles]
    before = behind[0] if behind else ""
    ahead = [tok.form.lower() for tok in tokens[last + 1 : last + 3] if tok.form not in DASH]
    after = ahead[0] if ahead else ""
    name = takewhile(capital, reversed(tokens[max(0, at - 4) : at]))  # *Operation* Iron *Gate* of Kabul
    christened = any(tok.form.lower() in words.christened for tok in name)
    return before in words.ships or before.lower() in words.christened or christened or after in words.makes


def capital(token: Token) -> bool:
    """Tell whether a word begins with a capital or a digit."""
    return token.form[:1].isupper() or token.form[:1].isdigit()


def tag(token: Token) -> str:
    """Return the kind of a word's entity tag, empty for none."""
    return token.ent[2:] if len(token.ent) > 2 else ""


def inside_entity(tokens: Tokens, at: int, last: int, kinds: tuple[str, ...]) -> bool:
    """Tell whether the words are a proper part of an entity of one of these kinds."""
    if not any(tag(tok) in kinds for tok in tokens[at : last + 1]):
        return False
    before = tokens[at].ent.startswith("I-")
    after = last + 1 < len(tokens) and tokens[last + 1].ent.startswith("I-")
    return before or after


def beside_name(tokens: Tokens, at: int, last: int) -> bool:
    """Tell whether an untagged name is part of a longer run of capitalised proper nouns ("Paris Hilton")."""
    before = at > 0 and tokens[at - 1].upos == "PROPN" and capital(tokens[at - 1])
    after = last + 1 < len(tokens) and tokens[last + 1].upos == "PROPN" and capital(tokens[last + 1])
    return before or after


def prefixes(tokens: Tokens, last: int) -> bool:
    """Tell whether a name is only the first part of a word in lower case: *US*-led, *Geneva*-based."""
    if last + 2 >= len(tokens) or tokens[last + 1].form not in DASH:
        return False
    dash, word = tokens[last + 1], tokens[last + 2]
    return tokens[last].end == dash.start and dash.end == word.start and word.form[:1].islower()


def priced(tokens: Tokens, last: int) -> bool:
    """Tell whether a name only tells whose money it is: *US*$5 million."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return after is not None and after.start == tokens[last].end and after.form in _MONEY


def part_of_word(tokens: Tokens, at: int, last: int) -> bool:
    """Tell whether a name is only part of a longer one: *Secretary*-General, *Khan* al-Askar."""
    return _joined(tokens[at - 2 : at + 1] if at > 1 else ()) or _joined(tokens[last : last + 3]) or (
        _articled(tokens[at - 3 : at + 1] if at > 2 else ()) or _articled(tokens[last : last + 4]))


def _joined(three: Tokens) -> bool:
    """Tell whether a hyphen makes one word of two, of which neither is tagged as a place."""
    return (len(three) == 3 and three[1].form in GLUE - _QUOTED and three[0].end == three[1].start
            and three[1].end == three[2].start and all(tag(tok) not in ("LOC", "GPE") for tok in three)
            and capital(three[0]) and capital(three[2]))


def _articled(four: Tokens) -> bool:
    """Tell whether an Arabic article joins two words of one place's name: Bab *al-*Hadid."""
    return (len(four) == 4 and four[1].form.lower() in _ARTICLES and four[2].form in GLUE
            and four[1].end == four[2].start and all(tok.ent == "I-LOC" for tok in four[1:]))
