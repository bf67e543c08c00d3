"""From head scores to one tree: the best choice of each word, and the maximum spanning tree where that is none.

Chu and Liu 1965, Edmonds 1967, with cycles contracted one at a time. One root is enforced by making every root arc
so dear that only one can pay (all other arcs exist, so one is always enough).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROOT_COST = 1e6
Scores = NDArray[np.float64]


def heads_of(arcs: NDArray[np.float32]) -> list[int]:
    """Heads (0 is the root, word i is i + 1) of the best tree of `arcs` [n, 1 + n]; ties go to the first."""
    n = arcs.shape[0]
    scores = arcs.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads = [int(h) for h in scores.argmax(1)]
    if heads.count(0) == 1 and ring([-1, *heads]) is None:
        return heads
    if n == 1:
        return [0]
    scores[:, 0] -= ROOT_COST
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    return _spanning(full)[1:]


def ring(heads: Sequence[int]) -> list[int] | None:
    """The first cycle of a head list whose item 0 is the root, or None."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node > 0 and not seen[node]:
            seen[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and seen[node] == start:
            return path[path.index(node) :]
    return None


def _spanning(scores: Scores) -> list[int]:
    """Best heads for scores[dependent, head]; row 0 is the root and is ignored. Contracts cycles on a stack."""
    stack: list[tuple[list[int], list[int], Scores, NDArray[np.int64], NDArray[np.int64]]] = []
    while True:
        heads = [-1, *(int(h) for h in scores[1:].argmax(1))]
        cycle = ring(heads)
        if cycle is None:
            break
        inside = np.array(cycle)
        outside = np.array([i for i in range(len(heads)) if i not in set(cycle)])
        lost = scores[inside, [heads[i] for i in cycle]]
        entering = scores[np.ix_(inside, outside)] - lost[:, None]
        leaving = scores[np.ix_(outside, inside)]
        size = len(outside) + 1
        smaller = np.full((size, size), -np.inf)
        smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
        smaller[-1, :-1] = entering.max(0)
        smaller[:-1, -1] = leaving.max(1)
        smaller[0] = -np.inf
        stack.append((cycle, heads, scores, outside, inside[entering.argmax(0)]))
        scores = smaller
    while stack:
        cycle, old, above, outside, entry = stack.pop()
        heads = _expanded(heads, cycle, old, above, outside, entry)
    return heads


def _expanded(heads: list[int], cycle: list[int], old: list[int], above: Scores, outside: NDArray[np.int64],
              entry: NDArray[np.int64]) -> list[int]:
    """Undo one contraction: the cycle keeps its arcs but the one into the word where the tree enters it."""
    out = list(old)
    last = len(outside)
    for position in range(1, last):
        node, head = int(outside[position]), heads[position]
        if head == last:
            out[node] = cycle[int(above[node, cycle].argmax())]
        else:
            out[node] = int(outside[head])
    source = heads[last]
    out[int(entry[source])] = int(outside[source])
    return out
