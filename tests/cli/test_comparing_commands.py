"""Relations, origins, policies and grades from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run


def test_figures_and_every_view_with_a_policy(run: Run, case: Path) -> None:
    """Plain and as JSON, each naming its policy."""
    plain = run("show", case, "figures")
    assert plain.code == 0 and plain.out.splitlines()[0].split("\t")[3] == "figure" and "12" in plain.out
    for view in ("figures", "casualties", "summary", "timeline"):
        told = json.loads(run("show", case, view, "--policy", "latest", "--json").out)
        assert told["policy"] == "latest" and told["figures"][0]["policy"] == "latest" and told["dates"]
        assert run("show", case, view, "--policy", "latest").code == 0


def test_a_view_without_figures_has_no_policy(run: Run, case: Path) -> None:
    """And an unknown policy is told with the known ones."""
    refused = run("show", case, "actors", "--policy", "latest")
    assert refused.code == 2 and "shows no figures" in refused.err
    unknown = run("show", case, "figures", "--policy", "mean")
    assert unknown.code == 2 and "There is no policy 'mean'" in unknown.err and "majority" in unknown.err


def test_an_export_with_a_policy_carries_it(run: Run, case: Path) -> None:
    """Beside all that it holds without."""
    told = json.loads(run("export", case, "--policy", "range").out)
    assert told["policy"] == "range" and told["figures"]["range"]["rows"]
    assert "policy" not in json.loads(run("export", case).out)


def test_a_grade_is_overruled_with_a_reason_and_given_back(run: Run, case: Path) -> None:
    """As a decision among the others."""
    before = json.loads(run("grade", case, "--json").out)
    ident = before[0]["incident"]
    assert run("grade", case).code == 0
    assert "with a reason" in run("grade", case, ident, "confirmed").err
    assert "is no grade of airwars" in run("grade", case, ident, "sure", "--reason", "x").err
    assert "nobody killed" in run("grade", case, "i-none", "fair", "--reason", "x").err
    assert run("grade", case, ident, "confirmed", "--reason", "seen", "--by", "Ana").code == 0
    row = json.loads(run("grade", case, "--json").out)[0]
    assert (row["grade"], row["overruled"]["who"]) == ("confirmed", "Ana")
    assert run("undo", case).code == 0
    assert json.loads(run("grade", case, "--json").out) == before


def test_a_policy_file_that_is_not_there_is_told(run: Run, case: Path) -> None:
    """As a missing file, not as a name that nobody knows."""
    ran = run("show", case, "figures", "--policy", case.with_name("no.yaml"))
    assert ran.code == 2 and f"There is no file {case.with_name('no.yaml')}" in ran.err
