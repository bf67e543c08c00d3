"""Hangs parts under their whole: halves of a barrage, days of an operation, blows of a war.

A part has its whole's type and a doer of its whole's side, and lies within its days and its places. What is told to
last ("has fought the state since 2004") and what two sides do to each other (a war, a campaign) holds the blows of
either, wherever they fall, that strike the other side or its ground.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from histor.consolidate import features
from histor.consolidate.telling_days import NEVER, Days, days_of
from histor.consolidate.tellings import Registry
from histor.model import Incident
from histor.model.records import replace

#: Wholes of one side and month that are looked at for a part.
_OPEN = 60
#: The longest whole in days that has an end; a longer span of time is an age, not an operation.
_LONGEST = 400
#: The month under which wholes without an end are kept.
_ALWAYS = -1


#: A whole, and the days that it spans.
_Around = tuple[Incident, Days]


def hang_parts(incidents: Sequence[Incident], registry: Registry) -> list[Incident]:
    """Return the incidents with ``part_of`` filled where one lies within a named or longer whole."""
    wholes: dict[tuple[str, int], list[_Around]] = defaultdict(list)
    for row in incidents:
        if row.type == "ASSAULT" and (row.codename or len(row.places) > 1 or _long(row)):
            around = _span(row)
            if around is not None:
                for key in _keys(row, registry):
                    wholes[key].append((row, around))
    found = [_whole(row, wholes, registry) for row in incidents]
    return [row if whole == row.part_of else replace(row, part_of=whole)
            for row, whole in zip(incidents, found, strict=True)]


def lasts(row: Incident) -> bool:
    """Tell whether a deed is told to go on from a day, with no end."""
    return row.date.precision == "interval" and row.date.start is not None and row.date.end is None


def _span(row: Incident) -> Days | None:
    days = days_of(row.date)
    return replace(days, high=NEVER) if days is not None and lasts(row) else days


def _long(row: Incident) -> bool:
    days = days_of(row.date)
    return lasts(row) or (days is not None and 2 <= days.width <= _LONGEST)


def _parties(row: Incident) -> frozenset[str]:
    """Return who deals blows in a whole: its doers, and in a fight those fought."""
    return frozenset(row.actors) | (frozenset(row.targets) if row.mode == "clash" else frozenset())


def _keys(row: Incident, registry: Registry) -> list[tuple[str, int]]:
    """Return what a whole is found by: each side that acts, with each run of thirty days that it touches."""
    days = days_of(row.date)
    if days is None:
        return []
    months = [_ALWAYS] if lasts(row) else range(days.low // 30, min(days.high, days.low + _LONGEST) // 30 + 1)
    return [(side, month) for side in sorted(registry.sides(_parties(row))) for month in months]


def _whole(row: Incident, wholes: dict[tuple[str, int], list[_Around]], registry: Registry) -> str | None:
    days = days_of(row.date)
    if days is None or row.type != "ASSAULT" or lasts(row):
        return None
    for month in (days.low // 30, _ALWAYS):  # an operation with an end before a war that has none
        for side in sorted(registry.sides(row.actors)):
            for whole, around in wholes.get((side, month), [])[:_OPEN]:
                within = around.low <= days.low and days.high <= around.high
                if within and whole.id != row.id and _holds(whole, row, around.width > days.width, registry):
                    return whole.id
    return None


def _holds(whole: Incident, part: Incident, longer: bool, registry: Registry) -> bool:
    """Tell whether a whole holds a deed of its days; ``longer`` is whether it goes on for more days than that."""
    if not features.actors(frozenset(part.actors), _parties(whole), registry).weight:
        return False
    scene = features.places(frozenset(part.places), frozenset(whole.places), registry).weight
    if lasts(whole):
        return bool(scene) or _against(whole, part, registry)
    if scene is None:
        return whole.mode == "clash" and longer and _against(whole, part, registry)
    return longer or len(whole.places) > len(part.places) > 0


def _against(whole: Incident, part: Incident, registry: Registry) -> bool:
    """Tell whether a blow strikes the other side of its whole, or falls on that side's ground."""
    others = registry.sides(frozenset(whole.actors) | frozenset(whole.targets)) - registry.sides(part.actors)
    grounds = {registry.places[place].country for place in part.places if place in registry.places}
    lands = {registry.actors[side].country for side in others if side in registry.actors} - {None}
    return bool(others & registry.sides(part.targets)) or bool(lands & grounds)
