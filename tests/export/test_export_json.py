"""The export keeps the contract: every name, every enum, every law, the same bytes each time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from histor.export.json import case_dict, dumps, export_json
from histor.export.laws import breaches, validate
from sample_case import sample

#: The contract's names, written down once more so that a renamed one is noticed.
CONTRACT = {
    "sources": "id title kind publisher url published language sha256 chars",
    "actors": "id name aliases kind side country part_of roles",
    "places": "id name aliases lat lon country admin1 precision gazetteer",
    "incidents": "id type mode label date actors targets claimed_targets places weapons counts status part_of codename"
                 " fields evidence",
    "claims": "id speaker affiliation stance incidents content said_on nested_in evidence",
    "casualties": "id incident effect low high group side according_to part_of cumulative as_of evidence",
    "responses": "incident responds_to basis cue said_by evidence",
    "contradictions": "about field positions",
    "issues": "source stage start end message",
}


@pytest.fixture
def case() -> dict[str, Any]:
    """Return the sample case as the contract names it."""
    return case_dict(sample())


def test_every_name_of_the_contract_is_there(case: dict[str, Any]) -> None:
    """In every row of every table."""
    assert list(case)[: len(CONTRACT) + 3] == ["format", "title", "coder", *CONTRACT]
    for table, names in CONTRACT.items():
        assert case[table], f"the sample has no row in {table}"
        for row in case[table]:
            assert set(names.split()) <= set(row)


def test_the_sample_is_valid_and_lawful(case: dict[str, Any]) -> None:
    """The schema and the laws accept what is right."""
    assert validate(case) == []
    assert breaches(case, sample().texts) == []


def test_an_empty_case_is_valid() -> None:
    """A case without sources is a case."""
    view = replace(sample(), sources=(), actors=(), places=(), incidents=(), claims=(), casualties=(), responses=(),
                   contradictions=(), issues=(), texts={})
    assert validate(case_dict(view)) == []


def test_the_same_view_gives_the_same_text() -> None:
    """With one newline at the end, and characters as they are."""
    text = export_json(case_dict(sample()), {})
    assert text == dumps(case_dict(sample())) and text.endswith("}\n") and json.loads(text) == case_dict(sample())
    assert "\\u" not in dumps({**case_dict(sample()), "title": "Ἱστορία"})


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, last, value = path

    def change(case: dict[str, Any]) -> None:
        at: Any = case
        for step in way:
            at = at[step]
        if value is KeyError:
            del at[last]
        else:
            at[last] = value

    return change


@pytest.mark.parametrize("change", [
    _set("format", "histor-case/2"), _set("title", KeyError), _set("incidents", 0, "type", "assault"),
    _set("incidents", 0, "status", "happened"), _set("incidents", 0, "evidence", []),
    _set("incidents", 0, "date", "precision", "hour"), _set("incidents", 0, "date", "start", "April"),
    _set("incidents", 0, "date", "basis", KeyError), _set("claims", 0, "stance", "says"),
    _set("claims", 0, "evidence", 0, "quote", ""), _set("casualties", 0, "effect", "dead"),
    _set("casualties", 0, "low", 1.5), _set("casualties", 0, "cumulative", None), _set("actors", 0, "kind", "country"),
    _set("actors", 0, "country", "Freedonia"), _set("places", 0, "lat", 91), _set("places", 0, "precision", "exact"),
    _set("responses", 0, "basis", "told"), _set("sources", 0, "sha256", "abc"), _set("issues", 0, "stage", "think"),
    _set("contradictions", 0, "positions", []), _set("incidents", 0, "fields", "type", "evidence", KeyError),
    _set("incidents", 0, "actors", ["a-freedonia", "a-freedonia"]),
])
def test_the_schema_refuses(case: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> None:
    """Each of these breaks the contract."""
    change(case)
    assert validate(case)


def test_keys_may_be_added(case: dict[str, Any]) -> None:
    """The contract allows more, never less."""
    case["extra"] = case["incidents"][0]["extra"] = 1
    assert validate(case) == []


@pytest.mark.parametrize(("change", "told"), [
    (_set("incidents", 0, "evidence", 0, "start", 1), "is not the text there"),
    (_set("claims", 0, "evidence", 0, "source", "s-x"), "has no text"),
    (_set("claims", 0, "evidence", []), "stands on no words"),
    (_set("contradictions", 0, "positions", 0, "evidence", []), "stands on no words"),
    (_set("incidents", 0, "actors", ["a-x"]), "actors names a-x"),
    (_set("incidents", 0, "part_of", "i-x"), "part_of names i-x"),
    (_set("claims", 0, "nested_in", "c-x"), "nested_in names c-x"),
    (_set("casualties", 0, "according_to", "a-x"), "according_to names a-x"),
    (_set("actors", 3, "side", "a-x"), "side names a-x"),
    (_set("actors", 0, "roles", [{"title": "spokesman", "of": "a-x", "start": None, "end": None}]), "roles name a-x"),
    (_set("contradictions", 0, "about", "i-x"), "about names i-x"),
    (_set("issues", 0, "source", "s-x"), "source names s-x"),
    (_set("incidents", 0, "targets", ["a-red-hand"]), "is a target and a claimed target"),
    (_set("incidents", 0, "fields", "type", "evidence", [7]), "points at evidence that is not there"),
    (_set("incidents", 0, "fields", "type", "evidence", []), "the field type stands on no words"),
    (_set("casualties", 0, "part_of", "k-2"), "is part of itself"),
    (_set("casualties", 0, "low", 10), "low is above high"),
    (_set("casualties", 2, "id", "k-1"), "stands twice"),
])
def test_the_laws_refuse(case: dict[str, Any], change: Callable[[dict[str, Any]], None], told: str) -> None:
    """Each of these is valid by the schema's letter or nearly so, and breaks a law."""
    broken = copy.deepcopy(case)
    change(broken)
    assert any(told in breach for breach in breaches(broken, sample().texts)), breaches(broken, sample().texts)
