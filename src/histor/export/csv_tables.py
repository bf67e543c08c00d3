"""One table of a case as CSV, for spreadsheets and data frames: a row a record, a column a value.

Ids are kept, and beside each stands the name it leads to, since whoever sorts a table seldom wants to join eleven of
them first. No cell of words begins as a formula does: the words come from strangers, and a spreadsheet would run it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from histor.errors import UsageError
from histor.export.json import KEYS
from histor.export.told import held, inferred
from histor.export.words import Names

#: The tables of a case, as the contract names them, and the figures by a policy.
TABLES = (*KEYS[KEYS.index("sources"):], "figures")
#: Columns that hold ids, and the column of names that follows each.
_NAMED = {"actors": "actor_names", "targets": "target_names", "claimed_targets": "claimed_target_names",
          "places": "place_names", "side": "side_name", "part_of": "part_of_name", "speaker": "speaker_name",
          "affiliation": "affiliation_name", "according_to": "according_to_name", "incident": "incident_label",
          "incidents": "incident_labels", "responds_to": "responds_to_label", "said_by": "said_by_name",
          "source": "source_title"}  # fmt: skip
#: Chains of reasons and lists of passages: they fill no cell well, and JSON has them.
_LEFT = ("fields", "why", "took", "tellings", "dates", "decided", "references", "versions", "reprints")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BETWEEN = "; "


def export_csv(case: Mapping[str, Any], texts: Mapping[str, str], table: str | None = None) -> str:
    """Return one table of a case as CSV (RFC 4180, UTF-8, lines ended by a line feed).

    Raises :class:`UsageError` where no table of a case is named.
    """
    del texts
    if table not in TABLES:
        known = ", ".join(TABLES)
        raise UsageError(f"CSV holds one table of a case: name it with --table, one of {known}." if table is None else
                         f"There is no table {table!r}. Known are {known}.")  # fmt: skip
    names = Names(case)
    rows = [_flat(row, names) for row in _rows(case, table)]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(columns or ["id"])
    write.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _rows(case: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    if table == "figures":
        return [row for told in case["figures"].values() for row in told["rows"]]
    return list(case[table])


def _flat(row: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return the columns of a record: its dates and first passage in columns of their own, names beside ids."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key == "fields":
            flat |= {"actors_claimed": (ids := [*held(row)]), "actors_claimed_names": _names("actors", ids, names),
                     "inferred": inferred(row)}
        if key in _LEFT:
            continue
        if key == "evidence":
            flat |= _passages(value)
        elif isinstance(value, Mapping):
            flat |= {f"{key}_{part}": one for part, one in value.items()}
        else:
            flat[key] = value
        if key in _NAMED:
            flat[_NAMED[key]] = _names(key, value, names)
    return flat


def _passages(evidence: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the sources, places and words that a record stands on, in one order."""
    rows = list(evidence)
    return {"sources": [row["source"] for row in rows],
            "characters": [f"{row['start']}-{row['end']}" for row in rows],
            "quotes": " | ".join(row["quote"] for row in rows)}  # fmt: skip


def _names(key: str, value: Any, names: Names) -> Any:
    find = names.source if key == "source" else names.one
    return [find(one) for one in value] if isinstance(value, list) else find(value) if value else None


def _cell(value: Any) -> str | int | float:
    """Return a value as a cell: nothing for what is not told, a list in one line, words that no spreadsheet runs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, list):
        plain = all(isinstance(one, str) for one in value)
        value = _BETWEEN.join(value) if plain else json.dumps(value, ensure_ascii=False)
    text = value or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
