"""MUC-4's keys and scorers, on small cases made up for them; the peers' processed files where they are at hand."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench.muc4.gold import ROLES, Template, pooled_of, templates_of
from bench.muc4.keys import Fill, Key, parse_fill, parse_keys, read_keys
from bench.muc4.messages import Message, read_messages
from bench.muc4.pairs import pairs_of
from bench.muc4.scores import (
    ALL,
    TYPE,
    Counts,
    Pair,
    aligned,
    interval,
    plain,
    score_pairs,
    score_roles,
    score_templates,
)
from bench.tally import SHARED

MUC = SHARED / "data" / "muc4"
RAW = """TST9-MUC4-0001

   BELLAVISTA, 3 MAR 91 (RADIO SUR) -- [TEXT] TWO BOMBS [AS HEARD]
WENT OFF AT A BANK.  NOBODY WAS HURT.

   THE RED BAND SAID IT WAS ITS DEED.


TST9-MUC4-0002

   BELLAVISTA (NO DATE) -- [REPORT] [TEXT] NOTHING HAPPENED.
"""
KEY = """;; a comment
0.  MESSAGE: ID                     TST9-MUC4-0001
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  (02 MAR 91) / (- 03 MAR 91)
3.  INCIDENT: LOCATION              PERU: BELLAVISTA (CITY)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
6.  INCIDENT: INSTRUMENT ID         "BOMBS" / "TWO BOMBS"
10. PERP: ORGANIZATION ID           ? "RED BAND"
11. PERP: ORGANIZATION CONFIDENCE   CLAIMED OR ADMITTED: "RED BAND" / "BAND"
12. PHYS TGT: ID                    "BANK"
                                    "SCHOOL"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "TELLER" / "CLERK": "ANA SOL"
21. HUM TGT: NUMBER                 1: "ANA SOL"

0.  MESSAGE: ID                     TST9-MUC4-0002
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def made(tmp_path: Path) -> tuple[list[Message], dict[str, list[Key]]]:
    """A folder of two messages and their keys."""
    (tmp_path / "tst9-muc4").write_text(RAW, encoding="latin-1")
    (tmp_path / "key-tst9").write_text(KEY, encoding="latin-1")
    return list(read_messages(tmp_path)), read_keys(tmp_path)


def test_messages_are_cut_as_the_peers_cut_them(made: tuple[list[Message], dict[str, list[Key]]]) -> None:
    """Brackets become round, lines are unwrapped, and paragraphs are where the text says."""
    first, second = made[0]
    assert first.ident == "TST9-MUC4-0001" and first.day == "1991-03-03"
    assert first.text.startswith("TWO BOMBS (AS HEARD) WENT OFF AT A BANK.  NOBODY WAS HURT. ")
    assert [first.text[a:b].split()[0] for a, b in first.paragraphs] == ["TWO", "THE"]
    assert second.text == "NOTHING HAPPENED." and second.day is None


def test_keys_hold_alternatives_and_options(made: tuple[list[Message], dict[str, list[Key]]]) -> None:
    """Types as written, a template that is optional, a message without incidents."""
    (key,) = made[1]["TST9-MUC4-0001"]
    assert key.optional and key.type == "bombing / attack" and made[1]["TST9-MUC4-0002"] == []
    assert key.fills(10) == [Fill((), ("RED BAND",), (), True)]
    assert key.fills(19) == [Fill((), ("ANA SOL",), ("TELLER", "CLERK"), False)]
    assert [f.strings for f in key.fills(12)] == [("BANK",), ("SCHOOL",)]
    assert dict(parse_keys(KEY))["TST9-MUC4-0002"] is None


def test_faults_of_the_files_are_mended() -> None:
    """Missing marks, alternatives without spaces, marks within marks."""
    assert parse_fill("GUERRILLAS", 9).strings == ("GUERRILLAS",)
    assert parse_fill('MACHINEGUNS"', 6).strings == ("MACHINEGUNS",)
    assert parse_fill('"A"/"B"', 12).strings == ("A", "B")
    assert parse_fill('"\\"X\\" FARM"', 12).strings == ('"X" FARM',)
    assert parse_fill('? DEATH / INJURY: "A: B"', 23) == Fill(("DEATH", "INJURY"), ("A: B",), (), True)


def test_gold_keeps_what_stands_in_the_text(made: tuple[list[Message], dict[str, list[Key]]]) -> None:
    """In the order of the text; the school is nowhere in it."""
    message, keys = made[0][0], made[1]["TST9-MUC4-0001"]
    (template,) = templates_of(message, keys)
    assert template.roles["Target"] == [("bank",)] and template.roles["Weapon"] == [("two bombs", "bombs")]
    assert sum(len(v) for v in pooled_of(message, keys + keys).values()) == 3


def test_pairs_pool_and_excuse(made: tuple[list[Message], dict[str, list[Key]]]) -> None:
    """Labels with alternatives; everything of an optional template costs nothing."""
    keys = made[1]["TST9-MUC4-0001"]
    (pair,) = pairs_of("attribution", keys * 2)
    assert pair.fits("CLAIMED OR ADMITTED", "band") and pair.optional
    assert [p.strings for p in pairs_of("date", keys)] == [frozenset({"02 MAR 91", "- 03 MAR 91"})]
    assert pairs_of("place", keys)[0].fits("peru", "bellavista")
    assert score_pairs([pair], [("CLAIMED OR ADMITTED", "red band")]) == Counts()
    assert score_pairs([pair], [("POSSIBLE", "red band")]) == Counts(0, 1, 0, 0)


def test_pairs_align_one_to_one() -> None:
    """A gold pair explains one answer; an answer told twice counts once."""
    gold = [Pair(frozenset({"DEATH"}), frozenset({"man", "men"})), Pair(frozenset({"DEATH"}), frozenset({"girl"}))]
    told = [("DEATH", "man"), ("DEATH", "men"), ("DEATH", "man")]
    assert score_pairs(gold, told) == Counts(1, 2, 1, 2)


def test_normal_form() -> None:
    """Case, marks, articles and spaces go."""
    assert plain('The "Santo  Tomas" farm') == "santo tomas farm" and plain("U.S. embassy") == "us embassy"


def test_alignment_is_the_largest() -> None:
    """The first row gives way where another has no other column."""
    assert len(aligned([[True, True], [True, False]])) == 2
    assert aligned([]) == {}


def test_roles_want_all_strings_of_one_entity() -> None:
    """A cluster with a foreign string is wrong; a second answer for an entity is too."""
    gold = {"Target": [("the bank", "bank building"), ("store",)]}
    right = score_roles(gold, {"Target": [("bank",), ("bank building",)]})
    assert right["Target"] == Counts(1, 2, 1, 2) and right[ALL] == Counts(1, 2, 1, 2)
    assert score_roles(gold, {"Target": [("bank", "store")]})["Target"].right == 0


def test_templates_align_by_type() -> None:
    """A wrong type loses everything in it; one of two alternatives is enough; the type is a slot of its own."""
    gold = [_template("bombing / attack", Target=[("bank",)]), _template("arson", Target=[("farm",)])]
    told = [_template("attack", Target=[("bank",)]), _template("kidnapping", Target=[("farm",)])]
    counts = score_templates(gold, told)
    assert counts[TYPE] == Counts(1, 2, 1, 2) and counts["roles"] == Counts(1, 2, 1, 2)
    assert counts[ALL].f == pytest.approx(0.5)


def test_templates_take_the_best_alignment() -> None:
    """The answer's second template fits the gold's first."""
    gold = [_template("attack", Victim=[("ana",), ("eva",)]), _template("attack", Weapon=[("gun",)])]
    told = [_template("attack", Weapon=[("gun",)]), _template("attack", Victim=[("eva",), ("ana",)])]
    assert score_templates(gold, told)[ALL] == Counts(5, 5, 5, 5)


def test_templates_alike_count_once_in_the_gold() -> None:
    """As in the published scorer; the answer's do not."""
    twice = [_template("attack"), _template("attack")]
    assert score_templates(twice, twice)[ALL] == Counts(1, 2, 1, 1)


def test_nothing_told_and_nothing_wanted() -> None:
    """Zero and no fault."""
    assert score_templates([], [])[ALL] == Counts() and Counts().f == 0


def test_interval_is_seeded_and_holds_the_figure() -> None:
    """The same draws every time."""
    rows = [Counts(i % 3, 2, i % 3, 2) for i in range(60)]
    low, high = interval(rows)
    assert low < sum(rows, Counts()).f < high and (low, high) == interval(rows) and interval([]) == (0.0, 0.0)


@pytest.mark.parametrize("kind", ["grit", "gtt"])
def test_gold_is_that_of_the_processed_files(kind: str) -> None:
    """All 200 messages of TST1 and TST2, entity by entity, made from the raw keys."""
    path = MUC / f"{kind}_processed" / "dev.json.gz"
    if not path.exists():
        pytest.skip(f"there is no {path}")
    messages = {m.ident: m for split in ("tst1", "tst2") for m in read_messages(MUC / split)}
    keys = {i: k for split in ("tst1", "tst2") for i, k in read_keys(MUC / split).items()}
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        lines = [json.loads(line) for line in stream]
    assert len(lines) == len(messages) == 200
    for line in lines:
        message = messages[line["docid"]]
        assert message.text.lower() == line["doctext"]
        if kind == "grit":
            pooled = pooled_of(message, keys[message.ident])
            assert {r: _strings(line["extracts"][r]) for r in ROLES} == pooled
        else:
            rows = templates_of(message, keys[message.ident])
            assert [(t["incident_type"], {r: _strings(t[r]) for r in ROLES}) for t in line["templates"]] == [
                (t.type, t.roles) for t in rows
            ]


def _strings(entities: list[list[list[object]]]) -> list[tuple[str, ...]]:
    return [tuple(str(mention[0]) for mention in entity) for entity in entities]


def _template(kind: str, **roles: list[tuple[str, ...]]) -> Template:
    out = Template(kind)
    out.roles |= roles
    return out
