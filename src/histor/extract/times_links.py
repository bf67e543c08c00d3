"""Completes times by their neighbours: "16 and 18 January", "May 9-13, 2023", "from July to September 1936", "1914-18".

A time that leaves out what the next one tells says by ``shares`` how many expressions on its completion stands; two
ends of an interval become one expression of form ``range`` that keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from histor.model.text import Span
from histor.model.time import TimeExpression

_DASH = r"[–—‑-]"
_JOIN = rf"\s?(?:{_DASH}|/|,?\s(?:and|or|to|through|until|till)\s(?:the\s|on\s)?|,\s)\s?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|d)?"
_EARLIER_DAY = re.compile(rf"(?<![\w.,:$£€/–-])((?:the\s)?{_DAY}){_JOIN}$")
_LATER_DAY = re.compile(
    rf"\s?(?:{_DASH}|(?:and|or|to|through|until)\s(?:the\s)?)\s?({_DAY})(?![\w:%]|[.,]\d)(?:(?:,\s?|\s)((?:1\d|20)\d\d)(?!\d))?"
    r"(?!\s(?:(?!was|is|has|as|his|its|this|across)[a-z]+s\b|percent|people|men))"
)
_SHORT_YEAR = re.compile(rf"\s?(?:{_DASH}|/)\s?(\d\d)(?![\w.,]\d|\w)")
_EARLIER_BC = re.compile(rf"(?<![\w.,:])(\d{{1,4}})\s?(?:{_DASH}|to|and|or)\s?$")
_SHARING = re.compile(rf"\s*(?:{_DASH}|/|,|,?\s*(?:and|or|to|through|until|till|up\sto))\s*(?:the\s|in\s|on\s)?", re.I)
_TO = re.compile(rf"\s*(?:{_DASH}|(?:up\s)?to|until|till|through)\s*(?:the\s)?", re.I)
_AND = re.compile(r"\s+and\s+(?:the\s)?", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s)?$", re.I)
#: Forms that can be the ends of an interval.
_ENDS = frozenset({"date", "season", "decade", "weekday", "clock"})


def _day(expression: TimeExpression, start: int, text: str) -> TimeExpression:
    digits = re.search(r"\d+", text)
    return replace(
        expression, span=Span(start, start + len(text)), day=int(digits[0]) if digits else None, month=None, year=None,
        weekday=None, part="", shares=1, modifiers=(), same_year=False, rule="day.shared",
    )  # fmt: skip


def earlier_days(text: str, floor: int, expression: TimeExpression) -> list[TimeExpression]:
    """Return the days that stand before a date and share its month: both of "5, 7" in "5, 7 and 9 May"."""
    found: list[TimeExpression] = []
    opening = text[expression.span.start : expression.span.end].removeprefix("the ")
    if expression.day is None or expression.month is None or not opening[0].isdigit():
        return found
    at, below = expression.span.start, expression.day
    for _ in range(5):
        match = _EARLIER_DAY.search(text[max(floor, at - 16) : at])
        if not match:
            break
        start = max(floor, at - 16) + match.start(1)
        day = _day(expression, start, match[1])
        if day.day is None or day.day >= below:
            break
        found.insert(0, replace(day, shares=len(found) + 1))
        at, below = start, day.day
    return [replace(day, shares=len(found) - i) for i, day in enumerate(found)]


def later_days(text: str, ceiling: int, expression: TimeExpression) -> list[TimeExpression]:
    """Return the date and the days after it that share its month: "May 9-13, 2023" gives May 9 and 13, both of 2023."""
    if expression.day is None or expression.month is None or text[expression.span.end - 1] not in "0123456789thstndr":
        return [expression]
    match = _LATER_DAY.match(text, expression.span.end, ceiling)
    if expression.year is not None or text[expression.span.start].isdigit() or not match:
        return [expression]
    later = _day(expression, match.start(1), match[0][match.start(1) - match.start() :])
    day = int(re.match(r"\d+", match[1])[0])  # type: ignore[index]
    if day <= expression.day:
        return [expression]
    year = int(match[2]) if match[2] else None
    return [
        replace(expression, year=year),
        replace(later, day=day, month=expression.month, year=year, shares=0, short_year=False, value="follows"),
    ]


def year_tail(text: str, ceiling: int, expression: TimeExpression) -> list[TimeExpression]:
    """Return a year and the short year after it: "1914-18" gives 1914 and 1918."""
    bare = expression.month is None and expression.form == "date" and expression.year is not None
    match = _SHORT_YEAR.match(text, expression.span.end, ceiling) if bare else None
    if not match or expression.year is None or int(match[1]) <= expression.year % 100 or expression.year < 1000:
        return [expression]
    year = expression.year // 100 * 100 + int(match[1])
    return [expression, replace(expression, span=Span(match.start(1), match.end(1)), year=year, modifiers=())]


def bc_head(text: str, floor: int, expression: TimeExpression) -> list[TimeExpression]:
    """Return the year before a year BC that shares its era: "264" in "264-146 BC"."""
    bare = expression.month is None and expression.form == "date" and (expression.year or 1) < 0
    match = _EARLIER_BC.search(text[max(floor, expression.span.start - 12) : expression.span.start]) if bare else None
    if not match or 1 - int(match[1]) >= (expression.year or 0):
        return []
    start = max(floor, expression.span.start - 12) + match.start(1)
    return [replace(expression, span=Span(start, start + len(match[1])), year=1 - int(match[1]), modifiers=())]


def share_years(text: str, expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Mark the months and days whose year the next expression tells ("in January and February 1937")."""
    found = list(expressions)
    for i in range(len(found) - 2, -1, -1):
        here, then = found[i], found[i + 1]
        if here.shares or here.year is not None or not _leaves_year_open(here) or not _leaves_year_open(then):
            continue
        if then.year is None and not then.shares:
            continue
        if _SHARING.fullmatch(text[here.span.end : then.span.start]):
            found[i] = replace(here, shares=1)
    return found


def _leaves_year_open(one: TimeExpression) -> bool:
    """Tell whether an expression is a month, a day of one or a season, whose year may be told elsewhere."""
    if one.form == "season":
        return not one.relation and not one.value
    return one.form == "date" and one.month is not None


def join_ranges(text: str, expressions: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Return the expressions with the two ends of every interval joined to one of form ``range``."""
    found: list[TimeExpression] = []
    i = 0
    while i < len(expressions):
        here = expressions[i]
        then = expressions[i + 1] if i + 1 < len(expressions) else None
        if then is not None and _is_range(text, here, then):
            span = Span(here.span.start, then.span.end)
            found.append(replace(_range(here, then), span=span))
            i += 2
        else:
            found.append(here)
            i += 1
    return found


def _is_range(text: str, here: TimeExpression, then: TimeExpression) -> bool:
    if here.form not in _ENDS or then.form not in _ENDS or (here.form == "clock") != (then.form == "clock"):
        return False
    gap = text[here.span.end : then.span.start]
    if _TO.fullmatch(gap) or (gap.strip() == "/" and here.day and then.day):
        return True
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, here.span.start - 14) : here.span.start]))


def _range(here: TimeExpression, then: TimeExpression) -> TimeExpression:
    return TimeExpression(
        here.span, here.sentence, here.kind, "range", first=here, last=then, background=here.background,
        future=here.future, rule="range",
    )  # fmt: skip
