"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from histor.errors import CaseError, HistorError, UsageError
from histor.export.files import write_text
from histor.ledger import Ledger


def test_a_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    """And its characters as UTF-8."""
    path = tmp_path / "a.json"
    write_text(path, "ä\n")
    other = tmp_path / "b"
    other.touch()
    assert path.read_bytes() == "ä\n".encode() and path.stat().st_mode == other.stat().st_mode


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing half-written beside it."""
    path = tmp_path / "a.json"
    write_text(path, "old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseError, match="disk is full"):
        write_text(path, "new")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder, and a folder that is not there."""
    with pytest.raises(HistorError, match="is a folder"):
        write_text(tmp_path, "x")
    with pytest.raises(HistorError, match="could not be written"):
        write_text(tmp_path / "no" / "a.json", "x")


def test_a_device_takes_what_it_is_given() -> None:
    """And is not replaced by a file."""
    write_text(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told() -> None:
    """As a full disk."""
    with pytest.raises(CaseError, match="disk is full"):
        write_text(Path("/dev/full"), "x" * 100_000)


def test_a_case_is_not_replaced(tmp_path: Path) -> None:
    """Whoever calls this from Python is refused too."""
    path = tmp_path / "a.histor"
    Ledger.open(path, create=True).close()
    kept = path.read_bytes()
    with pytest.raises(UsageError, match="is a case"):
        write_text(path, "{}")
    assert path.read_bytes() == kept
