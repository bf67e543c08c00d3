"""A case that grows one opening at a time, each drawing on what the last one kept, is the case made at once."""

from __future__ import annotations

import random
import sqlite3
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from histor.case import Case
from histor.case.parts import rules
from histor.consolidate import asks, harm, sheets
from histor.consolidate.block import Blocks
from histor.consolidate.score import answers
from histor.export.json import dumps
from histor.ledger import Ledger, brief_of, briefs, codec
from histor.ledger.briefs import account_of
from histor.ledger.codec import encode
from histor.model import Account
from histor.pipeline import take
from histor.read import read_path

CASES = Path(__file__).resolve().parents[1] / "bench" / "cases" / "dev"
NAMES = ("mine-train", "village-raid")


@pytest.fixture(scope="module")
def accounts(crew: Any) -> list[Account]:
    """Accounts of two cases."""
    paths = [path for name in NAMES for path in sorted((CASES / name / "accounts").glob("*.txt"))]
    return [take(read_path(path), crew) for path in paths]


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case counts as large."""
    monkeypatch.setattr("histor.case.seen.LARGE", 1)


def added(path: Path, account: Account) -> str:
    """Add an account in an opening of its own, and return the case as it is told then."""
    with Case(Ledger.open(path, create=True), "grown") as case:
        case._ledger.record(account)
        return dumps(case.to_dict())


def at_once(*accounts: Account) -> str:
    with Ledger.memory() as ledger:
        for account in accounts:
            ledger.record(account)
        return dumps(Case(ledger, "grown").to_dict())


def spoil(path: Path, body: bytes | None) -> None:
    """Put other bytes, which nothing shows to be other, in the place of all that is kept, or leave nothing of it."""
    with sqlite3.connect(path) as link:
        if body is None:
            link.execute("DELETE FROM computed")
        else:
            link.execute("UPDATE computed SET body = ?, digest = ?", (body, sha256(body).hexdigest()))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_case_grown_account_by_account_is_the_case_made_at_once(
    accounts: list[Account], tmp_path: Path, seed: int
) -> None:
    """In any order, to the byte."""
    order = random.Random(seed).sample(accounts, len(accounts))
    for count, account in enumerate(order, 1):
        told = added(tmp_path / "c.histor", account)
        if count % 3 == 0 or count == len(order):
            assert told == at_once(*order[:count])


@pytest.mark.parametrize("body", [None, b"", zlib.compress(b""), zlib.compress(b'{"fields":{},"record":[]}'),
                                  zlib.compress(b"\0" * 200), zlib.compress(b"\xff" * 200)])  # fmt: skip
def test_what_is_kept_may_vanish_or_be_nonsense(accounts: list[Account], tmp_path: Path, body: bytes | None) -> None:
    path, some = tmp_path / "c.histor", accounts[:4]
    for account in some[:-1]:
        added(path, account)
    spoil(path, body)
    assert added(path, some[-1]) == at_once(*some)


def test_what_people_decided_between_openings_holds(accounts: list[Account], tmp_path: Path) -> None:
    """And comes back to the bytes before when it is undone, whatever was kept in between."""
    path, some = tmp_path / "c.histor", accounts[:5]
    for account in some[:-1]:
        added(path, account)
    with Case(Ledger.open(path), "grown") as case:
        one, other = [row for row in case.incidents if row.type == "ASSAULT"][:2]
        case.merge(one.id, other.id, by="Anna")
        actors = [row.id for row in case.actors if row.side is None][:2]
        case.same(*actors, by="Anna")
    added(path, some[-1])
    with Case(Ledger.open(path), "grown") as case:
        kept = dumps(case.to_dict())
        spoil(path, None)
    with Case(Ledger.open(path), "grown") as case:
        assert dumps(case.to_dict()) == kept
        case.undo(by="Anna")
        case.undo(1, by="Anna")
        assert dumps(case.to_dict()) == at_once(*some)


def test_one_more_account_asks_about_its_own_deeds_alone(
    accounts: list[Account], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, some = tmp_path / "c.histor", accounts[:5]
    asked: list[str] = []
    monkeypatch.setattr("histor.consolidate.score.answers", lambda *pair: asked.append("pair") or answers(*pair))
    made = sheets.sheet_of
    monkeypatch.setattr(sheets, "sheet_of", lambda account: asked.append("sheet") or made(account))
    for account in some:
        asked.clear()
        added(path, account)
    last = asked.copy()
    asked.clear()
    spoil(path, None)
    with Case(Ledger.open(path), "grown") as case:
        assert case.incidents
    assert last.count("sheet") == 1 and asked.count("sheet") == 5
    assert last.count("pair") < asked.count("pair")


def test_one_more_account_looks_around_for_those_alone_whose_keys_show_another(
    accounts: list[Account], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a key showed in the last opening is in the file, so that most deeds need not look for their like again."""
    path, asked = tmp_path / "c.histor", []
    near = Blocks.near
    monkeypatch.setattr(Blocks, "near", lambda self, group: asked.append(group) or near(self, group))
    for account in accounts:
        asked.clear()
        added(path, account)
    last = len(asked)
    asked.clear()
    spoil(path, None)
    with Case(Ledger.open(path), "grown") as case:
        assert case.incidents
    assert last < len(asked)


def test_what_an_account_alone_tells_of_answers_and_harm_is_not_worked_out_again(
    accounts: list[Account], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is in the file too, so that a new process reads no sentences of accounts that are as they were."""
    path, asked = tmp_path / "c.histor", []
    for room, name in ((asks, "_asks"), (harm, "_notes")):
        made = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *told, made=made, name=name: asked.append(name) or made(*told))
    for account in accounts:
        asked.clear()
        added(path, account)
    assert asked.count("_notes") == 1 and 1 <= asked.count("_asks") < len(accounts)


def test_an_incident_that_is_as_it_was_is_not_spelt_out_again(
    accounts: list[Account], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = tmp_path / "c.histor", []
    for account in accounts[:-1]:
        added(path, account)
    spell = codec.encode_row
    monkeypatch.setattr(codec, "encode_row", lambda row: told.append(row) or spell(row))
    added(path, accounts[-1])
    with Case(Ledger.open(path), "grown") as case:
        assert 0 < len(told) < len(case.incidents) and dumps(case.to_dict()) == at_once(*accounts)


def test_what_is_kept_is_written_where_it_is_new(accounts: list[Account], tmp_path: Path) -> None:
    """What hangs on one account alone stays as it was written, row by row."""
    path = tmp_path / "c.histor"

    def rows() -> dict[str, int]:
        with sqlite3.connect(path) as link:
            query = "SELECT key, rowid FROM computed WHERE key LIKE 'brief %' OR key LIKE 'sheet %'"
            return dict(link.execute(query).fetchall())

    for account in accounts[:3]:
        added(path, account)
    before = rows()
    added(path, accounts[3])
    assert len(before) == 6 and len(rows()) == 8 and before.items() <= rows().items()


def test_a_brief_is_the_whole_account(accounts: list[Account], tmp_path: Path) -> None:
    """Every word comes back, in whatever way it is asked for, and all else at once."""
    for account in accounts[:3]:
        again = account_of(brief_of(account), zlib.compress(encode(account)))
        for sent, other in zip(account.sentences, again.sentences, strict=True):
            assert len(other.tokens) == len(sent.tokens) and list(other.tokens) == list(sent.tokens)
            assert other == sent and hash(other) == hash(sent) and other.tokens[1:3] == sent.tokens[1:3]
            assert [other.tokens[at] for at in range(len(sent.tokens))] == list(sent.tokens)
        assert replace(again, sentences=account.sentences) == account
        assert account_of(b"nonsense", zlib.compress(encode(account))) == account


def test_one_more_account_unfolds_no_other(
    accounts: list[Account], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What joining asks of the words of an account stands in its brief."""
    path, unfolded = tmp_path / "c.histor", []
    monkeypatch.setattr(briefs, "_sentence", lambda whole, at: unfolded.append(at) or whole().sentences[at].tokens)
    for account in accounts:
        added(path, account)
    assert len(unfolded) < len(accounts)


def test_a_brief_is_used_by_its_own_rules_only(accounts: list[Account], tmp_path: Path) -> None:
    path = tmp_path / "c.histor"
    added(path, accounts[0])
    with Ledger.open(path) as ledger:
        (whole,), (brief,) = ledger.accounts(), ledger.accounts(rules=rules())
        (other,) = ledger.accounts(rules="other rules")
    assert other == whole == brief and isinstance(whole.sentences[0].tokens, tuple)
    assert not isinstance(brief.sentences[0].tokens, tuple)
