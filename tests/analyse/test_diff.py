"""Two cases side by side: what is matched though its id is another, and what a change is called."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from histor.analyse.diff import Change, diff
from histor.analyse.diff_ranges import days_apart, numbers_apart
from histor.export.changes import Changes
from histor.export.json import case_dict
from sample_case import sample

Case = dict[str, Any]


@pytest.fixture
def a() -> Case:
    """Return the sample case as exported."""
    return case_dict(sample())


@pytest.fixture
def b(a: Case) -> Case:
    """Return the same case as another run would give it: every id is another."""
    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [renamed(item) for item in value]
        return f"{value}-x" if isinstance(value, str) and value[1:2] == "-" and value[0] in "apicks" else value

    return dict(renamed(copy.deepcopy(a)))


def kinds(a: Case, b: Case) -> list[tuple[str, str, str]]:
    return [(row.change, row.layer, row.field) for row in diff(a, b)]


def said(a: Case, b: Case) -> list[str]:
    words = Changes(a, b)
    return [words.sentence(asdict(row)) for row in diff(a, b)]


def test_the_same_case_has_no_difference_whatever_its_ids(a: Case, b: Case) -> None:
    """Nothing is compared by id."""
    assert diff(a, a) == diff(a, b) == diff(b, a) == ()


def _later(case: Case) -> None:
    case["incidents"][0]["date"].update(start="2031-04-03", end="2031-04-03")


def _vaguer(case: Case) -> None:
    case["incidents"][0]["date"].update(start="2031-04", end="2031-04", precision="month")


def _denied(case: Case) -> None:
    case["incidents"][0]["status"] = "denied"


def _claimed(case: Case) -> None:
    case["incidents"][0]["status"] = "claimed"


def _elsewhere(case: Case) -> None:
    case["incidents"][0]["places"] = []


def _raised(case: Case) -> None:
    case["casualties"][0].update(low=11, high=11)


def _stance(case: Case) -> None:
    case["claims"][0]["stance"] = "denies"


def _unread(case: Case) -> None:
    case["claims"].pop()


def _another_model(case: Case) -> None:
    case["coder"]["model"] = "new@1"


@pytest.mark.parametrize(("change", "wanted", "words"), [
    (_later, ("contradicted", "incident", "date"),
     "Of “Freedonia fires rockets near Port Azul”, the date was 2031-04-02 and is now 2031-04-03, "
     "which cannot both be."),
    (_vaguer, ("changed", "incident", "date"),
     "Of “Freedonia fires rockets near Port Azul”, the date was 2031-04-02 and is 2031-04."),
    (_denied, ("contradicted", "incident", "status"),
     "Of “Freedonia fires rockets near Port Azul”, the status was reported and is now denied, which cannot both be."),
    (_claimed, ("changed", "incident", "status"),
     "Of “Freedonia fires rockets near Port Azul”, the status was reported and is claimed."),
    (_elsewhere, ("changed", "incident", "places"),
     "Of “Freedonia fires rockets near Port Azul”, where was “Port Azul” and is not told."),
    (_raised, ("changed", "figure", "figure"),
     "11 killed in “Freedonia fires rockets near Port Azul”, according to Sylvania; it was 9."),
    (_stance, ("contradicted", "claim", "stance"),
     "Ana Vole: “nine people were killed” was read as asserts and is read as denies."),
    (_unread, ("gone", "claim", ""), "Freedonia: “the number at four” (estimates) is no longer said."),
    (_another_model, ("changed", "coder", "model"), "The coder's model was stub@0 and is new@1."),
])  # fmt: skip
def test_one_difference_is_one_change(
    a: Case, b: Case, change: Callable[[Case], None], wanted: tuple[str, str, str], words: str
) -> None:
    """Of the right kind, in the right layer, in plain words."""
    change(b)
    assert kinds(a, b) == [wanted]
    assert said(a, b) == [words]


def test_what_somebody_else_tells_is_new_and_contradicts(a: Case, b: Case) -> None:
    """A ministry that raises its figure changes it; another mouth's figure stands beside."""
    monitor = {**b["casualties"][2], "id": "k-9-x", "low": 30, "high": None, "according_to": "a-minister-x",
               "evidence": b["casualties"][0]["evidence"]}
    b["casualties"].append(monitor)
    assert kinds(a, b) == [("new", "figure", ""), ("contradicted", "figure", "figure"),
                           ("contradicted", "figure", "figure")]
    assert said(a, b)[1] == ("at least 30 killed in “Freedonia fires rockets near Port Azul”, according to Ana Vole; "
                             "Sylvania had told 9, and both cannot be.")


def test_a_new_contradiction_within_the_second_case_is_told(a: Case, b: Case) -> None:
    """Also where no figure or incident is new."""
    a["contradictions"] = []
    assert diff(a, b) == (Change("contradicted", "incident", "killed", "i-1", "i-1-x", None, ["9", "4"]),)
    assert said(a, b) == ["Of “Freedonia fires rockets near Port Azul” is told: 9; but 4."]


def test_another_version_of_a_text_is_a_changed_source(a: Case, b: Case) -> None:
    """Known by its place or title; what it tells is compared, that it is another text is told once."""
    b["sources"][0].update(sha256="1" * 64, chars=400)
    assert kinds(a, b) == [("changed", "source", "text")]
    b["sources"][0].update(title="Another paper", uri="other.txt")
    assert ("new", "source", "") in kinds(a, b) and ("gone", "source", "") in kinds(a, b)


def test_an_incident_that_is_gone_takes_its_figures_along(a: Case, b: Case) -> None:
    """Forwards gone, backwards new."""
    for table in ("incidents", "casualties", "claims", "contradictions", "responses"):
        b[table] = [row for row in b[table] if row.get("id") == "i-2-x"]
    forwards, backwards = kinds(a, b), kinds(b, a)
    assert [row[:2] for row in forwards].count(("gone", "figure")) == 3
    assert {row[0] for row in forwards} == {"gone"} and ("gone", "incident", "") in forwards
    assert {row[0] for row in backwards} == {"new", "contradicted"}


@pytest.mark.parametrize(("a", "b", "wanted"), [
    (("2031-04-02", "2031-04-02"), ("2031-04-03", "2031-04-03"), True),
    (("2031", "2031"), ("2031-04", "2031-04"), False),
    (("2031-04-02", None), ("2031-04-03", "2031-04-03"), False), ((None, None), ("2031", "2031"), False),
])  # fmt: skip
def test_days_are_apart_as_far_as_they_are_known(a: Any, b: Any, wanted: bool) -> None:
    """Either way round."""
    assert days_apart(a, b) is days_apart(b, a) is wanted


@pytest.mark.parametrize(("a", "b", "wanted"), [
    ((12, 12), (17, 17), True), ((26, None), (40, 40), False), ((None, 10), (11, 11), True),
    ((None, None), (1, 1), False),
])  # fmt: skip
def test_figures_are_apart_where_both_cannot_hold(a: Any, b: Any, wanted: bool) -> None:
    """Either way round."""
    assert numbers_apart(a, b) is numbers_apart(b, a) is wanted


def _denied_claim(case: Case) -> None:
    """Add a claim in the very words of another, told in the same sentence, and a contradiction about it."""
    first = case["claims"][0]
    case["claims"].append({**first, "id": "c-0"})
    said = [{"value": value, "said_by": [first["speaker"]], "evidence": first["evidence"]}
            for value in ("asserts: nine", "denies: nine")]
    case["contradictions"] += [{"about": ident, "field": "stance", "positions": said} for ident in ("c-1", "c-0")]


def test_a_contradiction_about_claims_is_none_beside_itself(a: Case) -> None:
    """Though the claims have a twin; where the first case does not have it, it is told with both ids."""
    before = copy.deepcopy(a)
    _denied_claim(a)
    assert diff(a, a) == ()
    before["claims"] = a["claims"]
    told = diff(before, a)
    assert [(row.change, row.layer, row.a, row.b) for row in told] == [
        ("contradicted", "claim", "c-1", "c-1"), ("contradicted", "claim", "c-0", "c-0")]
