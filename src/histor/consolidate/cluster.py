"""Joins the tellings of one account into deeds: first those that tell, in text order, then those that only refer back.

A greedy pass: a telling joins the cluster that agrees with it most and nowhere disagrees, if the agreement reaches the
threshold. Two asserted tellings in one passage are two deeds unless they agree in nearly everything ("an airstrike ...
another airstrike"); across passages, lead and body tell the same deed twice. Only the clusters that the shelf hands out
are looked at, so the pass is linear in the tellings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from histor.consolidate import features
from histor.consolidate.fold import fold
from histor.consolidate.shelf import Cluster, Shelf
from histor.consolidate.tellings import Registry, Telling
from histor.model import Why, WordRef
from histor.model.tree import Tree, base

#: Agreement needed in another passage, in the same passage, for the next words on a deed, and for a reference back.
ACROSS, WITHIN, ELABORATE, BACK = 3.0, 4.5, 1.0, 0.5
#: Agreement that a heading needs with the deed it names: the doer, the scene or the target beside the kind of deed.
NAMED = 2.0
#: Types done in words about something; they are placed after the deeds that they can be about.
WORDS = {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"}
#: Types of which one mouth's several in one sentence are one act.
_ONE_ACT = {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "PROTEST"}
#: Words that count namesakes apart.
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
#: Modes of ASSAULT done to persons one by one.
PERSONAL = {"kill", "firearms", "assassinate", "execute", "primitive", "beat"}


class Clustering:
    """One pass over the tellings of an account."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.shelf = Shelf()
        self.loose: list[Telling] = []
        self._shunned: dict[tuple[int, WordRef], frozenset[str]] = {}
        self._of_word: dict[tuple[int, WordRef], Cluster] = {}
        self._ordinals: dict[tuple[int, WordRef], str | None] = {}

    def run(self, tellings: Sequence[Telling]) -> list[Cluster]:
        """Return the clusters in the order in which they were first told.

        Deeds come first, then what refers back to them, then words about them, since a condemnation is known by the
        deed that it condemns.
        """
        self._shunned = self._condemned(tellings)
        deeds = [t for t in tellings if t.event.type not in WORDS]
        for telling in deeds:
            if not is_reference(telling):
                self._place(telling)
        self._fold()
        for telling in deeds:
            if is_reference(telling) and not telling.event.heading:
                self._attach(telling)
        for telling in deeds:
            if telling.event.heading:
                self._name(telling)
        for telling in tellings:
            if telling.event.type in WORDS and not telling.event.heading:
                (self._attach if is_reference(telling) else self._place)(telling)
        return sorted(self.shelf.clusters, key=lambda c: min(t.order for t in c.tellings))

    def _fold(self) -> None:
        """Lay the clusters out anew, those that tell one deed in several passages as one."""
        groups = fold(self.shelf.clusters, self.registry)
        self.shelf = Shelf()
        for group in groups:
            cluster = self.shelf.open(group[0].first.event.type)
            for old in group:
                for telling, why in zip(old.tellings, old.whys, strict=True):
                    again = old is not group[0] and telling is old.first
                    told = "told again in another passage" if again else why.sentence
                    self._join(cluster, telling, why.score, told)

    def _condemned(self, tellings: Sequence[Telling]) -> dict[tuple[int, WordRef], frozenset[str]]:
        """Return, for each deed named as what somebody condemns, the sides of those who condemn it."""
        return {
            (telling.account, mention.word): self.registry.sides(telling.actors)
            for telling in tellings
            if telling.event.type in {"ACCUSE", "REJECT"}
            for mention in telling.event.targets
        }

    def _place(self, telling: Telling) -> None:
        linked = self._linked(telling)
        if linked is not None:
            self._join(linked, telling, 1.0, "told in one breath with it, as its means or its result")
            return
        best, score, why = self._best(telling)
        if best is not None:
            self._join(best, telling, min(1.0, score / 6), why)
        else:
            self._open(telling)

    def _open(self, telling: Telling) -> None:
        self._join(self.shelf.open(telling.event.type), telling, 1.0, "the first telling")

    def _join(self, cluster: Cluster, telling: Telling, score: float, why: str) -> None:
        self._of_word[telling.word] = cluster
        cluster.about |= self._about(telling)
        cluster.lemmas.add(self._lemma(telling))
        if (ordinal := self._ordinal(telling)) is not None:
            cluster.ordinals.add(ordinal)
        cluster.code = cluster.code or self._code(telling)
        cluster.add(telling, Why(rule="consolidate/cluster", sentence=why, score=round(score, 2)))
        self.shelf.note(cluster, telling)

    def _about(self, telling: Telling) -> frozenset[int]:
        """Return the deeds (by the order of their first telling) that somebody's words are about."""
        if telling.event.type not in WORDS:
            return frozenset()
        found = [self._of_word.get((telling.account, mention.word)) for mention in telling.event.targets]
        return frozenset(cluster.first.order for cluster in found if cluster is not None)

    def _best(self, telling: Telling) -> tuple[Cluster | None, float, str]:
        found: tuple[Cluster | None, float, str] = (None, 0.0, "")
        for cluster in self.shelf.near(telling):
            verdict = self.agreement(telling, cluster)
            if verdict is None or self._beside(telling, cluster):
                continue
            score, why = verdict
            if score >= self._threshold(telling, cluster) and score > found[1]:
                found = (cluster, score, why)
        return found

    def _beside(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a cluster has a telling in the same sentence: deeds told side by side are two deeds."""
        if telling.own_word or telling.aimed:
            return False
        return (telling.account, telling.sentence) in cluster.sentences

    def _threshold(self, telling: Telling, cluster: Cluster) -> float:
        if telling.aimed or telling.own_word:
            return BACK + 1.5
        last = cluster.last.get((telling.account, telling.section))
        if last is None:
            return ACROSS
        return ELABORATE if self._elaborates(telling, cluster, last) else WITHIN

    def _elaborates(self, telling: Telling, cluster: Cluster, last: Telling) -> bool:
        """Tell whether a telling goes on with the deed just told: by a verb, at once, with no day or scene."""
        event = telling.event
        told_time = event.when is not None and event.when.basis == "explicit"
        gap = event.trigger.sentence - last.event.trigger.sentence
        names = event.background or told_time or any(m.kind == "place" for m in event.places)
        adds = not cluster.actors or not telling.actors or bool(telling.targets & cluster.targets)
        return not names and 0 < gap <= 3 and adds

    def agreement(self, telling: Telling, cluster: Cluster) -> tuple[float, str] | None:
        """Return how much a telling agrees with a cluster and in what, or None where they cannot be one deed."""
        total, whys = 0.0, []
        if answers(telling, cluster):
            return None
        for verdict in self._verdicts(telling, cluster):
            if verdict.weight is None:
                return None
            total += verdict.weight
            if verdict.why:
                whys.append(verdict.why)
        return total, ", ".join(whys)

    def _verdicts(self, telling: Telling, cluster: Cluster) -> Iterator[features.Verdict]:
        """Ask one question after the other, those that part most often first."""
        event, first = telling.event, cluster.first.event
        yield features.kind((event.type, event.mode), (first.type, first.mode))
        yield features.days(telling.days, cluster.days)
        yield features.actors(telling.actors, cluster.actors, self.registry)
        yield features.places(telling.places, cluster.places, self.registry)
        yield features.targets(telling.targets | telling.aimed, cluster.targets, self.registry)
        yield features.codename(self._code(telling), cluster.code)
        yield features.about(self._about(telling), cluster.about)
        yield features.ordinal(self._ordinal(telling), frozenset(cluster.ordinals))

    def _ordinal(self, telling: Telling) -> str | None:
        """Return the ordinal that tells a deed from its namesakes: the *Second* Battle of the river."""
        if telling.word not in self._ordinals:
            word = telling.event.trigger
            tree = Tree(self.registry.accounts[telling.account].sentences[word.sentence])
            near = tree.children(word.token, "amod", "compound")
            self._ordinals[telling.word] = next((t.form.lower() for t in near if t.form.lower() in ORDINALS), None)
        return self._ordinals[telling.word]

    def _code(self, telling: Telling) -> str | None:
        span = telling.event.codename
        if span is None:
            return None
        return self.registry.accounts[telling.account].document.text[span.start : span.end].casefold()

    def _linked(self, telling: Telling) -> Cluster | None:
        """Return the cluster of the deed that this one is told as the means or result of, in one sentence."""
        beside = self.shelf.beside(telling)
        if not beside:
            return None
        tree = Tree(self.registry.accounts[telling.account].sentences[telling.sentence])
        for cluster, other in beside:
            if _one_breath(tree, telling, other) and self._compatible(telling, cluster):
                return cluster
        return None

    def _compatible(self, telling: Telling, cluster: Cluster) -> bool:
        first = cluster.first.event
        if answers(telling, cluster):
            return False
        if features.kind((telling.event.type, telling.event.mode), (first.type, first.mode)).weight is None:
            return False
        told = telling.event.when is not None and telling.event.when.basis == "explicit"
        if told and features.days(telling.days, cluster.days).weight is None:
            return False
        if features.actors(telling.actors, cluster.actors, self.registry).weight is None:
            return False
        return features.places(telling.places, cluster.places, self.registry).weight is not None

    def _name(self, telling: Telling) -> None:
        """Give a title or heading to the deed below it that it names; it never tells one by itself."""
        best: tuple[float, Cluster] | None = None
        for cluster in self.shelf.around(telling):
            verdict = self.agreement(telling, cluster)
            if verdict is None:
                continue
            below = any(t.order > telling.order for t in cluster.tellings)
            if below and verdict[0] >= NAMED and (best is None or verdict[0] > best[0]):
                best = (verdict[0], cluster)
        if best is not None:
            self._join(best[1], telling, 0.6, "named in a title or heading")

    def _attach(self, telling: Telling) -> None:
        """Give a reference back to the nearest deed before it that it can mean; open one only if it says enough."""
        linked = self._linked(telling)
        if linked is not None:
            self._join(linked, telling, 1.0, "told in one breath with it, as its means or its result")
            return
        best: tuple[float, Cluster] | None = None
        shunned = self._shunned.get(telling.word, frozenset())
        for cluster in self.shelf.around(telling):
            if shunned and shunned == self.registry.sides(cluster.actors):
                continue  # nobody condemns the deed of his own side
            verdict = self.agreement(telling, cluster)
            if verdict is None or self._disowned(telling, cluster) or self._stray_plan(telling, cluster):
                continue
            if self._only_the_day(telling, verdict[0], cluster) or self._only_the_place(telling, cluster):
                continue
            if verdict[0] < 2.0 and self._nearness(telling, cluster) <= 0.0:
                continue  # too little said to reach back that far
            score = verdict[0] + self._nearness(telling, cluster) + self._called(telling, cluster)
            if best is None or score > best[0]:
                best = (score, cluster)
        if best is not None and best[0] >= BACK:
            self._join(best[1], telling, 0.6, "refers back to it")
        elif says_enough(telling):
            self._open(telling)
        else:
            self.loose.append(telling)

    def _stray_plan(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a plan is nobody's known to have done the deed: it would lend the deed its planners."""
        if telling.event.status != "planned" or not telling.actors:
            return False
        return not features.actors(telling.actors, cluster.actors, self.registry).weight

    def _only_the_day(self, telling: Telling, agreement: float, cluster: Cluster) -> bool:
        """Tell whether a reference with a day of its own shares no more than that day: then it tells another deed."""
        when = telling.event.when
        dated = when is not None and when.basis == "explicit"
        return dated and agreement <= 2.5 and self._called(telling, cluster) <= 0.0

    def _only_the_place(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a reference by other means shares no more than the scene: then it tells another deed there.

        A bare "the bombing", with neither doer nor scene, may be a loose word for what was told before it.
        """
        if not (telling.actors or telling.places) or self._called(telling, cluster) > 0.0:
            return False
        modes = frozenset(t.event.mode for t in cluster.tellings)
        if features.means(telling.event.mode, modes).weight is not None:
            return False
        same_day = features.days(telling.days, cluster.days).weight
        return not same_day and not features.actors(telling.actors, cluster.actors, self.registry).weight

    def _disowned(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether the deed is told as another side's than that of the one who claims it as his own."""
        if telling.owner is None:
            return False
        return features.actors(frozenset({telling.owner}), cluster.actors, self.registry).weight is None

    def _called(self, telling: Telling, cluster: Cluster) -> float:
        """Weigh the word by which a noun refers back; a verb that tells a result names no deed."""
        if not telling.event.background:
            return 0.0
        if telling.event.mode == "kill":  # "the killing": a deed against persons, by whatever word it was told
            return 1.0 if any(t.event.mode in PERSONAL and not is_bare_result(t) for t in cluster.tellings) else -0.5
        return features.name(self._lemma(telling), frozenset(cluster.lemmas)).weight or 0.0

    def _lemma(self, telling: Telling) -> str:
        word = telling.event.trigger
        return self.registry.accounts[telling.account].sentences[word.sentence].tokens[word.token - 1].lemma.lower()

    def _nearness(self, telling: Telling, cluster: Cluster) -> float:
        """Weigh the nearest earlier telling of a cluster: the sentence before, the passage, or further off."""
        gap = cluster.gap(telling)
        if gap is None:
            return -1.5
        return max(0.0, 2.0 - 0.25 * gap) + (0.5 if cluster.told_before_in_passage(telling) else 0.0)


def answers(telling: Telling, cluster: Cluster) -> bool:
    """Tell whether the words themselves make one of them the other's answer: no deed answers itself."""
    return telling.word in cluster.answered or (telling.account, telling.event.answers) in cluster.words


def _one_breath(tree: Tree, telling: Telling, other: Telling) -> bool:
    """Tell whether two words of a sentence tell a deed and its means or result: one hangs under the other."""
    if telling.event.type in _ONE_ACT:
        return bool(telling.actors) and telling.actors == other.actors
    a, b = telling.event.trigger.token, other.event.trigger.token
    first, second = tree.token(a), tree.token(b)
    below = {t.id for t in tree.ancestors(first)}
    above = {t.id for t in tree.ancestors(second)}
    if b not in below and a not in above:
        return False
    lower = first if b in below else second
    upper = b if b in below else a
    for step in [lower, *tree.ancestors(lower)]:
        if step.id == upper:
            return True
        marks = {t.lemma.lower() for t in tree.children(step.id, "mark", "case")}
        if marks & {"after", "before", "since", "following", "until"}:
            return False
        if base(step.deprel) == "conj" and step.upos == "VERB":
            return False
    return True


def is_reference(telling: Telling) -> bool:
    """Tell whether a telling only refers back.

    A definite name of a deed that nothing in the clause carries out; the bare result of one ("nine were killed"), an
    aim told of it, or an analyst's mention of it.
    """
    event = telling.event
    if event.background and event.definite:
        return True
    if event.type == "ASSAULT" and event.status == "planned":
        return True
    return is_bare_result(telling) or telling.assessed or (event.claimant is not None and is_thin(telling))


def is_bare_result(telling: Telling) -> bool:
    """Tell whether a telling gives only the dead of a deed: no doer, no scene, no day of its own."""
    event = telling.event
    explicit = event.when is not None and event.when.basis == "explicit"
    return event.mode == "kill" and not event.actors and not event.places and not explicit


def is_thin(telling: Telling) -> bool:
    """Tell whether a telling names nothing but its doer: no day, no scene, nobody acted upon."""
    event = telling.event
    explicit = event.when is not None and event.when.basis == "explicit"
    return not (explicit or event.places or event.targets or event.aimed_at)


def says_enough(telling: Telling) -> bool:
    """Tell whether a reference that found no deed can stand alone: who did it, and when or where."""
    when = telling.event.when
    if telling.event.status == "planned" or telling.event.why.rule == "model/deed":
        return False  # what only the model holds to be a deed founds no incident by a mere name
    dated = when is not None and when.basis == "explicit"
    return dated or telling.event.mode == "kill" or (bool(telling.actors) and bool(telling.places or telling.targets))
