"""Tells the lines of a topology apart: coast, border, province, or disputed, by who is on the two sides of each.

A line is disputed where one of the parties to it would say that it is none: between a disputed land and whoever claims
it, and along borders that are themselves disputed. The line of a disputed land towards anybody else is a border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from histor.export.borders import Area, Borders
from histor.lexicon import Lexicon

Rows = Mapping[str, Any]
COAST, BORDER, PROVINCE = "coast", "border", "province"


def disputes(lexicon: Lexicon) -> dict[str, Any]:
    """Return the disputed areas and lines as the data tells them, by id."""
    rows: dict[str, Any] = lexicon.yaml("borders/disputed.yaml")
    return rows


def sort_lines(borders: Borders, lexicon: Lexicon) -> dict[str, list[int]]:
    """Return the arcs of each kind: ``coast``, ``border``, ``province``, and ``?id`` for each dispute's lines."""
    rows = disputes(lexicon)
    owners: dict[int, list[Area]] = defaultdict(list)
    for area in borders.areas:
        for arc in {max(arc, ~arc) for ring in area.rings for arc in ring}:
            owners[arc].append(area)
    found: dict[str, list[int]] = defaultdict(list)
    for arc in sorted(owners):
        if not _seam(borders, arc):
            found[_kind(owners[arc], rows)].append(arc)
    for line in borders.lines:
        found[f"?{line.dispute}"] += [max(arc, ~arc) for arc in line.arcs]
    return dict(sorted(found.items()))


def _seam(borders: Borders, arc: int) -> bool:
    """Tell whether an arc only closes an area at the antimeridian or a pole, and is no line on the ground."""
    points = borders.arcs[arc]
    return all(abs(x) == 180 or abs(y) == 90 for x, y in points)


def _kind(sides: list[Area], rows: Rows) -> str:
    if len(sides) < 2:
        return COAST
    one, other = sides[:2]
    contested = _contested(one, other, rows) or _contested(other, one, rows) or _between(one, other, rows)
    if contested:
        return f"?{contested}"
    return PROVINCE if one.country == other.country else BORDER


def _contested(one: Area, other: Area, rows: Rows) -> str | None:
    """Return the dispute on one side if who is on the other side is a party to it."""
    if one.dispute is None:
        return None
    if one.dispute == other.dispute:
        return one.dispute if one.country != other.country else None
    row = rows.get(one.dispute)
    party = row is None or other.country in row["parties"] or one.country == other.country
    return one.dispute if party else None


def _between(one: Area, other: Area, rows: Rows) -> str | None:
    pair = {one.country, other.country}
    return next((ident for ident, row in rows.items()
                 if any(set(ends) == pair for ends in row.get("between", ()))), None)
