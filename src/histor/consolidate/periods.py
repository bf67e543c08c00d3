"""When a deed was that no telling of it dates: the time in which its passage or text is set, as an inferred date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from histor.consolidate.tellings import Telling
from histor.model import FieldSupport, Incident, When, Why, WordRef

#: How fine a time is, the finest first.
_FINE = {"day": 0, "interval": 1, "month": 2, "year": 3}
#: How sure a time is that was carried over.
_SURE = 0.5


def dated_by_periods(
    incidents: Sequence[Incident], tellings: Sequence[Telling], at: Mapping[tuple[int, WordRef], str]
) -> list[Incident]:
    """Return the incidents, those without a date with the finest time in which a telling of theirs is set.

    It is done last of all, for what is only inferred must neither join nor part nor answer anything.
    """
    periods: dict[str, list[When]] = defaultdict(list)
    for telling in sorted((one for one in tellings if one.event.period is not None), key=lambda one: one.order):
        period, incident = telling.event.period, at.get(telling.word)
        if period is not None and incident is not None:
            periods[incident].append(period)
    return [_dated(row, periods[row.id]) if row.id in periods and not _has_date(row) else row for row in incidents]


def _has_date(row: Incident) -> bool:
    return row.date.start is not None or row.date.end is not None


def _dated(row: Incident, periods: Sequence[When]) -> Incident:
    when = min(periods, key=lambda one: _FINE.get(one.precision, 9))
    why = Why("dates/period", f"no date is told with the deed; it is {when.why}", _SURE)
    support = FieldSupport(said_by=(), evidence=row.fields["type"].evidence if "type" in row.fields else (), why=why)
    return replace(row, date=when, fields=dict(sorted({**row.fields, "date": support}.items())))
