"""From the sheets of single accounts to the clusters of the case: numbered through, judged, and laid out as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from histor.consolidate.decided import forced, parted
from histor.consolidate.group import Group, tales_of
from histor.consolidate.judge import Judge, Judged, Rows, Tales
from histor.consolidate.kept import Kept
from histor.consolidate.marks import Marks
from histor.consolidate.rulings import Docket, Rulings, lay_down
from histor.consolidate.sheet import Sheet
from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling
from histor.model.records import replace


def joined(
    registry: Registry, sheets: Sequence[Sheet], rulings: Rulings, judged: Judged | None = None
) -> tuple[list[Telling], list[Cluster]]:
    """Return every telling of the case in order, and the clusters that tell one deed each.

    ``judged`` keeps what it can from one call to the next.
    """
    judged = judged or Judged()
    rows = numbered(sheets, judged.rows)
    tellings = [telling for told in rows for telling in told]
    docket = lay_down(rulings, tellings)
    items = groups_of(rows, sheets, docket, marks=Marks(registry), tales=judged.tales)
    groups = Judge(registry, judged).run(items)
    return tellings, [_cluster(group) for group in groups]


def numbered(sheets: Sequence[Sheet], kept: Rows | None = None) -> list[list[Telling]]:
    """Return the tellings of each sheet with their account's number and their place among all of the case."""
    kept = kept or Kept()
    kept.begin()
    found: list[list[Telling]] = []
    start = 0
    for number, sheet in enumerate(sheets):
        renumber = partial(_numbered, sheet, number, start)
        found.append(kept.of((sheet.mark, number, start) if sheet.mark else None, renumber))
        start += len(sheet.tellings)
    kept.end()
    return found


def _numbered(sheet: Sheet, number: int, start: int) -> list[Telling]:
    return [replace(t, account=number, order=start + t.order) for t in sheet.tellings]


def groups_of(
    rows: Sequence[Sequence[Telling]], sheets: Sequence[Sheet], docket: Docket | None = None, *,
    marks: Marks | None = None, tales: Tales | None = None,
) -> list[Group]:
    """Return each account's deeds as groups of their own, parted and joined as people have decided.

    ``tales`` keeps what the deeds of a sheet say.
    """
    docket, tales = docket or Docket(), tales or Kept()
    items: list[Group] = []
    tales.begin()
    for told, sheet in zip(rows, sheets, strict=True):
        known = marks.of(sheet) if marks is not None else [b""] * len(sheet.deeds)
        says = tales.of(sheet.mark, partial(tales_of, sheet))
        for deed, mark, tale in zip(sheet.deeds, known, says, strict=True):
            found = parted(told, sheet, deed, tale, docket)
            if len(found) == 1:  # a part of a deed is nothing that its sheet knows
                found[0].mark = mark
            items += found
    tales.end()
    return sorted(forced(items, docket), key=lambda item: item.order)


def _cluster(group: Group) -> Cluster:
    """Return a group as one cluster: its deeds in the order of the accounts, each telling with its reason."""
    parts = sorted(group.parts, key=lambda part: part[0][0].order) if len(group.parts) > 1 else group.parts
    tellings = [telling for told, _ in parts for telling in told]
    return Cluster(
        tellings=tellings,
        whys=[why for _, whys in parts for why in whys],
        reasons=group.reasons,
        decided=tuple(sorted(group.decided, key=lambda row: row.number)),
        mark=group.mark if not group.decided else b"",
    )
