"""Dates the time expressions of a document: from words to intervals of ISO 8601, each with its basis and reason.

Expressions are read in text order against a small state (:class:`Story`): the day of publication for "yesterday", the
date the story has reached for "two days later" and for years left out. Nothing is dropped: what cannot be worked out is
a :class:`When` of unknown precision that says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from histor.model.account import When
from histor.model.text import Document, Sentence, Span
from histor.model.time import TimeExpression
from histor.resolve.calendar import Point, number, parse, shift
from histor.resolve.dates_anchor import anchors
from histor.resolve.dates_calendar import read_shared, span_of
from histor.resolve.dates_context import Story
from histor.resolve.dates_forms import read
from histor.resolve.dates_plan import plan, settings
from histor.resolve.dates_reading import Reading

#: An account with this many full dates, half of them this many days before publication, is a history and no news.
_MANY, _NEWS_DAYS = 3, 45

__all__ = ["Dated", "anchors", "date_times", "resolve_times", "shift"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A time with its TIMEX value, and those of the two ends of a range."""

    when: When
    value: str
    parts: tuple[tuple[Span, str], ...] = ()


def resolve_times(
    document: Document, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression]
) -> tuple[When, ...]:
    """Return one :class:`When` for each expression, in the same order; unresolved ones have precision ``unknown``."""
    return tuple(dated.when for dated in date_times(document, sentences, expressions))


def date_times(
    document: Document, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression]
) -> tuple[Dated, ...]:
    """Return for each expression its :class:`When` with the TIMEX value, for measuring against public gold."""
    published = parse(document.source.published) if document.source.published else None
    atoms = _years_ago(document, [atom for one in expressions for atom in _atoms(one)], published)
    where = settings(document, atoms)
    story = Story(published, choices=plan(atoms, where, published), history=_is_history(atoms, published))
    readings: list[Reading] = []
    for i in range(len(atoms)):
        if where[i].heading and _is_stamp(document, atoms, i):
            published = Point(atoms[i].year or 0, atoms[i].month or 0, atoms[i].day or 0)
            story.published, story.reached = published, published
        story.stale = story.stale or (i > 0 and where[i].section != where[i - 1].section)
        readings.append(_reading(document, atoms, i, story))
        _move(story, i, readings[-1], atoms[i].opens)
    found, at = [], 0
    for one in expressions:
        if one.first is not None:
            found.append(_dated_range(one, readings[at], readings[at + 1]))
        else:
            found.append(Dated(_when(one, readings[at]), readings[at].value))
        at += 2 if one.first is not None else 1
    return tuple(found)


def _atoms(one: TimeExpression) -> tuple[TimeExpression, ...]:
    return (one.first, one.last) if one.first is not None and one.last is not None else (one,)


def _years_ago(
    document: Document, atoms: Sequence[TimeExpression], published: Point | None
) -> list[TimeExpression]:
    """Return the expressions, a date followed by "two years ago" with the year that this counts to."""
    found = list(atoms)
    for i, (atom, after) in enumerate(pairwise(atoms)):
        counted = after.form == "offset" and (after.relation, after.unit) == ("ago", "Y") and after.amount
        bare = atom.form == "date" and atom.month is not None and atom.year is None
        between = document.text[atom.span.end : after.span.start]
        if published is not None and counted and bare and re.fullmatch(r",?\s", between):
            found[i] = replace(atom, year=published.year - int(after.amount or 0))
    return found


def _is_history(atoms: Sequence[TimeExpression], published: Point | None) -> bool:
    """Tell whether most of the full dates lie long before the day of publication."""
    days = sorted(number(Point(a.year or 0, a.month, a.day)) for a in atoms if a.year and a.month and a.day)
    return published is not None and len(days) >= _MANY and number(published) - days[len(days) // 2] > _NEWS_DAYS


def _reading(document: Document, atoms: Sequence[TimeExpression], i: int, story: Story) -> Reading:
    atom = atoms[i]
    story.year = story.choices[i].year
    if atom.shares and i + atom.shares < len(atoms):
        return read_shared(atom, _reading(document, atoms, i + atom.shares, story))
    beside = _beside(document, atoms, i)
    if beside is not None:
        day = read(atoms[beside], Story(story.published, story.reached, year=story.choices[beside].year))
        return replace(day, explicit=False, why="told by the date beside it", moves=False)
    if atom.relative_to_event:
        return _from_event(document, atoms, i, story)
    if atom.form == "clock" and i + 1 < len(atoms) and _is_day(atoms[i + 1]):
        gap = document.text[atom.span.end : atoms[i + 1].span.start]
        if re.fullmatch(r"[^.;\n]{0,24}", gap):
            return read(atom, Story(story.published, _reading(document, atoms, i + 1, story).start))
    return read(atom, story)


def _from_event(document: Document, atoms: Sequence[TimeExpression], i: int, story: Story) -> Reading:
    """Read "two days after X": from X's own date where it stands there, else from the story, else not at all."""
    atom = atoms[i]
    dates_deed = atom.measures_event or _same_sentence(document, atoms, i)
    if _named(document, atoms, i) and (not dates_deed or story.reached is None or story.stale):
        base = read(atoms[i + 1], Story(story.published, story.reached, year=story.choices[i + 1].year))
        if base.start is not None and base.start == base.end:
            return read(replace(atom, measures_event=False), Story(reached=base.start))
    if story.reached is None:
        return Reading(why="counted from an event that has no date here", moves=False)
    return read(replace(atom, measures_event=dates_deed), story)


def _same_sentence(document: Document, atoms: Sequence[TimeExpression], i: int) -> bool:
    """Tell whether a day stands before in the sentence: "on Thursday they struck, two days after a raid"."""
    if i == 0 or atoms[i - 1].form not in {"date", "weekday"} or not (atoms[i - 1].day or atoms[i - 1].weekday):
        return False
    return re.search(r"[.!?]\s|\n", document.text[atoms[i - 1].span.end : atoms[i].span.start]) is None


def _named(document: Document, atoms: Sequence[TimeExpression], i: int) -> bool:
    """Tell whether the next expression dates the event that this one counts from ("a year after the 1974 coup")."""
    if not atoms[i].relative_to_event or i + 1 == len(atoms) or atoms[i + 1].form != "date" or atoms[i + 1].shares:
        return False
    return bool(re.fullmatch(r"[^.,;:()\n–—]{1,60}", document.text[atoms[i].span.end : atoms[i + 1].span.start]))


def _beside(document: Document, atoms: Sequence[TimeExpression], i: int) -> int | None:
    """Return the full date in apposition: "two days later, on 18 January", "1 May, the day after the raid"."""
    one = atoms[i]
    if one.form not in {"offset", "nth", "unit"}:
        return None
    if i + 1 < len(atoms) and _is_day(atoms[i + 1]):
        gap = document.text[one.span.end : atoms[i + 1].span.start]
        if re.fullmatch(r",?\s(?:on\s)?\(?", gap) and (one.form == "offset" or "," in gap):
            return i + 1
        if one.relative_to_event and re.fullmatch(r"[^.;:\n]{1,60},\son\s", gap):
            return i + 1
    if i and _is_day(atoms[i - 1]) and (one.relative_to_event or one.form == "nth"):
        gap = document.text[atoms[i - 1].span.end : one.span.start]
        if re.fullmatch(r"\s?[,–—(-]\s?", gap):
            return i - 1
    return None


def _is_stamp(document: Document, atoms: Sequence[TimeExpression], i: int) -> bool:
    """Tell whether a date is that of a report below a heading, with its hour: *4:05 pm on 2 June 2011*."""
    beside = [other for other in (*atoms[max(0, i - 1) : i], *atoms[i + 1 : i + 2]) if other.form == "clock"]
    spans = [sorted((one.span, atoms[i].span)) for one in beside]
    near = any(re.fullmatch(r"[ ,|]*(?:on|at)?[ ,|]*", document.text[a.end : b.start]) for a, b in spans)
    return near and _is_day(atoms[i]) and atoms[i].year is not None


def _is_day(one: TimeExpression) -> bool:
    return one.form == "date" and bool(one.day) and bool(one.month) and not one.shares


def _move(story: Story, i: int, reading: Reading, opens: bool) -> None:
    """Let the story move to what an expression means; a month looked back on amid a day's sentence moves nothing."""
    if reading.start is None or reading.end is None or not reading.moves:
        return
    if not opens and story.is_behind(reading.start):
        return
    story.reach(reading.start, reading.end, story.choices[i].moves)


def _when(one: TimeExpression, reading: Reading) -> When:
    start, end = reading.start, reading.end
    if start is None and end is None:
        precision = "unknown"
    else:
        precision = start.precision if start is not None and start == end else "interval"
    return When(
        start=start.iso if start else None,
        end=end.iso if end else None,
        precision=precision,
        basis="explicit" if reading.explicit else "context",
        span=one.span,
        kind=one.kind,
        approx=reading.approx,
        why=reading.why,
    )


def _dated_range(one: TimeExpression, first: Reading, last: Reading) -> Dated:
    assert one.first is not None and one.last is not None
    whole = span_of(first, last)
    parts = ((one.first.span, first.value), (one.last.span, last.value))
    return Dated(_when(one, whole), whole.value, parts)
