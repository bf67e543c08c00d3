"""The report as PDF: pages with a title, contents, numbers that lead to their sentences, and tags for screen readers.

What is said goes to the typesetter as data, how it looks is ``data/pages/report.typ``; so no word of a source can
become a command. Why this typesetter is told in ``docs/decisions/typst.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from histor.errors import HistorError
from histor.export.plot_image import typeset
from histor.export.report import make_report
from histor.export.report_desk import Figures
from histor.export.report_nouns import Block, Bullets, Line, Note, Paragraph, Picture, Report, Row, Run, Table
from histor.export.report_scripts import Scripts
from histor.lexicon import load_lexicon

#: The shape of a page's text: how much higher than wide a picture may be.
_HIGHEST = 1.32
_SHORT = 90


def export_pdf(
    case: Mapping[str, Any], texts: Mapping[str, str], *, title: str | None = None, policy: str | None = None,
    language: str | Path = "en", figures: Mapping[str, Figures] | None = None,
) -> bytes:
    """Return a case as PDF; the arguments are those of :func:`histor.export.report.make_report`.

    Needs the extra ``documents``. The same case gives the same bytes with the same version of the typesetter.
    """
    report = make_report(case, texts, title=title, policy=policy, language=language, figures=figures, pictures=True)
    scripts = Scripts()
    data = _page(report, scripts)
    if scripts.unshown:
        data["facts"].append([report.words["fact_note"], scripts.told(report.words["unshown"])])
    pictures = {f"{one.name}.svg": scripts.shown(one.svg).encode() for one in _pictures(report)}
    template = load_lexicon().path("pages/report.typ").read_bytes()
    files = {"main.typ": template, "report.json": json.dumps(data).encode(), **pictures}
    try:
        return typeset(files, format="pdf", pdf_standards=["ua-1"])
    except HistorError:  # a letter of a picture found no font after all: set without the promise, or fail in earnest
        return typeset(files, format="pdf")


def _pictures(report: Report) -> Iterator[Picture]:
    for section in report.sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))


def _page(report: Report, scripts: Scripts) -> dict[str, Any]:
    """Return the report as the template reads it, every text in letters that its fonts have."""
    show, words = scripts.shown, report.words
    facts = [[show(label), show(value)] for label, value in report.facts]
    return {
        "title": show(report.title), "short": show(report.title[:_SHORT]), "kind": words["kind"],
        "language": _language(report.language), "author": f"Histor {show(report.version)}",
        "description": words["coded"], "keywords": ["Histor", words["kind"]], "foot": words["coded"],
        "page-of": words["page_of"], "facts": facts, "contents": words["contents"], "evidence": words["evidence"],
        "sections": [{"name": section.name, "title": show(section.title),
                      "blocks": [_block(block, scripts) for block in section.blocks]} for section in report.sections],
        "evidence-note": {"kind": "note", "words": [_run_of(words["intro_evidence"])]},
        "notes": [_note(note, words["quoted"], scripts) for note in report.notes],
    }


def _language(code: str) -> str:
    return code[:2].lower() if re.fullmatch(r"[A-Za-z]{2}([-_].*)?", code) else "en"


def _note(note: Note, quoted: str, scripts: Scripts) -> dict[str, Any]:
    quote = scripts.shown(quoted.replace("{words}", note.quote))
    return {"number": note.number, "place": scripts.shown(note.place), "quote": quote, "to": note.to}


def _block(block: Block, scripts: Scripts) -> dict[str, Any]:
    if isinstance(block, Table):
        columns, rows = list(map(scripts.shown, block.columns)), [_row(row, scripts) for row in block.rows]
        return {"what": "table", "caption": scripts.shown(block.caption), "columns": columns, "rows": rows,
                "widths": block.widths, "numeric": block.numeric}
    if isinstance(block, Bullets):
        items = [{"words": _line(words, scripts), "anchor": anchor} for words, anchor in block.items]
        return {"what": "list", "items": items}
    if isinstance(block, Picture):
        return {"what": "picture", "file": f"{block.name}.svg", "alt": scripts.shown(block.alt),
                "caption": scripts.shown(block.caption), "tall": block.height > _HIGHEST * block.width}
    return _paragraph(block, scripts)


def _paragraph(block: Paragraph, scripts: Scripts) -> dict[str, Any]:
    return {"what": "paragraph", "kind": block.kind, "words": _line(block.words, scripts), "anchor": block.anchor}


def _row(row: Row, scripts: Scripts) -> dict[str, Any]:
    length = sum(len(run.text) for cell in row.cells for words in cell for run in words)
    return {"cells": [[_line(words, scripts) for words in cell] for cell in row.cells], "anchor": row.anchor,
            "group": row.group, "depth": row.depth, "length": length}


def _line(words: Line, scripts: Scripts) -> list[dict[str, Any]]:
    told = [replace(run, text=run.text.rstrip(" ") if after.cite else run.text)  # numbers stand close to their words
            for run, after in zip(words, (*words[1:], Run("")), strict=False)]
    return [{"text": scripts.shown(run.text), "bold": run.bold, "italic": run.italic, "faint": run.faint,
             "to": run.to, "url": run.url, "cite": run.cite, "alone": _alone(run)} for run in told]


def _alone(run: Run) -> bool:
    """Tell whether a run is a mere number, which words that run from right to left would pull along."""
    return 0 < len(run.text) < 9 and not any(letter.isalpha() for letter in run.text)


def _run_of(words: str) -> dict[str, Any]:
    return {"text": words, "to": "", "url": "", "cite": 0, **dict.fromkeys(("bold", "italic", "faint", "alone"), False)}
