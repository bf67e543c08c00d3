"""The grammar of number words: from a sentence's words to the numbers that stand in it, left to right, in one pass.

Words are first cut at hyphens, so that "twenty-three" reads the same however a tokeniser cuts it. A number knows what
kind it is: only a ``count`` can count people; ages, years, sums of money and shares cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from histor.extract.quantities_words import NumberWords
from histor.model import Sentence, Span

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,3})?")
_CUT = re.compile(r"[-–—‑−]")
_GLUED = re.compile(r"(\d[\d,.]{0,14})(k|m|mn|bn|\+)", re.IGNORECASE)
_HYPHENS = frozenset("-–—‑−")
_LONGEST_QUALIFIER = 4


class Piece(NamedTuple):
    """A lower-case part of a word between hyphens, with its word's id and its characters."""

    text: str
    token: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: first and last word (ids), bounds, qualifier, characters, and what kind it is.

    ``kind`` is ``count``, ``year``, ``date``, ``measure``, ``percent``, ``money`` or ``compound`` ("12-year-old").
    """

    first: int
    last: int
    low: int | None
    high: int | None
    qualifier: str
    span: Span
    kind: str = "count"


def cut_pieces(sentence: Sentence) -> list[Piece]:
    """Cut the words at hyphens and split glued scales ("1.5m"), keeping the characters."""
    pieces: list[Piece] = []
    for token in sentence.tokens:
        at = 0
        glued = _GLUED.fullmatch(token.form)
        marks = [glued.start(2)] if glued else [m.start() for m in _CUT.finditer(token.form)]
        whole = len(token.form) == token.end - token.start
        for mark in marks if whole and len(token.form) > 1 else []:
            pieces.extend(_slice(token.form, token, at, mark))
            if not glued:
                pieces.extend(_slice(token.form, token, mark, mark + 1))
            at = mark if glued else mark + 1
        if whole:
            pieces.extend(_slice(token.form, token, at, len(token.form)))
        else:
            pieces.append(Piece(token.form.lower(), token.id, token.start, token.end))
    return pieces


def _slice(form: str, token: Any, start: int, end: int) -> list[Piece]:
    return [Piece(form[start:end].lower(), token.id, token.start + start, token.start + end)] if end > start else []


def scan_numbers(sentence: Sentence, words: NumberWords) -> tuple[Number, ...]:
    """Return the numbers of a sentence from left to right; none overlaps another."""
    pieces = cut_pieces(sentence)
    reader = _Reader(pieces, words)
    found, at = [], 0
    while at < len(pieces):
        read = reader.number(at)
        if read is None:
            at += 1
        else:
            found.append(read[0])
            at = read[1]
    return tuple(found)


class _Reader:
    """Reads numbers off the pieces; every method takes a position and returns what it read and where it stopped."""

    def __init__(self, pieces: list[Piece], words: NumberWords) -> None:
        self.pieces, self.words = pieces, words

    def text(self, at: int) -> str:
        """Return the piece at a position, empty beyond the ends."""
        return self.pieces[at].text if 0 <= at < len(self.pieces) else ""

    def number(self, at: int) -> tuple[Number, int] | None:
        """Read a number, its range and its qualifiers."""
        vague = self.vague(at)
        if vague is not None:
            name, end = vague
            return self._build(at, end, (None, None), name), end
        if self.text(at) == "a" and self.text(at + 1) in self.words.ordinals and self.text(at + 2) not in ("of", "-"):
            return self._build(at, at + 2, (1, 1), "exact"), at + 2
        first = self.cardinal(at)
        if first is None:
            return None
        value, end = first
        if value == 1 and end == at + 1 and self._denied(at):
            return self._build(at, end, (0, 0), "exact"), end
        bounds, end = self._range(at, value, end)
        return self._build(at, end, bounds, "range" if bounds[0] != bounds[1] else "exact"), end

    def _denied(self, at: int) -> bool:
        """Tell "no one" and "not one was hurt", which are none, from "not one but three"."""
        before = self.text(at - 1)
        return before == "no" or (before == "not" and "but" not in (self.text(at + 1), self.text(at + 2)))

    def vague(self, at: int) -> tuple[str, int] | None:
        """Read "dozens", "tens of thousands", "several hundred": an order of size without a number."""
        text, following = self.text(at), self.text(at + 1)
        if text in self.words.vague:
            if following == "of" and self.text(at + 2) in self.words.vague:
                return f"{text} of {self.text(at + 2)}", at + 3
            return (text, at + 1) if text != "tens" else None
        plural = following + "s"
        if text in self.words.vague_before and plural in self.words.vague and text != "some":
            return plural, at + 2
        return None

    def cardinal(self, at: int) -> tuple[int, int] | None:
        """Read a whole number in digits or words, with its scales."""
        text = self.text(at)
        scaled = self.text(at + 1) in self.words.scales and self.text(at + 1) not in self.words.glued
        if text == "half" and self.text(at + 1) in ("a", "an") and self.text(at + 2) in self.words.scales:
            return self.words.scales[self.text(at + 2)] // 2, at + 3
        if text in ("a", "an") and scaled:
            return self._words(1.0, at + 1)
        if _DIGITS.fullmatch(text):
            whole, end = self._spaced(text, at + 1)
            return self._words(float(whole.replace(",", "")), end, digits=True)
        if text in self.words.cardinals:
            return self._words(0.0, at)
        return None

    def _spaced(self, text: str, at: int) -> tuple[str, int]:
        """Join thousands set apart by spaces ("250 000"): groups of exactly three digits."""
        while len(text) <= 3 or (at > 1 and len(self.text(at - 1)) == 3):
            following = self.text(at)
            if not (text.isdigit() and len(following) == 3 and following.isdigit()) or len(text) > 9:
                break
            if self.pieces[at].start - self.pieces[at - 1].end != 1:
                break
            text, at = text + following, at + 1
        return text, at

    def _words(self, current: float, at: int, digits: bool = False) -> tuple[int, int] | None:
        """Add up number words: "two hundred and six thousand", "1.5 million", "twenty - three"."""
        total, last = 0.0, "digits" if digits else "start"
        while True:
            text = self.text(at)
            if text in self.words.scales and (text not in self.words.glued or last == "digits"):
                current *= self.words.scales[text]
                if self.words.scales[text] >= 1000:
                    total, current = total + current, 0.0
                last, at = "scale", at + 1
            elif text in self.words.cardinals and last in ("start", "scale", "and"):
                current += self.words.cardinals[text]
                last, at = "tens" if text in self.words.tens else "unit", at + 1
            elif last == "tens" and self._unit_follows(at):
                at += 1 if text in _HYPHENS else 0
                current += self.words.cardinals[self.text(at)]
                last, at = "unit", at + 1
            elif text == "and" and last == "scale" and self.text(at + 1) in self.words.cardinals:
                if not self._adds(total + current, self.words.cardinals[self.text(at + 1)], at + 2):
                    break
                last, at = "and", at + 1
            else:
                break
        value = total + current
        return (int(value), at) if value == int(value) else None

    def _adds(self, so_far: float, value: int, after: int) -> bool:
        """Tell whether "and" goes on with the number: "two hundred and six", but not "a dozen and six others"."""
        return so_far % 100 == 0 and value < 100 and self.text(after) not in ("other", "others", "more")

    def _unit_follows(self, at: int) -> bool:
        at += 1 if self.text(at) in _HYPHENS else 0
        return 0 < self.words.cardinals.get(self.text(at), 0) < 10

    def _range(self, at: int, value: int, end: int) -> tuple[tuple[int, int], int]:
        """Read the upper end of a range; its lower end takes a scale that stands only behind the upper."""
        joined = self.text(end) in self.words.range_words
        if self.text(end) == "and" and self.text(at - 1) == "between":
            joined = True
        second = self.cardinal(end + 1) if joined else None
        if second is None:
            return (value, value), end
        upper, stop = second
        scale = self.text(stop - 1)
        if scale in self.words.scales and upper // self.words.scales[scale] > value and stop - end > 2:
            value *= self.words.scales[scale]
        return ((value, upper), stop) if upper > value else ((value, value), end)

    def _build(self, at: int, end: int, bounds: tuple[int | None, int | None], name: str) -> Number:
        kind = self._kind(at, end, bounds)
        qualifier, begin, stop = self._qualified(at, end)
        low, high = bounds
        if name == "exact" and qualifier != "exact":
            name = qualifier
            low = None if qualifier in ("up_to", "less_than") else low
            high = None if qualifier in ("at_least", "more_than") else high
        span = Span(self.pieces[begin].start, self.pieces[stop - 1].end)
        return Number(self.pieces[at].token, self.pieces[end - 1].token, low, high, name, span, kind)

    def _qualified(self, at: int, end: int) -> tuple[str, int, int]:
        """Return the qualifier around the number and the pieces from the first to behind the last that say it."""
        name, begin, stop = "exact", at, end
        if self.text(begin - 1) in self.words.between and self.text(begin - 1) != "from":
            return name, begin - 1, stop
        for _ in range(3):
            size = self._phrase_before(begin)
            if not size:
                break
            found = self.words.before[tuple(p.text for p in self.pieces[begin - size : begin])]
            begin -= size
            name = found if name in ("exact", "approx") and found != "exact" else name
        for size in range(min(_LONGEST_QUALIFIER, len(self.pieces) - end), 0, -1):
            found_after = self.words.after.get(tuple(p.text for p in self.pieces[end : end + size]))
            if found_after and name == "exact":
                return found_after, begin, end + size
        return name, begin, stop

    def _phrase_before(self, at: int) -> int:
        """Return the length of the longest qualifier that ends before this position."""
        for size in range(min(_LONGEST_QUALIFIER, at), 0, -1):
            phrase = tuple(p.text for p in self.pieces[at - size : at])
            if phrase in self.words.before and phrase != ("the",):
                return size
        return 0

    def _kind(self, at: int, end: int, bounds: tuple[int | None, int | None]) -> str:
        following, previous = self.text(end), self.text(at - 1)
        glued = end < len(self.pieces) and following in _HYPHENS
        if glued and self.text(end + 1) and self.pieces[end].start == self.pieces[end - 1].end:
            tight = self.pieces[end + 1].start == self.pieces[end].end
            if tight:
                return "compound"
        if following in self.words.percent or (following == "per" and self.text(end + 1) == "cent"):
            return "percent"
        if previous in self.words.money:
            return "money"
        if following in self.words.measures or self._aged(at) or self._of_age(at):
            return "measure"
        return self._calendar(at, end, bounds)

    def _aged(self, at: int) -> bool:
        """Tell whether a number is an age in a list of ages: girls *aged* eight and twelve."""
        for _ in range(8):
            at -= 1
            text = self.text(at)
            if text in self.words.aged:
                return True
            if not (text in {",", "and", "or", "to", "between", *_HYPHENS} or self.cardinal(at) is not None):
                return False
        return False

    def _of_age(self, at: int) -> bool:
        """Tell whether a number is the age of one person: *a boy of twelve*."""
        return self.text(at - 1) == "of" and self.text(at - 2) in self.words.aged_of

    def _calendar(self, at: int, end: int, bounds: tuple[int | None, int | None]) -> str:
        """Tell a year or a day of the month from a count."""
        low, high = bounds
        digits = self.text(at).isdigit() and low is not None
        if not digits or low is None:
            return "count"
        day_like = low <= 31 and (high or low) <= 31
        following, previous = self.text(end), self.text(at - 1)
        months = self.words.months
        dated = previous in months or (following in months and following != "may") or self._month_may(end)
        if dated and (day_like or 1000 <= low <= 2100):
            return "date"
        if len(self.text(at)) == 4 and 1000 <= low <= 2100:
            behind = previous in self.words.year_before or previous == "the"
            return "year" if behind or (previous == "," and self.text(at - 3) in months) else "count"
        return "count"

    def _month_may(self, end: int) -> bool:
        """Tell "11 May" from "11 may have died": no verb of the month's name stands at a sentence's end or comma."""
        if self.text(end) != "may":
            return False
        following = self.text(end + 1)
        return not following or not following.isalpha() or following in ("and", "at", "in", "to", "when")
