"""Lays marks and names out on a map so that none hides another.

A mark that would cover one already placed steps aside, with a line to where it belongs. A name stands beside its mark
where there is room, and is left out where there is none: the table names every place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from histor.export.map_frame import Frame

Rect = tuple[float, float, float, float]
#: Pixels that one letter of a name takes at most, on average, at 13 px.
LETTER = 6.9
_LINE = 15.0


@dataclass(slots=True)
class Placed:
    """Where a mark stands: its true spot, the spot it was moved to, its radius, and its name's place if it has one.

    A ``ringed`` mark has a sight around it, which takes room of its own.
    """

    x: float
    y: float
    radius: float
    name: str
    ringed: bool = False
    at: tuple[float, float] = (0.0, 0.0)
    label: tuple[float, float, str] | None = None

    @property
    def reach(self) -> float:
        """How much room it takes, from its middle."""
        return self.radius + (7 if self.ringed else 0)

    @property
    def moved(self) -> bool:
        """Tell whether the mark had to step aside."""
        return math.dist((self.x, self.y), self.at) > 1


@dataclass(slots=True)
class Layout:
    """What is already taken on a picture."""

    frame: Frame
    circles: list[tuple[float, float, float]] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)

    def place(self, marks: list[Placed]) -> None:
        """Give every mark its spot, then every name that finds room its own; the first come first."""
        for mark in marks:
            mark.at = next((spot for spot in _around(mark) if self._free(*spot, mark.reach)), (mark.x, mark.y))
            self.circles.append((*mark.at, mark.reach))
        for mark in marks:
            mark.label = self.name(mark.at, mark.reach, mark.name)

    def name(self, at: tuple[float, float], radius: float, words: str) -> tuple[float, float, str] | None:
        """Return where a name may stand beside a mark (x, y, anchor), and take the room."""
        width, gap = len(words) * LETTER, radius + 6
        x, y = at
        for dx, dy, anchor in ((gap, 4.5, "start"), (-gap, 4.5, "end"), (0, -gap, "middle"), (0, gap + 10, "middle"),
                               (gap - 3, -gap + 4, "start"), (gap - 3, gap + 6, "start"), (-gap + 3, -gap + 4, "end")):
            left = x + dx - {"start": 0, "end": width, "middle": width / 2}[anchor]
            if self.take((left, y + dy - 12, left + width, y + dy + 3)):
                return x + dx, y + dy, anchor
        return None

    def take(self, rect: Rect) -> bool:
        """Take a rectangle if it lies in the picture and is free."""
        left, top, right, bottom = rect
        if left < 4 or right > self.frame.width - 4 or top < 4 or bottom > self.frame.height - 4:
            return False
        if any(left < r and right > l and top < b and bottom > t for l, t, r, b in self.rects):
            return False
        if any(_touches(rect, circle) for circle in self.circles):
            return False
        self.rects.append(rect)
        return True

    def _free(self, x: float, y: float, radius: float) -> bool:
        inside = radius < x < self.frame.width - radius and radius < y < self.frame.height - radius
        return inside and all(math.dist((x, y), (cx, cy)) > radius + other + 1 for cx, cy, other in self.circles)


def _around(mark: Placed) -> Iterator[tuple[float, float]]:
    """Yield the true spot, then spots on wider and wider rings around it."""
    yield mark.x, mark.y
    for ring in range(1, 7):
        for step in range(12):
            turn = math.pi * (step + ring / 2) / 6
            reach = mark.reach * (1 + ring * 0.8)
            yield mark.x + reach * math.cos(turn), mark.y - reach * math.sin(turn)


def _touches(rect: Rect, circle: tuple[float, float, float]) -> bool:
    x, y, radius = circle
    near_x, near_y = min(max(x, rect[0]), rect[2]), min(max(y, rect[1]), rect[3])
    return math.dist((x, y), (near_x, near_y)) < radius + 1
