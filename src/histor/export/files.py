"""Writing a file whole or not at all: what was there before stays until what takes its place is on the disk.

A case is never written over: what it keeps cannot be made again from anything that is written here.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from histor.errors import CaseError, HistorError, UsageError
from histor.ledger import is_case


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8. Raises :class:`HistorError` with what is wrong; a file of that name is then as before."""
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes as they are; what goes wrong is told, and undone, as with a text."""
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise HistorError(f"{path} is a folder: name a file in it.")
        _straight(path, content)  # a device or a pipe takes what it is given
        return
    refuse_case(path)
    import tempfile  # late: a command that writes nothing does without it

    place = ""
    try:
        handle, place = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with open(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(place, 0o666 & ~_umask())
        os.replace(place, path)
    except OSError as error:
        raise _told(path, error) from None
    finally:
        if place:
            with suppress(FileNotFoundError):
                os.unlink(place)  # only there when something went wrong before it was renamed


def refuse_case(path: Path) -> None:
    """Refuse to put anything in the place of a case (or of any other database). Raises :class:`UsageError`."""
    if path.is_file() and is_case(path):
        raise UsageError(f"{path} is a case or another database, which no output may replace: name another file; this "
                         "one was left as it is.")  # fmt: skip


def _straight(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _told(path, error) from None


def _told(path: Path, error: OSError) -> HistorError:
    if error.errno == errno.ENOSPC:
        return CaseError(f"The disk is full, so {path} was not written: free some space, then run this again.")
    return HistorError(f"{path} could not be written ({error.strerror}): see that its folder is there and is yours.")


def _umask() -> int:
    """Return the process's mask; the system tells it only in exchange for another."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
