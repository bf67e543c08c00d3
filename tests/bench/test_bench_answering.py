"""The fit of what speaks for an answered deed: it learns what is so, holds its tongue else, and writes only weights."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml
from bench.answering import RARE, Choice, fit, hits

from bench import answering
from histor.model.choice import chances

NAMES = ("noise", "speaks against", "speaks for")


def made_up(number: int, *, right: bool = True, seed: int = 7) -> list[Choice]:
    """Choices among three deeds, in which one sign nearly always marks the right deed and another one a wrong deed."""
    draw, rows = random.Random(seed), []
    for account in range(number):
        meant = draw.randrange(3) if right else None
        signs = []
        for place in range(3):
            sure = {"speaks for": place == meant, "speaks against": place != meant}
            told = {name for name, so in sure.items() if (draw.random() < 0.9) == so}
            told |= {"noise"} if draw.random() < 0.5 else set()
            signs.append(dict.fromkeys(sorted(told), 1.0))
        rows.append(Choice(account, signs, [place == meant for place in range(3)]))
    return rows


def test_the_fit_finds_the_signs_that_were_planted() -> None:
    """With their sides, and next to nothing for what says nothing."""
    weights = fit(made_up(120), NAMES)
    assert list(weights) == ["any", *NAMES]
    assert weights["speaks for"] > 1 > 0.5 > abs(weights["noise"]) and weights["speaks against"] < -1
    right, given = hits(made_up(60, seed=8), weights)
    assert given >= 50 and right >= 0.8 * given


def test_the_fit_makes_what_is_right_likeliest() -> None:
    """No weight moved a little either way tells the choices better than the fitted ones."""
    rows = made_up(40)
    weights = fit(rows, NAMES)

    def told(table: Mapping[str, float]) -> float:
        found = [sum(p for p, so in zip(chances(row.signs, table), row.right, strict=True) if so) for row in rows]
        cost = sum((table[name] / answering.SPREAD) ** 2 for name in NAMES) + (table["any"] / answering.FREE) ** 2
        return float(np.log(found).sum()) - cost / 2

    for name in weights:
        for moved in (-0.3, 0.3):
            assert told({**weights, name: weights[name] + moved}) < told(weights)


def test_nothing_wins_where_nothing_is_right() -> None:
    """Neither among choices of which all are wrong, nor where some are right and others have none."""
    never = made_up(80, right=False)
    weights = fit(never, NAMES)
    assert weights["any"] < answering.START and hits(never, weights) == (0, 0)
    both = fit(made_up(80) + never, NAMES)
    shares = [sum(chances(row.signs, both)) for row in (*made_up(80), *never)]
    assert np.mean(shares[:80]) > 0.7 > 0.5 > np.mean(shares[80:])


def test_chances_leave_room_for_none() -> None:
    """They sum to at most one however much speaks for a deed; one for which nothing speaks is as likely as none."""
    assert chances([{"a": 1.0}], {"a": 0.0}) == [0.5] and chances([], {"a": 1.0}) == []
    draw = random.Random(3)
    for size in (0.1, 3.0, 1000.0):
        table = {name: draw.uniform(-size, size) for name in ("any", "a", "b")}
        found = chances([{"a": draw.random()} for _ in range(20)] + [{"b": 1.0}], table)
        assert all(0 <= p <= 1 for p in found) and sum(found) <= 1 + 1e-9


def test_the_fit_and_the_product_hold_a_deed_for_as_likely() -> None:
    """Else weights would be fitted for another formula than the one that they are used in."""
    table = {"any": -0.7, "a": 2.0, "b": -1.0}
    options = [{"a": 1.0}, {"b": 0.5}, {"a": 0.2, "b": 1.0}]
    scores = np.array([sum((told[name] * table[name] for name in told), table["any"]) for told in options])
    assert answering._shares(scores) == pytest.approx(chances(options, table))


def test_only_what_is_likely_enough_is_chosen() -> None:
    """A choice below the least chance is none, right or wrong."""
    signs = [{"a": 1.0}, {}]
    rows = [Choice(0, signs, [True, False]), Choice(1, signs, [False, True]), Choice(2, [{}], [True])]
    table = {"any": -2.0, "a": 4.0}
    assert hits(rows, table, 0.5) == (1, 2)
    assert hits(rows, table, 0.9) == (0, 0)
    assert hits(rows, table, 0.1) == (2, 3)


def test_choices_are_of_answers_that_name_no_deed_of_ours() -> None:
    """An answer without words, without an incident, or with the deed named leaves nothing to choose."""
    links = frozenset({("i-answer", "i-raid")})
    deeds = SimpleNamespace(named=lambda telling, word: word, candidates=lambda place, telling, here: iter(
        [("i-raid", {"near": 1.0}), ("i-talk", {"far": 1.0})] if place else []))  # fmt: skip

    def telling(word: int, cue: str | None = "back", answers: str | None = None) -> SimpleNamespace:
        return SimpleNamespace(word=word, event=SimpleNamespace(cue=cue, answers=answers))

    told = [telling(0), telling(1), telling(2, cue=None), telling(3, answers="i-raid"), telling(4)]
    at = dict.fromkeys(range(4), "i-answer")
    row = SimpleNamespace(tellings=told, incident_at=at, deeds=deeds, gold=links)
    found = list(answering.choices([row]))  # type: ignore[list-item]
    assert found == [Choice(0, [{"near": 1.0}, {"far": 1.0}], [True, False])]


@pytest.fixture
def weights_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's weights, and a bench whose accounts are made up."""
    copy = Path(shutil.copy(answering.FILE, tmp_path))
    monkeypatch.setattr(answering, "FILE", copy)
    monkeypatch.setattr("histor.pipeline.load_crew", lambda: None)
    monkeypatch.setattr(answering.corpus, "accounts", lambda folder, split, standoff: made_up(40))
    monkeypatch.setattr(answering, "coded", lambda gold, crew: gold)
    monkeypatch.setattr(answering, "choices", iter)
    return copy


def test_writing_replaces_the_weights_alone(weights_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file says of itself stays, and the old weights are gone."""
    ours = answering.DATA / "answering" / "weights.yaml"
    before, product = weights_file.read_text(encoding="utf-8"), ours.read_bytes()
    monkeypatch.setattr(sys, "argv", ["answering", "--fit", "--write"])
    assert answering.main() == 0
    after = weights_file.read_text(encoding="utf-8")
    head = before[: before.index("weights:")]
    assert head.count("\n# ") >= 2 and after.startswith(head) and after.count("weights:") == 1
    assert yaml.safe_load(after) == {"weights": fit(made_up(40), NAMES)}
    assert ours.read_bytes() == product


def test_a_fit_writes_nothing_unasked(
    weights_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints what it found, and leaves signs out that stand in too few choices."""
    rare = Choice(0, [{"seldom": 1.0}] * (RARE - 1), [False] * (RARE - 1))
    monkeypatch.setattr(answering, "choices", lambda rows: iter([*rows, rare]))
    before = weights_file.read_bytes()
    monkeypatch.setattr(sys, "argv", ["answering", "--fit"])
    assert answering.main() == 0
    assert weights_file.read_bytes() == before
    out = capsys.readouterr().out
    assert "left out: " in out and "dev: " in out and "speaks for: " in out and "seldom" not in out
