"""A case against gold: small made-up cases whose figures can be counted, and the figures of the shared scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from histor.analyse.agree import agree
from histor.analyse.coded import Coded, fold, of_export
from histor.analyse.evaluate import evaluate
from histor.analyse.gold import of_gold
from histor.analyse.match import match_deeds
from histor.lexicon import load_lexicon

SHARED = Path(__file__).parents[3] / "shared"
FAMILIES: dict[str, list[str]] = load_lexicon().yaml("gold/types.yaml")["stances"]
RAID, DENIAL, TOLL = "The army raided Tal on 3 May.", "Orsk denied the raid.", "Nine people died, the mayor said."


def ev(quote: str) -> list[dict[str, Any]]:
    return [{"source": "s1", "start": 0, "end": len(quote), "quote": quote}]


def case() -> dict[str, Any]:
    """Two incidents, one claim, one figure; a third incident tells the raid twice."""
    day = {"start": "2019-05-03", "end": "2019-05-03", "precision": "day", "basis": "explicit"}
    return {
        "sources": [{"id": "s1"}],
        "actors": [{"id": "a1", "name": "Army of Orsk", "aliases": ["the army"], "side": "a2"},
                   {"id": "a2", "name": "Orsk", "aliases": []}, {"id": "a3", "name": "Mayor", "aliases": []}],
        "places": [{"id": "p1", "name": "Tal", "aliases": []}],
        "incidents": [
            {"id": "i1", "type": "ASSAULT", "date": day, "actors": ["a1"], "targets": [], "claimed_targets": [],
             "places": ["p1"], "weapons": [], "status": "reported", "evidence": ev(RAID)},
            {"id": "i2", "type": "REJECT", "date": {}, "actors": ["a2"], "targets": [], "places": [],
             "status": "reported", "evidence": ev(DENIAL)},
            {"id": "i3", "type": "ASSAULT", "date": day, "actors": ["a1"], "targets": [], "places": [],
             "status": "claimed", "evidence": ev(RAID)}],
        "claims": [{"id": "c1", "speaker": "a2", "stance": "denies", "evidence": ev(DENIAL)}],
        "casualties": [{"id": "k1", "effect": "killed", "low": 9, "high": 9, "according_to": "a3",
                        "evidence": ev(TOLL)}],
        "responses": [{"incident": "i2", "responds_to": "i1", "basis": "explicit", "evidence": ev(DENIAL)}],
    }


def gold() -> dict[str, Any]:
    day = {"start": "2019-05-03", "end": "2019-05-03", "precision": "day", "basis": "explicit"}
    return {
        "actors": [{"name": "Orsk", "aliases": [], "side": "Orsk"},
                   {"name": "Orsk army", "aliases": ["Army of Orsk"], "side": "Orsk"},
                   {"name": "Mayor", "aliases": []}],
        "events": [
            {"id": "e1", "type": "attack", "date": day, "actors": ["Orsk army"], "targets": ["Tal militia"],
             "place": {"name": "Tal"}, "weapons": [], "status": "happened", "salience": "high", "evidence": RAID},
            {"id": "e2", "type": "deny", "date": {"start": None}, "actors": ["Orsk"], "targets": [],
             "salience": "high", "evidence": DENIAL},
            {"id": "e3", "type": "protest", "date": {"start": None}, "actors": [], "targets": [],
             "salience": "low", "evidence": "Women marched."}],
        "claims": [{"id": "c1", "speaker": "Orsk", "stance": "denies", "evidence": DENIAL}],
        "casualties": [{"id": "k1", "measure": "dead", "number": 9, "according_to": "Mayor", "evidence": TOLL}],
        "responses": [{"event": "e2", "responds_to": "e1", "status": "explicit", "evidence": DENIAL}],
    }


def both() -> tuple[Coded, Coded]:
    return of_export(case()), of_gold(gold(), load_lexicon())


def test_a_case_is_measured_layer_by_layer() -> None:
    """Two of three incidents match, the third doubles one; a background event that is missed costs nothing."""
    found = evaluate(*both(), FAMILIES).scores
    assert (found["events"].hit, found["events"].given, found["events"].r) == (2, 3, 1.0)
    assert found["dates"].f == found["places"].f == found["claims"].f == found["stance"].f == 1.0
    assert (found["targets"].r, found["actors"].f) == (0.0, 1.0)
    assert found["casualties"].f == found["claimant"].f == found["responses"].f == 1.0


def test_errors_name_the_sentence() -> None:
    found = evaluate(*both(), FAMILIES)
    assert any("told twice" in line and RAID in line for line in found.wrong["events"])
    assert found.missed["targets"] and found.missed["targets"][0].startswith("tal militia")


def test_the_double_is_the_one_that_says_less() -> None:
    pairs, doubles = match_deeds(*both())
    assert (pairs, doubles) == ({0: 0, 1: 1}, {2})


def test_a_wrong_day_and_a_wrong_claimant_are_found() -> None:
    other = case()
    other["incidents"] = other["incidents"][:2]
    other["incidents"][0]["date"] = {"start": "2019-05-04", "end": "2019-05-04", "precision": "day"}
    other["casualties"][0]["according_to"] = None
    found = evaluate(of_export(other), both()[1], FAMILIES)
    assert found.scores["dates"].f == 0.0 and found.wrong["dates"] and found.scores["claimant"].f == 0.0


def test_quotes_are_checked_against_the_text() -> None:
    assert evaluate(*both(), FAMILIES, RAID).scores["quotes"].p < 1.0


def test_one_coder_agrees_with_himself() -> None:
    ours = both()[0]
    for row in agree(ours, ours):
        assert row.found is None or row.found.hit == row.found.given == row.found.wanted
        assert row.same == row.kappa == row.alpha == 1.0


def test_agreement_is_the_same_both_ways() -> None:
    one, other = both()
    there = {row.layer: row.found.f for row in agree(one, other) if row.found}
    back = {row.layer: row.found.f for row in agree(other, one) if row.found}
    assert there["events"] == pytest.approx(back["events"]) and there["casualties"] == back["casualties"]


@pytest.mark.parametrize(("a", "b"), [("The I.R.G.C.", "irgc"), ("Jaysh al-ʿAdl", "jaysh al-adl"), ("an Émir", "emir")])
def test_names_are_folded(a: str, b: str) -> None:
    assert fold(a).replace(" ", "") == fold(b).replace(" ", "")


@pytest.mark.parametrize(
    "name", ["iran-pakistan-2024", "gaza-israel-clashes-may-2023", "wikinews-crimea-border-alert-2016"])
def test_the_figures_are_those_of_the_shared_scorer(name: str, tmp_path: Path) -> None:
    """Within 0.02 on every layer, on the articles that users can compare."""
    text, annotated = (SHARED / "data" / "articles" / f"{name}{end}" for end in (".txt", ".gold.json"))
    if not annotated.exists():
        pytest.skip(f"{annotated} is not here")
    from histor import consolidate
    from histor.export.json import case_dict
    from histor.pipeline import load_crew, take
    from histor.read import read_path

    export = case_dict(consolidate.view([take(read_path(text), load_crew())]))
    path = tmp_path / "case.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score" / "score.py"), str(path), str(annotated), str(text), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = evaluate(of_export(export), of_gold(json.loads(annotated.read_text(encoding="utf-8")), load_lexicon()),
                    FAMILIES).scores
    names = {"claimed": "claimed targets", "said_by": "claimant"}
    for layer, row in theirs.items():
        if layer == "spans":
            continue
        mine = ours[names.get(layer, layer)]
        wanted = row.get("f1", row.get("share"))
        found = mine.f if mine.wanted or mine.given else 1.0
        assert found == pytest.approx(wanted, abs=0.02) or not row.get("of", 1), layer
