"""The figures of each policy, as the page shows them; the range is worked out here where nobody hands in any.

The mapping is the contract with the analysis of policies (docs/formats/dossier-data.md): for each policy its ``name``,
what it ``says`` it does, and ``rows`` of one figure each for what befell whom in one incident.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.dossier_markup import one_line
from histor.export.dossier_words import spread

Row = Mapping[str, Any]
Figures = Mapping[str, Mapping[str, Any]]

#: Words for nobody in particular, which all mean the same line.
ANYBODY = frozenset({"", "people", "person", "persons", "dead", "deaths", "victims", "casualties", "others"})
_NAME = "Range"
_SAYS = ("Figures run from the lowest to the highest told. Parts are never added to wholes, and running totals are "
         "shown but kept out of the range.")


def whom(row: Row) -> str:
    """Return the group that a figure counts, as a key: without case, and empty for nobody in particular."""
    group = one_line(row["group"] or "").casefold()
    return "" if group in ANYBODY else group


def range_figures(case: Mapping[str, Any]) -> Figures:
    """Return the figures of the policy ``range``, which needs nothing but the case."""
    lines: dict[tuple[Any, str, str], list[Row]] = {}
    for row in case["casualties"]:
        lines.setdefault((row["incident"], row["effect"], whom(row)), []).append(row)
    rows = [_line(key, told) for key, told in lines.items()]
    return {"range": {"name": _NAME, "says": _SAYS, "rows": [row for row in rows if row]}}


def _line(key: tuple[Any, str, str], told: list[Row]) -> dict[str, Any] | None:
    incident, effect, _ = key
    once = [row for row in told if not row["cumulative"]]
    if not once:
        return None
    known = [number for row in once for number in (row["low"], row["high"]) if number is not None]
    left = len(told) - len(once)
    how = f"From the lowest to the highest of {len(once)} figures" if len(once) > 1 else "The only figure told"
    aside = f"; {left} running total{'s' if left > 1 else ''} left aside" if left else ""
    return {"incident": incident, "effect": effect, "group": one_line(once[0]["group"] or ""),
            "low": min(known, default=None), "high": max(known, default=None), "text": spread(once),
            "how": f"{how}{aside}.", "from": [row["id"] for row in once]}
