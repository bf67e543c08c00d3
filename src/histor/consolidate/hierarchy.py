"""Hangs parts under their whole: halves of a barrage, days of an operation.

A part has its whole's type and actor, lies within its days and its places, and is told after it in the same account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from histor.consolidate import features
from histor.consolidate.tellings import Registry, days_of
from histor.model import Incident

#: Wholes of one side and month that are looked at for a part.
_OPEN = 60
#: The longest whole in days; a longer span of time is an age, not an operation.
_LONGEST = 400


def hang_parts(incidents: Sequence[Incident], registry: Registry) -> list[Incident]:
    """Return the incidents with ``part_of`` filled where one lies within a named or longer whole."""
    wholes: dict[tuple[str, int], list[Incident]] = defaultdict(list)
    for row in incidents:
        if row.type == "ASSAULT" and (row.codename or len(row.places) > 1 or _long(row)):
            for key in _keys(row, registry):
                wholes[key].append(row)
    found = ((row, _whole(row, wholes, registry)) for row in incidents)
    return [replace(row, part_of=whole) if whole is not None else row for row, whole in found]


def _long(row: Incident) -> bool:
    days = days_of(row.date)
    return days is not None and 2 <= days.width <= _LONGEST


def _keys(row: Incident, registry: Registry) -> list[tuple[str, int]]:
    """Return what a whole is found by: each side that acts, with each run of thirty days that it touches."""
    days = days_of(row.date)
    if days is None:
        return []
    months = range(days.low // 30, min(days.high, days.low + _LONGEST) // 30 + 1)
    return [(side, month) for side in sorted(registry.sides(row.actors)) for month in months]


def _whole(row: Incident, wholes: dict[tuple[str, int], list[Incident]], registry: Registry) -> str | None:
    days = days_of(row.date)
    if days is None or row.type != "ASSAULT":
        return None
    for side in sorted(registry.sides(row.actors)):
        for whole in wholes.get((side, days.low // 30), [])[:_OPEN]:
            if whole.id != row.id and _holds(whole, row, registry):
                return whole.id
    return None


def _holds(whole: Incident, part: Incident, registry: Registry) -> bool:
    days, around = days_of(part.date), days_of(whole.date)
    if days is None or around is None or not (around.low <= days.low and days.high <= around.high):
        return False
    same_actor = features.actors(frozenset(part.actors), frozenset(whole.actors), registry).weight
    scene = features.places(frozenset(part.places), frozenset(whole.places), registry).weight
    larger = around.width > days.width or len(whole.places) > len(part.places) > 0
    return bool(same_actor) and scene is not None and larger
