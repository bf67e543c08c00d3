"""Scales: every type of act has its rung, a mode its own where CAMEO parts modes, and the page gets all of it."""

from __future__ import annotations

import pytest

from histor.export.dossier_scales import ORDER, rung, scales
from histor.lexicon import load_lexicon

SCALES = {scale["id"]: scale for scale in scales()}
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


def test_a_language_without_words_falls_back_to_english() -> None:
    """The scale is shown all the same."""
    assert scales("xx") == scales("en")
