"""A case's map before anything is drawn: its marks, its frame, and the ground cut out for it.

The still picture and the one that moves are made from the same chart, so that they cannot tell different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from histor.export.borders import load_borders, load_world
from histor.export.borders_lines import disputes
from histor.export.dossier_book import Book
from histor.export.dossier_markup import one_line
from histor.export.map_cut import Atlas, Wanted, cut
from histor.export.map_ground import Ground, Label
from histor.export.map_marks import Mark, marks, picture
from histor.lexicon import load_lexicon

Row = Mapping[str, Any]
#: Details smaller than this many pixels are thinned away; a quarter lets the picture be drawn four times as large.
_DETAIL = 0.25


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
            self.cut = cut(self._atlas, self.frame, _DETAIL, wanted(self.marks))

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


def wanted(found: list[Mark]) -> Wanted:
    """Return the areas and countries that marks stand for."""
    return Wanted({at for mark in found for at in mark.areas}, {
        mark.places[0]["country"] for mark in found if mark.places[0]["precision"] == "country"})


def chart_of(book: Book, borders: Path | None = None) -> Chart | None:
    """Return the chart of a case, on a file's borders if one is given; None if no place has a known position."""
    return Chart(book, borders) if any(row["lat"] is not None for row in book.case["places"]) else None
