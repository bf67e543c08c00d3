"""Several texts from one place: the newest counts, the others stay, and nothing depends on the order but what must."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from test_store import told

from histor.errors import CaseError
from histor.ledger import Ledger, Whereabouts
from histor.model import Account, Particulars

TEXT = "The harbour affair\n\nFreedonia attacked Sylvania there. Sylvania said {} killed were counted."


def version(number: int) -> Account:
    """Return the account of one version of a text."""
    return told(TEXT.format(number))


def at(series: str = "file:/a.txt", rank: str = "", uri: str = "a.txt", **given: str) -> Whereabouts:
    """Return where a text was met."""
    return Whereabouts(uri, series, rank, Particulars(**given))


def counting(ledger: Ledger) -> list[str]:
    """Return the ids of the sources that count."""
    return sorted("s-" + account.document.id[:12] for account in ledger.accounts())


def ident(account: Account) -> str:
    """Return a source's id."""
    return "s-" + account.document.id[:12]


def test_a_place_that_says_something_else_now() -> None:
    """The later text counts; both stay; one that says again what it said before counts again."""
    one, two = version(1), version(2)
    with Ledger.memory() as ledger:
        assert ledger.newest(one.document.source, at()) is None
        for account in (one, two):
            ledger.record(account, at=at())
        assert counting(ledger) == [ident(two)]
        assert [(v.id, v.number, v.counts, v.of) for v in ledger.versions()] == [
            (ident(one), 1, False, ident(one)), (ident(two), 2, True, ident(one))]  # fmt: skip
        assert ledger.newest(one.document.source, at()) is not None
        assert not ledger.record(one, at=at())  # read again, and not a second time taken down
        assert counting(ledger) == [ident(one)]


def test_the_same_text_in_the_same_place_says_nothing_new() -> None:
    one = version(1)
    with Ledger.memory() as ledger:
        ledger.record(one, at=at())
        before = ledger.fingerprint()
        assert not ledger.record(one, at=at()) and not ledger.note(one.document.id, one.document.source, at())
        assert ledger.fingerprint() == before and len(ledger.versions()) == 1


def test_texts_without_a_place_are_versions_of_nothing() -> None:
    with Ledger.memory() as ledger:
        for number in (1, 2):
            ledger.record(version(number))
        assert len(counting(ledger)) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_ranked_versions_count_by_their_rank(order: tuple[int, ...]) -> None:
    """Captures of one page, or revisions: whatever the order in which they are read."""
    accounts = [version(n) for n in range(3)]
    with Ledger.memory() as ledger:
        for n in order:
            source = replace(accounts[n].document.source, version_of="http://a.example/")
            account = replace(accounts[n], document=replace(accounts[n].document, source=source))
            ledger.record(account, at=at("", f"2031-04-0{n + 1}", f"x.warc!/{n}"))
        assert counting(ledger) == [ident(accounts[2])]
        assert [v.number for v in ledger.versions()] == [n + 1 for n in order]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("name", ["a.txt", "id"])
def test_a_declared_version_joins_what_it_names(order: tuple[int, int], name: str) -> None:
    """By address or id, whichever was read first."""
    one, two = version(1), version(2)
    of = ident(one) if name == "id" else name
    ways = [(one, at()), (two, at("file:/b.txt", uri="b.txt", version_of=of))]
    with Ledger.memory() as ledger:
        for n in order:
            ledger.record(ways[n][0], at=ways[n][1])
        assert counting(ledger) == [ident(two)]
        assert {v.id: (v.number, v.of) for v in ledger.versions()} == {
            ident(one): (1, ident(one)), ident(two): (2, ident(one))}  # fmt: skip


def test_a_newer_text_that_cannot_be_read_hides_nothing() -> None:
    """The older one still counts, and what was wrong with the newer one is seen."""
    good = version(1)
    bad = replace(version(2), sentences=(), events=(), attributions=(), tolls=())
    with Ledger.memory() as ledger:
        ledger.record(good, at=at())
        ledger.record(bad, readable=False, at=at())
        assert counting(ledger) == sorted([ident(good), ident(bad)])
        ledger.record(version(3), at=at())
        assert counting(ledger) == [ident(version(3))]


def test_what_is_said_of_a_source_is_kept_and_may_be_said_better() -> None:
    """Later words are laid over earlier ones, and over those in an account taken down before."""
    one = version(1)
    with Ledger.memory() as ledger:
        ledger.record(one, at=at(publisher="The Daily", country="FRA"))
        assert ledger.note(one.document.id, one.document.source, at(publisher="The Evening"))
        assert not ledger.note(one.document.id, one.document.source, at())  # nothing said is nothing taken back
        (account,) = ledger.accounts()
        assert (account.document.source.publisher, account.document.source.country) == ("The Evening", "FRA")
        assert ledger.known(one.document.id).given == Particulars(publisher="The Evening", country="FRA")


def test_the_same_bytes_in_another_place() -> None:
    """One source, which stands in both places; what is said of it there stands beside."""
    one = version(1)
    with Ledger.memory() as ledger:
        ledger.record(one, at=at(publisher="The Daily"))
        ledger.record(one, at=at("file:/b.txt", uri="b.txt", publisher="The Evening"))
        (account,) = ledger.accounts()
        assert account.document.source.publisher == "The Daily"
        (reprint,) = ledger.standings()[one.document.id].reprints
        assert (reprint.uri, reprint.publisher) == ("b.txt", "The Evening")
        ledger.record(version(2), at=at("file:/b.txt", uri="b.txt"))
        assert len(counting(ledger)) == 2  # the first still stands at the first place


def test_a_day_that_others_tell_makes_another_reading() -> None:
    """Dates are reckoned from it; a publisher changes nothing in the reading."""
    one = version(1)
    with Ledger.memory() as ledger:
        assert ledger.record(one, at=at())
        assert not ledger.record(one, at=at(publisher="The Daily"))
        assert ledger.record(one, at=at(published="2031-04-03"))
        assert [account.document.source.published for account in ledger.accounts()] == ["2031-04-03"]


def test_readings_are_append_only(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "c.histor", create=True) as ledger:
        ledger.record(version(1), at=at())
        for statement in ("UPDATE readings SET series = 'x'", "DELETE FROM readings",
                          "REPLACE INTO readings SELECT * FROM readings"):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                ledger._link.execute(statement)


def test_a_full_disk_leaves_neither_the_text_nor_its_place(tmp_path: Path) -> None:
    """An account and where it was met are one transaction: the older version still counts."""
    one, large = version(1), told("Long\n\n" + " ".join(f"Freedonia{n} attacked Sylvania{n}." for n in range(2500)))
    with Ledger.open(tmp_path / "c.histor", create=True) as ledger:
        ledger.record(one, at=at())
        (pages,) = ledger._link.execute("PRAGMA page_count").fetchone()
        ledger._link.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(CaseError, match="disk is full"):
            ledger.record(large, at=at())
        assert counting(ledger) == [ident(one)] and len(ledger.versions()) == 1
        ledger._link.execute("PRAGMA max_page_count = 1000000")
        assert ledger.record(large, at=at())
        assert counting(ledger) == [ident(large)]
