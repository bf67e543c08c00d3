"""How likely two accounts' deeds are one: a list of questions, each a pure function, weighed by a fitted table.

Each question looks at two groups and gives its answers: a name, a value from 0 to 1, and a sentence. The table
(``data/joining/weights.yaml``) says how many log-odds each answer is worth; their sum is the probability. An answer of
``None`` means that the two cannot be one deed, whatever else agrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from histor.consolidate import features
from histor.consolidate.group import Group
from histor.consolidate.tellings import Registry
from histor.lexicon import load_lexicon
from histor.model import Place, Score

#: Kilometres within which two places can be one scene.
NEAR = 30.0
_EARTH = 6371.0
#: Days beyond which a gap between deeds says no more, and from which one between tellings says something.
_WEEK, _AGES = 7, 30
#: The precisions of places that are a spot on the map.
_SPOT = {"point", "city"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds: the name of its answer, how much it holds (0 to 1), and the sentence for the reader."""

    name: str
    value: float
    why: str


class Parted(Exception):  # noqa: N818  no fault: the word for two deeds that cannot be one
    """Two groups cannot be one deed; the sentence says why."""


def kind(a: Group, b: Group) -> Iterator[Answer]:
    """Ask whether both are of one type and told as the same kind of deed."""
    if a.kind != b.kind:
        raise Parted("other types of deeds")
    if a.modes & b.modes:
        yield Answer("same mode", 1.0, "told as the same kind of deed")
    elif all(features.kind((a.kind, x), (b.kind, y)).weight is None for x in a.modes for y in b.modes):
        yield Answer("other mode", 1.0, "told as other kinds of deeds")


def days(a: Group, b: Group) -> Iterator[Answer]:
    """Ask how the days meet; told days that lie two or more apart are of two deeds."""
    if a.days is None or b.days is None:
        yield Answer("day untold", 1.0, "no day told by one of them")
        return
    gap = max(a.days.low - b.days.high, b.days.low - a.days.high, 0)
    if gap >= 2 and a.days.told and b.days.told:
        raise Parted("the days differ")
    sure = a.days.sure and b.days.sure
    if gap == 0 and max(a.days.width, b.days.width) > 2:
        yield Answer("days meet", 1.0, "one span of days holds the other")
    elif gap == 0:
        yield Answer("same day" if sure else "same day, carried over", 1.0, "the same day")
    elif gap == 1 and sure:
        yield Answer("next day", 1.0, "the days lie side by side")
    elif sure:
        yield Answer("other day", 1.0, f"the days are {gap} apart")
    else:
        yield Answer("other day, carried over", min(gap, _WEEK) / _WEEK, f"{gap} days apart, one carried over")


def places(a: Group, b: Group, registry: Registry) -> Iterator[Answer]:
    """Ask whether the scenes are one, near, or one within the other; places far apart are two scenes."""
    if not a.places or not b.places:
        yield Answer("place untold", 1.0, "no place told by one of them")
        return
    shared = a.places & b.places
    if any(_fine(place, registry) for place in shared):
        yield Answer("same place", 1.0, f"the same place, {_named(shared, registry)}")
        return
    alike = registry.like_names(a.places, b.places)
    within = _within(a.places, b.places, registry)
    if alike:
        yield Answer("place alike", alike, "places of one name")
    elif shared or within:
        yield Answer("within", 1.0, "one place lies within the other")
    else:
        yield _apart(a.places, b.places, registry)


def _apart(a: frozenset[str], b: frozenset[str], registry: Registry) -> Answer:
    """Answer for scenes of other names: near by on the map, or far; a name may be on no map, or on a wrong spot."""
    distance = _distance(a, b, registry)
    if distance is not None and distance <= NEAR:
        return Answer("near", 1.0 - distance / NEAR / 2, f"places {distance:.0f} km from one another")
    if features.places(a, b, registry).weight == 1.0:
        return Answer("same country", 1.0, "places in one country, one told coarsely")
    return Answer("other place", 1.0, "other places")


def actors(a: Group, b: Group, registry: Registry) -> Iterator[Answer]:
    """Ask whether the same did it; who is only described can be anybody."""
    if _held_apart(a.actors, b.actors, registry):
        raise Parted("a person holds those who did them to be two")
    if not a.actors or not b.actors:
        yield Answer("actor untold", 1.0, "nobody told as its doer by one of them")
        return
    verdict = features.actors(a.actors, b.actors, registry)
    names = {2.0: "same actor", 1.5: "same side", 0.0: "actor described"}
    alike = registry.like_names(a.actors, b.actors)
    if verdict.weight in (2.0, 1.5):
        shared = _named(a.actors & b.actors, registry)
        yield Answer(names[verdict.weight], 1.0, f"{verdict.why}, {shared}" if shared else verdict.why)
    elif alike:
        yield Answer("actor alike", alike, "doers whose names are alike")
    elif verdict.weight is None:
        yield Answer("other actor", 1.0, "other doers are named")
    else:
        yield Answer("actor described", 1.0, "one doer is only described")


def targets(a: Group, b: Group, registry: Registry) -> Iterator[Answer]:
    """Ask whether it befell the same; a deed has many targets, so others part only a little."""
    verdict = features.targets(a.targets, b.targets, registry)
    names = {1.0: "same target", 0.5: "same target side", -0.5: "other target"}
    if a.targets and b.targets and verdict.weight in names:
        yield Answer(names[verdict.weight], 1.0, verdict.why)
    elif registry.like_names(a.targets, b.targets):
        yield Answer("target alike", 1.0, "those it befell have names that are alike")
    same = a.things & b.things
    if same:
        yield Answer("same thing", 1.0, f"the same kind of thing or place, {min(same)}")
    elif a.things and b.things:
        yield Answer("other thing", 1.0, "other things or places")


def figures(a: Group, b: Group) -> Iterator[Answer]:
    """Ask whether the tolls told in the same sentences are one, alike, or far apart."""
    if a.figures & b.figures:
        yield Answer("same figure", 1.0, "the same number of people harmed")
        return
    told = [(x, y) for e, x in a.figures for f, y in b.figures if e == f and x and y]
    if told:
        ratio = max(min(x, y) / max(x, y) for x, y in told)
        yield Answer("figures alike", ratio, f"numbers of people harmed that are {ratio:.0%} alike")


def means(a: Group, b: Group) -> Iterator[Answer]:
    """Ask whether it was done by the same means."""
    if a.weapons and b.weapons:
        same = a.weapons & b.weapons
        yield Answer("same means", 1.0, f"by the same means, {min(same)}") if same else Answer(
            "other means", 1.0, "by other means")


def names(a: Group, b: Group) -> Iterator[Answer]:
    """Ask for the deed's own name: a codename joins, the ordinals of namesakes part."""
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        raise Parted("counted apart by name")
    if a.codes & b.codes:
        yield Answer("same name", 1.0, f"both are called {min(a.codes & b.codes)}")


def about(a: Group, b: Group) -> Iterator[Answer]:
    """Ask what two acts of speech are about: one deed joins them, two deeds part them."""
    if a.about and b.about:
        if not a.about & b.about:
            raise Parted("about other deeds")
        yield Answer("same subject", 1.0, "about the same deed")


def words(a: Group, b: Group) -> Iterator[Answer]:
    """Ask how many words the sentences share: an overlap coefficient over nouns, names, verbs and numbers."""
    least = min(len(a.words), len(b.words))
    if least >= 3:
        share = len(a.words & b.words) / least
        yield Answer("words shared", share, f"{share:.0%} of the words of the shorter telling")


def topic(a: Group, b: Group) -> Iterator[Answer]:
    """Ask how many names the accounts share, and the tellings themselves."""
    least = min(len(a.topic), len(b.topic))
    if least:
        share = len(a.topic & b.topic) / least
        yield Answer("accounts' names shared", share, f"{share:.0%} of the names that the accounts use most")
    if a.names and b.names:
        share = len(a.names & b.names) / min(len(a.names), len(b.names))
        yield Answer("names shared", share, f"{share:.0%} of the names of the shorter telling")


def published(a: Group, b: Group) -> Iterator[Answer]:
    """Ask how far apart they were told: who tells at once tells of the same days."""
    if a.told_on and b.told_on:
        gap = min(abs(x - y) for x in a.told_on for y in b.told_on)
        if gap > _AGES:
            yield Answer("told long after", 1.0, "one was told long after the other")


def answers(a: Group, b: Group, registry: Registry) -> list[Answer]:
    """Return every question's answers about two groups; raises :class:`Parted` where they cannot be one deed."""
    return [
        *kind(a, b), *days(a, b), *places(a, b, registry), *actors(a, b, registry), *targets(a, b, registry),
        *names(a, b), *about(a, b), *figures(a, b), *means(a, b), *words(a, b), *topic(a, b), *published(a, b),
    ]  # fmt: skip


@cache
def weights() -> Mapping[str, float]:
    """Return the log-odds that each answer is worth, and those of two deeds about which nothing is asked."""
    return dict(load_lexicon().yaml("joining/weights.yaml")["weights"])


def judged(found: list[Answer]) -> tuple[float, tuple[Score, ...]]:
    """Return the probability that two groups are one deed, and what each answer weighs in it."""
    table = weights()
    rows = tuple(
        Score(a.name, round(table.get(a.name, 0.0) * a.value, 3), a.why) for a in found if table.get(a.name)
    )
    total = table["base"] + sum(row.weight for row in rows)
    return 1 / (1 + math.exp(-total)), rows


def _within(a: frozenset[str], b: frozenset[str], registry: Registry) -> bool:
    lines = [{step for place in side for step in registry.line(place)} for side in (a, b)]
    return bool(a & lines[1] or b & lines[0])


def _held_apart(a: frozenset[str], b: frozenset[str], registry: Registry) -> bool:
    return not a & b and any(frozenset((x, y)) in registry.different for x in a for y in b)


def _fine(place: str, registry: Registry) -> bool:
    """Tell whether a shared place says much: a town does, a country does not."""
    row = registry.places.get(place)
    return row is None or row.precision not in {"country", "region", "admin1"}


def _named(ids: frozenset[str], registry: Registry) -> str:
    rows = [registry.places.get(i) or registry.actors.get(i) for i in sorted(ids)]
    return ", ".join(row.name for row in rows[:2] if row is not None)


def _distance(a: frozenset[str], b: frozenset[str], registry: Registry) -> float | None:
    """Return the kilometres between the nearest two spots, or None where a side has none on the map."""
    one, other = (_spots(side, registry) for side in (a, b))
    return min((_between(x, y) for x in one for y in other), default=None)


def _spots(ids: frozenset[str], registry: Registry) -> list[Place]:
    rows = [registry.places[i] for i in sorted(ids) if i in registry.places]
    return [row for row in rows if row.lat is not None and row.lon is not None and row.precision in _SPOT]


def _between(a: Place, b: Place) -> float:
    """Return the great-circle distance of two places in kilometres (haversine)."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    y, x = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    span = math.sin(y / 2) ** 2
    span += math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(x / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(span)))
