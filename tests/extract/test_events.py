"""The grammar of deeds over hand-checked trees: who, whom, with what, how many, and whether it was done at all.

The trees are data (``cases/events.conllu``), so that no change of the model can change these results; the table of what
each sentence says, with a note on what it is there for, is ``cases/events.yaml``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from histor.extract.events import EventFinder
from histor.lexicon import load_lexicon
from histor.model import Block, Document, Event, Sentence, Source
from histor.parse.conllu import read_conllu, surface

CASES = Path(__file__).parents[1] / "cases"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((CASES / "events.yaml").read_text(encoding="utf-8"))
FINDER = EventFinder(load_lexicon())


def trees() -> dict[str, str]:
    parts = (CASES / "events.conllu").read_text(encoding="utf-8").split("# text = ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in parts}


TREES = trees()


def find(conllu: str, kind: str = "paragraph", section: tuple[str, ...] = ()) -> tuple[Document, list[Event]]:
    sentences: list[Sentence] = read_conllu(conllu)
    text = surface(sentences)
    document = Document("x", text, Source("x", "text"), (Block(kind, 0, len(text), section),))
    return document, list(FINDER.find(document, sentences))


def line(document: Document, event: Event) -> str:
    """Write an event as the table does: only what is filled, words as they stand in the text."""
    text = document.text
    cells = [f"{event.type} {event.mode}" + ("" if event.status == "reported" else f" {event.status}")]
    for name, mentions in (("by", event.actors), ("on", event.targets), ("aimed at", event.aimed_at)):
        if mentions:
            cells.append(f"{name} " + " + ".join(text[m.span.start : m.span.end] for m in mentions))
    if event.weapons:
        cells.append("with " + " + ".join(text[s.start : s.end] for s in event.weapons))
    if event.counts:
        cells.append("count " + " + ".join(f"{low} {what}" for what, low, _, _ in event.counts))
    if event.codename:
        cells.append("called " + text[event.codename.start : event.codename.end])
    if event.cue:
        cells.append("cue " + text[event.cue.start : event.cue.end])
    return "; ".join(cells)


@pytest.mark.parametrize("text", EXPECTED)
def test_golden(text: str) -> None:
    """Every event of the sentence and no other; the note says what the sentence is there for."""
    document, events = find(TREES[text])
    assert [line(document, event) for event in events] == EXPECTED[text]["events"], EXPECTED[text]["note"]


def test_every_tree_has_its_row_and_its_note() -> None:
    """The table and the trees keep together."""
    assert set(EXPECTED) == set(TREES)
    assert all(len(row["note"]) > 10 for row in EXPECTED.values())


@pytest.mark.parametrize("text", EXPECTED)
def test_records_stand_on_the_text(text: str) -> None:
    """Spans are not empty, lie within the text, and the trigger lies within its evidence."""
    document, events = find(TREES[text])
    for event in events:
        spans = [event.span, event.evidence, *event.weapons, *(m.span for m in (*event.actors, *event.targets))]
        assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
        assert event.evidence.start <= event.span.start and event.span.end <= event.evidence.end
        assert event.why.sentence and 0 < event.why.score <= 1


def test_an_infobox_row_tells_no_deed() -> None:
    """Its names are parties, places and figures, read elsewhere."""
    assert find(TREES["Rebels attacked the fort and burned the bridge."], "infobox")[1] == []


@pytest.mark.parametrize("kind", ["title", "heading"])
def test_titles_and_headings_name_deeds(kind: str) -> None:
    """They are marked, so that they never tell a deed by themselves."""
    found = find(TREES["Rebels attacked the fort and burned the bridge."], kind)[1]
    assert len(found) == 2
    assert all(event.heading and event.background and event.definite for event in found)


def test_what_only_points_elsewhere_is_left_out() -> None:
    """A list of further reading tells no deeds."""
    assert find(TREES["Rebels attacked the fort and burned the bridge."], section=("See also",))[1] == []
