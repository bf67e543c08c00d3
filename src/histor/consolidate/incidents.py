"""Turns a cluster of tellings into an incident: ranges, supports field by field, and the evidence for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from histor.consolidate.dated import dates_of
from histor.consolidate.label import date_of, label_of
from histor.consolidate.scenes import scene_why, surest
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import WORDS, is_bare_result
from histor.consolidate.tellings import Registry, Telling
from histor.model import Count, Evidence, FieldSupport, Incident, Mention, Retelling, Score, Why
from histor.model.records import replace

#: What a joining was reckoned from.
Scores = tuple[Score, ...]
#: Modes of ASSAULT with which one aims at somebody; a taken town or a fallen man is no matter of aim.
_AIMED = {"attack", "heavy-weapons", "explosives", "firearms", "destroy", "assassinate"}


class _Support:
    """Gathers, for each field, who says it and on which evidence."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.evidence: dict[Evidence, int] = {}
        self._said: dict[str, dict[str, None]] = defaultdict(dict)
        self._where: dict[str, dict[int, None]] = defaultdict(dict)
        self._own_voice: set[str] = set()
        self.why: dict[str, Why] = {}

    def add(self, field: str, telling: Telling) -> None:
        """Note that a telling says a field."""
        proof = self.registry.evidence(telling.account, telling.event.evidence)
        index = self.evidence.setdefault(proof, len(self.evidence))
        self._where[field][index] = None
        owner = telling.owner if field == "actors" else None
        if owner is not None:
            self._said[field][owner] = None
        elif telling.event.claimant is None:
            self._own_voice.add(field)
        elif telling.teller is not None:
            self._said[field][telling.teller] = None

    def fields(self) -> dict[str, FieldSupport]:
        """Return the supports; a field that the source tells itself is said by nobody else's leave."""
        return {
            name: FieldSupport(
                said_by=() if name in self._own_voice else tuple(self._said[name]), evidence=tuple(where),
                why=self.why.get(name),
            )
            for name, where in sorted(self._where.items())
        }


def incident_of(cluster: Cluster, registry: Registry) -> Incident:
    """Return the incident that a cluster of tellings spans."""
    scores = _weighed(cluster)
    cluster.tellings = _with_own_words(cluster, registry)
    support = _Support(registry)
    for telling in cluster.tellings:
        support.add("type", telling)
    claimed = _claimed_targets(cluster, registry, support)
    actors = _gather(cluster, "actors", lambda t: _ids(t.event.actors), support)
    struck = _gather(cluster, "targets", _struck, support)
    if not struck and not claimed:
        struck = _gather(cluster, "targets", _victims, support)
    mutual = len(actors) > 1 and set(actors) <= set(struck)
    targets = tuple(ref for ref in struck if ref not in claimed and (mutual or ref not in actors))
    places = _places(cluster, registry, support)
    weapons = _weapons(cluster, registry, support)
    counts = _counts(cluster, support)
    for telling in cluster.tellings:
        if telling.event.when is not None and telling.event.when.start:
            support.add("date", telling)
    first, told = cluster.first, zip(cluster.tellings, cluster.whys, strict=True)
    return Incident(
        id=ident_of(first),
        type=first.event.type,
        mode=_mode(cluster),
        label=label_of(cluster, registry, actors, targets or claimed or (() if "places" in support.why else places)),
        date=date_of(cluster),
        status=_status(cluster),
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


def _ids(mentions: tuple[Mention, ...]) -> list[str]:
    return [ref for mention in mentions for ref in mention.refs]


def _with_own_words(cluster: Cluster, registry: Registry) -> list[Telling]:
    """Return the tellings, those by a side that did the deed marked as its own word ("only fighters were hit")."""
    sides = registry.sides(cluster.actors)
    own = [t.own_word or (t.teller is not None and registry.side(t.teller) in sides) for t in cluster.tellings]
    return [replace(t, own_word=mine, alone=all(own)) for t, mine in zip(cluster.tellings, own, strict=True)]


def _struck(telling: Telling) -> list[str]:
    """Return whom the deed befell in this telling; in the attacker's own word, or as an aim, that is only a claim."""
    own_aim = telling.own_word and (_is_aimed(telling) or not telling.alone)
    unreal = own_aim or telling.unheard or telling.event.status == "planned"
    return [] if unreal or is_bare_result(telling) else _ids(telling.event.targets)


def _is_aimed(telling: Telling) -> bool:
    """Tell whether a deed is of a kind with which one aims at somebody."""
    return telling.event.type == "ASSAULT" and telling.event.mode in _AIMED


def _victims(telling: Telling) -> list[str]:
    """Return those whom a bare result names; casualties first, targets only where nobody else is one."""
    return _ids(telling.event.targets) if is_bare_result(telling) and not telling.own_word else []


def _gather(
    cluster: Cluster, field: str, pick: Callable[[Telling], list[str]], support: _Support
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for telling in cluster.tellings:
        refs = pick(telling)
        if refs:
            support.add(field, telling)
        for ref in refs:
            found[ref] = None
    return tuple(found)


def _places(cluster: Cluster, registry: Registry, support: _Support) -> tuple[str, ...]:
    """Return where the deed was as any telling says; where none says it, where their passages are set."""
    places = _gather(cluster, "places", lambda t: _ids(t.event.places), support)
    if places:
        return places
    found: dict[str, None] = {}
    for telling in surest(cluster.tellings):
        support.add("places", telling)
        support.why.setdefault("places", scene_why(telling, registry))
        found.update(dict.fromkeys(_ids(telling.event.scene)))
    return tuple(found)


def _claimed_targets(cluster: Cluster, registry: Registry, support: _Support) -> tuple[str, ...]:
    """Return whom the attacker says it aimed at: targets in its own word, and aims told in words of aim."""
    found: dict[str, None] = {}
    for telling in cluster.tellings:
        refs = _ids(telling.event.aimed_at)
        if telling.own_word and _is_aimed(telling):
            refs = refs + _ids(telling.event.targets)
        if refs:
            support.add("claimed_targets", telling)
        for ref in refs:
            found[ref] = None
    return tuple(found)


def _weapons(cluster: Cluster, registry: Registry, support: _Support) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for telling in cluster.tellings:
        text = registry.accounts[telling.account].document.text
        for span in telling.event.weapons:
            support.add("weapons", telling)
            words = " ".join(text[span.start : span.end].split())
            found.setdefault(words.casefold(), words)
    return tuple(found.values())


def _counts(cluster: Cluster, support: _Support) -> tuple[Count, ...]:
    found: dict[Count, None] = {}
    for telling in cluster.tellings:
        for what, low, high, unit in telling.event.counts:
            support.add("counts", telling)
            found[Count(what, low, high, unit)] = None
    return tuple(found)


def _codename(cluster: Cluster, registry: Registry, support: _Support) -> str | None:
    for telling in cluster.tellings:
        span = telling.event.codename
        if span is not None:
            support.add("codename", telling)
            return registry.accounts[telling.account].document.text[span.start : span.end]
    return None


def _mode(cluster: Cluster) -> str:
    """Return the mode of the telling that carries the deed out; results (kill) give way to means."""
    modes = [t.event.mode for t in cluster.tellings]
    return next((mode for mode in modes if mode not in {"kill", "attack"}), modes[0])


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
