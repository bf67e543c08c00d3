"""The bench that fits whom deeds that name nobody were done to: which deeds it asks about, and what counts as right."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bench.answering import Choice
from training.corpus.markup import parse
from training.corpus.records import Account as Gold

from bench import whom

TEXT = """id: x

On 4 May 1891 [a1 Chile] [e1 attacked] [a2 Peru]. [a3 The United States] [e2 demanded] an apology.
-- a1 state; a2 state; a3 state; e1 ASSAULT/attack by=a1 on=a2; e2 REQUEST/yield by=a3 on=a1
"""


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch, account: Any) -> list[whom.Row]:
    """The choices that the sample leaves, read by the tests' own crew."""
    monkeypatch.setattr(whom, "take", lambda document, crew: account(document.text))
    return list(whom.rows(0, Gold(parse(TEXT)), SimpleNamespace()))  # type: ignore[arg-type]


def test_only_deeds_that_name_nobody_are_asked(rows: list[whom.Row]) -> None:
    """The attack names Peru; the demand is a choice in which Chile is right, and its doer no option."""
    assert len(rows) == 1
    assert sum(rows[0].choice.right) == 1 and not rows[0].real
    assert "doer of the last deed" in rows[0].choice.signs[rows[0].choice.right.index(True)]


def test_those_of_one_side_count_together() -> None:
    """Two of a side outweigh one who is likelier than each of them; below the least chance nobody is chosen."""
    row = whom.Row(Choice(0, [{}, {}, {}], [True, True, False]), ["a", "a", "b"], False)
    assert whom.chosen(row, [0.2, 0.2, 0.3]) is True
    assert whom.chosen(row, [0.1, 0.1, 0.3]) is False
    assert whom.chosen(row, [0.01, 0.01, 0.01]) is None
