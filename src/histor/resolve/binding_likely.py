"""Where a deed was that no rule sets anywhere: the likeliest of the places that its account tells, if one is likely.

Each place is asked for signs (how near it was told, how often, of what kind it is, where the deeds around were), and a
fitted table (``data/setting/likely.yaml``) says what each is worth. The weights are those of a choice among the places
and none of them, made by ``python -m bench.setting``. A place found so is carried over, not told: it is never weighed
when tellings are joined, and its mention's kind, ``likely``, says what it rests on.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from histor.lexicon import load_lexicon
from histor.model import Account, Event, Mention, Token
from histor.model.tree import Tree, base
from histor.resolve.binding_common import GROUND, PROSE, SAID

#: Chance from which the likeliest place is taken: more than half of those taken were right in texts not fitted on.
LEAST = 0.4
#: Places weighed: the last ones told before a deed, and those told oftenest.
LAST, OFTENEST = 12, 4
#: Sentences ahead in which a place still counts as told with the deed.
AHEAD = 2
#: Steps in which distance is told, by the number of sentences up to which one holds.
_STEPS = ((0, "in its sentence"), (1, "a sentence before"), (2, "two before"), (5, "a few before"), (10, "before"))
_CASES = frozenset("against around at for from in into near of off on outside over to".split())


def set_by_likelihood(account: Account) -> Account:
    """Return an account in which a deed that nothing sets anywhere stands at the likeliest place, if it is one."""
    if not account.mentions:
        return account
    options = Options(account)
    return replace(account, events=tuple(replace(e, scene=options.likeliest(e)) if options.is_open(e) else e
                                         for e in account.events))


class Options:
    """The places of one account, weighed for each deed."""

    def __init__(self, account: Account) -> None:
        self.account, self.sentences = account, account.sentences
        self._places = {place.id: place for place in account.places}
        self._countries = {actor.id: actor.country for actor in account.actors}
        self._told = sorted((m for m in account.mentions if m.refs), key=lambda m: m.word)
        self._of: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._told:
            for ref in mention.refs:
                self._of[ref].append(mention)
        self._often = [ref for ref, _ in Counter({r: len(m) for r, m in self._of.items()}).most_common(OFTENEST)]
        self._placed = sorted((e for e in account.events if any(m.refs for m in e.places)), key=lambda e: e.trigger)
        self._at = Counter(ref for event in self._placed for m in event.places for ref in m.refs)
        blocks = account.document.blocks
        self._blocks = {ref: {blocks[self.sentences[m.word.sentence].block].kind for m in told}
                        for ref, told in self._of.items()}
        self._first = next((i for i, row in enumerate(self.sentences) if blocks[row.block].kind in PROSE), None)
        self._trees: dict[int, Tree] = {}

    def is_open(self, event: Event) -> bool:
        """Tell whether a deed that was done, or is claimed to have been, stands nowhere yet."""
        done = event.status in {"reported", "claimed", "disputed"} and not event.heading
        return done and not event.scene and not any(m.refs for m in event.places)

    def likeliest(self, event: Event) -> tuple[Mention, ...]:
        """Return the likeliest place of a deed by the mention last told before it; nothing if none is likely enough."""
        refs = self.places(event)
        shares = chances([self.signs(event, ref) for ref in refs], weights())
        share, at = max(((share, -at) for at, share in enumerate(shares)), default=(0.0, 0))
        if share < LEAST:
            return ()
        told = self._of[refs[-at]]
        before = [m for m in told if m.word < event.trigger] or told[:1]
        return (replace(before[-1], kind="likely", refs=(refs[-at],)),)

    def places(self, event: Event) -> list[str]:
        """Return the places that a deed may have been at: those told last before it, and those told oftenest."""
        end = bisect_left(self._told, event.trigger.sentence + AHEAD + 1, key=lambda m: m.word.sentence)
        near: dict[str, None] = {}
        for mention in reversed(self._told[:end]):
            near.update(dict.fromkeys(mention.refs))
            if len(near) >= LAST:
                break
        return list(dict.fromkeys([*near, *self._often]))

    def signs(self, event: Event, ref: str) -> dict[str, float]:
        """Return what speaks for or against a place as the scene of a deed."""
        found = dict.fromkeys((*self._nearness(event, ref), *self._kinds(event, ref), *self._around(event, ref)), 1.0)
        found["share of places"] = len(self._of[ref]) / len(self._told)
        if self._at:
            found["share of deeds"] = self._at[ref] / self._at.total()
        return found

    def _nearness(self, event: Event, ref: str) -> list[str]:
        here, told = event.trigger.sentence, self._of[ref]
        start = bisect_left(told, here, key=lambda m: m.word.sentence)
        end = bisect_left(told, here + 1, key=lambda m: m.word.sentence)
        found = [sign for mention in told[start:end] for sign in self._grammar(event, mention)]
        if start:
            last = told[start - 1].word.sentence
            found.append(next((name for far, name in _STEPS if here - last <= far), "long before"))
            found += ["in its paragraph"] if self.sentences[last].block == self.sentences[here].block else []
            at = bisect_left(self._told, here, key=lambda m: m.word.sentence)
            found += ["named last"] if ref in self._told[at - 1].refs else []
        elif start == end:
            found.append("only later")
        if end < len(told) and told[end].word.sentence - here <= AHEAD:
            found.append("soon after")
        return found

    def _grammar(self, event: Event, mention: Mention) -> list[str]:
        """Return how a place stands in the sentence of a deed that does not take it for its scene."""
        tree = self._tree(event.trigger.sentence)
        token = tree.token(mention.word.token)
        doers, struck = ({m.word.token for m in row if m.word.sentence == event.trigger.sentence}
                         for row in (event.actors, (*event.targets, *event.aimed_at)))
        found = ["in its sentence", f"as {_relation(tree, token)}"]
        found += ["is its doer"] if token.id in doers else ["of its doer"] if token.head in doers else []
        found += ["is its target"] if token.id in struck else ["of its target"] if token.head in struck else []
        away = abs(token.id - event.trigger.token)
        return [*found, "words near" if away <= 5 else "words away" if away <= 12 else "words far"]

    def _kinds(self, event: Event, ref: str) -> list[str]:
        place, whose = self._places[ref], "" if event.claimant is None else ", another's words"
        found = [f"in {kind}{whose}" for kind in sorted(self._blocks[ref] - PROSE)]
        stage = "on the ground" if event.type in GROUND else "said" if event.type in SAID else "at a table"
        found += [place.precision, f"{place.precision}, {stage}"]
        found += ["unknown to gazetteers"] if place.gazetteer is None else []
        if ref == self._often[0]:
            found += ["told oftenest", f"told oftenest, {stage}"]
        found += ["in the first sentence"] if any(m.word.sentence == self._first for m in self._of[ref]) else []
        found += ["a finer one is told"] if any(self._places[other].part_of == ref for other in self._of) else []
        doers, struck = ({self._countries.get(r) for m in row for r in m.refs} - {None}
                         for row in (event.actors, (*event.targets, *event.aimed_at)))
        if place.country is not None:
            found += ["land of its target"] if place.country in struck - doers else []
            found += [f"land of its doer, {stage}"] if place.country in doers - struck else []
        return found

    def _around(self, event: Event, ref: str) -> list[str]:
        """Return what the deeds around say of a place: the last one told was there, the next one is."""
        at = bisect_left(self._placed, event.trigger, key=lambda other: other.trigger)
        last = self._placed[at - 1] if at else None
        after = self._placed[at] if at < len(self._placed) else None
        found = [] if self._at[ref] else ["no deed was there"]
        if last is not None and _is_at(last, ref):
            away = event.trigger.sentence - last.trigger.sentence
            how = next((name for far, name in _STEPS if away <= far), "long before")
            found += [f"the last deed was there, {how}", *(["what it answers was there"] if event.cue else [])]
            found += ["one of its type was there last"] if last.type == event.type else []
            shared = {r for m in (*last.actors, *last.targets) for r in m.refs}
            found += ["its people were there last"] if any(
                r in shared for m in (*event.actors, *event.targets) for r in m.refs) else []
        if after is not None and _is_at(after, ref) and after.trigger.sentence - event.trigger.sentence <= AHEAD:
            found.append("the next deed is there")
        return found

    def _tree(self, sentence: int) -> Tree:
        if sentence not in self._trees:
            self._trees[sentence] = Tree(self.sentences[sentence])
        return self._trees[sentence]


def _is_at(event: Event, ref: str) -> bool:
    return any(ref in m.refs for m in event.places)


def _relation(tree: Tree, token: Token) -> str:
    """Return how a phrase stands in its clause: an oblique with its preposition, or the name of the relation."""
    relation, case = base(token.deprel), tree.case(token.id)
    if relation in {"obl", "nmod"} and token.deprel != "nmod:poss":
        return f"{relation} {case if case in _CASES else 'other'}"
    return token.deprel


def chances(options: Sequence[Mapping[str, float]], table: Mapping[str, float]) -> list[float]:
    """Return how likely each place is; what is missing to one is the chance that none of them is."""
    worth = [table.get("any", 0.0) + sum(table.get(name, 0.0) * value for name, value in row.items())
             for row in options]
    top = max([0.0, *worth])
    whole = math.exp(-top) + sum(math.exp(one - top) for one in worth)
    return [math.exp(one - top) / whole for one in worth]


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted worth of each sign."""
    return {str(k): float(v) for k, v in load_lexicon().yaml("setting/likely.yaml")["weights"].items()}
