"""What was computed from a case and is kept in its file, part by part, so that a large case is seen at once.

It may be emptied at any time. A part is kept under a key that names all that it was computed from, with a digest of its
bytes; what is there but damaged counts as not there.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Mapping

from histor.ledger import rows

#: What is kept: bytes, or how they are made where they are not there yet (what hangs on nothing but its key and name).
Part = bytes | Callable[[], bytes]


def found(link: sqlite3.Connection, key: str, part: str) -> bytes | None:
    """Return a part as it was kept under a key, or None."""
    row = link.execute("SELECT body, digest FROM computed WHERE key = ?", (_name(key, part),)).fetchone()
    if row is None or hashlib.sha256(row[0]).hexdigest() != row[1]:
        return None
    try:
        return zlib.decompress(row[0])
    except zlib.error:
        return None


def keep(link: sqlite3.Connection, parts: Mapping[tuple[str, str], Part]) -> None:
    """Keep some parts, each by its key and its name, in the place of all that was kept before."""
    named = {_name(key, part): told for (key, part), told in parts.items()}
    there = set()
    for name, body, digest in link.execute("SELECT key, body, digest FROM computed").fetchall():
        if callable(named.get(name)) and hashlib.sha256(body).hexdigest() == digest:
            there.add(name)
        else:
            link.execute("DELETE FROM computed WHERE key = ?", (name,))
    for name, told in named.items():
        if name not in there:
            body = zlib.compress(told() if callable(told) else told, 1)
            digest = hashlib.sha256(body).hexdigest()
            link.execute("INSERT INTO computed VALUES (?, ?, ?)", (name, body, digest))


def _name(key: str, part: str) -> str:
    return rows.tidy(f"{part} {key}") or ""
