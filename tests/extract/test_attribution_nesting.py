"""Which saying is told in which: never one in itself, however contents in pieces cross."""

from __future__ import annotations

from histor.extract.attribution import _number
from histor.model import Attribution, Span, Why


def saying(cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(
        sentence=0, speaker=None, speaker_span=None, cue=Span(*cue), content=tuple(Span(*piece) for piece in content),
        stance="asserts", evidence=Span(0, 100), why=Why("test", "", 1.0))


def test_two_sayings_that_hold_each_others_cue_are_no_ring() -> None:
    """Each has a piece around the other's cue: the first holds the second, and the way up ends."""
    first = saying((10, 14), (0, 5), (20, 60))
    second = saying((30, 34), (8, 18), (40, 60))
    found = _number([first, second])
    assert [row.nested_in for row in found] == [None, 0]


def test_a_ring_of_three_is_opened_once() -> None:
    """The inner two keep what holds them."""
    rows = [saying((10, 12), (30, 33)), saying((20, 22), (9, 13)), saying((31, 32), (19, 23))]
    found = [row.nested_in for row in _number(rows)]
    assert found == [None, 2, 0]


def test_a_saying_in_a_content_is_nested_in_it() -> None:
    """The shortest content that holds the cue counts."""
    found = _number([saying((0, 4), (5, 90)), saying((10, 14), (15, 80)), saying((20, 24), (25, 60))])
    assert [row.nested_in for row in found] == [None, 0, 1]
