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
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")
Turn = Callable[[Any], Any]
#: Field names by class name, as the file tells them.
Names = Mapping[str, list[str]]

_PLAIN = (str, int, float, bool)


def encode(record: Any) -> bytes:
    """Return a record as UTF-8 JSON; the same record gives the same bytes."""
    classes: dict[str, list[str]] = {}
    kind: Any = type(record)
    _collect(kind, classes)
    body = {"fields": dict(sorted(classes.items())), "record": _encoder(kind)(record)}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_unboxed)
    return text.encode("utf-8", "surrogatepass")


def decode(kind: type[Record], data: bytes) -> Record:
    """Return the record of this kind that :func:`encode` wrote. Raises :class:`ValueError` for anything else."""
    try:
        body = json.loads(data.decode("utf-8", "surrogatepass"))
        made: Record = _Decoder(body["fields"]).turn(kind)(body["record"])
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not a stored {kind.__name__}: {error!r}") from error
    return made


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
        names = operator.attrgetter(*_hints(kind)) if len(_hints(kind)) > 1 else None
        if names and all(hint in _PLAIN for hint in _hints(kind).values()):
            return lambda value: list(names(value))
        turns = [(name, _encoder(hint)) for name, hint in _hints(kind).items()]
        return lambda value: [turn(getattr(value, name)) for name, turn in turns]
    origin, parts = typing.get_origin(kind), _parts(kind)
    if origin in (typing.Union, types.UnionType) and len(parts) == 1:
        inner = _encoder(parts[0])
        return lambda value: None if value is None else inner(value)
    if origin is dict:
        inner = _encoder(parts[1])
        return lambda value: {key: inner(item) for key, item in value.items()}
    if origin is frozenset:
        inner = _encoder(parts[0])
        return lambda value: [inner(item) for item in sorted(value)]
    if origin is tuple:
        return _tuple_turn(kind, [_encoder(part) for part in parts], list)
    return _same(kind)


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
        return lambda value: make([turn(item) for item in value])
    return lambda value: make([turn(item) for turn, item in zip(turns, value, strict=True)])


class _Decoder:
    """The way back, for one file: what its field names mean to the records of this version."""

    def __init__(self, names: Names) -> None:
        self._names = names
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
            return lambda value: None if value is None else inner(value)
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
        if stored == list(hints):
            if all(hint in _PLAIN for hint in hints.values()):
                return lambda row: kind(*row)
            turns = [self.turn(hint) for hint in hints.values()]
            return lambda row: kind(*[turn(value) for turn, value in zip(turns, row, strict=True)])
        known = [(at, name, self.turn(hints[name])) for at, name in enumerate(stored) if name in hints]
        return lambda row: kind(**{name: turn(row[at]) for at, name, turn in known})
