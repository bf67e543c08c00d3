"""Casualty figures as a picture: for each incident and group, every figure on its own line, with who gives it.

Figures are never added up; the band behind a group runs from its lowest to its highest figure, running totals left
out, or shows what the policy makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

from histor.export.dossier_notes import befell
from histor.export.plot_canvas import RULE, SOFT, Canvas, Look, bar, fitted, mark, measure
from histor.export.plot_sketch import MARGIN, Sketch, begin, finish
from histor.export.report_desk import Fields
from histor.export.report_figures import Told, by_incident, gathered, policy_of, total, voice
from histor.export.report_nouns import clean

_ROW, _LEFT = 19.0, 330.0
#: Lines that one picture can hold and still be read.
_MOST = 60


def casualties_plot(sketch: Sketch) -> str | None:
    """Return the picture as SVG, or None where no figure is shown."""
    desk = sketch.desk
    kept = {row["id"] for row in sketch.shown["casualties"]}
    blocks = [(ident, [row for row in rows if row["id"] in kept]) for ident, rows in by_incident(desk)]
    blocks = [(ident, rows) for ident, rows in blocks if rows]
    if not blocks:
        return None
    policy = desk.say("by_policy", "plot", name=clean(policy_of(desk)["name"]))
    canvas, top = begin(sketch, desk.say("of", "plot", what=desk.words.of("sections", "casualties"), more=policy))
    scale = _Scale(sketch, [row for _, rows in blocks for row in rows])
    y, drawn = top + 22, 0
    body: list[str] = []
    for ident, rows in blocks:
        if drawn + len(rows) > _MOST and drawn:
            sketch.left_out.append(desk.say("more_figures", "plot", count=len(kept) - drawn))
            break
        y = _block(canvas, sketch, scale, (ident, rows), y)
        drawn += len(rows)
        sketch.drawn |= {ident} if ident else set()
        body += [_told(sketch, row) for row in rows]
    _axis(canvas, sketch, scale, (top, y))
    if desk.figures:
        told = clean(desk.figures["name"]), clean(desk.figures["says"])
        sketch.left_out.append(desk.say("policy", name=told[0], says=told[1]))
    looks = dict.fromkeys(_look(row) for _, rows in blocks for row in rows)
    known = (look for look in ("solid", "hatch") if look in looks)
    keys: list[tuple[str, str]] = [(look, desk.say(f"said_{look}", "plot")) for look in known]
    keys += [("outline", desk.say("running_total"))] if "outline" in looks else []
    return finish(canvas, sketch, y, [*keys, *_band(sketch, blocks)], " ".join(body))


def _band(sketch: Sketch, blocks: list[tuple[str | None, list[Fields]]]) -> list[tuple[str, str]]:
    """Return the key to the bands, where a group has more than one figure."""
    waiting = [told for _, rows in blocks for told in gathered(sketch.desk, rows)]
    while waiting:
        told = waiting.pop()
        if len(told.rows) > 1 and not sketch.desk.figures:
            return [("band", sketch.desk.say("band", "plot"))]
        waiting += told.parts.values()
    return []


class _Scale:
    """Where a number stands: from nothing at the left to the highest figure at the right, every step the same."""

    def __init__(self, sketch: Sketch, rows: list[Fields]) -> None:
        numbers = [number for row in rows for number in (row["low"], row["high"]) if number is not None]
        self.highest: int = max([1, *numbers])
        # What stands beside the rightmost mark must end within the picture.
        beside = max(measure(clean(sketch.desk.words.figure(row)), 11, bold=True) for row in rows)
        self.left, self.right = MARGIN + _LEFT, sketch.width - MARGIN - max(70.0, beside + 30)

    def x(self, number: float) -> float:
        """Return where a number stands."""
        return self.left + (self.right - self.left) * number / self.highest

    def ticks(self) -> Iterator[int]:
        """Yield the numbers that are named."""
        rough = self.highest / 5
        power = 10 ** max(floor(log10(rough)), 0) if rough >= 1 else 1
        step = next((power * times for times in (1, 2, 5) if power * times >= rough), power * 10)
        yield from range(0, self.highest + 1, int(step))


def _axis(canvas: Canvas, sketch: Sketch, scale: _Scale, edges: tuple[float, float]) -> None:
    for number in scale.ticks():
        x = scale.x(number)
        canvas.line((x, edges[0] + 16, x, edges[0] + 20), SOFT)
        canvas.words((x, edges[0] + 12), sketch.desk.words.number(number), 10.5, "middle", fill=SOFT)
    canvas.line((scale.left, edges[0] + 20, scale.right, edges[0] + 20), SOFT)


def _block(
    canvas: Canvas, sketch: Sketch, scale: _Scale, block: tuple[str | None, list[Fields]], y: float
) -> float:
    """Draw one incident's figures and return where the next may begin."""
    ident, rows = block
    desk = sketch.desk
    if ident:
        row = desk.book.incidents[ident]
        who, words, whom = desk.book.deed(row)
        what = f"{who} {words}" + (f" · {whom}" if whom else "")
        told = desk.say("deed", "plot", date=desk.date(row), what=what)
    else:
        told = desk.say("no_incident", "tables")
    y += 24
    canvas.words((MARGIN, y), fitted(told, 12.5, sketch.width - 2 * MARGIN, bold=True), 12.5, weight="bold")
    y += 8
    for line in gathered(desk, rows):
        y = _line(canvas, sketch, scale, line, (y, 0))
    return y + 4


def _line(canvas: Canvas, sketch: Sketch, scale: _Scale, told: Told, at: tuple[float, int]) -> float:
    """Draw one group's band and figures, then its parts one step in."""
    y, depth = at
    indent = MARGIN + 8 + depth * 16
    text, _ = total(sketch.desk, told)
    numbers = [number for row in told.rows if not row["cumulative"] for number in (row["low"], row["high"])
               if number is not None]
    height = 18 + _ROW * len(told.rows)
    if numbers and len(told.rows) > 1 and not sketch.desk.figures:
        band = (scale.x(min(numbers)) - 3, y + 18, scale.x(max(numbers)) - scale.x(min(numbers)) + 6, height - 18)
        canvas.add(bar(band, {"fill": RULE}, text))
    room = scale.left - indent - max(96.0, 28 + measure(text, 11.5, bold=True))
    label = fitted(told.label, 11.5, room)
    canvas.words((indent, y + 14), label, 11.5)
    canvas.words((scale.left - 14, y + 14), text, 11.5, "end", weight="bold")
    y += 18
    for row in told.rows:
        _figure(canvas, sketch, scale, row, (indent + 12, y + _ROW / 2))
        y += _ROW
    for part in told.parts.values():
        y = _line(canvas, sketch, scale, part, (y + 2, depth + 1))
    return y + 4


def _figure(canvas: Canvas, sketch: Sketch, scale: _Scale, row: Fields, at: tuple[float, float]) -> None:
    """Draw one figure: a mark, or a bar from its lowest to its highest, open at the end that is open."""
    x, y = at
    canvas.words((x, y + 4), fitted(voice(sketch.desk, row), 11, scale.left - x - 14), 11, fill=SOFT)
    canvas.line((scale.left, y, scale.right, y), RULE, 0.6)
    low, high = row["low"], row["high"]
    words = clean(sketch.desk.words.figure(row))
    if low is None and high is None:
        canvas.halo((scale.left + 4, y + 4), words, 11, "start", style="italic")
        return
    ink = canvas.ink(sketch.desk.book.colour(row["according_to"]), _look(row))
    first, last = scale.x(low if low is not None else high), scale.x(high if high is not None else low)
    if low is None or high is None:  # open at one end: an arrow head tells to which
        way = 1 if high is None else -1
        canvas.path(f"M{last + way * 9:.1f},{y:.1f} h{way * 14} m{-way * 5},-4 l{way * 5},4 l{-way * 5},4",
                    fill="none", stroke=ink["stroke"], stroke_width=1.6)
    if last - first > 1:
        canvas.add(bar((first - 5, y - 5, last - first + 10, 10), ink, _told(sketch, row), 5))
    else:
        canvas.add(mark("circle", (first, y), 5.5, ink, _told(sketch, row)))
    canvas.halo((last + (28 if high is None else 11), y + 4), words, 11, "start", weight="bold")


def _look(row: Fields) -> Look:
    """Return how a figure looks: running totals empty, a speaker's word hatched, the source's own voice full."""
    return "outline" if row["cumulative"] else "hatch" if row["according_to"] else "solid"


def _told(sketch: Sketch, row: Fields) -> str:
    what = clean(befell(sketch.desk.book, row))
    return sketch.desk.say("figure", "plot", what=what, who=voice(sketch.desk, row))
