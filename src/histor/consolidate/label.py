"""Writes an incident's label and picks its date: short, plain, and from the words of the tellings."""

from __future__ import annotations

from histor.consolidate.shelf import Cluster
from histor.consolidate.tellings import Registry, Telling
from histor.model import When


def date_of(cluster: Cluster) -> When:
    """Return the best-told day of a cluster: explicit before worked out, fine before coarse, early before late."""
    order = {"day": 0, "interval": 1, "month": 2, "year": 3, "unknown": 9}
    whens = [t.event.when for t in cluster.tellings if t.event.when is not None and t.event.when.start]
    if not whens:
        return When()
    return min(whens, key=lambda w: (w.basis != "explicit", order.get(w.precision, 9)))


def label_of(cluster: Cluster, registry: Registry, actors: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Return *who – words of the deed – whom or where*, from names and the telling that says most."""
    telling = max(cluster.tellings, key=_richness)
    text = registry.accounts[telling.account].document.text
    words = " ".join(text[telling.event.span.start : telling.event.span.end].split())
    who = ", ".join(registry.actors[i].name for i in actors[:3] if i in registry.actors)
    whom = ", ".join(_name(registry, i) for i in others[:3])
    return " – ".join(part for part in (who, words, whom) if part)


def _name(registry: Registry, ident: str) -> str:
    row = registry.actors.get(ident) or registry.places.get(ident)
    return row.name if row is not None else ident


def _richness(telling: Telling) -> tuple[int, int]:
    event = telling.event
    filled = sum(bool(x) for x in (event.actors, event.targets, event.places, event.when, event.weapons))
    return (filled - 2 * event.background, -telling.order)
