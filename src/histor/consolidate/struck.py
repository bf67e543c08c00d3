"""On whom a deed was done: as told, as only the attacker tells it, and as the account lets one infer."""

from __future__ import annotations

from histor.consolidate.scenes import foe_why
from histor.consolidate.shelf import Cluster
from histor.consolidate.standing import is_bare_result
from histor.consolidate.support import Support, gather, ids_of
from histor.consolidate.tellings import Registry, Telling

#: Modes of ASSAULT with which one aims at somebody; a taken town or a fallen man is no matter of aim.
_AIMED = {"attack", "heavy-weapons", "explosives", "firearms", "destroy", "assassinate"}


def targets_of(
    cluster: Cluster, registry: Registry, support: Support, actors: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return whom a deed befell and whom its doer says that it aimed at; nobody is both.

    Where no telling names anybody: the dead of it, else who is inferred. Two sides that fought each other are its
    doers both, and its targets only where they are told to be: so UCDP has a side A and B, ACLED an actor 1 and 2.
    """
    claimed = _claimed_targets(cluster, registry, support)
    struck = gather(cluster, "targets", _struck, support)
    if not struck and not claimed:
        struck = gather(cluster, "targets", _victims, support) or _foes(cluster, registry, support)
    mutual = len(actors) > 1 and set(actors) <= set(struck)
    targets = tuple(ref for ref in struck if ref not in claimed and (mutual or ref not in actors))
    return targets, claimed


def _struck(telling: Telling) -> list[str]:
    """Return whom the deed befell in this telling; in the attacker's own word, or as an aim, that is only a claim."""
    own_aim = telling.own_word and not _denies(telling) and (_is_aimed(telling) or not telling.alone)
    unreal = own_aim or telling.unheard or telling.event.status == "planned"
    return [] if unreal or is_bare_result(telling) else ids_of(telling.event.targets)


def _is_aimed(telling: Telling) -> bool:
    """Tell whether a deed is of a kind with which one aims at somebody."""
    return telling.event.type == "ASSAULT" and telling.event.mode in _AIMED


def _victims(telling: Telling) -> list[str]:
    """Return those whom a bare result names; casualties first, targets only where nobody else is one."""
    return ids_of(telling.event.targets) if is_bare_result(telling) and not telling.own_word else []


def _foes(cluster: Cluster, registry: Registry, support: Support) -> tuple[str, ...]:
    """Return whom a deed that names nobody was done to, as its accounts let one infer."""
    for telling in cluster.tellings:
        if telling.event.foes and not telling.unheard:
            support.add("targets", telling)
            support.why["targets"] = foe_why(telling, registry)
            return tuple(dict.fromkeys(ids_of(telling.event.foes)))
    return ()


def _denies(telling: Telling) -> bool:
    """Tell whether a telling denies the deed: who denies having shelled a town does not say that he aimed at it."""
    return telling.event.status == "denied"


def _claimed_targets(cluster: Cluster, registry: Registry, support: Support) -> tuple[str, ...]:
    """Return whom the attacker says it aimed at: targets in its own word, and aims told in words of aim."""
    found: dict[str, None] = {}
    for telling in cluster.tellings:
        refs = ids_of(telling.event.aimed_at)
        if telling.own_word and _is_aimed(telling) and not _denies(telling):
            refs = refs + ids_of(telling.event.targets)
        if refs:
            support.add("claimed_targets", telling)
        for ref in refs:
            found[ref] = None
    return tuple(found)
