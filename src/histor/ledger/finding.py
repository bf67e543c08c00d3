"""The index that ``histor find`` looks in: rows with their words and facets, made from the case when it has changed.

It is kept in the case file, since making it takes seconds and asking it milliseconds; where the file may not be written
it is made for the length of the connection. Dropping it loses nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from histor.errors import UsageError, instead
from histor.ledger.asking import expression
from histor.ledger.opening import statements

FACETS = ("speaker", "actor", "place", "source", "type", "status")
KINDS = ("incident", "claim", "sentence")
_SCHEMA = Path(__file__).parent / "derived" / "find.sql"
#: Marks around what was found, in a snippet; no text holds them.
OPEN, CLOSE = "\x02", "\x03"
#: Words in a title (the first column) weigh more than names beside it and words below it.
_RANK = "bm25(found_index, 2.0, 1.0, 1.0)"
#: Characters of a row shown where no words are asked for.
_SHOWN = 300
#: Facet, folded name, value, and by which name people read what is called so.
Name = tuple[str, str, str, str]
_COLUMNS = 'f.kind, f.ref, f.source, f.start, f."end", f.day, f.last, f.title'


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be found: its id and words, where they stand, its days, and its values by facet.

    ``names`` are words that it is found by though they are not its own: who and where.
    """

    kind: str
    ref: str
    source: str
    start: int
    end: int
    title: str
    text: str
    day: str | None = None
    last: str | None = None
    names: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: words, names by facet, inclusive days (or months, years), kinds of rows, and how many."""

    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    start: str | None = None
    end: str | None = None
    kinds: Sequence[str] = KINDS
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: a row, its words with ``OPEN`` and ``CLOSE`` around those asked for, and how well it fits."""

    kind: str
    ref: str
    source: str
    start: int
    end: int
    day: str | None
    last: str | None
    title: str
    snippet: str
    score: float


def state(link: sqlite3.Connection) -> str | None:
    """Return the key of what the index was made from, None where there is none."""
    for schema in ("temp", "main"):
        if link.execute(f"SELECT 1 FROM {schema}.sqlite_master WHERE name = 'found_state'").fetchone():
            row = link.execute(f"SELECT key FROM {schema}.found_state").fetchone()
            return str(row[0]) if row else None
    return None


def fill(link: sqlite3.Connection, key: str, entries: Iterable[Entry], names: Iterable[Name]) -> None:
    """Make the index anew within the caller's transaction; ``names`` are names of values."""
    for statement in statements(_SCHEMA.read_text(encoding="utf-8")):
        link.execute(statement)
    _fill(link, key, entries, names)


def fill_aside(link: sqlite3.Connection, key: str, entries: Iterable[Entry], names: Iterable[Name]) -> None:
    """Make the index for the length of the connection, where the file may not be written."""
    for statement in statements(_SCHEMA.read_text(encoding="utf-8")):
        link.execute(statement.replace("TABLE found", "TABLE temp.found").replace("EXISTS found", "EXISTS temp.found"))
    _fill(link, key, entries, names)


def _fill(link: sqlite3.Connection, key: str, entries: Iterable[Entry], names: Iterable[Name]) -> None:
    for number, row in enumerate(entries, 1):
        link.execute(
            "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row.kind, row.ref, row.source, row.start, row.end, row.day, row.last, row.title,
             row.names, row.text))
        link.executemany("INSERT OR IGNORE INTO found_facets VALUES (?, ?, ?)", [
            (facet, value, number) for facet, values in sorted(row.facets.items()) for value in sorted(values)])
    link.execute("INSERT INTO found_index (found_index) VALUES ('rebuild')")
    link.executemany("INSERT OR IGNORE INTO found_names VALUES (?, ?, ?, ?)", names)
    link.execute("INSERT INTO found_state VALUES (?)", (key,))


def search(link: sqlite3.Connection, asked: Question) -> tuple[list[Hit], int]:
    """Return what answers a question, best first (by day where no words are asked for), and how much there is in all.

    Raises :class:`UsageError` for a name that nobody in the case has, or a query that cannot be read.
    """
    words = expression(asked.words)
    where, values = _where(link, asked)
    if words:
        source = "FROM found_index JOIN found f ON f.id = found_index.rowid"
        where, values = ["found_index MATCH ?", *where], [words, *values]
        shown, order = f"snippet(found_index, 2, '{OPEN}', '{CLOSE}', '…', 24), -{_RANK}", f"{_RANK}, f.id"
    else:
        source, shown, order = "FROM found f", f"substr(f.text, 1, {_SHOWN}), 0.0", "f.day IS NULL, f.day, f.id"
    rest = f"{source} WHERE {' AND '.join(where)}"
    (total,) = link.execute(f"SELECT count(*) {rest}", values).fetchone()
    rows = link.execute(f"SELECT {_COLUMNS}, {shown} {rest} ORDER BY {order} LIMIT ?", [*values, asked.limit])
    return [Hit(*row) for row in rows], total


def _where(link: sqlite3.Connection, asked: Question) -> tuple[list[str], list[str]]:
    where, values = [f"f.kind IN ({', '.join('?' * len(asked.kinds))})"], list(asked.kinds)
    for facet, name in asked.facets.items():
        found = _named(link, facet, name)
        where.append("f.id IN (SELECT row FROM found_facets WHERE facet = ? AND value IN"
                     f" ({', '.join('?' * len(found))}))")
        values += [facet, *found]
    if asked.start:  # what is cut to a month or a year is compared as far as it goes
        where.append("substr(f.last, 1, length(?)) >= substr(?, 1, length(f.last))")
        values += [asked.start, asked.start]
    if asked.end:
        where.append("substr(f.day, 1, length(?)) <= substr(?, 1, length(f.day))")
        values += [asked.end, asked.end]
    return where, values


def _named(link: sqlite3.Connection, facet: str, name: str) -> list[str]:
    """Return the values that a folded name stands for: exactly, else as words of a longer name."""
    for test in ("name = ?1", "instr(' ' || name || ' ', ' ' || ?1 || ' ')"):
        rows = link.execute(f"SELECT DISTINCT value FROM found_names WHERE facet = ?2 AND {test} ORDER BY value",
                            (name, facet)).fetchall()
        if rows and name:
            return [value for (value,) in rows]
    raise UsageError(f"The case has no {facet} called {name!r}. Among those it has: {_known(link, facet, name)}.")


def _known(link: sqlite3.Connection, facet: str, name: str) -> str:
    """Return names of a facet for somebody whose word was another: those like it, else the commonest."""
    called = dict(link.execute("SELECT DISTINCT name, shown FROM found_names WHERE facet = ?", (facet,)))
    common = link.execute(
        "SELECT shown FROM (SELECT DISTINCT shown, value FROM found_names WHERE facet = ?1) n JOIN"
        " (SELECT value, count(*) AS many FROM found_facets WHERE facet = ?1 GROUP BY value) v ON v.value = n.value"
        " GROUP BY shown ORDER BY sum(many) DESC, shown", (facet,))
    return instead(name, called, (shown for (shown,) in common)) or "none"
