"""Draws the ground of a map in pixels: land, lines of each kind, and where the names of lands may stand.

Everything is cut off a little outside the picture, so that a page carries nothing that cannot be seen. Each arc is
turned into pixels once and thinned there, so that neighbours keep the same line between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from histor.export.borders_topology import Point, dissolve
from histor.export.map_cut import Cut
from histor.export.map_frame import Frame

#: Pixels around the picture that are still drawn.
_RIM = 24.0
#: Points closer than this to the one before are left out, in pixels.
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Label:
    """A land that is large enough in the picture to be named: its code or dispute, and the middle of its breadth."""

    code: str
    dispute: str | None
    x: float
    y: float
    room: float


class Ground:
    """A cut in the pixels of a frame."""

    def __init__(self, cut: Cut, frame: Frame) -> None:
        self.cut, self.frame = cut, frame
        self._arcs = [_thin([frame.project(*point) for point in arc]) for arc in cut.borders.arcs]

    def land(self, areas: Iterable[int] | None = None) -> str:
        """Return the path around all land, or around some areas together; empty where none of it is in sight."""
        return "".join(_path(ring, closed=True) for ring in self._rings(areas))

    def lines(self, kind: str) -> str:
        """Return the path of all lines of a kind."""
        return "".join(_path(run, closed=False) for arc in self.cut.lines.get(kind, ())
                       for run in self._runs(self._arcs[arc]))

    def labels(self, least: float = 62.0) -> list[Label]:
        """Return the lands that have room for a name, the widest first."""
        groups: dict[tuple[str, str | None], list[int]] = {}
        for number, area in enumerate(self.cut.borders.areas):
            groups.setdefault(("", area.dispute) if area.dispute else (area.country, None), []).append(number)
        found = [Label(code, dispute, *spot) for (code, dispute), numbers in groups.items()
                 if (spot := self._widest(numbers)) and spot[2] >= least * (0.5 if dispute else 1)]
        return sorted(found, key=lambda label: (-label.room, label.code, label.dispute or ""))

    def _widest(self, numbers: list[int]) -> tuple[float, float, float] | None:
        """Return the middle and breadth of the widest stretch of some areas that is in sight, off their rims."""
        rings = list(self._rings(numbers))
        if not rings:
            return None
        ring = max(rings, key=lambda one: abs(_size(one)))
        ys = [min(max(y, 14.0), self.frame.height - 14.0) for _, y in ring]
        low, high = min(ys), max(ys)
        best = (0.0, 0.0, 0.0)
        for share in (0.5, 0.42, 0.58, 0.34, 0.66):
            y = low + (high - low) * share + 0.013
            for left, right in self._stretches(ring, y):
                room = (right - left) * (1 - abs(share - 0.5))
                if room > best[2]:
                    best = ((left + right) / 2, y, room)
        return best if best[2] and abs(_size(ring)) > 900 else None

    def _stretches(self, ring: Sequence[Point], y: float) -> Iterator[tuple[float, float]]:
        cuts = sorted(x1 + (y - y1) / (y2 - y1) * (x2 - x1)
                      for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True) if (y1 > y) != (y2 > y))
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            if right > 8 and left < self.frame.width - 8:
                yield max(left, 8.0), min(right, self.frame.width - 8.0)

    def _rings(self, areas: Iterable[int] | None) -> Iterator[list[Point]]:
        shapes = self.cut.borders.areas
        chosen = shapes if areas is None else [shapes[number] for number in areas]
        for ring in dissolve(self.cut.borders.arcs, (ring for area in chosen for ring in area.rings)):
            points = [point for arc in ring for point in (self._arcs[arc] if arc >= 0 else self._arcs[~arc][::-1])]
            kept = _clipped(points, self.frame)
            if len(kept) > 2 and abs(_size(kept)) > 0.6:
                yield kept

    def _runs(self, points: list[Point]) -> Iterator[list[Point]]:
        """Yield the stretches of a line that are in sight."""
        run: list[Point] = []
        for one, other in pairwise(points):
            if self._seen(one, other):
                run = run or [one]
                run.append(other)
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _seen(self, one: Point, other: Point) -> bool:
        return (max(one[0], other[0]) > -_RIM and min(one[0], other[0]) < self.frame.width + _RIM
                and max(one[1], other[1]) > -_RIM and min(one[1], other[1]) < self.frame.height + _RIM)


def _thin(points: list[Point]) -> list[Point]:
    kept = points[:1]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > _NEAR:
            kept.append(point)
    return [*kept, points[-1]]


def _clipped(ring: list[Point], frame: Frame) -> list[Point]:
    """Return a ring cut at the picture's edges (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, -_RIM, 1), (0, frame.width + _RIM, -1), (1, -_RIM, 1), (1, frame.height + _RIM, -1)):
        kept: list[Point] = []
        for one, other in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            before, after = (sign * (point[axis] - bound) for point in (one, other))
            if before * after < 0:
                share = before / (before - after)
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
            if after >= 0:
                kept.append(other)
        ring = kept
    return ring


def _size(ring: Sequence[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def _path(points: Sequence[Point], closed: bool) -> str:
    """Return points as path data in tenths of a pixel, each step told from the last."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(tenths)]
    told = "".join(f"{_tenth(x)}{'' if y < 0 else ' '}{_tenth(y)} " for x, y in steps if x or y)
    return f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}l{told.strip()}{'z' if closed else ''}" if told else ""


def _tenth(number: int) -> str:
    return f"{number / 10:g}"
