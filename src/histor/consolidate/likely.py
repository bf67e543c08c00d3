"""Which deeds of other accounts a deed is likely one with, kept while nothing has changed that it finds them by.

What is kept is exact: a deed is asked again as soon as one of its keys shows another group than before, or the same
ones in another order. Decisions are not looked at here, since they can come and go without a word changing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from histor.consolidate.block import Blocks
from histor.consolidate.chances import Chances
from histor.consolidate.group import Group
from histor.consolidate.keys import Shown, shown_as
from histor.consolidate.recall import pairs_of, pairs_told

#: Probability from which two accounts' deeds are taken for one: a false joining costs a reader more than a missed one.
LIKELY = 0.55

_Found = dict[bytes, float]


class Pairs:
    """The likely pairs among deeds, from one run to the next."""

    def __init__(self) -> None:
        self._shown: dict[int, tuple[bytes, ...]] = {}
        self._recalled: Shown = {}
        self._found: dict[bytes, _Found] = {}

    def told(self) -> bytes:
        """Return the chances of all pairs that the last run asked about, as bytes."""
        return pairs_told(self._found)

    def shown(self) -> Shown:
        """Return what each key showed in the last run, as digests."""
        return {key: shown_as(marks) for key, marks in self._shown.items()}

    def recall(self, told: bytes) -> None:
        """Take up what :meth:`told` told in another process. Raises :class:`ValueError` for anything else.

        Until :meth:`recall_shown` is called, every deed looks around once more; the answers are there.
        """
        self._shown, self._recalled, self._found = {}, {}, pairs_of(told)

    def recall_shown(self, shown: Shown) -> None:
        """Take up what each key showed, by numbers that still stand for the same keys."""
        self._recalled = shown

    def among(self, items: Sequence[Group], blocks: Blocks, chances: Chances) -> list[tuple[float, int, int]]:
        """Return all pairs that are likely one deed: the chance as a negative, a deed's number, an earlier one's."""
        shown = blocks.shown()
        stale = _changed(self._shown, shown) if not self._recalled else _changed_since(self._recalled, shown)
        at = {item.mark: item.number for item in items if item.mark}
        pairs: list[tuple[float, int, int]] = []
        found: dict[bytes, _Found] = {}
        for item in items:
            kept = self._found.get(item.mark, {}) if item.mark else {}
            if item.mark in self._found and stale.isdisjoint(blocks.sought(item)):
                found[item.mark] = kept
                pairs += [(-chance, item.number, at[mark]) for mark, chance in kept.items() if chance >= LIKELY]
            else:
                asked = [(_chance(kept, chances, item, other), other) for other in blocks.near(item)
                         if other.number < item.number and other.accounts.isdisjoint(item.accounts)]  # fmt: skip
                if item.mark and all(other.mark for _, other in asked):
                    found[item.mark] = {other.mark: chance for chance, other in asked}
                pairs += [(-chance, item.number, other.number) for chance, other in asked if chance >= LIKELY]
        self._shown, self._recalled, self._found = shown, {}, found
        return pairs


def _chance(kept: _Found, chances: Chances, item: Group, other: Group) -> float:
    """Return the chance of a pair: as it was, where neither side has changed."""
    known = kept.get(other.mark) if other.mark else None
    return chances.asked(item, other) if known is None else known


def _changed(before: dict[int, tuple[bytes, ...]], now: dict[int, tuple[bytes, ...]]) -> set[int]:
    """Return the keys that show something else than before; what has no mark is never known to be the same."""
    changed = {key for key, marks in now.items() if before.get(key) != marks or b"" in marks}
    return changed | (before.keys() - now.keys())


def _changed_since(before: Shown, now: Mapping[int, tuple[bytes, ...]]) -> set[int]:
    """Return the keys that show something else than was told of them as digests."""
    changed = {key for key, marks in now.items() if not (told := shown_as(marks)) or before.get(key) != told}
    return changed | (before.keys() - now.keys())
