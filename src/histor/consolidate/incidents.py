"""Turns a cluster of tellings into an incident: ranges, supports field by field, and the evidence for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from histor.consolidate.dated import dates_of
from histor.consolidate.label import date_of, label_of
from histor.consolidate.scenes import scene_why, surest
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import WORDS
from histor.consolidate.struck import targets_of
from histor.consolidate.support import Support, gather, ids_of, mode_of
from histor.consolidate.tellings import Registry, Telling
from histor.model import Count, Incident, Retelling, Score, Why
from histor.model.records import replace

#: What a joining was reckoned from.
Scores = tuple[Score, ...]


def incident_of(cluster: Cluster, registry: Registry) -> Incident:
    """Return the incident that a cluster of tellings spans."""
    scores = _weighed(cluster)
    cluster.tellings = _with_own_words(cluster, registry)
    support = Support(registry)
    for telling in cluster.tellings:
        support.add("type", telling)
    acting = _acting(cluster.tellings, registry)
    actors = gather(cluster, "actors", lambda t: ids_of(t.event.actors) if t.id in acting else [], support)
    targets, claimed = targets_of(cluster, registry, support, actors)
    told_once = targets == actors  # who fought each other
    against = () if told_once or "targets" in support.why else targets or claimed
    places = _places(cluster, registry, support)
    weapons = _weapons(cluster, registry, support)
    counts = _counts(cluster, support)
    for telling in cluster.tellings:
        if telling.event.when is not None and telling.event.when.start:
            support.add("date", telling)
    status = _status(cluster)  # of a deed told as fact, the label names no doer whom others only hold to it
    doing = support.told("actors", actors) if status in ("reported", "disputed") else actors
    first, told = cluster.first, zip(cluster.tellings, cluster.whys, strict=True)
    return Incident(
        id=ident_of(first),
        type=first.event.type,
        mode=mode_of(cluster),
        label=label_of(cluster, registry, doing, against or (() if "places" in support.why else places)),
        date=date_of(cluster),
        status=status,
        actors=actors,
        targets=targets,
        claimed_targets=claimed,
        places=places,
        weapons=weapons,
        counts=counts,
        codename=_codename(cluster, registry, support),
        fields=support.fields(),
        evidence=tuple(support.evidence),
        why=tuple(cluster.whys),
        dates=dates_of(cluster, registry),
        tellings=tuple(_retold(telling, why, scores, registry) for telling, why in told),
        decided=cluster.decided,
    )


def _weighed(cluster: Cluster) -> dict[str, Scores]:
    """Put the reasons of a cluster's joinings into words, and return what each was reckoned from."""
    found = {ident: reason.weigh() for ident, reason in cluster.reasons.items()}
    for at, telling in enumerate(cluster.tellings):
        if telling.id in found:
            reason = cluster.reasons[telling.id]
            told = _sentence(found[telling.id])
            cluster.whys[at] = Why("consolidate/joined", told, round(reason.chance, 3), version="2")
    return found


def _sentence(rows: Scores) -> str:
    """Return what most speaks for a joining, in one sentence."""
    told = [row.sentence for row in sorted(rows, key=lambda row: -row.weight) if row.weight > 0][:4]
    against = [row.sentence for row in sorted(rows, key=lambda row: row.weight) if row.weight < 0][:2]
    return ", ".join(told) + (f"; against it, {', '.join(against)}" if against else "")


def _retold(telling: Telling, why: Why, scores: Mapping[str, Scores], registry: Registry) -> Retelling:
    """Return a telling with both of its days: that of the deed as it tells it, and that on which it was told."""
    document, span, when = registry.accounts[telling.account].document, telling.event.span, telling.event.when
    return Retelling(
        id=telling.id,
        source=telling.source,
        start=span.start,
        end=span.end,
        words=" ".join(document.text[span.start : span.end].split()),
        type=telling.event.type,
        why=why,
        day=when.start if when is not None else None,
        told_on=document.source.published,
        scores=scores.get(telling.id, ()),
    )


def ident_of(telling: Telling) -> str:
    """Return the id of the incident that a telling opens: it hangs on the source's text and place alone."""
    return f"i-{telling.id[2:]}"


def _with_own_words(cluster: Cluster, registry: Registry) -> list[Telling]:
    """Return the tellings, those by a side that did the deed marked as its own word ("only fighters were hit")."""
    sides = registry.sides(frozenset().union(*(t.actors for t in cluster.tellings)))
    own = [t.own_word or (t.teller is not None and registry.side(t.teller) in sides) for t in cluster.tellings]
    alone = all(own)
    return [t if (t.own_word, t.alone) == (mine, alone) else replace(t, own_word=mine, alone=alone)
            for t, mine in zip(cluster.tellings, own, strict=True)]  # fmt: skip


def _acting(tellings: Sequence[Telling], registry: Registry) -> frozenset[str]:
    """Return the ids of the tellings that tell who did it: not the plan of a side that nothing told as done names."""
    sides = registry.sides(frozenset().union(*(t.actors for t in tellings if t.event.status != "planned")))
    return frozenset(t.id for t in tellings
                     if t.event.status != "planned" or not sides or registry.sides(t.actors) & sides)


def _places(cluster: Cluster, registry: Registry, support: Support) -> tuple[str, ...]:
    """Return where the deed was as any telling says; where none says it, where their passages are set."""
    places = gather(cluster, "places", lambda t: ids_of(t.event.places), support)
    if places:
        return places
    found: dict[str, None] = {}
    for telling in surest(cluster.tellings):
        support.add("places", telling)
        support.why.setdefault("places", scene_why(telling, registry))
        found.update(dict.fromkeys(ids_of(telling.event.scene)))
    return tuple(found)


def _weapons(cluster: Cluster, registry: Registry, support: Support) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for telling in cluster.tellings:
        text = registry.accounts[telling.account].document.text
        for span in telling.event.weapons:
            support.add("weapons", telling)
            words = " ".join(text[span.start : span.end].split())
            found.setdefault(words.casefold(), words)
    return tuple(found.values())


def _counts(cluster: Cluster, support: Support) -> tuple[Count, ...]:
    found: dict[Count, None] = {}
    for telling in cluster.tellings:
        for what, low, high, unit in telling.event.counts:
            support.add("counts", telling)
            found[Count(what, low, high, unit)] = None
    return tuple(found)


def _codename(cluster: Cluster, registry: Registry, support: Support) -> str | None:
    for telling in cluster.tellings:
        span = telling.event.codename
        if span is not None:
            support.add("codename", telling)
            return registry.accounts[telling.account].document.text[span.start : span.end]
    return None


def _status(cluster: Cluster) -> str:
    """Return the standing: told as fact by any telling, else claimed, disputed, denied or planned."""
    found = {t.event.status for t in cluster.tellings}
    if cluster.first.event.type in WORDS and found != {"denied"}:
        found.discard("denied")  # who denies an accusation does not deny that it was made
    if "reported" in found:
        return "disputed" if "denied" in found else "reported"
    if "claimed" in found:
        return "disputed" if "denied" in found else "claimed"
    return "denied" if "denied" in found else "planned"
