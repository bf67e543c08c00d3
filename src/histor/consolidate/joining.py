"""From the sheets of single accounts to the clusters of the case: numbered through, judged, and laid out as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.consolidate.decided import forced, parted
from histor.consolidate.group import Group
from histor.consolidate.judge import Judge, Judged
from histor.consolidate.marks import Marks
from histor.consolidate.rulings import Docket, Rulings, lay_down
from histor.consolidate.sheet import Sheet
from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling


def joined(
    registry: Registry, sheets: Sequence[Sheet], rulings: Rulings, judged: Judged | None = None
) -> tuple[list[Telling], list[Cluster]]:
    """Return every telling of the case in order, and the clusters that tell one deed each.

    ``judged`` keeps what it can from one call to the next.
    """
    rows = numbered(sheets)
    tellings = [telling for told in rows for telling in told]
    docket = lay_down(rulings, tellings)
    items = groups_of(rows, sheets, docket, Marks(registry) if judged is not None else None)
    groups = Judge(registry, judged).run(items)
    return tellings, [_cluster(group) for group in groups]


def numbered(sheets: Sequence[Sheet]) -> list[list[Telling]]:
    """Return the tellings of each sheet with their account's number and their place among all of the case."""
    found: list[list[Telling]] = []
    start = 0
    for number, sheet in enumerate(sheets):
        found.append([replace(t, account=number, order=start + t.order) for t in sheet.tellings])
        start += len(sheet.tellings)
    return found


def groups_of(
    rows: Sequence[Sequence[Telling]], sheets: Sequence[Sheet], docket: Docket | None = None,
    marks: Marks | None = None,
) -> list[Group]:
    """Return each account's deeds as groups of their own, parted and joined as people have decided."""
    docket = docket or Docket()
    items: list[Group] = []
    for told, sheet in zip(rows, sheets, strict=True):
        for index, deed in enumerate(sheet.deeds):
            found = parted(told, sheet, deed, docket)
            if marks is not None and len(found) == 1:  # a part of a deed is nothing that its sheet knows
                found[0].mark = marks.of(sheet, index)
            items += found
    return sorted(forced(items, docket), key=lambda item: item.order)


def _cluster(group: Group) -> Cluster:
    """Return a group as one cluster: its deeds in the order of the accounts, each telling with its reason."""
    cluster = Cluster(mark=group.mark if not group.decided else b"")
    for tellings, whys in sorted(group.parts, key=lambda part: part[0][0].order):
        for telling, why in zip(tellings, whys, strict=True):
            cluster.add(telling, why)
    cluster.scores = group.scores
    cluster.decided = tuple(sorted(group.decided, key=lambda row: row.number))
    return cluster
