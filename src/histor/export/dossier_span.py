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


def main_span(incidents: Iterable[Row]) -> tuple[int, int] | None:
    """Return the first and last day of the stretch of time about which most is told; fighting counts double."""
    dated = sorted(
        (days[0], days[1], len(row["evidence"]) * (2 if row["type"] in FIGHTING else 1))
        for row in incidents if (days := ordinals(row["date"])) and days[1] - days[0] <= LULL
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
    days = ordinals(row["date"])
    return span is None or days is None or (days[0] <= span[1] and days[1] >= span[0])
