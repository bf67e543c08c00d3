"""Joins the deeds of many accounts: each to the group that it most likely is, if that is likely enough and allowed.

The likeliest pair comes first, and each joining is asked again of the wholes that it makes. What a person decided comes
before all: deeds held to be one start as one group, and no joining ever brings two sides of a parting together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from histor.consolidate.block import Blocks
from histor.consolidate.chances import Chances
from histor.consolidate.decided import against
from histor.consolidate.group import Group, Tale, mixed
from histor.consolidate.kept import Kept
from histor.consolidate.keys import Keys
from histor.consolidate.likely import LIKELY, Pairs
from histor.consolidate.shelf import Reason
from histor.consolidate.standing import WORDS
from histor.consolidate.tellings import Registry, Telling
from histor.model import WordRef
from histor.model.records import replace

#: Probability from which a name that found no deed in its own account is yet taken for one that this account tells.
SURE = 0.7
#: The tellings of a sheet, by its mark, the number of its account, and the place of its first telling in the case.
Rows = Kept[tuple[bytes, int, int], list[Telling]]
#: What the deeds of a sheet say, by its mark.
Tales = Kept[bytes, list[Tale]]


@dataclass(slots=True)
class Judged:
    """What was judged of deeds that have not changed since, from one joining to the next."""

    keys: Keys = field(default_factory=Keys)
    deeds: Pairs = field(default_factory=Pairs)
    words: Pairs = field(default_factory=Pairs)
    chances: Chances = field(default_factory=Chances)
    rows: Rows = field(default_factory=Kept)
    tales: Tales = field(default_factory=Kept)

    def begin(self, registry: Registry) -> None:
        """Begin a joining."""
        self.keys.begin()
        self.chances.begin(registry)

    def end(self) -> None:
        """End a joining: what it did not ask for is forgotten."""
        self.keys.end()
        self.chances.end()

    def told(self) -> dict[str, bytes]:
        """Return what was judged of pairs, part by part, for :meth:`recall` in another process."""
        keys = self.keys.told([self.deeds.shown(), self.words.shown()])
        return {"deeds": self.deeds.told(), "words": self.words.told(), "wholes": self.chances.told(), "keys": keys}

    def recall(self, told: Callable[[str], bytes | None]) -> None:
        """Take up what was told in another process; a part that is not there, or is none, is judged again."""
        for name, part in (("deeds", self.deeds), ("words", self.words), ("wholes", self.chances)):
            kept = told(name)
            if kept is not None:
                with suppress(ValueError):
                    part.recall(kept)
        keys = told("keys")
        if keys is not None:
            with suppress(ValueError):
                deeds, words = self.keys.recall(keys, 2)
                self.deeds.recall_shown(deeds)
                self.words.recall_shown(words)


class Judge:
    """One joining of the sheets of a case."""

    def __init__(self, registry: Registry, judged: Judged | None = None) -> None:
        self.registry = registry
        self.judged = judged or Judged()
        self.blocks = Blocks(registry, self.judged.keys)
        self._open: list[Group | None] = []
        self._into: dict[int, int] = {}
        self._of_word: dict[tuple[int, WordRef], int] = {}

    def run(self, items: Sequence[Group]) -> list[Group]:
        """Return the groups in the order in which they were first told; ``items`` are in that order."""
        self._open = list(items)
        self.judged.begin(self.registry)
        for number, item in enumerate(items):
            item.number = number
        deeds = [item for item in items if item.tale.kind not in WORDS]
        self._gather([item for item in deeds if not item.loose], self.judged.deeds)
        self._of_word = {t.word: item.number for item in deeds if not item.loose for ts, _ in item.parts for t in ts}
        self._attach([item for item in deeds if item.loose])
        self._gather([self._with_subject(item) for item in items if item.tale.kind in WORDS], self.judged.words)
        self.judged.end()
        return [group for group in self._open if group is not None and not group.loose]

    def _gather(self, items: Sequence[Group], known: Pairs) -> None:
        """Join items into groups, the likeliest pair first: what it leaves open is closed to what is less likely."""
        for item in items:
            self.blocks.file(item)
        pairs = known.among(items, self.blocks, self.judged.chances)
        if any(item.sides for item in items):
            pairs = [row for row in pairs if not against(self._home(row[2]), self._home(row[1]))]
        into = self._into
        for chance, number, other in sorted(pairs):
            if into.get(other, other) == into.get(number, number):
                continue  # most are: a group of five has ten pairs, of which four join it
            one, two = self._home(other), self._home(number)
            if one is two:
                continue
            if one.joined or two.joined:
                self._join(*((one, two) if one.order < two.order else (two, one)))
            else:
                self._bring(one, two, -chance)

    def _attach(self, items: Sequence[Group]) -> None:
        """Give what only refers to a deed to the group that it most likely means."""
        for item in items:
            homes = {home.number: home for home in map(self._home, (other.number for other in self.blocks.near(item)))}
            chances = [(self._chance(item, group), -number) for number, group in homes.items()]
            best = max(chances, default=(0.0, 0))
            if best[0] >= LIKELY:
                self._join(homes[-best[1]], item)

    def _home(self, number: int) -> Group:
        """Return the group that an item is in now; the way there is shortened for whoever asks again."""
        into, way = self._into, number
        while number in into:
            number = into[number]
        while way != number:
            into[way], way = number, into[way]
        group = self._open[number]
        assert group is not None
        return group

    def _join(self, group: Group, item: Group) -> None:
        """Take a group into an earlier one, if the whole of both is as likely one deed as their parts were."""
        chance = self._chance(item, group)
        if chance >= LIKELY:
            self._bring(group, item, chance)

    def _bring(self, group: Group, item: Group, chance: float) -> None:
        """Bring a group into an earlier one, with the chance that both are one deed."""
        item.reasons[item.name] = Reason(chance, self.judged.chances.scores(item, group))
        group.join(item)
        self._open[item.number] = None
        self._into[item.number] = group.number

    def _chance(self, item: Group, group: Group) -> float:
        """Return how likely two groups are one deed; not at all where somebody or something parts them.

        One account's deeds are two; but a name that found no deed in it was kept apart by silence, not by a word, and
        what others tell of the deed may speak.
        """
        if group is item or against(group, item):
            return 0.0
        if group.accounts.isdisjoint(item.accounts):
            return self.judged.chances.of(item, group)
        chance = self.judged.chances.of(item, group) if item.loose and not _side_by_side(item, group) else 0.0
        return chance if chance >= SURE else 0.0

    def _with_subject(self, item: Group) -> Group:
        """Return an act of speech with the groups that its words are about."""
        named = (self._of_word.get((t.account, m.word)) for ts, _ in item.parts for t in ts for m in t.event.targets)
        about = frozenset(self._home(number).name for number in named if number is not None)
        if about:
            item.tale = replace(item.tale, about=about)
            item.mark = mixed((item.mark, *(name.encode() for name in sorted(about)))) if item.mark else b""
        return item


def _side_by_side(item: Group, group: Group) -> bool:
    """Tell whether two groups tell something in one sentence: it names two deeds, or it would have joined them."""
    here = {(t.account, t.sentence) for ts, _ in item.parts for t in ts}
    there = (ts for ts, _ in group.parts if ts[0].account in item.accounts)
    return any((t.account, t.sentence) in here for ts in there for t in ts)
