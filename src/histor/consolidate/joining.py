"""From the sheets of single accounts to the clusters of the case: numbered through, judged, and laid out as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.consolidate.group import Group
from histor.consolidate.judge import Judge
from histor.consolidate.rulings import Rulings, lay_down
from histor.consolidate.sheet import Sheet
from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling


def joined(
    registry: Registry, sheets: Sequence[Sheet], rulings: Rulings
) -> tuple[list[Telling], list[Cluster]]:
    """Return every telling of the case in order, and the clusters that tell one deed each."""
    numbered: list[list[Telling]] = []
    start = 0
    for number, sheet in enumerate(sheets):
        rows = [replace(t, account=number, order=start + t.order) for t in sheet.tellings]
        start += len(rows)
        numbered.append(rows)
    tellings = [telling for rows in numbered for telling in rows]
    groups = Judge(registry, lay_down(rulings, tellings)).run(numbered, sheets)
    return tellings, [_cluster(group) for group in groups]


def _cluster(group: Group) -> Cluster:
    """Return a group as one cluster: its deeds in the order of the accounts, each telling with its reason."""
    cluster = Cluster()
    for tellings, whys in sorted(group.parts, key=lambda part: part[0][0].order):
        for telling, why in zip(tellings, whys, strict=True):
            cluster.add(telling, why)
    cluster.scores = group.scores
    cluster.decided = tuple(sorted(group.decided, key=lambda row: row.number))
    return cluster
