"""The keys of deeds as numbers, and what each key shows: kept from one run to the next, and in the case file.

A number stands for the same key as long as the object lives, and in what is told of it. So what a key showed in the
last run, in whatever process that was, can be set against what it shows now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from histor.consolidate.group import Group, mixed
from histor.consolidate.kept import Kept
from histor.consolidate.recall import MARK, numbers, numbers_told, packed, unpacked

Key = tuple[str, str, object]
Numbers = tuple[int, ...]
#: A digest of the marks of the groups that each key shows, in their order; empty where one of them has none.
Shown = Mapping[int, bytes]


class Keys:
    """The keys of groups as numbers, kept from one run to the next while a group's mark is the same."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}
        self._of: Kept[bytes, tuple[Numbers, Numbers]] = Kept()

    def begin(self) -> None:
        """Begin a run."""
        self._of.begin()

    def end(self) -> None:
        """End a run."""
        self._of.end()

    def of(self, group: Group, spelt: Callable[[], tuple[Iterable[Key], Iterable[Key]]]) -> tuple[Numbers, Numbers]:
        """Return what a group is found by, each once, and what it looks for others by."""
        return self._of.of(group.mark, partial(self._made, spelt))

    def _made(self, spelt: Callable[[], tuple[Iterable[Key], Iterable[Key]]]) -> tuple[Numbers, Numbers]:
        own, sought = spelt()
        return self._numbered(own), self._numbered(sought)

    def _numbered(self, keys: Iterable[Key]) -> Numbers:
        known = self._numbers
        return tuple(known.setdefault(key, len(known)) for key in keys)

    def told(self, shown: Sequence[Shown]) -> bytes:
        """Return the keys of the last run's groups as bytes, and what they showed; the others are forgotten."""
        rows = self._of.now()
        used = {old: new for new, old in enumerate(dict.fromkeys(chain.from_iterable(o + s for _, (o, s) in rows)))}
        names = list(self._numbers)
        spelt = json.dumps([names[number] for number in used], separators=(",", ":")).encode()
        sides = [part for at in (0, 1) for part in _lists_told([[used[n] for n in row[at]] for _, row in rows])]
        seen = [{used[key]: marks for key, marks in one.items() if key in used and marks} for one in shown]
        told = [part for one in seen for part in (numbers_told("I", one), b"".join(one.values()))]
        return packed(spelt, b"".join(mark for mark, _ in rows), *sides, *told)

    def recall(self, told: bytes, count: int) -> list[dict[int, bytes]]:
        """Take up what :meth:`told` told in another process, and return the ``count`` tables of what the keys showed.

        Raises :class:`ValueError` for anything else.
        """
        spelt, marks, *rest = unpacked(told, 6 + 2 * count)
        names = [_key(row) for row in json.loads(spelt)]
        own, sought = (_lists(rest[at], rest[at + 1], len(names)) for at in (0, 2))
        heads = _cut(marks)
        if not len(heads) == len(own) == len(sought):
            raise ValueError("not kept keys")
        shown = [dict(zip(numbers("I", rest[at]), _cut(rest[at + 1]), strict=True)) for at in range(4, len(rest), 2)]
        self._numbers = {key: number for number, key in enumerate(names)}
        self._of.recall(zip(heads, zip(own, sought, strict=True), strict=True))
        return shown


def shown_as(marks: Iterable[bytes]) -> bytes:
    """Return a digest of marks in their order, nothing where one of them is nothing."""
    rows = tuple(marks)
    return b"" if b"" in rows else mixed(rows)


def _cut(marks: bytes) -> list[bytes]:
    return [marks[at : at + MARK] for at in range(0, len(marks), MARK)]


def _key(row: Any) -> Key:
    """Return a key as it was spelt: JSON has made lists of its tuples."""
    if not isinstance(row, list) or len(row) != 3:
        raise ValueError("not a kept key")
    kind, how, fact = row
    told = tuple(fact) if isinstance(fact, list) else fact
    if not all(isinstance(part, str | int) for part in (kind, how, *(told if isinstance(told, tuple) else (told,)))):
        raise ValueError("not a kept key")
    return kind, how, told


def _lists_told(rows: Sequence[Sequence[int]]) -> tuple[bytes, bytes]:
    """Return lists of numbers as bytes: how long each is, and all of them in one."""
    return numbers_told("I", map(len, rows)), numbers_told("I", chain.from_iterable(rows))


def _lists(lengths: bytes, told: bytes, most: int) -> list[Numbers]:
    """Return what :func:`_lists_told` told, all below ``most``."""
    row, found, start = tuple(numbers("I", told)), [], 0
    for length in numbers("I", lengths):
        found.append(row[start : start + length])
        start += length
    if start != len(row) or max(row, default=-1) >= most:
        raise ValueError("not kept keys")
    return found
