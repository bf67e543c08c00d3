"""The laws of the case, over every example account together and alone: no row without words, no link into nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from histor.consolidate import view
from histor.model import Account, CaseView, Evidence
from histor.pipeline import take
from histor.read import read_path

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def accounts(crew: Any) -> list[Account]:
    """Every example account, read once."""
    return [take(read_path(path), crew) for path in EXAMPLES]


@pytest.fixture(scope="module", params=["all", *(path.stem for path in EXAMPLES)])
def found(request: pytest.FixtureRequest, accounts: list[Account]) -> CaseView:
    """The case of all example accounts, and of each alone."""
    if request.param == "all":
        return view(accounts)
    return view([accounts[[path.stem for path in EXAMPLES].index(request.param)]])


def proofs(found: CaseView) -> list[Evidence]:
    rows = [*found.incidents, *found.claims, *found.casualties, *found.responses]
    rows += [position for row in found.contradictions for position in row.positions]
    return [proof for row in rows for proof in row.evidence]


def test_every_row_has_evidence(found: CaseView) -> None:
    """Incident, claim, figure, answer, and each side of a contradiction."""
    rows = [*found.incidents, *found.claims, *found.casualties, *found.responses]
    rows += [position for row in found.contradictions for position in row.positions]
    assert rows and all(row.evidence for row in rows)


def test_evidence_is_verbatim_and_short(found: CaseView) -> None:
    """Exactly the characters of the source, and few enough to point at something."""
    for proof in proofs(found):
        assert found.texts[proof.source][proof.start : proof.end] == proof.quote
        assert proof.quote.strip() and len(proof.quote) <= 600


def test_every_filled_field_says_where(found: CaseView) -> None:
    """Its support names existing evidence, and known mouths."""
    actors = {row.id for row in found.actors}
    for row in found.incidents:
        for field in ("actors", "targets", "claimed_targets", "places", "weapons", "counts", "codename"):
            assert not getattr(row, field) or row.fields[field].evidence, f"{row.label}: {field}"
        for support in row.fields.values():
            assert all(0 <= index < len(row.evidence) for index in support.evidence)
            assert set(support.said_by) <= actors


def test_a_claimed_target_is_never_also_a_target(found: CaseView) -> None:
    """Law of the format."""
    assert all(not set(row.targets) & set(row.claimed_targets) for row in found.incidents)


def test_what_is_only_planned_or_denied_is_not_told_as_fact(found: CaseView, accounts: list[Account]) -> None:
    """A reported incident has a telling that reports it."""
    assert {row.status for row in found.incidents} <= {"reported", "claimed", "disputed", "denied", "planned"}
    real = {
        account.document.text[event.evidence.start : event.evidence.end]
        for account in accounts for event in account.events if event.status == "reported"
    }
    for row in found.incidents:
        assert row.status != "reported" or any(proof.quote in real for proof in row.evidence), row.label


def test_ids_are_unique_and_links_lead_somewhere(found: CaseView) -> None:
    """No dangling id in any row."""
    for rows in (found.sources, found.actors, found.places, found.incidents, found.claims, found.casualties):
        assert len({row.id for row in rows}) == len(rows)
    actors, incidents = {row.id for row in found.actors}, {row.id for row in found.incidents}
    claims, figures = {row.id for row in found.claims}, {row.id for row in found.casualties}
    places = {row.id for row in found.places}
    for row in found.incidents:
        assert {*row.actors, *row.targets, *row.claimed_targets} <= actors and set(row.places) <= places
        assert row.part_of is None or (row.part_of in incidents and row.part_of != row.id)
    assert all({c.speaker, c.affiliation} - {None} <= actors and set(c.incidents) <= incidents for c in found.claims)
    assert all(c.nested_in is None or (c.nested_in in claims and c.nested_in != c.id) for c in found.claims)
    assert all(k.incident is None or k.incident in incidents for k in found.casualties)
    assert all(k.part_of is None or k.part_of in figures for k in found.casualties)
    assert all({r.incident, r.responds_to} <= incidents for r in found.responses)


def test_no_link_runs_in_a_circle(found: CaseView) -> None:
    """Nothing answers itself or its own answer; no part is its own whole's whole."""
    pairs = {(row.incident, row.responds_to) for row in found.responses}
    assert all(a != b and (b, a) not in pairs for a, b in pairs)
    for rows in ({r.id: r.part_of for r in found.incidents}, {k.id: k.part_of for k in found.casualties}):
        for start in rows:
            here, steps = rows[start], 0
            while here is not None and steps <= len(rows):
                here, steps = rows[here], steps + 1
            assert steps <= len(rows), f"{start} is part of itself"


def test_a_part_is_no_larger_than_its_whole(found: CaseView) -> None:
    """Three of the twelve, never thirteen of the twelve."""
    by_id = {row.id: row for row in found.casualties}
    for row in found.casualties:
        whole = by_id.get(row.part_of or "")
        if whole is not None and row.low is not None and whole.high is not None:
            assert row.low <= whole.high, (row.evidence[0].quote, row.low, whole.high)


def test_no_contradiction_of_one_voice(found: CaseView) -> None:
    """Two positions at least, with different values."""
    assert all(len({p.value for p in row.positions}) > 1 for row in found.contradictions)
