"""Finds the few groups that a deed of another account can be: by its days, its places, who did what to whom.

Comparing each with each would grow with the square of the accounts. A deed is shown only those of its type that share a
day (or lie a day beside it), or, where one of the two has no day of its own, a place, a name, an actor and a target, a
codename, or the names of accounts of the same week or one beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain

from histor.consolidate.dated import calendars_apart
from histor.consolidate.features import STEM
from histor.consolidate.group import Group, Tale
from histor.consolidate.keys import Key, Keys, Numbers
from histor.consolidate.tellings import Registry

#: Groups looked at for one key, newest first, and groups handed out, those that share most keys first.
MOST, NEAREST = 60, 24
#: Days beyond which a range of days is no day, and beyond which it is no date.
NARROW, WIDE = 4, 70
_MONTH = 30


class Blocks:
    """Groups by what they can be found by."""

    def __init__(self, registry: Registry, keys: Keys | None = None) -> None:
        self.registry = registry
        self._keys = Keys() if keys is None else keys
        self._of: defaultdict[int, list[int]] = defaultdict(list)
        self._filed: dict[int, Group] = {}
        self._marks: dict[int, bytes] = {}
        self._sought: dict[int, Numbers] = {}

    def file(self, group: Group) -> None:
        """Make a group findable by all that it says now."""
        own, self._sought[group.number] = self._spelt(group)
        self._filed[group.number], self._marks[group.number] = group, group.mark
        for key in own:
            self._of[key].append(group.number)

    def sought(self, group: Group) -> Numbers:
        """Return the keys by which a group looks for others."""
        known = self._sought.get(group.number)
        return self._spelt(group)[1] if known is None else known

    def _spelt(self, group: Group) -> tuple[Numbers, Numbers]:
        return self._keys.of(group, partial(spelt, group.tale, self.registry))

    def near(self, group: Group) -> list[Group]:
        """Return the groups that share most keys with this one, in the order in which they were opened."""
        found = self._of
        if group.loose and len(self._filed) <= NEAREST:
            filed = (self._filed[number] for number in sorted(self._filed))
            return [other for other in filed if other.tale.kind == group.tale.kind]
        votes = Counter(chain.from_iterable([found[key][-MOST:] for key in self.sought(group) if key in found]))
        numbers: Iterable[int] = votes
        if len(votes) > NEAREST:  # those of most votes, and of as many those that were opened first
            least = sorted(votes.values())[-NEAREST]
            more = [number for number, count in votes.items() if count > least]
            numbers = more + sorted(n for n, count in votes.items() if count == least)[: NEAREST - len(more)]
        return [self._filed[number] for number in sorted(numbers)]

    def shown(self) -> dict[int, tuple[bytes, ...]]:
        """Return for every key the marks of the groups that it shows, as they were filed."""
        mark = self._marks.__getitem__
        return {key: tuple(map(mark, numbers[-MOST:])) for key, numbers in self._of.items()}


def spelt(tale: Tale, registry: Registry) -> tuple[list[Key], list[Key]]:
    """Return the keys by which what is told is found, each once, and those by which it looks for others."""
    facts = list(_facts(tale, registry))
    return list(dict.fromkeys(_own(tale, facts))), list(_looked_for(tale, facts))


def _own(tale: Tale, facts: Sequence[object]) -> Iterator[Key]:
    """Yield what a tale is found by."""
    kind, days = tale.kind, tale.days
    if days is not None and days.width <= WIDE:
        if days.width <= NARROW:
            yield from ((kind, "day", day) for day in range(days.low, days.high + 1))
            yield kind, "borrowed" if days.borrowed else "of a year", date.fromordinal(days.low).timetuple()[1:3]
        word = "narrow" if days.width <= NARROW else "wide"
        yield from ((kind, word, month) for month in _months(days.low, days.high))
    firmness = _firmness(tale)
    yield from ((kind, firmness, fact) for fact in facts)


def _looked_for(tale: Tale, facts: Sequence[object]) -> Iterator[Key]:
    """Yield what a tale looks for others by; what is named twice counts twice."""
    kind, days = tale.kind, tale.days
    if days is not None and days.width <= WIDE:
        months = _months(days.low, days.high)
        yield from ((kind, "wide", month) for month in months)
        if days.width <= NARROW:
            yield from ((kind, "day", day) for day in range(days.low - 1, days.high + 2))
            yield kind, "of a year" if days.borrowed else "borrowed", date.fromordinal(days.low).timetuple()[1:3]
            apart = calendars_apart(days.low)
            yield from ((kind, "day", days.low + gap) for gap in (-apart, apart)) if apart else ()
        else:
            yield from ((kind, "narrow", month) for month in months)
    loose = _firmness(tale) == "loose"
    for fact in (*facts, *(_beside(tale) if loose else ())):
        yield (kind, "loose", fact)
        if loose:
            yield (kind, "firm", fact)


def _beside(tale: Tale) -> Iterator[object]:
    """Yield the names of accounts told in the weeks beside a tale's: a week is no more than a box."""
    own = {day // 7 for day in tale.told_on}
    for week in sorted(({at - 1 for at in own} | {at + 1 for at in own}) - own):
        yield from ((week, name) for name in sorted(tale.topic))


def _facts(tale: Tale, registry: Registry) -> Iterator[object]:
    """Yield what a deed without a day of its own can be found by."""
    yield from sorted(tale.places)
    yield from sorted(tale.codes)
    yield from (("about", name) for name in sorted(tale.about))
    yield from (("name", name) for name in sorted(tale.names))
    calls = sorted({word[:STEM] for word in tale.calls})
    yield from ((call, thing) for thing in sorted(tale.things) for call in calls)
    theirs = sorted(registry.sides(tale.targets))
    for side in sorted(registry.sides(tale.actors)):
        yield from ((side, target) for target in theirs)
    names = sorted(tale.topic)
    for week in sorted({day // 7 for day in tale.told_on}):
        yield from ((week, name) for name in names)


def _firmness(tale: Tale) -> str:
    """Return whether a tale has a day of its own, so that its day finds it."""
    return "firm" if tale.days is not None and tale.days.sure and tale.days.width <= WIDE else "loose"


def _months(low: int, high: int) -> range:
    return range(low // _MONTH, high // _MONTH + 1)
