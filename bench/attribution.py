"""Measures attribution against PolNeAR: spans of source, cue and content, exact and overlapping.

    python bench/attribution.py --data DIR [--attitudes] [--limit N] [--json]

DIR holds PolNeAR's ``text/*.txt`` and ``attributions/*.ann`` (brat stand-off). The corpus states no licence: it is
read here
to measure, nothing of it is kept. One annotator per text is taken, the first in sort order. Split contents count as
separate spans. What differs by convention only is aligned before counting and nothing else: PolNeAR's contents begin
with the ``that`` of their clause, and a coordination of speakers is one source.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from histor.extract.attribution import find_attributions
from histor.lexicon import load_lexicon
from histor.model import Attribution, Block, Document, Sentence, Source, Span

ROLES = ("source", "cue", "content")
_LINE = re.compile(r"^(T\d+)\t(\w[\w-]*) ([\d ;]+)\t")
Parse = Callable[[Document], Sequence[Sentence]]
Rows = dict[str, set[Span]]


def document_of(text: str, name: str) -> Document:
    """Return a document with one paragraph block per line of text."""
    blocks = tuple(
        Block("paragraph", match.start(), match.start() + len(match.group().rstrip()))
        for match in re.finditer(r"\S[^\n]*", text)
    )
    return Document(name, text, Source(name, "text"), blocks)


def gold_of(path: Path) -> Rows:
    """Read the spans that some attribution of an annotation file uses, by role."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans: dict[str, list[Span]] = {}
    for line in lines:
        match = _LINE.match(line)
        if match:
            pairs = [piece.split() for piece in match.group(3).split(";")]
            spans[match.group(1)] = [Span(int(start), int(end)) for start, end in pairs]
    found: Rows = {role: set() for role in ROLES}
    for line in lines:
        if line.startswith("E"):
            for part in line.split("\t")[1].split():
                role, _, ident = part.partition(":")
                name = role.rstrip("0123456789").lower()
                if name in found and ident in spans:
                    found[name].update(spans[ident])
    return found


def ours_of(text: str, rows: Sequence[Attribution]) -> Rows:
    """Return our rows in the corpus' manner: one source per saying, ``that`` inside the content."""
    found: Rows = {role: set() for role in ROLES}
    sources: dict[tuple[Span, tuple[Span, ...]], list[Span]] = {}
    for row in rows:
        found["cue"].add(row.cue)
        found["content"].update(_with_that(text, span) for span in row.content)
        if row.speaker_span:
            sources.setdefault((row.cue, row.content), []).append(row.speaker_span)
    for spans in sources.values():
        found["source"].add(Span(min(s.start for s in spans), max(s.end for s in spans)))
    return found


def _with_that(text: str, span: Span) -> Span:
    lead = re.search(r"\bthat\s+$", text[max(0, span.start - 8) : span.start])
    return Span(span.start - len(lead.group()), span.end) if lead else span


def compare(gold: set[Span], ours: set[Span]) -> tuple[int, int, int]:
    """Return exact hits, our spans that overlap a gold one, and gold spans that overlap one of ours."""
    def touched(some: set[Span], others: set[Span]) -> int:
        return sum(any(a.start < b.end and b.start < a.end for b in others) for a in some)

    return len(gold & ours), touched(ours, gold), touched(gold, ours)


def corpus(folder: Path, limit: int | None) -> Iterator[tuple[str, str, Rows]]:
    """Yield name, text and gold spans of every text that has annotations."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    for name, path in list(first.items())[:limit]:
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as stream:
            yield name, stream.read(), gold_of(path)


def measure(folder: Path, parse: Parse, limit: int | None, attitudes: bool) -> dict[str, dict[str, float]]:
    """Return precision, recall and F by role and pooled, exact and by overlap, and the words read a second."""
    counts = {role: [0, 0, 0, 0, 0] for role in ROLES}
    words, seconds = 0, 0.0
    for name, text, gold in corpus(folder, limit):
        document = document_of(text, name)
        sentences = parse(document)
        begin = time.perf_counter()
        ours = ours_of(text, find_attributions(document, sentences, load_lexicon(), attitudes=attitudes))
        seconds += time.perf_counter() - begin
        words += sum(len(sentence.tokens) for sentence in sentences)
        for role in ROLES:
            row = (len(gold[role]), len(ours[role]), *compare(gold[role], ours[role]))
            counts[role] = [a + b for a, b in zip(counts[role], row, strict=True)]
    counts["micro"] = [sum(column) for column in zip(*(counts[role] for role in ROLES), strict=True)]
    table = {role: _figures(row) for role, row in counts.items()}
    table["speed"] = {"words": words, "words_per_second": round(words / seconds) if seconds else 0}
    return table


def _figures(row: list[int]) -> dict[str, float]:
    gold, ours, exact, ours_touch, gold_touch = row
    p, r = exact / max(ours, 1), exact / max(gold, 1)
    op, orr = ours_touch / max(ours, 1), gold_touch / max(gold, 1)
    return {
        "gold": gold, "ours": ours, "exact_p": round(p, 3), "exact_r": round(r, 3), "exact_f": _f(p, r),
        "overlap_p": round(op, 3), "overlap_r": round(orr, 3), "overlap_f": _f(op, orr),
    }  # fmt: skip


def _f(p: float, r: float) -> float:
    return round(2 * p * r / (p + r), 3) if p + r else 0.0


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True, help="folder with text/ and attributions/")
    asked.add_argument("--limit", type=int, help="read only the first N texts")
    asked.add_argument("--attitudes", action="store_true", help="also what is only hoped, wanted or felt")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    from histor.parse import load_parser

    table = measure(options.data, load_parser().parse, options.limit, options.attitudes)
    if options.json:
        print(json.dumps(table))
        return 0
    for role, row in table.items():
        print(f"{role:8}", "  ".join(f"{key}={value}" for key, value in row.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
