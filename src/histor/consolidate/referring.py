"""Which deed of its account a reference back can mean: what parts them, and how near the deed was told."""

from __future__ import annotations

from collections.abc import Iterable

from histor.consolidate import features
from histor.consolidate.agreement import Agreement
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import is_dated
from histor.consolidate.tellings import Telling
from histor.model import WordRef

#: Agreement below which a reference says too little to reach back beyond its passage.
_LITTLE = 2.0
#: What speaks for the deed that an account opens with, where a bare name says nothing else; more where it is its word.
_LEADS, _LEADS_BY_NAME = 1.0, 2.0


class References:
    """Weighs the deeds that a reference can mean; who condemns which of them is read from all tellings."""

    def __init__(self, agreement: Agreement, tellings: Iterable[Telling]) -> None:
        self.agreement, self.registry = agreement, agreement.registry
        self._condemned: dict[tuple[int, WordRef], frozenset[str]] = {
            (telling.account, mention.word): self.registry.sides(telling.actors)
            for telling in tellings
            if telling.event.type in {"ACCUSE", "REJECT"} and telling.event.mode != "deny"  # what is laid to one
            for mention in telling.event.targets
        }
        self._first: dict[tuple[int, str], int] = {}
        for telling in tellings:
            if not telling.event.heading and telling.event.status != "planned":
                self._first.setdefault((telling.account, telling.event.type), telling.order)

    def meant(self, telling: Telling, clusters: Iterable[Cluster]) -> tuple[float, Cluster] | None:
        """Return the likeliest of some deeds with its score, the first of those that are equally likely.

        Where the sentence before tells one that can be meant, nothing speaks for what the account opened with.
        """
        best: tuple[float, Cluster] | None = None
        around = list(clusters)
        first = self._first.get((telling.account, telling.event.type))
        lead = next((cluster for cluster in around if first in cluster.orders), None)
        scored = [(cluster, score) for cluster in around if (score := self._score(telling, cluster)) is not None]
        aside = {cluster.number for cluster, _ in scored if self._is_aside(telling, cluster, lead)}
        just = any(_is_just_told(telling, cluster) and cluster.number not in aside for cluster, _ in scored)
        for cluster, told in scored:
            score = told if just else told + self._leads(telling, cluster)
            if cluster.number in aside:
                score -= nearness(telling, cluster)
            if best is None or score > best[0]:
                best = (score, cluster)
        return best

    def _score(self, telling: Telling, cluster: Cluster) -> float | None:
        """Return how likely a reference means a deed, or None where it cannot."""
        condemning = self._condemned.get(telling.word, frozenset())
        if condemning and condemning == self.registry.sides(cluster.actors):
            return None  # nobody condemns the deed of his own side
        verdict = self.agreement.of(telling, cluster)
        if verdict is None or self._disowned(telling, cluster) or self._stray_plan(telling, cluster):
            return None
        if self._only_the_day(telling, verdict[0], cluster) or self._only_the_place(telling, cluster):
            return None
        if self._elsewhere(telling, cluster) or self._other_thing(telling, cluster):
            return None
        if self._tells_more(telling, verdict[0], cluster) or self._by_another_word(telling, cluster):
            return None
        near, called = nearness(telling, cluster), self.agreement.called(telling, cluster)
        if verdict[0] < _LITTLE and near <= 0.0 and called <= 0.0:
            return None
        return verdict[0] + near + called

    def _leads(self, telling: Telling, cluster: Cluster) -> float:
        """Weigh that a bare name can mean what its account is about: the first deed of that type that it tells."""
        event = telling.event
        bare = event.background and event.definite and not (event.actors or event.places or is_dated(telling))
        if not bare or cluster.earliest != self._first.get((telling.account, event.type)):
            return 0.0
        return _LEADS_BY_NAME if self.agreement.called(telling, cluster) > 0.0 else _LEADS

    def _is_aside(self, telling: Telling, cluster: Cluster, lead: Cluster | None) -> bool:
        """Tell whether a deed is looked back at: told after the one that its account opens with, and done before it.

        A name with neither a scene nor a day of its own hardly means it: it goes on with what the account is about,
        if that was told in the same passage.
        """
        if telling.event.places or is_dated(telling) or cluster.days is None or cluster.gap(telling) == 0:
            return False
        if lead is None or lead is cluster or lead.days is None or (telling.account, telling.section) not in lead.last:
            return False
        return cluster.days.high < lead.days.low

    @staticmethod
    def _tells_more(telling: Telling, agreement: float, cluster: Cluster) -> bool:
        """Tell whether a reference names who or what, and where, and the deed never told either: it is another."""
        if not telling.places or cluster.places:
            return False
        if telling.actors and not cluster.actors:
            return True
        return bool(telling.targets) and not cluster.targets and agreement < _LITTLE

    def _by_another_word(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a reference by a word of another kind shares nothing with a deed told more than a sentence ago.

        "The explosion" may be what the next sentence calls the bombing; further on, "the ambush" is not the murder.
        """
        gap = cluster.gap(telling)
        if self.agreement.called(telling, cluster) >= 0.0 or (gap is not None and gap <= 1):
            return False
        registry = self.registry
        shared = (
            features.actors(telling.actors, cluster.actors, registry),
            features.places(telling.places, cluster.places, registry),
            features.targets(telling.targets | telling.aimed, cluster.targets, registry),
        )
        return not any((verdict.weight or 0.0) > 0.0 for verdict in shared)

    def _stray_plan(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a plan is nobody's known to have done the deed: it would lend the deed its planners."""
        if telling.event.status != "planned" or not telling.actors:
            return False
        return not features.actors(telling.actors, cluster.actors, self.registry).weight

    def _only_the_day(self, telling: Telling, agreement: float, cluster: Cluster) -> bool:
        """Tell whether a reference with a day of its own shares no more than that day: then it tells another deed."""
        if not is_dated(telling) or not (cluster.actors or cluster.targets or cluster.places):
            return False  # a clause that tells nothing else can tell how it came about
        return agreement <= 2.5 and self.agreement.called(telling, cluster) <= 0.0

    def _only_the_place(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a reference by other means shares no more than the scene: then it tells another deed there.

        A bare "the bombing", with neither doer nor scene, may be a loose word for what was told before it.
        """
        if not (telling.actors or telling.places) or self.agreement.called(telling, cluster) > 0.0:
            return False
        if features.means(telling.event.mode, cluster.modes).weight is not None:
            return False
        same_day = features.days(telling.days, cluster.days).weight
        return not same_day and not features.actors(telling.actors, cluster.actors, self.registry).weight

    def _elsewhere(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a reference names a scene of its own, and the deed's is called otherwise: on no map, yet two."""
        named = frozenset(ref for mention in telling.event.places for ref in mention.refs)
        if not named or not cluster.places or self.registry.like_names(named, cluster.places):
            return False
        return features.places(named, cluster.places, self.registry).weight == 0.0

    def _other_thing(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether a reference by other means names another thing or people as what was struck."""
        struck, before = self.agreement.struck(telling), cluster.things | cluster.targets
        if not struck or not before or struck & before:
            return False
        return features.means(telling.event.mode, cluster.modes).weight is None

    def _disowned(self, telling: Telling, cluster: Cluster) -> bool:
        """Tell whether the deed is told as another side's than that of the one who claims it as his own."""
        if telling.owner is None:
            return False
        return features.actors(frozenset({telling.owner}), cluster.actors, self.registry).weight is None


def nearness(telling: Telling, cluster: Cluster) -> float:
    """Weigh the nearest earlier telling of a cluster: the sentence before, the passage, or further off."""
    gap = cluster.gap(telling)
    if gap is None:
        return -1.5
    return max(0.0, 2.0 - 0.25 * gap) + (0.5 if cluster.told_before_in_passage(telling) else 0.0)


def _is_just_told(telling: Telling, cluster: Cluster) -> bool:
    """Tell whether a deed was told in a telling's own passage, in the sentence before or the same one."""
    gap = cluster.gap(telling)
    return gap is not None and gap <= 1 and cluster.told_before_in_passage(telling)
