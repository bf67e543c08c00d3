"""Whatever an account holds comes back equal, from today's file and from one of another version."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from histor.ledger import codec
from histor.model import (
    Account,
    Actor,
    Attribution,
    Block,
    Document,
    Event,
    Issue,
    Mention,
    Office,
    Place,
    Sentence,
    Source,
    Span,
    Token,
    Toll,
    When,
    Why,
    WordRef,
)

TEXT = "Ärger — “x” \N{GRINNING FACE}"


def full() -> Account:
    """Return an account in which every field of every noun differs from its default."""
    word, span, why = WordRef(0, 1), Span(0, 5), Why("r", "s", 0.25, "2")
    when = When("2031-01-02", "2031-01-02", "day", "explicit", span, "date", True, "because")
    mention = Mention(word, span, "actor", ("a", "b"))
    document = Document(
        "f" * 64, TEXT, Source("t", "text", "u", "p", "http://x", "2031-01-02", "en", "f" * 64),
        (Block("infobox", 0, 5, ("a", "b"), "key", 2),), ((0, 0, 5), (5, 7, 2)), (Issue("read", "m", 1, 2),),
    )
    return Account(
        document,
        (Sentence(0, 5, (Token(1, "Ärger", "Ärger", "NOUN", "Number=Sing", 0, "root", 0, 5, "B-PER"),), 0),),
        (Event("ASSAULT", "m", word, span, span, why, (mention,), (mention,), (mention,), (mention,), (span,),
               (("x", 1, 2, "u"),), when, "denied", 0.5, 0, span, True, True, span, "inferred", word, word),),
        (Attribution(span, "denies", span, 0, why, word, span, (span, span), word, 0, when, ("a",), "b", True, True),),
        (Toll("killed", 1, None, span, span, word, word, why, "g", word, "at least", 0, True, when, "s", 0),),
        (when,),
        (Actor("a", "n", "state", ("x",), "s", "IRN", "p", (Office("t", "o", "2020", "2021"),)),),
        (Place("p", "n", ("x",), 1.5, -2.5, "IRN", "r", "city", "g", 3.0, "q"),),
        (mention,), (Issue("parse", "m", 1, 2),), {"histor": "1", "model": "m"},
    )


def test_everything_comes_back_equal() -> None:
    """A round trip loses nothing, in value or in type."""
    account = full()
    back = codec.decode(Account, codec.encode(account))
    assert back == account
    assert type(back.events[0].span) is Span and type(back.events[0].counts[0]) is tuple


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
    assert source.publisher is None and source.url == "http://x"


@pytest.mark.parametrize("junk", [b"", b"[]", b"{}", b"\xff", b'{"fields":{},"record":[]}', b"null"])
def test_junk_is_a_value_error(junk: bytes) -> None:
    """Nothing but what was encoded is decoded."""
    with pytest.raises(ValueError):
        codec.decode(Account, junk)


@given(st.text(st.characters(), max_size=30), st.floats(allow_nan=False, allow_infinity=False), st.integers())
@settings(max_examples=60, deadline=None)
def test_any_characters_and_numbers_come_back(text: str, score: float, number: int) -> None:
    """Lone surrogates (from a broken file) and every float survive."""
    account = Account(
        Document("0", text, Source(text, "text"), ()), issues=(Issue("read", text, number, number),),
        tolls=(Toll("killed", number, None, Span(0, 0), Span(0, 0), WordRef(0, 1), WordRef(0, 1), Why("r", text, score)),),
    )
    assert codec.decode(Account, codec.encode(account)) == account
