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
    ("A missile struck the port, killing one and injuring 53 by the count of a Senate panel.",
     {"killed 1": "a Senate panel", "injured 53": "a Senate panel"}),
    ("Seven sailors are missing, by the shipping bureau's count.", {"missing 7": "the shipping bureau"}),
    ("The police said that fifty were killed. The Front's ninety seems too high.",
     {"killed 50": "The police", "killed 90": "The Front"}),
    ("The number of dead must be put at 233, against the Harbour Board's 149.",
     {"killed 233": None, "killed 149": "the Harbour Board"}),
    ("The police said that fifty were killed. The ninety of the League was a guess.",
     {"killed 50": "The police", "killed 90": "the League"}),
    ("Fifty were killed, the police said. The Welfare Ministry's final figure was 74, and the guild counts 80 dead.",
     {"killed 50": "the police", "killed 74": "The Welfare Ministry", "killed 80": "the guild"}),
    ("Forty men were killed (Georgian account).", {"killed 40": "Georgian"}),
    ("Deaths: 27\nInjuries: 79\nClaimed by: the Sons of the Hills", {"killed 27": None, "injured 79": None}),
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


BOX = """= Battle of Tal =

Infobox
- Combatant1: Ruritania
- Combatant2: Velmar
- Strength1: Farmhands, 4,000 riflemen (Velmar estimate)
- Units2: Tal Regiment and 60 pupils (Per Velmar)
- Casualties1: Velmar's claim: 142 killed <hr> Ruritanian official figures: 27 killed
- Casualties2: 2 wounded (claimed by Ruritania), 1 captured, 8 killed (according to Velmar)
- Casualties3: Nearly 90 killed, mostly pupils (per Mercy Watch and Velmar), 19 gunners killed (per Ruritania)

The battle was fought in 1950 between the Ruritanian army and Velmar.
"""


@needs_model
def test_rows_of_a_box_name_their_tellers() -> None:
    """Brackets behind a figure and labels before it say whose it is; two names in one bracket are two sayings."""
    document = read_text(BOX)
    account = take(document, crew())
    rows = [(document.text[slice(*row.speaker_span)], row.stance, [document.text[slice(*c)] for c in row.content])
            for row in account.attributions if row.speaker_span]  # fmt: skip
    assert rows == [
        ("Velmar", "estimates", ["4,000 riflemen"]),
        ("Velmar", "asserts", ["Tal Regiment and 60 pupils"]),
        ("Velmar", "claims", ["142 killed"]),
        ("Ruritanian", "estimates", ["27 killed"]),
        ("Ruritania", "claims", ["2 wounded"]),
        ("Velmar", "asserts", ["1 captured, 8 killed"]),
        ("Mercy Watch", "asserts", ["Nearly 90 killed, mostly pupils"]),
        ("Velmar", "asserts", ["Nearly 90 killed, mostly pupils"]),
        ("Ruritania", "asserts", ["19 gunners killed"]),
    ]
    assert [toll.low for toll in account.tolls if toll.claimant is None] == []


@needs_model
@pytest.mark.parametrize(("text", "speakers"), [
    ("According to the version of the Velmari side, two men crossed the river.", ["the version of the Velmari side"]),
    ("The court named the judge the country's acting president.", []),
    ("No group or faction claimed responsibility for the blast.", []),
])
def test_who_speaks_and_who_only_acts(text: str, speakers: list[str]) -> None:
    """Nobody speaks where nobody is named, and to give an office says nothing of the one who gets it."""
    account = take(read_text(text), load_crew())
    spans = [row.speaker_span for row in account.attributions]
    assert [text[slice(*span)] if span else None for span in spans] == speakers


@needs_model
@pytest.mark.parametrize(("text", "wanted"), [
    ("The general said that three men had died and 11 were hurt, which brought the toll to at least 43.",
     {"killed 3": "The general", "injured 11": "The general", "killed 43": "The general"}),
    ("The general said three soldiers had died. At noon 11 more were wounded.",
     {"killed 3": "The general", "injured 11": None}),
    ("Officials doubt the ministry's count of 34 dead.", {"killed 34": "the ministry"}),
    ("The army took back its first death toll of 200 as too high.", {"killed 200": "The army"}),
    ("The Harbour Board stands by its estimate of about 70 dead.", {"killed 70": "The Harbour Board"}),
    ("Velmaria's tale of two hundred dead at Orsk amused even its allies.", {"killed 200": "Velmaria"}),
    ("On Monday the clinic lowered its death toll to 14.", {"killed 14": "the clinic"}),
    ("The second blast raised the death toll to 14.", {"killed 14": None}),
])
def test_figures_that_go_on_and_figures_that_somebody_owns(text: str, wanted: dict[str, str | None]) -> None:
    """What follows a saying's clause without a subject is still said, and an owned figure is its owner's."""
    found = told(text)
    assert {name: found.get(name, "unread") for name in wanted} == wanted
