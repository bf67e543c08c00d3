"""Functions between records and JSON's own values, made for one class each, as :mod:`dataclasses` makes ``__init__``.

A loop over a record's fields asks of each again what is known beforehand: whether it needs turning, and into what. A
large case makes a million records whenever somebody looks at it anew, so that is spelt out once for each class.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from histor.model.records import blank, made

Turn = Callable[[Any], Any]

_PLAIN = (str, int, float, bool)


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Return the types of a record's fields by their names, in order."""
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in _names(kind)}


def _names(kind: type) -> list[str]:
    return [item.name for item in fields(kind)] if is_dataclass(kind) else list(getattr(kind, "_fields", ()))


def is_record(kind: Any) -> bool:
    """Tell whether a type is a class of ours, whose values are lists of its fields' values in the file."""
    return isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields"))


def parts_of(kind: Any) -> list[Any]:
    """Return the types inside a generic or optional type, without ``None`` and the ellipsis."""
    return [part for part in typing.get_args(kind) if part not in (types.NoneType, Ellipsis)]


class _Way:
    """One direction: functions by the types of what they turn, each made at its first asking."""

    def __init__(self) -> None:
        self._turns: dict[Any, Turn] = {}

    def turn(self, kind: Any) -> Turn:
        """Return the function that turns values of a type. Raises :class:`TypeError` for a type that is not stored."""
        if kind not in self._turns:
            names: dict[str, Any] = {}
            if is_record(kind):
                self._turns[kind] = self._record(kind)
            else:
                self._turns[kind] = made("value", [f"return {self.spelt(kind, 'value', names)}"], names)
        return self._turns[kind]

    def spelt(self, kind: Any, value: str, names: dict[str, Any]) -> str:
        """Return how a value of a type is turned, as an expression; ``value`` itself where nothing is to be done."""
        if is_record(kind):
            return self._one(kind, value, names)
        origin, parts = typing.get_origin(kind), parts_of(kind)
        if origin in (typing.Union, types.UnionType) and len(parts) == 1:
            inner = self.spelt(parts[0], value, names)
            return value if inner == value else f"(None if {value} is None else {inner})"
        if origin is tuple and Ellipsis not in typing.get_args(kind):
            return self._fixed(parts, value, names)
        if origin in (dict, frozenset, tuple):
            each = f"{value}_"
            return self._all(origin, value, each, self.spelt(parts[-1], each, names))
        if kind not in _PLAIN:
            raise TypeError(f"the ledger cannot store a field of the type {kind}")
        return value

    def _record(self, kind: Any) -> Turn:
        """Return the function that turns a record."""
        raise NotImplementedError

    def _one(self, kind: Any, value: str, names: dict[str, Any]) -> str:
        """Return how a record is turned."""
        raise NotImplementedError

    def _all(self, origin: Any, value: str, each: str, inner: str) -> str:
        """Return how all that a ``dict``, ``frozenset`` or ``tuple`` holds is turned; ``inner`` is how each is."""
        raise NotImplementedError

    def _fixed(self, parts: Sequence[Any], value: str, names: dict[str, Any]) -> str:
        """Return how a tuple of fixed length is turned."""
        inside: dict[str, Any] = {}
        values, told = self._unpacked(parts, inside)
        return _called(made("row", [f"{values} = row", f"return {', '.join(told)},"], inside), value, names)

    def _unpacked(self, kinds: Iterable[Any], names: dict[str, Any]) -> tuple[str, list[str]]:
        """Return the names of the values of a row, as the left side of its unpacking, and how each is turned."""
        pairs = [(f"v{at}", kind) for at, kind in enumerate(kinds)]
        return "".join(f"{value}, " for value, _ in pairs), [self.spelt(kind, value, names) for value, kind in pairs]


class Writing(_Way):
    """From records to what JSON can write. It writes tuples as lists by itself: most of them are left as they are."""

    def _record(self, kind: Any) -> Turn:
        names: dict[str, Any] = {}
        rows = [(f"value.{name}", f"v{at}", self.spelt(hint, f"v{at}", names))
                for at, (name, hint) in enumerate(hints_of(kind).items())]  # fmt: skip
        first = [f"{at} = {field}" for field, at, turned in rows if turned != at]
        row = ", ".join(field if turned == at else turned for field, at, turned in rows)
        return made("value", [*first, f"return [{row}]"], names)

    def _one(self, kind: Any, value: str, names: dict[str, Any]) -> str:
        if not is_dataclass(kind) and _all_plain(hints_of(kind).values()):
            return value
        return _called(self.turn(kind), value, names)

    def _all(self, origin: Any, value: str, each: str, inner: str) -> str:
        if origin is frozenset:
            return f"[{inner} for {each} in sorted({value})]"
        if inner == each:
            return value
        if origin is dict:
            return f"{{key: {inner} for key, {each} in {value}.items()}}"
        return f"[{inner} for {each} in {value}]"

    def _fixed(self, parts: Sequence[Any], value: str, names: dict[str, Any]) -> str:
        return value if _all_plain(parts) else super()._fixed(parts, value, names)


class Reading(_Way):
    """The way back, for one file: ``stored`` tells the fields of its records by the names of their classes."""

    def __init__(self, stored: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._stored = stored

    def _record(self, kind: Any) -> Turn:
        hints = hints_of(kind)
        if self._stored[kind.__name__] != tuple(hints):
            return self._other(kind, self._stored[kind.__name__])
        names: dict[str, Any] = {"kind": kind}
        values, told = self._unpacked(hints.values(), names)
        if not is_dataclass(kind):
            return made("row", [f"{values} = row", f"return kind({', '.join(told)})"], names)
        names |= {"new": object.__new__, "blank": blank(kind)}
        filled = (f"record.{name} = {value}" for name, value in zip(hints, told, strict=True))
        body = [f"{values} = row", "record = new(blank)", *filled, "record.__class__ = kind", "return record"]
        return made("row", body, names)

    def _other(self, kind: Any, stored: Sequence[str]) -> Turn:
        """Return the function that makes a record of what another version wrote."""
        hints = hints_of(kind)
        known = [(at, name, self.turn(hints[name])) for at, name in enumerate(stored) if name in hints]
        return lambda row: kind(**{name: turn(row[at]) for at, name, turn in known})

    def _one(self, kind: Any, value: str, names: dict[str, Any]) -> str:
        hints = hints_of(kind)
        if is_dataclass(kind) or self._stored[kind.__name__] != tuple(hints) or not _all_plain(hints.values()):
            return _called(self.turn(kind), value, names)
        names["tuple_of"] = tuple.__new__
        row = f"{value} if len({value}) == {len(hints)} else {_called(_wrong, value, names)}"
        return f"tuple_of({_held(kind, names)}, {row})"

    def _all(self, origin: Any, value: str, each: str, inner: str) -> str:
        if origin is dict:
            return f"{{key: {inner} for key, {each} in {value}.items()}}"
        if inner == each:
            return f"{origin.__name__}({value})"
        return f"{origin.__name__}([{inner} for {each} in {value}] if {value} != [] else ())"


def _all_plain(kinds: Iterable[Any]) -> bool:
    return all(kind in _PLAIN for kind in kinds)


def _held(thing: Any, names: dict[str, Any]) -> str:
    """Return the name under which a made function finds something."""
    name = f"n{len(names)}"
    names[name] = thing
    return name


def _called(turn: Turn, value: str, names: dict[str, Any]) -> str:
    return f"{_held(turn, names)}({value})"


def _wrong(row: Any) -> Any:
    raise ValueError(f"not a stored record: {row!r}")
