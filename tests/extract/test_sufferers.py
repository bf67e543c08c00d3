"""Whom a deed is done to: somebody, where it is done between parties."""

from __future__ import annotations

from typing import Any

import pytest


def struck(found: Any, kind: str) -> set[str]:
    text = found.document.text
    events = [event for event in found.events if event.type == kind]
    assert events, "the deed itself is found"
    return {text[m.span.start : m.span.end] for m in events[0].targets}


@pytest.mark.parametrize(("text", "kind", "targets", "note"), [
    ("On Monday the president condemned the Turkish decree.", "ACCUSE", {"Turkish"}, "whose the thing is"),
    ("The rebels rejected the timetable.", "REJECT", set(), "a thing that is nobody's"),
    ("Norway sent the refugees four hundred tents.", "AID", {"the refugees"}, "who gets it, not what"),
    ("The ministry thanked the Danish nurses.", "SUPPORT", {"the Danish nurses"}, "somebody"),
    ("Jets bombed the bridge.", "ASSAULT", {"the bridge"}, "a deed of force is done to things too"),
])
def test_who_suffers(account: Any, text: str, kind: str, targets: set[str], note: str) -> None:
    """The note says what is tested."""
    assert struck(account(text), kind) == targets, note
