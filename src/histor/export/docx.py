"""The report as a Word document: styles an editor can change, contents, repeated heads, links inside, page numbers.

The bytes depend on the case alone: the archive is packed anew with one fixed date, and no property holds the clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from histor.errors import HistorError
from histor.export.plot import pixels
from histor.export.report import make_report
from histor.export.report_desk import Figures
from histor.export.report_nouns import Block, Bullets, Note, Paragraph, Picture, Report, Run, Section, Table, line

if TYPE_CHECKING:
    from histor.export.docx_sheet import Sheet

#: The oldest date that an archive can tell: that of nothing in particular.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def export_docx(
    case: Mapping[str, Any], texts: Mapping[str, str], *, title: str | None = None, policy: str | None = None,
    language: str | Path = "en", figures: Mapping[str, Figures] | None = None,
) -> bytes:
    """Return a case as a Word document; the arguments are those of :func:`histor.export.report.make_report`.

    Needs the extra ``documents``.
    """
    try:
        from histor.export.docx_sheet import Sheet
    except ImportError:
        raise HistorError("DOCX needs the extra documents: pip install 'histor[documents]'.") from None
    report = make_report(case, texts, title=title, policy=policy, language=language, figures=figures, pictures=True)
    sheet = Sheet(report)
    _front(sheet, report)
    for section in report.sections:
        _section(sheet, section)
    if report.notes:
        sheet.heading(report.words["evidence"], 1, "evidence")
        sheet.paragraph(line(report.words["intro_evidence"]), "Note")
        for note in report.notes:
            _note(sheet, note, report.words["quoted"])
    return _steady(sheet.saved())


def _front(sheet: Sheet, report: Report) -> None:
    """Set the title's page: kind, title, facts, contents."""
    sheet.paragraph(line(report.words["kind"]), "Kind")
    sheet.paragraph(line(report.title), "Title")
    for label, value in report.facts:
        sheet.paragraph(line(Run(label, faint=True), "\t", value), "Fact")
    sheet.paragraph(line(report.words["contents"]), "Contents")
    sheet.contents([(section.title, section.name) for section in report.sections]
                   + ([(report.words["evidence"], "evidence")] if report.notes else []))
    sheet.turn()


def _section(sheet: Sheet, section: Section) -> None:
    sheet.heading(section.title, 1, section.name)
    for block in section.blocks:
        _block(sheet, block)


def _block(sheet: Sheet, block: Block) -> None:
    if isinstance(block, Table):
        sheet.paragraph(line(block.caption), "Table name")
        sheet.table(block)
    elif isinstance(block, Bullets):
        for words, anchor in block.items:
            sheet.paragraph(words, "List Bullet", anchor)
    elif isinstance(block, Picture):
        sheet.picture(pixels(block.svg, 3), block)
        sheet.paragraph(line(block.caption), "Picture line")
    else:
        _paragraph(sheet, block)


def _paragraph(sheet: Sheet, block: Paragraph) -> None:
    if block.kind == "heading":
        sheet.heading("".join(run.text for run in block.words), 2, block.anchor)
    else:
        style = {"lead": "Lead", "note": "Note", "warning": "Warning"}.get(block.kind, "Normal")
        sheet.paragraph(block.words, style, block.anchor)


def _note(sheet: Sheet, note: Note, quoted: str) -> None:
    told = quoted.replace("{words}", note.quote)
    words = line(Run(str(note.number), bold=True), f"\t{told} ", Run(note.place, faint=True, to=note.to))
    sheet.paragraph(words, "Evidence", f"e{note.number}")


def _steady(packed: bytes) -> bytes:
    """Return an archive with the same files in the same order, and no date."""
    made = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            info = ZipInfo(name, _NO_DATE)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            content = old.read(name)
            new.writestr(info, _undated(content) if name == "docProps/core.xml" else content)
    return made.getvalue()


def _undated(properties: bytes) -> bytes:
    """Return the document's properties without the days of its making, which the template brings along."""
    return re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", properties, flags=re.DOTALL)
