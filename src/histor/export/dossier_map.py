"""The dossier's map: a picture that needs no script, and what the page's script draws its own from.

Looks are the timeline's: solid is told as fact, hatched only claimed, outlined planned or denied. What is known only
to a province or country is an area, never a point; disputed lines are dashed, and named below the picture.
"""

from __future__ import annotations

from typing import Any

from histor.export.borders import load_world
from histor.export.dossier_map_picture import definitions, ground, mark_name, marked, scale, sight
from histor.export.dossier_markup import Html, el, join, one_line, text
from histor.export.dossier_views import live
from histor.export.map_chart import Chart
from histor.export.map_cut import WIDER, Atlas, Cut
from histor.export.map_frame import distance_km
from histor.export.map_marks import aimed


def map_data(chart: Chart) -> dict[str, Any]:
    """Return what the page's script draws the map from: frame, outlines, areas of places, disputes.

    ``region`` is TopoJSON of the case's own region, ``world`` of the whole Earth, coarse. A mark that is known
    only to a province or country has the numbers of its ``areas`` in ``region``.
    """
    frame = chart.frame
    address = chart.book.anchor
    drawn = [{"places": [address("places", place["id"]) for place in mark.places], "exact": mark.exact,
              "areas": chart.areas(mark), "deeds": [address("incidents", deed["id"]) for deed in mark.deeds]}
             for mark in chart.marks]
    labels = [{"name": chart.land(label), "dispute": label.dispute, "x": round(label.x), "y": round(label.y),
               "room": round(label.room)} for label in chart.ground.labels() if chart.land(label)]
    world = Cut(load_world(), Atlas(load_world()).kinds, 0.02, {})
    return {
        "frame": {"kind": frame.kind, "lon": frame.lon, "lat": frame.lat, "kmPerPx": frame.km_per_px,
                  "width": frame.width, "height": frame.height, "wider": WIDER},
        "region": chart.cut.topology(), "world": world.topology() if frame.kind == "region" else None,
        "marks": drawn, "labels": labels,
        "disputes": {ident: {"name": chart.dispute(ident)["name"], "says": chart.dispute(ident)["says"]}
                     for ident in chart.named()},
    }


def map_section(chart: Chart | None) -> Html | None:
    """Return the picture with its key and the disputes in it; None without a chart."""
    return live("map", _figure(chart)) if chart else None


def _figure(chart: Chart) -> Html:
    frame = chart.frame
    svg = el("svg", definitions(chart), ground(chart), marked(chart), scale(chart),
             viewBox=f"0 0 {frame.width} {frame.height}", width=frame.width, height=frame.height, role="group",
             aria_label=chart.book.words.of("view_map", "alt"))
    scroll = el("div", svg, class_="scroll", tabindex=0, role="group",
                aria_label=chart.book.words.of("view_map", "scroll"))
    return el("figure", scroll, el("figcaption", _key(chart), _beside(chart), _disputed(chart)), class_="map")


def _key(chart: Chart) -> Html:
    words = chart.book.words

    def sign(drawn: Html, key: str) -> Html:
        svg = el("svg", drawn, viewBox="0 0 28 18", width=28, height=18, aria_hidden="true")
        return el("li", svg, " ", words.of("view_map", key))

    def dot(looks: str, fill: str | None = None) -> Html:
        return el("circle", cx=14, cy=9, r=6, class_=f"m {looks} l-s0 f-s0", fill=fill)

    ringed = join([dot("solid"), el("path", d=sight(14, 9, 3.5), class_="sight l-s0")])
    rough = join([el("rect", width=28, height=18, class_="zone f-s0 l-s0"),
                  el("rect", x=8, y=4, width=12, height=10, class_="m solid l-s0 f-s0")])
    signs = [
        sign(dot("solid"), "fact"), sign(dot("hatch", "url(#map-hatch-s0)"), "claimed"),
        sign(dot("outline"), "planned"),
        sign(el("path", d="M14 2l7 7l-7 7l-7 -7z", class_="m solid l-s0 f-s0"), "words"),
        sign(rough, "rough"), sign(el("circle", cx=14, cy=9, r=8, class_="within l-s0"), "within"),
    ]
    if any(aimed(mark) for mark in chart.marks):
        signs.append(sign(ringed, "aimed"))
    if chart.named():
        signs.append(sign(el("path", d="M1 9h26", class_="disputed"), "disputed"))
    return el("ul", signs, class_="key")


def _beside(chart: Chart) -> Html:
    """Say what the picture leaves out, and of when its lines are."""
    book, frame = chart.book, chart.frame
    off = [mark for mark in chart.marks if not chart.inside(mark)]
    middle = (frame.lon, frame.lat)
    far = sorted(off, key=lambda mark: distance_km(middle, (mark.lon, mark.lat)))
    linked = [book.link("places", mark.places[0]["id"], mark_name(mark)) for mark in far[:8]]
    if len(far) > len(linked):
        linked.append(text(book.words.say("page", "and_more", count=len(far) - len(linked))))
    outside = [book.words.html("still", "outside", names=join(linked, ", ")), " "] if off else []
    placed = {ident for row in book.case["incidents"] for ident in row["places"]
              if ident in book.places and book.places[ident]["lat"] is not None}
    without = sum(not placed & set(row["places"]) for row in book.case["incidents"])
    left = book.words.say("still", "without", count=without) + " " if without else ""
    return el("p", outside, left, book.words.of("view_map", "lines"))


def _disputed(chart: Chart) -> Html | None:
    named = chart.named()
    if not named:
        return None
    rows = [(el("dt", one_line(chart.dispute(ident)["name"])), el("dd", one_line(chart.dispute(ident)["says"])))
            for ident in named]
    title = chart.book.words.of("view_map", "contested")
    names = chart.book.words.listed(one_line(chart.dispute(ident)["name"]) for ident in named)
    return el("details", el("summary", title, ": ", names), el("dl", rows), class_="contested")
