"""The rows and cells of one table, and which label belongs to which value; shared by the readers of mark-up."""

from __future__ import annotations

from histor.read.draft import LABEL, Draft

_CELLS = ("td", "th")


class Table:
    """Where we are in a table: its row, its cell, and the labels seen so far.

    In an infobox a ``th`` is the label of the ``td`` beside it, or a header over the ``td`` cells of the rows below;
    those get the header and the number of their column as key ("Belligerents1", "Belligerents2"). In other tables
    a value's key is its column's header, or its row's where columns have none.
    """

    def __init__(self, draft: Draft, infobox: bool) -> None:
        self.draft = draft
        self.infobox = infobox
        self.cell = ""
        self._header = ""
        self._heads: dict[int, str] = {}
        self._row = self._column = 0
        self._label = ""
        self._wide = False
        self._values = 0
        self._fresh = False

    @property
    def in_value(self) -> bool:
        """Whether we stand in an infobox value, whose parts are lines of one value and not blocks."""
        return self.infobox and self.cell == "td"

    def start(self, name: str, wide: bool) -> None:
        """Enter a row or cell; ``wide`` tells a cell over several columns."""
        if name == "tr":
            self._end_row()
        elif name in _CELLS:
            self.cell, self._wide, self._fresh = name, wide, True
            self._column += 1
            self._values += name == "td"
            self.draft.label = ""

    def end(self, name: str) -> None:
        """Leave a row or cell, closing its block."""
        if name == "tr":
            self._end_row()
        if name in _CELLS and self.cell:
            self.draft.close()
            if self.cell == "th" and self.draft.label:
                self._label = self.draft.label
                self._heads.setdefault(self._column, self._label)
            self.cell = ""

    def _end_row(self) -> None:
        if self._label and not self._values:
            self._header = self._label
        elif self._label and self._values:
            self._header = ""
        self._row += 1
        self._column = self._values = 0
        self._label = ""

    def open(self) -> None:
        """Open the block of the cell we stand in."""
        fresh, self._fresh = self._fresh, False
        first = self._column == 1 and fresh
        if self.infobox and self.cell == "th":
            self.draft.open(LABEL, gap="\n\n" if first and self._row <= 1 else "\n")
        elif self.infobox:
            self.draft.open("infobox", key=self._key(), gap=": " if self._label and fresh else "\n")
        else:
            gap = "\n\n" if first and self._row <= 1 else "\n" if first or not fresh else "\t"
            self.draft.open("table", key=self._key(), gap=gap)

    def _key(self) -> str:
        if self.cell == "th":
            return ""
        if self.infobox:
            return self._label or (self._header and self._header + ("" if self._wide else str(self._values)))
        return self._heads.get(self._column) or self._label

    def bound(self, rule: bool) -> None:
        """Lay down a line break inside an infobox value, and a rule of dashes where the page draws one."""
        if rule and self.draft.has_words:
            self.draft.line()
            self.draft.put("---")
        self.draft.line()
