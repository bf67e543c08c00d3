"""Kill -9 at any moment loses nothing that was acknowledged and leaves nothing half-written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from histor.ledger import Ledger

_WRITER = """
import sys
from test_store import told
from histor.ledger import Ledger
path, first = sys.argv[1], int(sys.argv[2])
with Ledger.open(path, create=True) as ledger:
    for number in range(first, first + 100000):
        ledger.record(told(f"Text {number}\\n\\n" + "Freedonia attacked Sylvania. " * 40))
        print(number, flush=True)
"""


def _killed_after(case: Path, first: int, seconds: float) -> list[int]:
    """Run the writer, kill it, and return the numbers of the texts that it said were recorded."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(case), str(first)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert writer.stdout
    lines = [writer.stdout.readline()]  # from its first word on, any moment may be the last
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    lines += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    return [int(line) for line in lines if line.endswith("\n") and line.strip()]


def _rounds(case: Path, rounds: int) -> None:
    acknowledged: set[int] = set()
    chance = random.Random(7)
    for _ in range(rounds):
        acknowledged |= set(_killed_after(case, max(acknowledged, default=-1) + 1, chance.uniform(0, 0.25)))
        with Ledger.open(case, create=True) as ledger:
            accounts = list(ledger.accounts())
            there = {int(account.document.source.title.split()[1]) for account in accounts}
            assert acknowledged <= there and len(there - acknowledged) <= rounds
            assert ledger._link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            _nothing_half_written(ledger._link, len(accounts))
        acknowledged = there
    assert len(acknowledged) >= rounds


def _nothing_half_written(link: sqlite3.Connection, accounts: int) -> None:
    """Every account has its source, all its sentences and their words in the index."""
    counts = [link.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
              for table in ("sources", "accounts", "sentences", "events")]
    assert counts[:2] == [accounts, accounts] and counts[3] == 40 * accounts and counts[2] == 41 * accounts
    assert link.execute("SELECT count(*) FROM sentence_index WHERE sentence_index MATCH 'freedonia'").fetchone()[0] == (
        40 * accounts)
    link.execute("INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')")


def test_killed_three_times(tmp_path: Path) -> None:
    """The short form, for every day."""
    _rounds(tmp_path / "case.histor", 3)


@pytest.mark.slow
def test_killed_twenty_times(tmp_path: Path) -> None:
    """The long form."""
    _rounds(tmp_path / "case.histor", 20)
