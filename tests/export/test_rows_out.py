"""A case as rows for other programs: CSV by table, GeoJSON by place; nothing is lost and nothing can be run."""

from __future__ import annotations

import copy
import csv
import io
import json
from typing import Any

import pytest

from histor.errors import UsageError
from histor.export.csv_tables import TABLES, export_csv
from histor.export.geojson import export_geojson
from histor.export.json import case_dict
from sample_case import sample


@pytest.fixture
def case() -> dict[str, Any]:
    """Return the sample case as the contract names it."""
    return case_dict(sample())


def _rows(case: dict[str, Any], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_csv(case, {}, table))))


@pytest.mark.parametrize("table", [table for table in TABLES if table != "figures"])
def test_every_record_is_a_row(case: dict[str, Any], table: str) -> None:
    """Also of a table whose words hold commas, quotation marks and line ends."""
    rows = _rows(case, table)
    assert len(rows) == len(case[table])
    assert [row.get("id") for row in rows] == [row.get("id") for row in case[table]]


def test_a_name_stands_beside_each_id(case: dict[str, Any]) -> None:
    """So that nobody has to join tables to read one."""
    names = {row["id"]: row["name"] for row in case["actors"]}
    for row, cells in zip(case["incidents"], _rows(case, "incidents"), strict=True):
        assert cells["actors"] == "; ".join(row["actors"])
        assert cells["actor_names"] == "; ".join(names[ident] for ident in row["actors"])
        assert cells["date_start"] == (row["date"]["start"] or "")


def test_unknown_is_not_nought(case: dict[str, Any]) -> None:
    """An open bound is an empty cell, and nobody killed is 0."""
    some, none = copy.deepcopy(case["casualties"][0]), copy.deepcopy(case["casualties"][0])
    some |= {"low": 3, "high": None}
    none |= {"low": 0, "high": 0}
    rows = _rows(case | {"casualties": [some, none]}, "casualties")
    assert [(row["low"], row["high"]) for row in rows] == [("3", ""), ("0", "0")]


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_runs_the_words_of_a_source(case: dict[str, Any], words: str) -> None:
    """A cell of words never begins as a formula does."""
    case["claims"][0]["content"] = words
    assert _rows(case, "claims")[0]["content"] == f"'{words}"


@pytest.mark.parametrize(("table", "says"), [(None, "name it with --table"), ("weather", "no table 'weather'")])
def test_a_table_has_to_be_named(case: dict[str, Any], table: str | None, says: str) -> None:
    """The sentence lists those there are."""
    with pytest.raises(UsageError, match=says):
        export_csv(case, {}, table)


def test_each_incident_stands_at_each_of_its_places(case: dict[str, Any]) -> None:
    """Longitude first, as the standard has it; what cannot be placed stands without a position."""
    places = {place["id"]: place for place in case["places"]}
    made = json.loads(export_geojson(case, {}))
    assert made["type"] == "FeatureCollection"
    wanted = [(row["id"], ident) for row in case["incidents"] for ident in row["places"] or [None]]
    assert [(f["properties"]["incident"], f["properties"]["place"]) for f in made["features"]] == wanted
    for feature in made["features"]:
        place = places.get(feature["properties"]["place"])
        if place is None or place["lat"] is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"] == {"type": "Point", "coordinates": [place["lon"], place["lat"]]}


def test_whom_only_a_quoted_one_accuses_and_what_is_inferred_is_marked(case: dict[str, Any]) -> None:
    """In both, since a map or a sheet shows no chain of reasons."""
    found = copy.deepcopy(case)
    row = next(row for row in found["incidents"] if row["actors"] and row["places"])
    accused = row["actors"][0]
    row["fields"]["actors"] = {"said_by": [], "evidence": [0], "why": None,
                               "claimed": [{"value": accused, "said_by": [accused], "evidence": [0]}]}
    row["fields"]["places"] = {"said_by": [], "evidence": [0],
                               "why": {"rule": "places/title", "version": "1", "score": 0.4, "sentence": "so"}}
    cells = next(cells for cells in _rows(found, "incidents") if cells["id"] == row["id"])
    assert (cells["actors_claimed"], cells["inferred"]) == (accused, "places")
    features = json.loads(export_geojson(found, {}))["features"]
    told = next(one["properties"] for one in features if one["properties"]["incident"] == row["id"])
    assert (len(told["actors_claimed"]), told["inferred"]) == (1, ["places"])
