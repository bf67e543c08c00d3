"""What of an incident no source tells itself: fields that were inferred, and doers whom only somebody holds to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def inferred(row: Row) -> list[str]:
    """Return the fields of an incident that no telling of it says."""
    whys = {name: support.get("why") or {} for name, support in (row.get("fields") or {}).items()}
    return [name for name, why in whys.items() if str(why.get("rule", "")).startswith(f"{name}/")]


def held(row: Row) -> dict[str, list[str]]:
    """Return, by the ids of those doers of an incident whom no source names itself, who holds each of them to it."""
    actors = (row.get("fields") or {}).get("actors") or {}
    return {one["value"]: one["said_by"] for one in actors.get("claimed", ())}
