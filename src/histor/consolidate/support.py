"""Gathers what the tellings of one incident say, field by field: who says it, and on which evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling
from histor.model import Evidence, FieldSupport, Mention, Why


class Support:
    """For each field, who says it and on which evidence."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.evidence: dict[Evidence, int] = {}
        self._proofs: dict[int, int] = {}
        self._said: dict[str, dict[str, None]] = defaultdict(dict)
        self._where: dict[str, dict[int, None]] = defaultdict(dict)
        self._own_voice: set[str] = set()
        self.why: dict[str, Why] = {}

    def add(self, field: str, telling: Telling) -> None:
        """Note that a telling says a field."""
        self._where[field][self._proof(telling)] = None
        owner = telling.owner if field == "actors" else None
        if owner is not None:
            self._said[field][owner] = None
        elif telling.event.claimant is None:
            self._own_voice.add(field)
        elif telling.teller is not None:
            self._said[field][telling.teller] = None

    def _proof(self, telling: Telling) -> int:
        """Return the place of a telling's words among the evidence."""
        if telling.order not in self._proofs:
            proof = self.registry.evidence(telling.account, telling.event.evidence)
            self._proofs[telling.order] = self.evidence.setdefault(proof, len(self.evidence))
        return self._proofs[telling.order]

    def fields(self) -> dict[str, FieldSupport]:
        """Return the supports; a field that the source tells itself is said by nobody else's leave."""
        return {
            name: FieldSupport(
                said_by=() if name in self._own_voice else tuple(self._said[name]), evidence=tuple(where),
                why=self.why.get(name),
            )
            for name, where in sorted(self._where.items())
        }


def ids_of(mentions: Iterable[Mention]) -> list[str]:
    """Return the actors or places that mentions resolve to, in their order."""
    return [ref for mention in mentions for ref in mention.refs]


def gather(
    cluster: Cluster, field: str, pick: Callable[[Telling], list[str]], support: Support
) -> tuple[str, ...]:
    """Return what the tellings say of a field, each thing once in the order of telling, and note who says it."""
    found: dict[str, None] = {}
    for telling in cluster.tellings:
        refs = pick(telling)
        if refs:
            support.add(field, telling)
        for ref in refs:
            found[ref] = None
    return tuple(found)


def mode_of(cluster: Cluster) -> str:
    """Return the mode of the telling that carries the deed out; results (kill) give way to means."""
    modes = [t.event.mode for t in cluster.tellings]
    return next((mode for mode in modes if mode not in {"kill", "attack"}), modes[0])
