"""Draws the timeline as a picture that needs no script, and writes the same as a table.

Solid is told as fact, hatched only claimed, outlined planned or denied; a round mark is a deed, a diamond is words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import support
from histor.export.dossier_lanes import AXIS, WIDTH, Lane, Mark, Picture, arc, lay_out
from histor.export.dossier_markup import Child, Html, el, join, one_line
from histor.export.dossier_span import PHASES, phase
from histor.export.dossier_tables import group, table
from histor.export.dossier_views import live
from histor.export.dossier_words import shorten
from histor.export.told import held

Row = Mapping[str, Any]
_LOOK = {"reported": "solid", "claimed": "hatch", "disputed": "hatch"}


def timeline_section(book: Book) -> Html | None:
    """Return the picture with its key, and the table of all deeds; None for a case without any."""
    if not book.case["incidents"]:
        return None
    picture = lay_out(book)
    drawn = _figure(book, picture) if picture else Html("")
    return join([live("timeline", drawn), _table(book)])


def _figure(book: Book, picture: Picture) -> Html:
    svg = el("svg", _defs(book), _axis(picture), (_lane(book, lane) for lane in picture.lanes), _arcs(book, picture),
             (_mark(book, mark) for lane in picture.lanes for mark in lane.marks),
             viewBox=f"0 0 {WIDTH} {picture.height:.0f}", width=WIDTH, height=f"{picture.height:.0f}",
             role="group", aria_label=book.words.of("still", "timeline"))
    told = [book.words.of("still", "marks")]
    if picture.left_out:
        told.append(book.words.say("still", "left_out", count=picture.left_out))
    scroll = el("div", svg, class_="scroll", tabindex=0, role="group",
                aria_label=book.words.of("still", "timeline_scroll"))
    return el("figure", scroll, el("figcaption", _key(book), el("p", " ".join(told))), class_="timeline")


def _defs(book: Book) -> Html:
    """Return one hatching for each colour, since a pattern does not take over the colour of what it fills."""
    return el("defs", (
        el("pattern", el("rect", width=6, height=6, class_="paper"), el("rect", width=3, height=6, class_=f"f-s{n}"),
           id=f"hatch-s{n}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")
        for n in range(len(book.sides) + 1)))


def _axis(picture: Picture) -> Iterator[Html]:
    for x, label in picture.ticks:
        yield el("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=AXIS - 8, y2=f"{picture.height - 6:.0f}", class_="tick")
        yield el("text", label, x=f"{x + 4:.1f}", y=AXIS - 14, class_="day")


def _lane(book: Book, lane: Lane) -> Iterator[Html]:
    colour = book.colour(lane.side)
    yield el("line", x1=0, x2=WIDTH, y1=f"{lane.top:.0f}", y2=f"{lane.top:.0f}", class_="edge")
    yield el("rect", x=0, y=f"{lane.top:.0f}", width=4, height=f"{lane.bottom - lane.top:.0f}", class_=f"f-{colour}")
    name = shorten(book.name(lane.side), 60) if lane.side else book.words.of("view_timeline", "others")
    yield el("text", name, x=14, y=f"{lane.top + 20:.0f}", class_=f"lane t-{colour}")


def _mark(book: Book, mark: Mark) -> Html:
    row, colour = mark.row, book.colour(book.deed_side(mark.row))
    look = _LOOK.get(row["status"], "outline")
    fill = f"url(#hatch-{colour})" if look == "hatch" else None
    shape = _shape(mark, book.words.type(row["type"], "kind"), f"m {look} l-{colour} f-{colour}", fill)
    x = mark.left - 14 if mark.before else mark.right + 14
    label = el("text", mark.label, x=f"{x:.1f}", y=f"{mark.y + 4.5:.1f}", text_anchor="end" if mark.before else None)
    told = book.words.say("still", "mark", date=book.words.date(row["date"]), what=book.title(row["id"]),
                          status=book.words.of("statuses", row["status"]))
    return el("a", el("title", told), shape, label, href="#" + book.anchor("incidents", row["id"]))


def _shape(mark: Mark, kind: str, looks: str, fill: str | None) -> Html:
    y = mark.y
    if mark.right - mark.left > 4:
        return el("rect", x=f"{mark.left - 6:.1f}", y=f"{y - 6:.1f}", width=f"{mark.right - mark.left + 12:.1f}",
                  height=12, rx=6, class_=looks + (" open" if mark.open_end else ""), fill=fill)
    if kind == "word":
        x = mark.left
        points = f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y:.1f} {x:.1f},{y + 7:.1f} {x - 7:.1f},{y:.1f}"
        return el("polygon", points=points, class_=looks, fill=fill)
    return el("circle", cx=f"{mark.left:.1f}", cy=f"{y:.1f}", r="6.5", class_=looks, fill=fill)


def _arcs(book: Book, picture: Picture) -> Iterator[Html]:
    """Draw from each act to its answer: whole where told, dashed where somebody claims it or it is inferred."""
    marks = {mark.row["id"]: mark for lane in picture.lanes for mark in lane.marks}
    for row in book.case["responses"]:
        act, answer = marks.get(row["responds_to"]), marks.get(row["incident"])
        if act is None or answer is None or act is answer:
            continue
        line, tip = arc(act, answer, 8)
        sure = row["basis"] == "explicit" and not row["said_by"]
        yield el("path", d=line, class_="arc" if sure else "arc unsure")
        yield el("path", d=tip, class_="arc tip")


def _key(book: Book) -> Html:
    def sign(*children: Html, key: str, group: str = "view_timeline") -> Html:
        svg = el("svg", children, viewBox="0 0 28 16", width=28, height=16, aria_hidden="true")
        return el("li", svg, " ", book.words.of(group, key))

    def dot(looks: str, fill: str | None = None) -> Html:
        return el("circle", cx=14, cy=8, r=6, class_=f"m {looks} l-s0 f-s0", fill=fill)

    return el("ul", sign(dot("solid"), key="solid"),
              sign(dot("hatch", "url(#hatch-s0)"), key="hatch"),
              sign(dot("outline"), key="outline"),
              sign(el("polygon", points="14,1 21,8 14,15 7,8", class_="m solid l-s0 f-s0"), key="word"),
              sign(el("rect", x=1, y=3, width=26, height=10, rx=5, class_="m solid l-s0 f-s0"), key="uncertain"),
              sign(el("path", d="M2,3 C2,10 8,12 24,12", class_="arc"), key="told"),
              sign(el("path", d="M2,3 C2,10 8,12 24,12", class_="arc unsure"), key="unsure", group="still"),
              class_="key")


def _table(book: Book) -> Html:
    """Return all deeds by date, those of the main span first and apart from what lies before and after."""
    groups: dict[str, list[Row]] = {name: [] for name in PHASES}
    for row in book.in_order:
        groups[phase(row, book.span)].append(row)
    bodies = [el("tbody", group(4, book.words.of("tables", PHASES[name])) if PHASES[name] else None,
                 (_tr(book, row) for row in rows)) for name, rows in groups.items() if rows]
    columns = book.words.columns("when", "told", "details", "status")
    return table(book.words.of("tables", "all_incidents"), columns, bodies, "wide rows cards")


def _tr(book: Book, row: Row) -> Html:
    dated = [e for _, rows in support(row, "date") for e in rows]
    when: list[Child] = [book.words.date(row["date"]), " ", book.cite(dated)]
    basis = row["date"]["basis"]
    if basis != "explicit" and row["date"]["precision"] != "unknown":
        when.append(el("small", book.words.of("bases", basis)))
    best = book.best(row)
    quote = best and el("p", shorten(one_line(best["quote"]), 260), " ", book.cite([best]), class_="quote",
                        lang=book.tongue(best))
    others = [e for e in row["evidence"] if e is not best]
    also = book.cite(others)
    told = el("p", book.words.html("page", "also_told", sentences=also), class_="also") if also else None
    cell = [book.headline(row), quote, told]
    look = _LOOK.get(row["status"], "outline")
    status = el("span", book.words.of("statuses", row["status"]), class_=f"status {look}")
    voices = support(row, *row["fields"])
    own = [e for by, told_in in voices for e in told_in if not by]
    speakers = dict.fromkeys(who for by, _ in voices for who in by)
    said = [*book.voices((), own), *book.voices(speakers, (), denied=row["status"] == "denied")]
    return el("tr", el("td", when, class_="when"), el("td", cell), el("td", _details(book, row)),
              el("td", status, " ", join(said[:5], " "), class_="told"),
              id=book.anchor("incidents", row["id"]), class_=f"row e-{book.colour(book.deed_side(row))}")


def _details(book: Book, row: Row) -> Html:
    """Return the fields of a deed as terms and values, each with its sentences and, if not the source, its teller."""
    pairs: list[tuple[str, Html | str, str]] = [
        ("by", _by(book, row), "actors"), ("on", book.actor_list(row["targets"]), "targets"),
        ("said_aim", book.actor_list(row["claimed_targets"]), "claimed_targets"),
        ("in", join((book.link("places", one, book.name(one)) for one in row["places"]), ", "), "places"),
        ("with", ", ".join(map(one_line, row["weapons"])), "weapons"),
        ("count", ", ".join(_count(book, count) for count in row["counts"]), "counts"),
        ("called", one_line(row["codename"] or ""), "codename"),
    ]
    whole = row["part_of"]
    label = partial(book.words.of, "labels")
    rows = [(el("dt", label(key)), el("dd", value, " ", _inferred(book, row, name), _teller(book, row, name)))
            for key, value, name in pairs if value]
    if whole in book.incidents:
        rows.append((el("dt", label("part")), el("dd", book.link("incidents", whole, book.title(whole)))))
    kind = one_line(book.words.kind(row))
    return el("dl", el("dt", label("kind")), el("dd", kind), rows, class_="fields")


def _by(book: Book, row: Row) -> Html:
    """Return who did it; where only somebody holds one of them to it, with who that is, beside his name."""
    claimed = {ident: book.parties(said_by) for ident, said_by in held(row).items()}
    return join(([book.actor(ident), " ", el("small", book.words.say(
        "said", "says", who=book.names(claimed[ident]), count=len(claimed[ident])))] if ident in claimed
        else book.actor(ident) for ident in row["actors"]), ", ")


def _inferred(book: Book, row: Row, name: str) -> Html | str:
    """Return the mark of a value that no telling of the deed says."""
    if not book.is_inferred(row, name):
        return ""
    return join([el("span", book.words.of("tables", "inferred"), class_="chip infer"), " "])


def _count(book: Book, count: Row) -> str:
    return one_line(f"{book.words.figure(count)} {count['what']} {count['unit']}")


def _teller(book: Book, row: Row, name: str) -> Html:
    told = support(row, name)
    said = [who for by, _ in told for who in by]
    who = book.parties(said[:3])
    key = "denied_by" if row["status"] == "denied" else "says"
    tag = el("small", book.words.say("said", key, who=book.names(who), count=len(who))) if who else None
    return join([book.cite(e for _, rows in told for e in rows), " ", tag])
