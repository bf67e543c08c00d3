"""The keys of deeds come back as they were told, with what they showed; what is no such thing is refused."""

from __future__ import annotations

import pytest

from histor.consolidate.group import Group, Tale
from histor.consolidate.keys import Key, Keys, shown_as

ONE, TWO = b"1" * 16, b"2" * 16
OWN: dict[bytes, list[Key]] = {
    ONE: [("ASSAULT", "day", 7), ("ASSAULT", "loose", ("name", "Kobani"))],
    TWO: [("ASSAULT", "day", 8), ("ASSAULT", "firm", "p-1")],
}
SOUGHT: list[Key] = [("ASSAULT", "day", 7), ("ASSAULT", "day", 7), ("ASSAULT", "loose", (3, "x"))]


def asked(keys: Keys, *marks: bytes) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    keys.begin()
    found = [keys.of(Group(Tale("ASSAULT"), mark=mark), lambda mark=mark: (OWN[mark], SOUGHT)) for mark in marks]
    keys.end()
    return found


def test_numbers_stand_for_the_same_keys_in_another_process() -> None:
    here, there = Keys(), Keys()
    asked(here, TWO)  # what is not asked for again is forgotten
    (own, sought), = asked(here, ONE)
    seen = {own[0]: shown_as([ONE, TWO]), own[1]: b""}
    (shown,) = there.recall(here.told([seen]), 1)
    again = there.of(Group(Tale("ASSAULT"), mark=ONE), lambda: pytest.fail("it is known"))
    assert shown == {again[0][0]: shown_as([ONE, TWO])} and len(again[1]) == 3 and again[1][0] == again[0][0]
    assert there.of(Group(Tale("ASSAULT"), mark=TWO), lambda: (OWN[ONE], OWN[TWO]))[0] == again[0]
    assert len(sought) == 3


def test_a_digest_tells_marks_and_their_order() -> None:
    assert shown_as([ONE, TWO]) != shown_as([TWO, ONE]) and shown_as([ONE, b""]) == b"" != shown_as([])


@pytest.mark.parametrize("cut", [0, 1, 30, -1, -20])
def test_what_is_no_such_thing_is_refused(cut: int) -> None:
    keys = Keys()
    ((own, _),) = asked(keys, ONE)
    told = keys.told([{own[0]: shown_as([ONE])}])
    with pytest.raises(ValueError):
        Keys().recall(told[:cut], 1)
    with pytest.raises(ValueError):
        Keys().recall(told, 2)
    with pytest.raises(ValueError):
        Keys().recall(told.replace(b'["ASSAULT","day",7]', b'["ASSAULT","day",{}]'), 1)
