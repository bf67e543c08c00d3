"""The timeline as a picture: a lane for each side, bars where dates are uncertain, arcs from act to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from histor.export.dossier_lanes import Lane, Mark, arc, fits, most_told, pack
from histor.export.dossier_span import main_span, within
from histor.export.dossier_words import ordinals
from histor.export.plot_canvas import COLOURS, RULE, SOFT, Canvas, bar, fitted, mark, measure
from histor.export.plot_sketch import MARGIN, Sketch, begin, days, finish
from histor.export.report_desk import Fields
from histor.export.report_nouns import clean

_HEAD, _ROW, _FOOT, _SIZE = 28.0, 22.0, 8.0, 11.5
#: Marks that a picture can hold and still be read.
_MOST = 70
_LABEL = 330.0


def timeline_plot(sketch: Sketch) -> str | None:
    """Return the picture as SVG, or None where nothing that is shown has a date."""
    span = main_span(sketch.incidents)
    near = [row for row in sketch.incidents if span and fits(row, span)]
    if not near or span is None:
        return None
    kept = most_told(near, _MOST)
    sketch.drawn |= {row["id"] for row in kept}
    desk = sketch.desk
    inside = sum(within(row, span) for row in sketch.incidents)
    outside = len(sketch.incidents) - inside
    if left := inside - len(kept):
        sketch.left_out.append(desk.say("left_out", "plot", count=left))
    if outside:
        sketch.left_out.append(desk.say("outside", "plot", count=outside))
    what = desk.words.of("sections", "timeline")
    canvas, top = begin(sketch, desk.say("of", "plot", what=what, more=days(desk, *span)))
    lanes = _lanes(sketch, kept, span)
    bottom = top + 22
    for lane in lanes:
        bottom = pack(lane, bottom, (_HEAD, _ROW, _FOOT))
    _axis(canvas, sketch, span, (top, bottom))
    for lane in lanes:
        _draw_lane(canvas, sketch, lane)
    answers = _arcs(canvas, sketch, lanes)
    for one in (one for lane in lanes for one in lane.marks):
        _draw(canvas, sketch, one)
    keys = [(name, desk.say(name, "plot")) for name in _keys(sketch, kept)] + answers
    told = desk.say("timeline_alt", "plot", count=len(kept), span=days(desk, *span))
    listed = " ".join(f"{sketch.told(one.row)}." for lane in lanes for one in lane.marks)
    return finish(canvas, sketch, bottom, keys, f"{told} {listed}")


def _keys(sketch: Sketch, rows: list[Fields]) -> Iterator[str]:
    looks = {sketch.look(row) for row in rows}
    yield from (look for look in ("solid", "hatch", "outline") if look in looks)
    if any(sketch.desk.words.type(row["type"], "kind") == "word" for row in rows):
        yield "diamond"
    if any(row["date"]["start"] != row["date"]["end"] for row in rows):
        yield "bar"


def _scale(sketch: Sketch, span: tuple[int, int]) -> float:
    return (sketch.width - 2 * MARGIN - 12) / (max(span[1] - span[0], 2) + 1)


def _lanes(sketch: Sketch, rows: list[Fields], span: tuple[int, int]) -> list[Lane]:
    lanes: dict[str | None, Lane] = {side: Lane(side) for side in [*sketch.desk.book.sides, None]}
    for row in rows:
        lanes[sketch.desk.book.deed_side(row)].marks.append(_mark(sketch, row, span))
    return [lane for lane in lanes.values() if lane.marks]


def _mark(sketch: Sketch, row: Fields, span: tuple[int, int]) -> Mark:
    found = ordinals(row["date"]) or span
    scale = _scale(sketch, span)
    # A day is a stretch of the axis, so that a mark stands in its middle and the next day's line after it.
    left, right = (MARGIN + 12 + (max(min(day, span[1]), span[0]) - span[0] + 0.5) * scale for day in found)
    who, words, whom = sketch.desk.book.deed(row)
    doer = f"{who} " if who and sketch.desk.book.deed_side(row) is None else ""
    label = fitted(f"{doer}{words}" + (f" · {whom}" if whom else ""), _SIZE, _LABEL)
    one = Mark(row, left, right, label, _width(label), bool(row["date"]["start"]) and not row["date"]["end"])
    edge = sketch.width - MARGIN
    if one.open_end:
        one.right = min(one.right + 26, edge)
    if one.extent()[1] > edge:
        one.before = True
        if one.extent()[0] < MARGIN:  # a bar across the whole picture leaves room on neither side
            one.before, one.right = False, max(one.left, min(one.right, edge - measure(label, _SIZE) - 24))
            one.label = fitted(label, _SIZE, edge - one.right - 22)
            one.width = _width(one.label)
    return one


def _width(label: str) -> float:
    return measure(label, _SIZE) + 14


def _axis(canvas: Canvas, sketch: Sketch, span: tuple[int, int], edges: tuple[float, float]) -> None:
    """Draw the left edge of days that are named, as close as their names allow."""
    length = max(span[1] - span[0], 2)
    scale = _scale(sketch, span)
    step = next((days for days in (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1826) if days * scale > 66), 3652)
    for offset in range(0, length + 1, step):
        day, x = date.fromordinal(span[0] + offset), MARGIN + 12 + offset * scale
        year = not offset or (step > 30 and day.year != date.fromordinal(span[0] + offset - step).year)
        canvas.line((x, edges[0] + 4, x, edges[1]), RULE)
        canvas.words((x + 4, edges[0] + 13), sketch.desk.words.tick(day, bool(year)), 10.5, fill=SOFT)


def _draw_lane(canvas: Canvas, sketch: Sketch, lane: Lane) -> None:
    colour = sketch.desk.book.colour(lane.side)
    canvas.line((MARGIN, lane.top, sketch.width - MARGIN, lane.top), SOFT)
    canvas.add(bar((MARGIN, lane.top, 4, lane.bottom - lane.top), {"fill": COLOURS[colour]}))
    name = clean(sketch.desk.book.name(lane.side)) if lane.side else sketch.desk.say("lane_others", "plot")
    canvas.halo((MARGIN + 12, lane.top + 19), fitted(name, 13, 420, bold=True), 13, "start", weight="bold",
                fill=COLOURS[colour])


def _draw(canvas: Canvas, sketch: Sketch, one: Mark) -> None:
    ink = canvas.ink(sketch.colour(one.row), sketch.look(one.row))
    told = sketch.told(one.row)
    if one.right - one.left > 4:
        box = (one.left - 6, one.y - 6, one.right - one.left + 12, 12.0)
        canvas.add(bar(box, ink, told, 6))
    else:
        word = sketch.desk.words.type(one.row["type"], "kind") == "word"
        canvas.add(mark("diamond" if word else "circle", (one.left, one.y), 6, ink, told))
    x, anchor = (one.left - 13, "end") if one.before else (one.right + 13, "start")
    canvas.halo((x, one.y + 4), one.label, _SIZE, anchor)  # type: ignore[arg-type]


def _arcs(canvas: Canvas, sketch: Sketch, lanes: list[Lane]) -> list[tuple[str, str]]:
    """Draw from each act to its answer, whole where told, dashed else; return the key to what was drawn."""
    marks = {one.row["id"]: one for lane in lanes for one in lane.marks}
    kinds: dict[str, None] = {}
    for row in sketch.shown["responses"]:
        act, answer = marks.get(row["responds_to"]), marks.get(row["incident"])
        if act is None or answer is None or act is answer:
            continue
        kind = "line" if row["basis"] == "explicit" and not row["said_by"] else "dashed"
        kinds[kind] = None
        line, tip = arc(act, answer, MARGIN + 5)
        canvas.path(line, fill="none", stroke=SOFT, stroke_width=1.3,
                    stroke_dasharray="5 3" if kind == "dashed" else None)
        canvas.path(tip, fill="none", stroke=SOFT, stroke_width=1.3)
    return [(kind, sketch.desk.say(kind, "plot")) for kind in ("line", "dashed") if kind in kinds]
