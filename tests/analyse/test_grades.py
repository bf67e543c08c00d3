"""Grades follow the published rules, say why, and give way to a person alone."""

from __future__ import annotations

from typing import Any

import pytest

from histor.analyse.grades import CONDITIONS, Overruling, grades, levels, schemes
from histor.errors import UsageError
from histor.lexicon import load_lexicon


def actor(ident: str, side: str | None = None, kind: str = "military") -> dict[str, Any]:
    """Return an actor called by its id."""
    return {"id": ident, "name": ident.capitalize(), "side": side, "kind": kind}


def figure(low: int, by: str, **more: Any) -> dict[str, Any]:
    """Return a figure of killed people, told in a source of its teller's."""
    return {"id": f"k-{by}-{low}", "incident": "i-1", "effect": "killed", "low": low, "high": low, "part_of": None,
            "according_to": by, "kind": "people", "origin": None, "evidence": [{"source": "s-1"}], **more}  # fmt: skip


def case(*rows: dict[str, Any], doers: tuple[str, ...] = ("army",), claims: tuple[dict[str, Any], ...] = (),
         rivals: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a case of one incident."""
    people = [actor("army", "freedonia"), actor("rebels", kind="armed group"), actor("ministry"), actor("monitor"),
              actor("freedonia", "freedonia", "state")]  # fmt: skip
    return {
        "actors": people, "sources": [{"id": "s-1", "title": "A paper", "publisher": None}],
        "incidents": [{"id": "i-1", "actors": list(doers)}], "casualties": list(rows), "claims": list(claims),
        "origins": [], "relations": [{"kind": "contradicts", "first": one, "second": "x"} for one in rivals],
    }  # fmt: skip


def claim(stance: str, by: str, quote: str) -> dict[str, Any]:
    """Return a claim about the incident."""
    return {"id": "c", "speaker": by, "stance": stance, "incidents": ["i-1"], "evidence": [{"quote": quote}]}


TWO = (figure(9, "ministry"), figure(9, "monitor"))
OWNED = claim("claims", "army", "The army claimed responsibility for the raid.")
DENIED = claim("denies", "army", "The army denied it.")


def test_who_denies_a_deed_accepts_nothing_by_counting_its_dead() -> None:
    """Nor does he who owns up to what answers it, and names it as his reason."""
    told = case(figure(9, "army"))
    refusal = {"id": "i-2", "type": "REJECT", "actors": ["army"]}
    told["incidents"].append(refusal)
    told["responses"] = [{"incident": "i-2", "responds_to": "i-1"}]
    assert grades(told)[0]["grade"] == "contested"
    answered = case(*TWO, claims=({**OWNED, "incidents": ["i-1", "i-3"]},))
    answered["responses"] = [{"incident": "i-3", "responds_to": "i-1"}]
    assert grades(answered)[0]["grade"] == "fair"


@pytest.mark.parametrize(("told", "grade"), [
    (case(*TWO), "fair"), (case(TWO[0]), "weak"), (case(*TWO, doers=()), "weak"),
    (case(*TWO, claims=(OWNED,)), "confirmed"), (case(*TWO, claims=(DENIED,)), "contested"),
    (case(*TWO, doers=("army", "rebels")), "contested"), (case(figure(9, "freedonia")), "confirmed"),
    (case(figure(9, "monitor", kind="fighters")), "discounted"),
])  # fmt: skip
def test_airwars(told: dict[str, Any], grade: str) -> None:
    """By who is held to have done it, how many tell it, and who accepts it."""
    row = grades(told)[0]
    assert (row["grade"], row["computed"], row["overruled"]) == (grade, grade, None)
    assert row["why"].startswith("Airwars: ") and row["why"].endswith(".")


@pytest.mark.parametrize(("told", "grade"), [
    (case(*TWO), "corroborated"), (case(TWO[0]), "uncorroborated"), (case(*TWO, rivals=("k-monitor-9",)), "unresolved"),
])  # fmt: skip
def test_every_casualty(told: dict[str, Any], grade: str) -> None:
    """By whether independent origins agree."""
    assert grades(told, "every-casualty")[0]["grade"] == grade


def test_one_origin_in_two_papers_is_one() -> None:
    """Two that quote one ministry corroborate nothing."""
    echo = case(figure(9, "ministry", origin="o-1"), figure(9, "ministry", origin="o-1", id="k-2"))
    assert grades(echo)[0]["grade"] == "weak" and grades(echo)[0]["origins"] == 1


def test_a_person_overrules_and_the_rules_stay_visible() -> None:
    """With name and reason."""
    row = grades(case(*TWO), "airwars", [Overruling("i-1", "airwars", "confirmed", "A. Vole", "I was there", 3)])[0]
    assert (row["grade"], row["computed"]) == ("confirmed", "fair")
    assert row["overruled"] == {"who": "A. Vole", "reason": "I was there", "number": 3} and "I was there" in row["why"]


def test_nobody_harmed_is_not_graded() -> None:
    """A count of nought is no harm."""
    assert grades(case()) == [] and grades(case(figure(0, "monitor"))) == []


@pytest.mark.parametrize("scheme", schemes())
def test_the_files_name_only_what_exists(scheme: str) -> None:
    """And their last rule that a program applies takes everything."""
    rules = load_lexicon().yaml(f"grades/{scheme}.yaml")["grades"]
    assert all(name in CONDITIONS for row in rules for key in ("all", "any") for name in row.get(key, ()))
    assert any(row.get("all") == [] for row in rules) and len(levels(scheme)) > 2
    with pytest.raises(UsageError, match="no scheme of grades 'x'"):
        levels("x")
