"""Records made anew from others, fast: a large case does so a hundred thousand times whenever an account is added.

A frozen record is filled while it is of a class without a guard, where setting a field costs next to nothing; its own
``__init__`` goes by the guard, step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def replace(record: Record, **values: Any) -> Record:
    """Return a copy of a slotted record with other values in some of its fields.

    It is :func:`dataclasses.replace` for records that have two fields and more and no ``__post_init__``.

    >>> from histor.model import Why
    >>> replace(Why("rule", "it says so"), score=0.5)
    Why(rule='rule', sentence='it says so', score=0.5, version='1')
    """
    kind: Any = type(record)
    held, places, fill = _shape(kind)
    row = list(held(record))
    for name, value in values.items():
        row[places[name]] = value
    return fill(row)  # type: ignore[no-any-return]


def blank(kind: Any) -> type:
    """Return a class like that of a slotted record, with nothing to guard it, whose objects can become such records."""
    return type(f"Blank{kind.__name__}", (), {"__slots__": tuple(item.name for item in fields(kind))})


def made(head: str, body: Iterable[str], names: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Return a function of one value from the lines of its body, as :mod:`dataclasses` makes ``__init__``."""
    space = dict(names)
    exec("\n ".join([f"def made({head}):", *body]), space)  # of names of fields and classes alone, never of data
    function: Callable[[Any], Any] = space["made"]
    return function


@cache
def filler(kind: Any) -> Callable[[Iterable[Any]], Any]:
    """Return the function that makes a slotted record of the values of all its fields, in their order."""
    slots = "".join(f"record.{item.name}, " for item in fields(kind))
    body = ["record = new(blank)", f"{slots} = row", "record.__class__ = kind", "return record"]
    return made("row", body, {"new": object.__new__, "blank": blank(kind), "kind": kind})


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, int], Callable[[Iterable[Any]], Any]]:
    """Return how the values of a record are got, the place of each field, and how a record is made of them."""
    names = [item.name for item in fields(kind)]
    return attrgetter(*names), {name: at for at, name in enumerate(names)}, filler(kind)
