"""Clusters on their shelf: an incident in the making, and how the few that a telling can belong to are found.

A text of a million words has thousands of clusters. Looking at each for each telling would make reading quadratic, so
the shelf keeps them by type and text order, by day, by place and by sentence, and hands out a bounded number of
each.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

from histor.consolidate.standing import is_bare_result
from histor.consolidate.telling_days import Days
from histor.consolidate.tellings import Telling
from histor.model import Ruling, Score, Why, WordRef

#: Clusters of one type looked at for each telling, nearest first.
OPEN = 60
#: Tellings walked over on either side in search of that many clusters.
STEPS = 4 * OPEN


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a deed was joined to others: how likely they are one, and what that was reckoned from, when it is asked."""

    chance: float
    weigh: Callable[[], tuple[Score, ...]]


@dataclass(slots=True, eq=False)
class Cluster:
    """An incident in the making: its tellings and what they agree on so far.

    What a reference back asks of all its tellings is noted as each comes in: their ``modes`` and ``orders``, and as
    ``carried`` the modes of those that give more than the dead. ``reasons`` tells by the id of a deed's first telling
    why it was joined; ``mark`` is a digest of all that the incident hangs on, empty where none is known.
    """

    tellings: list[Telling] = field(default_factory=list)
    whys: list[Why] = field(default_factory=list)
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: Days | None = None
    about: frozenset[int] = frozenset()
    number: int = 0
    code: str | None = None
    lemmas: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    carried: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    ordinals: set[str] = field(default_factory=set)
    reasons: dict[str, Reason] = field(default_factory=dict)
    decided: tuple[Ruling, ...] = ()
    mark: bytes = b""
    accounts: set[int] = field(default_factory=set)
    sentences: dict[tuple[int, int], list[Telling]] = field(default_factory=dict)
    orders: set[int] = field(default_factory=set)
    words: set[tuple[int, WordRef | None]] = field(default_factory=set)
    answered: set[tuple[int, WordRef]] = field(default_factory=set)
    last: dict[tuple[int, tuple[str, ...]], Telling] = field(default_factory=dict)
    _orders: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _earliest: dict[tuple[int, tuple[str, ...]], int] = field(default_factory=dict)

    @property
    def first(self) -> Telling:
        """The telling that opened the cluster."""
        return self.tellings[0]

    def add(self, telling: Telling, why: Why) -> None:
        """Take a telling in."""
        self.tellings.append(telling)
        self.whys.append(why)
        self.actors |= telling.actors
        self.targets |= telling.targets | telling.aimed
        self.places |= telling.places
        if telling.days is not None and (self.days is None or _better(telling.days, self.days)):
            self.days = telling.days
        passage = (telling.account, telling.section)
        self.accounts.add(telling.account)
        self.sentences.setdefault((telling.account, telling.sentence), []).append(telling)
        self.orders.add(telling.order)
        self.modes.add(telling.event.mode)
        self.carried |= set() if is_bare_result(telling) else {telling.event.mode}
        self.words.add(telling.word)
        if telling.event.answers is not None:
            self.answered.add((telling.account, telling.event.answers))
        self.last[passage] = telling
        insort(self._orders.setdefault(telling.account, []), (telling.order, telling.sentence))
        self._earliest[passage] = min(telling.order, self._earliest.get(passage, telling.order))

    @property
    def earliest(self) -> int:
        """The place of its first telling in the text among all tellings."""
        return min(rows[0][0] for rows in self._orders.values())

    @property
    def latest(self) -> int:
        """The place of its last telling in the text."""
        return max(rows[-1][0] for rows in self._orders.values())

    def gap(self, telling: Telling) -> int | None:
        """Return how many sentences the nearest earlier telling of the same account is away, or None for none."""
        orders = self._orders.get(telling.account, [])
        place = bisect_left(orders, (telling.order, 0))
        return telling.sentence - orders[place - 1][1] if place else None

    def told_before_in_passage(self, telling: Telling) -> bool:
        """Tell whether the cluster was told in the telling's own passage before it."""
        earliest = self._earliest.get((telling.account, telling.section))
        return earliest is not None and earliest < telling.order


def _better(new: Days, old: Days) -> bool:
    return (not new.told, new.width) < (not old.told, old.width)


class Shelf:
    """All clusters, by what a telling can find them by."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_type: dict[str, list[Cluster]] = {}
        self._by_fact: dict[tuple[str, str | int], list[Cluster]] = {}
        self._orders: dict[str, list[int]] = {}
        self._of: dict[int, Cluster] = {}
        self._beside: dict[tuple[str, int, int], list[tuple[int, int, Telling]]] = {}

    def open(self, kind: str) -> Cluster:
        """Return a new, empty cluster of an event type."""
        cluster = Cluster(number=len(self.clusters))
        self.clusters.append(cluster)
        self._by_type.setdefault(kind, []).append(cluster)
        return cluster

    def note(self, cluster: Cluster, telling: Telling) -> None:
        """Make a cluster findable by a telling that it has just taken in."""
        kind = cluster.first.event.type
        insort(self._orders.setdefault(kind, []), telling.order)
        self._of[telling.order] = cluster
        row = (cluster.number, len(cluster.tellings), telling)
        self._beside.setdefault((telling.event.type, telling.account, telling.sentence), []).append(row)
        for fact in _facts(telling):
            same = self._by_fact.setdefault((kind, fact), [])
            if not same or same[-1] is not cluster:
                same.append(cluster)

    def near(self, telling: Telling) -> list[Cluster]:
        """Return the clusters opened last, and the last ones of the telling's day and places, newest first."""
        kind = telling.event.type
        found = self._by_type.get(kind, [])[-OPEN:]
        return _newest({c.number: c for c in (*found, *self._alike(telling))})

    def around(self, telling: Telling) -> list[Cluster]:
        """Return the clusters told nearest to a telling on either side, and those of its day and places, in order."""
        orders = self._orders.get(telling.event.type, [])
        place = bisect_left(orders, telling.order)
        found = {c.number: c for c in self._alike(telling)}
        for steps in (reversed(orders[max(0, place - STEPS) : place]), orders[place : place + STEPS]):
            seen: set[int] = set()
            for order in steps:
                cluster = self._of[order]
                seen.add(cluster.number)
                found[cluster.number] = cluster
                if len(seen) >= OPEN:
                    break
        return _newest(found)[::-1]

    def beside(self, telling: Telling) -> list[tuple[Cluster, Telling]]:
        """Return the tellings of the same type in the same sentence with their clusters, newest cluster first."""
        rows = self._beside.get((telling.event.type, telling.account, telling.sentence), [])
        ranked = sorted(rows, key=lambda row: (-row[0], row[1]))
        return [(self.clusters[number], other) for number, _, other in ranked]

    def _alike(self, telling: Telling) -> list[Cluster]:
        kind = telling.event.type
        return [c for fact in _facts(telling) for c in self._by_fact.get((kind, fact), [])[-OPEN:]]


def _facts(telling: Telling) -> list[str | int]:
    """Return what a deed told elsewhere can be found by: its day (an ordinal) and its places (ids)."""
    return [*([telling.days.low] if telling.days is not None else []), *sorted(telling.places)]


def _newest(found: dict[int, Cluster]) -> list[Cluster]:
    return [found[number] for number in sorted(found, reverse=True)]
