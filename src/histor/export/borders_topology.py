"""Turns outlines into a topology: every line that two areas share is kept once, as an arc that both point to.

A shared line can then be thinned without a gap opening between neighbours, and its kind (coast, border, disputed) is
a question about the areas on its two sides. The form is TopoJSON's: arc ``~n`` is arc ``n`` walked backwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

Point = tuple[float, float]
#: A ring of an area: the numbers of its arcs, in order.
Ring = list[int]


class ArcIndex:
    """Cuts rings into arcs where more than two lines meet, and gives equal arcs one number."""

    def __init__(self, rings: Iterable[Sequence[Point]]) -> None:
        self.arcs: list[list[Point]] = []
        self._known: dict[tuple[Point, ...], int] = {}
        around: dict[Point, set[Point]] = {}
        for ring in rings:
            for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
                if one != other:
                    around.setdefault(one, set()).add(other)
                    around.setdefault(other, set()).add(one)
        self._meets = {point for point, near in around.items() if len(near) > 2}

    def ring(self, points: Sequence[Point]) -> Ring:
        """Return a closed ring (its first point not said again) as arcs."""
        cuts = [at for at, point in enumerate(points) if point in self._meets]
        if not cuts:
            first = min(range(len(points)), key=points.__getitem__)
            return [self._number([*points[first:], *points[:first], points[first]])]
        turned = [*points[cuts[0]:], *points[:cuts[0]], points[cuts[0]]]
        ends = [at - cuts[0] for at in cuts] + [len(points)]
        return [self._number(turned[low:high + 1]) for low, high in pairwise(ends)]

    def line(self, points: Sequence[Point]) -> int:
        """Return a line that no area has, as an arc."""
        return self._number(list(points))

    def _number(self, arc: list[Point]) -> int:
        key, back = tuple(arc), tuple(reversed(arc))
        if key in self._known:
            return self._known[key]
        if back in self._known:
            return ~self._known[back]
        self._known[key] = len(self.arcs)
        self.arcs.append(arc)
        return self._known[key]


def clean(ring: Sequence[Point]) -> list[Point]:
    """Return a ring without points said twice in a row and without the first one again at its end."""
    points = [point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]]
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def walk(arcs: Sequence[Sequence[Point]], ring: Iterable[int]) -> list[Point]:
    """Return the points of a ring, the first not said again."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def dissolve(arcs: Sequence[Sequence[Point]], rings: Iterable[Iterable[int]]) -> list[Ring]:
    """Return the outlines of several areas together: the arcs that only one of them has, end to end."""
    used = {number for ring in rings for number in ring}
    starts: dict[Point, list[int]] = {}
    for number in sorted(used):
        if ~number not in used:
            starts.setdefault(_end(arcs, ~number), []).append(number)
    found: list[Ring] = []
    while starts:
        at, ring = next(iter(starts)), []
        while starts.get(at):
            ring.append(starts[at].pop())
            if not starts[at]:
                del starts[at]
            at = _end(arcs, ring[-1])
        found.append(ring)
    return found


def _end(arcs: Sequence[Sequence[Point]], number: int) -> Point:
    return arcs[number][-1] if number >= 0 else arcs[~number][0]


def weights(arc: Sequence[Point], stretch: float = 1.0) -> list[float]:
    """Return for each point how much its loss would change the arc; the ends weigh more than anything.

    The weight is the area of the triangle with its neighbours at the time when it is the least of all, never less than
    that of a point that went before (Visvalingam and Whyatt 1993). ``stretch`` is the width of a degree of longitude as
    a share of a degree of latitude.
    """
    last = len(arc) - 1
    found = [float("inf")] * len(arc)
    before, after = list(range(-1, last)), list(range(1, last + 2))

    def triangle(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = arc[before[at]], arc[at], arc[after[at]]
        return abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) * stretch / 2

    queue = [(triangle(at), at) for at in range(1, last)]
    heapify(queue)
    current = {at: area for area, at in queue}
    least = 0.0
    while queue:
        area, at = heappop(queue)
        if current.get(at) != area:
            continue  # its neighbours have changed since; it stands in the queue again
        del current[at]
        least = max(least, area)
        found[at] = least
        low, high = before[at], after[at]
        after[low], before[high] = high, low
        for near in (low, high):
            if 0 < near < last:
                current[near] = triangle(near)
                heappush(queue, (current[near], near))
    return found
