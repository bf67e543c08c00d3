"""PolNeAR as windows of sayings: for the comparison variant only, since the corpus states no licence.

What is trained on this never ships (see the model card); `bench/attribution.py --model` scores it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.attribution import first_annotations, read_brat

from histor.parse.words import words
from training.accounts import Window
from training.marks import LINKS, SPANS, Marks, mark_chain

LONGEST = 180
"""Words in a window: whole paragraphs are packed, as the trial that this is measured against did."""


def windows(folder: Path) -> Iterator[Window]:
    """The windows of every text in a folder with ``text/`` and ``attributions/``, the first annotator's."""
    for name, path in first_annotations(folder).items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        rows = read_brat(path)
        for places in packed(text):
            yield _window(text, places, rows)


def packed(text: str) -> Iterator[list[tuple[int, int]]]:
    """The places of the words of a text in windows of whole lines, a line over the limit cut."""
    held: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        found = list(words(text, at, at + len(line)))
        at += len(line)
        if held and len(held) + len(found) > LONGEST:
            yield held
            held = []
        held += found
        while len(held) > LONGEST + 40:
            yield held[:LONGEST]
            held = held[LONGEST:]
    if held:
        yield held


def _window(text: str, places: Sequence[tuple[int, int]], rows: Sequence[dict[str, list[tuple[int, int]]]]) -> Window:
    n = len(places)
    starts = [a for a, _ in places]
    marks = Marks.empty(n)
    marks.told = False
    for row in rows:
        inside = {role: [w for span in spans if (w := _words(starts, places, span))] for role, spans in row.items()}
        for role in ("cue", "source", "content"):  # where two claim a word, the cue goes before
            for span in inside.get(role, []):
                mark_chain(marks.spans[SPANS.index(role)], span)
        for cue in inside.get("cue", [])[:1]:
            head = cue[0]
            marks.stance[head] = 0
            for role in ("source", "content"):
                marks.links += [(LINKS.index(role), head, span[0]) for span in inside.get(role, []) if span[0] != head]
    return Window([text[a:b] for a, b in places], [0] * n, marks, ["?"] * n)


def _words(starts: list[int], places: Sequence[tuple[int, int]], span: tuple[int, int]) -> list[int]:
    first = max(bisect.bisect_right(starts, span[0]) - 1, 0)
    return [i for i in range(first, bisect.bisect_left(starts, span[1])) if places[i][1] > span[0]]
