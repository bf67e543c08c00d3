"""Typed records of one account: what its marks and facts mean, with exact offsets into its plain text.

What can be worked out is not written by hand: under whose words a deed or a figure is told, which saying stands
inside which, which mention of an actor a role means.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from training.corpus.markup import Fact, Mark, Marked
from training.corpus.scheme import FIGURE, scheme

#: Keys of an event's facts that name roles, and the letters they may point at.
ROLES = {"by": "a", "on": "apow", "aim": "apow", "at": "p", "with": "wo", "when": "t"}
QUALIFIERS = {"~": "approx", ">": "more_than", "<=": "up_to", "<": "less_than", "+": "at_least"}


@dataclass(frozen=True, slots=True)
class Event:
    """One telling of a deed."""

    id: str
    trigger: tuple[Mark, ...]
    type: str
    mode: str
    status: str
    roles: dict[str, tuple[Mark, ...]]
    claimant: str | None
    same: str | None
    part: str | None
    alternatives: tuple[str, ...]
    background: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say something."""

    id: str
    cue: tuple[Mark, ...]
    content: tuple[Mark, ...]
    stance: str
    sources: tuple[Mark, ...]
    recipients: tuple[Mark, ...]
    about: tuple[str, ...]
    own: bool
    hedge: bool
    nested_in: str | None
    said_on: tuple[Mark, ...]
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """One telling of a number of people killed, injured, captured, missing or displaced."""

    id: str
    number: Mark
    effect: str
    low: int | None
    high: int | None
    qualifier: str
    word: tuple[Mark, ...]
    group: tuple[Mark, ...]
    side: str | None
    event: str | None
    claimant: str | None
    part: str | None
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression with its value as TIMEX writes it."""

    id: str
    mark: Mark
    value: str
    basis: str
    mod: str | None
    repeated: bool
    counted_from: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place, weapon or object with every mention of it."""

    id: str
    kind: str
    mentions: tuple[Mark, ...]
    side: str | None
    within: str | None


@dataclass(frozen=True, slots=True)
class Response:
    """One deed told as the answer to another."""

    id: str
    cue: tuple[Mark, ...]
    event: str
    answers: str
    basis: str
    claimant: str | None


class Account:
    """A checked account: typed records over its plain text."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.header = marked.header
        self.names = marked.names
        self.text = marked.text
        self.marks: dict[str, tuple[Mark, ...]] = {}
        for mark in marked.marks:
            self.marks[mark.id] = (*self.marks.get(mark.id, ()), mark)

    def ids(self, layer: str) -> list[str]:
        """Return the ids of a layer in the order of their first mark, those without a mark last."""
        return list(dict.fromkeys([name for name in (*self.marks, *self.marked.facts) if name[0] == layer]))

    def fact(self, name: str) -> Fact:
        """Return what is told of an id, an empty fact if nothing is."""
        return self.marked.facts.get(name) or Fact(name, (), {})

    def _first(self, name: str, key: str) -> str | None:
        values = self.fact(name).values.get(key, ())
        return values[0] if values and values[0] != "none" else None

    def holder(self, start: int, but: str = "") -> str | None:
        """Return the innermost saying whose content holds a character."""
        around = [mark for mark in self.marked.marks
                  if mark.layer == "q" and mark.start <= start < mark.end and mark.id[1:] != but[1:]]
        return "c" + min(around, key=lambda mark: mark.end - mark.start).id[1:] if around else None

    def claimant(self, name: str, key: str) -> str | None:
        """Return the saying under which an id is told: as written, else the innermost content around its mark."""
        if key in self.fact(name).values:
            return self._first(name, key)
        marks = self.marks.get(name, ())
        return self.holder(marks[0].start) if marks else None

    def mention(self, reference: str, near: Mark) -> Mark | None:
        """Return the mark a reference means: ``a1#2`` the second mention, ``a1`` the nearest in the paragraph."""
        name, _, number = reference.partition("#")
        chain = self.marks.get(name, ())
        if number:
            return chain[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(chain) else None
        cut = self._paragraph(near.start)
        here = [mark for mark in chain if self._paragraph(mark.start) == cut]
        before = [mark for mark in chain if mark.end <= near.start]
        if here:
            return min(here, key=lambda mark: max(near.start - mark.end, mark.start - near.end))
        return before[-1] if before else (chain[0] if chain else None)

    @cached_property
    def _cuts(self) -> list[int]:
        return [found.end() for found in re.finditer("\n\n", self.text)]

    def _paragraph(self, at: int) -> int:
        """The number of the paragraph that a character stands in."""
        return bisect.bisect_right(self._cuts, at)

    def _mentions(self, name: str, key: str) -> tuple[Mark, ...]:
        if not (own := self.marks.get(name, ())):
            return ()
        found = (self.mention(reference, own[0]) for reference in self.fact(name).values.get(key, ()))
        return tuple(mark for mark in found if mark)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return every telling of a deed, in text order."""
        return tuple(self._event(name) for name in self.ids("e"))

    def _event(self, name: str) -> Event:
        words = self.fact(name).words
        kind, _, mode = (words[0] if words else "OTHER/other").partition("/")
        claimant = self.claimant(name, "under")
        stated = [word for word in words[1:] if scheme().has("statuses", word)]
        stance = self.fact(claimant).words[:1] if claimant else ()
        status = stated[0] if stated else scheme().status_under.get(stance[0] if stance else "", "reported")
        roles = {role: self._mentions(name, role) for role in ROLES if role in self.fact(name).values}
        return Event(name, self.marks.get(name, ()), kind, mode, status, roles, claimant, self._first(name, "same"),
                     self._first(name, "part"), self.fact(name).values.get("or", ()), "background" in words)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Return every saying, in text order."""
        return tuple(self._attribution(name) for name in self.ids("c"))

    def _attribution(self, name: str) -> Attribution:
        fact, cue = self.fact(name), self.marks.get(name, ())
        nested = self._first(name, "in") if "in" in fact.values else self.holder(cue[0].start, name) if cue else None
        return Attribution(
            name, cue, self.marks.get("q" + name[1:], ()), fact.words[0] if fact.words else "",
            self._mentions(name, "by"), self._mentions(name, "to"), fact.values.get("about", ()),
            "own" in fact.words, "hedge" in fact.words, nested, self._mentions(name, "when"), fact.values.get("or", ()))

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """Return every casualty figure, in text order."""
        return tuple(self._toll(name) for name in self.ids("n"))

    def _toll(self, name: str) -> Toll:
        words = self.fact(name).words
        effect, value = (*words, "", "")[:2]
        low, high, qualifier = bounds(value)
        references = self.fact(name).values.get("word", ())
        trigger = tuple(mark for reference in references for mark in self.marks.get(reference, ()))
        return Toll(name, self.marks[name][0], effect, low, high, qualifier, trigger, self._mentions(name, "who"),
                    self._first(name, "side"), self._first(name, "event"), self.claimant(name, "by"),
                    self._first(name, "part"), "cumulative" in words)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Return every time expression, in text order."""
        return tuple(self._time(name) for name in self.ids("t"))

    def _time(self, name: str) -> Time:
        words = self.fact(name).words
        mods = [word for word in words[1:] if scheme().has("mods", word)]
        basis = "context" if "context" in words else "explicit"
        return Time(name, self.marks[name][0], words[0] if words else "?", basis, mods[0] if mods else None,
                    "set" in words, self._first(name, "from"))

    def entities(self, layer: str) -> tuple[Entity, ...]:
        """Return the actors (``a``), places (``p``), weapons (``w``) or objects (``o``)."""
        rows = []
        for name in self.ids(layer):
            words = self.fact(name).words
            within = self._first(name, "of" if layer == "a" else "in")
            kind = words[0] if words else "other"
            rows.append(Entity(name, kind, self.marks.get(name, ()), self._first(name, "side"), within))
        return tuple(rows)

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """Return every answer of one deed to another."""
        rows = []
        for name in self.ids("r"):
            words = self.fact(name).words
            event, basis = (*words, "", "")[:2]
            answers = self._first(name, "to") or ""
            rows.append(Response(name, self.marks.get(name, ()), event, answers, basis, self.claimant(name, "by")))
        return tuple(rows)


def bounds(value: str) -> tuple[int | None, int | None, str]:
    """Return low, high and qualifier of a figure as written in facts; its bound is the number named, as in exports.

    >>> bounds("26+")
    (26, None, 'at_least')
    """
    match = FIGURE.match(value)
    if match is None:
        return None, None, value.replace("_", " ")
    if match["open"]:
        return None, None, "unquantified"
    if match["from"]:
        return int(match["from"]), int(match["to"]), "range"
    number = int(match["low"])
    sign = match["tail"] or match["lead"] or ""
    if sign == "+":
        return number, None, "at_least"
    if sign == ">":
        return number, None, "more_than"
    if sign in {"<=", "<"}:
        return None, number, QUALIFIERS[sign]
    return number, number, QUALIFIERS.get(sign, "exact")
