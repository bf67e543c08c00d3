"""What people decide about a case, each decision sealed with the hash of the one before it.

The chain makes a later change visible to anybody who has the last hash, without trusting whoever keeps the file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from histor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which id, from which value to which, and why; ``made`` is UTC, ISO 8601."""

    made: str
    who: str
    verb: str
    about: str
    before: Any
    after: Any
    reason: str


def seal(decision: Decision, previous: str) -> str:
    """Return the hash of a decision and of all before it, as 64 hex digits."""
    told = json.dumps({**asdict(decision), "previous": previous}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def effective(decisions: Iterable[Decision]) -> list[tuple[int, Decision]]:
    """Return the decisions that hold with their numbers, counted from 1: those that no undo that itself holds names.

    An undo names the number of a decision; one that is undone itself gives back what it took.
    """
    rows = list(decisions)
    holding = _holding(rows)
    return [(number, row) for number, row in enumerate(rows, 1) if number in holding and row.verb != "undo"]


def _holding(rows: Sequence[Decision]) -> set[int]:
    """Return the numbers of what holds, from the last decision back: an undo that holds takes one away."""
    gone: set[int] = set()
    for number in range(len(rows), 0, -1):
        if rows[number - 1].verb == "undo" and number not in gone and rows[number - 1].about.isdecimal():
            gone.add(int(rows[number - 1].about))
    return set(range(1, len(rows) + 1)) - gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Decision):
    """A decision with its number in the case, counted from 1, and whether it still holds or was undone.

    ``overruled`` is the number of a later one that holds and that it cannot stand beside: the later goes before it.
    """

    number: int
    holds: bool
    overruled: int | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of all that was decided about, as they were then; ``about`` is the first."""
        told = self.before if isinstance(self.before, Mapping) else {}
        return tuple(told.get("incidents") or told.get("actors") or (self.about,))


def decided(decisions: Iterable[Decision]) -> list[Decided]:
    """Return every decision with its number, undone ones and the undoing among them."""
    rows = list(decisions)
    holding = _holding(rows)
    made = []
    for number, row in enumerate(rows, 1):
        later = (n for n in sorted(holding) if n > number and number in holding and _against(row, rows[n - 1]))
        made.append(Decided(**asdict(row), number=number, holds=number in holding, overruled=max(later, default=None)))
    return made


def _against(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions, each by itself, cannot both be followed."""
    first, second = (row.after if isinstance(row.after, Mapping) else {} for row in (one, other))
    if "actors" in first and "actors" in second:
        return one.verb != other.verb and set(first["actors"]) == set(second["actors"])
    if "grade" in first and "grade" in second:
        return (one.about, first["scheme"]) == (other.about, second["scheme"])
    return _parts(first, second) or _parts(second, first)


def _parts(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether a decision parts tellings that another holds together."""
    sides = [_keys(marks) for marks in one.get("apart", ())]
    return bool(sides) and any(all(side & _keys(marks) for side in sides) for marks in other.get("together", ()))


def _keys(marks: Iterable[Mapping[str, Any]]) -> frozenset[tuple[Any, ...]]:
    return frozenset((mark["source"], mark["start"], mark["end"], mark["type"]) for mark in marks)


def undone(rows: Sequence[Decided], number: int | None) -> int:
    """Return the number of the decision that an undo takes back; raises :class:`UsageError` where there is none."""
    holding = [row for row in rows if row.holds]
    if number is None:
        own = [row.number for row in holding if row.verb != "undo"]
        if not own:
            raise UsageError("There is nothing to undo: no decision holds in this case.")
        return own[-1]
    if not any(row.number == number for row in holding):
        state = "was undone already" if 0 < number <= len(rows) else "does not exist"
        raise UsageError(f"Decision {number} {state}: `histor show CASE decisions` lists what holds.")
    return number


def append(link: sqlite3.Connection, decision: Decision) -> str:
    """Add a decision within the caller's transaction and return its hash."""
    last = link.execute("SELECT hash FROM decisions ORDER BY id DESC LIMIT 1").fetchone()
    previous = last[0] if last else ""
    sealed = seal(decision, previous)
    link.execute(
        "INSERT INTO decisions (made, who, verb, about, before, after, reason, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (decision.made, decision.who, decision.verb, decision.about, json.dumps(decision.before),
         json.dumps(decision.after), decision.reason, previous, sealed),
    )
    return sealed


def walk(link: sqlite3.Connection) -> Iterator[tuple[Decision, bool]]:
    """Yield every decision in order, and whether its seal fits it and the one before."""
    previous = ""
    rows = link.execute(
        "SELECT made, who, verb, about, before, after, reason, previous, hash FROM decisions ORDER BY id"
    )
    for made, who, verb, about, before, after, reason, told_previous, told_hash in rows:
        decision = Decision(made, who, verb, about, json.loads(before), json.loads(after), reason)
        yield decision, told_previous == previous and told_hash == seal(decision, previous)
        previous = told_hash
