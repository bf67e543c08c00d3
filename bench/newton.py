"""Newton's method with a step control: a step that leads lower is tried smaller.

Without it a step can leap beyond the top where the answers are nearly certain, and never come back.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Steps at most, parts of a step that are tried until it leads higher, and the gain from which on one is worth another.
STEPS, SIZES, ENOUGH = 40, (1.0, 0.5, 0.25, 0.125, 0.06), 0.01
Ground = Callable[[Floats], tuple[Floats, Floats]]


def climbed(start: Floats, value: Callable[[Floats], float], ground: Ground) -> Floats:
    """Return the weights at which ``value`` is highest, from ``start`` on; ``ground`` gives its slope and its curve.

    The curve is that of the valley seen upside down, so that a step is the slope divided by it.
    """
    weights, known = start.copy(), value(start)
    for _ in range(STEPS):
        slope, curve = ground(weights)
        step, better = np.linalg.solve(curve, slope), -np.inf
        for size in SIZES:
            better = value(weights + size * step)
            if better > known:
                weights = weights + size * step
                break
        if better - known < ENOUGH:
            break
        known = better
    return weights
