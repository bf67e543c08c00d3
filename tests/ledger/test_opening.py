"""Every way in which a case may not be a case is told in a sentence, and the file is left as it is."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from test_store import told

from histor.errors import CaseError, CaseLocked
from histor.ledger import Ledger, codec, coder_key, opening
from histor.model import Account


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case that holds one account."""
    path = tmp_path / "case.histor"
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
    return path


def test_it_is_marked_as_ours(case: Path) -> None:
    """Application id, version, WAL; and full synchronisation on every connection."""
    with Ledger.open(case) as ledger:
        pragmas = {name: ledger._link.execute(f"PRAGMA {name}").fetchone()[0]
                   for name in ("application_id", "user_version", "journal_mode", "synchronous")}
    assert pragmas == {"application_id": opening.APPLICATION, "user_version": opening.NEWEST, "journal_mode": "wal",
                       "synchronous": 2}


def test_a_missing_case(tmp_path: Path) -> None:
    """It is not made by looking for it."""
    with pytest.raises(CaseError, match="There is no case"):
        Ledger.open(tmp_path / "no.histor")
    assert not list(tmp_path.iterdir())


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    """Both are told apart from a case."""
    with pytest.raises(CaseError, match="is a folder"):
        Ledger.open(tmp_path, create=True)
    with pytest.raises(CaseError, match="does not exist"):
        Ledger.open(tmp_path / "no" / "case.histor", create=True)


@pytest.mark.parametrize("content", [b"Dear diary, today", b"\0" * 5000, b"SQLite format 3", b"%PDF-1.7"])
@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes, create: bool) -> None:
    """It is refused and not touched."""
    path = tmp_path / "case.histor"
    path.write_bytes(content)
    with pytest.raises(CaseError, match="not a case file"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_an_sqlite_file_of_another_program(tmp_path: Path, create: bool) -> None:
    """It is refused and not touched."""
    path = tmp_path / "photos.db"
    link = sqlite3.connect(path)
    link.executescript("CREATE TABLE photos (id); PRAGMA user_version = 1")
    link.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match="another program"):
        Ledger.open(path, create=create)
    assert path.read_bytes() == before


def test_an_empty_file_is_made_a_case_when_reading_and_refused_when_showing(tmp_path: Path) -> None:
    """A crash at the very start leaves one."""
    path = tmp_path / "case.histor"
    path.touch()
    with pytest.raises(CaseError, match="not a case"):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.record(told())


def test_a_newer_case(case: Path) -> None:
    """What a later version wrote is not guessed at."""
    with sqlite3.connect(case) as link:
        link.execute(f"PRAGMA user_version = {opening.NEWEST + 1}")
    with pytest.raises(CaseError, match="newer histor"):
        Ledger.open(case)


def test_a_damaged_case(case: Path) -> None:
    """Overwritten pages are noticed on opening."""
    size = case.stat().st_size
    with case.open("r+b") as stream:
        stream.seek(8192)
        stream.write(os.urandom(size - 8192 - 4096))
    with pytest.raises(CaseError, match="damaged"), Ledger.open(case) as ledger:
        list(ledger.accounts())


def test_a_case_cut_off(case: Path) -> None:
    """A half-copied file is noticed on opening."""
    with case.open("r+b") as stream:
        stream.truncate(case.stat().st_size // 2)
    with pytest.raises(CaseError, match="damaged"):
        Ledger.open(case)


def spoil(case: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with sqlite3.connect(case) as link:
        (page,) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = link.execute("PRAGMA page_size").fetchone()
    with case.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)


@pytest.mark.parametrize("table", ["accounts", "sources", "readings", "decisions"])
def test_damage_to_what_names_a_case_is_told_on_opening(case: Path, table: str) -> None:
    spoil(case, table)
    with pytest.raises(CaseError, match="damaged"):
        Ledger.open(case)


def test_other_damage_is_told_as_soon_as_more_is_asked_for_than_what_was_computed(case: Path) -> None:
    """That is known by its digest; who wants to write is told before."""
    spoil(case, "tolls")
    with Ledger.open(case) as ledger:
        assert ledger.fingerprint() and ledger.versions() and ledger.computed("anything", "of it") is None
        for ask in (ledger.sentences, ledger.accounts, lambda: ledger.record(told())):
            with pytest.raises(CaseError, match="damaged"):
                list(ask())
    with pytest.raises(CaseError, match="damaged"):
        Ledger.open(case, create=True)


def test_a_locked_case(case: Path) -> None:
    """Another writer is waited for, then named; when it has ended, recording goes on."""
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(case, wait=0.05) as ledger:
        with pytest.raises(CaseLocked, match="another process is writing"):
            ledger.record(told(coder="2"))
        assert len(list(ledger.accounts())) == 1
        other.execute("ROLLBACK")
        assert ledger.record(told(coder="2"))
    other.close()


def test_a_full_disk(case: Path) -> None:
    """Nothing of the account is kept, all before it is, and room again means recording again."""
    large = told("Long\n\n" + " ".join(f"Freedonia{n} attacked Sylvania{n}." for n in range(2500)))
    with Ledger.open(case) as ledger:
        (pages,) = ledger._link.execute("PRAGMA page_count").fetchone()
        ledger._link.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(CaseError, match="disk is full"):
            ledger.record(large)
        assert len(list(ledger.accounts())) == 1
        ledger._link.execute("PRAGMA max_page_count = 1000000")
        assert ledger.record(large)
    with Ledger.open(case) as ledger:
        assert len(list(ledger.accounts())) == 2


def test_an_old_case_is_brought_up_to_date(tmp_path: Path) -> None:
    """A file of version 1 keeps its accounts and gains what came later."""
    path, account = tmp_path / "old.histor", told()
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("PRAGMA journal_mode = WAL")
    opening.migrate(link, opening.MIGRATIONS[:1])
    assert link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'decisions'").fetchone() == (0,)
    _written_by_version_1(link, account)
    link.close()
    with Ledger.open(path) as ledger:
        assert list(ledger.accounts()) == [account]
        assert [(v.number, v.counts, v.read) for v in ledger.versions()] == [(1, True, "2031-01-01")]
        assert not ledger.record(account)
        assert list(ledger.decisions()) == []
        assert ledger._link.execute("PRAGMA user_version").fetchone() == (opening.NEWEST,)


def _written_by_version_1(link: sqlite3.Connection, account: Account) -> None:
    """Write an account as the first version of the case did."""
    told, body = account.document.source, zlib.compress(codec.encode(account))
    link.execute(
        "INSERT INTO sources (sha256, title, kind, uri, language, chars, recorded) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (account.document.id, told.title, told.kind, told.uri, told.language, 9, "2031-01-01"),
    )
    link.execute(
        "INSERT INTO accounts (source, coder, readable, body, digest, recorded) VALUES (1, ?, 1, ?, ?, '2031-01-01')",
        (coder_key(account.coder), body, hashlib.sha256(body).hexdigest()),
    )


def test_what_a_case_holds_is_told_without_its_bodies(case: Path) -> None:
    """The digests of the accounts that count are read off an index: a case of thousands is shown in a moment."""
    with Ledger.open(case) as ledger:
        (plan,) = [" ".join(row[3] for row in ledger._link.execute(
            "EXPLAIN QUERY PLAN SELECT source, digest FROM current_accounts ORDER BY source"))]  # fmt: skip
        held = ledger._link.execute("SELECT source, digest FROM current_accounts ORDER BY source").fetchall()
        assert held == ledger._link.execute("SELECT source, digest FROM accounts ORDER BY source").fetchall() != []
    scans = re.findall(r"(?:SCAN|SEARCH) accounts\b[^(]*", plan)
    assert scans and all("COVERING INDEX" in scan or "accounts_in_short" in scan for scan in scans)


def test_a_step_that_fails_leaves_the_old_version(tmp_path: Path) -> None:
    """All steps are taken or none."""
    good, bad = tmp_path / "1.sql", tmp_path / "2.sql"
    good.write_text("CREATE TABLE one (id);")
    bad.write_text("CREATE TABLE two (id);\nCREATE TABLE one (id);")
    link = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        opening.migrate(link, (good, bad))
    assert link.execute("PRAGMA user_version").fetchone() == (0,)
    assert link.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_migrations_are_numbered_without_gaps() -> None:
    """Their number is the version."""
    assert [int(file.name[:4]) for file in opening.MIGRATIONS] == list(range(1, opening.NEWEST + 1))


_READ_ONLY = """
import os, sys
from histor.errors import CaseError
from histor.ledger import Ledger
from test_store import told
account = told(coder="5")
if os.getuid() == 0:  # root may write everywhere, so the rights are given up, once everything is imported
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
ledger = Ledger.open(sys.argv[1])
print(len(list(ledger.accounts())))
try:
    ledger.record(account)
except CaseError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs a system with users")
def test_a_case_in_a_folder_that_may_not_be_written() -> None:
    """It can be read, and what is to be added is refused in a sentence."""
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, which only its owner may enter
        case = Path(folder, "case.histor")
        with Ledger.open(case, create=True) as ledger:
            ledger.record(told())
        case.chmod(0o444)
        case.parent.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", _READ_ONLY, case], capture_output=True, text=True, check=False,
                              env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))})
        case.parent.chmod(0o755)
    assert done.stdout.startswith("1\n") and "may not be written" in done.stdout, done.stderr
