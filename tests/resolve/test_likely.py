"""Where a deed likely was that no rule sets anywhere: a choice among the places told, with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from histor import consolidate
from histor.resolve import binding_likely
from histor.resolve.binding_likely import Options, chances

PARTED = ("Rebels fled.\n\nOn 4 May 2016 jets bombed Kobani and burned Kobani's mill.\n\n"
          "The next day soldiers shot farmers.")


def shooting(found: Any) -> Any:
    word = {e: found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in found.events}
    return next(event for event in found.events if word[event] == "shot")


def test_the_likeliest_place_is_taken_and_says_so(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new paragraph names no place: the one told before is likely, and the reason stands in the case."""
    monkeypatch.setattr(binding_likely, "LEAST", 0.05)
    found = account(PARTED)
    scene = shooting(found).scene
    assert [(m.kind, [p.name for p in found.places if p.id in m.refs]) for m in scene] == [("likely", ["Kobani"])]
    row = next(r for r in consolidate.view([found]).incidents if any(t.words == "shot" for t in r.tellings))
    why = row.fields["places"].why
    assert why is not None and why.rule == "places/likely" and "Kobani" in why.sentence and "Kobani" not in row.label


def test_what_is_not_likely_enough_is_set_nowhere(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No place is better than a guess."""
    monkeypatch.setattr(binding_likely, "LEAST", 1.0)
    assert shooting(account(PARTED)).scene == ()


@pytest.mark.parametrize(("text", "note"), [
    ("On 4 May 2016 jets bombed Kobani. In Raqqa soldiers shot two farmers.", "it tells a place of its own"),
    ("On 4 May 2016 jets bombed Kobani. The next day soldiers shot two farmers.", "its passage sets it"),
    ("Jets bombed Kobani.\n\nThe mayor feared that soldiers would have shot two farmers.", "it was not done"),
    ("Soldiers shot two farmers.", "no place is told"),
])
def test_what_has_a_place_or_was_not_done_is_not_asked(account: Any, text: str, note: str,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and rules come first, and a feared deed is nowhere."""
    monkeypatch.setattr(binding_likely, "LEAST", 0.0)
    assert all(m.kind != "likely" for m in shooting(account(text)).scene), note


def test_signs_tell_near_from_far(account: Any) -> None:
    """The place of the last deed has other signs than one named only later."""
    found = account(PARTED + "\n\nA year later envoys met in Geneva.")
    options, event = Options(found), shooting(found)
    first, last = found.mentions[0].refs[0], found.mentions[-1].refs[0]
    near, later = options.signs(event, first), options.signs(event, last)
    assert {"the last deed was there, a sentence before", "named last"} <= near.keys()
    assert "soon after" in later and not {"named last", "a sentence before"} & later.keys()


def test_chances_leave_room_for_none() -> None:
    """The shares of the places and of none of them are one whole."""
    found = chances([{"near": 1.0}, {}], {"any": -1.0, "near": 3.0})
    assert found[0] > 0.5 > found[1] > 0 and sum(found) < 1
    assert chances([], {"any": 0.0}) == []
