"""Whose figure it is: sources in brackets, behind "per", before plain verbs, and where a speaker's clause ends."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from histor.pipeline import Crew, load_crew, take
from histor.read import read_text

MODEL = Path(__file__).parents[2] / "src" / "histor" / "data" / "model" / "model.onnx"
needs_model = pytest.mark.skipif(not MODEL.exists(), reason="the language model is not in this tree")


@cache
def crew() -> Crew:
    """Return the shipped coder without the model's opinion, so that grammar is tested alone."""
    return load_crew(hints=False)


def told(text: str) -> dict[str, str | None]:
    """Return whose each figure is: the number told (or its effect, where none is) and the speaker's words."""
    account = take(read_text(text), crew())
    found: dict[str, str | None] = {}
    for toll in account.tolls:
        row = account.attributions[toll.claimant] if toll.claimant is not None else None
        phrase = row.speaker_span if row is not None else None
        found[f"{toll.effect} {toll.low}"] = text[phrase.start : phrase.end] if phrase else None
    return found


@needs_model
@pytest.mark.parametrize(("text", "wanted"), [
    ("Losses: 6 killed, 13 wounded (per the north); 21 killed (southern claim)",
     {"killed 6": "the north", "injured 13": "the north", "killed 21": "southern"}),
    ("Killed: 1,900 (army figure); 3,300 (Committee figure)", {"killed 1900": "army", "killed 3300": "Committee"}),
    ("Six children are missing, per the relief council.", {"missing 6": "the relief council"}),
    ("Wounded: 40 (per the clinic)\nDisplaced: 160 in schools (same source)",
     {"injured 40": "the clinic", "displaced 160": "the clinic"}),
    ("Soldiers killed: 34; one missing (per the army)", {"killed 34": "the army", "missing 1": "the army"}),
    ("The muster rolls gave two hundred dead and forty missing.",
     {"killed 200": "The muster rolls", "missing 40": "The muster rolls"}),
    ("The clinic counted more than 300 wounded and at least 20 dead.",
     {"injured 300": "The clinic", "killed 20": "The clinic"}),
    ("The wire quoted the town's hospital as saying that 31 people had been killed.",
     {"killed 31": "the town's hospital"}),
    ("Two women died, the mayor said; twelve men were killed in the harbour.",
     {"killed 2": "the mayor", "killed 12": None}),
    ("The mayor said that two women died; that twelve men were killed was, he added, a lie.",
     {"killed 2": "The mayor"}),
    ("Six soldiers died in the raid (the third since May).", {"killed 6": None}),
    ("Accounts of the dead differ: the Admiralty gave eleven dead, the keeper saw nine dead.",
     {"killed 11": "the Admiralty", "killed 9": "the keeper"}),
    ("The sack is told by a chronicle, which has forty dead monks.", {"killed 40": "a chronicle"}),
    ("The army spoke of three dead soldiers, the Hill Brigades of 14.",
     {"killed 3": "The army", "killed 14": "the Hill Brigades"}),
    ("Three men died. The army had 14 dead.", {"killed 14": None}),
])
def test_whose_figure(text: str, wanted: dict[str, str | None]) -> None:
    """The source that governs the figure is its claimant, and nobody where the account tells it itself."""
    got = told(text)
    assert {key: got.get(key, "no figure") for key in wanted} == wanted
