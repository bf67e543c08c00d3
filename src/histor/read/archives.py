"""ZIP and tar archives: each member is a source, read in memory and never written anywhere.

An archive comes from a stranger: names that point outside, links, devices and bombs are refused one by one, and the
members beside them are read.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from histor.errors import DataError
from histor.read.item import INSIDE, Budget, Item, Limits, Metered, OverLimitError, hidden, hostile, tidy

#: What the libraries raise for bytes that are not what they should be.
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, struct.error,
          NotImplementedError, RuntimeError, ValueError, UnicodeError, OverflowError, IndexError)  # fmt: skip
_ENCRYPTED = 0x1
#: A ZIP's table of contents larger than this holds more names than anybody reads: a million.
_TABLE = 64_000_000
_PACKERS: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", lambda stream: cast(BinaryIO, gzip.GzipFile(fileobj=stream))),
    (b"BZh", lambda stream: cast(BinaryIO, bz2.BZ2File(stream))),
    (b"\xfd7zXZ", lambda stream: cast(BinaryIO, lzma.LZMAFile(stream))),  # noqa: SIM115  its reader closes it
)

Readable = Callable[[str], bool]


def zip_items(name: str, stream: BinaryIO, budget: Budget, readable: Readable) -> Iterator[Item]:
    """Yield the members of a ZIP archive that can be read or should be told of; ``readable`` judges their names."""
    if _table_size(stream) > _TABLE:
        raise OverLimitError("has a table of contents with more names than anybody reads")
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            budget.member()
            address = name + INSIDE + tidy(info.filename)
            if info.is_dir():
                continue
            fault = hostile(info.filename) or _odd(info.external_attr >> 16)
            if fault:
                yield Item(address, error=f"{address} {fault} and was not read: leave it out.")
            elif not hidden(info.filename) and readable(info.filename):
                yield from _zipped(archive, info, address, budget)


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, address: str, budget: Budget) -> Iterator[Item]:
    if info.flag_bits & _ENCRYPTED:
        yield Item(address, error=f"{address} is locked by a password: unlock it, and pack it again.")
        return
    if _unbounded(info):
        yield Item(address, error=f"{address} is packed in a way that cannot be unpacked within limits: pack it again"
                                  " by the usual method.")  # fmt: skip
        return
    try:
        with archive.open(info) as member:
            data = budget.read(cast(BinaryIO, member), info.compress_size)
    except BROKEN as error:
        yield Item(address, error=_broken(address, error))
        return
    yield from opened(address, data, budget)


def _table_size(stream: BinaryIO) -> int:
    """Return the size of a ZIP's table of contents as its end tells it, before a library loads it into memory."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - (1 << 16) - 22))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    wide = tail.rfind(b"PK\x06\x06")
    return int.from_bytes(tail[wide + 40 : wide + 48], "little") if size == 0xFFFFFFFF and wide >= 0 else size


def tar_items(name: str, stream: BinaryIO, budget: Budget, readable: Readable) -> Iterator[Item]:
    """Yield the members of a tar archive, packed by gzip, bzip2, xz or not at all, in one pass over the file."""
    with tarfile.open(fileobj=cast(BinaryIO, unpacked(stream, budget)), mode="r|") as archive:
        for info in archive:
            budget.member()
            address = name + INSIDE + tidy(info.name)
            if info.isdir():
                continue
            fault = hostile(info.name) or (None if info.isreg() else _kind(info))
            if fault:
                yield Item(address, error=f"{address} {fault} and was not read: leave it out.")
            elif not hidden(info.name) and readable(info.name):
                member = archive.extractfile(info)
                if member is not None:
                    yield from opened(address, budget.read(cast(BinaryIO, member)), budget)


def unpacked(stream: BinaryIO, budget: Budget) -> Metered:
    """Return the stream under a packing that its first bytes tell, metered."""
    head = stream.read(8)
    stream.seek(0)
    for magic, unpack in _PACKERS:
        if head.startswith(magic):
            return Metered(unpack(stream), stream, budget)
    return Metered(stream, None, budget)


def names_in(name: str, stream: BinaryIO, limits: Limits, wanted: Sequence[str]) -> tuple[list[str], str, bytes]:
    """Return the addresses of an archive's members, and address and bytes of the highest member of a wanted name.

    Both are empty where there is none, or where what is wrong with the archive will be told as it is read. Raises
    :class:`DataError` for a member of that name that is too large.
    """
    names: list[str] = []
    best, data = "", b""
    try:
        for address, member in _members(name, stream, Budget(limits)):
            names.append(address)
            depth, known = address.count("/"), best.count("/")
            if PurePosixPath(address).name in wanted and (not best or depth < known):
                best, data = address, member()
    except (*BROKEN, OverLimitError):
        return [], "", b""
    return names, best, data


def _members(name: str, stream: BinaryIO, budget: Budget) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the address of each harmless member and what reads it, within limits."""
    if name.lower().endswith(".zip"):
        if _table_size(stream) > _TABLE:
            return
        with zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                budget.member()
                if not (info.is_dir() or hostile(info.filename) or hidden(info.filename) or _unbounded(info)):
                    address = name + INSIDE + tidy(info.filename)
                    yield address, partial(_small, address, partial(archive.open, info), budget)
        return
    with tarfile.open(fileobj=cast(BinaryIO, unpacked(stream, budget)), mode="r|") as packed:
        for one in packed:
            budget.member()
            if one.isreg() and not (hostile(one.name) or hidden(one.name)):
                address = name + INSIDE + tidy(one.name)
                yield address, partial(_small, address, partial(packed.extractfile, one), budget)


def _small(address: str, opener: Callable[[], Any], budget: Budget) -> bytes:
    """Return the bytes of a member that ought to be small. Raises :class:`DataError`."""
    with opener() as member:
        data = budget.read(cast(BinaryIO, member), packed=0)
    if isinstance(data, str):
        raise DataError(f"{address}, line 1: this is larger than a manifest can be: split the archive.")
    return data


def _unbounded(info: zipfile.ZipInfo) -> bool:
    """Tell of a packing that the library unpacks in pieces without a bound: a bomb of 60 kB may hold gigabytes."""
    return info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def opened(address: str, data: bytes | str, budget: Budget) -> Iterator[Item]:
    """Yield a member, or what is in it where it is a container itself; a string is why it could not be had."""
    if isinstance(data, str):
        yield Item(address, error=f"{address} {data}.")
        return
    inside = budget.inner(address, BytesIO(data), budget)
    if inside is None:
        yield Item(address, data)
    else:
        yield from inside


def _odd(mode: int) -> str | None:
    kind = stat.S_IFMT(mode)
    if kind in (0, stat.S_IFREG):
        return None
    return "is a link to another file" if kind == stat.S_IFLNK else "is no file but a device or pipe"


def _kind(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return "is a link to another file"
    return "is no file but a device or pipe"


def _broken(address: str, error: BaseException) -> str:
    return f"{address} is broken ({reason(error)}): get another copy."


def reason(error: BaseException) -> str:
    """Return an error's words in one line, for a bracket in a sentence."""
    return " ".join(str(error).split())[:120] or type(error).__name__
