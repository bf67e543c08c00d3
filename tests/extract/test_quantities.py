"""Numbers as texts tell them: words, ranges, approximations, and what is no count."""

from __future__ import annotations

import itertools
import re

import pytest

from histor.extract.quantities import Quantity, read_quantity
from histor.extract.quantities_reader import scan_numbers
from histor.extract.quantities_words import number_words
from histor.model import Sentence, Span, Token
from histor.model.tree import Tree

_WORD = re.compile(r"\d[\d,.]*\d|\d|\w+|[^\w\s]")


def flat(text: str) -> Sentence:
    """Return a sentence whose words are told apart by their characters alone."""
    tokens = [
        Token(
            i,
            m.group(),
            m.group().lower(),
            "X",
            "",
            0 if i == 1 else 1,
            "root" if i == 1 else "dep",
            m.start(),
            m.end(),
        )
        for i, m in enumerate(_WORD.finditer(text), start=1)
    ]
    return Sentence(0, len(text), tuple(tokens), 0)


def grown(rows: str) -> tuple[str, Tree]:
    """Return text and tree of a sentence written as ``form/UPOS/head/relation`` rows, features last."""
    tokens, text = [], ""
    for ident, row in enumerate(rows.split(), start=1):
        form, upos, head, relation, *rest = row.split("/")
        start = len(text) + (1 if text else 0)
        text = f"{text} {form}" if text else form
        feats = rest[0] if rest else ""
        tokens.append(Token(ident, form, form.lower(), upos, feats, int(head), relation, start, start + len(form)))
    return text, Tree(Sentence(0, len(text), tuple(tokens), 0))


@pytest.mark.parametrize(
    ("text", "said", "low", "high", "qualifier"),
    [
        ("twenty-three soldiers", "twenty-three", 23, 23, "exact"),
        ("two hundred and six men", "two hundred and six", 206, 206, "exact"),
        ("one thousand two hundred dead", "one thousand two hundred", 1200, 1200, "exact"),
        ("a dozen guards", "a dozen", 12, 12, "exact"),
        ("half a million people", "half a million", 500_000, 500_000, "exact"),
        ("three score monks", "three score", 60, 60, "exact"),
        ("1,500 men", "1,500", 1500, 1500, "exact"),
        ("250 000 men", "250 000", 250_000, 250_000, "exact"),
        ("1.5 million people", "1.5 million", 1_500_000, 1_500_000, "exact"),
        ("1.5m people", "1.5m", 1_500_000, 1_500_000, "exact"),
        ("20 to 30 people", "20 to 30", 20, 30, "range"),
        ("20-30 people", "20-30", 20, 30, "range"),
        ("3,000–4,000 people", "3,000–4,000", 3000, 4000, "range"),
        ("between 20 and 30 people", "between 20 and 30", 20, 30, "range"),
        ("three to four thousand people", "three to four thousand", 3000, 4000, "range"),
        ("two or three men", "two or three", 2, 3, "range"),
        ("at least 26 people", "at least 26", 26, None, "at_least"),
        ("no fewer than seven men", "no fewer than seven", 7, None, "at_least"),
        ("a total of at least 34 men", "a total of at least 34", 34, None, "at_least"),
        ("20 or more men", "20 or more", 20, None, "at_least"),
        ("30+ men", "30+", 30, None, "at_least"),
        ("more than 900 people", "more than 900", 900, None, "more_than"),
        ("well over 100 people", "well over 100", 100, None, "more_than"),
        ("up to 40 people", "up to 40", None, 40, "up_to"),
        ("as many as 300 men", "as many as 300", None, 300, "up_to"),
        ("fewer than 10 men", "fewer than 10", None, 10, "less_than"),
        ("about 102 rockets", "about 102", 102, 102, "approx"),
        ("some 1,500 men", "some 1,500", 1500, 1500, "approx"),
        ("an estimated 200 men", "an estimated 200", 200, 200, "approx"),
        ("another 12 men", "another 12", 12, 12, "exact"),
        ("dozens of men", "dozens", None, None, "dozens"),
        ("tens of thousands of men", "tens of thousands", None, None, "tens of thousands"),
        ("several hundred men", "several hundred", None, None, "hundreds"),
        ("no one fell", "no one", None, None, "zero"),
    ],
)
def test_numbers_are_read_with_their_bounds(
    text: str, said: str, low: int | None, high: int | None, qualifier: str
) -> None:
    number = scan_numbers(flat(text), number_words())[0]
    assert number.kind == "count"
    if qualifier == "zero":
        assert (number.low, number.high) == (0, 0)
        return
    assert text[number.span.start : number.span.end] == said
    assert (number.low, number.high, number.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 2014, it began", "year"),
        ("on 11 May", "date"),
        ("on May 12, 2015", "date"),
        ("a 12-year-old boy", "compound"),
        ("30 percent of it", "percent"),
        ("$400 billion", "money"),
        ("20 km away", "measure"),
    ],
)
def test_ages_years_and_sums_are_no_counts(text: str, kind: str) -> None:
    assert scan_numbers(flat(text), number_words())[0].kind == kind


def test_numbers_never_overlap() -> None:
    text = "Between 9 and 11 men, 3,000-4,000 sheep, two dozen guards and a third were counted on 5 June 1940."
    numbers = scan_numbers(flat(text), number_words())
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(numbers))


@pytest.mark.parametrize(
    ("rows", "word", "want"),
    [
        ("four/NUM/2/nummod scouts/NOUN/3/nsubj fell/VERB/0/root", 2, (4, 4, "exact")),
        ("a/DET/2/det scout/NOUN/3/nsubj/Number=Sing fell/VERB/0/root", 2, (1, 1, "exact")),
        ("both/DET/2/det scouts/NOUN/3/nsubj/Number=Plur fell/VERB/0/root", 2, (2, 2, "exact")),
        ("no/DET/2/det scouts/NOUN/3/nsubj/Number=Plur fell/VERB/0/root", 2, (0, 0, "exact")),
        ("several/ADJ/2/amod scouts/NOUN/3/nsubj/Number=Plur fell/VERB/0/root", 2, (None, None, "unquantified")),
        (
            "a/DET/3/det few/ADJ/3/amod scouts/NOUN/4/nsubj/Number=Plur fell/VERB/0/root",
            3,
            (None, None, "unquantified"),
        ),
        (
            "a/DET/2/det group/NOUN/5/nsubj of/ADP/4/case scouts/NOUN/2/nmod fell/VERB/0/root",
            4,
            (None, None, "unquantified"),
        ),
        ("a/DET/2/det pair/NOUN/5/nsubj of/ADP/4/case scouts/NOUN/2/nmod fell/VERB/0/root", 4, (2, 2, "exact")),
        ("dozens/NOUN/4/nsubj of/ADP/3/case scouts/NOUN/1/nmod fell/VERB/0/root", 3, (None, None, "dozens")),
        ("three/NUM/5/nsubj of/ADP/4/case the/DET/4/det scouts/NOUN/1/nmod fell/VERB/0/root", 4, (3, 3, "exact")),
        ("two/NUM/2/nummod gun/NOUN/3/compound crews/NOUN/0/root", 3, (2, 2, "exact")),
        ("they/PRON/2/nsubj shot/VERB/0/root four/NUM/2/dep young/ADJ/5/amod scouts/NOUN/2/obj", 5, (4, 4, "exact")),
    ],
)
def test_whose_number_it_is(rows: str, word: int, want: tuple[int | None, int | None, str]) -> None:
    _, tree = grown(rows)
    quantity = read_quantity(tree, tree.token(word))
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.qualifier) == want


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("the/DET/2/det scouts/NOUN/3/nsubj/Number=Plur fell/VERB/0/root", 2),
        ("Flight/PROPN/3/nsubj 17/NUM/1/nummod fell/VERB/0/root", 2),
    ],
)
def test_no_number_is_no_quantity(rows: str, word: int) -> None:
    _, tree = grown(rows)
    assert read_quantity(tree, tree.token(word)) is None


def test_a_quantity_stands_on_its_characters() -> None:
    text, tree = grown("at/ADP/3/case least/ADJ/1/fixed 26/NUM/4/nummod men/NOUN/5/nsubj died/VERB/0/root")
    quantity = read_quantity(tree, tree.token(4))
    assert quantity == Quantity(26, None, "at_least", Span(0, 11))
    assert text[0:11] == "at least 26"
