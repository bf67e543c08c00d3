"""The gold of each measure, made from the raw messages and keys; equal to the peers' processed files where those exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.muc4.keys import Fill, Key
from bench.muc4.messages import Message

ROLES = {"PerpInd": 9, "PerpOrg": 10, "Target": 12, "Victim": 18, "Weapon": 6}
Entity = tuple[str, ...]


@dataclass(slots=True)
class Template:
    """An incident as GTT sees it: a type, and entities (alternative strings) by role."""

    type: str
    roles: dict[str, list[Entity]] = field(default_factory=lambda: {role: [] for role in ROLES})


def templates_of(message: Message, keys: Sequence[Key]) -> list[Template]:
    """The templates of a message: strings in lower case that stand in its text, in the order of the text."""
    text = message.text.lower()
    return [
        Template(key.type, {role: _placed([_entity(f) for f in key.fills(slot)], text) for role, slot in ROLES.items()})
        for key in keys
    ]


def pooled_of(message: Message, keys: Sequence[Key]) -> dict[str, list[Entity]]:
    """Entities by role, pooled over the templates of a message; one that another holds is not repeated (GRIT)."""
    text, pooled = message.text.lower(), {}
    for role, slot in ROLES.items():
        kept: list[Entity] = []
        for entity in (_entity(fill) for key in keys for fill in key.fills(slot)):
            if not any(set(entity) <= set(other) or set(other) <= set(entity) for other in kept):
                kept.append(entity)
        pooled[role] = _placed(kept, text)
    return pooled


def _entity(fill: Fill) -> Entity:
    return tuple(x.lower() for x in fill.strings)


def _placed(entities: Sequence[Entity], text: str) -> list[Entity]:
    """Mentions that stand in the text, sorted by where they first do; entities likewise, empty ones left out."""
    rows = []
    for entity in entities:
        found = sorted(((text.index(m), m) for m in entity if m in text), key=lambda row: row[0])
        if found:
            rows.append((found[0][0], tuple(m for _, m in found)))
    return [entity for _, entity in sorted(rows, key=lambda row: row[0])]
