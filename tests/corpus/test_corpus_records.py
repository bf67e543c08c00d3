"""What marks and facts of the corpus mean: records, what is worked out, and every message about them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from corpus_help import account, messages
from training.corpus.records import bounds
from training.corpus.scheme import TIME_VALUE, scheme

import histor

SAYING = """[a1 The ministry] [c1 said] [q1 that [a2 rebels] [e1 shelled] [p1 Tal]].
-- a1 government; c1 asserts by=a1; a2 armed; e1 ASSAULT/heavy-weapons by=a2 on=p1; p1 city
"""


def test_a_deed_in_a_saying_is_claimed_under_it() -> None:
    """Status and claimant follow from the brackets."""
    (event,) = account(SAYING).events
    assert (event.status, event.claimant, event.mode) == ("claimed", "c1", "heavy-weapons")


@pytest.mark.parametrize(("stance", "status"), sorted(scheme().status_under.items()))
def test_status_by_stance(stance: str, status: str) -> None:
    """Each stance gives the deeds in it a status."""
    assert account(SAYING.replace("asserts", stance)).events[0].status == status


def test_a_written_status_wins() -> None:
    """A status in the facts is taken, and so is `under=none`."""
    (event,) = account(SAYING.replace("heavy-weapons by", "heavy-weapons reported by")).events
    assert event.status == "reported"
    assert account(SAYING.replace("on=p1", "on=p1 under=none")).events[0].claimant is None


def test_sayings_nest_by_their_brackets() -> None:
    """A saying whose cue stands in another's content is nested in it."""
    facts = "a1 person; a2 person; c1 asserts by=a1; c2 denies by=a2"
    text = f"[a1 Ann] [c1 said] [q1 that [a2 Bo] [c2 denied] [q2 it]].\n-- {facts}"
    outer, inner = account(text).attributions
    assert (outer.nested_in, inner.nested_in) == (None, "c1")


def test_a_role_means_the_nearest_mention() -> None:
    """Of several mentions the nearest in the paragraph is meant, or the one that is counted."""
    text = "[a1 Ann] rose. Then [a1 she] [e1 fled].\n-- a1 person; e1 RETREAT/withdraw by=a1"
    assert account(text).events[0].roles["by"][0].start == 15
    assert account(text.replace("by=a1", "by=a1#1")).events[0].roles["by"][0].start == 0
    assert "no such mention" in messages(text.replace("by=a1", "by=a1#3"))


@pytest.mark.parametrize(("value", "wanted"), [
    ("15", (15, 15, "exact")), ("~15", (15, 15, "approx")), ("26+", (26, None, "at_least")),
    (">26", (26, None, "more_than")),
    ("<=40", (None, 40, "up_to")),
    ("<40", (None, 40, "less_than")), ("10-12", (10, 12, "range")), ("0", (0, 0, "exact")),
    ("?", (None, None, "unquantified")), ("tens_of_thousands", (None, None, "tens of thousands")),
])
def test_figures(value: str, wanted: tuple[int | None, int | None, str]) -> None:
    """A figure as written becomes bounds and a qualifier."""
    assert bounds(value) == wanted


@pytest.mark.parametrize(("value", "good"), [
    ("2019-03-04", True), ("2019-03", True), ("2019", True), ("201", True), ("20", True), ("1863-SU", True),
    ("P3D", True), ("PT24H", True), ("2018-W34", True), ("2017-03-14TNI", True), ("2026-02-02T06:00", True),
    ("BC0416-SU", True), ("?", True),
    ("1932-09-09/1932-09-29", True), ("PAST_REF", True), ("XXXX-05-03", True), ("P1DE", True), ("TNI", True),
    ("March", False), ("2019-3-4", False), ("3D", False), ("2019/3", False), ("", False),
])
def test_time_values(value: str, good: bool) -> None:
    """Values of times are written as TIMEX writes them."""
    assert bool(TIME_VALUE.match(value)) is good


TOLL = "[n1 20] [a1 men] [k1 died].\n-- a1 civilians; n1 killed 20 word=k1 who=a1"


@pytest.mark.parametrize(("body", "message"), [
    ("[a1 Ann] left.\n-- a1 queen", "`queen` is none of: state"),
    ("[a1 Ann] left.\n-- a1 person tall", "unknown word `tall`"),
    ("[a1 Ann] left.\n-- a1 person side=e1", "side=e1 must point at one of: a p"),
    ("[a1 Ann] left.\n-- a1 person side=a9", "side=a9 points at nothing"),
    ("[a1 Ann] left.\n-- a1 person colour=red", "unknown key `colour=`"),
    ("[p1 Tal] fell.\n-- p1 town", "`town` is none of: site"),
    ("[e1 fell]\n-- e1 FALL/down", "`FALL/down` is no type/mode; types: AGREE"),
    ("[e1 fell]\n-- e1 ASSAULT/down", "modes of ASSAULT: attack"),
    ("[e1 fell]\n-- e1 ASSAULT/kill reported denied", "e1: two statuses"),
    ("[e1 fell]\n-- e1 ASSAULT/kill or=FALL", "or=FALL is no label"),
    ("[e1 fell]\n-- e1 ASSAULT/kill claimed", "claimed, but no saying holds it"),
    ("[e1 hit] [e2 hit]\n-- e1 ASSAULT/kill same=e2; e2 ASSAULT/kill", "must point back"),
    ("[e1 hit] [e2 hit] [e3 hit]\n-- e1 ASSAULT/kill; e2 ASSAULT/kill same=e1; e3 ASSAULT/kill same=e2", "repetition"),
    ("[e1 hit]\n-- e1 ASSAULT/kill part=e1", "e1: part of itself"),
    ("[c1 said] so\n-- c1 asserts", "c1: no content"),
    ("[q1 so it is]", "content without a cue"),
    ("[c1 said] [q1 so]\n-- c1 mumbles", "`mumbles` is none of: asserts"),
    ("[c1 said] [q1 so]\n-- c1 condemns own", "`own` goes with"),
    ("[q1 so he [c1 said]]\n-- c1 asserts", "inside its own content"),
    (TOLL.replace("killed 20", "slain 20"), "`slain` is none of: killed"),
    (TOLL.replace("killed 20", "killed twenty"), "`twenty` is no figure"),
    (TOLL.replace("killed 20", "killed 30"), "the words `20` and the value 30..30 differ"),
    (TOLL.replace(" word=k1", ""), "word= is missing"),
    (TOLL + " part=n1", "n1: part of itself"),
    ("[n1 20] [k1 died], [n2 30] boys.\n-- n1 killed 20 word=k1; n2 killed 30 word=k1 part=n1", "more than its whole"),
    ("[t1 on Monday]\n-- t1 2020-01-06", "leave the preposition outside"),
    ("[t1 1914]\n-- t1 1941", "the year 1914 is not in the value"),
    ("[t1 1745 hours]\n-- t1 1943-07-10T18:30", "the year 1745 is not in the value"),
    ("[t1 Monday]\n-- t1 monday", "is no value of a time"),
    ("[a1 of them] left\n-- a1 civilians", "a mention begins behind its preposition"),
    ("[e1 hit] [r1 back]\n-- e1 ASSAULT/kill; r1 e1 explicit to=e1", "an event answers itself"),
    ("[e1 hit] [e2 hit]\n-- e1 ASSAULT/kill; e2 ASSAULT/kill; r1 e2 explicit to=e1", "r1: facts without a mark"),
    ("[e1 hit] [r1 back]\n-- e1 ASSAULT/kill; r1 e1 explicit", "to= is missing"),
    ("[e1 hit] [r1 back]\n-- e1 ASSAULT/kill; r1 e1 maybe to=e1", "basis is explicit or inferred"),
    ("[e1 hit] [r1 back]\n-- e1 ASSAULT/kill; r1 explicit to=e1", "want `r1 e2 explicit to=e1`"),
    ("[k1 dead]\n-- k1 killed", "unknown word `killed`"),
])
def test_messages(body: str, message: str) -> None:
    """Each broken rule says which."""
    assert message in messages(body)


def test_good_figures_pass() -> None:
    """The toll that the messages above are made from is good, and an inferred response needs no cue."""
    assert messages(TOLL) == ""
    assert messages("[e1 hit] [e2 hit]\n-- e1 ASSAULT/kill; e2 ASSAULT/kill; r1 e2 inferred to=e1") == ""


@pytest.mark.parametrize("value", ["T17:45", "1943-07-10T17:45", "1943-07-10T17"])
def test_a_clock_time_is_no_year(value: str) -> None:
    """Four digits that the value tells as hour and minute stand for no year."""
    assert messages(f"[t1 1745 hours]\n-- t1 {value}") == ""


def test_the_scheme_holds_every_mode_of_the_product() -> None:
    """No type or mode that the package can give is unknown to the corpus, and no stance either."""
    data = Path(histor.__file__).parent / "data"
    for path in (data / "events").glob("*.yaml"):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        used = {sense["mode"] for senses in sheet["en"].values() for sense in senses}
        assert used <= set(scheme().events[sheet["type"]]), path.name
    stances = yaml.safe_load((data / "lang/en/attribution.yaml").read_text(encoding="utf-8"))["verbs"]
    assert {stance for group in stances.values() for stance in group} <= set(scheme().lists["stances"])
