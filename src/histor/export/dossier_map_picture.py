"""Draws the still map as SVG: the ground, the lines, the marks with their names, and a bar of kilometres."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.borders_lines import BORDER, COAST, PROVINCE
from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, one_line
from histor.export.dossier_words import shorten
from histor.export.map_chart import Chart
from histor.export.map_layout import LETTER, Layout, Placed
from histor.export.map_marks import Mark, aimed, colour, look, words_only

Row = Mapping[str, Any]
_LONGEST = 34


def definitions(chart: Chart) -> Html:
    """Return one hatching for each colour and the dots of disputed ground; ids are this picture's own."""
    hatches = (
        el("pattern", el("rect", width=6, height=6, class_="paper"), el("rect", width=3, height=6, class_=f"f-s{n}"),
           id=f"map-hatch-s{n}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")
        for n in range(len(chart.book.sides) + 1))
    dots = el("pattern", el("circle", cx=3, cy=3, r=".9", class_="dot"), id="map-dots", width=6, height=6,
              patternUnits="userSpaceOnUse")
    return el("defs", hatches, dots)


def ground(chart: Chart) -> Iterator[Html]:
    """Draw the land, what is disputed of it, the areas that marks stand for, and the lines."""
    drawn = chart.ground
    yield el("rect", width=chart.frame.width, height=chart.frame.height, class_="sea")
    yield el("path", d=drawn.land(), class_="land")
    contested = drawn.land(at for at, area in enumerate(chart.cut.borders.areas) if area.dispute)
    if contested:
        yield el("path", d=contested, class_="contested", fill="url(#map-dots)")
    for mark in (mark for mark in chart.marks if chart.inside(mark)):
        areas = chart.areas(mark)
        shape = drawn.land(areas) if areas else ""
        if shape:
            side = colour(chart.book, mark)
            yield el("path", d=shape, class_=f"zone {'' if mark.areas else 'whole '}f-{side} l-{side}")
    for kind in (PROVINCE, COAST, BORDER):
        yield el("path", d=drawn.lines(kind), class_=kind)
    for kind in chart.cut.lines:
        if kind.startswith("?") and (path := drawn.lines(kind)):
            name = one_line(chart.dispute(kind[1:])["name"])
            yield el("path", el("title", chart.book.words.say("still", "disputed", name=name)), d=path,
                     class_="disputed")


def marked(chart: Chart) -> Iterator[Html]:
    """Draw how sure positions are, then marks with their names, then the names of lands where there is room left."""
    seen = [mark for mark in chart.marks if chart.inside(mark)]
    layout = Layout(chart.frame)
    layout.take((8, chart.frame.height - 34, 190, chart.frame.height - 6))
    placed = [Placed(*chart.frame.project(mark.lon, mark.lat), _radius(mark), mark_name(mark), bool(aimed(mark)))
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
    return min(6.5 + 2.2 * math.sqrt(len(mark.deeds) - 1), 15.0)


def mark_name(mark: Mark) -> str:
    """Return the name of a mark's first place, and how many more there are."""
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
        parts.append(el("path", d=sight(x, y, spot.radius), class_=f"sight l-{side}"))
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


def sight(x: float, y: float, radius: float) -> str:
    """Return the path of a ring with ticks: somebody says to have aimed at another than was struck."""
    r, tick = radius + 3.5, 5.0
    ring = f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0"
    ticks = (f"M{x + dx * (r - 1.5):.1f} {y + dy * (r - 1.5):.1f}l{dx * tick:.1f} {dy * tick:.1f}"
             for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
    return ring + "".join(ticks)


def told(book: Book, mark: Mark) -> str:
    """Return a mark in words: the place, how exactly it is known, and what happened there."""
    place = mark.places[0]
    known = book.words.of("precisions", place["precision"])
    say = book.words.say
    where = say("still", "known_within" if mark.radius_km else "known", place=mark_name(mark), known=known,
                km=round(mark.radius_km))
    deeds = [say("still", "deed", date=book.words.date(deed["date"], short=True), what=_deed(book, deed))
             for deed in mark.deeds[:4]]
    more = [say("page", "and_more", count=len(mark.deeds) - 4)] if len(mark.deeds) > 4 else []
    return "\n".join([where, *deeds, *more, *(_aim(book, deed) for deed in aimed(mark)[:2])])


def _deed(book: Book, deed: Row) -> str:
    """Return a deed's title, with a word where no telling of it says that it was there."""
    mark = f" ({book.words.of('tables', 'inferred')})" if book.is_inferred(deed, "places") else ""
    return f"{book.title(deed['id'])}{mark}"


def _aim(book: Book, deed: Row) -> str:
    said = (deed["fields"].get("claimed_targets") or {}).get("said_by") or []
    struck = book.names(book.told(deed, "targets")[:3])
    who = book.parties(said[:2])
    aim = book.words.say("still", "aimed_says" if who else "aimed", whom=book.names(deed["claimed_targets"][:3]),
                         who=book.names(who), count=len(who))
    return book.words.say("still", "struck", aim=aim, whom=struck) if struck else aim


def scale(chart: Chart) -> Iterator[Html]:
    """Draw a bar of a round number of kilometres; on a map of the world no bar holds everywhere."""
    frame = chart.frame
    if frame.kind == "world":
        return
    most = 150 * frame.km_per_px
    length = max(number for number in (factor * 10**power for power in range(5) for factor in (1, 2, 5))
                 if number <= max(most, 1))
    width, y = length / frame.km_per_px, frame.height - 14
    yield el("path", d=f"M14 {y - 6}v6h{width:.1f}v-6", class_="bar")
    told = chart.book.words.say("figures", "kilometres", km=length)
    yield el("text", told, x=f"{14 + width + 7:.1f}", y=y + 1, class_="day")
