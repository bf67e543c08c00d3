"""A run goes on past a bad document, records in order, and stops cleanly."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path

import pytest

from histor.errors import CaseError, HistorError
from histor.ledger import Ledger
from histor.run import Outcome, read_sources
from stub_hand import StubHand, hire


def _files(folder: Path, *texts: str | bytes) -> list[str]:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(str(path))
    return paths


GOOD = ("One\n\nFreedonia attacked Sylvania at the harbour.", "Two\n\nSylvania attacked Freedonia in the hills.",
        "Three\n\nFreedonia said that nothing happened there.")


@pytest.mark.parametrize("jobs", [1, 2])
def test_sources_are_recorded_in_their_order(tmp_path: Path, jobs: int) -> None:
    """Whatever the number of processes, the case is the same."""
    with Ledger.memory() as ledger:
        report = read_sources(_files(tmp_path, *GOOD), ledger, hire, jobs=jobs)
        assert [outcome.status for outcome in report.outcomes] == ["read"] * 3
        assert [account.document.source.title for account in ledger.accounts()] == ["One", "Two", "Three"]
        assert report.words == 21 and report.sentences == 6 and report.speed > 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_document_is_a_row_with_its_issue(tmp_path: Path, jobs: int) -> None:
    """Empty, binary, crashing, foreign: each is told and kept, and the good ones are read."""
    paths = _files(tmp_path, GOOD[0], b"", bytes(range(256)) * 40, "X\n\nCRASH and burn. Freedonia attacked Sylvania.",
                   "Y\n\nBonjour le monde.", GOOD[1])
    with Ledger.memory() as ledger:
        report = read_sources(paths, ledger, hire, jobs=jobs)
        assert [o.status for o in report.outcomes] == ["read", "failed", "failed", "failed", "failed", "read"]
        assert all(o.source in o.message for o in report.outcomes if o.status == "failed")
        rows = {a.document.source.uri: [i.message for i in a.issues] for a in ledger.accounts()}
        assert list(rows) == paths and all(rows[path] for path in paths[1:5])
        assert [i.stage for a in ledger.accounts() for i in a.issues] == ["read", "read", "extract", "parse"]


def test_a_file_that_is_not_there_is_told_and_not_kept(tmp_path: Path) -> None:
    """There are no bytes whose hash could name it."""
    with Ledger.memory() as ledger:
        report = read_sources([str(tmp_path / "no.txt"), *_files(tmp_path, GOOD[0])], ledger, hire)
        assert [o.status for o in report.outcomes] == ["failed", "read"] and "no.txt" in report.outcomes[0].message
        assert len(list(ledger.accounts())) == 1


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    """Neither in a later run nor twice in one; a source that failed is tried anew."""
    paths = _files(tmp_path, GOOD[0], GOOD[0], "X\n\nCRASH here.")
    with Ledger.memory() as ledger:
        first = read_sources(paths, ledger, hire)
        again = read_sources(paths, ledger, hire)
        assert [o.status for o in first.outcomes] == ["read", "known", "failed"]
        assert [o.status for o in again.outcomes] == ["known", "known", "failed"]
        assert len(list(ledger.accounts())) == 2


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes are hashed like a file's."""
    with Ledger.memory() as ledger:
        for status in ("read", "known"):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD[0].encode())))
            assert read_sources(["-"], ledger, hire).outcomes[0].status == status


def test_progress_is_told_after_each_source(tmp_path: Path) -> None:
    """In order."""
    seen: list[Outcome] = []
    with Ledger.memory() as ledger:
        report = read_sources(_files(tmp_path, *GOOD), ledger, hire, seen.append)
    assert tuple(seen) == report.outcomes


def test_ctrl_c_while_recording_waits_for_the_record(tmp_path: Path) -> None:
    """The account under way is kept and counted; the rest is not read."""
    class Pressed(Ledger):
        def record(self, account: object, **how: object) -> bool:  # type: ignore[override]
            os.kill(os.getpid(), signal.SIGINT)
            return super().record(account, **how)  # type: ignore[arg-type]

    with Pressed.memory() as ledger:
        report = read_sources(_files(tmp_path, *GOOD), ledger, hire)
        assert report.interrupted and report.count("read") == 1
        assert len(list(ledger.accounts())) == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


class _Interrupted(StubHand):
    def take(self, document: object) -> object:  # type: ignore[override]
        raise KeyboardInterrupt


def test_ctrl_c_while_reading_stops_at_once(tmp_path: Path) -> None:
    """Nothing of the document under way is kept."""
    with Ledger.memory() as ledger:
        report = read_sources(_files(tmp_path, *GOOD), ledger, _Interrupted)  # type: ignore[arg-type]
        assert report.interrupted and not report.outcomes


class _Killed(StubHand):
    def take(self, document: object) -> object:  # type: ignore[override]
        os._exit(9)


def test_a_worker_that_the_system_ends_is_told(tmp_path: Path) -> None:
    """It does not hang, and says what to do."""
    with Ledger.memory() as ledger, pytest.raises(HistorError, match="fewer --jobs"):
        read_sources(_files(tmp_path, *GOOD), ledger, _Killed, jobs=2)  # type: ignore[arg-type]


def test_a_fault_of_the_case_stops_the_run(tmp_path: Path) -> None:
    """There is no sense in reading what cannot be recorded; the pool is taken down too."""
    class Full(Ledger):
        def record(self, account: object, **how: object) -> bool:  # type: ignore[override]
            raise CaseError("full")

    with Full.memory() as ledger, pytest.raises(CaseError):
        read_sources(_files(tmp_path, *GOOD), ledger, hire, jobs=2)


class _Hungry(StubHand):
    def take(self, document: object) -> object:  # type: ignore[override]
        raise MemoryError


def test_too_little_memory_is_told_for_the_source_and_not_kept(tmp_path: Path) -> None:
    """It says nothing about the source, only about the machine."""
    with Ledger.memory() as ledger:
        report = read_sources(_files(tmp_path, GOOD[0]), ledger, _Hungry)  # type: ignore[arg-type]
        assert report.outcomes[0].status == "failed" and "memory" in report.outcomes[0].message
        assert not list(ledger.accounts())
