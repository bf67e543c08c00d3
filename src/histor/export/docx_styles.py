"""The looks of the Word document, as styles with names, so that whoever edits it changes each in one place.

Fonts are ones that Word and its likes have on every system, and that hold Latin, Greek, Cyrillic, Arabic and Hebrew.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from histor.export.report_nouns import Report

SERIF, SANS = "Cambria", "Calibri"
#: What stands in for them where the script runs from right to left.
COMPLEX = "Arial"
SOFT, INK, BLUE, RULE, PALE = "5D5A55", "1D1B19", "0B5796", "D9D5CD", "F4F2ED"

#: What stands after a shade in a paragraph's properties, whose order Word insists on.
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")

#: Styles by name: font, size, space before and after in points, and what else is set.
_STYLES: dict[str, tuple[str, float, float, float, str]] = {
    "Kind": (SANS, 10, 60, 2, "soft caps"), "Lead": (SERIF, 12, 0, 6, ""),
    "Note": (SERIF, 10, 0, 6, "soft italic next"),
    "Warning": (SERIF, 11, 4, 8, "pale"), "Fact": (SERIF, 10.5, 0, 3, "hang"),
    "Contents": (SANS, 11, 18, 4, "bold next"),
    "Chapter": (SANS, 10, 0, 2, ""), "Table name": (SANS, 8.5, 8, 3, "soft bold next"), "Cell": (SANS, 8.5, 1, 1, ""),
    "Number": (SANS, 8.5, 1, 1, "right"), "Group": (SANS, 8.5, 2, 2, "bold next pale"),
    "After table": (SANS, 4, 0, 4, ""),
    "Picture": (SANS, 8.5, 4, 2, "next"), "Picture line": (SANS, 8.5, 0, 8, "soft"),
    "Foot": (SANS, 8, 0, 0, "soft tab"),
    "Evidence": (SERIF, 9.5, 0, 4, "number"),
}
#: Styles that the template brings: size, space before and after.
_HEADS: dict[str, tuple[float, float, float]] = {
    "Heading 1": (16, 20, 6), "Heading 2": (11, 12, 4), "Title": (28, 0, 10),
}


def dress(document: Any, report: Report) -> None:
    """Give a new document its page, its properties and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    properties = document.core_properties
    properties.title, properties.author = report.title[:250], f"Histor {report.version}"[:250]
    properties.subject, properties.comments, properties.keywords = report.words["kind"], report.words["coded"], "Histor"
    properties.language, properties.revision, properties.last_modified_by = report.language[:20], 1, ""
    _font(document.styles["Normal"], SERIF, 10.5)
    _language(document.styles["Normal"], report.language)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, (large, before, after) in _HEADS.items():
        style = document.styles[name]
        _font(style, SERIF if name == "Title" else SANS, large)
        style.font.bold, style.font.color.rgb = True, RGBColor.from_string(INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _border(style, INK if name != "Heading 2" else "")
    _font(document.styles["List Bullet"], SERIF, 10.5)
    for name, (font, size, before, after, looks) in _STYLES.items():
        _style(document, name, (font, size, before, after), looks.split())
    _citation(document)
    _table(document)


def _style(document: Any, name: str, measures: tuple[str, float, float, float], looks: list[str]) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    font, size, before, after = measures
    _font(style, font, size)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if "soft" in looks:
        style.font.color.rgb = RGBColor.from_string(SOFT)
    style.font.bold, style.font.italic = "bold" in looks or None, "italic" in looks or None
    style.font.all_caps = "caps" in looks or None
    form.keep_with_next = "next" in looks or None
    if "right" in looks:
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if "tab" in looks:
        form.tab_stops.add_tab_stop(Mm(168), WD_TAB_ALIGNMENT.RIGHT)
    for look, indent in (("hang", 36), ("number", 11)):
        if look in looks:
            form.left_indent, form.first_line_indent = Mm(indent), Mm(-indent)
    if "pale" in looks:
        style.element.get_or_add_pPr().insert_element_before(_shade(), *_AFTER_SHADE)


def _font(style: Any, name: str, size: float) -> None:
    """Set a style's font for every kind of script that Word tells apart."""
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind, font in (("ascii", name), ("hAnsi", name), ("eastAsia", name), ("cs", COMPLEX)):
        fonts.set(qn(f"w:{kind}"), font)
    size_cs = OxmlElement("w:szCs")
    size_cs.set(qn("w:val"), str(round(size * 2)))
    style.element.rPr.append(size_cs)


def _language(style: Any, code: str) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB" if code == "en" else code[:20])
    for old in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(old)
    style.element.rPr.append(language)


def _shade() -> Any:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _border(style: Any, colour: str) -> None:
    """Put a line under a heading, or take away the one that the template brings."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if not colour:
        return
    border, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "3"), ("color", colour)):
        below.set(qn(f"w:{name}"), value)
    border.append(below)
    properties.insert_element_before(border, "w:shd", *_AFTER_SHADE)


def _citation(document: Any) -> None:
    style = document.styles.add_style("Citation", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript, style.font.color.rgb = True, RGBColor.from_string(BLUE)
    style.font.name = SANS


def _table(document: Any) -> None:
    """Make the style of tables: a thin line under every row, nothing else."""
    style = document.styles.add_style("Report table", WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), "70")
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    properties.append(borders)
    properties.append(margins)
    style.element.append(properties)
