"""Which figures are shares of others: those that are told so, and those that tell the very same people once more.

*Nine people, among them four children*, says one account; *four children*, another. The case has the second as a
figure by itself, since its account names no whole; but of one incident, effect, kind and number it is the same share.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def with_shares(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the case with every such figure under the whole of its like."""
    wholes: dict[tuple[Any, ...], str] = {}
    for row in case["casualties"]:
        if row["part_of"] is not None and row["incident"] is not None:
            wholes.setdefault(_like(row), row["part_of"])
    rows = {row["id"]: row for row in case["casualties"]}
    found = [_under(row, wholes.get(_like(row)), rows) for row in case["casualties"]]
    return {**case, "casualties": found} if wholes else case


def _like(row: Row) -> tuple[Any, ...]:
    kind = row.get("kind") or str(row["group"]).casefold()
    return row["incident"], row["effect"], kind, row["low"], row["high"]


def _under(row: Row, whole: str | None, rows: Mapping[str, Row]) -> Row:
    """Return a figure under a whole of its own incident, unless it is that whole or counts people in general."""
    if row["part_of"] is not None or whole is None or whole not in rows or whole == row["id"]:
        return row
    general = (row.get("kind") or "people") == "people"
    return row if general or rows[whole]["incident"] != row["incident"] else {**row, "part_of": whole}
