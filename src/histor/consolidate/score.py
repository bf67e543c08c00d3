"""How likely two accounts' deeds are one: a list of questions, each a pure function, weighed by a fitted table.

Each question looks at two groups and gives its answers: a name, a value from 0 to 1, and what a sentence would name.
The table (``data/joining/weights.yaml``) holds the sentences and says how many log-odds each answer is worth; their sum
makes the probability. :class:`Parted` means that the two cannot be one deed, whatever else agrees.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from histor.consolidate import features
from histor.consolidate.dated import calendars_apart, one_but_for_the_year
from histor.consolidate.group import Tale
from histor.consolidate.nearby import distance
from histor.consolidate.silence import scene_named, told_as_news, told_too_early
from histor.consolidate.standing import WORDS
from histor.consolidate.tellings import Registry
from histor.lexicon import load_lexicon
from histor.model import Score

#: Kilometres within which two places can be one scene.
NEAR = 30.0
#: Days beyond which a gap between deeds says no more, and from which one between tellings says something.
_WEEK, _AGES = 7, 30
#: Words of a telling, and names of an account, from which it says something that none is shared.
_WORDS, _NAMES = 3, 3
#: What two deeds must have in common, one of these at least, where one of them has no day: a country many deeds have.
_TELLING = {"same actor", "same side", "same place", "place alike", "near", "same target", "same target side",
            "target alike", "same figure", "figures alike", "same name", "same subject", "same word", "both told first"}


#: What a question finds: the name of its answer, how much it holds (0 to 1), and what the sentence about it names.
Answer = tuple[str, float, Any]
Said = list[Answer]


class Parted(Exception):  # noqa: N818  no fault: the word for two deeds that cannot be one
    """Two groups cannot be one deed; the sentence says why."""


def kind(a: Tale, b: Tale, said: Said) -> None:
    """Ask whether both are of one type and told as the same kind of deed."""
    if a.kind != b.kind:
        raise Parted("other types of deeds")
    if not a.modes.isdisjoint(b.modes):
        said.append(("same mode", 1.0, None))
    if (a.days is None or b.days is None) and a.actors.isdisjoint(b.actors) and _other_means(a.modes, b.modes):
        raise Parted("by other means, on no day that both tell")


def _other_means(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether all that the one side tells of its means is opposed by the other's, whichever side it is."""
    sides = ((one, other), (other, one))
    return any(all(features.means(mode, against).weight is None for mode in told) for told, against in sides)


def days(a: Tale, b: Tale, said: Said) -> None:
    """Ask how the days meet; told days that lie two or more apart are of two deeds."""
    one, two = a.days, b.days
    if one is None or two is None:
        if told_too_early(a, b):
            raise Parted("told before the other was done")
        said.append(("told as news" if told_as_news(a, b) else "day untold", 1.0, None))
        return
    gap = max(one.low - two.high, two.low - one.high, 0)
    if gap and one.width == two.width == 1 and gap == calendars_apart(min(one.low, two.low)):
        said.append(("same day, other calendar", 1.0, gap))
        return
    if one_but_for_the_year(one, two):
        said.append(("same day, carried over", 1.0, None))
        return
    if gap >= 2 and one.told and two.told:
        raise Parted("the days differ")
    sure = one.sure and two.sure
    if gap == 0 and max(one.width, two.width) > 2:
        said.append(("days meet", 1.0, None))
    elif gap == 0:
        said.append(("same day" if sure else "same day, carried over", 1.0, None))
    elif gap == 1 and sure:
        said.append(("next day", 1.0, None))
    elif sure:
        said.append(("other day", 1.0, gap))
    else:
        said.append(("other day, carried over", min(gap, _WEEK) / _WEEK, gap))


def places(a: Tale, b: Tale, registry: Registry, said: Said) -> None:
    """Ask whether the scenes are one, near, or one within the other; places far apart are two scenes."""
    if not a.places or not b.places:
        answers = {True: "scene named", False: "scene not named", None: "place untold"}
        said.append((answers[scene_named(a, b, registry)], 1.0, None))
        return
    shared = a.places & b.places
    if any(_fine(place, registry) for place in shared):
        said.append(("same place", 1.0, shared))
        return
    alike = registry.like_names(a.places - shared, b.places - shared)  # a country is like itself, and says little
    if alike:
        said.append(("place alike", alike, None))
    elif shared or _within(a.places, b.places, registry):
        said.append(("within", 1.0, None))
    else:
        said.append(_apart(a.places, b.places, registry))


def _apart(a: frozenset[str], b: frozenset[str], registry: Registry) -> Answer:
    """Answer for scenes of other names: near by on the map, or far; a name may be on no map, or on a wrong spot."""
    away = registry.of_pair(distance, a, b)
    if away is not None and away <= NEAR:
        return "near", 1.0 - away / NEAR / 2, round(away)
    return "same country" if registry.of_pair(features.places, a, b).weight == 1.0 else "other place", 1.0, None


def _holds_many(whole: Tale, part: Tale, registry: Registry) -> bool:
    """Tell whether one is told of several sides over weeks, and the other of one of them on a day or two."""
    if whole.days is None or part.days is None or whole.days.width <= _WEEK or part.days.width > 2:
        return False
    return registry.sides(frozenset(part.actors)) < registry.sides(frozenset(whole.actors))


def actors(a: Tale, b: Tale, registry: Registry, said: Said) -> None:
    """Ask whether the same did it; who is only described can be anybody."""
    if not a.actors or not b.actors:
        return
    if registry.different and _held_apart(a.actors, b.actors, registry):
        raise Parted("a person holds those who did them to be two")
    if _holds_many(a, b, registry) or _holds_many(b, a, registry):
        raise Parted("what several sides did in weeks is no one side's deed of a day")
    weight = registry.of_pair(features.actors, a.actors, b.actors).weight
    if weight is None and a.kind in WORDS and not registry.like_names(a.actors, b.actors):
        raise Parted("said by others")  # everyone does his own deeds of words
    if weight in (2.0, 1.5):
        said.append(("same actor" if weight == 2.0 else "same side", 1.0, a.actors & b.actors or a.actors))
    elif not registry.like_names(a.actors, b.actors):
        described = "other hands" if features.other_hands(a.actors, b.actors, registry) else "actor described"
        said.append(("other actor" if weight is None else described, 1.0, None))


def targets(a: Tale, b: Tale, registry: Registry, said: Said) -> None:
    """Ask whether it befell the same; a deed has many targets, so others part only a little."""
    if a.targets and b.targets:
        weight = registry.of_pair(features.targets, a.targets, b.targets).weight
        names = {1.0: "same target", 0.5: "same target side"}
        if weight not in names and registry.like_names(a.targets, b.targets):
            said.append(("target alike", 1.0, None))
        elif weight is not None and weight != 0.0:
            said.append((names.get(weight, "other target"), 1.0, None))


def hands(a: Tale, b: Tale, registry: Registry, said: Said) -> None:
    """Ask whether those who do the one suffer the other: soldiers fire on a crowd, a crowd stones soldiers."""
    if not a.actors or not b.actors:
        return
    one, other = (features.Hands(group.actors, group.targets, group.things) for group in (a, b))
    if features.hands(one, other, registry).weight is None:
        said.append(("opposite hands", 1.0, None))


def figures(a: Tale, b: Tale, said: Said) -> None:
    """Ask whether the tolls told in the same sentences are one, alike, or far apart."""
    if not a.figures or not b.figures:
        return
    if not a.figures.isdisjoint(b.figures):
        said.append(("same figure", 1.0, None))
        return
    told = [min(x, y) / max(x, y) for e, x in a.figures for f, y in b.figures if e == f and x and y]
    if told:
        said.append(("figures alike", max(told), max(told)))


def called(a: Tale, b: Tale, said: Said) -> None:
    """Ask whether both call the deed by one word: *landed* and *the landing*; *attack* can call any deed."""
    if same := {word for word in a.calls for again in b.calls if features.one_stem(word, again)}:
        said.append(("same word", 1.0, same))


def means(a: Tale, b: Tale, said: Said) -> None:
    """Ask whether it was done by the same means."""
    if a.weapons and b.weapons:
        same = a.weapons & b.weapons
        said.append(("same means", 1.0, same) if same else ("other means", 1.0, None))


def names(a: Tale, b: Tale, said: Said) -> None:
    """Ask for the deed's own name: a codename joins, the ordinals of namesakes part."""
    if a.ordinals and b.ordinals and a.ordinals.isdisjoint(b.ordinals):
        raise Parted("counted apart by name")
    if not a.codes.isdisjoint(b.codes):
        said.append(("same name", 1.0, a.codes & b.codes))


def about(a: Tale, b: Tale, said: Said) -> None:
    """Ask what two acts of speech are about: one deed joins them, two deeds part them."""
    if a.about and b.about:
        if a.about.isdisjoint(b.about):
            raise Parted("about other deeds")
        said.append(("same subject", 1.0, None))


def words(a: Tale, b: Tale, said: Said) -> None:
    """Ask how many words the tellings share, an overlap coefficient, and whether their accounts share any name."""
    size = min(len(a.words), len(b.words))
    if size >= _WORDS:
        share = len(a.words & b.words) / size
        said.append(("words shared", share, share))
    if min(len(a.topic), len(b.topic)) >= _NAMES and a.topic.isdisjoint(b.topic):
        said.append(("no name shared", 1.0, None))


def published(a: Tale, b: Tale, said: Said) -> None:
    """Ask how far apart they were told: who tells at once tells of the same days."""
    if a.told_on and b.told_on and max(min(a.told_on) - max(b.told_on), min(b.told_on) - max(a.told_on)) > _AGES:
        said.append(("told long after", 1.0, None))


def opening(a: Tale, b: Tale, said: Said) -> None:
    """Ask whether both are what their accounts open with."""
    if a.leads and b.leads:
        said.append(("both told first", 1.0, None))


def answers(a: Tale, b: Tale, registry: Registry) -> Said:
    """Return every question's answers about two groups; raises :class:`Parted` where they cannot be one deed."""
    said: Said = []
    kind(a, b, said)
    days(a, b, said)
    names(a, b, said)
    about(a, b, said)
    actors(a, b, registry, said)
    places(a, b, registry, said)
    targets(a, b, registry, said)
    hands(a, b, registry, said)
    figures(a, b, said)
    means(a, b, said)
    called(a, b, said)
    words(a, b, said)
    published(a, b, said)
    opening(a, b, said)
    if (a.days is None or b.days is None) and _TELLING.isdisjoint(name for name, _, _ in said):
        raise Parted("no day, and nothing of its own in common")
    return said


@cache
def _table() -> Mapping[str, Any]:
    return dict(load_lexicon().yaml("joining/weights.yaml"))


def chance(said: Said) -> float:
    """Return the probability that two groups are one deed, from what was answered about them."""
    table = _table()["weights"]
    total = table["base"]
    for name, value, _ in said:
        total += table[name] * value
    return float(1 / (1 + math.exp(-total)))


def scores(said: Said, registry: Registry) -> tuple[Score, ...]:
    """Return what each answer weighs, in log-odds, with its sentence; what weighs nothing is left out."""
    table, told = _table()["weights"], _table()["sentences"]
    return tuple(
        Score(name, round(table[name] * value, 2), told[name].format(_spelt(thing, registry)))
        for name, value, thing in said
        if round(table[name] * value, 2)
    )


def _spelt(thing: Any, registry: Registry) -> str:
    """Return what a sentence names: actors and places by their names, two at most, shares in percent, else as it is."""
    if isinstance(thing, float):
        return f"{thing:.0%}"
    if not isinstance(thing, (set, frozenset)):
        return str(thing)
    rows = [(registry.places.get(ident) or registry.actors.get(ident), ident) for ident in sorted(thing)]
    return ", ".join(dict.fromkeys(row.name if row is not None else ident for row, ident in rows))


def _within(a: frozenset[str], b: frozenset[str], registry: Registry) -> bool:
    lines = [{step for place in side for step in registry.line(place)} for side in (a, b)]
    return bool(a & lines[1] or b & lines[0])


def _held_apart(a: frozenset[str], b: frozenset[str], registry: Registry) -> bool:
    return not a & b and any(frozenset((x, y)) in registry.different for x in a for y in b)


def _fine(place: str, registry: Registry) -> bool:
    """Tell whether a shared place says much: a town does, a country does not."""
    row = registry.places.get(place)
    return row is None or not features.wide(row)
