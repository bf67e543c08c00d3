"""Lays what people decided upon the deeds of single accounts: parts what they parted, joins what they joined.

This comes before anything is judged, so that no probability can ever stand against a decision.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate.group import Group, Tale, tale_of
from histor.consolidate.rulings import Docket
from histor.consolidate.sheet import Deed, Sheet
from histor.consolidate.tellings import Telling
from histor.model import Ruling, Why
from histor.model.records import replace


def parted(rows: Sequence[Telling], sheet: Sheet, deed: Deed, tale: Tale, docket: Docket) -> list[Group]:
    """Return a deed, which tells a tale, as one group, or as several where a person has parted its tellings."""
    if not docket.two:
        return [_group([rows[at] for at in deed.members], list(deed.whys), deed, tale)]
    told = [(rows[at], why) for at, why in zip(deed.members, deed.whys, strict=True)]
    found: dict[tuple[tuple[int, int], ...], list[tuple[Telling, Why]]] = {}
    stands = [_sides(telling.id, docket) for telling, _ in told]
    clear = all(len({s[n] for s in stands if n in s}) < 2 for n in {n for s in stands for n in s})
    for (telling, why), sides in zip(told, stands, strict=True):
        found.setdefault(() if clear else tuple(sorted(sides.items())), []).append((telling, why))
    if () in found and len(found) > 1:  # tellings that nobody spoke of stay with the deed's first
        first = next(key for key in found if key)
        found[first] = sorted([*found[first], *found.pop(())], key=lambda row: row[0].order)
    groups = []
    for told in found.values():
        tellings = [telling for telling, _ in told]
        group = _group(tellings, [why for _, why in told], deed, tale_of(tellings, deed, sheet))
        group.sides = {n: side for t, _ in told for n, side in _sides(t.id, docket).items()}
        group.decided = [docket.two[n][2] for n in sorted(group.sides)]
        groups.append(group)
    return groups


def _group(tellings: list[Telling], whys: list[Why], deed: Deed, tale: Tale) -> Group:
    return Group(tale, accounts={tellings[0].account}, parts=[(tellings, whys)], loose=deed.loose)


def _sides(ident: str, docket: Docket) -> dict[int, int]:
    rows = enumerate(docket.two)
    return {n: int(ident in second) for n, (first, second, _) in rows if ident in first or ident in second}


def forced(items: list[Group], docket: Docket) -> list[Group]:
    """Return the groups, those that a person holds to be one joined."""
    for told, rulings in docket.one:
        met = sorted((g for g in items if _holds(g, told)), key=lambda g: g.order)
        for other in met[1:]:
            if not against(met[0], other):
                _by_hand(met[0], other, rulings)
                items.remove(other)
    return items


def against(a: Group, b: Group) -> bool:
    """Tell whether a person has parted the two."""
    if not a.sides or not b.sides:
        return False
    return any(b.sides[n] != side for n, side in a.sides.items() if n in b.sides)


def _holds(group: Group, ids: frozenset[str]) -> bool:
    return any(telling.id in ids for tellings, _ in group.parts for telling in tellings)


def _by_hand(group: Group, other: Group, rulings: Sequence[Ruling]) -> None:
    """Join a group to another because somebody decided it."""
    last = rulings[-1]
    told = f"{last.who} decided that it is one" + (f": {last.reason}" if last.reason else "")
    whys = other.parts[0][1]
    whys[0] = replace(whys[0], rule="consolidate/decided", sentence=told, score=1.0)
    group.take(other)
    group.decided += [row for row in rulings if row not in group.decided]
