"""How likely one deed answers another of its account: signs read off the two tellings, weighed by a fitted table.

Each sign is a name with a value; the table (``data/answering/weights.yaml``) says what it is worth. The weights are
those of a choice among all deeds that could be meant and none of them (a conditional logistic regression with nothing
as one of the options), fitted on annotated accounts: what is answered may have been told by words that nobody read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import fitted
from histor.model import Token
from histor.model.choice import worth
from histor.model.tree import Tree, base

#: Deeds of force, steps short of it, and acts of speech; all others are deeds of peace.
FORCE = frozenset({"ASSAULT", "COERCE"})
_STEPS = frozenset({"SANCTION", "MOBILIZE", "PROTEST"})
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
#: What is given to one who asks or threatens.
_GIVEN = frozenset({"AGREE", "AID", "CONCEDE", "RETREAT", "SUPPORT", "COOPERATE", "CONSULT", "REJECT"})
_UNREAL = frozenset({"planned", "hypothetical", "denied"})
#: Sentences that are near by, and those from which a further one makes no difference.
_NEAR, _FAR = 4, 20
#: Days within which an answer mostly comes.
_DAYS, _WEEKS = 3, 31
#: Signs of likeness, which what is said and what it is said of never have.
_ALIKE = frozenset({"asked for", "same type", "same mode"})
#: Signs named as the reason of a choice.
_LOUD = 3
#: Governors above a deed among which the answer is looked for.
_HIGH = 4
#: Parts of speech that name things and deeds, and the letters by which *appointment* and *appointed* are one.
_TELLING, _STEM = frozenset({"NOUN", "PROPN", "VERB", "ADJ"}), 5


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands where in a telling: the sides that do it, and those whom or whose ground it strikes."""

    doers: frozenset[str]
    struck: frozenset[str]


def signs(
    telling: Telling, mine: Sides, other: Telling, theirs: Sides, registry: Registry
) -> dict[str, float]:
    """Return what speaks for or against the second deed of an account as the one that the first answers."""
    found = dict.fromkeys(_kinds(telling, other), 1.0)
    found |= dict.fromkeys(_roles(mine, theirs, telling, other), 1.0)
    found |= dict.fromkeys(_days(telling, other), 1.0)
    found |= dict.fromkeys(_told(telling, other, registry), 1.0)
    away = telling.sentence - other.sentence
    found[_away(telling, other)] = 1.0
    found["sentences away"] = min(abs(away), _FAR) / 10
    if away == 0 and (tie := _tie(registry, telling, other)):
        found[tie] = 1.0
    if telling.event.answers is not None:
        shared = _words_named(registry, telling, other)
        found |= {"names this": 1.0, "words named": shared} if shared else {"names another": 1.0}
    if telling.section != other.section:
        found["other section"] = 1.0
    if other.event.background:
        found["only referred to"] = 1.0
    if other.event.status in _UNREAL:
        found["not done"] = 1.0
    return found


def spoken_signs(
    telling: Telling, mine: Sides, other: Telling, theirs: Sides, registry: Registry
) -> dict[str, float]:
    """Return what speaks for or against a deed as the one that a blame or denial without an object speaks of."""
    found = {name: value for name, value in signs(telling, mine, other, theirs, registry).items()
             if " after " not in name and name not in _ALIKE}
    told = {"told by another": other.event.claimant is not None, "claimed": other.event.status == "claimed"}
    found |= {name: 1.0 for name, so in told.items() if so}
    kind = "denied" if telling.event.type == "REJECT" else "blamed"
    return {f"{kind}: {name}": value for name, value in {"any": 1.0, **found}.items()}


def weight(found: Mapping[str, float]) -> float:
    """Return what some signs are worth together, in log-odds against no deed of the account being meant."""
    return worth(found, weights())


def strongest(found: Mapping[str, float], table: Mapping[str, float]) -> list[str]:
    """Return the few signs that speak loudest for a deed."""
    each = {name: value * table.get(name, 0.0) for name, value in found.items()}
    return [name for name in sorted(each, key=lambda name: (-each[name], name)) if each[name] > 0.0][:_LOUD]


def weights() -> Mapping[str, float]:
    """Return the fitted worth of each sign."""
    return fitted("answering/weights.yaml")


def spoken_weights() -> Mapping[str, float]:
    """Return the fitted worth of each sign of a deed that a blame or denial speaks of."""
    return fitted("answering/spoken.yaml")


def _kinds(telling: Telling, other: Telling) -> list[str]:
    one, two = telling.event, other.event
    found = [f"of {_kind(two.type)}", f"{_kind(one.type)} after {_kind(two.type)}"]
    if one.type == two.type:
        found += ["same type", "same mode"] if one.mode == two.mode else ["same type"]
    if two.type in {"REQUEST", "THREATEN"} and one.type in _GIVEN:
        found.append("asked for")
    return found


def _kind(kind: str) -> str:
    return "force" if kind in FORCE else "steps" if kind in _STEPS else "words" if kind in _WORDS else "peace"


def _roles(mine: Sides, theirs: Sides, telling: Telling, other: Telling) -> list[str]:
    found = []
    if mine.doers & theirs.struck:
        found.append("done to the answerer")
    if theirs.doers & mine.struck:
        found.append("done by those struck")
    if mine.doers & theirs.doers:
        found.append("same doer")
    if not theirs.doers:
        found.append("doer untold")
    if telling.targets & other.targets:
        found.append("same target")
    if telling.places & other.places:
        found.append("same place")
    return found


def _days(telling: Telling, other: Telling) -> list[str]:
    one, two = telling.days, other.days
    if one is None or two is None:
        return []
    if (one.low, one.high) == (two.low, two.high):
        return ["same day"]
    gap = one.low - two.high
    return ["days before"] if gap <= _DAYS else ["weeks before"] if gap <= _WEEKS else ["long before"]


def _told(telling: Telling, other: Telling, registry: Registry) -> list[str]:
    """Return how the one telling stands to the other on the page."""
    sentences = registry.accounts[telling.account].sentences
    found = ["told just before"] if other.order == telling.order - 1 else []
    same = sentences[telling.sentence].block == sentences[other.sentence].block
    return [*found, "same paragraph"] if same else found


def _away(telling: Telling, other: Telling) -> str:
    gap = telling.sentence - other.sentence
    if gap < 0 or (gap == 0 and other.event.trigger.token > telling.event.trigger.token):
        return "told later"
    return "same sentence" if gap == 0 else "sentence before" if gap == 1 else "near" if gap <= _NEAR else "far"


def _words_named(registry: Registry, telling: Telling, other: Telling) -> float:
    """Return which share of the words that name what is answered stands in the sentence of the other deed."""
    word = telling.event.answers
    if word is None or other.sentence == word.sentence:
        return 0.0
    sentences = registry.accounts[telling.account].sentences
    tree = Tree(sentences[word.sentence])
    phrase = [tree.token(word.token), *tree.subtree(word.token, lambda t: t.upos == "VERB")]
    named = {_stem(token) for token in phrase if token.upos in _TELLING}
    told = {_stem(token) for token in sentences[other.sentence].tokens if token.upos in _TELLING}
    return sum(word in told or word[:-1] in told for word in named) / len(named) if named else 0.0


def _stem(token: Token) -> str:
    """Return the letters by which a word and its noun are one; the noun may have one more: *sank* and the *sinking*."""
    return token.lemma.casefold()[:_STEM]


def _tie(registry: Registry, telling: Telling, other: Telling) -> str:
    """Return how the two hang together in one sentence's tree, or nothing."""
    tree = Tree(registry.accounts[telling.account].sentences[telling.sentence])
    up, down = telling.event.trigger.token, other.event.trigger.token
    here = tree.token(down)
    for _ in range(_HIGH):
        if here.head == up:
            return "" if base(here.deprel) == "conj" else "told beneath"
        if not here.head:
            return ""
        here = tree.token(here.head)
    return ""
