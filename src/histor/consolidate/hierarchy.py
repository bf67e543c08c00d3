"""Hangs parts under their whole: halves of a barrage, days of an operation.

A part has its whole's type and actor, lies within its days and its places, and is told after it in the same account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.consolidate import features
from histor.consolidate.tellings import Registry, days_of
from histor.model import Incident


def hang_parts(incidents: Sequence[Incident], registry: Registry) -> list[Incident]:
    """Return the incidents with ``part_of`` filled where one lies within a named or longer whole."""
    wholes = [row for row in incidents if row.type == "ASSAULT" and (row.codename or len(row.places) > 1 or _long(row))]
    return [replace(row, part_of=_whole(row, wholes, registry)) for row in incidents]


def _long(row: Incident) -> bool:
    days = days_of(row.date)
    return days is not None and 2 <= days.width <= 400


def _whole(row: Incident, wholes: Sequence[Incident], registry: Registry) -> str | None:
    for whole in wholes:
        if whole.id == row.id or whole.type != row.type or not row.actors or not whole.actors:
            continue
        days, around = days_of(row.date), days_of(whole.date)
        if days is None or around is None or not (around.low <= days.low and days.high <= around.high):
            continue
        same_actor = features.actors(frozenset(row.actors), frozenset(whole.actors), registry).weight
        scene = features.places(frozenset(row.places), frozenset(whole.places), registry).weight
        larger = around.width > days.width or len(whole.places) > len(row.places) > 0
        if same_actor and scene is not None and larger:
            return whole.id
    return None
