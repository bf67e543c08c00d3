"""How likely pairs of groups are one deed, kept while neither side changes, so that one more account is judged alone.

A group is known by its mark (:mod:`histor.consolidate.marks`), so a kept answer is one that would be given again, byte
for byte. Which deeds people have parted or joined is looked at elsewhere, and is never kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from histor.consolidate import score
from histor.consolidate.group import Group
from histor.consolidate.kept import Kept
from histor.consolidate.recall import chances_of, chances_told
from histor.consolidate.tellings import Registry
from histor.model import Score

#: The marks of two groups, one behind the other.
_Pair = bytes


class Chances:
    """What was answered about pairs of groups, in this run and the last."""

    def __init__(self) -> None:
        self.registry = Registry([])
        self._chances: Kept[_Pair, float] = Kept()
        self._scores: Kept[_Pair, tuple[Score, ...]] = Kept()
        self._said: dict[_Pair, score.Said] = {}

    def begin(self, registry: Registry) -> None:
        """Begin a run over a case."""
        self._chances.begin()
        self._scores.begin()
        self._said = {}
        self.registry = registry

    def end(self) -> None:
        """End a run."""
        self._chances.end()  # scores are asked for later, by who writes the reasons down

    def of(self, item: Group, group: Group) -> float:
        """Return how likely two groups are one deed, 0 where something parts them."""
        pair = _pair(item, group)
        return self._chances.of(pair, partial(self.asked, item, group, pair))

    def scores(self, item: Group, group: Group) -> Callable[[], tuple[Score, ...]]:
        """Return what tells, when it is asked, what each answer about two groups as they are now weighs."""
        return partial(self._scores_of, _pair(item, group), item, group, len(group.joined))

    def _scores_of(self, pair: _Pair, item: Group, group: Group, count: int) -> tuple[Score, ...]:
        """Return the scores of an item that joined a group after so many others."""
        return self._scores.of(pair, partial(self._weighed, pair, item, group, count))

    def told(self) -> bytes:
        """Return the chances that the last run asked for, as bytes."""
        return chances_told(self._chances.now())

    def recall(self, told: bytes) -> None:
        """Take up what :meth:`told` told in another process. Raises :class:`ValueError` for anything else."""
        self._chances.recall(chances_of(told))

    def asked(self, item: Group, group: Group, pair: _Pair = b"") -> float:
        """Return how likely two groups are one deed, asked anew; what was said of a pair is at hand for its scores."""
        try:
            said = score.answers(item.whole(), group.whole(), self.registry)
        except score.Parted:
            return 0.0
        if pair:
            self._said[pair] = said
        return score.chance(said)

    def _weighed(self, pair: _Pair, item: Group, group: Group, count: int) -> tuple[Score, ...]:
        said = self._said.get(pair) or score.answers(item.whole(), group.whole(count), self.registry)
        return score.scores(said, self.registry)


def _pair(item: Group, group: Group) -> _Pair:
    """Return the marks of two groups, nothing where one of them has none."""
    return item.mark + group.mark if item.mark and group.mark else b""
