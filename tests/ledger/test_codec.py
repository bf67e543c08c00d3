"""Whatever an account holds comes back equal, from today's file and from one of another version."""

from __future__ import annotations

import json
import typing
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histor.ledger import codec
from histor.model import Account, Document, Issue, Source, Span, Toll, Why, WordRef

TEXT = "Ärger — “x” \N{GRINNING FACE}"
_PLAIN = {str: TEXT, int: 7, float: 0.25, bool: True}


def value(kind: Any) -> Any:
    """Return a value of a type in which nothing is empty, whatever fields the nouns have by now."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields")):
        hints = typing.get_type_hints(kind)
        names = [item.name for item in fields(kind)] if is_dataclass(kind) else kind._fields
        return kind(**{name: value(hints[name]) for name in names})
    parts = [part for part in typing.get_args(kind) if part not in (type(None), Ellipsis)]
    if typing.get_origin(kind) is dict:
        return {TEXT: value(parts[1])}
    if typing.get_origin(kind) is tuple:
        return tuple(map(value, parts)) * (2 if Ellipsis in typing.get_args(kind) else 1)
    return value(parts[0])


def full() -> Account:
    """Return an account in which every field of every noun is filled."""
    account: Account = value(Account)
    return account


def test_everything_comes_back_equal() -> None:
    """A round trip loses nothing, in value or in type."""
    account = full()
    back = codec.decode(Account, codec.encode(account))
    assert back == account
    assert type(back.events[0].span) is Span and type(back.events[0].weapons) is tuple


def test_the_same_account_gives_the_same_bytes() -> None:
    """Two encodings of equal accounts are equal."""
    assert codec.encode(full()) == codec.encode(full())


def test_an_empty_account_comes_back() -> None:
    """Defaults are kept as they are."""
    account = Account(Document("0", "", Source("", "text"), ()))
    assert codec.decode(Account, codec.encode(account)) == account


def test_a_field_of_a_later_version_is_passed_over_and_a_missing_one_has_its_default() -> None:
    """Names beside the data let an older and a newer file be read."""
    body = json.loads(codec.encode(full()))
    at = body["fields"]["Source"].index("publisher")
    body["fields"]["Source"][at] = "of_tomorrow"
    source = codec.decode(Account, json.dumps(body).encode()).document.source
    assert source.publisher is None and source.url == TEXT


@pytest.mark.parametrize("junk", [b"", b"[]", b"{}", b"\xff", b'{"fields":{},"record":[]}', b"null"])
def test_junk_is_a_value_error(junk: bytes) -> None:
    """Nothing but what was encoded is decoded."""
    with pytest.raises(ValueError):
        codec.decode(Account, junk)


@given(st.text(st.characters(), max_size=30), st.floats(allow_nan=False, allow_infinity=False), st.integers())
@settings(max_examples=60, deadline=None)
def test_any_characters_and_numbers_come_back(text: str, score: float, number: int) -> None:
    """Lone surrogates (from a broken file) and every float survive."""
    toll = Toll("killed", number, None, Span(0, 0), Span(0, 0), WordRef(0, 1), WordRef(0, 1), Why("r", text, score))
    issues = (Issue("read", text, number, number),)
    account = Account(Document("0", text, Source(text, "text"), ()), issues=issues, tolls=(toll,))
    assert codec.decode(Account, codec.encode(account)) == account


def test_a_row_of_another_length_is_a_value_error() -> None:
    """In a record and in a pair of numbers."""
    body = json.loads(codec.encode(full()))
    at = body["fields"]["Account"].index("issues")
    for spoil in (lambda row: row.append(0), lambda row: row.pop()):
        spoiled = json.loads(json.dumps(body))
        spoil(spoiled["record"][at][0])
        with pytest.raises(ValueError):
            codec.decode(Account, json.dumps(spoiled).encode())
    spoiled = json.loads(json.dumps(body))
    place = body["fields"]["Event"].index("span")
    spoiled["record"][body["fields"]["Account"].index("events")][0][place] = [1]
    with pytest.raises(ValueError):
        codec.decode(Account, json.dumps(spoiled).encode())


@dataclass(frozen=True, slots=True)
class _Held:
    """What no noun holds by itself: pairs of records, sets, and tables of several kinds."""

    pairs: tuple[tuple[WordRef, Why | None], ...]
    names: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    by_name: dict[str, tuple[str, Why] | None]
    only: tuple[tuple[int, ...], ...] | None = None


def test_whatever_kinds_are_held_within_one_another() -> None:
    held = _Held(((WordRef(1, 2), Why("r", "s")), (WordRef(3, 4), None)), frozenset("ba"), frozenset({("x", 1)}),
                 {TEXT: ("a", Why("r", "s", 1.0)), "none": None}, ((), (1, 2)))  # fmt: skip
    again = codec.decode(_Held, codec.encode(held))
    assert again == held and type(again.pairs[0][0]) is WordRef and type(again.pairs[0]) is tuple
    assert hash(again.pairs[0][1]) == hash(held.pairs[0][1]) and hasattr(again, "__slots__")
    with pytest.raises(AttributeError):
        again.pairs = ()  # type: ignore[misc]


def test_rows_come_back_beside_the_names_of_their_fields() -> None:
    tolls = [value(Toll), replace(value(Toll), group="a\nb\u2028", why=Why("r", "", 1.0))]
    lines = [codec.encode_row(row) for row in tolls]
    assert not any(b"\n" in line for line in lines)
    assert codec.decode_rows(Toll, codec.encode(full()), lines) == tuple(tolls)
    for junk in ([b"[]"], [b"{"], [b"1"], [*lines, b"\xff"]):
        with pytest.raises(ValueError):
            codec.decode_rows(Toll, codec.encode(full()), junk)
