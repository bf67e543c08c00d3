"""What people decide about a case, each decision sealed with the hash of the one before it.

The chain makes a later change visible to anybody who has the last hash, without trusting whoever keeps the file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any


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
    rows = list(enumerate(decisions, 1))
    gone: set[int] = set()
    for number, decision in reversed(rows):
        if decision.verb == "undo" and number not in gone:
            gone.add(int(decision.about))
    return [(number, row) for number, row in rows if number not in gone and row.verb != "undo"]


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
