"""Every text that a case holds as rows, those in whose place a newer version stands beneath the newer one.

An export lists what counts and names the older texts in a key of it; a person who looks at the sources wants to see
them all, and when each was read, which no export tells, for it would make the same case other bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from histor.model import Version

Row = dict[str, Any]


def with_versions(rows: Sequence[Mapping[str, Any]], versions: Iterable[Version]) -> list[Row]:
    """Return the rows of an export's sources with ``read``, ``version`` and ``counts``, each above its older texts."""
    known = {version.id: version for version in versions}
    older: dict[str, list[Version]] = {}
    for version in sorted(known.values(), key=lambda one: -one.number):
        if not version.counts:
            older.setdefault(version.of, []).append(version)
    made: list[Row] = []
    for row in rows:
        version = known[row["id"]]
        made.append({**row, "read": version.read, "version": version.number, "counts": True})
        made += [_older(one) for one in older.pop(version.of, ())]
    return made


def _older(version: Version) -> Row:
    return {
        "id": version.id, "title": version.title, "kind": version.kind, "publisher": version.publisher,
        "published": version.published, "revision": version.revision, "sha256": version.sha256,
        "chars": version.chars, "uri": version.uri, "read": version.read, "version": version.number, "counts": False,
    }  # fmt: skip
