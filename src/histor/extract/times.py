"""Finds the time expressions of a document from its characters alone, and takes their words apart.

No parse is needed: a wrong tree must not cost a date, and dates are told by few words. Which day each of them means is
another room's question (``resolve.dates``), because it takes the whole document to answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from histor.extract.times_fields import fields
from histor.extract.times_guards import accepts, word_after, word_before
from histor.extract.times_links import bc_head, earlier_days, join_ranges, later_days, share_years, year_tail
from histor.extract.times_rules import Grammar, compile_grammar
from histor.lexicon import load_lexicon
from histor.model.text import Document, Sentence, Span
from histor.model.time import TimeExpression

_BC = re.compile(r"\d\s?B\.?C\b")
_WORD = re.compile(r"[\w'’]+")
#: How far around a time its tense and its background are read from, in characters.
_NEAR = 60


@cache
def load_grammar(language: str = "en") -> Grammar:
    """Return the compiled time grammar of a language, read once."""
    return compile_grammar(load_lexicon(language).words("times"))


def find_times(document: Document, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document in text order, intervals joined.

    A span is that of the expression's own words, without its preposition. ``sentence`` is the index of the sentence
    that holds its start, 0 where there are no sentences.
    """
    grammar = load_grammar()
    starts = [sentence.start for sentence in sentences]
    ancient = bool(_BC.search(document.text))
    found: list[TimeExpression] = []
    for block in document.blocks:
        atoms = _find_in(document.text, block.start, block.end, grammar, ancient)
        placed = [replace(atom, sentence=max(0, bisect_right(starts, atom.span.start) - 1)) for atom in atoms]
        linked = join_ranges(document.text, share_years(document.text, placed))
        found.extend(_in_context(document.text, block.start, block.end, one, grammar) for one in linked)
    return tuple(found)


def _find_in(text: str, start: int, end: int, grammar: Grammar, ancient: bool) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    at = start
    while (jump := grammar.opening.search(text, at, end)) is not None:
        atom = _first_rule(text, jump.start(), end, grammar, ancient)
        if atom is None:
            word = _WORD.match(text, jump.start(), end)
            at = max(jump.start() + 1, word.end() if word else 0)
            continue
        floor = found[-1].span.end if found else start
        found.extend(earlier_days(text, floor, atom) or bc_head(text, floor, atom))
        found.extend(year for day in later_days(text, end, atom) for year in year_tail(text, end, day))
        at = found[-1].span.end
    return found


def _first_rule(text: str, at: int, end: int, grammar: Grammar, ancient: bool) -> TimeExpression | None:
    for rule in grammar.rules:
        if rule.guard == "short_bc" and not ancient:
            continue
        match = rule.pattern.match(text, at, end)
        if match and accepts(rule.guard, text, match, grammar):
            return TimeExpression(Span(match.start(), match.end()), 0, **fields(rule, match, grammar))
    return None


def _in_context(text: str, start: int, end: int, one: TimeExpression, grammar: Grammar) -> TimeExpression:
    """Return an expression with what the words around it say: tense, background, the event it is counted from."""
    before = text[max(start, one.span.start - _NEAR) : one.span.start]
    before = re.split(r"[.!?]\s", before)[-1]
    after = re.split(r"[.!?]\s", text[one.span.end : min(end, one.span.end + _NEAR)])[0]
    near = {word.lower() for word in _WORD.findall(before)[-8:]}
    near |= {word.lower() for word in _WORD.findall(after)[:6]} if len(_WORD.findall(before)) <= 2 else set()
    changes: dict[str, Any] = {}
    if near & grammar.sets["ahead"] or _ahead(f"{before} {after}", grammar):
        changes["future"] = True
    if (len(_WORD.findall(before)) <= 3 and len(before) < _NEAR) or one.span.end - start < _NEAR // 2:
        changes["opens"] = True
    lead = word_before(text, one.span.start)
    if lead in grammar.sets["leads"]:
        one = replace(one, lead=lead)
    if _told_aside(text, one, grammar):
        changes["background"] = True
    if one.form == "offset" and _counts_from_event(text, one):
        changes["relative_to_event"] = True
        changes["measures_event"] = _dates_its_deed(before, grammar)
    if not changes:
        return one
    if one.first is not None and one.last is not None:
        return replace(one, first=replace(one.first, **changes), last=replace(one.last, **changes), **changes)
    return replace(one, **changes)


def _ahead(around: str, grammar: Grammar) -> bool:
    """Tell whether a phrase around a time puts it ahead: talks *set for* Monday, not raiders who *set* fire."""
    phrases = (words for words in grammar.sets["ahead"] if " " in words)
    return any(re.search(rf"\b{words}\b", around, re.I) for words in phrases)


def _dates_its_deed(before: str, grammar: Grammar) -> bool:
    """Tell whether the words before an offset say that the sentence's own deed lay so far from another."""
    return any(re.search(rf"\b{verb}\W*\w*\W*$", before, re.I) for verb in grammar.sets["occurs"])


def _counts_from_event(text: str, one: TimeExpression) -> bool:
    last = re.search(r"(?:after|before|following|since|prior to|preceding)$", text[one.span.start : one.span.end], re.I)
    if last is None:
        return False
    return bool(re.match(r"\s\w", text[one.span.end : one.span.end + 2])) and word_after(text, one.span.end) != "and"


def _told_aside(text: str, one: TimeExpression, grammar: Grammar) -> bool:
    """Tell whether a date only places something named in passing: "since 1988", "the 2019 bombing", "(1889-1945)"."""
    before = word_before(text, one.span.start)
    if before in grammar.sets["aside"]:
        return True
    first = one.first or one
    if first.form != "date" or first.day is not None:
        return False
    after = re.match(r"\s([A-Za-z][\w–-]*)", text[one.span.end : one.span.end + 30])
    if before in {"the", "a", "their", "its", "his"} and after and not first.modifiers:
        return after[1].lower() not in {"and", "to", "or"}
    if first.month is not None:
        return False
    if text[max(0, one.span.start - 1) : one.span.start] == "(":
        return True
    lead = text[max(0, one.span.start - 40) : one.span.start]
    return bool(re.search(r"\b[A-Z][\w-]+ of (?:the )?(?:year )?$", lead))
