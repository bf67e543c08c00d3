"""Words that stand for the deed told before: Chile did the same."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "wanted"), [
    ("Peru expelled the Chilean ambassador, and Chile did the same.", [("SANCTION", "expel", "did the same")]),
    ("Russia closed its border. Belarus did likewise on Friday.", [("COERCE", "restrict", "did likewise")]),
    ("Peru recalled its ambassador, and Chile followed suit.", [("SANCTION", "withdraw", "followed suit")]),
    ("Peru expelled four diplomats on Monday, and Chile did likewise the following day.",
     [("SANCTION", "expel", "did likewise")]),
    ("Peru expelled the ambassador. Chile did not do the same.", []),
    ("Peru expelled the ambassador and did so at night.", []),
    ("The council met. Chile did the same sums.", []),
])
def test_words_that_stand_for_a_deed_tell_one_of_its_kind(account: Any, text: str, wanted: list[Any]) -> None:
    """They need a subject of their own, and a deed told just before."""
    told = (event for event in account(text).events if event.why.rule == "events/again")
    assert [(event.type, event.mode, text[event.span.start : event.span.end]) for event in told] == wanted
