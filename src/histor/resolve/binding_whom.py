"""Whom a deed was done to that names nobody: the likeliest of those whom its account names, if one is likely enough.

*The United States demanded an apology*, two sentences after a mob killed American sailors in Chile: a reader knows of
whom. Each of those named around is asked for signs (how near and in which part, of what kind, whether the doer's side
meets theirs elsewhere), and a fitted table (``data/setting/whom.yaml``) says what each is worth; those of one side are
counted together. The weights are those of a choice among them and none of them, made by ``python -m bench.whom``. What
is found so is inferred: it stands with the foes of a deed, apart from what is told, and its kind is ``likely``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from histor.lexicon import fitted
from histor.model import Account, Actor, Event, Mention, WordRef
from histor.model.choice import chances, likeliest
from histor.resolve.binding_common import REAL

#: Types that are done to somebody, whether he is named or not; what two do together is done to nobody.
DONE_TO = frozenset({"ACCUSE", "AID", "ASSAULT", "COERCE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "SANCTION",
                     "SUPPORT", "THREATEN"})
_TOGETHER = frozenset({"CONSULT"})
#: Types of words that go to another side: who speaks for a side blames, rejects, threatens or meets none of its own.
_TO_OTHERS = frozenset({"ACCUSE", "REJECT", "THREATEN", "CONSULT"})
#: Chance from which the likeliest side is taken: chosen on whole annotated articles, where six in ten were right.
LEAST = 0.25
#: Those weighed: the last ones named before a deed and in its sentence, and those named oftenest.
LAST, OFTENEST = 14, 4
#: Deeds looked back at, and sentences back in which the last one told still sets the stage.
BACK, NEAR = 14, 2
_STEPS = ((1, "a sentence before"), (2, "two before"), (5, "a few before"), (10, "before"))


@dataclass(frozen=True, slots=True)
class Part:
    """A part that somebody has at a word: doer, target, aim or speaker."""

    word: WordRef
    ref: str
    name: str
    mention: Mention


def done_to_likely(account: Account) -> Account:
    """Return an account in which deeds that name nobody are done to the likeliest side of those named, if it is one."""
    parties = Parties(account)
    return replace(account, events=tuple(replace(e, foes=parties.likeliest(e)) if parties.is_open(e) else e
                                         for e in account.events))


class Parties:
    """Those who have a part in one account, weighed for each deed."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._actors = {actor.id: actor for actor in account.actors}
        self._parts = sorted(_parts(account), key=lambda part: part.word)
        self._of: dict[str, list[Part]] = defaultdict(list)
        for part in self._parts:
            self._of[part.ref].append(part)
        counts = Counter({ref: len(parts) for ref, parts in self._of.items()})
        self._often = [ref for ref, _ in counts.most_common(OFTENEST)]
        self._order = sorted(account.events, key=lambda event: event.trigger)
        self._met: dict[str, Counter[str]] = defaultdict(Counter)
        for event in account.events:
            self._meet(event)
        self._lands = {place.id: place.country for place in account.places}

    def _meet(self, event: Event) -> None:
        for one in self._sides(event.actors):
            for other in self._sides((*event.targets, *event.aimed_at)) - {one}:
                self._met[one][other] += 1
                self._met[other][one] += 1

    def parts(self, ref: str) -> list[Part]:
        """Return the parts that somebody has in the account, in the order of the text."""
        return self._of[ref]

    def side(self, ref: str) -> str:
        """Return the state or movement of an actor, or the actor itself."""
        actor = self._actors.get(ref)
        return (actor.side if actor is not None else None) or ref

    def _sides(self, mentions: Iterable[Mention]) -> set[str]:
        return {self.side(ref) for mention in mentions for ref in mention.refs}

    def is_open(self, event: Event) -> bool:
        """Tell whether a deed was done to somebody whom nothing names, by one side if it can be done together."""
        if event.type not in DONE_TO or event.status not in REAL or event.heading:
            return False
        if any(m.refs for m in (*event.targets, *event.aimed_at, *event.foes)):
            return False
        return len(self._sides(event.actors)) < 2 or not (event.mode == "clash" or event.type in _TOGETHER)

    def likeliest(self, event: Event) -> tuple[Mention, ...]:
        """Return the likeliest side, by whoever of it is likeliest; nothing if no side is likely enough."""
        refs = self.options(event)
        each = chances([self.signs(event, ref) for ref in refs], fitted("setting/whom.yaml"))
        best = likeliest([self.side(ref) for ref in refs], each)
        if best is None or best[1] < LEAST:
            return ()
        _, at = max((chance, -at) for at, chance in enumerate(each) if self.side(refs[at]) == best[0])
        parts = self._of[refs[-at]]
        alone = [part for part in parts if len(part.mention.refs) == 1] or parts
        before = [part for part in alone if part.word < event.trigger] or alone[:1]
        return (replace(before[-1].mention, kind="likely", refs=(refs[-at],)),)

    def options(self, event: Event) -> list[str]:
        """Return whom a deed may have been done to: those named last and in its sentence, and those named oftenest."""
        end = bisect_left(self._parts, event.trigger.sentence + 1, key=lambda part: part.word.sentence)
        near: dict[str, None] = {}
        for part in reversed(self._parts[:end]):
            near[part.ref] = None
            if len(near) >= LAST:
                break
        own = {ref for mention in event.actors for ref in mention.refs}
        sides = self._sides(event.actors) if event.type in _TO_OTHERS else frozenset()
        return [ref for ref in dict.fromkeys([*near, *self._often])
                if ref not in own and self._is_party(ref) and self.side(ref) not in sides]

    def _is_party(self, ref: str) -> bool:
        """Tell whether somebody is a person, a people or a body: a vehicle that was hit is no side."""
        actor = self._actors.get(ref)
        return actor is not None and (actor.kind != "other" or actor.side is not None)

    def signs(self, event: Event, ref: str) -> dict[str, float]:
        """Return what speaks for or against somebody as the one whom a deed was done to."""
        found = dict.fromkeys((*self._nearness(event, ref), *self._kinds(event, ref), *self._before(event, ref)), 1.0)
        parts = self._of[ref]
        found["share of parts"] = len(parts) / len(self._parts)
        for name in ("doer", "target"):
            found[f"share as {name}"] = sum(part.name == name for part in parts) / len(parts)
        return found

    def _nearness(self, event: Event, ref: str) -> list[str]:
        parts, here = self._of[ref], event.trigger.sentence
        start = bisect_left(parts, here, key=lambda part: part.word.sentence)
        end = bisect_left(parts, here + 1, key=lambda part: part.word.sentence)
        found: list[str] = []
        for part in parts[start:end]:
            away = abs(part.word.token - event.trigger.token)
            how = "words near" if away <= 5 else "words away" if away <= 12 else "words far"
            found += [f"{part.name} in its sentence", how]
        if start == end:
            away = here - parts[start - 1].word.sentence if start else 0
            found.append(next((name for far, name in _STEPS if away <= far), "long before") if start else "only later")
        return [*found, *([f"{parts[start - 1].name} before"] if start else [])]

    def _kinds(self, event: Event, ref: str) -> list[str]:
        actor = self._actors.get(ref)
        kind, side, own = actor.kind if actor else "other", self.side(ref), self._sides(event.actors)
        found = [kind, f"{kind}, {event.type}"]
        if side in own:
            found += ["of the doer's side", f"of the doer's side, {event.type}"]
        met = max((self._met[one][side] for one in own), default=0)
        if met:
            found += ["meets the doer", f"meets the doer, {event.type}", *(["meets the doer often"] if met > 1 else [])]
        found += self._teller(event, ref)
        return [*found, *(["on its ground"] if actor is not None and self._is_at_home(event, actor) else [])]

    def _teller(self, event: Event, ref: str) -> list[str]:
        if event.claimant is None:
            return []
        tellers = self.account.attributions[event.claimant].refs
        return [f"tells it, {event.type}"] if ref in tellers else (
            ["of the teller's side"] if self.side(ref) in {self.side(one) for one in tellers} else [])

    def _is_at_home(self, event: Event, actor: Actor) -> bool:
        lands = {self._lands.get(ref) for mention in (*event.places, *event.scene) for ref in mention.refs}
        return actor.country is not None and actor.country in lands

    def _before(self, event: Event, ref: str) -> list[str]:
        """Return what part one has in the deed told last, and in the last one of the type."""
        at = bisect_left(self._order, event.trigger, key=lambda other: other.trigger)
        back = self._order[max(0, at - BACK) : at]
        last = next((other for other in reversed(back) if other.actors or other.targets), None)
        alike = next((other for other in reversed(back) if other.type == event.type and other.targets), None)
        found: list[str] = []
        if last is not None and event.trigger.sentence - last.trigger.sentence <= NEAR:
            for name, mentions in (("target", last.targets), ("doer", last.actors)):
                if any(ref in mention.refs for mention in mentions):
                    found += [f"{name} of the last deed", f"{name} of the last deed, {event.type}"]
        if alike is not None and any(ref in mention.refs for mention in alike.targets):
            found += ["target of the last of its type", *(["target named again"] if event.background else [])]
        return found


def _parts(account: Account) -> Iterable[Part]:
    for event in account.events:
        for name, mentions in (("doer", event.actors), ("target", event.targets), ("aim", event.aimed_at)):
            yield from (Part(m.word, ref, name, m) for m in mentions for ref in m.refs)
    for row in account.attributions:
        if row.speaker is not None and row.speaker_span is not None:
            mention = Mention(row.speaker, row.speaker_span, "actor")
            yield from (Part(row.speaker, ref, "speaker", mention) for ref in row.refs)
