"""A choice among options by signs: each is worth what a fitted table says of its signs, and none of them is one more.

The form of a conditional logistic regression (McFadden 1974) with nothing as one of the options, worth 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def worth(signs: Mapping[str, float], table: Mapping[str, float]) -> float:
    """Return what some signs are worth together, in log-odds against none; ``any`` is what each option is worth."""
    return sum((value * table.get(name, 0.0) for name, value in signs.items()), table.get("any", 0.0))


def chances(options: Sequence[Mapping[str, float]], table: Mapping[str, float]) -> list[float]:
    """Return how likely each option is; what is missing to one is the chance that it is none of them."""
    found = [worth(signs, table) for signs in options]
    top = max([0.0, *found])
    whole = math.exp(-top) + sum(math.exp(one - top) for one in found)
    return [math.exp(one - top) / whole for one in found]


def likeliest(names: Sequence[str], each: Sequence[float]) -> tuple[str, float] | None:
    """Return what the options most likely stand for and how likely, those that stand for one thing taken together."""
    shares: dict[str, float] = {}
    for name, chance in zip(names, each, strict=True):
        shares[name] = shares.get(name, 0.0) + chance
    return max(shares.items(), key=lambda row: row[1], default=None)
