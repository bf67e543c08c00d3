"""Writes TIMEX values, the notation of the public gold for times, so that the resolver can be measured."""

from __future__ import annotations

from histor.model.time import TimeExpression
from histor.resolve.calendar import Point

#: Units that TIMEX writes after ``PT``.
_CLOCK_UNITS = {"H": "H", "MI": "M", "S": "S"}
_SET_VALUES = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "H": "XXXX-XX-XXTXX"}


def point_value(point: Point) -> str:
    """Return a date as TIMEX writes it: as ISO 8601, but with ``BC0480`` for a year before our era."""
    if point.year > 0:
        return point.iso
    rest = point.iso.lstrip("-")[4:]
    return f"BC{1 - point.year:04d}{rest}"


def decade_value(year: int) -> str:
    """Return ``192`` for the 1920s and ``BC048`` for the 480s BC."""
    return f"{year // 10:03d}" if year > 0 else f"BC{(1 - year) // 10:03d}"


def century_value(rank: int, ancient: bool) -> str:
    """Return ``18`` for the nineteenth century and ``BC03`` for the fourth century BC."""
    return f"{'BC' if ancient else ''}{rank - 1:02d}"


def duration_value(amount: float | None, unit: str) -> str:
    """Return a length of time: ``P3W``, ``PT2H``, ``P2.5Y``; ``X`` where the amount is left open."""
    if unit == "F":
        amount, unit = (amount or 1) * 2, "W"
    if unit == "Q":
        amount, unit = (amount or 1) * 3, "M"
    count = "X" if amount is None else f"{amount:g}"
    if unit in _CLOCK_UNITS:
        return f"PT{count}{_CLOCK_UNITS[unit]}"
    return f"P{count}{unit}"


def set_value(one: TimeExpression) -> str:
    """Return the value of a repeated time: ``XXXX-XX-XX`` for every day, ``XXXX-WXX-5`` for every Friday."""
    return f"XXXX-WXX-{one.weekday}" if one.weekday else _SET_VALUES.get(one.unit, "XXXX")


def vague_value(word: str) -> str:
    """Return ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``, or ``null`` for a time that only the text around tells."""
    return {"present": "PRESENT_REF", "past": "PAST_REF", "coming": "FUTURE_REF"}.get(word, "null")
