"""How well a telling agrees with a cluster of one account, and what it is called by: every question asked of the two.

The questions themselves are pure functions (:mod:`histor.consolidate.features`); here stands what they are asked about.
"""

from __future__ import annotations

from collections.abc import Iterator

from histor.consolidate import features
from histor.consolidate.breath import is_done_to_one, is_named_and_told, one_breath, set_apart
from histor.consolidate.shelf import Cluster, Shelf
from histor.consolidate.standing import WORDS, is_dated
from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import load_lexicon
from histor.model import Token, WordRef
from histor.model.tree import Tree

#: Words that count namesakes apart.
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
#: Modes of ASSAULT done to persons one by one.
PERSONAL = {"kill", "firearms", "assassinate", "execute", "primitive", "beat"}
#: Sentences within which "the attackers" are those who did what was just told.
_NEAR = 3
#: Modes that say nothing of how a deed was done.
PLAIN = {"attack", "kill"}


class Agreement:
    """Asks of tellings and clusters. ``of_word`` holds the cluster of every telling that was placed, by its word."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.of_word: dict[tuple[int, WordRef], Cluster] = {}
        self._doers = frozenset(load_lexicon().words("comparing")["doers"])
        self._ordinals: dict[tuple[int, WordRef], str | None] = {}

    def note(self, telling: Telling, cluster: Cluster) -> None:
        """Note in a cluster what a telling that joins it is about and is called by."""
        self.of_word[telling.word] = cluster
        cluster.about |= self.about(telling)
        cluster.lemmas.add(self._token(telling).lemma.lower())
        cluster.things |= self._hands(telling).things
        if (ordinal := self.ordinal(telling)) is not None:
            cluster.ordinals.add(ordinal)
        cluster.code = cluster.code or self._code(telling)

    def of(self, telling: Telling, cluster: Cluster) -> tuple[float, str] | None:
        """Return how much a telling agrees with a cluster and in what, or None where they cannot be one deed."""
        total, whys = 0.0, []
        if answers(telling, cluster) or self._set_apart(telling, cluster):
            return None
        for verdict in self._verdicts(telling, cluster):
            if verdict.weight is None:
                return None
            total += verdict.weight
            if verdict.why:
                whys.append(verdict.why)
        return total, ", ".join(whys)

    def _set_apart(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether the sentence itself puts a name before or after the deed that it tells beside it."""
        beside = cluster.sentences.get((telling.account, telling.sentence), ())
        if not telling.event.background or not beside:
            return False
        tree = Tree(self.registry.accounts[telling.account].sentences[telling.sentence])
        here = tree.token(telling.event.trigger.token)
        return any(set_apart(tree, here, tree.token(t.event.trigger.token)) for t in beside)

    def _verdicts(self, telling: Telling, cluster: Cluster) -> Iterator[features.Verdict]:
        """Ask one question after the other, those that part most often first."""
        yield self._kind(telling, cluster)
        yield features.days(telling.days, cluster.days)
        yield features.actors(telling.actors, cluster.actors, self.registry)
        yield features.places(telling.places, cluster.places, self.registry)
        yield features.targets(telling.targets | telling.aimed, cluster.targets, self.registry)
        struck = features.Hands(cluster.actors, cluster.targets, frozenset(cluster.things))
        yield features.hands(self._hands(telling), struck, self.registry)
        if self.doers_again(telling, cluster):
            yield features.Verdict(2.0, "done by those who did what was told just before")
        yield features.codename(self._code(telling), cluster.code)
        yield features.about(self.about(telling), cluster.about)
        yield features.ordinal(self.ordinal(telling), frozenset(cluster.ordinals))

    def doers_again(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether "the attackers" do a telling's deed: those who did the assault that its passage just told."""
        last = cluster.last.get((telling.account, telling.section))
        if last is None or not 0 < telling.sentence - last.sentence <= _NEAR or last.event.type != "ASSAULT":
            return False
        return any(self._names_doers(telling.account, mention.word) for mention in telling.event.actors)

    def _names_doers(self, account: int, word: WordRef) -> bool:
        sentence = self.registry.accounts[account].sentences[word.sentence]
        head = sentence.tokens[word.token - 1]
        if head.lemma.casefold() not in self._doers:
            return False
        return any(tok.form.lower() in {"the", "these"} for tok in Tree(sentence).children(head.id, "det"))

    def linked(self, telling: Telling, shelf: Shelf) -> Cluster | None:
        """Return the cluster of the deed that this one is told as the means or result of, in one sentence."""
        beside = shelf.beside(telling)
        if not beside:
            return None
        tree = Tree(self.registry.accounts[telling.account].sentences[telling.sentence])
        for cluster, other in beside:
            named = is_named_and_told(tree, telling, other) or is_done_to_one(tree, telling, other)
            if not named and not one_breath(tree, telling, other):
                continue
            if (named or self._kind(telling, cluster).weight is not None) and self._compatible(telling, cluster):
                return cluster
        return None

    @staticmethod
    def _kind(telling: Telling, cluster: Cluster) -> features.Verdict:
        """Compare kinds; a deed named in one mode and told in another is of both."""
        event, first = telling.event, cluster.first.event
        mode = event.mode if event.mode in cluster.modes else first.mode
        return features.kind((event.type, event.mode), (first.type, mode))

    def _compatible(self, telling: Telling, cluster: Cluster) -> bool:
        if answers(telling, cluster):
            return False
        if is_dated(telling) and features.days(telling.days, cluster.days).weight is None:
            return False
        if features.actors(telling.actors, cluster.actors, self.registry).weight is None:
            return False
        return features.places(telling.places, cluster.places, self.registry).weight is not None

    def about(self, telling: Telling) -> frozenset[int]:
        """Return the deeds (by the order of their first telling) that somebody's words are about."""
        if telling.event.type not in WORDS:
            return frozenset()
        found = [self.of_word.get((telling.account, mention.word)) for mention in telling.event.targets]
        return frozenset(cluster.first.order for cluster in found if cluster is not None)

    def called(self, telling: Telling, cluster: Cluster) -> float:
        """Weigh the word by which a noun refers back; a verb that tells a result names no deed."""
        if not telling.event.background:
            return 0.0
        if telling.event.mode == "kill":  # "the killing": a deed against persons, by whatever word it was told
            return -0.5 if PERSONAL.isdisjoint(cluster.carried) else 1.0
        named = features.name(self._token(telling).lemma.lower(), frozenset(cluster.lemmas)).weight or 0.0
        alike = telling.event.mode not in PLAIN and telling.event.mode in cluster.modes
        return max(named, 0.0) if alike else named  # another word for the same kind of deed is no other deed

    def named_again(self, telling: Telling, other: Telling) -> bool:
        """Tell whether another name in the account can be of the deed that one names: nothing parts them."""
        if not (other.event.background and other.event.definite) or other.event.status == "planned":
            return False
        if (telling.event.type, telling.event.mode) != (other.event.type, other.event.mode):
            return False
        name = features.name(self._token(other).lemma.lower(), frozenset({self._token(telling).lemma.lower()}))
        asked = (
            name, features.days(telling.days, other.days), features.places(telling.places, other.places, self.registry),
            features.actors(telling.actors, other.actors, self.registry),
        )  # fmt: skip
        return all(verdict.weight is not None for verdict in asked)

    def ordinal(self, telling: Telling) -> str | None:
        """Return the ordinal that tells a deed from its namesakes: the *Second* Battle of the river."""
        if telling.word not in self._ordinals:
            word = telling.event.trigger
            tree = Tree(self.registry.accounts[telling.account].sentences[word.sentence])
            near = tree.children(word.token, "amod", "compound")
            self._ordinals[telling.word] = next((t.form.lower() for t in near if t.form.lower() in ORDINALS), None)
        return self._ordinals[telling.word]

    def _hands(self, telling: Telling) -> features.Hands:
        """Return who did a telling's deed and whom it befell, those without a name by their nouns."""
        sentences = self.registry.accounts[telling.account].sentences
        words = (mention.word for mention in (*telling.event.targets, *telling.event.aimed_at))
        things = (sentences[word.sentence].tokens[word.token - 1].lemma.casefold() for word in words)
        return features.Hands(telling.actors, telling.targets | telling.aimed, frozenset(things))

    def struck(self, telling: Telling) -> frozenset[str]:
        """Return whom and what a telling's deed befell: actors by id, the rest by their nouns."""
        hands = self._hands(telling)
        return hands.struck | hands.things

    def looks_back(self, telling: Telling) -> bool:
        """Tell whether a verb goes behind what was told before: the crowd *had thrown* stones.

        In what somebody said it only follows his verb: the army said that it *had struck* a camp.
        """
        if telling.event.claimant is not None:
            return False
        word = telling.event.trigger
        tree = Tree(self.registry.accounts[telling.account].sentences[word.sentence])
        return any(token.form.lower() == "had" for token in tree.children(word.token, "aux"))

    def _code(self, telling: Telling) -> str | None:
        span = telling.event.codename
        if span is None:
            return None
        return self.registry.accounts[telling.account].document.text[span.start : span.end].casefold()

    def _token(self, telling: Telling) -> Token:
        word = telling.event.trigger
        return self.registry.accounts[telling.account].sentences[word.sentence].tokens[word.token - 1]


def answers(telling: Telling, cluster: Cluster) -> bool:
    """Tell whether the words themselves make one of them the other's answer: no deed answers itself."""
    return telling.word in cluster.answered or (telling.account, telling.event.answers) in cluster.words
