"""Frozen records to compact JSON and back, losslessly, for every noun by one rule.

A record becomes a list of its values in the order of its fields; the names of the fields are written once per class
beside the data. That is as short as a table and still explains itself: a field that a later version adds is filled
with its default when an old case is read, and one that it drops is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from histor.ledger.codec_made import Reading, Turn, Writing, hints_of, is_record, parts_of

Record = TypeVar("Record")
#: Field names by class name, as the file tells them.
Names = tuple[tuple[str, tuple[str, ...]], ...]

#: What a file that is not what it should be makes the functions that read it raise.
_FAULTS = (KeyError, TypeError, IndexError, AttributeError)


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
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


def _unboxed(value: Any) -> Any:
    """Return the plain number in an array library's scalar, which a model may leave behind."""
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"the ledger cannot store {value!r}")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_unboxed)


@cache
def _encoder(kind: Any) -> Turn:
    """Return the function that turns values of a type into JSON's own; built once for each type."""
    return Writing().turn(kind)


@cache
def _classes(kind: Any) -> dict[str, list[str]]:
    """Return the field names of a class and of all within it, by their names in order."""
    found: dict[str, list[str]] = {}
    _collect(kind, found)
    return dict(sorted(found.items()))


def _collect(kind: Any, found: dict[str, list[str]]) -> None:
    if is_record(kind):
        if kind.__name__ in found:
            return
        found[kind.__name__] = list(hints_of(kind))
    for part in hints_of(kind).values() if is_record(kind) else parts_of(kind):
        _collect(part, found)


@lru_cache(64)  # files of a few versions; a stranger's may name what they like
def _decoder(names: Names, kind: Any) -> Turn:
    """Return the function that makes values of a type from what a file with these field names has; built once."""
    return Reading(dict(names)).turn(kind)
