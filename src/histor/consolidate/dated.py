"""The day of a deed as each telling gives it, and the day on which it was told: late reports keep both."""

from __future__ import annotations

from datetime import date

from histor.consolidate.shelf import Cluster
from histor.consolidate.telling_days import Days
from histor.consolidate.tellings import Registry
from histor.model import TellingDate

#: Days of a night, which lies on two.
_NIGHT = 2


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


def one_but_for_the_year(one: Days, two: Days) -> bool:
    """Tell whether two ranges begin on one day, the year of the later being only that of its publication."""
    if one.borrowed == two.borrowed or max(one.width, two.width) > _NIGHT:
        return False
    later, earlier = (one, two) if one.borrowed else (two, one)
    a, b = date.fromordinal(later.low), date.fromordinal(earlier.low)
    return a.year > b.year and (a.month, a.day) == (b.month, b.day)


#: From which day on the old calendar and the new lie how many days apart, up to the last state that went over.
_CALENDARS = ((date(1582, 10, 5), 10), (date(1700, 2, 19), 11), (date(1800, 2, 18), 12), (date(1900, 2, 17), 13))
_ALL_NEW = date(1923, 3, 1)


def calendars_apart(day: int) -> int | None:
    """Return by how many days the old calendar trails the new one on a day (an ordinal), None where all used one.

    The two dates of one day are told without saying which calendar counts: 13 June here, 24 June 1715 there.
    """
    if day >= _ALL_NEW.toordinal():
        return None
    return next((apart for start, apart in reversed(_CALENDARS) if day >= start.toordinal()), None)
