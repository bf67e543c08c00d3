"""Whom a deed was likely done to that names nobody: a choice among the sides of an account, with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from histor import consolidate
from histor.resolve import binding_whom
from histor.resolve.binding_whom import Parties

DEMAND = ("On 4 May 1891 Chilean policemen arrested American sailors. Chile accused the sailors of theft.\n\n"
          "The United States demanded an apology.")


def telling(found: Any, trigger: str) -> Any:
    words = {e: found.sentences[e.trigger.sentence].tokens[e.trigger.token - 1].form for e in found.events}
    return next(event for event in found.events if words[event] == trigger)


def test_the_likeliest_side_is_taken_and_says_so(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom an apology is demanded of is not said, but only one other state is there."""
    monkeypatch.setattr(binding_whom, "LEAST", 0.02)
    found = account(DEMAND)
    foes = telling(found, "demanded").foes
    assert [m.kind for m in foes] == ["likely"] and telling(found, "demanded").targets == ()
    row = next(r for r in consolidate.view([found]).incidents if any(t.words == "demanded" for t in r.tellings))
    why = row.fields["targets"].why
    assert row.targets and why is not None and why.rule == "targets/likely" and why.score < 1


@pytest.mark.parametrize(("text", "trigger", "note"), [
    ("On 4 May 1891 Chile demanded that Peru apologise.", "demanded", "it names whom"),
    ("On 4 May 1891 Chile and Peru clashed. Bolivia mobilised.", "clashed", "both sides of a clash are there"),
    ("On 4 May 1891 Chile attacked Peru. Bolivia feared that Peru would attack.", "attack", "it was not done"),
    ("On 4 May 1891 Chile attacked Peru. Bolivia and Peru agreed on a truce.", "agreed", "it is done to nobody"),
])
def test_who_is_named_or_not_done_to_is_not_asked(account: Any, text: str, trigger: str, note: str,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told stands, and not every deed is done to somebody."""
    monkeypatch.setattr(binding_whom, "LEAST", 0.0)
    assert all(m.kind != "likely" for m in telling(account(text), trigger).foes), note


def test_nobody_is_better_than_a_guess(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no side is likely enough, the field stays empty; the doer is never weighed."""
    monkeypatch.setattr(binding_whom, "LEAST", 1.0)
    found = account(DEMAND)
    event = telling(found, "demanded")
    assert event.foes == ()
    own = {ref for m in event.actors for ref in m.refs}
    assert own and own.isdisjoint(Parties(found).options(event))


def test_signs_tell_the_doer_of_the_last_deed(account: Any) -> None:
    """Chile accused just before, and meets the United States in both deeds."""
    found = account(DEMAND)
    event, parties = telling(found, "demanded"), Parties(found)
    chile = next(a.id for a in found.actors if a.name == "Chile")
    signs = parties.signs(event, chile)
    assert {"doer of the last deed", "doer of the last deed, REQUEST", "state"} <= signs.keys()
    assert 0 < signs["share of parts"] <= 1
