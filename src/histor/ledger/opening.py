"""Opening a case: whether the file is ours, whole and of a version that we know, and bringing an older one up to date.

Everything that may be wrong with a file is told before the first row is read that is not known by a digest, so that no
command starts its work on a case that it cannot finish with: on opening what the key of a case hangs on, or all where
it is to be written; else the rest as soon as something of it is asked for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from histor.errors import CaseError
from histor.ledger.faults import damaged, speaking

#: "Hstr" in ASCII: what SQLite's header says of whose file it is.
APPLICATION = 0x48737472
_MAGIC = b"SQLite format 3\0"
_HERE = Path(__file__).parent

#: Every step from nothing to the newest schema; the number of steps taken is the file's ``user_version``.
MIGRATIONS = tuple(sorted((_HERE / "migrations").glob("[0-9]*.sql")))
NEWEST = len(MIGRATIONS)
#: The tables that name what a case holds: what was computed of it is found by them, and known by a digest.
_NAMING = ("accounts", "sources", "readings", "decisions")


def connect(path: Path, create: bool, wait: float) -> sqlite3.Connection:
    """Return an open connection to a case of the newest schema. Raises :class:`CaseError` with what is wrong."""
    _look(path, create)
    with speaking(path):
        link = _link(path, create, wait)
        try:
            if _prepare(link, path, create):
                migrate(link)
        except BaseException:
            link.close()
            raise
        return link


def memory() -> sqlite3.Connection:
    """Return a connection to a case that lives only as long as the process."""
    link = _tuned(sqlite3.connect(":memory:", isolation_level=None), 0)
    migrate(link)
    return link


def is_case(path: Path) -> bool:
    """Tell whether a path holds an SQLite file, which no source is; whether it is a case of ours is told on opening."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def migrate(link: sqlite3.Connection, steps: tuple[Path, ...] = MIGRATIONS) -> None:
    """Take every step that the file has not taken yet, all in one transaction, and renew the views."""
    link.execute("BEGIN IMMEDIATE")
    try:
        (done,) = link.execute("PRAGMA user_version").fetchone()
        for step in steps[done:]:
            _run(link, step)
        _renew_views(link)
        link.execute(f"PRAGMA application_id = {APPLICATION}")
        link.execute(f"PRAGMA user_version = {max(done, len(steps))}")
    except BaseException:
        link.execute("ROLLBACK")
        raise
    link.execute("COMMIT")


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one; ``executescript`` would end the transaction that they belong to."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _run(link: sqlite3.Connection, file: Path) -> None:
    for statement in statements(file.read_text(encoding="utf-8")):
        link.execute(statement)


def _renew_views(link: sqlite3.Connection) -> None:
    for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        link.execute(f'DROP VIEW "{name}"')
    (tables,) = link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'accounts'").fetchone()
    for file in sorted((_HERE / "views").glob("*.sql")) if tables else ():
        _run(link, file)


def _look(path: Path, create: bool) -> None:
    """Judge the file from outside: missing, a folder, or something that is no SQLite file at all."""
    if path.is_dir():
        raise CaseError(f"{path} is a folder, not a case: name a file in it, such as {path / 'case.histor'}.")
    if not path.exists():
        if not create:
            raise CaseError(f"There is no case {path}: make one with `histor read SOURCE -c {path}`.")
        if not path.parent.is_dir():
            raise CaseError(f"The folder {path.parent} does not exist: make it first, or name a case elsewhere.")
        return
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except OSError as error:
        raise CaseError(f"{path} could not be opened ({error.strerror}): change its permissions.") from None
    if head != _MAGIC and not (create and not head):  # an empty file is what a crash at the very start leaves
        raise CaseError(f"{path} is not a case file: name another file; this one was left as it is.")


def _link(path: Path, create: bool, wait: float) -> sqlite3.Connection:
    """Return a connection; where a folder may not be written, one that reads a case that nobody is writing."""
    place = f"file:{quote(os.fsencode(path.resolve()))}"
    link = sqlite3.connect(f"{place}?mode={'rwc' if create else 'rw'}", uri=True, isolation_level=None)
    try:
        return _tuned(link, wait)
    except sqlite3.OperationalError as error:
        link.close()
        code = error.sqlite_errorcode & 0xFF
        writing = Path(f"{path}-wal").exists()
        if create or writing or code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    return _tuned(sqlite3.connect(f"{place}?mode=ro&immutable=1", uri=True, isolation_level=None), wait)


def _tuned(link: sqlite3.Connection, wait: float) -> sqlite3.Connection:
    link.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")
    link.execute("PRAGMA synchronous = FULL")  # an acknowledged account survives a power cut
    link.execute("PRAGMA foreign_keys = ON")
    link.execute("PRAGMA trusted_schema = OFF")  # a case may come from a stranger
    link.execute("SELECT count(*) FROM sqlite_master")  # opens the file, so that what is wrong with it is told here
    return link


def _prepare(link: sqlite3.Connection, path: Path, create: bool) -> bool:
    """Judge the file from inside, and tell whether it has steps to take."""
    (owner,) = link.execute("PRAGMA application_id").fetchone()
    (version,) = link.execute("PRAGMA user_version").fetchone()
    (things,) = link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if create and not (owner or version or things):
        link.execute("PRAGMA journal_mode = WAL")
        return True
    if owner != APPLICATION:
        raise CaseError(f"{path} is an SQLite file of another program: name another file; this one was left as it is.")
    if version > NEWEST:
        raise CaseError(
            f"{path} was written by a newer histor (case version {version}, this one knows {NEWEST}): update histor."
        )
    outdated = bool(version < NEWEST)
    if create or outdated:
        look_through(link, path)
    else:
        for table in _NAMING:
            _check(link, path, table)
    return outdated


def look_through(link: sqlite3.Connection, path: Path | str) -> None:
    """Look through the whole file; its size is what this takes. Raises :class:`CaseError` for one that is damaged."""
    with speaking(path):
        _check(link, path, "1")


def _check(link: sqlite3.Connection, path: Path | str, what: str) -> None:
    (verdict,) = link.execute(f"PRAGMA quick_check({what})").fetchone()
    if verdict != "ok":
        raise damaged(path, verdict)
