"""Frozen records to compact JSON and back, losslessly, for every noun by one rule.

A record becomes a list of its values in the order of its fields; the names of the fields are written once per class
beside the data. That is as short as a table and still explains itself: a field that a later version adds is filled
with its default when an old case is read, and one that it drops is passed over.
"""

from __future__ import annotations

import json
import operator
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from histor.model.records import filler

Record = TypeVar("Record")
Turn = Callable[[Any], Any]
#: The places of values that need turning, and what turns them.
Steps = tuple[tuple[int, Turn], ...]
#: Field names by class name, as the file tells them.
Names = tuple[tuple[str, tuple[str, ...]], ...]

_PLAIN = (str, int, float, bool)
#: What reading something else than what was written comes to.
_FAULTS = (KeyError, TypeError, IndexError, AttributeError, ValueError)


def encode(record: Any) -> bytes:
    """Return a record as UTF-8 JSON; the same record gives the same bytes."""
    kind: Any = type(record)
    return _spelt({"fields": _classes(kind), "record": _encoder(kind)(record)})


def encode_row(record: Any) -> bytes:
    """Return a record as UTF-8 JSON without the names of its fields, which stand elsewhere; it holds no line end."""
    kind: Any = type(record)
    return _spelt(_encoder(kind)(record))


def decode(kind: type[Record], data: bytes) -> Record:
    """Return the record of this kind that :func:`encode` wrote. Raises :class:`ValueError` for anything else."""
    try:
        body = json.loads(data.decode("utf-8", "surrogatepass"))
        made: Record = _reader(kind, body["fields"])(body["record"])
    except _FAULTS as error:
        raise ValueError(f"not a stored {kind.__name__}: {error!r}") from error
    return made


def decode_rows(kind: type[Record], head: bytes, lines: Sequence[bytes]) -> tuple[Record, ...]:
    """Return the records that :func:`encode_row` wrote; ``head`` is the encoded record beside which their names stand.

    Raises :class:`ValueError` for anything else.
    """
    try:
        read = _reader(kind, json.loads(head)["fields"])
        rows = json.loads(b"".join((b"[", b",".join(lines), b"]")).decode("utf-8", "surrogatepass"))
        return tuple([read(row) for row in rows])
    except _FAULTS as error:
        raise ValueError(f"not stored rows of {kind.__name__}: {error!r}") from error


def _reader(kind: type[Record], stored: Mapping[str, Sequence[str]]) -> Turn:
    return _decoder(tuple((name, tuple(names)) for name, names in stored.items()), cast(Any, kind))


def _spelt(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_unboxed)
    return text.encode("utf-8", "surrogatepass")


def _unboxed(value: Any) -> Any:
    """Return the plain number in an array library's scalar, which a model may leave behind."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"the ledger cannot store {value!r}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in _names(kind)}


def _names(kind: type) -> list[str]:
    return [item.name for item in fields(kind)] if is_dataclass(kind) else list(getattr(kind, "_fields", ()))


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields"))


def _parts(kind: Any) -> list[Any]:
    """Return the types inside a generic or optional type, without ``None`` and the ellipsis."""
    return [part for part in typing.get_args(kind) if part not in (types.NoneType, Ellipsis)]


@cache
def _classes(kind: Any) -> dict[str, list[str]]:
    """Return the field names of a class and of all within it, by their names in order."""
    found: dict[str, list[str]] = {}
    _collect(kind, found)
    return dict(sorted(found.items()))


def _collect(kind: Any, found: dict[str, list[str]]) -> None:
    if _is_record(kind):
        if kind.__name__ in found:
            return
        found[kind.__name__] = _names(kind)
    for part in _hints(kind).values() if _is_record(kind) else _parts(kind):
        _collect(part, found)


@cache
def _encoder(kind: Any) -> Turn:
    """Return the function that turns values of a type into JSON's own; built once for each type."""
    if _is_record(kind):
        turns = _turned([_encoder(hint) for hint in _hints(kind).values()])
        return _written(_hints(kind), turns)
    origin, parts = typing.get_origin(kind), _parts(kind)
    if origin in (typing.Union, types.UnionType) and len(parts) == 1:
        inner = _encoder(parts[0])
        return inner if inner is _plainly else lambda value: None if value is None else inner(value)
    if origin is dict:
        inner = _encoder(parts[1])
        return lambda value: {key: inner(item) for key, item in value.items()}
    if origin is frozenset:
        inner = _encoder(parts[0])
        return lambda value: [inner(item) for item in sorted(value)]
    if origin is tuple:
        return _tuple_turn(kind, [_encoder(part) for part in parts], list)
    return _same(kind)


def _written(names: Iterable[str], turns: Steps) -> Turn:
    """Return the function that makes a list of a record's values and turns those that need it."""
    first, *others = names
    values = operator.attrgetter(first, *others)

    def write(record: Any) -> list[Any]:
        row = list(values(record)) if others else [values(record)]
        for at, turn in turns:
            row[at] = turn(row[at])
        return row

    return write


def _turned(turns: Iterable[Turn]) -> Steps:
    """Return the places of the values that need turning, with what turns them: most of a record's need none."""
    return tuple((at, turn) for at, turn in enumerate(turns) if turn is not _plainly)


def _same(kind: Any) -> Turn:
    if kind not in _PLAIN:
        raise TypeError(f"the ledger cannot store a field of the type {kind}")
    return _plainly


def _plainly(value: Any) -> Any:
    return value


def _tuple_turn(kind: Any, turns: list[Turn], make: Callable[[Any], Any]) -> Turn:
    """Return the function for ``tuple[X, ...]`` or for a tuple of fixed length."""
    if Ellipsis in typing.get_args(kind):
        (turn,) = turns
        return make if turn is _plainly else lambda value: make([turn(item) for item in value])
    return lambda value: make([turn(item) for turn, item in zip(turns, value, strict=True)])


@lru_cache(64)  # files of a few versions; a stranger's may name what they like
def _decoder(names: Names, kind: Any) -> Turn:
    """Return the function that makes values of a type from what a file with these field names has; built once."""
    return _Decoder(names).turn(kind)


class _Decoder:
    """The way back, for one file: what its field names mean to the records of this version."""

    def __init__(self, names: Names) -> None:
        self._names = dict(names)
        self._turns: dict[Any, Turn] = {}

    def turn(self, kind: Any) -> Turn:
        """Return the function that makes values of a type; built once for each type."""
        if kind not in self._turns:
            self._turns[kind] = self._build(kind)
        return self._turns[kind]

    def _build(self, kind: Any) -> Turn:
        if _is_record(kind):
            return self._record(kind)
        origin, parts = typing.get_origin(kind), _parts(kind)
        if origin in (typing.Union, types.UnionType) and len(parts) == 1:
            inner = self.turn(parts[0])
            return inner if inner is _plainly else lambda value: None if value is None else inner(value)
        if origin is dict:
            inner = self.turn(parts[1])
            return lambda value: {key: inner(item) for key, item in value.items()}
        if origin is frozenset:
            inner = self.turn(parts[0])
            return frozenset if inner is _plainly else lambda value: frozenset(map(inner, value))
        if origin is tuple:
            return _tuple_turn(kind, [self.turn(part) for part in parts], tuple)
        return _same(kind)

    def _record(self, kind: Any) -> Turn:
        hints, stored = _hints(kind), self._names[kind.__name__]
        if stored == tuple(hints):
            return _read(kind, len(stored), _turned([self.turn(hint) for hint in hints.values()]))
        known = [(at, name, self.turn(hints[name])) for at, name in enumerate(stored) if name in hints]
        return lambda row: kind(**{name: turn(row[at]) for at, name, turn in known})


def _read(kind: Any, count: int, turns: Steps) -> Turn:
    """Return the function that makes a record of a list of values, which it is free to change."""

    fill = filler(cast(Any, kind)) if is_dataclass(kind) and count > 1 else lambda row: kind(*row)

    def read(row: list[Any]) -> Any:
        if len(row) != count:
            raise ValueError(f"not a stored {kind.__name__}: it has {len(row)} values, not {count}")
        for at, turn in turns:
            row[at] = turn(row[at])
        return fill(row)

    return read
