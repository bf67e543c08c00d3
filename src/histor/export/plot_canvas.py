"""A sheet to draw on, which becomes an SVG that any program shows: shapes, measured words, nothing that moves.

SVG is written by hand, because its marks then carry what they mean in words, for those who do not see them, and
because a drawing library would be a burden for what are rectangles, circles and lines. Everything passes through
:func:`histor.export.dossier_markup.el`, so no word of a source can become an element.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import ceil
from typing import Literal

from histor.export.dossier_markup import Html, el, join
from histor.export.dossier_words import shorten
from histor.export.report_nouns import clean
from histor.lexicon import load_lexicon

#: Colours of the sides, as on the page, and of those who are on none; dark enough to be read on white.
COLOURS = {"s0": "#5d5a55", "s1": "#0b5796", "s2": "#a04400", "s3": "#1b6b52", "s4": "#7c2f74"}
INK, SOFT, RULE, PAPER = "#1d1b19", "#5d5a55", "#d9d5cd", "#ffffff"
FONTS = "'Open Sans', 'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', Helvetica, Arial, sans-serif"
#: What a letter takes that the font does not have, in thousandths of the size: wide enough for most scripts.
_UNKNOWN = 640

_DIAMOND = ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0))

Look = Literal["solid", "hatch", "outline"]
Anchor = Literal["start", "middle", "end"]


@cache
def _widths(style: str) -> Mapping[str, int]:
    rows: dict[int, str] = load_lexicon().yaml("fonts/widths.yaml")[style]
    return {letter: width for width, letters in rows.items() for letter in letters} | {" ": 260}


def measure(words: str, size: float, bold: bool = False) -> float:
    """Return how wide words are at a size, in pixels, in the font that the pictures are set in."""
    known = _widths("bold" if bold else "regular")
    return sum(known.get(letter, _UNKNOWN) for letter in words) * size / 1000


def fitted(words: str, size: float, most: float, bold: bool = False) -> str:
    """Return words cut at a blank so that they take at most some pixels, with an ellipsis where something is gone."""
    told = clean(words)
    length = len(told)
    while length > 1 and measure(told, size, bold) > most:
        length = min(length - 1, ceil(length * most / measure(told, size, bold)))
        told = shorten(clean(words), max(length, 1))
    return told


class Canvas:
    """A sheet of some width; its height is known when all is drawn."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._drawn: list[Html] = []
        self._hatched: dict[str, None] = {}

    def add(self, *shapes: Html) -> None:
        """Put shapes on the sheet."""
        self._drawn += shapes

    def line(self, ends: tuple[float, float, float, float], colour: str = RULE, width: float = 1,
             dash: str | None = None) -> None:
        """Draw a line from (x, y) to (x, y)."""
        x1, y1, x2, y2 = map(_n, ends)
        self.add(el("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=_n(width), stroke_dasharray=dash))

    def path(self, d: str, **looks: str | float | None) -> None:
        """Draw a path; ``looks`` are SVG's attributes, with underscores for hyphens."""
        self.add(el("path", d=d, **{name: _v(value) for name, value in looks.items()}))

    def words(self, at: tuple[float, float], words: str, size: float = 12, anchor: Anchor = "start",
              **looks: str | None) -> None:
        """Write words on a base line that begins, has its middle, or ends at a point."""
        self.add(self.text(at, words, size, anchor, **looks))

    def text(self, at: tuple[float, float], words: str, size: float, anchor: Anchor, **looks: str | None) -> Html:
        """Return words as an element; ``weight`` and ``fill`` are looks."""
        return el("text", clean(words), x=_n(at[0]), y=_n(at[1]), font_size=_n(size),
                  text_anchor=anchor if anchor != "start" else None, font_weight=looks.get("weight"),
                  fill=looks.get("fill") or INK, font_style=looks.get("style"))

    def ink(self, colour: str, look: Look) -> dict[str, str]:
        """Return the attributes of a shape: filled, hatched or empty, always with its outline."""
        if look == "hatch":
            self._hatched[colour] = None
        fill = {"solid": COLOURS[colour], "hatch": f"url(#hatch-{colour})", "outline": PAPER}[look]
        return {"fill": fill, "stroke": COLOURS[colour], "stroke-width": "1.6"}

    def halo(self, at: tuple[float, float], words: str, size: float, anchor: Anchor, **looks: str | None) -> None:
        """Write words with a rim of paper around them, so that they can be read on lines."""
        rim = el("text", clean(words), x=_n(at[0]), y=_n(at[1]), font_size=_n(size), fill=PAPER, stroke=PAPER,
                 stroke_width="3.5", stroke_linejoin="round", font_weight=looks.get("weight"), aria_hidden="true",
                 text_anchor=anchor if anchor != "start" else None, font_style=looks.get("style"))
        self.add(rim, self.text(at, words, size, anchor, **looks))

    def svg(self, height: float, title: str, told: str) -> str:
        """Return the sheet as an SVG document with a title and a description in words."""
        defs = el("defs", (_hatching(colour) for colour in self._hatched))
        paper = el("rect", width=_n(self.width), height=_n(height), fill=PAPER)
        root = el("svg", el("title", clean(title), id="title"), el("desc", clean(told), id="desc"), defs, paper,
                  join(self._drawn), xmlns="http://www.w3.org/2000/svg", width=_n(self.width), height=_n(height),
                  viewBox=f"0 0 {_n(self.width)} {_n(height)}", role="img", aria_labelledby="title desc",
                  font_family=FONTS)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def mark(kind: str, at: tuple[float, float], size: float, ink: Mapping[str, str], told: str = "") -> Html:
    """Return a mark of a kind (``circle``, ``diamond``, ``square``) with what it means in words."""
    x, y = at
    inner = el("title", clean(told)) if told else None
    named = {name.replace("-", "_"): value for name, value in ink.items()}
    if kind == "circle":
        return el("circle", inner, cx=_n(x), cy=_n(y), r=_n(size), **named)
    if kind == "square":
        s = size * 0.9
        return el("rect", inner, x=_n(x - s), y=_n(y - s), width=_n(2 * s), height=_n(2 * s), **named)
    points = " ".join(f"{_n(x + dx * size)},{_n(y + dy * size)}" for dx, dy in _DIAMOND)
    return el("polygon", inner, points=points, **named)


def bar(box: tuple[float, float, float, float], ink: Mapping[str, str], told: str = "", round_: float = 0) -> Html:
    """Return a bar from its left upper corner, with its width and height."""
    x, y, width, height = map(_n, box)
    named = {name.replace("-", "_"): value for name, value in ink.items()}
    inner = el("title", clean(told)) if told else None
    return el("rect", inner, x=x, y=y, width=width, height=height, rx=_n(round_) if round_ else None, **named)


def _hatching(colour: str) -> Html:
    return el("pattern", el("rect", width=5, height=5, fill=PAPER), el("rect", width=2, height=5, fill=COLOURS[colour]),
              id=f"hatch-{colour}", width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)")


def _n(number: float) -> str:
    """Return a number with at most two decimals, the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


def _v(value: str | float | None) -> str | None:
    return value if isinstance(value, str) or value is None else _n(value)
