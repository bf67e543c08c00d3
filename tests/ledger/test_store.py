"""What is recorded once is there once, whole, unchanged, and can be asked for in SQL."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from histor.errors import CaseError
from histor.ledger import Decision, Ledger
from histor.model import Account
from histor.read import read_bytes
from stub_hand import StubHand

TEXT = "The harbour affair\n\nOn 2031-04-02 Freedonia attacked Sylvania there. Sylvania said 12 killed were counted."


def told(text: str = TEXT, coder: str = "0") -> Account:
    """Return an account of a text by a coder."""
    hand = StubHand()
    account = hand.take(hand.read("x.txt", text.encode()))
    return replace(account, coder={"histor": coder})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a case may be made."""
    return tmp_path / "case.histor"


def test_an_account_comes_back_as_it_went_in(path: Path) -> None:
    """Also after the file was closed and opened again."""
    account = told()
    with Ledger.open(path, create=True) as ledger:
        assert ledger.record(account)
    with Ledger.open(path) as ledger:
        assert list(ledger.accounts()) == [account]


def test_the_same_source_by_the_same_coder_is_recorded_once(path: Path) -> None:
    """The second time nothing is added; another coder adds an account, and that one counts."""
    with Ledger.open(path, create=True) as ledger:
        assert ledger.record(told())
        assert not ledger.record(told())
        assert ledger.has(told().document.id, {"histor": "0"})
        assert ledger.record(told(coder="1"))
        assert [account.coder for account in ledger.accounts()] == [{"histor": "1"}]
        assert ledger._link.execute("SELECT count(*) FROM sources").fetchone() == (1,)


def test_a_readable_account_takes_the_place_of_an_unreadable_one(path: Path) -> None:
    """And never the other way round, whichever came last."""
    good = told()
    bad = replace(good, sentences=(), events=(), attributions=(), tolls=())
    with Ledger.open(path, create=True) as ledger:
        ledger.record(bad, readable=False)
        assert not ledger.has(good.document.id, good.coder)
        ledger.record(good)
        ledger.record(replace(bad, coder={"histor": "9"}), readable=False)
        assert list(ledger.accounts()) == [good]


@pytest.mark.parametrize("table", ["sources", "accounts", "decisions"])
@pytest.mark.parametrize("verb", ["UPDATE {0} SET id = 9", "DELETE FROM {0}", "REPLACE INTO {0} SELECT * FROM {0}"])
def test_what_is_written_stays(path: Path, table: str, verb: str) -> None:
    """Sources, accounts and decisions can be neither changed, nor deleted, nor written over."""
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
        ledger.decide(Decision("2031-01-01", "me", "accept", "i-1", None, "yes", "seen"))
    with sqlite3.connect(path) as link, pytest.raises(sqlite3.DatabaseError, match="append-only"):
        link.execute(verb.format(table))


def test_the_tables_can_be_asked_in_sql(path: Path) -> None:
    """Sentences, events with roles, claims and tolls stand in tables; the views say who says so."""
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
    link = sqlite3.connect(path)
    assert link.execute("SELECT type, date_start, words FROM told_events").fetchall() == [
        ("ASSAULT", "2031-04-02", "attacked")]
    assert link.execute("SELECT role, ref FROM event_roles").fetchall() == [
        ("actor", "a-freedonia"), ("target", "a-sylvania")]
    assert link.execute("SELECT speaker, stance FROM who_says").fetchall() == [("Sylvania", "asserts")]
    assert link.execute("SELECT effect, low FROM told_casualties").fetchall() == [("killed", 12)]
    link.close()


def test_sentences_come_with_their_bounds(path: Path) -> None:
    """Source id, characters and words of each, once."""
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
        rows = list(ledger.sentences())
        assert all(TEXT[start:end] == words and source.startswith("s-") for source, start, end, words in rows)
        assert len(rows) == len({row[1] for row in rows}) == 3


def test_a_changed_account_is_noticed(path: Path) -> None:
    """The stored hash tells when bytes of an account were altered behind our back."""
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
    with sqlite3.connect(path) as link:
        link.execute("DROP TRIGGER accounts_keep")
        link.execute("UPDATE accounts SET body = zeroblob(10)")
    with Ledger.open(path) as ledger, pytest.raises(CaseError, match="damaged"):
        list(ledger.accounts())


def test_decisions_are_chained(path: Path) -> None:
    """A decision changed afterwards breaks the chain."""
    first = Decision("2031-01-01", "me", "merge", "i-1", ["i-1", "i-2"], ["i-1"], "the same strike")
    with Ledger.open(path, create=True) as ledger:
        one = ledger.decide(first)
        two = ledger.decide(replace(first, verb="undo", before=["i-1"], after=["i-1", "i-2"]))
        assert one != two and [d.verb for d in ledger.decisions()] == ["merge", "undo"]
    with sqlite3.connect(path) as link:
        link.execute("DROP TRIGGER decisions_keep")
        link.execute("UPDATE decisions SET reason = 'other' WHERE id = 1")
    with Ledger.open(path) as ledger, pytest.raises(CaseError, match="was changed"):
        list(ledger.decisions())


def test_lone_surrogates_do_not_stop_a_recording(path: Path) -> None:
    """A broken character becomes the replacement character in the tables and stays itself in the account."""
    account = told()
    broken = account.document.text.replace("Freedonia", "Free\udc80onia")
    account = replace(account, document=replace(account.document, text=broken))
    with Ledger.open(path, create=True) as ledger:
        assert ledger.record(account)
        assert list(ledger.accounts()) == [account]


def test_the_fingerprint_changes_with_the_content_only(path: Path, tmp_path: Path) -> None:
    """Two cases of the same accounts have the same fingerprint; one more account changes it."""
    with Ledger.open(path, create=True) as one, Ledger.open(tmp_path / "b.histor", create=True) as two:
        one.record(told())
        two.record(told())
        same = one.fingerprint()
        assert same == two.fingerprint()
        one.record(told("Another text\n\nSylvania attacked Freedonia."))
        assert one.fingerprint() != same


def test_a_closed_case_is_one_file(path: Path) -> None:
    """No companions are left behind."""
    with Ledger.open(path, create=True) as ledger:
        ledger.record(told())
    assert [file.name for file in path.parent.iterdir()] == ["case.histor"]


def test_read_bytes_is_the_documents_hash() -> None:
    """The source's hash is that of the original bytes, so a file can be recognised before it is read."""
    import hashlib

    assert read_bytes(TEXT.encode(), "x.txt").id == hashlib.sha256(TEXT.encode()).hexdigest()
