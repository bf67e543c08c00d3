"""Joins the deeds of many accounts: each to the group that it most likely is, if that is likely enough and allowed.

The likeliest pair comes first, and each joining is asked again of the wholes that it makes. What a person decided comes
before all: deeds held to be one start as one group, and no joining ever brings two sides of a parting together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from histor.consolidate import score
from histor.consolidate.block import Blocks
from histor.consolidate.cluster import WORDS
from histor.consolidate.group import Group, group_of
from histor.consolidate.rulings import Docket
from histor.consolidate.sheet import Deed, Sheet
from histor.consolidate.tellings import Registry, Telling
from histor.model import Ruling, Score, Why, WordRef

#: Probability from which two accounts' deeds are taken for one: a false joining costs a reader more than a missed one.
LIKELY = 0.6


class Judge:
    """One joining of the sheets of a case."""

    def __init__(self, registry: Registry, docket: Docket) -> None:
        self.registry = registry
        self.docket = docket
        self.blocks = Blocks(registry)
        self._open: list[Group | None] = []
        self._into: dict[int, int] = {}
        self._of_word: dict[tuple[int, WordRef], Group] = {}

    def run(self, tellings: Sequence[Sequence[Telling]], sheets: Sequence[Sheet]) -> list[Group]:
        """Return the groups in the order in which they were first told; ``tellings`` are numbered through the case."""
        items = [
            item
            for rows, sheet in zip(tellings, sheets, strict=True)
            for deed in sheet.deeds
            for item in self._parted(rows, sheet, deed)
        ]
        items = sorted(self._forced(items), key=lambda item: item.order)
        self._open = list(items)
        for number, item in enumerate(items):
            item.number = number
        deeds = [item for item in items if item.kind not in WORDS]
        self._gather([item for item in deeds if not item.loose])
        self._attach([item for item in deeds if item.loose])
        self._gather([self._with_subject(item) for item in items if item.kind in WORDS])
        return [group for group in self._open if group is not None and not group.loose]

    def _parted(self, rows: Sequence[Telling], sheet: Sheet, deed: Deed) -> list[Group]:
        """Return a deed as one group, or as several where a person has parted its tellings."""
        told = [(rows[at], why) for at, why in zip(deed.members, deed.whys, strict=True)]
        found: dict[tuple[tuple[int, int], ...], list[tuple[Telling, Why]]] = {}
        stands = [self._sides(telling.id) for telling, _ in told]
        clear = all(len({s[n] for s in stands if n in s}) < 2 for n in {n for s in stands for n in s})
        for (telling, why), sides in zip(told, stands, strict=True):
            found.setdefault(() if clear else tuple(sorted(sides.items())), []).append((telling, why))
        if () in found and len(found) > 1:  # tellings that nobody spoke of stay with the deed's first
            first = next(key for key in found if key)
            found[first] = sorted([*found[first], *found.pop(())], key=lambda row: row[0].order)
        groups = []
        for told in found.values():
            group = group_of([t for t, _ in told], [why for _, why in told], deed, sheet.topic, sheet.told_on)
            group.sides = {n: side for t, _ in told for n, side in self._sides(t.id).items()}
            group.decided = [self.docket.two[n][2] for n in sorted(group.sides)]
            groups.append(group)
        return groups

    def _sides(self, ident: str) -> dict[int, int]:
        rows = enumerate(self.docket.two)
        return {n: int(ident in second) for n, (first, second, _) in rows if ident in first or ident in second}

    def _forced(self, items: list[Group]) -> list[Group]:
        """Return the groups, those that a person holds to be one joined."""
        for told, rulings in self.docket.one:
            met = sorted((g for g in items if any(t.id in told for ts, _ in g.parts for t in ts)), key=lambda g: g.order)
            for other in met[1:]:
                if not _against(met[0], other):
                    _by_hand(met[0], other, rulings)
                    items.remove(other)
        return items

    def _gather(self, items: Sequence[Group]) -> None:
        """Join items into groups, the likeliest pair first: what it leaves open is closed to what is less likely."""
        for item in items:
            self.blocks.file(item)
        pairs = [
            (-chance, item.number, other.number)
            for item in items
            for other in self.blocks.near(item)
            if other.number < item.number and (chance := self._chance(item, other)[0]) >= LIKELY
        ]
        for _, number, other in sorted(pairs):
            one, two = self._home(other), self._home(number)
            if one is not two:
                self._join(*((one, two) if one.order < two.order else (two, one)))
        for item in items:
            self._of_word.update({t.word: self._home(item.number) for ts, _ in item.parts for t in ts})

    def _attach(self, items: Sequence[Group]) -> None:
        """Give what only refers to a deed to the group that it most likely means."""
        for item in items:
            homes = {self._home(other.number).number: self._home(other.number) for other in self.blocks.near(item)}
            chances = [(self._chance(item, group)[0], -number) for number, group in homes.items()]
            best = max(chances, default=(0.0, 0))
            if best[0] >= LIKELY:
                self._join(homes[-best[1]], item)

    def _home(self, number: int) -> Group:
        """Return the group that an item is in now."""
        while self._into.get(number) is not None:
            number = self._into[number]
        group = self._open[number]
        assert group is not None
        return group

    def _join(self, group: Group, item: Group) -> None:
        """Take a group into an earlier one, if the whole of both is as likely one deed as their parts were."""
        chance, rows = self._chance(item, group)
        if chance < LIKELY:
            return
        first, whys = item.parts[0]
        whys[0] = Why("consolidate/joined", _sentence(rows), round(chance, 3), version="2")
        item.scores[first[0].id] = rows
        group.take(item)
        self._open[item.number] = None
        self._into[item.number] = group.number

    def _chance(self, item: Group, group: Group) -> tuple[float, tuple[Score, ...]]:
        """Return how likely two groups are one deed, and why; nothing where somebody or something parts them."""
        if group is item or group.accounts & item.accounts or _against(group, item):
            return 0.0, ()
        try:
            return score.judged(score.answers(item, group, self.registry))
        except score.Parted:
            return 0.0, ()

    def _with_subject(self, item: Group) -> Group:
        """Return an act of speech with the groups that its words are about."""
        named = (self._of_word.get((t.account, m.word)) for ts, _ in item.parts for t in ts for m in t.event.targets)
        item.about = frozenset(group.number for group in named if group is not None)
        return item


def _against(a: Group, b: Group) -> bool:
    """Tell whether a person has parted the two."""
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


def _sentence(rows: Sequence[Score]) -> str:
    """Return what most speaks for a joining, in one sentence."""
    told = [row.sentence for row in sorted(rows, key=lambda row: -row.weight) if row.weight > 0][:4]
    against = [row.sentence for row in sorted(rows, key=lambda row: row.weight) if row.weight < 0][:2]
    return ", ".join(told) + (f"; against it, {', '.join(against)}" if against else "")
