"""Where the declared names of an account stand in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

Names = Sequence[tuple[str, tuple[str, ...]]]


def occurrences(text: str, names: Names) -> list[tuple[int, int, int, int]]:
    """Return start, end, number of the name and number of its form for every occurrence, in text order.

    Longer forms win over shorter ones; forms in capitals are found too.
    """
    table: dict[str, tuple[int, int]] = {}
    for number, (_, forms) in enumerate(names):
        for order, form in enumerate(forms):
            table.setdefault(form, (number, order))
            table.setdefault(form.upper(), (number, order))
    if not table:
        return []
    ordered = sorted(table, key=lambda form: (-len(form), form))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in ordered) + r")(?!\w)")
    return [(match.start(), match.end(), *table[match[0]]) for match in pattern.finditer(text)]
