"""Lays the timeline out: which deed in which lane and row, where each mark and label goes, so that none overlap.

Widths of labels are estimated with a generous figure for each letter, because a page that needs no script cannot
measure; a label may then stand a little loose, but never on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_span import within
from histor.export.dossier_words import ordinals, shorten

Row = Mapping[str, Any]

WIDTH = 1080
EDGE = 46
ROW = 23
HEAD = 30
AXIS = 34
#: Pixels that one letter of a label takes at most, on average, at 13 px.
LETTER = 6.8
LONGEST = 68
#: Marks that a picture can hold and still be read; the table holds all.
MOST_MARKS = 60
#: A deed whose date is less sure than this share of the picture is in the table only.
_VAGUE = 0.6
#: Pixels between a lane's last row and the next lane.
_FOOT = 10


@dataclass(slots=True)
class Mark:
    """A deed in the picture: where its bar begins and ends, its row, its label and on which side that stands."""

    row: Row
    left: float
    right: float
    label: str
    width: float
    open_end: bool = False
    before: bool = False
    y: float = 0.0

    def extent(self) -> tuple[float, float]:
        """Return the pixels from and to which the mark and its label (``width`` with its margin) reach."""
        if self.before:
            return self.left - 8 - self.width, self.right + 10
        return self.left - 10, self.right + 8 + self.width


@dataclass(slots=True)
class Lane:
    """A side (None: others) with its marks, from ``top`` down to ``bottom``."""

    side: str | None
    marks: list[Mark] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0


@dataclass(slots=True)
class Picture:
    """The whole layout: lanes, ticks (x, label), height, and how many deeds it leaves to the table."""

    lanes: list[Lane]
    ticks: list[tuple[float, str]]
    height: float
    left_out: int


def lay_out(book: Book) -> Picture | None:
    """Return the picture of the main span, or None where nothing in it has a date."""
    if book.span is None:
        return None
    start, end = book.span
    span = max(end - start, 2)
    near = [row for row in book.in_order if fits(row, book.span)]
    if not near:
        return None
    kept = most_told(near, MOST_MARKS)
    lanes = {side: Lane(side) for side in [*book.sides, None]}
    for row in kept:
        lanes[book.deed_side(row)].marks.append(_mark(book, row, start, span))
    shown = [lane for lane in lanes.values() if lane.marks]
    height = float(AXIS)
    for lane in shown:
        height = pack(lane, height, (HEAD, ROW, _FOOT))
    inside = sum(within(row, book.span) for row in book.case["incidents"])
    return Picture(shown, list(_ticks(book, start, span)), height + 10, inside - len(kept))


def fits(row: Row, span: tuple[int, int]) -> bool:
    """Tell whether a deed lies in the span (days as ordinals), and its date is sure enough to be drawn there."""
    days = ordinals(row["date"])
    return days is not None and within(row, span) and days[1] - days[0] <= max(max(span[1] - span[0], 2) * _VAGUE, 3)


def most_told(rows: list[Row], most: int) -> list[Row]:
    """Return the deeds told most, in the order of time."""
    ranked = sorted(range(len(rows)), key=lambda at: (-len(rows[at]["evidence"]), rows[at]["type"] != "ASSAULT", at))
    return [rows[at] for at in sorted(ranked[:most])]


def _mark(book: Book, row: Row, start: int, span: int) -> Mark:
    days = ordinals(row["date"]) or (start, start)
    scale = (WIDTH - 2 * EDGE) / (span + 1)
    # A day is a stretch of the axis, so that a mark stands in its middle and the next day's line after it.
    left, right = (EDGE + (max(min(day, start + span), start) - start + 0.5) * scale for day in days)
    who, words, whom = book.deed(row)
    doer = f"{shorten(who, 30)} " if who and book.deed_side(row) is None else ""
    label = shorten(f"{doer}{words}" + (f" · {whom}" if whom else ""), LONGEST)
    open_end = bool(row["date"]["start"]) and not row["date"]["end"]
    mark = Mark(row, left, right, label, len(label) * LETTER + 16, open_end)
    if mark.open_end:
        mark.right = min(mark.right + 26, WIDTH - 4)
    if mark.extent()[1] > WIDTH:
        mark.before = True
        if mark.extent()[0] < 0:  # a bar across the whole picture leaves room on neither side
            mark.before, mark.right = False, min(mark.right, WIDTH - len(label) * LETTER - 30)
    return mark


def pack(lane: Lane, top: float, heights: tuple[float, float, float]) -> float:
    """Put each mark into the first row that is free at its place; return where the lane ends.

    ``heights`` are those of the lane's name, of a row, and of what is left free below the last.
    """
    lane.top = top
    head, row, foot = heights
    rows: list[list[tuple[float, float]]] = []
    for mark in lane.marks:
        low, high = mark.extent()
        place = next((at for at, taken in enumerate(rows) if all(high < a or low > b for a, b in taken)), len(rows))
        if place == len(rows):
            rows.append([])
        rows[place].append((low, high))
        mark.y = top + head + place * row + row / 2
    lane.bottom = top + head + len(rows) * row + foot
    return lane.bottom


def arc(act: Mark, answer: Mark, edge: float) -> tuple[str, str]:
    """Return the paths of the line from an act to its answer and of its tip; no bow passes the picture's ``edge``."""
    x1, y1, x2, y2 = act.left, act.y, answer.left - 9, answer.y
    bow = min(60.0, 16 + abs(y2 - y1) / 9, min(x1, x2) - edge) if x2 <= x1 + 20 else 0.0
    bent = (x1 - bow, y1, x2 - bow, y2) if bow else (x1, y2, x1, y2)
    middle = "C{:.1f},{:.1f} {:.1f},{:.1f}".format(*bent)
    return (f"M{x1:.1f},{y1:.1f} {middle} {x2:.1f},{y2:.1f}",
            f"M{x2 - 6:.1f},{y2 - 4:.1f} L{x2:.1f},{y2:.1f} L{x2 - 6:.1f},{y2 + 4:.1f}")


def _ticks(book: Book, start: int, span: int) -> Iterator[tuple[float, str]]:
    """Yield the left edge of days that are named, as close as their names allow."""
    scale = (WIDTH - 2 * EDGE) / (span + 1)
    step = next((days for days in (1, 2, 5, 7, 14, 30, 61, 91, 182, 365) if days * scale > 74), 730)
    for offset in range(0, span + 1, step):
        day = date.fromordinal(start + offset)
        yield EDGE + offset * scale, book.words.tick(day, year=not offset)
