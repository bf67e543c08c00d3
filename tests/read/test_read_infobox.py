"""An infobox value into its items, and whose claim each is."""

from __future__ import annotations

import pytest

from histor.read.infobox import split_value

#: Row label, value, and the items with the last element of their section ("" for none).
CASES = [
    (
        "Combatant1",
        "<hr>Claimed by Arland:, Nationalists:, First Army, Second Front",
        [
            ("Claimed by Arland:", ""),
            ("Nationalists:", "Claimed by Arland"),
            ("First Army", "Claimed by Arland"),
            ("Second Front", "Claimed by Arland"),
        ],
    ),
    (
        "Combatant1",
        "Borland, <hr>Claimed by Arland:, First Army, <hr> Third Army",
        [("Borland", ""), ("Claimed by Arland:", ""), ("First Army", "Claimed by Arland"), ("Third Army", "")],
    ),
    (
        "Commander1",
        "Ann Bo , Cy Do (acting, since May), Ed Fu, Jr., <hr> Gi Ho",
        [("Ann Bo", ""), ("Cy Do (acting, since May)", ""), ("Ed Fu, Jr.", ""), ("Gi Ho", "")],
    ),
    ("Units1", "* Guard, ** Air Force", [("Guard", ""), ("Air Force", "")]),
    ("Units2", "*", []),
    ("Casualties3", ",", []),
    (
        "Casualties1",
        "Per Arland:, 9 killed, 4 injured<hr>Per Borland:, 1,200 killed",
        [
            ("Per Arland:", ""),
            ("9 killed, 4 injured", "Claimed by Arland"),
            ("Per Borland:", ""),
            ("1,200 killed", "Claimed by Borland"),
        ],
    ),
    ("Casualties2", "Arland claim: 9 killed", [("Arland claim:", ""), ("9 killed", "Claimed by Arland")]),
    (
        "Losses",
        "According to Borland: 30 dead<br>2 tanks lost",
        [("According to Borland:", ""), ("30 dead", "Claimed by Borland"), ("2 tanks lost", "Claimed by Borland")],
    ),
    (
        "Casualties1",
        "Claimed by Arland: 9 killed, 4 injured. Claimed by Borland: 60 killed",
        [
            ("Claimed by Arland:", ""),
            ("9 killed, 4 injured.", "Claimed by Arland"),
            ("Claimed by Borland:", ""),
            ("60 killed", "Claimed by Borland"),
        ],
    ),
    ("Date", "16 January – 18 January 2024, ()", [("16 January – 18 January 2024, ()", "")]),
    ("Place", "Northland, Arland, Southland, Borland", [("Northland, Arland, Southland, Borland", "")]),
    ("Result", "Both sides agree, <hr> then do not", [("Both sides agree", ""), ("then do not", "")]),
    (
        "Belligerents2",
        "Borland\nBorland Army\n---\nClaimed by Arland:\nFirst Army",
        [("Borland", ""), ("Borland Army", ""), ("Claimed by Arland:", ""), ("First Army", "Claimed by Arland")],
    ),
    ("Strength", "12,000 men, 30 tanks", [("12,000 men", ""), ("30 tanks", "")]),
]


@pytest.mark.parametrize(("key", "value", "expected"), CASES)
def test_items(key: str, value: str, expected: list[tuple[str, str]]) -> None:
    text = f"- {key}: {value}\n"
    start = len(key) + 4
    blocks = list(split_value(text, start, start + len(value), key))
    assert [(text[block.start : block.end], block.section[-1] if block.section else "") for block in blocks] == expected
    assert {block.key for block in blocks} <= {key}
    assert {block.kind for block in blocks} <= {"infobox"}
