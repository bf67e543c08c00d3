"""Joins the tellings of one account into deeds: first those that tell, in text order, then those that only refer back.

A greedy pass: a telling joins the cluster that agrees with it most and nowhere disagrees, if the agreement reaches the
threshold. Two asserted tellings in one passage are two deeds unless they agree in nearly everything ("an airstrike ...
another airstrike"); across passages, lead and body tell the same deed twice. Only the clusters that the shelf hands out
are looked at, so the pass is linear in the tellings.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate.agreement import Agreement
from histor.consolidate.fold import fold
from histor.consolidate.referring import References
from histor.consolidate.shelf import Cluster, Shelf
from histor.consolidate.standing import WORDS, is_dated, is_name, is_reference, is_thin, says_enough
from histor.consolidate.tellings import Registry, Telling
from histor.model import Why
from histor.model.tree import Tree

#: Agreement needed in another passage, in the same passage, for the next words on a deed, and for a reference back.
ACROSS, WITHIN, ELABORATE, BACK = 3.0, 4.5, 1.0, 0.5
#: Agreement needed of a definite name that goes on with what was just told: "The attack on the base was done by ...".
AGAIN = 2.0
#: Sentences within which words go on with the deed just told.
_SOON = 3
#: Agreement that a heading needs with the deed it names: the doer, the scene or the target beside the kind of deed.
NAMED = 2.0
_IN_ONE_BREATH = "told in one breath with it, as its means or its result"


class Clustering:
    """One pass over the tellings of an account."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.agreement = Agreement(registry)
        self.shelf = Shelf()
        self.loose: list[Telling] = []

    def run(self, tellings: Sequence[Telling]) -> list[Cluster]:
        """Return the clusters in the order in which they were first told.

        Deeds come first, then what refers back to them, then words about them, since a condemnation is known by the
        deed that it condemns.
        """
        references = References(self.agreement, tellings)
        deeds = [t for t in tellings if t.event.type not in WORDS]
        for telling in deeds:
            if not is_reference(telling):
                self._place(telling)
        self._fold()
        for telling in deeds:
            if is_reference(telling) and not telling.event.heading:
                self._attach(telling, references)
        self._again(references)
        for telling in deeds:
            if telling.event.heading:
                self._name(telling)
        for telling in tellings:
            if telling.event.type in WORDS and not telling.event.heading:
                if is_reference(telling):
                    self._attach(telling, references)
                else:
                    self._place(telling)
        return sorted(self.shelf.clusters, key=lambda cluster: cluster.earliest)

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

    def _place(self, telling: Telling) -> None:
        linked = self.agreement.linked(telling, self.shelf)
        if linked is not None:
            self._join(linked, telling, 1.0, _IN_ONE_BREATH)
            return
        best, score, why = self._best(telling)
        if best is not None:
            self._join(best, telling, min(1.0, score / 6), why)
        else:
            self._open(telling)

    def _open(self, telling: Telling) -> None:
        self._join(self.shelf.open(telling.event.type), telling, 1.0, "the first telling")

    def _join(self, cluster: Cluster, telling: Telling, score: float, why: str) -> None:
        self.agreement.note(telling, cluster)
        cluster.add(telling, Why(rule="consolidate/cluster", sentence=why, score=round(score, 2)))
        self.shelf.note(cluster, telling)

    def _best(self, telling: Telling) -> tuple[Cluster | None, float, str]:
        found: tuple[Cluster | None, float, str] = (None, 0.0, "")
        for cluster in self.shelf.near(telling):
            verdict = self.agreement.of(telling, cluster)
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
        if (telling.aimed or telling.own_word) and not (is_dated(telling) and telling.places):
            return BACK + 1.5  # who tells his own deed with its day and scene tells it in full
        last = cluster.last.get((telling.account, telling.section))
        if last is None:
            return ACROSS
        if telling.event.definite and 0 < telling.sentence - last.sentence <= _SOON:
            return AGAIN
        if not self._elaborates(telling, cluster, last):
            return WITHIN
        return BACK if (is_thin(telling) and not telling.actors) or self._suffered(telling, last) else ELABORATE

    def _suffered(self, telling: Telling, last: Telling) -> bool:
        """Tell whether the next sentence only tells what else was hit: "The gun at the gate was overrun"."""
        event = telling.event
        word = event.trigger
        if event.actors or event.when is not None or word.sentence != last.event.trigger.sentence + 1:
            return False
        tree = Tree(self.registry.accounts[telling.account].sentences[word.sentence])
        struck = tree.child(word.token, "nsubj")
        return struck is not None and struck.deprel == "nsubj:pass" and any(
            tok.form == "The" for tok in tree.children(struck.id, "det"))  # fmt: skip

    def _elaborates(self, telling: Telling, cluster: Cluster, last: Telling) -> bool:
        """Tell whether a telling goes on with the deed just told: by a verb, at once, with no day or scene."""
        event = telling.event
        gap = event.trigger.sentence - last.event.trigger.sentence
        names = event.background or is_dated(telling) or any(m.kind == "place" for m in event.places)
        adds = not cluster.actors or not telling.actors or bool(telling.targets & cluster.targets)
        again = self.agreement.doers_again(telling, cluster)
        behind = self.agreement.looks_back(telling)
        if names or behind or not 0 < gap <= _SOON:
            return False
        return again or (adds and not self._moved_on(telling, cluster, last))

    def _moved_on(self, telling: Telling, cluster: Cluster, last: Telling) -> bool:
        """Tell whether a place that is not the deed's was named since it was told."""
        line = self.registry.line
        between = range(last.sentence + 1, telling.sentence + 1)
        named = (row for at in between for row in self.registry.places_in(telling.account, at))
        since = {place for row in named for place in row.refs}
        if not since or not cluster.places:
            return False
        around, within = ({step for place in side for step in line(place)} for side in (cluster.places, since))
        return since.isdisjoint(around) and cluster.places.isdisjoint(within)

    def _name(self, telling: Telling) -> None:
        """Give a title or heading to the deed below it that it names; it never tells one by itself."""
        best: tuple[float, Cluster] | None = None
        for cluster in self.shelf.around(telling):
            verdict = self.agreement.of(telling, cluster)
            if verdict is None:
                continue
            if cluster.latest > telling.order and verdict[0] >= NAMED and (best is None or verdict[0] > best[0]):
                best = (verdict[0], cluster)
        if best is not None:
            self._join(best[1], telling, 0.6, "named in a title or heading")

    def _again(self, references: References) -> None:
        """Look again at names that found no deed: it may be told only later, or by nothing but such names.

        What an account names with its scene, its day or whom it befell, and then names once more, it tells.
        """
        waiting, self.loose = self.loose, []
        for place, telling in enumerate(waiting):
            best = references.meant(telling, self.shelf.around(telling))
            if best is not None and best[0] >= BACK:
                self._join(best[1], telling, 0.6, "refers to it")
            elif is_name(telling) and any(self.agreement.named_again(telling, other) for other in waiting[place + 1 :]):
                self._open(telling)
            else:
                self.loose.append(telling)

    def _attach(self, telling: Telling, references: References) -> None:
        """Give a reference back to the deed that it most likely means; open one only if it says enough."""
        linked = self.agreement.linked(telling, self.shelf)
        if linked is not None:
            self._join(linked, telling, 1.0, _IN_ONE_BREATH)
            return
        best = references.meant(telling, self.shelf.around(telling))
        if best is not None and best[0] >= BACK:
            self._join(best[1], telling, 0.6, "refers back to it")
        elif says_enough(telling):
            self._open(telling)
        else:
            self.loose.append(telling)
