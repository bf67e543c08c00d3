"""Applies a policy to the day of a deed: from what each telling gives to one line, with what was taken and why.

A month that holds a day told elsewhere is the same date told less exactly; it is left out and said to be. Days told
by several accounts of one speaker count as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from histor.analyse.policies import Policy

Case = Mapping[str, Any]
Row = dict[str, Any]
_Taken = tuple[list["Dated"], str]

#: Dates told in a sentence about a line; more are counted.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """The first and last day (ISO, cut to what is told) that a telling gives, who tells it, and when that was told."""

    start: str
    end: str
    origin: str
    told: str
    name: str

    @property
    def text(self) -> str:
        """The date as it is written: a day, month or year, or a span of them."""
        return self.start if self.start == self.end else f"{self.start} – {self.end}"


def dates(case: Case, policy: Policy) -> list[Row]:
    """Return a line for each incident with a date: ``start``, ``end``, ``text``, ``how``, ``origins``, ``policy``."""
    names = {row["id"]: row["name"] for row in case.get("whole", case)["actors"]}
    names |= {row["id"]: row.get("publisher") or row["title"] for row in case["sources"]}
    found = []
    for row in case["incidents"]:
        told = [_dated(date, names) for date in row.get("dates", ())]
        if told:
            found.append(_line(row["id"], told, policy))
    return found


def _dated(row: Mapping[str, Any], names: Mapping[str, str]) -> Dated:
    who = row["said_by"] or row["source"]
    start, end = row["start"] or row["end"], row["end"] or row["start"]
    return Dated(start, end, who, row["told"] or "", names.get(who, who))


def _line(incident: str, told: Sequence[Dated], policy: Policy) -> Row:
    kept, coarse = _exact(told)
    taken, how = _TAKES[policy.dates](kept)
    start, end = min(date.start for date in taken), max(date.end for date in taken)
    left = f"; left out {_listed(coarse)}, which is less exact" if coarse else ""
    text = _by_day(taken) if policy.dates == "by day" else Dated(start, end, "", "", "").text
    return {
        "incident": incident, "start": start, "end": end, "text": text, "how": f"{how}: {_listed(taken)}{left}.",
        "origins": len({date.origin for date in taken}), "policy": policy.id,
    }


def _exact(told: Sequence[Dated]) -> tuple[list[Dated], list[Dated]]:
    """Return the dates that no other one makes more exact, and those that hold a finer one."""
    coarse = [one for one in told if any(_holds(one, other) for other in told)]
    return [one for one in told if one not in coarse], coarse


def _holds(wide: Dated, fine: Dated) -> bool:
    if (wide.start, wide.end) == (fine.start, fine.end):
        return False
    first, last = fine.start[: len(wide.start)], fine.end[: len(wide.end)]
    return len(fine.start) >= len(wide.start) and wide.start <= first and last <= wide.end


def _range(told: Sequence[Dated]) -> _Taken:
    return list(told), "Took the first and the last day told"


def _latest(told: Sequence[Dated]) -> _Taken:
    last = max(date.told for date in told)
    return [date for date in told if date.told == last], "Took what was told last"


def _majority(told: Sequence[Dated]) -> _Taken:
    counted = Counter(day for day, _ in {((date.start, date.end), date.origin) for date in told})
    most, of = max(counted.values()), len({date.origin for date in told})
    return [date for date in told if counted[date.start, date.end] == most], f"Took what most tell ({most} of {of})"


def _by_day_all(told: Sequence[Dated]) -> _Taken:
    return list(told), "Took every day that is told"


_TAKES: dict[str, Callable[[Sequence[Dated]], _Taken]] = {
    "range": _range, "latest": _latest, "majority": _majority, "by day": _by_day_all,
}  # fmt: skip


def _by_day(told: Sequence[Dated]) -> str:
    counted = Counter(text for text, _ in {(date.text, date.origin) for date in told})
    return ", ".join(f"{text} ({times})" for text, times in sorted(counted.items()))


def _listed(told: Sequence[Dated]) -> str:
    shown = list(dict.fromkeys(f"{date.text} ({date.name})" for date in told))
    more = len(shown) - _SHOWN
    return ", ".join(shown[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
