"""What SQLite's errors mean to a person: which file, what is wrong, what to do.

In one place, because the same fault (a full disk, another writer) may come up at any statement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from histor.errors import CaseError, CaseLocked

_BUSY = "another process is writing {path}: wait until it has ended, then run this again"

#: SQLite's primary result codes -> (exception, sentence).
_SENTENCES: dict[int, tuple[type[CaseError], str]] = {
    sqlite3.SQLITE_BUSY: (CaseLocked, _BUSY),
    sqlite3.SQLITE_LOCKED: (CaseLocked, _BUSY),
    sqlite3.SQLITE_FULL: (CaseError, "the disk is full, so nothing more was recorded in {path} and what was there is "
                                     "intact: free some space, then run this again"),
    sqlite3.SQLITE_READONLY: (CaseError, "{path} may not be written: change its permissions or those of its folder, "
                                         "or use a case elsewhere"),
    sqlite3.SQLITE_CANTOPEN: (CaseError, "{path} could not be opened: see that its folder exists and that you may "
                                         "read and write there"),
    sqlite3.SQLITE_PERM: (CaseError, "{path} may not be opened: change its permissions"),
    sqlite3.SQLITE_NOTADB: (CaseError, "{path} is not a case file: name another file; this one was left as it is"),
    sqlite3.SQLITE_CORRUPT: (CaseError, "{path} is damaged: restore a copy, or read the sources into a new case"),
    sqlite3.SQLITE_IOERR: (CaseError, "{path} could not be read or written by the system (a disk fault, or a full or "
                                      "vanished disk): check the disk, then run this again"),
}


@contextmanager
def speaking(path: Path | str) -> Iterator[None]:
    """Turn an error of SQLite within the block into a :class:`CaseError` with a sentence for a person."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        kind, sentence = _SENTENCES.get(code, (CaseError, "{path} could not be used: {error}"))
        raise kind(sentence.format(path=path, error=error) + ".") from error


def damaged(path: Path | str, what: str) -> CaseError:
    """Return the error for a case whose content does not hold together, with what was found."""
    return CaseError(f"{path} is damaged ({what}): restore a copy, or read the sources into a new case.")
