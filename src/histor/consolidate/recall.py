"""What judging keeps from one opening of a case to the next, as bytes: how likely which pairs of deeds are one.

Marks of deeds hang on the accounts' bytes and on what is known of whom they name, so an answer under them holds in any
process that judges by the same rules. The numbers are written as the machine holds them: the answers have to come back
bit by bit, and a hundred thousand of them in a moment.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: Bytes of a mark, and of the two marks of a pair.
MARK, PAIR = 16, 32
_Found = Mapping[bytes, Mapping[bytes, float]]


def pairs_told(found: _Found) -> bytes:
    """Return likely pairs (deed, others with their chances) as bytes."""
    marks: dict[bytes, int] = {}
    heads, ends, others = array("I"), array("I"), array("I")
    chances = array("d")
    for mark, rows in found.items():
        heads.append(marks.setdefault(mark, len(marks)))
        others.extend(marks.setdefault(other, len(marks)) for other in rows)
        chances.extend(rows.values())
        ends.append(len(others))
    return packed(b"".join(marks), *(_bytes(row) for row in (heads, ends, others, chances)))


def pairs_of(told: bytes) -> dict[bytes, dict[bytes, float]]:
    """Return what :func:`pairs_told` was told. Raises :class:`ValueError` for anything else."""
    written, *rows = unpacked(told, 5)
    marks = [written[at : at + MARK] for at in range(0, len(written), MARK)]
    heads, ends, others = (numbers("I", row) for row in rows[:3])
    chances = numbers("d", rows[3])
    if len(heads) != len(ends) or len(others) != len(chances) or max((*heads, *others), default=-1) >= len(marks):
        raise ValueError("not kept pairs")
    named = [marks[number] for number in others]
    found: dict[bytes, dict[bytes, float]] = {}
    start = 0
    for head, end in zip(heads, ends, strict=True):
        found[marks[head]] = dict(zip(named[start:end], chances[start:end], strict=True))
        start = end
    return found


def chances_told(kept: Iterable[tuple[bytes, float]]) -> bytes:
    """Return chances by the two marks of a pair, one behind the other, as bytes."""
    rows = list(kept)
    return packed(b"".join(key for key, _ in rows), _bytes(array("d", (chance for _, chance in rows))))


def chances_of(told: bytes) -> Iterator[tuple[bytes, float]]:
    """Return what :func:`chances_told` was told. Raises :class:`ValueError` for anything else."""
    written, row = unpacked(told, 2)
    keys = [written[at : at + PAIR] for at in range(0, len(written), PAIR)]
    return zip(keys, numbers("d", row), strict=True)


def numbers_told(kind: str, told: Iterable[Any]) -> bytes:
    """Return numbers of one kind (``I`` whole ones, ``d`` others) as bytes."""
    return _bytes(array(kind, told))


def _bytes(row: array[Any]) -> bytes:
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def numbers(kind: str, told: bytes) -> array[Any]:
    """Return what :func:`numbers_told` told. Raises :class:`ValueError` for bytes that end within a number."""
    row: array[Any] = array(kind)
    row.frombytes(told)
    if sys.byteorder == "big":
        row.byteswap()
    return row


def packed(*parts: bytes) -> bytes:
    """Return several parts as one."""
    return b"".join(len(part).to_bytes(8, "little") + part for part in parts)


def unpacked(told: bytes, count: int) -> list[bytes]:
    """Return the parts that :func:`packed` packed. Raises :class:`ValueError` where they are not so many."""
    found, at = [], 0
    for _ in range(count):
        size = int.from_bytes(told[at : at + 8], "little")
        found.append(told[at + 8 : at + 8 + size])
        at += 8 + size
    if at != len(told):
        raise ValueError("not what was kept")
    return found
