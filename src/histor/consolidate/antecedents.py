"""Chooses the deed that an answer answers, among those that its account told before it.

What the text names comes first. Else every earlier deed is weighed: was it done to the answerer or on his ground, by
those whom the answer strikes, in hostility, near by? Nobody answers his own side, nor what came later. The weights were
chosen on the training accounts of the corpus; they are small on purpose, since few words decide.
"""

from __future__ import annotations

from collections.abc import Mapping

from histor.consolidate.tellings import Registry, Telling
from histor.model import WordRef
from histor.model.tree import Tree, base

#: Deeds that are answered, and acts of speech and will that can be, less often.
VIOLENT = frozenset({"ASSAULT", "COERCE"})
HOSTILE = VIOLENT | {"SANCTION", "MOBILIZE"}
WILLED = frozenset({"PROTEST", "THREATEN", "REJECT", "REQUEST", "ACCUSE", "CONCEDE", "RETREAT", "AGREE", "SUPPORT"})
#: Tellings looked back at, and sentences within which a deed of nobody known can be meant.
_BACK, _NEAR = 60, 4
#: Sentences and days within which a deed done back is likely an answer though no word says so.
_SOON, _DAYS = 2, 14
#: What each sign of an answered deed weighs, and how much must be reached.
_STRUCK_US, _BY_THEM, _OTHER_SIDE, _VIOLENT, _HOSTILE = 3.0, 2.0, 0.5, 2.0, 1.0
_LIKE, _CLAIMED = 1.0, 0.5
_STEP, _SECTION, _UNKNOWN, _MENTIONED, _ENOUGH, _LIKELY = 0.3, 0.5, 0.5, 0.5, 0.5, 1.5


class Antecedents:
    """The deeds of a case, asked for what a telling of an answer answers."""

    def __init__(
        self, registry: Registry, tellings: list[Telling], incident_at: Mapping[tuple[int, WordRef], str]
    ) -> None:
        self.registry, self.tellings, self.incident_at = registry, tellings, incident_at
        self._states: dict[str, set[str]] = {}
        for actor in registry.actors.values():
            if actor.kind == "state" and actor.country:
                self._states.setdefault(actor.country, set()).add(actor.id)

    def named(self, telling: Telling, word: WordRef | None) -> str | None:
        """Return the incident that a word names, looking below it too: response *to a series of* **raids**."""
        if word is None:
            return None
        known = self.incident_at.get((telling.account, word))
        if known is not None:
            return known
        tree = Tree(self.registry.accounts[telling.account].sentences[word.sentence])
        for token in tree.subtree(word.token, lambda t: t.upos == "VERB" or base(t.deprel) == "conj"):
            known = self.incident_at.get((telling.account, WordRef(word.sentence, token.id)))
            if known is not None:
                return known
        return None

    def before(self, place: int, telling: Telling, here: str, *, sure: bool = True) -> str | None:
        """Return the earlier deed that is likeliest answered, or None.

        Where no word says that it answers at all (not ``sure``), only a hostile deed told just before will do.
        """
        near, least = (10**6, _ENOUGH) if sure else (_NEAR - 1, _LIKELY)
        best: tuple[float, str, int] | None = None
        for other in reversed(self.tellings[max(0, place - _BACK) : place]):
            there = self.incident_at.get(other.word)
            if there is None or there == here or other.account != telling.account:
                continue
            if telling.sentence - other.sentence > near or not self._possible(telling, other):
                continue
            score = self._score(telling, other)
            beside = best is not None and best[2] == other.sentence  # the deed that opens a sentence is its main one
            if score >= least and (best is None or score > best[0] or (beside and score == best[0])):
                best = (score, there, other.sentence)
        return best[1] if best is not None else None

    def mirrored(self, place: int, telling: Telling) -> str | None:
        """Return the hostile deed just told that this one does back: the same two sides the other way round."""
        mine, struck = self.registry.sides(telling.actors), self._struck(telling)
        for other in reversed(self.tellings[max(0, place - _BACK) : place]):
            there = self.incident_at.get(other.word)
            if other.account != telling.account or telling.sentence - other.sentence > _SOON or there is None:
                return None
            theirs = self.registry.sides(other.actors)
            back = mine & self._struck(other) and theirs & struck
            if back and other.event.type in HOSTILE and self._possible(telling, other) and _later(other, telling):
                return there
        return None

    def _struck(self, telling: Telling) -> frozenset[str]:
        return self.registry.sides(telling.targets | telling.aimed) | self.countries(telling)

    def _possible(self, telling: Telling, other: Telling) -> bool:
        """Tell whether a deed can be answered at all: done, by another side, and not later."""
        mine, theirs = self.registry.sides(telling.actors), self.registry.sides(other.actors)
        if mine & theirs or other.event.status in {"planned", "denied"}:
            return False
        if other.days is not None and telling.days is not None and other.days.low > telling.days.high:
            return False
        near = telling.sentence - other.sentence <= _NEAR
        return other.event.type in HOSTILE or (near and other.event.type in WILLED)

    def _score(self, telling: Telling, other: Telling) -> float:
        registry = self.registry
        mine, theirs = registry.sides(telling.actors), registry.sides(other.actors)
        score = _VIOLENT if other.event.type in VIOLENT else _HOSTILE if other.event.type in HOSTILE else 0.0
        score += _LIKE if other.event.type == telling.event.type else 0.0
        score -= _CLAIMED if other.event.status != "reported" else 0.0
        score += _STRUCK_US if mine & self._struck(other) else 0.0
        score += _BY_THEM if theirs & self._struck(telling) else 0.0
        score += _OTHER_SIDE if mine and theirs else -_UNKNOWN
        score -= _STEP * (telling.sentence - other.sentence)
        score -= _SECTION if telling.section != other.section else 0.0
        return score - (_MENTIONED if other.event.background else 0.0)

    def countries(self, telling: Telling) -> frozenset[str]:
        """Return the states on whose ground a deed was done, as actor ids where the case knows them."""
        codes = {self.registry.places[p].country for p in telling.places if p in self.registry.places}
        return frozenset(state for code in codes if code for state in self._states.get(code, ()))


def _later(first: Telling, second: Telling) -> bool:
    """Tell whether a deed is told as done after another, and soon."""
    if first.days is None or second.days is None:
        return first.days is None and second.days is None
    return first.days.high <= second.days.low <= first.days.high + _DAYS and first.days != second.days
