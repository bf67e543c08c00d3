"""The conventions of PolNeAR's annotators that the bench follows before it counts."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ is no part of the package

from bench.attribution import ours_of

from histor.model import Attribution, Span, Why

TEXT = "The mayor said that guards claimed they fled."


def row(cue: str, content: str, speaker: str, nested_in: int | None = None) -> Attribution:
    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    return Attribution(cue=span(cue), stance="asserts", evidence=Span(0, len(TEXT)), sentence=0,
                       why=Why("speech.clause", "the verb makes this clause somebody's word"), speaker=None,
                       speaker_span=span(speaker), content=(span(content),), nested_in=nested_in)  # fmt: skip


def test_nothing_is_counted_inside_what_somebody_says() -> None:
    rows = [row("said", "guards claimed they fled", "The mayor"), row("claimed", "they fled", "guards", 0)]
    assert ours_of(TEXT, rows).spans["cue"] == {rows[0].cue}
    assert ours_of(TEXT, rows, nested=True).spans["cue"] == {rows[0].cue, rows[1].cue}
    assert len(ours_of(TEXT, rows).triples) == 1


def test_a_content_begins_with_its_that_and_speakers_together_are_one_source() -> None:
    rows = [row("said", "guards claimed they fled", "The"), row("said", "guards claimed they fled", "mayor")]
    found = ours_of(TEXT, rows)
    assert {TEXT[s.start : s.end] for s in found.spans["content"]} == {"that guards claimed they fled"}
    assert {TEXT[s.start : s.end] for s in found.spans["source"]} == {"The mayor"}
