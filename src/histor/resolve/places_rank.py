"""Which of the places that bear a name is meant: by size, by the land of the story, by neighbours and by what is told.

Every name of a document votes, with the chance of each of its readings, for a country, a province and a square of the
map; every reading is then scored by size and by the votes of the *other* names, and the vote is taken again. A few
rounds settle it. "Springfield, Illinois" and "a village in the Kisoro district" bind harder than any vote. The work
grows with the number of readings, never with pairs of names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from histor.resolve.gazetteer import ADMIN1, ADMIN2, CITY, COUNTRY, REGION, Entry, Gazetteer, fold

#: Readings of one name that are weighed: past these every one is a hamlet without a vote.
MOST = 60
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ground counts for, in decades of population; set on half of LGL and GeoWebNews (docs/places.md)."""

    country: float = 12.0
    region: float = 9.5
    historic: float = 3.0
    admin1: float = 4.6
    admin1_pop: float = 0.4
    admin2: float = -1.0
    capital: float = 0.7
    own_name: float = 1.6
    in_country: float = 5.5
    in_admin1: float = 6.0
    nearby: float = 1.5
    told: float = 6.0
    told_country: float = 3.6
    level: float = 2.5
    seat: float = 1.2
    rival: float = 2.5
    same: float = 3.0
    heat: float = 1.1


class Toponym(NamedTuple):
    """One use of a name: its search key, the keys of the places told to contain it (nearest first), the kind told."""

    key: str
    within: tuple[str, ...] = ()
    level: int = 0


class Ranker:
    """Chooses one reading for every use of a name in one document."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights | None = None) -> None:
        self.gazetteer = gazetteer
        self.weights = weights or Weights()

    def choose(self, uses: Sequence[Toponym], lands: Mapping[str, float] | None = None) -> dict[Toponym, int]:
        """Return the row of each use whose name is listed; ``lands`` are votes for countries from adjectives."""
        kinds = [use for use in dict.fromkeys(uses) if self.gazetteer.find(use.key)]
        readings = {use: self._readings(use) for use in kinds}
        counts: dict[Toponym, int] = defaultdict(int)
        for use in uses:
            counts[use] += 1
        chances = {use: self._chances(use, readings[use], None) for use in kinds}
        for _ in range(ROUNDS):
            votes = _Votes(chances, counts, lands or {}, self.gazetteer)
            chances = {use: self._chances(use, readings[use], votes) for use in kinds}
        return {use: max(chances[use], key=lambda row: (chances[use][row], -row)) for use in kinds}

    def _readings(self, use: Toponym) -> dict[int, float]:
        """Score each reading by itself: what it is, how many live there, and whether it lies where the text says."""
        rows = self.gazetteer.find(use.key)
        if use.key in self.gazetteer.capital_letters:  # "U.S." is never the village of Us
            rows = tuple(row for row in rows if self.gazetteer.is_land(row)) or rows
        inside = [set(self.gazetteer.find(key)) for key in use.within]
        scored = {}
        for row in rows:
            entry = self.gazetteer.entry(row)
            score = self.prior(use.key, entry) + (self.weights.level if use.level == entry.kind else 0.0)
            score += self._told(row, inside)
            scored[row] = score
        for row in self._seats(rows) if use.level != ADMIN1 else ():
            scored[row] -= self.weights.seat
        for row in self._rivals(use.key, rows):
            scored[row] -= self.weights.rival
        best = sorted(scored, key=lambda row: (-scored[row], row))[:MOST]
        return {row: scored[row] for row in best}

    def _seats(self, rows: Sequence[int]) -> set[int]:
        """Return the provinces that hold a town of the same name: without a word for it the town is meant."""
        entries = [self.gazetteer.entry(row) for row in rows]
        inside = {up for entry in entries if entry.kind == CITY for up in self.gazetteer.chain(entry.row)}
        return {
            entry.row
            for entry in entries
            if entry.kind == ADMIN1 and entry.row in inside and not self.gazetteer.is_land(entry.row)
        }

    def _rivals(self, key: str, rows: Sequence[int]) -> list[int]:
        """Return the countries that share their very name with a province (Georgia): the document decides."""
        entries = [self.gazetteer.entry(row) for row in rows]
        if not any(entry.kind == ADMIN1 and fold(entry.name) == key for entry in entries):
            return []
        return [entry.row for entry in entries if entry.kind == COUNTRY]

    def _told(self, row: int, inside: list[set[int]]) -> float:
        """Score a reading that lies where the text says: fully for a province, in part for a country alone."""
        held = [up for up in self.gazetteer.chain(row)[1:] if any(up in rows for rows in inside)]
        if not held:
            return 0.0
        country_alone = all(self.gazetteer.entry(up).kind == COUNTRY for up in held)
        return self.weights.told_country if country_alone else self.weights.told

    def prior(self, key: str, entry: Entry) -> float:
        """Return how likely a reading is before anything else of the document is known, in decades of population."""
        weights = self.weights
        size = math.log10(entry.pop + 1)
        if entry.kind == COUNTRY:
            return weights.country
        if self.gazetteer.is_land(entry.row) and entry.kind in (REGION, ADMIN1):
            return weights.region - (weights.historic if entry.feature == "historic" else 0.0)
        score = size + weights.own_name * _likeness(fold(entry.name), key)
        if entry.kind == ADMIN1:
            score = weights.admin1 + weights.admin1_pop * size
        elif entry.kind == ADMIN2:
            score = size + (0.0 if fold(entry.name) == key else weights.admin2)
        elif self.gazetteer.capitals.get(entry.country or "") == fold(entry.name):
            score += weights.capital
        return score

    def _chances(self, use: Toponym, scored: dict[int, float], votes: _Votes | None) -> dict[int, float]:
        weights, total = self.weights, {}
        for row, score in scored.items():
            if votes is not None:
                country, admin1, near, same = votes.shares(use, row)
                score += weights.in_country * country + weights.in_admin1 * admin1 + weights.nearby * near
                score += weights.same * same
            total[row] = score
        top = max(total.values())
        raw = {row: math.exp(weights.heat * (score - top)) for row, score in total.items()}
        whole = sum(raw.values())
        return {row: value / whole for row, value in raw.items()}


class _Votes:
    """The votes of all names for countries, provinces and squares of the map, each name's own kept apart."""

    def __init__(
        self,
        chances: dict[Toponym, dict[int, float]],
        counts: Mapping[Toponym, int],
        lands: Mapping[str, float],
        gazetteer: Gazetteer,
    ) -> None:
        self.gazetteer = gazetteer
        self.all: dict[object, float] = defaultdict(float)
        self.own: dict[tuple[str, object], float] = defaultdict(float)
        self.rows: dict[tuple[str, int], float] = defaultdict(float)
        self.whole = sum(lands.values())
        self.whole_of: dict[str, float] = defaultdict(float)
        for land, weight in lands.items():
            self.all[land] += weight
        for use, rows in chances.items():
            weight = 1.0 + math.log2(counts[use])
            self.whole += weight
            self.whole_of[use.key] += weight
            for row, chance in rows.items():
                if use.within:
                    self.rows[use.key, row] = max(self.rows[use.key, row], chance)
                for place in self._places(row):
                    self.all[place] += weight * chance
                    self.own[use.key, place] += weight * chance

    def _places(self, row: int) -> tuple[object, ...]:
        """Return what a reading votes for: its country, its province and its square of two degrees."""
        entry = self.gazetteer.entry(row)
        admin1 = next((up for up in self.gazetteer.chain(row) if self.gazetteer.entry(up).kind == ADMIN1), None)
        square = _square(entry) if entry.kind in (CITY, ADMIN2) else None
        return tuple(place for place in (entry.country, admin1, square) if place is not None)

    def shares(self, use: Toponym, row: int) -> tuple[float, float, float, float]:
        """Return the shares of the other names' votes for a reading's country, province and surroundings."""
        entry, rest = self.gazetteer.entry(row), self.whole - self.whole_of[use.key] + 1.0
        admin1 = next((up for up in self.gazetteer.chain(row) if self.gazetteer.entry(up).kind == ADMIN1), None)
        country = self._others(use.key, entry.country) / rest
        within = self._others(use.key, admin1) / rest if admin1 is not None else 0.0
        near = sum(self._others(use.key, square) for square in _around(entry)) if entry.kind in (CITY, ADMIN2) else 0.0
        same = self.rows.get((use.key, row), 0.0) if not use.within else 0.0
        return country, within, min(1.0, near / 3.0), same

    def _others(self, key: str, place: object) -> float:
        return self.all[place] - self.own[key, place] if place in self.all else 0.0


@lru_cache(maxsize=65536)
def _likeness(name: str, key: str) -> float:
    """Return 1 for a place's own name, a half for a near spelling of it (Basra, Basrah), 0 for another name."""
    if name == key:
        return 1.0
    return 0.5 if name[:1] == key[:1] and SequenceMatcher(None, name, key).ratio() > 0.7 else 0.0


def _square(entry: Entry) -> tuple[int, int]:
    return (math.floor((entry.lat or 0.0) / 2), math.floor((entry.lon or 0.0) / 2))


def _around(entry: Entry) -> list[tuple[int, int]]:
    y, x = _square(entry)
    return [(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
