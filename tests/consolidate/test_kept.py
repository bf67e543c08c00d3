"""What is kept from one consolidation to the next changes no byte of what it gives, whatever changes in between."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bench.crowd import crowd

from histor.consolidate import Sheets, asks, different, harm, merge, rulings_of, split, view
from histor.consolidate import same as same_as
from histor.consolidate.figure_places import FigurePlaces
from histor.consolidate.group import Group, Tale
from histor.consolidate.score import chance
from histor.consolidate.telling_days import Days
from histor.ledger import Decision
from histor.ledger.codec import encode
from histor.model import Account, CaseView, Toll
from histor.pipeline import take
from histor.read import read_path

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def accounts(crew: Any) -> list[Account]:
    """Made accounts of a few stories each, five of which tell the same days."""
    return crowd([take(read_path(path), crew) for path in EXAMPLES], 5 * len(EXAMPLES))


def same(kept: CaseView, fresh: CaseView) -> bool:
    return encode(kept) == encode(fresh)


def test_a_case_that_grows_is_the_case_made_at_once(accounts: list[Account]) -> None:
    """Whichever account comes next: the last, the first, or one in the middle."""
    sheets, order = Sheets(), random.Random(1).sample(accounts, len(accounts))
    for size in (8, 9, len(order), len(order) - 3):
        assert same(view(order[:size], sheets=sheets), view(order[:size]))


def test_a_decision_and_its_undoing_are_obeyed_at_once(accounts: list[Account]) -> None:
    """Joining, parting and two actors held to be two."""
    sheets, some = Sheets(), accounts[:9]
    found = view(some, sheets=sheets)
    joined = next(row for row in found.incidents if len({t.source for t in row.tellings}) > 1)
    other = next(row for row in found.incidents if row.type == joined.type and row.id != joined.id)
    drafts = (
        merge(found, (joined.id, other.id)), split(found, joined.id, (joined.tellings[-1].id,)),
        same_as(found, found.actors[2].id, found.actors[3].id), different(found, *(a.id for a in found.actors[-2:])),
    )  # fmt: skip
    for number, row in enumerate(drafts):
        rulings = rulings_of([Decision("2026-01-01T00:00:00+00:00", "A", row.verb, row.about, None, row.after, "")])
        ruled = view(some, rulings=rulings)
        assert same(view(some, rulings=rulings, sheets=sheets), ruled)
        assert same(ruled, found) == (number == 3), "only that two actors are two can change nothing here"
        assert same(view(some, sheets=sheets), found)


def test_what_a_new_account_knows_of_an_actor_reaches_the_old_ones(accounts: list[Account]) -> None:
    """An actor whose side or name is told only now is another to every question about it."""
    sheets, some = Sheets(), accounts[:9]
    view(some, sheets=sheets)
    nameless = {actor.id for account in some for actor in account.actors if actor.side is None}
    teller = accounts[9]
    known = tuple(replace(a, name=f"{a.name} Anew", side="a-new" if a.id in nameless else a.side)
                  for account in some for a in account.actors)  # fmt: skip
    for published in ("1000-01-01", "2999-01-01"):
        source = replace(teller.document.source, published=published)
        told = replace(teller, document=replace(teller.document, source=source), actors=known)
        assert same(view([*some, told], sheets=sheets), view([*some, told]))


def test_an_old_case_is_not_judged_again(accounts: list[Account], monkeypatch: pytest.MonkeyPatch) -> None:
    """One account more asks about its own deeds, not about those of all others."""
    asked: list[int] = []
    monkeypatch.setattr("histor.consolidate.score.chance", lambda said: asked.append(1) or chance(said))
    sheets, some = Sheets(), accounts[:-1]
    view(some, sheets=sheets)
    first, asked[:] = len(asked), []
    view(some, sheets=sheets)
    assert first > 100 and not asked
    view(accounts, sheets=sheets)
    assert 0 < len(asked) < first / 3


def test_an_old_account_is_not_asked_again_what_it_answers(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only accounts whose deeds became other incidents are, and none whose words were read off is read again."""
    asked: list[str] = []
    for room, name in ((asks, "_asks"), (harm, "_notes")):
        work = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *told, n=name, w=work: asked.append(n) or w(*told))
    told = sorted(accounts, key=lambda one: (one.document.source.published or "9999", one.document.id))
    sheets, some = Sheets(), told[:-1]  # the last to tell of a deed gives no deed another name
    view(some, sheets=sheets)
    assert asked.count("_asks") == asked.count("_notes") == len(some)
    asked.clear()
    view(some, sheets=sheets)
    assert not asked
    view(accounts, sheets=sheets)
    assert asked.count("_notes") == 1 <= asked.count("_asks") < len(some) / 3


def test_a_group_says_what_all_that_joined_it_say() -> None:
    """As if they had been taken in one by one; and what it said before they joined can be asked again."""

    def deed(number: int) -> Group:
        day = Days(number, number, told=True)
        tale = Tale("ASSAULT", modes=frozenset({f"m{number}"}), days=day, words=frozenset({f"w{number}"}),
                    told_on=(number,), leads=number == 2)  # fmt: skip
        return Group(tale, mark=bytes([number]))

    lazy, eager, inner = deed(3), deed(3), deed(1)
    inner.join(deed(4))
    lazy.join(inner)
    lazy.join(deed(2))
    for number in (1, 4):
        eager.take(deed(number))
    first = [getattr(eager.tale, name) for name in ("modes", "days", "words", "told_on", "leads")]
    assert [getattr(lazy.whole(1), name) for name in ("modes", "days", "words", "told_on", "leads")] == first
    eager.take(deed(2))
    for name in ("modes", "days", "words", "told_on", "leads"):
        assert getattr(lazy.whole(), name) == getattr(eager.tale, name)
    assert lazy.whole(0).words == {"w3"} and lazy.tale.words == {"w3"} and lazy.whole().leads


def test_the_words_around_a_figure_are_looked_into_once(
    accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process and in one that takes up what it told; and the view is the same."""
    asked: list[Toll] = []
    around = FigurePlaces.around
    monkeypatch.setattr(FigurePlaces, "around", lambda self, toll: asked.append(toll) or around(self, toll))
    keys = {f"{number:032x}": account for number, account in enumerate(accounts)}
    sheets, others = Sheets(), Sheets()
    sheets.know(keys)
    others.know(keys)
    first = view(accounts, sheets=sheets)
    assert asked
    asked.clear()
    told = sheets.told()
    others.recall(lambda name: part if isinstance(part := told.get(name), bytes) else None)
    assert same(view(accounts, sheets=sheets), first) and same(view(accounts, sheets=others), first) and not asked
