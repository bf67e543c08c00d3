"""Records made anew from others, fast: a large case does so a hundred thousand times whenever an account is added.

A frozen record's own ``__init__`` goes by the guard of its class at every field; these are filled without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, make_dataclass
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


@cache
def filler(kind: Any) -> Callable[[Iterable[Any]], Any]:
    """Return the function that makes a slotted record of the values of all its fields, in their order.

    The record is filled as one of a twin class without the guard of a frozen one, and then becomes what it is to be.
    """
    twin = make_dataclass(f"Blank{kind.__name__}", [item.name for item in fields(kind)], slots=True)

    def fill(row: Iterable[Any]) -> Any:
        made = twin(*row)
        made.__class__ = kind
        return made

    return fill


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, int], Callable[[Iterable[Any]], Any]]:
    """Return how the values of a record are got, the place of each field, and how a record is made of them."""
    names = [item.name for item in fields(kind)]
    return attrgetter(*names), {name: at for at, name in enumerate(names)}, filler(kind)
