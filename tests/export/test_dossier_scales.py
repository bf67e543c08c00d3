"""Scales: every type of act has its rung, a mode its own where CAMEO parts modes, and the page gets all of it."""

from __future__ import annotations

from typing import Any

import pytest

from histor.export.dossier_book import Book
from histor.export.dossier_markup import text
from histor.export.dossier_notes import note_rows
from histor.export.dossier_responses import responses_section
from histor.export.dossier_rungs import ladder
from histor.export.dossier_scales import ORDER, rung, scales
from histor.export.dossier_words import Words
from histor.lexicon import load_lexicon

SCALES = {scale["id"]: scale for scale in scales(Words())}
TYPES = {facts["type"] for facts in load_lexicon().folder("events").values()}


def test_scales_come_in_order_with_their_words() -> None:
    """Each says what it is, from where, and what it cannot tell."""
    assert list(SCALES)[:3] == list(ORDER)
    for scale in SCALES.values():
        assert scale["name"] and scale["what"] and scale["source"] and scale["cannot"]
        assert "says" not in scale


def test_every_type_has_a_rung_on_the_scales_of_types() -> None:
    """And a type that no scale knows has none, rather than a guess."""
    for name in ("quad", "goldstein"):
        for kind in TYPES:
            assert rung(SCALES[name], {"type": kind, "mode": None}) is not None
        assert rung(SCALES[name], {"type": "OTHER", "mode": None}) is None
    assert rung(SCALES["casualties"], {"type": "ASSAULT", "mode": None}) is None


@pytest.mark.parametrize(("kind", "mode", "expected"), [
    ("ASSAULT", None, (-10.0, -9.0)), ("ASSAULT", "beat", (-9.5, -9.5)), ("ASSAULT", "no such mode", (-10.0, -9.0)),
    ("REQUEST", "assist", (-5.0, 3.0)), ("RETREAT", "disarm", (9.0, 10.0)),
])
def test_a_mode_has_its_own_value(kind: str, mode: str | None, expected: tuple[float, float]) -> None:
    """Where CAMEO parts it, else that of its type."""
    assert rung(SCALES["goldstein"], {"type": kind, "mode": mode}) == expected


def test_classes_climb() -> None:
    """From deeds of cooperation to deeds of conflict; a request spans two."""
    def at(kind: str) -> tuple[float, float] | None:
        return rung(SCALES["quad"], {"type": kind, "mode": None})

    assert at("AID") == (0, 0) and at("AGREE") == (1, 1) and at("ACCUSE") == (2, 2) and at("ASSAULT") == (3, 3)
    assert at("REQUEST") == (1, 2)


def test_classes_agree_with_the_event_files() -> None:
    """The class of a type is told in two places; one of its classes is the one that the event file names."""
    for facts in load_lexicon().folder("events").values():
        low, high = rung(SCALES["quad"], {"type": facts["type"], "mode": None}) or (9, 9)
        word, way = facts["crosswalk"]["quad"].split()
        own = SCALES["quad"]["classes"].index(f"{word}-{way}")
        assert low <= own <= high, facts["type"]


def _case(**more: Any) -> dict[str, Any]:
    text = "Northland shelled the port. Ten people died, or fourteen."
    evidence = [{"source": "s-1", "start": 0, "end": 27, "quote": text[:27]}]
    act = {"id": "i-1", "type": "ASSAULT", "mode": None, "label": "Northland – shelled – the port",
           "date": {"start": "1991-03-01", "end": "1991-03-01", "precision": "day", "basis": "explicit"},
           "actors": [], "targets": [], "claimed_targets": [], "places": [], "weapons": [], "counts": [],
           "status": "reported", "part_of": None, "codename": None, "fields": {}, "evidence": evidence}
    figures = [{"id": f"k-{number}", "incident": "i-1", "effect": "killed", "low": number, "high": number,
                "group": "people", "side": None, "according_to": None, "part_of": None, "cumulative": False,
                "as_of": None, "evidence": evidence, "qualifier": "exact"} for number in (10, 14)]
    names = ("actors", "places", "claims", "responses", "contradictions", "issues")
    source = {"id": "s-1", "title": "T", "kind": "text", "publisher": None, "url": None, "published": None,
              "language": "en", "sha256": "0" * 64, "chars": len(text)}
    return {"format": "histor-case/1", "title": "T", "coder": {"histor": "0", "model": "m", "lexicon": "l"},
            **{name: [] for name in names}, "sources": [source], "incidents": [act], "casualties": figures, **more}


def _book(case: dict[str, Any]) -> Book:
    book = Book(case, {"s-1": "Northland shelled the port. Ten people died, or fourteen."}, Words("en"))
    note_rows(book)
    return book


def test_the_table_tells_each_act_on_every_scale() -> None:
    """In words, with the row's address and its sentences, and says of each scale what it cannot tell."""
    told = ladder(_book(_case()))
    assert told is not None
    for words in ("deeds of conflict", "−10.0 to −9.0", "10–14", 'href="#i-1"', 'href="#e1"'):
        assert words in told
    for scale in SCALES.values():
        assert text(scale["cannot"]) in told


def test_figures_of_an_act_are_never_added() -> None:
    """The largest single figure stands, whichever others are told of other groups."""
    case = _case()
    case["casualties"].append({**case["casualties"][0], "id": "k-x", "group": "soldiers", "low": 3, "high": 3})
    told = ladder(_book(case))
    assert told is not None and "10–14" in told and ">17<" not in told and ">27<" not in told


def test_severity_is_told_without_answers_and_not_without_acts() -> None:
    """A case in which nothing answers anything still has a ladder."""
    told = responses_section(_book(_case()))
    assert told is not None and "No act was found" in told and 'data-view="responses"' in told
    assert responses_section(_book(_case(incidents=[], casualties=[]))) is None
