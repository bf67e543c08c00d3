"""Which act answers which, as a picture: time runs down, a column for each side, an arrow from act to answer."""

from __future__ import annotations

from histor.export.dossier_responses import lag
from histor.export.dossier_words import ordinals
from histor.export.plot_canvas import COLOURS, RULE, SOFT, Canvas, fitted, mark, measure
from histor.export.plot_sketch import MARGIN, Sketch, begin, finish
from histor.export.report_desk import Fields
from histor.export.report_nouns import clean

_ROW, _COLUMN, _SIZE = 35.0, 92.0, 11.5
_MOST = 45


def responses_plot(sketch: Sketch) -> str | None:
    """Return the picture as SVG, or None where no answer is shown."""
    desk = sketch.desk
    links = [row for row in sketch.shown["responses"]
             if {row["incident"], row["responds_to"]} <= set(desk.book.incidents)]
    idents = {ident for row in links for ident in (row["responds_to"], row["incident"])}
    rows = sorted((row for row in desk.book.in_order if row["id"] in idents), key=_day)
    if not rows:
        return None
    if len(rows) > _MOST:
        sketch.left_out.append(desk.say("left_out", "plot", count=len(rows) - _MOST))
    rows = rows[:_MOST]
    sketch.drawn |= {row["id"] for row in rows}
    canvas, top = begin(sketch, desk.words.of("sections", "responses"))
    sides = [side for side in [*desk.book.sides, None] if any(desk.book.deed_side(row) == side for row in rows)]
    columns = {side: MARGIN + 118 + place * _COLUMN for place, side in enumerate(sides)}
    bottom = _columns(canvas, sketch, columns, top + 2, len(rows))
    spots = {row["id"]: (columns[desk.book.deed_side(row)], top + 30 + (place + 0.5) * _ROW)
             for place, row in enumerate(rows)}
    kinds = {_arrow(canvas, sketch, row, spots) for row in links
             if row["responds_to"] in spots and row["incident"] in spots and row["responds_to"] != row["incident"]}
    right = max(columns.values()) + 34
    days: str | None = None
    for row in rows:
        days = _deed(canvas, sketch, row, (spots[row["id"]], right), days)
    signs = {sketch.look(row) for row in rows} | kinds
    order = ("solid", "hatch", "outline", "line", "dashed")
    keys = [(sign, desk.say(sign, "plot")) for sign in order if sign in signs]
    told = " ".join(desk.say("answers", "plot", answer=clean(desk.book.title(row["incident"])),
                             act=clean(desk.book.title(row["responds_to"]))) for row in links)
    return finish(canvas, sketch, bottom, keys, told)


def _day(row: Fields) -> tuple[int, int, bool]:
    """Return by what deeds are ordered: what is open at its end comes after what is told of the very day."""
    found = ordinals(row["date"]) or (10**7, 10**7)
    return (*found, not row["date"]["end"])


def _columns(canvas: Canvas, sketch: Sketch, columns: dict[str | None, float], top: float, rows: int) -> float:
    """Draw a line down for each side, with its name on top; return where they end."""
    bottom = top + 28 + rows * _ROW + 6
    for side, x in columns.items():
        colour = COLOURS[sketch.desk.book.colour(side)]
        name = clean(sketch.desk.book.name(side)) if side else sketch.desk.say("others_short", "tables")
        canvas.words((x, top + 10), fitted(name, 12, _COLUMN - 6, bold=True), 12, "middle", weight="bold", fill=colour)
        canvas.line((x, top + 18, x, bottom), colour, 1.2, "1 3")
    return bottom


def _arrow(canvas: Canvas, sketch: Sketch, row: Fields, spots: dict[str, tuple[float, float]]) -> str:
    """Draw from an act to its answer and return the kind of line."""
    (x1, y1), (x2, y2) = spots[row["responds_to"]], spots[row["incident"]]
    kind = "line" if row["basis"] == "explicit" and not row["said_by"] else "dashed"
    way = 1.0 if y2 >= y1 else -1.0
    if x1 == x2:  # beside the column, so that acts between the two stay free
        bow = min(36.0, 12 + abs(y2 - y1) / 8)
        d = f"M{x1 - 7:.1f},{y1:.1f} C{x1 - bow:.1f},{y1:.1f} {x2 - bow:.1f},{y2:.1f} {x2 - 9:.1f},{y2:.1f}"
        tip = (x2 - 9, y2, 1.0)
    else:
        side = 1.0 if x2 > x1 else -1.0
        d = (f"M{x1:.1f},{y1 + way * 7:.1f} C{x1:.1f},{y2 - way * 4:.1f} {x1 + side * 10:.1f},{y2:.1f} "
             f"{x2 - side * 9:.1f},{y2:.1f}")
        tip = (x2 - side * 9, y2, side)
    canvas.path(d, fill="none", stroke=SOFT, stroke_width=1.4, stroke_dasharray="5 3" if kind == "dashed" else None)
    canvas.path(f"M{tip[0] - tip[2] * 6:.1f},{tip[1] - 4:.1f} l{tip[2] * 6:.1f},4 l{-tip[2] * 6:.1f},4", fill="none",
                stroke=SOFT, stroke_width=1.4)
    return kind


def _deed(
    canvas: Canvas, sketch: Sketch, row: Fields, at: tuple[tuple[float, float], float], before: str | None
) -> str:
    """Draw one deed with its date, unless it is that of the deed above, and its words; return the date."""
    (x, y), right = at
    desk = sketch.desk
    when = clean(desk.words.date(row["date"], short=True))
    if when != before:
        canvas.words((MARGIN, y + 4), fitted(when, 11, 112), 11, fill=SOFT)
        canvas.line((MARGIN, y - _ROW / 2, sketch.width - MARGIN, y - _ROW / 2), RULE, 0.8)
    word = desk.words.type(row["type"], "kind") == "word"
    ink = canvas.ink(sketch.colour(row), sketch.look(row))
    canvas.add(mark("diamond" if word else "circle", (x, y), 6.5, ink, sketch.told(row)))
    who, words, whom = desk.book.deed(row)
    room = sketch.width - MARGIN - right
    lead = fitted(who, _SIZE, room * 0.5, bold=True)
    canvas.words((right, y), lead, _SIZE, weight="bold")
    start = right + (measure(lead, _SIZE, bold=True) + 5 if lead else 0)
    deed = words + (f" · {whom}" if whom else "")
    canvas.words((start, y), fitted(deed, _SIZE, sketch.width - MARGIN - start), _SIZE)
    canvas.words((right, y + 13), fitted(_answers(sketch, row), 10, room), 10, fill=SOFT)
    return when


def _answers(sketch: Sketch, row: Fields) -> str:
    """Return how long after which act it is, and on whose word it answers that."""
    found = []
    for link in sketch.shown["responses"]:
        if link["incident"] == row["id"] and link["responds_to"] in sketch.desk.book.incidents:
            basis = sketch.desk.say("inferred", "tables") if link["basis"] != "explicit" else (
                sketch.desk.voice(link["said_by"]) if link["said_by"] else sketch.desk.say("told_as_such", "tables"))
            days = lag(sketch.desk.book, link["responds_to"], row["id"])
            found.append(sketch.desk.say("lag", "plot", lag=days, basis=basis))
    first = ordinals(row["date"])
    if found or first is None:
        return sketch.desk.words.apart(dict.fromkeys(found))
    return sketch.desk.say("first_act", "plot")
