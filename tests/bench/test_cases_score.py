"""Merging and figures are counted as they say, on a case made by hand: no model, no reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.cases.align import Beside
from bench.cases.figures import figures
from bench.cases.gold import HERE, Mark, folders, read_case
from bench.cases.merging import merging

from histor.model import Actor, CaseView, Casualty, Evidence, SourceRow

GOLD = read_case(HERE / "dev" / "river-bridge")
SOURCES = {name: f"s-{name[:2]}" for name in GOLD.texts}
DAYS = {"01-wire": "1987-03-04", "02-defence": "1987-03-04", "03-update": "1987-03-06", "04-paper": "1987-03-07",
        "05-front": "1987-03-05"}


def proof(mark: Mark) -> Evidence:
    return Evidence(SOURCES[mark.account], mark.start, mark.end, mark.words)


def read_as(told: dict[Mark, str | None], rows: list[Casualty]) -> Beside:
    """A case whose tellings and figures were read so."""
    sources = tuple(SourceRow(SOURCES[n], n, "text", None, None, DAYS[n], "en", "", 0) for n in GOLD.texts)
    actors = (Actor("a-health", "Health Ministry", "government"), Actor("a-ferryman", "ferryman", "person"),
              Actor("a-teacher", "teacher", "person"))
    view = CaseView("river-bridge", {}, sources=sources, actors=actors, casualties=tuple(rows))
    found = {f.mark: next((r for r in rows if proof(f.mark) in r.evidence), None) for f in GOLD.figures}
    ids = {"i1": frozenset({"ours-1"}), "i2": frozenset({"ours-2"})}
    return Beside(GOLD, view, SOURCES, told, found, ids)


@pytest.fixture
def perfect() -> Beside:
    """Everything read as the gold has it."""
    told: dict[Mark, str | None] = {m: f"ours-{i.id[1:]}" for i in GOLD.incidents for m in i.tellings}
    who = {"health ministry": "a-health", "ferryman": "a-ferryman", "teacher": "a-teacher", None: None}
    rows = [Casualty(f"k-{n}", f"ours-{(f.incident or '')[1:]}", f.effect, f.low, f.high, "", None, who[f.claimant],
                     evidence=(proof(f.mark),)) for n, f in enumerate(GOLD.figures)]
    return read_as(told, rows)


def test_what_is_read_as_the_gold_has_it_is_all_right(perfect: Beside) -> None:
    """Every pair, every figure, nothing to complain of."""
    (pairs, shares, wrong), (_, ends, also) = merging(perfect), figures(perfect)
    assert pairs["merging"] == [28, 28, 28, 28]  # eight tellings of one incident, one of another
    assert shares == {"tellings found": [9, 9], "false merges": [0, 28]}
    assert ends["figures by incident and claimant"] == [len(GOLD.ends)] * 2
    assert wrong == also == []


def test_one_join_too_many_and_one_telling_lost(perfect: Beside) -> None:
    """A wrong join costs precision with every telling; a lost telling is counted apart."""
    told = dict(perfect.told)
    first, second = GOLD.incidents
    told[second.tellings[0]], told[first.tellings[0]] = "ours-1", None
    pairs, shares, wrong = merging(read_as(told, []))
    assert pairs["merging"] == [21, 28, 21, 21]
    assert shares == {"tellings found": [8, 9], "false merges": [7, 28]}
    assert sum(line.startswith("joined") for line in wrong) == 7
    assert sum(line.startswith("not found") for line in wrong) == 1


def test_the_figure_told_last_stands(perfect: Beside) -> None:
    """A ministry whose seventeen was missed stands with twelve, and that is wrong."""
    rows = [row for row in perfect.view.casualties if row.low != 17]
    _, shares, wrong = figures(read_as(perfect.told, rows))
    assert shares["figures by incident and claimant"] == [len(GOLD.ends) - 1, len(GOLD.ends)]
    assert "end figure of i1 killed by health ministry is 17..17, ours 12..12" in wrong


def test_a_folder_of_cases_without_halves_is_scored_too() -> None:
    """So that somebody can name a folder of their own."""
    assert folders("test", HERE / "dev") == folders("dev") != []
    assert folders("dev", HERE / "dev") == []
    assert folders(None, Path("nowhere")) == []
