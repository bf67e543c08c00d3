"""A long account takes as long as its words, not as their square."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from stretch import stretch

from histor.consolidate import view
from histor.consolidate.shelf import OPEN, STEPS, Shelf
from histor.consolidate.tellings import Registry, lay_out
from histor.model import Account
from histor.pipeline import take
from histor.read import read_path

EXAMPLE = Path(__file__).parents[2] / "examples" / "encyclopaedia.txt"


@pytest.fixture(scope="module")
def account(crew: Any) -> Account:
    """The longest example account."""
    return take(read_path(EXAMPLE), crew)


def seconds(account: Account) -> float:
    start = time.process_time()
    view([account])
    return time.process_time() - start


def test_a_stretched_account_is_an_account(account: Account) -> None:
    """The measure measures something: every record still stands on its words."""
    twice = stretch(account, 2, days=40)
    text = account.document.text
    for event, again in zip(account.events, twice.events[len(account.events) :], strict=True):
        span, moved = event.evidence, again.evidence
        assert twice.document.text[moved.start : moved.end] == text[span.start : span.end]
    assert len(view([twice]).incidents) > len(view([account]).incidents)


@pytest.mark.parametrize("days", [0, 3], ids=["all one deed", "all deeds apart"])
def test_the_shelf_hands_out_a_bounded_number(account: Account, days: int) -> None:
    """Whatever the number of clusters; this is what keeps the pass linear, and needs no clock."""
    long = stretch(account, 40, days)
    registry = Registry([long])
    tellings = [t for t in lay_out([long], registry) if t.event.type == "ASSAULT"]
    shelf = Shelf()
    from histor.model import Why

    for telling in tellings:
        cluster = shelf.open("ASSAULT")
        cluster.add(telling, Why("test", "test"))
        shelf.note(cluster, telling)
    assert len(shelf.clusters) > 4 * OPEN
    for telling in tellings[:: len(tellings) // 20]:
        facts = 1 + len(telling.places)
        assert len(shelf.near(telling)) <= OPEN * (1 + facts)
        assert len(shelf.around(telling)) <= OPEN * (2 + facts) <= STEPS * (2 + facts)


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 3], ids=["all one deed", "all deeds apart"])
def test_four_times_the_words_take_about_four_times_as_long(account: Account, days: int) -> None:
    """50,000 words against 200,000: a square would take sixteen times as long; six are allowed for noise."""
    words = len(account.document.text.split())
    short = min(seconds(stretch(account, 50_000 // words, days)) for _ in range(2))
    long = seconds(stretch(account, 200_000 // words, days))
    assert long < 6 * short
