"""Chooses the deed that an answer answers, among those that its account tells.

What the text names comes first. Else the deeds told before, and a few told just after, are weighed by the signs of
``answering.py``. Nobody answers himself, nor what came later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from histor.consolidate import answering, features
from histor.consolidate.answering import FORCE, Sides
from histor.consolidate.tellings import Registry, Telling
from histor.model import Token, Why, WordRef
from histor.model.choice import chances, likeliest
from histor.model.tree import Tree, base

#: Deeds that are answered though no word says so.
HOSTILE = FORCE | {"SANCTION", "MOBILIZE"}
#: Deeds that sides do together, so that one of them can come of another of the same sides.
JOINT = frozenset({"AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"})
#: How likely a deed must be the one answered to be called so. Chosen on the corpus, dev, and on real accounts.
LEAST, LEAST_SPOKEN = 0.2, 0.4
#: Deeds of words, which a blame or denial that names nothing is not held to speak of.
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "CONSULT"})
#: Tellings looked back at and ahead.
_BACK, _AHEAD, _SPOKEN_AHEAD = 60, 8, 3
#: Sentences and days within which a deed done back is likely an answer though no word says so.
_SOON, _DAYS = 2, 14

#: Deeds with what speaks for each of them being answered, in log-odds; and the likeliest one, with why.
Weighed = tuple[tuple[float, str], ...]
Likely = tuple[str, Why] | None


class _AsTold(NamedTuple):
    """What all tellings of a deed say of it: types, the sides of its doers, and whether any names who did or suffered.

    It is told ``outright`` where one does so, or is more than a name.
    """

    types: frozenset[str]
    sides: frozenset[str]
    somebody: bool
    outright: bool


class Antecedents:
    """The deeds of a case, asked for what a telling of an answer answers."""

    def __init__(
        self, registry: Registry, tellings: list[Telling], incident_at: Mapping[tuple[int, WordRef], str]
    ) -> None:
        self.registry, self.tellings, self.incident_at = registry, tellings, incident_at
        self._told: dict[str, list[Telling]] = {}
        self._deeds: dict[str, _AsTold] = {}
        self._standing: dict[int, Sides] = {}
        self._states: dict[str, frozenset[str]] = {}
        for actor in registry.actors.values():
            if actor.kind == "state" and actor.country:
                self._states[actor.country] = self._states.get(actor.country, frozenset()) | {actor.id}

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
        return self._cognate(telling, tree.token(word.token))

    def _cognate(self, telling: Telling, noun: Token) -> str | None:
        """Return the last deed told before by the verb that a noun is made of: *the sinking* of what they *sank*."""
        if noun.upos != "NOUN" or noun.lemma.lower() in features.GENERAL:
            return None
        for other in reversed(self.tellings[max(0, telling.order - _BACK) : telling.order]):
            there = self.incident_at.get(other.word)
            if there is None or other.account != telling.account or other.sentence == telling.sentence:
                continue
            trigger = self.registry.accounts[other.account].sentences[other.sentence].tokens[other.word[1].token - 1]
            verbal = trigger.upos == "VERB" and features.one_stem(noun.lemma.lower(), trigger.lemma.lower())
            if verbal and self._possible(telling, other):
                return there
        return None

    def meant(self, telling: Telling, there: str, weighed: Callable[[], Weighed]) -> str | None:
        """Return the deed that a bare name means: *the coup*, told by nobody and of nobody, is the coup just told.

        ``weighed`` tells the deeds that the telling can answer, with what each is worth. A named deed that is told
        somewhere with its doer or target, or in a sentence of its own, is meant itself; if it is the own deed of who
        answers, blames or praises, its name was taken for another's, and it is none.
        """
        deed = self._as_told(there)
        joint = telling.event.type in JOINT and not JOINT.isdisjoint(deed.types)
        others = telling.event.cue is not None or telling.event.type in {"ACCUSE", "SUPPORT"}
        if others and not joint and self.registry.sides(telling.actors) & deed.sides:
            return None
        if deed.outright:
            return there
        asked = ((worth, other, self._as_told(other)) for worth, other in weighed() if other != there)
        found = [(worth, other) for worth, other, told in asked if told.somebody and deed.types & told.types]
        return max(found, key=lambda row: row[0])[1] if found else there

    def _as_told(self, there: str) -> _AsTold:
        if there not in self._deeds:
            tellings = self._tellings_of().get(there, ())
            somebody = any(t.actors or t.targets for t in tellings)
            outright = somebody or any(t.aimed or not (t.event.background or t.event.definite) for t in tellings)
            sides = frozenset().union(*(self.registry.sides(t.actors) for t in tellings))
            self._deeds[there] = _AsTold(frozenset(t.event.type for t in tellings), sides, somebody, outright)
        return self._deeds[there]

    def weighed(self, place: int, telling: Telling, here: str) -> Weighed:
        """Return the deeds that a telling can answer, each with what speaks for it, in log-odds."""
        return tuple((answering.weight(told), other) for other, told in self.candidates(place, telling, here))

    def _tellings_of(self) -> Mapping[str, list[Telling]]:
        if not self._told:
            for telling in self.tellings:
                there = self.incident_at.get(telling.word)
                if there is not None:
                    self._told.setdefault(there, []).append(telling)
        return self._told

    def before(self, place: int, telling: Telling, here: str) -> Likely:
        """Return the deed that is likeliest answered and why, or None where it is likelier that none of those is."""
        return _likeliest(list(self.candidates(place, telling, here)), answering.weights(), LEAST)

    def spoken_of(self, place: int, telling: Telling, here: str) -> Likely:
        """Return the deed that a blame or denial without an object likeliest speaks of, and why, or None."""
        found = list(self.spoken_candidates(place, telling, here))
        return _likeliest(found, answering.spoken_weights(), LEAST_SPOKEN)

    def spoken_candidates(self, place: int, telling: Telling, here: str) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield the incidents that a blame or denial can speak of, with what speaks for each.

        Who denies mostly denies a deed of his own side; nobody blames one.
        """
        mine = self._sides(telling)
        ahead = self.tellings[place + 1 : place + 1 + _SPOKEN_AHEAD]
        for other in (*reversed(self.tellings[max(0, place - _BACK) : place]), *ahead):
            there = self.incident_at.get(other.word)
            told = other.event.type not in SAID and other.event.status != "planned" and not _after(other, telling)
            if there is None or there == here or other.account != telling.account or not told:
                continue
            if telling.event.type == "REJECT" or self._possible(telling, other):
                yield there, answering.spoken_signs(telling, mine, other, self._sides(other), self.registry)

    def candidates(self, place: int, telling: Telling, here: str) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield the incidents that a telling can answer, the nearest one before it first, with what speaks for each."""
        mine = self._sides(telling)
        ahead = self.tellings[place + 1 : place + 1 + _AHEAD]
        for other in (*reversed(self.tellings[max(0, place - _BACK) : place]), *ahead):
            there = self.incident_at.get(other.word)
            if there is None or there == here or other.account != telling.account or self._listed(telling, other):
                continue
            if self._possible(telling, other):
                yield there, answering.signs(telling, mine, other, self._sides(other), self.registry)

    def _listed(self, telling: Telling, other: Telling) -> bool:
        """Tell whether a deed stands behind words of answer that stand in a sentence above the answer's own."""
        cue, sentences = telling.event.cue, self.registry.accounts[telling.account].sentences
        if cue is None or cue.end > sentences[telling.sentence].start:
            return False
        return sentences[other.sentence].start >= cue.end

    def _sides(self, telling: Telling) -> Sides:
        """Return who stands where in a telling; each telling of the case has its own place in the order."""
        known = self._standing.get(telling.order)
        if known is None:
            known = Sides(self.registry.sides(telling.actors), self._struck(telling))
            self._standing[telling.order] = known
        return known

    def mirrored(self, place: int, telling: Telling) -> str | None:
        """Return the hostile deed just told that this one does back: the same two sides the other way round."""
        mine = self._sides(telling)
        for other in reversed(self.tellings[max(0, place - _BACK) : place]):
            there = self.incident_at.get(other.word)
            if other.account != telling.account or telling.sentence - other.sentence > _SOON or there is None:
                return None
            theirs = self._sides(other)
            back = mine.doers & theirs.struck and theirs.doers & mine.struck
            if back and other.event.type in HOSTILE and self._possible(telling, other) and _later(other, telling):
                return there
        return None

    def hostile(self, telling: Telling, there: str) -> bool:
        """Tell whether an incident is a hostile deed that a telling of another side can answer."""
        tellings = self._tellings_of().get(there, ())
        return any(t.event.type in HOSTILE for t in tellings) and all(self._possible(telling, t) for t in tellings)

    def _struck(self, telling: Telling) -> frozenset[str]:
        return self.registry.sides(telling.targets | telling.aimed) | self.countries(telling)

    def _possible(self, telling: Telling, other: Telling) -> bool:
        """Tell whether a deed can be answered at all: done, by somebody else, and not later."""
        mine, theirs = self.registry.sides(telling.actors), self.registry.sides(other.actors)
        if mine & theirs or other.event.status in {"planned", "denied"}:
            return False
        return other.days is None or telling.days is None or other.days.low <= telling.days.high

    def countries(self, telling: Telling) -> frozenset[str]:
        """Return the states on whose ground a deed was done, as actor ids where the case knows them."""
        return frozenset().union(*map(self.states, telling.places))

    def states(self, place: str) -> frozenset[str]:
        """Return the states on whose ground a place is, as actor ids where the case knows them."""
        row = self.registry.places.get(place)
        return self._states.get(row.country or "", frozenset()) if row is not None else frozenset()


def _likeliest(
    found: Sequence[tuple[str, Mapping[str, float]]], table: Mapping[str, float], least: float
) -> Likely:
    """Return the likeliest of some deeds and why, where it is likely enough."""
    each = chances([told for _, told in found], table)
    likely = likeliest([there for there, _ in found], each)
    if likely is None or likely[1] < least:
        return None
    best, chance = likely
    told = max((one for one in zip(found, each, strict=True) if one[0][0] == best), key=lambda one: one[1])[0][1]
    signs = ", ".join(name.split(": ")[-1] for name in answering.strongest(told, table))
    sentence = f"the likeliest of {len({there for there, _ in found})} deeds told: {signs}"
    return best, Why(rule="consolidate/answer/likeliest", sentence=sentence, score=min(chance, 1.0))


def _after(first: Telling, second: Telling) -> bool:
    """Tell whether a deed is told as done after another, so that nobody can have spoken of it."""
    return first.days is not None and second.days is not None and first.days.low > second.days.high


def _later(first: Telling, second: Telling) -> bool:
    """Tell whether a deed is told as done after another, and soon."""
    if first.days is None or second.days is None:
        return first.days is None and second.days is None
    return first.days.high <= second.days.low <= first.days.high + _DAYS and first.days != second.days
