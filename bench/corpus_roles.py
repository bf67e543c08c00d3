"""Who did a deed, to whom and where, of an annotated account and of ours: which answers are right.

Right is any mention of the one who is meant, since who a pronoun means is resolved elsewhere. The guide lets an
annotator leave pronouns and adjectives unmarked; so a word without a mark is judged by whom our own resolution takes it
for: right where that one is also told on words that are marked as the one wanted. A place around the one wanted (the
town of a quarter) is neither asked for nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from training.corpus.markup import Mark
from training.corpus.records import Account as Gold
from training.corpus.records import Event as GoldEvent

from histor.model import Account, Event, Mention, WordRef

Place = tuple[int, int]
ROLES = ("by", "on", "at")


@dataclass(frozen=True)
class Judged:
    """One role of one deed: who is wanted (by id), those of them found, and what of ours is wrong."""

    role: str
    wanted: dict[str, Mark]
    hit: frozenset[str]
    wrong: tuple[Mention, ...]


class RoleJudge:
    """Judges the roles of the deeds of one account."""

    def __init__(self, gold: Gold, ours: Account) -> None:
        self.gold, self.ours = gold, ours
        self._marks = [mark for mark in gold.marked.marks if mark.layer in "aop"]
        self._within = {row.id: row.within for row in gold.entities("p")}
        self._told: dict[str, set[Place]] = {}
        for mention in self._mentions():
            for ref in mention.refs:
                self._told.setdefault(ref, set()).add(self.word(mention.word))

    def roles(self, gold: GoldEvent, ours: Event) -> Iterator[Judged]:
        """Yield who did a deed, to whom, and where; a place that is struck counts as a place."""
        told = [*ours.targets, *ours.aimed_at]
        targets = [m for m in told if m.refs or m.kind != "stand-in"]  # a deed that nobody stands behind is no target
        wanted = [*gold.roles.get("on", ()), *gold.roles.get("aim", ())]
        yield self._judge("by", gold.roles.get("by", ()), ours.actors)
        yield self._judge("on", [m for m in wanted if m.layer in "ao"], [t for t in targets if not self._is_place(t)])
        yield self._judge("at", [*gold.roles.get("at", ()), *(m for m in wanted if m.layer == "p")],
                          [*ours.places, *(t for t in targets if self._is_place(t))])

    def word(self, ref: WordRef) -> Place:
        """The characters of a word."""
        token = self.ours.sentences[ref.sentence].tokens[ref.token - 1]
        return token.start, token.end

    def _judge(self, role: str, wanted: Sequence[Mark], given: Sequence[Mention]) -> Judged:
        chains = {m.id: self.gold.marks.get(m.id, (m,)) for m in wanted}
        met = [(m, {key for key, chain in chains.items() if self._means(m, chain)}) for m in given]
        around = [mark for key in chains for outer in self._around(key) for mark in self.gold.marks.get(outer, ())]
        wrong = tuple(m for m, keys in met if not keys and not _on(around, self.word(m.word)))
        return Judged(role, {m.id: m for m in wanted}, frozenset(key for _, keys in met for key in keys), wrong)

    def _means(self, mention: Mention, chain: Iterable[Mark]) -> bool:
        """Tell whether a mention stands for the one whom a chain of marks names."""
        place, marks = self.word(mention.word), tuple(chain)
        if _on(marks, place):
            return True
        if _on(self._marks, place):
            return False
        return any(_on(marks, other) for ref in mention.refs for other in self._told.get(ref, ()))

    def _around(self, place: str) -> list[str]:
        """Return the places that a place lies in, by their ids."""
        found: list[str] = []
        while (outer := self._within.get(place)) is not None and outer not in found:
            found.append(outer)
            place = outer
        return found

    def _is_place(self, mention: Mention) -> bool:
        return _on([mark for mark in self._marks if mark.layer == "p"], self.word(mention.word))

    def _mentions(self) -> Iterator[Mention]:
        for event in self.ours.events:
            yield from (*event.actors, *event.targets, *event.aimed_at)
        for row in self.ours.attributions:
            if row.speaker is not None and row.speaker_span is not None:
                yield Mention(row.speaker, row.speaker_span, "speaker", row.refs)


def _on(marks: Iterable[Mark], place: Place) -> bool:
    return any(mark.start < place[1] and place[0] < mark.end for mark in marks)
