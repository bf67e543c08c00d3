"""The bench that fits where deeds without a place were: which deeds it asks about, and what counts as right."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from training.corpus.markup import parse
from training.corpus.records import Account as Gold

from bench import setting

TEXT = """id: x

On 4 May 2016 [a1 jets] [e1 bombed] [p1 Kobani].

The next day [a2 soldiers] [e2 shot] [a3 two farmers]. [a4 Envoys] [e3 met] in [p2 Geneva].
-- a1 military; p1 city; e1 ASSAULT/heavy-weapons by=a1 on=p1 at=p1; a2 military; a3 civilians; a4 person; p2 city
-- e2 ASSAULT/firearms by=a2 on=a3 at=p1; e3 CONSULT/meet by=a4 at=p2
"""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch, account: Any) -> list[setting.Row]:
    """The choices that the sample leaves, read by the tests' own crew."""
    monkeypatch.setattr(setting, "take", lambda document, crew: account(document.text))
    return list(setting.rows(0, Gold(parse(TEXT)), SimpleNamespace()))  # type: ignore[arg-type]


def test_only_deeds_without_a_place_of_their_own_are_asked(rows: list[setting.Row]) -> None:
    """The bombing and the meeting tell where they were; the shooting is a choice in which the gold's place is right."""
    assert len(rows) == 1
    choice = rows[0].choice
    assert sum(choice.right) == 1 and len(choice.right) == 2 and not rows[0].real
    assert "the last deed was there, a sentence before" in choice.signs[choice.right.index(True)]
