"""Folds a deed told twice, in the lead and in the body, into one cluster.

Telling by telling, the second account of a deed can be too thin to be known again; the whole of it says more. Only
clusters told in different passages are folded, and only where nothing parts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate import features
from histor.consolidate.shelf import OPEN, Cluster
from histor.consolidate.tellings import Registry

#: Agreement of whole clusters needed: a scene or a day beside the doer or those struck.
ENOUGH = 3.5


def fold(clusters: Sequence[Cluster], registry: Registry) -> list[list[Cluster]]:
    """Return the clusters in groups of one deed each, in the order in which they were opened."""
    groups: list[list[Cluster]] = []
    told_in: list[set[object]] = []
    by_type: dict[str, list[int]] = {}
    for cluster in clusters:
        kind = cluster.first.event.type
        near = by_type.setdefault(kind, [])
        best: tuple[float, int] | None = None
        for place in near[-OPEN:]:
            if not told_in[place].isdisjoint(cluster.last):
                continue  # one passage tells one deed once
            score = _agreement(cluster, groups[place], registry)
            if score is not None and score >= ENOUGH and (best is None or score > best[0]):
                best = (score, place)
        if best is not None:
            groups[best[1]].append(cluster)
            told_in[best[1]].update(cluster.last)
        else:
            near.append(len(groups))
            groups.append([cluster])
            told_in.append(set(cluster.last))
    return groups


def _agreement(cluster: Cluster, group: Sequence[Cluster], registry: Registry) -> float | None:
    """Return how much a cluster agrees with a group, or None where anything parts it from any of them."""
    best = None
    for other in (*group[:1], *group[1:][-OPEN:]):
        score = _pair(cluster, other, registry)
        if score is None:
            return None
        best = max(best or 0.0, score)
    return best


def _pair(a: Cluster, b: Cluster, registry: Registry) -> float | None:
    verdicts = [
        features.kind((a.first.event.type, a.first.event.mode), (b.first.event.type, b.first.event.mode)),
        features.days(a.days, b.days),
        features.actors(a.actors, b.actors, registry),
        features.places(a.places, b.places, registry),
        features.targets(a.targets, b.targets, registry),
    ]
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        return None
    if a.words & b.answered or b.words & a.answered:
        return None  # no deed answers itself
    total = 0.0
    for verdict in verdicts:
        if verdict.weight is None:
            return None
        total += verdict.weight
    named = bool(a.actors and b.actors) or bool(a.targets & b.targets)
    return total if named else None
