"""What every picture shares: the case and the part of it that is shown, heading, key, and the honest line below.

Sides and their colours are those of the whole case, so that a picture of one week and one of the year agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from histor.export.dossier_fields import support
from histor.export.plot_canvas import COLOURS, INK, RULE, SOFT, Canvas, Look, fitted, mark, measure
from histor.export.report_desk import Desk, Fields, Figures
from histor.export.report_nouns import clean
from histor.export.select import Selection

MARGIN = 24.0
#: How a deed looks by its status; every other status is an outline.
LOOKS: dict[str, Look] = {"reported": "solid", "claimed": "hatch", "disputed": "hatch"}


@dataclass(slots=True)
class Sketch:
    """A case, what is shown of it, and how wide the picture is to be; a bare one has no heading and no foot.

    Whoever draws it notes what it leaves out, in words, and the ids of the incidents that it draws.
    """

    desk: Desk
    shown: Mapping[str, Any]
    title: str
    width: float = 860
    filters: str = ""
    bare: bool = False
    left_out: list[str] = field(default_factory=list)
    drawn: set[str] = field(default_factory=set)

    @property
    def incidents(self) -> list[Fields]:
        """Return the incidents that are shown, by date; those of no known date last."""
        kept = {row["id"] for row in self.shown["incidents"]}
        return [row for row in self.desk.book.in_order if row["id"] in kept]

    def look(self, row: Fields) -> Look:
        """Return how an incident looks by its status."""
        return LOOKS.get(row["status"], "outline")

    def colour(self, row: Fields) -> str:
        """Return the colour of the side that does a deed."""
        return self.desk.book.colour(self.desk.book.deed_side(row))

    def told(self, row: Fields) -> str:
        """Return an incident in words: when, what, how it is told, by whom."""
        book = self.desk.book
        said = self.desk.voices(support(row, *row["fields"]), denied=row["status"] == "denied")
        who = "".join(run.text for run in said)
        status = self.desk.words.of("statuses", row["status"])
        return self.desk.say("told", "plot", date=self.desk.date(row), what=clean(book.title(row["id"])), status=status,
                             who=who)


def make_sketch(
    case: Mapping[str, Any], texts: Mapping[str, str], *, shown: Mapping[str, Any] | None = None,
    figures: Figures | None = None, language: str | Path = "en", **looks: Any,
) -> Sketch:
    """Return a sketch of a case, or of what is ``shown`` of it; ``looks`` are ``title``, ``width`` and ``asked``."""
    desk = Desk(case, texts, language, figures, looks.pop("policy", ""))
    title = clean(looks.pop("title", None) or case["title"] or desk.say("case", "page"))
    filters = _filters(desk, looks.pop("asked", Selection()))
    return Sketch(desk, shown if shown is not None else case, title, filters=filters, **looks)


def _filters(desk: Desk, asked: Selection) -> str:
    """Return what was selected, in words, for the line under the title."""
    named = (("speaker", asked.speaker), ("actor", asked.actor), ("start", asked.start), ("end", asked.end),
             ("type", asked.type))
    parts = [desk.say(f"only_{key}", "plot", value=desk.words.day(value)) for key, value in named if value]
    return desk.say("only", "plot", filters=", ".join(parts)) if parts else ""


def begin(sketch: Sketch, what: str) -> tuple[Canvas, float]:
    """Return a sheet with its heading, and where the picture may begin."""
    canvas = Canvas(sketch.width)
    if sketch.bare:
        return canvas, 4.0
    room = sketch.width - 2 * MARGIN
    canvas.words((MARGIN, 36), fitted(sketch.title, 18, room, bold=True), 18, weight="bold")
    below = " · ".join(part for part in (what, sketch.filters) if part)
    canvas.words((MARGIN, 57), fitted(below, 12.5, room), 12.5, fill=SOFT)
    return canvas, 76.0


def finish(canvas: Canvas, sketch: Sketch, top: float, keys: Sequence[tuple[str, str]], told: str) -> str:
    """Draw the key and the line of where all this comes from, and return the document."""
    y = _keys(canvas, top + 18, keys) if keys else top
    if sketch.bare:
        return canvas.svg(y + 4, sketch.title, told)
    canvas.line((MARGIN, y + 8, sketch.width - MARGIN, y + 8))
    y += 26
    for words in wrapped(" ".join([*sketch.left_out, _origin(sketch)]), 10.5, sketch.width - 2 * MARGIN):
        canvas.words((MARGIN, y), words, 10.5, fill=SOFT)
        y += 15
    return canvas.svg(y + 4, sketch.title, told)


def wrapped(words: str, size: float, most: float) -> list[str]:
    """Return words in lines that each take at most some pixels."""
    lines: list[str] = []
    for word in clean(words).split(" "):
        if lines and measure(f"{lines[-1]} {word}", size) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(fitted(word, size, most))
    return lines


def _keys(canvas: Canvas, y: float, keys: Iterable[tuple[str, str]]) -> float:
    """Draw the key, sign by sign, in as many lines as it takes."""
    x = MARGIN + 8
    for sign, words in keys:
        width = measure(words, 11) + 44
        if x > MARGIN + 8 and x + width > canvas.width - MARGIN:
            x, y = MARGIN + 8, y + 20
        _sign(canvas, sign, x, y)
        canvas.words((x + 22, y + 4), words, 11, fill=INK)
        x += width
    return y + 12


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    """Draw one sign of the key: a look of a mark, a mark in a side's colour, a line of some kind."""
    kind, _, colour = sign.partition(":")
    if kind in ("solid", "hatch", "outline"):
        canvas.add(mark("circle", (x + 6, y), 5.5, canvas.ink("s0", kind)))  # type: ignore[arg-type]
    elif kind == "side":
        canvas.add(mark("circle", (x + 6, y), 5.5, canvas.ink(colour, "solid")))
    elif kind in ("diamond", "square"):
        canvas.add(mark(kind, (x + 6, y), 5.5, canvas.ink("s0", "solid")))
    elif kind == "sight":
        canvas.add(mark("circle", (x + 6, y), 3.5, canvas.ink("s0", "solid")))
        ring = f"M{x - 1:.1f},{y:.1f} a7,7 0 1,0 14,0 a7,7 0 1,0 -14,0"
        canvas.path(ring, stroke=SOFT, stroke_width=1.4, fill="none")
    elif kind == "bar":
        canvas.path(f"M{x:.1f},{y:.1f} h12", stroke=COLOURS["s0"], stroke_width=8.0, stroke_linecap="round")
    elif kind == "band":
        canvas.path(f"M{x - 4:.1f},{y:.1f} h20", stroke=RULE, stroke_width=9.0)
    else:
        dash = {"dashed": "5 3", "disputed": "5 3", "ring": "3 2"}.get(kind)
        shape = f"M{x - 4:.1f},{y:.1f} h20" if kind != "ring" else f"M{x:.1f},{y:.1f} a6,6 0 1,0 12,0 a6,6 0 1,0 -12,0"
        canvas.path(shape, stroke=SOFT, stroke_width=1.5, fill="none", stroke_dasharray=dash)


def _origin(sketch: Sketch) -> str:
    """Say how many sources this comes from, and that no person has checked it."""
    desk = sketch.desk
    titles = [desk.source(ident) for ident in desk.book.sources]
    count = desk.say("from_one") if len(titles) == 1 else desk.say("from_several", count=len(titles))
    more = [desk.say("and_more", "page", count=len(titles) - 3)] if len(titles) > 3 else []
    named = desk.words.apart([*titles[:3], *more])
    version = clean(desk.case["coder"].get("histor", "?"))
    return desk.say("origin", "plot", sources=count, named=named, version=version)


def days(desk: Desk, first: int, last: int) -> str:
    """Return a span of ordinals in words."""
    start, end = (date.fromordinal(day).isoformat() for day in (first, last))
    return desk.words.date({"start": start, "end": end})
