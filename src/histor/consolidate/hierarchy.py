"""Hangs parts under their whole: halves of a barrage, days of an operation.

A part has its whole's type and actor, lies within its days and its places, and is told after it in the same account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from histor.consolidate import features
from histor.consolidate.tellings import Days, Registry, days_of
from histor.model import Incident

#: Wholes of one side and month that are looked at for a part.
_OPEN = 60
#: The longest whole in days; a longer span of time is an age, not an operation.
_LONGEST = 400


def hang_parts(incidents: Sequence[Incident], registry: Registry) -> list[Incident]:
    """Return the incidents with ``part_of`` filled where one lies within a named or longer whole."""
    days = {row.id: days_of(row.date) for row in incidents}
    wholes = _wholes(incidents, days, registry)
    found = ((row, _whole(row, wholes, days, registry)) for row in incidents)
    return [replace(row, part_of=whole) if whole is not None else row for row, whole in found]


def _wholes(
    incidents: Sequence[Incident], days: Mapping[str, Days | None], registry: Registry
) -> dict[tuple[str, int], list[Incident]]:
    """Return what can hold others, by each side that acts and each run of thirty days that it touches."""
    found: dict[tuple[str, int], list[Incident]] = defaultdict(list)
    for row in incidents:
        span = days[row.id]
        if row.type != "ASSAULT" or span is None:
            continue
        if row.codename or len(row.places) > 1 or 2 <= span.width <= _LONGEST:
            months = range(span.low // 30, min(span.high, span.low + _LONGEST) // 30 + 1)
            for side in sorted(registry.sides(row.actors)):
                for month in months:
                    found[side, month].append(row)
    return found


def _whole(
    row: Incident, wholes: Mapping[tuple[str, int], list[Incident]], days: Mapping[str, Days | None],
    registry: Registry,
) -> str | None:
    span = days[row.id]
    if span is None or row.type != "ASSAULT":
        return None
    for side in sorted(registry.sides(row.actors)):
        for whole in wholes.get((side, span.low // 30), [])[:_OPEN]:
            around = days[whole.id]
            if whole.id != row.id and around is not None and around.low <= span.low and span.high <= around.high:
                larger = around.width > span.width or len(whole.places) > len(row.places) > 0
                if larger and _holds(whole, row, registry):
                    return whole.id
    return None


def _holds(whole: Incident, part: Incident, registry: Registry) -> bool:
    """Tell whether the same did a part and a whole, and the part's scene can lie in that of the whole."""
    same_actor = features.actors(frozenset(part.actors), frozenset(whole.actors), registry).weight
    scene = features.places(frozenset(part.places), frozenset(whole.places), registry).weight
    return bool(same_actor) and scene is not None
