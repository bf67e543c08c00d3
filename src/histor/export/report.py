"""The report: the dossier for paper, put together once and set by every format in its own way.

It has the dossier's ten chapters, and one of evidence, to which every number leads. Formats that cannot follow a
number with a finger still have the sentence, the source and the place in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from histor.errors import UsageError
from histor.export.plot import PLOTS, size
from histor.export.plot_sketch import Sketch, days
from histor.export.report_deeds import places_blocks, responses_blocks, timeline_blocks
from histor.export.report_desk import Desk, Figures
from histor.export.report_figures import casualties_blocks
from histor.export.report_matter import actors_blocks, method_blocks, sources_blocks
from histor.export.report_nouns import Block, Paragraph, Picture, Report, Section, clean, line, sound
from histor.export.report_sayings import assessments_blocks, claims_blocks, contradictions_blocks
from histor.export.report_summary import summary_blocks

_CHAPTERS = {
    "summary": summary_blocks, "timeline": timeline_blocks, "places": places_blocks, "casualties": casualties_blocks,
    "claims": claims_blocks, "contradictions": contradictions_blocks, "responses": responses_blocks,
    "actors": actors_blocks, "assessments": assessments_blocks, "sources": sources_blocks,
}
#: Fixed words that writers use themselves.
_WRITERS = {"kind": "page", "contents": "page", "quoted": "lists", **dict.fromkeys(
    ("evidence", "intro_evidence", "page_of", "unshown", "fact_note", "coded"), "report")}
#: Pixels that a picture is wide on paper, so that its letters are about as large as those of the tables, and how much
#: higher than wide it may be.
_WIDTH, _TALLEST = 720.0, 1.6


def make_report(
    case: Mapping[str, Any], texts: Mapping[str, str], *, title: str | None = None, policy: str | None = None,
    language: str | Path = "en", figures: Mapping[str, Figures] | None = None, pictures: bool = False,
) -> Report:
    """Return a case as a report; ``texts`` holds the text of every source by its id.

    ``title`` stands in place of the case's own; ``figures`` holds, by the ``policy``, its name, its meaning and its
    figures (keys ``name``, ``says`` and ``rows``), without which it can only be ``range``; a case that was exported by
    a policy brings both along. ``pictures`` are put at the head of their chapters if asked for. Raises
    :class:`UsageError` for a policy without figures.
    """
    policy, figures = policy or case.get("policy") or "range", figures or case.get("figures")
    chosen = (figures or {}).get(policy)
    if chosen is None and policy != "range":
        known = ", ".join(dict.fromkeys(["range", *(figures or {})]))
        raise UsageError(f"There is no policy {policy!r}. Known are {known}.")
    desk = Desk(case if title is None else {**case, "title": title}, texts, language, chosen, policy)
    drawn = {name: _picture(desk, name) if pictures else () for name in _CHAPTERS}
    chapters = [_chapter(desk, name, (*drawn[name], *blocks(desk))) for name, blocks in _CHAPTERS.items()]
    method = _chapter(desk, "method", method_blocks(desk))
    words = {name: desk.words.raw(group, name) for name, group in _WRITERS.items()}
    named = clean(desk.case["title"] or desk.say("case", "page"))
    return sound(Report(
        named, desk.words.language, clean(case["coder"].get("histor", "")), _facts(desk),
        (*chapters, method), desk.notes(), words))


def _chapter(desk: Desk, name: str, blocks: tuple[Block, ...]) -> Section:
    words = desk.say(f"intro_{name}") if blocks else desk.words.of("empty", name)
    return Section(name, desk.words.of("sections", name), (Paragraph(line(words), "note"), *blocks))


def _picture(desk: Desk, name: str) -> tuple[Block, ...]:
    """Return the picture of a chapter, if it has one and that is not too tall for a page."""
    plot = PLOTS.get({"places": "map"}.get(name, name))
    sketch = Sketch(desk, desk.case, clean(desk.case["title"] or ""), _WIDTH, bare=True)
    svg = plot(sketch) if plot else None
    if svg is None:
        return ()
    width, height = size(svg)
    if height > _TALLEST * width:
        return ()
    caption = " ".join([desk.say(f"caption_{name}"), *sketch.left_out])
    return (Picture(name, svg, desk.say(f"caption_{name}"), caption, round(width), round(height)),)


def _facts(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return the lines of the title page."""
    titles = list(map(desk.source, list(desk.book.sources)[:8]))
    if (more := len(desk.book.sources) - 8) > 0:
        titles.append(desk.say("and_more", "page", count=more))
    facts = [(desk.say("fact_from"), desk.words.apart(titles))]
    if desk.book.span:
        facts.append((desk.say("fact_span"), days(desk, *desk.book.span)))
    name = clean(desk.figures["name"]) if desk.figures else desk.words.of("columns", "range")
    facts += [(desk.say("fact_policy"), name), (desk.say("fact_coder"), coder(desk))]
    return (*facts, (desk.say("fact_note"), desk.say("coded")))


def coder(desk: Desk) -> str:
    """Return in words what coded the case."""
    told = {name: clean(value) for name, value in desk.case["coder"].items()}
    return desk.say("coder", histor=told.get("histor", "?"), model=told.get("model", "?"),
                    lexicon=told.get("lexicon", "?"))
