"""From entity scores to BIO tags that are well formed.

The best tag of each word, and, where that puts an "I-" after the wrong thing, the best allowed sequence (Viterbi).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def bio(scores: NDArray[np.float32], names: Sequence[str]) -> list[str]:
    """The best well-formed tags of `scores` [n, tags]; ties go to the first tag."""
    best = [names[i] for i in scores.argmax(1)]
    if all(_allowed(a, b) for a, b in zip(["O", *best], best, strict=False)):
        return best
    return [names[i] for i in _viterbi(scores.astype(np.float64), names)]


def _allowed(before: str, tag: str) -> bool:
    return tag[0] != "I" or (before[0] in "BI" and before[2:] == tag[2:])


def _viterbi(scores: NDArray[np.float64], names: Sequence[str]) -> list[int]:
    ban = np.array([[0.0 if _allowed(a, b) else -1e9 for b in names] for a in names])
    total = scores[0] + [0.0 if _allowed("O", b) else -1e9 for b in names]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        options = total[:, None] + ban
        back[i] = options.argmax(0)
        total = options.max(0) + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]
