"""Where in time the main events lie, so that a war of long ago, told as background, does not stretch the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from histor.export.dossier_words import ordinals

Row = Mapping[str, Any]

#: Types that make somebody a party to a conflict.
FIGHTING = ("ASSAULT", "COERCE", "MOBILIZE")
#: Days without a deed that part one conflict from another, as in the summary.
LULL = 45
#: Days in which a date must lie that is only inferred for it to date a deed: one from a heading's year does not. And
#: days within which a deed of the main events is told to have been.
_MONTH, _YEAR = 31, 366
#: The phases of a table of deeds in their order, each with the word of its heading: the main events have none.
PHASES = {"main": "", "before": "background", "after": "afterwards", "undated": "undated"}


def days_of(row: Row) -> tuple[int, int] | None:
    """Return the first and last day that a deed may have been on, None where that is only inferred to a season."""
    days = ordinals(row["date"])
    vague = days is not None and row["date"]["basis"] == "inferred" and days[1] - days[0] >= _MONTH
    return None if vague else days


def phase(row: Row, span: tuple[int, int] | None) -> str:
    """Return ``main`` for an incident of the main events, ``before`` or ``after`` for others, or ``undated``."""
    days = days_of(row)
    if days is None:
        return "undated"
    if span is None or (within(row, span) and days[1] - days[0] <= _YEAR):
        return "main"
    return "after" if days[0] > span[1] else "before"


def order(row: Row) -> tuple[int, int]:
    """Return by what a deed stands in its row of time: what is only inferred to lie in some days comes at their end."""
    days = days_of(row)
    if days is None:
        return (10**7, 0)
    return (days[1], days[1]) if row["date"]["basis"] == "inferred" else days


def main_span(incidents: Iterable[Row]) -> tuple[int, int] | None:
    """Return the first and last day of the stretch of time about which most is told; fighting counts double."""
    dated = sorted(
        (days[0], days[1], len(row["evidence"]) * (2 if row["type"] in FIGHTING else 1))
        for row in incidents if (days := days_of(row)) and days[1] - days[0] <= LULL
    )
    stretches: list[list[tuple[int, int, int]]] = []
    for one in dated:
        if not stretches or one[0] - stretches[-1][-1][1] > LULL:
            stretches.append([])
        stretches[-1].append(one)
    if not stretches:
        return None
    best = max(stretches, key=lambda stretch: sum(weight for _, _, weight in stretch))
    return best[0][0], max(end for _, end, _ in best)


def within(row: Row, span: tuple[int, int] | None) -> bool:
    """Tell whether a deed may lie in a span; one of no date may."""
    days = days_of(row)
    return span is None or days is None or (days[0] <= span[1] and days[1] >= span[0])
