"""The fit of what two accounts' deeds have in common: drawn towards what was set, judged by cases left out."""

from __future__ import annotations

import math
import random
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import yaml
from bench.cases import fit as bench
from bench.cases.fit import Pair, chance, fit, left_out, loss, pairs, reliability
from bench.cases.gold import cases
from bench.cases.score import Desk
from bench.newton import climbed

START = {"base": -2.5, "same day": 1.0, "other day": -1.0, "same word": 0.5, "untold": -0.5, "no name shared": -1.0}


def made_up(number: int, *, case: str = "one", seed: int = 5) -> list[Pair]:
    """Pairs that are one deed where the day is the same, and whose words and names tell nothing."""
    draw, rows = random.Random(seed), []
    for _ in range(number):
        one = draw.random() < 0.5
        told = {"same day" if (draw.random() < 0.95) == one else "other day"}
        told |= {name for name in ("same word", "no name shared") if draw.random() < 0.5}
        rows.append(Pair(case, {"base": 1.0, **dict.fromkeys(sorted(told), 1.0)}, one))
    return rows


def test_the_pairs_of_a_case_are_of_all_its_accounts(crew: Any) -> None:
    """Some of one deed and some of two, each with what was answered about it."""
    desk, gold = Desk(crew=crew), next(cases("dev"))
    found = list(pairs(gold, {name: desk.read(gold.path(name)) for name in gold.texts}))
    assert {row.one for row in found} == {True, False}
    assert all(len(row.answers) > 1 for row in found)


def test_the_fit_finds_what_was_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells deeds apart gains weight, what tells nothing loses it, and what never stands there stays as set."""
    monkeypatch.setattr(bench, "SPREAD", 0.6)  # far from what was set, so that nothing else makes up for it
    weights = fit(made_up(2000), START)
    assert list(weights) == list(START)
    assert weights["same day"] > 3 > 0 > weights["other day"]
    assert 0 <= weights["same word"] < START["same word"]
    assert weights["untold"] == START["untold"]
    found = [(chance(row, weights) > 0.5) == row.one for row in made_up(100, seed=6)]
    assert sum(found) > 85


def test_the_fit_makes_the_pairs_likeliest() -> None:
    """No weight moved a little either way tells them better, at the price of leaving what was set."""
    rows = made_up(80)
    weights = fit(rows, START)

    def told(table: Mapping[str, float]) -> float:
        found = [chance(row, table) if row.one else 1 - chance(row, table) for row in rows]
        return sum(map(math.log, found)) - sum(((table[name] - START[name]) / bench.SPREAD) ** 2 for name in START) / 2

    for name in set(START) - set(bench.FIXED):
        for moved in (-0.2, 0.2):
            assert told({**weights, name: weights[name] + moved}) < told(weights)


def test_the_base_rate_is_not_learnt() -> None:
    """Half the pairs of these cases are one deed; in a large case few are."""
    weights = fit(made_up(300), START)
    assert weights["base"] == START["base"] and weights["no name shared"] == START["no name shared"]


def test_few_pairs_move_little() -> None:
    """Three are no ground to leave what was set by reading."""
    weights = fit(made_up(3), START)
    assert all(abs(weights[name] - START[name]) < 0.6 for name in START)


def test_no_weight_changes_sides() -> None:
    """An agreement that stands mostly between two deeds is worth nothing, and speaks against none."""
    apart = [Pair("one", {"base": 0.1, "same word": 1.0}, False)] * 20
    one = [Pair("one", {"base": 1.0, "same day": 1.0}, True), Pair("one", {"base": 1.0, "untold": 1.0}, True)] * 10
    weights = fit([*apart, *one], START)
    assert weights["same word"] == 0.0 and weights["untold"] == 0.0
    assert weights["same day"] > START["same day"]


def test_a_case_is_judged_by_the_others() -> None:
    """In the second case the day tells the contrary, which only the first may learn from it."""
    first = made_up(60)
    second = [Pair("two", row.answers, not row.one) for row in made_up(40, seed=9)]
    found = left_out([*second, *first], START)
    assert found[:60] == [(chance(row, fit(second, START)), row.one) for row in first]
    assert found[60:] == [(chance(row, fit(first, START)), row.one) for row in second]
    assert loss(found[60:]) > loss([(chance(row, fit(second, START)), row.one) for row in second])


def test_the_loss_of_one_pair_is_bounded() -> None:
    """Else one pair told for certain and wrongly would outweigh all the others."""
    assert loss([(0.0, True)]) == loss([(1.0, False)]) == pytest.approx(6.908, abs=0.001)
    assert loss([(0.5, True), (0.5, False)]) == pytest.approx(0.693, abs=0.001)


def test_every_promise_is_in_one_fifth() -> None:
    """From nothing to certainty; fifths without pairs are left out."""
    found = [(0.0, False), (0.1, True), (0.2, False), (0.85, True), (0.95, True), (1.0, False)]
    rows = reliability(found)
    assert [(row["from"], row["pairs"]) for row in rows] == [(0.0, 2), (0.2, 1), (0.8, 3)]
    assert rows[0]["promised"] == 0.05 and rows[0]["true"] == 0.5
    assert rows[2]["promised"] == 0.933 and rows[2]["true"] == 0.667


@pytest.fixture
def weights_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's weights, and a bench whose cases are made up."""
    copy = Path(shutil.copy(bench.FILE, tmp_path))
    parts = {part: [SimpleNamespace(name=f"{part}-{n}", texts=()) for n in range(2)] for part in bench.OPEN}
    monkeypatch.setattr(bench, "FILE", copy)
    monkeypatch.setattr(bench, "Desk", lambda cache: None)
    monkeypatch.setattr(bench, "cases", lambda part, data: parts[part])
    monkeypatch.setattr(bench, "pairs", lambda gold, accounts: made_up(30, case=gold.name))
    return copy


def run(monkeypatch: pytest.MonkeyPatch, *options: str) -> Sequence[Pair]:
    """Run the bench, and return what it saw."""
    monkeypatch.setattr(sys, "argv", ["fit", *options])
    assert bench.main() == 0
    return [row for part in bench.OPEN for n in range(2) for row in made_up(30, case=f"{part}-{n}")]


def test_writing_replaces_weights_and_table_alone(weights_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was set by reading, and the sentences, stay to the byte; written twice, the file is the same."""
    ours = bench.DATA / "joining" / "weights.yaml"
    before, product = weights_file.read_text(encoding="utf-8"), ours.read_bytes()
    rows = run(monkeypatch, "--write")
    after = weights_file.read_text(encoding="utf-8")
    head = before[: before.index("\nweights:") + 1]
    assert "\nset:" in head and "\nsentences:" in head and after.startswith(head)
    assert after.count("\nweights:") == after.count("\nreliability:") == 1
    told, old = yaml.safe_load(after), yaml.safe_load(before)
    assert told["weights"] == fit(rows, old["set"]) != old["weights"]
    assert told["reliability"] == reliability(left_out(rows, old["set"]))
    assert {**told, "weights": 0, "reliability": 0} == {**old, "weights": 0, "reliability": 0}
    run(monkeypatch, "--write")
    assert weights_file.read_text(encoding="utf-8") == after
    assert ours.read_bytes() == product


def test_weights_are_added_to_a_file_without_any(weights_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first fit finds only what was set."""
    whole = weights_file.read_text(encoding="utf-8")
    head = whole[: whole.index("\nweights:") + 1]
    weights_file.write_text(head, encoding="utf-8")
    run(monkeypatch, "--write")
    assert weights_file.read_text(encoding="utf-8").startswith(f"{head}weights:\n")


def test_a_fit_writes_nothing_unasked(
    weights_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints every weight and how well it holds."""
    before = weights_file.read_bytes()
    rows = run(monkeypatch)
    assert weights_file.read_bytes() == before
    out = capsys.readouterr().out
    assert f"{len(rows)} pairs, {sum(row.one for row in rows)} of one deed" in out and "same day" in out


def test_the_climb_comes_to_the_top_where_a_full_step_leaps_beyond_it() -> None:
    """From far off on a slope that is nearly flat, Newton's step overshoots; parts of it lead up."""

    def ground(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        p = 1 / (1 + np.exp(-at))
        return 0.5 - p, np.diag(p * (1 - p))

    top = climbed(np.array([5.0]), lambda at: -float(np.logaddexp(0.0, at[0]) + np.logaddexp(0.0, -at[0])) / 2, ground)
    assert abs(top[0]) < 0.5
