"""What people decide is obeyed, outlives new accounts, and can be taken back to the byte."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from histor.case import Case
from histor.errors import UsageError
from histor.ledger import Ledger
from histor.model import Incident

TEXTS = (
    "On 4 May 2016 Turkish jets bombed Kobani. The Syrian government said that nine people were killed.",
    "On 4 May 2016 Turkish aircraft bombed the town of Kobani. Ankara said that four militants were killed.",
    "On 9 March 1998 Eritrean troops shelled Adigrat. Ethiopia condemned the shelling.",
)


def made(account: Any, *texts: str) -> Case:
    ledger = Ledger.memory()
    for text in texts:
        ledger.record(account(text))
    return Case(ledger, "test")


def bombing(case: Case) -> list[Incident]:
    return [row for row in case.incidents if any(t.words.startswith("bombed") for t in row.tellings)]


def pairs(case: Case) -> set[frozenset[str]]:
    """Return which tellings are in one incident."""
    return {
        frozenset(pair) for row in case.incidents for pair in itertools.combinations([t.id for t in row.tellings], 2)
    }


def test_a_split_parts_two_accounts_and_undo_gives_the_bytes_back(account: Any) -> None:
    """All that one source tells is taken out, and comes back."""
    case = made(account, *TEXTS[:2])
    before = case.export()
    (row,) = bombing(case)
    sources = sorted({t.source for t in row.tellings})
    assert len(sources) == 2
    decision = case.split(row.id, sources[1], reason="two raids", by="Anna")
    parted = bombing(case)
    told = [{t.source for t in one.tellings} for one in parted]
    assert sorted(map(sorted, told)) == [[source] for source in sources]
    assert all(one.decided and one.decided[0].who == "Anna" for one in parted)
    assert decision.number == 1 and case.export() != before
    case.undo()
    assert case.export() == before
    assert [row.holds for row in case.decisions] == [False, True]
    case.undo(2)
    assert len(bombing(case)) == 2


def test_a_merge_is_shown_with_its_reason_and_both_ids_lead_to_it(account: Any) -> None:
    """Whoever held the old id finds the incident again."""
    case = made(account, TEXTS[0], TEXTS[2])
    deeds = [row for row in case.incidents if row.type == "ASSAULT"]
    before = case.export()
    case.merge(deeds[0].id, deeds[1].id, reason="one war", by="Anna")
    left = [row for row in case.incidents if row.type == "ASSAULT"]
    assert len(left) == 1
    for old in deeds:
        told = "\n".join(case.why(old.id))
        assert left[0].id in told and "one war" in told and "Anna" in told
    case.undo()
    assert case.export() == before


def test_a_decision_holds_when_accounts_are_added(account: Any) -> None:
    """A parted pair stays parted, though a third account is like both; the touched id still resolves."""
    case = made(account, *TEXTS[:2])
    (row,) = bombing(case)
    source = row.tellings[-1].source
    case.split(row.id, source, by="Anna")
    sides = [{t.id for t in one.tellings} for one in bombing(case)]
    case._ledger.record(account("Turkish jets bombed Kobani on 4 May 2016, a monitor said. Nine people were killed."))
    assert not any(sides[0] & {t.id for t in one.tellings} and sides[1] & {t.id for t in one.tellings}
                   for one in case.incidents)
    assert case.why(row.id)


def test_different_keeps_two_incidents_apart_and_a_later_merge_wins(account: Any) -> None:
    """The last word counts."""
    case = made(account, TEXTS[0], TEXTS[2])
    first, second = [row.id for row in case.incidents if row.type == "ASSAULT"][:2]
    case.different(first, second, by="Anna")
    assert frozenset((f"t-{first[2:]}", f"t-{second[2:]}")) not in pairs(case)
    case.same(first, second, by="Ben")
    assert frozenset((f"t-{first[2:]}", f"t-{second[2:]}")) in pairs(case)


def test_two_actors_become_one_and_two_again(account: Any) -> None:
    """Everywhere: as doer, speaker and target, with the other's name as an alias."""
    case = made(account, "The Blue Front shelled Cork on 3 May 1916. On 5 May 1916 the Azure League shelled Dublin.")
    before = case.export()
    ids = {row.name: row.id for row in case.actors}
    one, other = next(i for n, i in ids.items() if "Blue" in n), next(i for n, i in ids.items() if "Azure" in n)
    case.same(one, other, by="Anna")
    assert other not in case.export() and any("Azure League" in " ".join(row.aliases) for row in case.actors)
    case.undo()
    assert case.export() == before


@pytest.mark.parametrize("ask", [
    lambda case, ident: case.merge(ident, ident),
    lambda case, ident: case.merge(ident, "i-0000000000"),
    lambda case, ident: case.split(ident, "t-0000000000"),
    lambda case, ident: case.split(ident, *[t.id for t in case.incidents[0].tellings]),
    lambda case, ident: case.different(ident, ident),
    lambda case, ident: case.same(ident, case.actors[0].id),
    lambda case, ident: case.undo(),
    lambda case, ident: case.undo(7),
])
def test_what_cannot_be_meant_is_refused(account: Any, ask: Any) -> None:
    """In a sentence, and nothing is recorded."""
    case = made(account, TEXTS[0])
    with pytest.raises(UsageError):
        ask(case, case.incidents[0].id)
    assert case.decisions == ()


def test_an_account_of_something_else_moves_nothing(account: Any) -> None:
    """Not one incident of the others changes."""
    case = made(account, *TEXTS[:2])
    before = {row.id: row for row in case.incidents}
    case._ledger.record(account("On 2 April 1915 the rebels burned the bridge at Lodva. Two drovers were killed."))
    assert before.items() <= {row.id: row for row in case.incidents}.items()


def test_the_order_of_accounts_changes_nothing_under_decisions(account: Any) -> None:
    """The same decisions on the same accounts give the same bytes, in whatever order the accounts came."""
    texts = [account(text) for text in TEXTS]
    found = set()
    for order in itertools.permutations(texts):
        ledger = Ledger.memory()
        for one in order:
            ledger.record(one)
        case = Case(ledger, "test")
        (row,) = bombing(case)
        case.split(row.id, row.tellings[-1].source, reason="x", by="Anna")
        found.add(case.export().replace(case.decisions[0].made, "then"))
    assert len(found) == 1


def test_what_is_kept_is_used_only_for_what_it_was_made_of(account: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """A kept view gives the same bytes; a decision makes it void; emptying it loses nothing."""
    monkeypatch.setattr("histor.case.seen.LARGE", 1)
    path = tmp_path / "case.histor"
    with Ledger.open(path, create=True) as ledger:
        for text in TEXTS:
            ledger.record(account(text))
    with Case(Ledger.open(path)) as case:
        first = case.export()
    monkeypatch.setattr("histor.consolidate.view", None)  # it is not computed again
    with Case(Ledger.open(path)) as case:
        assert case.export() == first
    monkeypatch.undo()
    with Case(Ledger.open(path)) as case:
        (row,) = bombing(case)
        case.split(row.id, row.tellings[-1].source, by="Anna")
        assert len(bombing(case)) == 2
        case.undo()
        assert case.export() == first
