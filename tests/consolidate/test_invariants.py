"""What no order, no second copy and no undone decision may change, tried on drawn subsets of whole cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from histor.case import Case
from histor.consolidate import view
from histor.export.json import case_dict, dumps
from histor.ledger import Ledger
from histor.model import Account, CaseView
from histor.pipeline import load_crew, take
from histor.read import read_path

CASES = Path(__file__).resolve().parents[2] / "bench" / "cases" / "dev"
#: Two cases whose accounts tell several deeds of one kind, and figures that grow and are disputed.
NAMES = ("mine-train", "village-raid")
QUICK = settings(max_examples=8, deadline=None, database=None, derandomize=True,
                 suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
LONG = settings(QUICK, max_examples=100)


@cache
def accounts() -> tuple[Account, ...]:
    crew = load_crew()
    return tuple(
        take(read_path(path), crew) for name in NAMES for path in sorted((CASES / name / "accounts").glob("*.txt"))
    )


def told(found: CaseView) -> str:
    return dumps(case_dict(found))


def some(least: int = 2) -> st.SearchStrategy[list[int]]:
    """Draw a few accounts of both cases, in any order."""
    return st.lists(st.integers(0, 9), min_size=least, max_size=6, unique=True)


def chosen(numbers: list[int]) -> list[Account]:
    rows = accounts()
    return [rows[number] for number in numbers if number < len(rows)]


def made(numbers: list[int]) -> Ledger:
    ledger = Ledger.memory()
    for account in chosen(numbers):
        ledger.record(account)
    return ledger


def order_and_copies_change_nothing(numbers: list[int], data: Any) -> None:
    """Another order, and one account twice, give the same bytes."""
    here = told(view(chosen(numbers)))
    again = data.draw(st.permutations(numbers))
    assert told(view(chosen(again))) == here
    assert told(view(chosen([*again, again[0]]))) == here


def nothing_is_lost_or_told_twice(numbers: list[int]) -> None:
    """A telling stands in one incident, and every figure and relation leads to rows that are there."""
    found = view(chosen(numbers))
    tellings = [row.id for incident in found.incidents for row in incident.tellings]
    assert len(tellings) == len(set(tellings))
    incidents, figures = {row.id for row in found.incidents}, {row.id for row in found.casualties}
    assert all(row.incident is None or row.incident in incidents for row in found.casualties)
    claims = figures | {row.id for row in found.claims}
    assert all(row.first in claims and row.second in claims and row.first != row.second for row in found.relations)


def decisions_hold_and_come_back(numbers: list[int], data: Any) -> None:
    """What is parted stays apart, what is joined stays together, whatever is added; undone, the bytes are as before."""
    ledger = made(numbers)
    case = Case(ledger, "drawn")
    rows = [row for row in case.incidents if row.type == "ASSAULT"]
    if len(rows) < 2:
        return
    one, other = (rows[at] for at in data.draw(st.permutations(range(len(rows))))[:2])
    first, second = one.tellings[0].id, other.tellings[0].id
    verb = data.draw(st.sampled_from(["merge", "different"]))
    getattr(case, verb)(one.id, other.id, reason="drawn", by="Anna")
    assert _together(case, first, second) is (verb == "merge")
    more = [number for number in range(len(accounts())) if number not in numbers][:1]
    ledger.record(accounts()[more[0]])
    wider = Case(ledger, "drawn")
    assert _together(wider, first, second) is (verb == "merge")
    wider.undo()
    assert wider.export() == Case(made([*numbers, *more]), "drawn").export()


def _together(case: Case, first: str, second: str) -> bool:
    return any({first, second} <= {row.id for row in incident.tellings} for incident in case.incidents)


@QUICK
@given(some(), st.data())
def test_order_and_copies_change_nothing(numbers: list[int], data: Any) -> None:
    """On a few draws."""
    order_and_copies_change_nothing(numbers, data)


@QUICK
@given(some(1))
def test_nothing_is_lost_or_told_twice(numbers: list[int]) -> None:
    """On a few draws."""
    nothing_is_lost_or_told_twice(numbers)


@QUICK
@given(some(), st.data())
def test_decisions_hold_and_come_back(numbers: list[int], data: Any) -> None:
    """On a few draws."""
    decisions_hold_and_come_back(numbers, data)


@pytest.mark.slow
@LONG
@given(some(), st.data())
def test_all_of_it_on_many_draws(numbers: list[int], data: Any) -> None:
    """The same, at length."""
    order_and_copies_change_nothing(numbers, data)
    nothing_is_lost_or_told_twice(numbers)
    decisions_hold_and_come_back(numbers, data)
