"""The example accounts, end to end: a few strong facts that a reader would not forgive us for missing.

No frozen dump: what is checked here must hold for any coder of these texts, however it improves.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from histor.consolidate import view
from histor.export.json import case_dict, dumps
from histor.model import Account, CaseView, Incident
from histor.pipeline import take
from histor.read import read_path

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("encyclopaedia", "news-desk", "rights-monitor")


@pytest.fixture(scope="module")
def accounts(crew: Any) -> dict[str, Account]:
    """Every example account, read once."""
    return {name: take(read_path(EXAMPLES / f"{name}.txt"), crew) for name in NAMES}


@pytest.fixture(scope="module")
def cases(accounts: dict[str, Account]) -> dict[str, CaseView]:
    """A case of each."""
    return {name: view([account]) for name, account in accounts.items()}


def strike(found: CaseView, day: str, state: str) -> Incident:
    """Return the assault of a day by a state's side."""
    sides = {row.id: row.side for row in found.actors}
    rows = [
        row for row in found.incidents
        if row.type == "ASSAULT" and row.date.start == day and state in {sides[i] for i in row.actors}
    ]
    assert rows, f"no assault by {state} on {day}"
    return rows[0]


def names(found: CaseView, ids: tuple[str, ...]) -> str:
    known = {row.id: row.name for row in (*found.actors, *found.places)}
    return " | ".join(known[ident] for ident in ids)


@pytest.mark.parametrize("name", NAMES)
def test_two_strikes_on_two_days_by_two_states(cases: dict[str, CaseView], name: str) -> None:
    """All three accounts tell both."""
    first, second = (strike(cases[name], "2024-01-16", "a-iran"), strike(cases[name], "2024-01-18", "a-pakistan"))
    assert first.id != second.id
    assert not set(first.actors) & set(second.actors)


def test_what_the_attacker_says_it_hit_is_only_claimed(cases: dict[str, CaseView]) -> None:
    """Hideouts and militants are Pakistan's word; the encyclopaedia itself does not tell them as struck."""
    found = cases["encyclopaedia"]
    row = strike(found, "2024-01-18", "a-pakistan")
    assert "Balochistan Liberation Army" in names(found, row.claimed_targets)
    assert "Balochistan Liberation Army" not in names(found, row.targets)


def test_tolls_by_mouth(cases: dict[str, CaseView]) -> None:
    """Nine, of them four children and three women, says Iran; two children, says Pakistan; nothing is added up."""
    found = cases["encyclopaedia"]
    sides = {row.id: row.side for row in found.actors}
    rows = [row for row in found.casualties if row.effect == "killed" and row.according_to]
    iran = [row for row in rows if sides[row.according_to or ""] == "a-iran"]
    nine = next(row for row in iran if row.low == 9)
    assert {(row.low, row.part_of) for row in iran if row.part_of} >= {(4, nine.id), (3, nine.id)}
    assert any(row.low == 2 and sides[row.according_to or ""] == "a-pakistan" for row in rows)
    assert not any(row.low in {11, 16, 18} and row.according_to for row in rows)


def test_rival_tolls_of_one_deed_are_kept_apart(cases: dict[str, CaseView]) -> None:
    """103 by state media, at least 91 by the health minister: two mouths, one deed."""
    found = cases["encyclopaedia"]
    rows = [row for row in found.contradictions if row.field == "killed"]
    assert any({"103 killed", "at least 91 killed"} <= {p.value for p in row.positions} for row in rows)


def test_a_denial_is_found(cases: dict[str, CaseView]) -> None:
    """Iraq denies what the Guards say they destroyed in Erbil."""
    found = cases["encyclopaedia"]
    pairs = [(row.positions[0], row.positions[1]) for row in found.contradictions if row.field == "claim"]
    assert any("Guard" in names(found, a.said_by) and "Iraq" in names(found, b.said_by) for a, b in pairs)


def test_the_order_of_answers(cases: dict[str, CaseView]) -> None:
    """Pakistan's strike answers Iran's, and not the other way round; Iran condemns it and summons an envoy for it.

    An envoy summoned is blame (docs/annotation.md), so both are one act of one sentence.
    """
    found = cases["encyclopaedia"]
    first, second = (strike(found, "2024-01-16", "a-iran"), strike(found, "2024-01-18", "a-pakistan"))
    pairs = {(row.incident, row.responds_to) for row in found.responses}
    assert (second.id, first.id) in pairs and (first.id, second.id) not in pairs
    blamed = [row for row in found.incidents if row.type == "ACCUSE" and (row.id, second.id) in pairs]
    assert any("summoned" in proof.quote for row in blamed for proof in row.evidence)


def test_three_accounts_meet_in_one_case(accounts: dict[str, Account]) -> None:
    """Each of the two strikes has the evidence of all three accounts, in whatever number of incidents."""
    found = view(list(accounts.values()))
    for day, state in (("2024-01-16", "a-iran"), ("2024-01-18", "a-pakistan")):
        sides = {row.id: row.side for row in found.actors}
        rows = [
            row for row in found.incidents
            if row.type == "ASSAULT" and row.date.start == day and state in {sides[i] for i in row.actors}
        ]
        assert {e.source for row in rows for e in row.evidence} == {row.id for row in found.sources}


def test_whom_a_state_accuses_of_bombings_did_not_do_the_one_that_others_claim(accounts: dict[str, Account]) -> None:
    """The bombing in Kerman is claimed by the Islamic State, whomever Tehran holds to bomb in Iran."""
    found = view([accounts[name] for name in NAMES])
    rows = [row for row in found.incidents if row.date.start == "2024-01-03" and "Kerman" in names(found, row.places)]
    assert rows and {names(found, row.actors) for row in rows} == {"Islamic State"}


def test_two_runs_give_the_same_bytes(accounts: dict[str, Account]) -> None:
    """In another process, with another hash seed."""
    code = (
        "import sys; from pathlib import Path; from histor.consolidate import view; "
        "from histor.export.json import case_dict, dumps; from histor.pipeline import load_crew, take; "
        "from histor.read import read_path; "
        "sys.stdout.write(dumps(case_dict(view([take(read_path(Path(sys.argv[1])), load_crew())]))))"
    )
    path = EXAMPLES / "news-desk.txt"
    runs = [
        subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == dumps(case_dict(view([accounts["news-desk"]])))
