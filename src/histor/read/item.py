"""One source on its way to a reader: where it lies, its bytes where they are at hand, what is said of it.

Whatever holds sources (a folder, an archive, a mail box, a feed, the web) yields these and nothing else, so that a run
need not know what it reads from; and the bounds within which all of them work stand here too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from histor.model import Particulars

#: What parts a container's address from the address of a member in it.
INSIDE = "!/"
NOTHING = Particulars()
#: Bytes that any member may unpack to, whatever its ratio: short texts of one letter pack well.
_SLACK = 10_000_000
_CHUNK = 1 << 16
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Item:
    """A source: its address for people, its bytes (``None`` where it lies in a file of that name), and its form.

    ``form`` is a name in ``READERS`` or ``None`` where the ending or the content tells it. ``given`` is what its
    container, a manifest or a person says of it. ``series`` is the place whose newest text counts (empty where a text
    has no such place), ``rank`` an ISO 8601 time that orders its versions. ``error`` is the sentence for a source
    that cannot be had.
    """

    address: str
    data: bytes | None = None
    form: str | None = None
    given: Particulars = NOTHING
    series: str = ""
    rank: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come out of one container; each number is a setting."""

    member_bytes: int = 64_000_000
    members: int = 20_000
    total_bytes: int = 1_000_000_000
    ratio: int = 200
    depth: int = 3
    pages: int = 20


class OverLimitError(Exception):
    """A container holds more than is safe to unpack; carries the sentence's end."""


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one named container, with all in it, is unpacked."""

    limits: Limits
    members: int = 0
    unpacked: int = 0
    depth: int = 0
    #: Opens what lies inside a container; given by the door of the room, so that kinds need not know each other.
    inner: Callable[[str, BinaryIO, Budget], Iterator[Item] | None] = field(default=lambda name, stream, budget: None)

    def member(self) -> None:
        """Count one member. Raises :class:`OverLimitError` after the last that is allowed."""
        self.members += 1
        if self.members > self.limits.members:
            raise OverLimitError(f"holds more than {self.limits.members:,} members (the setting max_members)")

    def count(self, count: int) -> None:
        """Count unpacked bytes. Raises :class:`OverLimitError` above the allowed total."""
        self.unpacked += count
        if self.unpacked > self.limits.total_bytes:
            raise OverLimitError(
                f"unpacks to more than {self.limits.total_bytes / 1e6:,.0f} MB (the setting max_unpacked)"
            )

    def read(self, stream: BinaryIO, packed: int | None = None) -> bytes | str:
        """Return a member's bytes, or why it is too much for one source; ``packed`` is its size in the container."""
        most = self.limits.member_bytes
        allowed = most if packed is None else min(most, packed * self.limits.ratio + _SLACK)
        parts: list[bytes] = []
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            self.count(len(chunk))
            if size > most:
                return f"has more than {most / 1e6:.0f} MB: split it into several files"
            if size > allowed:
                return (f"unpacks to more than {self.limits.ratio} times its size (the setting max_ratio), as only a"
                        " bomb does, and was not read: leave it out")
            parts.append(chunk)
        return b"".join(parts)


class Metered(io.RawIOBase):
    """An unpacked stream that stops a bomb while it is still being unpacked, also where nobody keeps the bytes."""

    def __init__(self, inner: BinaryIO, packed: BinaryIO | None, budget: Budget) -> None:
        self._inner, self._packed, self._budget = inner, packed, budget
        self._out = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def tell(self) -> int:
        """Return how many bytes came out."""
        return self._out

    def readinto(self, target: Any) -> int:
        """Fill a buffer. Raises :class:`OverLimitError` where more comes out than is safe."""
        data = self._inner.read(min(len(target), _CHUNK))
        self._out += len(data)
        limits = self._budget.limits
        if self._out > limits.total_bytes:
            raise OverLimitError(f"unpacks to more than {limits.total_bytes / 1e6:,.0f} MB (the setting max_unpacked)")
        if self._packed is not None and self._out > self._packed.tell() * limits.ratio + _SLACK:
            raise OverLimitError(f"unpacks to more than {limits.ratio} times its size (the setting max_ratio)")
        target[: len(data)] = data
        return len(data)


def hostile(name: str) -> str | None:
    """Return why a member's name is refused, or None.

    Nothing is ever written where a member says; but a name that points elsewhere would be a false citation.
    """
    parts = name.replace("\\", "/").split("/")
    if not name.strip() or _CONTROL.search(name):
        return "has a name with characters that no name has"
    if name.replace("\\", "/").startswith("/") or _DRIVE.match(name):
        return "has a name that points outside the archive (an absolute path)"
    if ".." in parts:
        return "has a name that points outside the archive (..)"
    return None


def tidy(name: str) -> str:
    """Return a member's name with one kind of slash, no empty parts and no control characters."""
    clean = _CONTROL.sub("\ufffd", name.replace("\\", "/"))
    return str(PurePosixPath(clean)) if clean.strip("/") else clean


def hidden(name: str) -> bool:
    """Tell whether a member is one that listings pass over: a part of its name begins with a dot, or a system's own."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
