"""Gathers what the tellings of one incident say, field by field: who says it, and on which evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from histor.consolidate.accused import accuser
from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling
from histor.model import ClaimedValue, Evidence, FieldSupport, Mention, Why


class Support:
    """For each field, who says it and on which evidence."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.evidence: dict[Evidence, int] = {}
        self._proofs: dict[int, int] = {}
        self._said: dict[str, dict[str, None]] = defaultdict(dict)
        self._where: dict[str, dict[int, None]] = defaultdict(dict)
        self._own_voice: set[str] = set()
        self._values: dict[tuple[str, str], dict[str | None, dict[int, None]]] = defaultdict(lambda: defaultdict(dict))
        self.why: dict[str, Why] = {}

    def add(self, field: str, telling: Telling, values: Iterable[str] = ()) -> None:
        """Note that a telling says a field; of some fields also which values it says."""
        self._where[field][self._proof(telling)] = None
        holder = (telling.owner or accuser(telling, self.registry)) if field == "actors" else None
        if holder is None and telling.event.claimant is None:
            self._own_voice.add(field)
        elif holder := holder or telling.teller:
            self._said[field][holder] = None
        else:
            return
        for value in values:
            self._values[field, value][holder][self._proof(telling)] = None

    def _proof(self, telling: Telling) -> int:
        """Return the place of a telling's words among the evidence."""
        if telling.order not in self._proofs:
            proof = self.registry.evidence(telling.account, telling.event.evidence)
            self._proofs[telling.order] = self.evidence.setdefault(proof, len(self.evidence))
        return self._proofs[telling.order]

    def fields(self) -> dict[str, FieldSupport]:
        """Return the supports; a field that the source tells itself is said by nobody else's leave."""
        said = {name: () if name in self._own_voice else tuple(self._said[name]) for name in self._where}
        claimed: dict[str, list[ClaimedValue]] = defaultdict(list)
        for (name, value), by in self._values.items():
            speakers = tuple(who for who in by if who is not None)
            if None not in by and speakers != said[name]:
                claimed[name].append(ClaimedValue(value, speakers, tuple(at for told in by.values() for at in told)))
        return {
            name: FieldSupport(said[name], tuple(where), self.why.get(name), tuple(claimed[name]))
            for name, where in sorted(self._where.items())
        }

    def told(self, field: str, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values that a source tells itself, or somebody of himself."""
        return tuple(v for v in values if not (by := self._values.get((field, v))) or None in by or v in by)


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
            support.add(field, telling, refs)
        for ref in refs:
            found[ref] = None
    return tuple(found)


def mode_of(cluster: Cluster) -> str:
    """Return the mode of the telling that carries the deed out; results (kill) give way to means."""
    modes = [t.event.mode for t in cluster.tellings]
    return next((mode for mode in modes if mode not in {"kill", "attack"}), modes[0])
