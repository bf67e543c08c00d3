"""The map as a picture: the dossier's own still map, with its colours written in, so that it stands by itself.

One chart makes the page's map and this one, so that they cannot tell different things; what is known only to a
province or country is an area, never a point, and disputed lines are dashed and named.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace

from histor.export.dossier_map_picture import definitions, ground, mark_name, marked, scale, told
from histor.export.dossier_markup import Html, el, join
from histor.export.map_chart import Chart, chart_of
from histor.export.map_marks import Mark, aimed, colour, look, words_only
from histor.export.plot_canvas import COLOURS, FONTS, INK, PAPER, SOFT
from histor.export.plot_sketch import MARGIN, Sketch, begin, finish
from histor.export.report_nouns import clean

_SEA, _LAND, _SHORE, _LINE = "#eef3f5", "#faf8f3", "#9fb0b8", "#8a8378"
#: Disputes of which more is said than the name.
_MOST_SAID = 4
#: The page's classes in the colours of paper; sides get theirs below.
_STYLE = f"""
.sea {{ fill: {_SEA} }} .land {{ fill: {_LAND} }} .paper {{ fill: {PAPER} }} .dot {{ fill: {_LINE}; fill-opacity: .5 }}
.coast, .border, .province, .disputed, .leader, .bar, .within, .sight {{ fill: none; stroke-linejoin: round }}
.coast {{ stroke: {_SHORE}; stroke-width: .9 }} .border {{ stroke: {_LINE}; stroke-width: 1.2 }}
.province {{ stroke: {_LINE}; stroke-width: .5; stroke-opacity: .5 }}
.disputed {{ stroke: {_LINE}; stroke-width: 1.6; stroke-dasharray: 5 3.5 }}
.zone {{ fill-opacity: .2; stroke-width: 1.1; stroke-opacity: .6 }}
.whole {{ fill-opacity: .06; stroke-dasharray: 1.5 3; stroke-opacity: 1 }}
.within {{ stroke-width: 1.1; stroke-dasharray: 1.5 3 }} .sight {{ stroke-width: 1.6 }}
.leader, .bar {{ stroke: {SOFT}; stroke-width: 1 }}
.m {{ stroke-width: 1.6 }}
.country {{ fill: {SOFT}; font-size: 11px; letter-spacing: 1px }} .contested {{ font-style: italic; letter-spacing: 0 }}
.day {{ fill: {SOFT}; font-size: 10.5px }} .spot {{ fill: {INK}; font-size: 12.5px }} .rough {{ font-style: italic }}
.many {{ font-size: 11px; font-weight: bold; fill: {PAPER} }}
"""


def map_plot(sketch: Sketch) -> str | None:
    """Return the picture as SVG, or None where nothing that is shown has a place of known position."""
    book = copy(sketch.desk.book)
    book.in_order = sketch.incidents  # sides and colours stay those of the whole case
    chart = chart_of(book)
    if chart is None or not chart.marks:
        return None
    desk, frame = sketch.desk, chart.frame
    width = round(sketch.width - 2 * MARGIN)
    height = round(frame.height * width / frame.width)
    chart.frame = replace(frame, width=width, height=height, km_per_px=frame.km_per_px * frame.width / width)
    canvas, top = begin(sketch, desk.words.of("sections", "places"))
    drawn = join([definitions(chart), *ground(chart), *marked(chart), *scale(chart)])
    canvas.add(el("svg", el("style", Html(_STYLE + _sides())), _unlinked(drawn), x=f"{MARGIN:.0f}", y=f"{top:.0f}",
                  width=width, height=height, viewBox=f"0 0 {width} {height}", font_family=FONTS))
    _beside(sketch, chart)
    inside = [mark for mark in chart.marks if chart.inside(mark)]
    sketch.drawn |= {deed["id"] for mark in inside for deed in mark.deeds}
    seen = dict.fromkeys(colour(book, mark) for mark in inside)
    keys = [(f"side:{book.colour(side)}", clean(book.name(side))) for side in book.sides if book.colour(side) in seen]
    keys += [(sign, desk.say(sign, "plot")) for sign in _keys(sketch, chart)]
    alt = " ".join(f"{clean(told(book, mark))}." for mark in chart.marks)
    return finish(canvas, sketch, top + height, keys, alt)


def _sides() -> str:
    """Return the colours of the sides; an outline, told of last, keeps its paper inside."""
    sides = (f".f-{side} {{ fill: {ink} }} .l-{side} {{ stroke: {ink} }}\n" for side, ink in COLOURS.items())
    return f"{''.join(sides)}.outline {{ fill: {PAPER} }}\n"


def _unlinked(markup: Html) -> Html:
    """Return the page's markup without its links, which lead nowhere from a picture; all text in it is escaped.

    Hatched marks lose the colour of their class, which here would win over their own hatching.
    """
    plain = re.sub(r'<a href="[^"]*">', "<g>", markup).replace("</a>", "</g>")
    return Html(re.sub(r'(class="m hatch l-s\d) f-s\d"', r'\1"', plain))


def _keys(sketch: Sketch, chart: Chart) -> list[str]:
    seen = [mark for mark in chart.marks if chart.inside(mark)]
    looks = {look(chart.book, mark) for mark in seen}
    wide = [mark for mark in seen if mark.radius_km / chart.frame.km_per_px > 10 and not chart.areas(mark)]
    found = [(sign, sign in looks) for sign in ("solid", "hatch", "outline")]
    found += [("diamond", any(mark.exact and words_only(chart.book, mark) for mark in seen)),
              ("square", not all(mark.exact for mark in seen)), ("ring", bool(wide)),
              ("sight", any(aimed(mark) for mark in seen)), ("disputed", bool(chart.named()))]
    return [sign for sign, shown in found if shown]


def _beside(sketch: Sketch, chart: Chart) -> None:
    """Note what the picture leaves out, whose the lines are, and what is disputed in it."""
    desk = sketch.desk
    off = [mark for mark in chart.marks if not chart.inside(mark)]
    if off:
        sketch.left_out.append(desk.say("map_outside", "plot", names=_named(off)))
    placed = {deed["id"] for mark in chart.marks for deed in mark.deeds}
    if without := sum(row["id"] not in placed for row in sketch.incidents):
        sketch.left_out.append(desk.say("map_without", "plot", count=without))
    if named := chart.named():
        full = len(named) <= _MOST_SAID
        rows = [clean(chart.dispute(ident)["name"])
                + (f" ({clean(chart.dispute(ident)['says']).rstrip('.')})" if full else "") for ident in named]
        sketch.left_out.append(desk.say("map_disputed", "plot", names="; ".join(rows)))
    sketch.left_out.append(desk.words.of("view_map", "lines"))


def _named(marks: list[Mark]) -> str:
    return ", ".join(clean(mark_name(mark)) for mark in marks[:8])
