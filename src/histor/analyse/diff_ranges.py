"""When two ranges have nothing in common: of days, cut to what is known, and of numbers, open where not told."""

from __future__ import annotations

Days = tuple[str | None, str | None]
Numbers = tuple[int | None, int | None]


def days_apart(a: Days, b: Days) -> bool:
    """Tell whether two spans of days share none; a month or a year is compared as far as it goes.

    >>> days_apart(("2024-01-16", "2024-01-16"), ("2024-01", "2024-01"))
    False
    """
    width = min((len(day) for day in (*a, *b) if day), default=0)
    return _before(a, b, width) or _before(b, a, width)


def _before(a: Days, b: Days, width: int) -> bool:
    return a[1] is not None and b[0] is not None and a[1][:width] < b[0][:width]


def numbers_apart(a: Numbers, b: Numbers) -> bool:
    """Tell whether two figures cannot both hold: at least 26 and 40 can, 12 and 17 cannot."""
    return (a[1] is not None and b[0] is not None and a[1] < b[0]) or (
        b[1] is not None and a[0] is not None and b[1] < a[0])
