"""The day of a deed as each telling gives it, and the day on which it was told: late reports keep both."""

from __future__ import annotations

from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry
from histor.model import TellingDate


def dates_of(cluster: Cluster, registry: Registry) -> tuple[TellingDate, ...]:
    """Return every dated telling of a cluster, each different one of an account once, in the order of the accounts."""
    found: dict[tuple[object, ...], TellingDate] = {}
    for telling in sorted(cluster.tellings, key=lambda t: t.order):
        when = telling.event.when
        if when is None or not (when.start or when.end):
            continue
        row = TellingDate(
            start=when.start, end=when.end, precision=when.precision, basis=when.basis, source=telling.source,
            said_by=telling.teller, told=registry.accounts[telling.account].document.source.published,
            evidence=registry.evidence(telling.account, telling.event.evidence),
        )  # fmt: skip
        found.setdefault((row.start, row.end, row.source, row.said_by), row)
    return tuple(found.values())
