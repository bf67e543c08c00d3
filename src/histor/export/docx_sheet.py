"""A Word document that is being written: what Word calls paragraph, bookmark, field and link, and no more.

The library writes plain documents; contents, links inside, repeated heads and page numbers are elements that it has
no words for, so they are put together here, each from Word's own names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from histor.export.docx_styles import SOFT, dress
from histor.export.report_nouns import Line, Picture, Report, Row, Run, Table

#: Millimetres between the margins.
WIDTH = 168
#: Word keeps the first forty letters of a bookmark's name.
_NAMES = 40


class Sheet:
    """One document, written from top to bottom."""

    def __init__(self, report: Report) -> None:
        self._document = Document()
        self._names: dict[str, str] = {}
        self._bookmarks = 0
        dress(self._document, report)
        self._page_numbers(report)

    def paragraph(self, words: Line, style: str = "Normal", anchor: str = "") -> None:
        """Add a paragraph of some style, with the address by which links find it."""
        self._fill(self._document.add_paragraph(style=style), words, anchor)

    def heading(self, words: str, level: int, anchor: str) -> None:
        """Add a heading that stands in the contents."""
        self._fill(self._document.add_paragraph(style=f"Heading {level}"), (Run(words),), anchor)

    def turn(self) -> None:
        """Begin a new page."""
        broken = _element("w:r")
        broken.append(_element("w:br", type="page"))
        self._document.add_paragraph()._p.append(broken)

    def contents(self, chapters: Sequence[tuple[str, str]]) -> None:
        """Add a field of contents that is filled already, so that it is right before Word renews it."""
        for place, (title, anchor) in enumerate(chapters):
            paragraph = self._document.add_paragraph(style="Chapter")
            if not place:
                _field(paragraph._p, r'TOC \o "1-1" \n \h \z \u', ("begin", "separate"))
            self._linked(paragraph._p, Run(title, to=anchor))
            if place == len(chapters) - 1:
                _field(paragraph._p, "", ("end",))

    def picture(self, pixels: bytes, picture: Picture) -> None:
        """Add a picture across the page, with what it shows in words."""
        width = WIDTH if picture.height <= 1.32 * picture.width else WIDTH * 1.32 * picture.width / picture.height
        shape = self._document.add_picture(BytesIO(pixels), width=Mm(round(width)))
        self._document.paragraphs[-1].style = self._document.styles["Picture"]
        shape._inline.docPr.set("descr", picture.alt)
        shape._inline.docPr.set("name", picture.name)

    def table(self, table: Table) -> None:
        """Add a table whose head stands on every page that it reaches."""
        made = self._document.add_table(rows=1, cols=len(table.columns), style="Report table")
        made.autofit = False
        total = sum(table.widths)
        widths = [Mm(WIDTH * share / total) for share in table.widths]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
            self._cell(cell, ((Run(name, bold=True),),), "Cell")
        _mark_row(made.rows[0]._tr, "w:tblHeader", "w:cantSplit")
        for row in table.rows:
            self._row(made.add_row(), row, table)
        for row in made.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                if len(row._tr.tc_lst) == len(widths):
                    cell.width = width
        self._document.add_paragraph(style="After table")

    def saved(self) -> bytes:
        """Return the document as it is written to a file."""
        made = BytesIO()
        self._document.save(made)
        return made.getvalue()

    def _row(self, made: Any, row: Row, table: Table) -> None:
        if sum(len(run.text) for cell in row.cells for words in cell for run in words) < 700:
            _mark_row(made._tr, "w:cantSplit")
        if row.group:
            cell = made.cells[0].merge(made.cells[-1])
            self._cell(cell, row.cells[0], "Group", row.anchor)
            return
        for place, (cell, lines) in enumerate(zip(made.cells, row.cells, strict=True)):
            style = "Number" if place in table.numeric else "Cell"
            self._cell(cell, lines, style, row.anchor if not place else "", row.depth if not place else 0)

    def _cell(self, cell: Any, lines: Iterable[Line], style: str, anchor: str = "", depth: int = 0) -> None:
        lines = list(lines) or [()]
        for place, words in enumerate(lines):
            paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
            paragraph.style = self._document.styles[style]
            if depth:
                paragraph.paragraph_format.left_indent = Mm(3 * depth)
            self._fill(paragraph, words, anchor if not place else "")

    def _fill(self, paragraph: Any, words: Line, anchor: str = "") -> None:
        """Write a line into a paragraph, inside its bookmark if it has one."""
        number = self._begin(paragraph._p, anchor) if anchor else None
        for place, run in enumerate(words):
            before = words[place - 1].cite if place else 0
            if run.cite:
                if before:
                    paragraph._p.append(_run(Run(", "), high=True))
                self._linked(paragraph._p, run)
            elif run.to or run.url:
                self._linked(paragraph._p, run)
            else:
                after = words[place + 1].cite if place + 1 < len(words) else 0
                paragraph._p.append(_run(run, run.text.rstrip(" ") if after else run.text))
        if number is not None:
            paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))

    def _begin(self, p: Any, anchor: str) -> int:
        self._bookmarks += 1
        p.append(_element("w:bookmarkStart", id=str(self._bookmarks), name=self._name(anchor)))
        return self._bookmarks

    def _name(self, anchor: str) -> str:
        """Return an address as a bookmark's name: letters, figures and low lines, no two alike."""
        plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in anchor)
        return self._names.setdefault(anchor, f"h{len(self._names)}_{plain}"[:_NAMES])

    def _linked(self, p: Any, run: Run) -> None:
        """Write a run as a link to a bookmark, or to an address outside."""
        if run.url:
            link = _element("w:hyperlink")
            link.set(qn("r:id"), self._document.part.relate_to(
                run.url, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True))
        else:
            link = _element("w:hyperlink", anchor=self._name(f"e{run.cite}" if run.cite else run.to), history="1")
        link.append(_run(run, high=bool(run.cite)))
        p.append(link)

    def _page_numbers(self, report: Report) -> None:
        """Write the foot of every page: that no person has checked this, and which page it is."""
        section = self._document.sections[0]
        section.header.paragraphs[0].style = self._document.styles["Foot"]
        section.header.paragraphs[0]._p.append(_run(Run(f"{report.title[:90]}\t{report.words['kind']}", faint=True)))
        foot = section.footer.paragraphs[0]
        foot.style = self._document.styles["Foot"]
        foot._p.append(_run(Run(f"{report.words['coded']}\t", faint=True)))
        for piece in re.split(r"(\{page\}|\{pages\})", report.words["page_of"]):
            if piece.startswith("{"):
                _field(foot._p, {"{page}": "PAGE", "{pages}": "NUMPAGES"}[piece], ("begin", "separate"))
                foot._p.append(_run(Run("1")))
                _field(foot._p, "", ("end",))
            elif piece:
                foot._p.append(_run(Run(piece)))


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _run(run: Run, words: str | None = None, high: bool = False) -> Any:
    """Return a run of words with its looks; tabs part columns, and what runs from right to left is said to."""
    made, looks = OxmlElement("w:r"), OxmlElement("w:rPr")
    told = run.text if words is None else words
    if run.cite:
        looks.append(_element("w:rStyle", val="Citation"))
    for tag, wanted in (("w:b", run.bold), ("w:bCs", run.bold), ("w:i", run.italic), ("w:iCs", run.italic)):
        if wanted:
            looks.append(OxmlElement(tag))
    if run.faint or run.url:
        looks.append(_element("w:color", val=SOFT if run.faint else "0B5796"))
    if high and not run.cite:
        looks.append(_element("w:vertAlign", val="superscript"))
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in told):
        looks.append(OxmlElement("w:rtl"))
    made.append(looks)
    for place, piece in enumerate(told.split("\t")):
        if place:
            made.append(OxmlElement("w:tab"))
        text = OxmlElement("w:t")
        text.text = piece
        text.set(qn("xml:space"), "preserve")
        made.append(text)
    return made


def _field(p: Any, code: str, ends: tuple[str, ...]) -> None:
    """Write a field's marks: where it begins, its code, and what parts the code from what is shown."""
    for end in ends:
        run = OxmlElement("w:r")
        run.append(_element("w:fldChar", fldCharType=end))
        p.append(run)
        if end == "begin":
            told = OxmlElement("w:r")
            text = OxmlElement("w:instrText")
            text.text = f" {code} "
            text.set(qn("xml:space"), "preserve")
            told.append(text)
            p.append(told)


def _mark_row(tr: Any, *tags: str) -> None:
    properties = tr.get_or_add_trPr()
    for tag in sorted(tags):
        properties.append(OxmlElement(tag))
