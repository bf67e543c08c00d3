"""The arithmetic of agreement: precision and recall, Cohen's kappa, Krippendorff's alpha, draws with replacement.

Kappa after Cohen 1960; alpha for two coders and nominal labels after Krippendorff 2011 (*Computing Krippendorff's
Alpha-Reliability*), where every pair has both labels.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Labels = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, rows given and rows wanted; a layer of shares has ``given == wanted``."""

    hit: float
    given: int
    wanted: int
    recall: float | None = None

    @property
    def p(self) -> float:
        """Precision; 1 where nothing was given and nothing wanted."""
        return self.hit / self.given if self.given else float(not self.wanted)

    @property
    def r(self) -> float:
        """Recall."""
        if self.recall is not None:
            return self.recall
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


def same(labels: Labels) -> float:
    """Return the share of pairs whose labels agree; 1 without pairs."""
    return sum(a == b for a, b in labels) / len(labels) if labels else 1.0


def kappa(labels: Labels) -> float:
    """Return Cohen's kappa: agreement beyond what the two coders' own habits would give by chance.

    >>> round(kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 3)
    0.5
    """
    if not labels:
        return 1.0
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[label] * second[label] for label in first) / len(labels) ** 2
    return 1.0 if chance == 1 else (same(labels) - chance) / (1 - chance)


def alpha(labels: Labels) -> float:
    """Return Krippendorff's alpha for nominal labels of two coders.

    >>> round(alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 3)
    0.533
    """
    if not labels:
        return 1.0
    total = 2 * len(labels)
    counts = Counter(label for pair in labels for label in pair)
    expected = sum(counts[a] * (total - counts[a]) for a in counts) / (total - 1)
    observed = 2 * sum(a != b for a, b in labels)
    return 1.0 if not expected else 1 - observed / expected


def confusion(labels: Labels) -> list[tuple[str, str, int]]:
    """Return how often the first coder's label met the second's, the commonest first."""
    return [(a, b, n) for (a, b), n in sorted(Counter(labels).items(), key=lambda row: (-row[1], row[0]))]


def interval(values: Sequence[float], draws: int = 1000, seed: int = 20) -> tuple[float, float]:
    """Return the middle 95% of the mean over seeded draws with replacement."""
    if not values:
        return 1.0, 1.0
    rng = random.Random(seed)
    means = sorted(sum(rng.choices(values, k=len(values))) / len(values) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws) - 1]
