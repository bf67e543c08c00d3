"""Draws the map as a picture that needs no script, and gives the page's script what it draws its own from.

Looks are the timeline's: solid is told as fact, hatched only claimed, outlined planned or denied. What is known only to
a province or country is an area, never a point; disputed lines are dashed, and named below the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from histor.export.borders import load_borders, load_world
from histor.export.borders_lines import BORDER, COAST, PROVINCE, disputes
from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_views import live
from histor.export.dossier_words import listed, shorten
from histor.export.map_cut import Atlas, Cut, cut
from histor.export.map_frame import Frame, distance_km
from histor.export.map_ground import Ground, Label
from histor.export.map_layout import LETTER, Layout, Placed
from histor.export.map_marks import Mark, aimed, colour, look, marks, picture, words_only
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
#: Details smaller than this many pixels are thinned away: a quarter, so that the picture can be drawn four times as large.
_DETAIL = 0.25
_LONGEST = 34


class Chart:
    """A case's map: its marks, its frame, and the ground cut out for it; both pictures are drawn from this."""

    def __init__(self, book: Book, borders: Path | None = None) -> None:
        self.book = book
        self.rows = disputes(load_lexicon())
        self._atlas = Atlas(load_borders(borders))
        self.marks = marks(book, self._atlas)
        self.frame = picture(self.marks, book)
        if self.frame.kind == "world" and borders is None:
            self.cut = cut(Atlas(load_world()), self.frame, _DETAIL, limit=None)
        else:
            self.cut = cut(self._atlas, self.frame, _DETAIL, keep={at for mark in self.marks for at in mark.areas})

    @cached_property
    def ground(self) -> Ground:
        """The cut in the still picture's pixels."""
        return Ground(self.cut, self.frame)

    def areas(self, mark: Mark) -> list[int]:
        """Return the areas of the cut that a mark stands for; none where it is a spot or unknown to the borders."""
        place = mark.places[0]
        if mark.areas:
            return sorted({self.cut.became[at] for at in mark.areas if at in self.cut.became})
        if not mark.exact and place["precision"] == "country" and place["country"]:
            return self.cut.of_country(place["country"])
        return []

    def inside(self, mark: Mark) -> bool:
        """Tell whether a mark is in the still picture."""
        x, y = self.frame.project(mark.lon, mark.lat)
        return 4 < x < self.frame.width - 4 and 4 < y < self.frame.height - 4

    def named(self) -> list[str]:
        """Return the disputes whose lines or grounds are in the still picture, by name."""
        shown = [kind[1:] for kind in self.cut.lines if kind.startswith("?") and self.ground.lines(kind)]
        shown += [area.dispute for at, area in enumerate(self.cut.borders.areas)
                  if area.dispute and self.ground.land([at])]
        return sorted(set(shown), key=lambda ident: self.dispute(ident)["name"])

    def dispute(self, ident: str) -> Row:
        """Return the name of a dispute and what is said of it; a file of others may bring ones unknown here."""
        row: Row = self.rows.get(ident) or {"name": ident, "says": ""}
        return row

    def land(self, label: Label) -> str:
        """Return the name of a land."""
        if label.dispute:
            return one_line(self.dispute(label.dispute)["name"])
        row = load_lexicon().yaml("places/countries.yaml").get(label.code)
        return one_line(row["name"] if row else "")


def chart_of(book: Book, borders: Path | None = None) -> Chart | None:
    """Return the chart of a case, on a file's borders if one is given; None if no place has a known position."""
    return Chart(book, borders) if any(row["lat"] is not None for row in book.case["places"]) else None


def map_data(chart: Chart) -> dict[str, Any]:
    """Return what the page's script draws the map from: frame, outlines, areas of places, disputes.

    ``region`` is TopoJSON of the case's own region, ``world`` of the whole Earth, coarse. A mark that is known only to a
    province or country has the numbers of its ``areas`` in ``region``.
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
                  "width": frame.width, "height": frame.height, "box": [round(edge, 3) for edge in frame.box()]},
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
    svg = el("svg", _defs(chart), _ground(chart), _marked(chart), _scale(frame),
             viewBox=f"0 0 {frame.width} {frame.height}", width=frame.width, height=frame.height, role="group",
             aria_label=chart.book.words.of("view_map", "alt"))
    scroll = el("div", svg, class_="scroll", tabindex=0, role="group",
                aria_label=chart.book.words.of("view_map", "scroll"))
    return el("figure", scroll, el("figcaption", _key(chart), _beside(chart), _disputed(chart)), class_="map")


def _defs(chart: Chart) -> Html:
    """Return one hatching for each colour and the dots of disputed ground; ids are this picture's own."""
    hatches = (
        el("pattern", el("rect", width=6, height=6, class_="paper"), el("rect", width=3, height=6, class_=f"f-s{n}"),
           id=f"map-hatch-s{n}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")
        for n in range(len(chart.book.sides) + 1))
    dots = el("pattern", el("circle", cx=3, cy=3, r=".9", class_="dot"), id="map-dots", width=6, height=6,
              patternUnits="userSpaceOnUse")
    return el("defs", hatches, dots)


def _ground(chart: Chart) -> Iterator[Html]:
    ground = chart.ground
    yield el("rect", width=chart.frame.width, height=chart.frame.height, class_="sea")
    yield el("path", d=ground.land(), class_="land")
    contested = ground.land(at for at, area in enumerate(chart.cut.borders.areas) if area.dispute)
    if contested:
        yield el("path", d=contested, class_="contested", fill="url(#map-dots)")
    for mark in (mark for mark in chart.marks if chart.inside(mark)):
        areas = chart.areas(mark)
        shape = ground.land(areas) if areas else ""
        if shape:
            side = colour(chart.book, mark)
            yield el("path", d=shape, class_=f"zone {'' if mark.areas else 'whole '}f-{side} l-{side}")
    for kind in (PROVINCE, COAST, BORDER):
        yield el("path", d=ground.lines(kind), class_=kind)
    for kind in chart.cut.lines:
        if kind.startswith("?") and (path := ground.lines(kind)):
            yield el("path", el("title", f"Disputed: {one_line(chart.dispute(kind[1:])['name'])}"), d=path,
                     class_="disputed")


def _marked(chart: Chart) -> Iterator[Html]:
    """Draw how sure positions are, then marks with their names, then the names of lands where there is room left."""
    seen = [mark for mark in chart.marks if chart.inside(mark)]
    layout = Layout(chart.frame)
    layout.take((8, chart.frame.height - 34, 190, chart.frame.height - 6))
    placed = [Placed(*chart.frame.project(mark.lon, mark.lat), _radius(mark), _name(mark), bool(aimed(mark)))
              for mark in seen]
    for mark, spot in zip(seen, placed, strict=True):
        radius = mark.radius_km / chart.frame.km_per_px
        if radius > spot.radius + 3 and not chart.areas(mark):
            yield el("circle", cx=f"{spot.x:.1f}", cy=f"{spot.y:.1f}", r=f"{radius:.1f}",
                     class_=f"within l-{colour(chart.book, mark)}")
    layout.place(placed)
    lands = list(_lands(chart, layout))
    yield from lands
    for mark, spot in reversed(list(zip(seen, placed, strict=True))):
        yield _mark(chart, mark, spot)


def _lands(chart: Chart, layout: Layout) -> Iterator[Html]:
    for label in chart.ground.labels():
        name = chart.land(label)
        width = len(name) * LETTER * (0.95 if label.dispute else 1.12)
        rect = (label.x - width / 2, label.y - 11, label.x + width / 2, label.y + 4)
        if name and width < label.room * 1.25 and layout.take(rect):
            yield el("text", name, x=f"{label.x:.0f}", y=f"{label.y:.0f}", text_anchor="middle",
                     class_="country contested" if label.dispute else "country")


def _radius(mark: Mark) -> float:
    return min(6.5 + 2.2 * (len(mark.deeds) - 1) ** 0.5, 15.0)


def _name(mark: Mark) -> str:
    names = list(dict.fromkeys(one_line(place["name"]) for place in mark.places))
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return shorten(names[0], _LONGEST) + more


def _mark(chart: Chart, mark: Mark, spot: Placed) -> Html:
    book, (x, y) = chart.book, spot.at
    side, kind = colour(book, mark), look(book, mark)
    fill = f"url(#map-hatch-{side})" if kind == "hatch" else None
    looks = f"m {kind} l-{side} f-{side}"
    parts: list[Html | None] = []
    if spot.moved:
        parts.append(el("path", d=f"M{spot.x:.1f} {spot.y:.1f}L{x:.1f} {y:.1f}", class_="leader"))
        parts.append(el("circle", cx=f"{spot.x:.1f}", cy=f"{spot.y:.1f}", r=2, class_=f"f-{side}"))
    parts.append(el("path", d=_outline(chart, mark, spot), class_=looks, fill=fill))
    if aimed(mark):
        parts.append(el("path", d=_sight(x, y, spot.radius), class_=f"sight l-{side}"))
    if len(mark.deeds) > 1:
        parts.append(el("text", len(mark.deeds), x=f"{x:.1f}", y=f"{y + 4.2:.1f}", text_anchor="middle",
                        class_=f"many {kind}"))
    if spot.label:
        x, y, anchor = spot.label
        parts.append(el("text", spot.name, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor,
                        class_="spot" if mark.exact else "spot rough"))
    return el("a", el("title", told(book, mark)), *parts, href="#" + book.anchor("places", mark.places[0]["id"]))


def _outline(chart: Chart, mark: Mark, spot: Placed) -> str:
    """Return a round mark for a deed, a diamond for words, a square for what is known only to an area."""
    (x, y), r = spot.at, spot.radius
    if not mark.exact:
        return f"M{x - r:.1f} {y - r * .8:.1f}h{2 * r:.1f}v{1.6 * r:.1f}h{-2 * r:.1f}z"
    if words_only(chart.book, mark):
        return f"M{x:.1f} {y - r - 1:.1f}l{r + 1:.1f} {r + 1:.1f}l{-r - 1:.1f} {r + 1:.1f}l{-r - 1:.1f} {-r - 1:.1f}z"
    return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"


def _sight(x: float, y: float, radius: float) -> str:
    r, tick = radius + 3.5, 5.0
    ring = f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0"
    ticks = (f"M{x + dx * (r - 1.5):.1f} {y + dy * (r - 1.5):.1f}l{dx * tick:.1f} {dy * tick:.1f}"
             for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
    return ring + "".join(ticks)


def told(book: Book, mark: Mark) -> str:
    """Return a mark in words: the place, how exactly it is known, and what happened there."""
    place = mark.places[0]
    known = book.words.of("precisions", place["precision"])
    where = f"{_name(mark)} ({known}{f', within {mark.radius_km:,.0f} km' if mark.radius_km else ''})"
    deeds = [f"{book.words.date(deed['date'], short=True)}: {book.title(deed['id'])}" for deed in mark.deeds[:4]]
    more = [f"and {len(mark.deeds) - 4} more"] if len(mark.deeds) > 4 else []
    return "\n".join([where, *deeds, *more, *(_aim(book, deed) for deed in aimed(mark)[:2])])


def _aim(book: Book, deed: Row) -> str:
    said = (deed["fields"].get("claimed_targets") or {}).get("said_by") or []
    struck = book.names(deed["targets"][:3])
    by = f", says {book.names(said[:2])}" if said else ""
    return f"Aimed at {book.names(deed['claimed_targets'][:3])}{by}" + (f"; struck, as told: {struck}" if struck else "")


def _scale(frame: Frame) -> Iterator[Html]:
    """Draw a bar of a round number of kilometres; on a map of the world no bar holds everywhere."""
    if frame.kind == "world":
        return
    most = 150 * frame.km_per_px
    length = max(number for number in (factor * 10**power for power in range(5) for factor in (1, 2, 5))
                 if number <= max(most, 1))
    width, y = length / frame.km_per_px, frame.height - 14
    yield el("path", d=f"M14 {y - 6}v6h{width:.1f}v-6", class_="bar")
    yield el("text", f"{length:,} km", x=f"{14 + width + 7:.1f}", y=y + 1, class_="day")


def _key(chart: Chart) -> Html:
    words = chart.book.words

    def sign(drawn: Html, key: str) -> Html:
        svg = el("svg", drawn, viewBox="0 0 28 18", width=28, height=18, aria_hidden="true")
        return el("li", svg, " ", words.of("view_map", key))

    def dot(looks: str, fill: str | None = None) -> Html:
        return el("circle", cx=14, cy=9, r=6, class_=f"m {looks} l-s0 f-s0", fill=fill)

    sight = join([dot("solid"), el("path", d=_sight(14, 9, 3.5), class_="sight l-s0")])
    rough = join([el("rect", width=28, height=18, class_="zone f-s0 l-s0"),
                  el("rect", x=8, y=4, width=12, height=10, class_="m solid l-s0 f-s0")])
    signs = [
        sign(dot("solid"), "fact"), sign(dot("hatch", "url(#map-hatch-s0)"), "claimed"), sign(dot("outline"), "planned"),
        sign(el("path", d="M14 2l7 7l-7 7l-7 -7z", class_="m solid l-s0 f-s0"), "words"),
        sign(rough, "rough"), sign(el("circle", cx=14, cy=9, r=8, class_="within l-s0"), "within"),
    ]
    if any(aimed(mark) for mark in chart.marks):
        signs.append(sign(sight, "aimed"))
    if chart.named():
        signs.append(sign(el("path", d="M1 9h26", class_="disputed"), "disputed"))
    return el("ul", signs, class_="key")


def _beside(chart: Chart) -> Html:
    """Say what the picture leaves out, and of when its lines are."""
    book, frame = chart.book, chart.frame
    off = [mark for mark in chart.marks if not chart.inside(mark)]
    middle = (frame.lon, frame.lat)
    far = sorted(off, key=lambda mark: distance_km(middle, (mark.lon, mark.lat)))
    linked = [book.link("places", mark.places[0]["id"], _name(mark)) for mark in far[:8]]
    more = f" and {len(far) - 8} more" if len(far) > 8 else ""
    outside = [book.words.of("view_map", "outside"), " ", join(linked, ", "), more, ". "] if off else []
    placed = {ident for row in book.case["incidents"] for ident in row["places"]
              if ident in book.places and book.places[ident]["lat"] is not None}
    without = sum(not placed & set(row["places"]) for row in book.case["incidents"])
    left = f"{without} incidents have no place that could be located. " if without > 1 else ""
    return el("p", outside, left, book.words.of("view_map", "lines"))


def _disputed(chart: Chart) -> Html | None:
    named = chart.named()
    if not named:
        return None
    rows = [(el("dt", one_line(chart.dispute(ident)["name"])), el("dd", one_line(chart.dispute(ident)["says"])))
            for ident in named]
    title = chart.book.words.of("view_map", "contested")
    names = listed([one_line(chart.dispute(ident)["name"]) for ident in named])
    return el("details", el("summary", title, ": ", names), el("dl", rows), class_="contested")
