"""Who tells a disputed deed as done, and who denies it: read off its tellings, each of which has its own standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from histor.consolidate.tellings import Registry, Telling
from histor.model import Incident, Position, WordRef

_DONE = "it happened"
_DENIED = "it is denied"


class Disputes:
    """The tellings of each incident by how they are told."""

    def __init__(
        self, registry: Registry, tellings: Sequence[Telling], incident_at: Mapping[tuple[int, WordRef], str]
    ) -> None:
        self._registry = registry
        self._told: dict[str, list[Telling]] = defaultdict(list)
        for telling in tellings:
            ident = incident_at.get(telling.word)
            if ident is not None:
                self._told[ident].append(telling)

    def held(self, incident: Incident) -> tuple[Position, Position]:
        """Return both positions: who tells the incident as done, in his own voice first, and who denies it."""
        told: dict[str, list[Telling]] = {}
        for telling in self._told.get(incident.id, ()):
            told.setdefault(telling.event.status, []).append(telling)
        done = told.get("reported") or told.get("claimed", [])
        return self._position(_DONE, done), self._position(_DENIED, told.get("denied", []))

    def _position(self, value: str, tellings: Sequence[Telling]) -> Position:
        """Return a position with its words; where one source holds it in its own voice, no speaker is named."""
        said = dict.fromkeys(telling.teller for telling in tellings if telling.teller is not None)
        own = any(telling.event.claimant is None for telling in tellings)
        proofs = dict.fromkeys(self._registry.evidence(one.account, one.event.evidence) for one in tellings)
        return Position(value, () if own else tuple(said), tuple(proofs))
