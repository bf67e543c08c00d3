"""What still speaks where a telling gives no day or no place: when its account was published, and which names it uses.

A wire that says *the attack* tells of these days; a deed of next week it cannot tell; and the bridge that it names in
its first line is the likelier scene than a town that it never mentions.
"""

from __future__ import annotations

from functools import lru_cache

from histor.consolidate.group import Tale
from histor.consolidate.tellings import Registry

#: Days within which what happened is told as news, without its day.
_FRESH = 3
#: Days by which a deed can seem later than an account of it: clocks differ around the earth.
_CLOCKS = 1


def told_too_early(a: Tale, b: Tale) -> bool:
    """Tell whether one was told before the other, whose day is known, had happened."""
    return any(
        one.days is None and other.days is not None and other.days.sure and not other.days.borrowed
        and bool(one.told_on) and min(one.told_on) < other.days.low - _CLOCKS
        for one, other in ((a, b), (b, a))
    )  # fmt: skip


def told_as_news(a: Tale, b: Tale) -> bool:
    """Tell whether one gives no day and was told within days of the other's, as news of it would be."""
    for one, other in ((a, b), (b, a)):
        if one.days is None and other.days is not None and other.days.width <= _FRESH and one.told_on:
            return 0 <= min(one.told_on) - other.days.low <= _FRESH
    return False


def scene_named(a: Tale, b: Tale, registry: Registry) -> bool | None:
    """Tell whether the account of the one that gives no place names the other's; None where there is no telling."""
    for one, other in ((a, b), (b, a)):
        if one.places or not one.topic:
            continue
        names = [words for place in other.places if (words := registry.name_words(place))]
        if names:
            topic = _without_plurals(one.topic)
            return any(words <= topic for words in names)
    return None


@lru_cache(1 << 12)
def _without_plurals(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.removesuffix("s") for name in names)
