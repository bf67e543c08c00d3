"""Who is a party to a deed, and so no bystander when it counts the dead.

A publisher is what was said of it when it was read. Any other mouth is a party where it is of the side of somebody who
did the deed or whom it befell, where its name shows an armed body, where it speaks of *our men* in its own voice, and
where a deed came over a border: the state on whose soil it fell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from histor.consolidate.mouths import Mouth
from histor.consolidate.phrases import Cue, cue
from histor.consolidate.tellings import Registry
from histor.lexicon import load_lexicon
from histor.model import Casualty, Incident

_OURS = frozenset({"our", "ours", "we", "us"})
#: What stands in quotation marks is not an account's own voice.
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


class Parties:
    """Tells of a mouth whether it is a party to an incident."""

    def __init__(self, registry: Registry, incidents: Sequence[Incident], armed: frozenset[str]) -> None:
        self._registry, self._armed = registry, armed
        self._incidents = {row.id: row for row in incidents}
        self._texts = {source: account.document.text
                       for source, account in zip(registry.sources, registry.accounts, strict=True)}  # fmt: skip
        self._ours = cue([phrase for phrase in load_lexicon().words("comparing")["own"] if _OURS & {*phrase.split()}])

    def of(self, figures: Sequence[Casualty], mouths: Mapping[str, Mouth]) -> dict[str, bool]:
        """Return for every figure, by its id, whether its mouth is a party to the deed."""
        return {row.id: self._sides_with(row) or self._is_party(mouths[row.id], row.incident) for row in figures}

    def _sides_with(self, row: Casualty) -> bool:
        """Tell whether a figure is told in the own voice of an account that counts one side's fighters as its own."""
        return row.according_to is None and _speaks(self._ours, self._texts[row.evidence[-1].source])

    def _is_party(self, mouth: Mouth, incident: str | None) -> bool:
        if mouth.party is not None:
            return mouth.party
        if self._armed & {*mouth.key.split("-")}:
            return True
        if mouth.actor is None or incident is None:
            return False
        deed = self._incidents[incident]
        if self._registry.side(mouth.actor) in self._involved(deed):
            return True
        return self._country(mouth.actor) in self._invaded(deed)

    def _involved(self, row: Incident) -> frozenset[str]:
        return self._registry.sides((*row.actors, *row.targets, *row.claimed_targets))

    def _invaded(self, row: Incident) -> frozenset[str]:
        """Return the countries in which a deed happened that people of another country did."""
        there = self._places(row.places)
        doers = {country for ident in row.actors if (country := self._country(ident)) is not None}
        return there if doers and not doers & there else frozenset()

    def _places(self, idents: Iterable[str]) -> frozenset[str]:
        rows = (self._registry.places.get(ident) for ident in idents)
        return frozenset(row.country for row in rows if row is not None and row.country is not None)

    def _country(self, ident: str) -> str | None:
        for actor in (self._registry.actors.get(ident), self._registry.actors.get(self._registry.side(ident))):
            if actor is not None and actor.country is not None:
                return actor.country
        return None


@lru_cache(1 << 12)
def _speaks(ours: Cue, text: str) -> bool:
    """Tell whether a text holds a cue outside of quotation marks."""
    return ours.found(_QUOTED.sub(" ", text))
