"""The report as Markdown: CommonMark with tables and footnotes, as code hosts and pandoc read them.

Words of a source are escaped sign by sign, so that no name or quotation can begin a heading, a link, a tag or a
formula; there is no raw HTML in the file at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from histor.export.report import make_report
from histor.export.report_desk import Figures
from histor.export.report_nouns import Block, Bullets, Line, Note, Paragraph, Picture, Report, Row, Run, Section, Table

#: Signs that mean something to one reader of Markdown or another, wherever they stand.
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]{}#|~^$@!"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"})
#: What code hosts make links or pictures of by themselves: ``http://``, ``www.``, ``:smile:``.
_BY_ITSELF = re.compile(r"(?i):(?=//)|(?<=www)\.|:(?=[\w+-]+:)|(?<=mailto):|(?<=xmpp):")
#: What begins a list, a heading's line or a rule when it stands first.
_FIRST = re.compile(r"(?P<number>\d{1,9})(?P<point>[.)])|(?P<sign>[-+=:%])")
_STEP = "↳ "


def export_markdown(
    case: Mapping[str, Any], texts: Mapping[str, str], *, title: str | None = None, policy: str | None = None,
    language: str | Path = "en", figures: Mapping[str, Figures] | None = None,
) -> str:
    """Return a case as Markdown; the arguments are those of :func:`histor.export.report.make_report`."""
    report = make_report(case, texts, title=title, policy=policy, language=language, figures=figures)
    return "\n\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield "\n".join(f"- **{escaped(label)}:** {escaped(value)}" for label, value in report.facts)
    yield f"## {escaped(report.words['contents'])}"
    yield "\n".join(f"{place}. [{escaped(one.title)}](#{_slug(one.title)})"
                    for place, one in enumerate(report.sections, 1))
    for section in report.sections:
        yield from _section(section)
    if report.notes:
        yield f"## {escaped(report.words['evidence'])}"
        yield escaped(report.words["intro_evidence"])
        yield "\n\n".join(_note(note, report.words["quoted"]) for note in report.notes)


def _slug(title: str) -> str:
    """Return the address of a heading, as code hosts and pandoc make it."""
    return re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"**{escaped(block.caption)}**"
        yield _table(block)
    elif isinstance(block, Bullets):
        yield "\n".join(f"- {_line(words, first=True)}" for words, _ in block.items)
    elif isinstance(block, Picture):
        yield f"*{escaped(block.alt)}*"
    else:
        yield _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    words = _line(block.words, first=block.kind != "heading")
    return {"heading": f"### {words}", "warning": f"> {words}"}.get(block.kind, words)


def _table(table: Table) -> str:
    head = f"| {' | '.join(map(escaped, table.columns))} |"
    rule = f"|{'|'.join('---:' if place in table.numeric else '---' for place in range(len(table.columns)))}|"
    return "\n".join([head, rule, *(_row(row, len(table.columns)) for row in table.rows)])


def _row(row: Row, width: int) -> str:
    cells = [" · ".join(text for words in cell if (text := _line(words))) for cell in row.cells]
    if row.group:  # a table has no row that heads others, so one stands out and is alone
        cells = [" · ".join(_line(tuple(replace(run, bold=not run.faint) for run in words)) for words in row.cells[0])]
    cells[0] = _STEP * row.depth + cells[0]
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _line(words: Line, first: bool = False) -> str:
    told = "".join(map(_run, words)).strip()
    return _begun(told) if first else told


def _run(run: Run) -> str:
    if run.cite:
        return f"[^{run.cite}]"
    if run.url:
        return f"[{escaped(run.url)}](<{run.url}>)"
    words = escaped(run.text)
    bare = words.strip()
    sign = "**" if run.bold else "*" if run.italic else ""
    return words.replace(bare, f"{sign}{bare}{sign}", 1) if sign and bare else words


def _note(note: Note, quoted: str) -> str:
    return f"[^{note.number}]: {escaped(note.place)}: {quoted.replace('{words}', escaped(note.quote))}"


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are, in the middle of a line."""
    return _BY_ITSELF.sub(lambda found: f"\\{found[0]}", words.translate(_SIGNS))


def _begun(words: str) -> str:
    """Return words that begin a line without beginning a list, a rule or a heading."""
    found = _FIRST.match(words)
    if found is None:
        return words
    return f"{found['number']}\\{words[len(found['number']):]}" if found["number"] else f"\\{words}"
