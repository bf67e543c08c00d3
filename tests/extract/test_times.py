"""Finding time expressions: which characters they cover and what their words say."""

from __future__ import annotations

import time

import pytest

from histor.errors import DataError
from histor.extract.times import find_times, load_grammar
from histor.extract.times_rules import compile_grammar
from histor.lexicon import load_lexicon
from histor.model import Block, Document, Source
from histor.model.time import TimeExpression


def document(text: str) -> Document:
    """Return a text whose lines are its blocks."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document("0", text, Source("t", "text"), tuple(blocks))


def found(text: str) -> list[TimeExpression]:
    return list(find_times(document(text), ()))


def words(text: str) -> list[str]:
    return [text[one.span.start : one.span.end] for one in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 16 January 2024, they met.", ["16 January 2024"]),
        ("On January 16th, 2024 they met.", ["January 16th, 2024"]),
        ("Signed the 5th of November, 1605.", ["the 5th of November, 1605"]),
        ("On Tuesday 3 May they met.", ["Tuesday 3 May"]),
        ("It began on Sept. 1, 1939.", ["Sept. 1, 1939"]),
        ("From 16–18 January 2024 it rained.", ["16–18 January 2024"]),
        ("May 9–13, 2023 was bloody.", ["May 9–13, 2023"]),
        ("Raids on 5, 7 and 9 May 2008.", ["5", "7", "9 May 2008"]),
        ("from 3 March until 5 June 1915", ["3 March until 5 June 1915"]),
        ("between 8 November and 23 November", ["8 November and 23 November"]),
        ("on 8 November and 23 November", ["8 November", "23 November"]),
        ("the campaign of 1941–42", ["1941–42"]),
        ("The wars of 264–146 BC ended.", ["264–146 BC"]),
        ("in 480 BC. In 479 he fell.", ["480 BC", "479"]),
        ("in AD 70 and in 66 AD", ["AD 70", "66 AD"]),
        ("in early June and by mid-May and late 1944", ["early June", "mid-May", "late 1944"]),
        ("at the end of 1916", ["the end of 1916"]),
        ("the spring of 1916, the winter of 1941–42", ["the spring of 1916", "the winter of 1941–42"]),
        ("the 1920s, the late 1980s", ["the 1920s", "the late 1980s"]),
        ("the nineteenth century", ["the nineteenth century"]),
        ("Two days later, they left.", ["Two days later"]),
        ("It came one day after a raid.", ["one day after"]),
        ("almost two weeks after the flood", ["almost two weeks after"]),
        ("That same day, and the next morning", ["That same day", "the next morning"]),
        ("later that year; the following month; last week", ["later that year", "the following month", "last week"]),
        ("over the preceding weekend", ["the preceding weekend"]),
        ("three days ago, yesterday, on Thursday evening", ["three days ago", "yesterday", "Thursday evening"]),
        ("for three weeks, an 87-day strike, within hours", ["three weeks", "87-day", "hours"]),
        ("every day, weekly, each month", ["every day", "weekly", "each month"]),
        ("at 2 am on 9 May 2023", ["2 am", "9 May 2023"]),
        ("at 04:50 on 24 February", ["04:50", "24 February"]),
        ("the night of 18–19 March 1945", ["the night of 18–19 March 1945"]),
        ("On the 16th, he fled. On the 3d instant", ["the 16th", "the 3d instant"]),
        ("2023-10-07, 10/07/2023, 7.10.2023", ["2023-10-07", "10/07/2023", "7.10.2023"]),
        ("ON 3 MAY 1915 THE FLEET SAILED", ["3 MAY 1915"]),
    ],
)
def test_finds_the_whole_expression(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may fail, and will march on.",
        "Some 1,500 men and 1200 horses crossed.",
        "Nearly 2000 soldiers and 1990 civilians.",
        "It cost $1914 and 1815 dollars.",
        "Until the fall of the city.",
        "The second attack came in secret.",
        "UN Resolution 1701 and Route 1988.",
        "At a rate of 3.14 per mile.",
        "",
    ],
)
def test_leaves_what_is_no_time(text: str) -> None:
    assert words(text) == []


def test_takes_the_words_apart() -> None:
    one = found("Almost two weeks after the flood")[0]
    assert (one.form, one.amount, one.unit, one.relation) == ("offset", 2.0, "W", "after")
    assert one.relative_to_event and not one.measures_event and one.modifiers == ("approx",)
    assert found("The raid came one day after a flood.")[0].measures_event
    ancient = found("in 480 BC")[0]
    assert (ancient.year, ancient.month) == (-479, None)
    whole = found("16–18 January 2024")[0]
    assert whole.form == "range" and whole.first is not None and whole.last is not None
    assert (whole.first.day, whole.first.shares, whole.last.year) == (16, 1, 2024)
    assert found("until 9 May")[0].lead == "until"


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("It was the worst since 1988.", True),
        ("The 2019 bombing was theirs.", True),
        ("The general (1889–1945) came.", True),
        ("The Treaty of 1839 bound them.", True),
        ("In 1941 they attacked.", False),
    ],
)
def test_knows_what_is_told_in_passing(text: str, aside: bool) -> None:
    assert found(text)[0].background is aside


def test_no_expression_crosses_a_block() -> None:
    assert words("In May\n1915 men came.") == ["May"]


def test_time_grows_with_the_text_only() -> None:
    text = "On the 5th of May 1915, some of the many days of the year were the last of the war. " * 400
    start = time.perf_counter()
    assert len(found(text)) >= 400
    assert time.perf_counter() - start < 20


def test_a_broken_pattern_names_its_rule() -> None:
    data = dict(load_lexicon().words("times"))
    with pytest.raises(DataError, match="rule 1"):
        compile_grammar({**data, "rules": [{"form": "date", "pattern": "(?P<y>"}]})
    with pytest.raises(DataError, match="NOBODY"):
        compile_grammar({**data, "rules": [{"form": "date", "pattern": "{NOBODY}"}]})


def test_the_openers_miss_no_rule() -> None:
    """Every match of a rule starts where the short look-ahead stops, so that jumping loses nothing."""
    grammar = load_grammar()
    text = (
        "Early the following day, late last week, about a year after, nearly ten months, mid-June, around 5 May, "
        "no less than three weeks, the latter half of 2008, more than two days later, another seven months, per day, "
        "Christmas Eve 1914, at present, to date, former, each week, shortly after, '44, AD 70, year's end"
    )
    starts = {match.start() for match in grammar.opening.finditer(text)}
    for rule in grammar.rules:
        assert {match.start() for match in rule.pattern.finditer(text)} <= starts, rule.name
