"""Measures time expressions on WikiWars (histories of wars with TIMEX2, in their TimeML form).

Protocol: the document creation date is left out of the gold. A found span is strictly right with the same
characters, relaxed right with any overlap (each gold span matched once, in text order). The value counts over relaxed
matches, so that value F = 2PR/(P+R) with P = right values / found and R = right values / gold. Gold values ``null``
(the annotators gave none) are counted like any other: only an expression that we too leave open is right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from histor.extract.times import find_times  # noqa: E402
from histor.model import Block, Document, Source  # noqa: E402
from histor.resolve.dates import date_times  # noqa: E402

Row = tuple[int, int, str]


def read_gold(path: Path) -> tuple[str, list[Row]]:
    """Return the plain text of a TimeML file and its expressions as (start, end, value)."""
    body = path.read_text(encoding="utf-8").split("<TEXT>", 1)[1].split("</TEXT>", 1)[0]
    pieces: list[str] = []
    gold, opened, length = [], [], 0
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'value="([^"]*)"', piece)
            opened.append((length, value[1] if value else "null"))
        elif piece.startswith("</TIMEX3"):
            start, value_text = opened.pop()
            gold.append((start, length, value_text))
        elif not piece.startswith("<"):
            text = piece.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
            pieces.append(text)
            length += len(text)
    return "".join(pieces), sorted(gold)


def as_document(name: str, text: str) -> Document:
    """Return the text with its lines as blocks; short lines without a full stop are headings."""
    blocks: list[Block] = []
    section: tuple[str, ...] = ()
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        kind = "heading" if len(line) < 80 and not re.search(r"[.!?:,;]$", line) else "paragraph"
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        section = (line,) if kind == "heading" else section
        if line:
            blocks.append(Block(kind, start, start + len(line), section))
    return Document(name, text, Source(name, "text"), tuple(blocks))


def our_rows(document: Document) -> list[Row]:
    """Return our expressions as (start, end, TIMEX value), the ends of a range apart as the gold has them."""
    expressions = find_times(document, ())
    rows: list[Row] = []
    for one, dated in zip(expressions, date_times(document, (), expressions), strict=True):
        parts = dated.parts or ((one.span, dated.value),)
        rows.extend((span.start, span.end, value) for span, value in parts)
    return sorted(rows)


@dataclass
class Tally:
    """Counts over all documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    no_value: int = 0
    errors: list[str] = field(default_factory=list)

    def f1(self, right: int, less: int = 0) -> float:
        """Return the F of a number of right answers."""
        return 2 * right / (self.gold - less + self.found) if self.gold else 0.0


def score(text: str, gold: list[Row], ours: list[Row], tally: Tally, name: str) -> None:
    """Add one document to the tally."""
    tally.gold += len(gold)
    tally.found += len(ours)
    tally.no_value += sum(value == "null" for _, _, value in gold)
    spans = {(start, end) for start, end, _ in gold}
    tally.strict += sum((start, end) in spans for start, end, _ in ours)
    used: set[int] = set()
    for start, end, value in gold:
        match = next((i for i, row in enumerate(ours) if i not in used and row[0] < end and start < row[1]), None)
        quote = text[start:end].replace("\n", " ")
        if match is None:
            tally.errors.append(f"MISS\t{name}\t{value}\t{_around(text, start, end)}")
            continue
        used.add(match)
        tally.relaxed += 1
        found = text[ours[match][0] : ours[match][1]].replace("\n", " ")
        if ours[match][2] == value:
            tally.value += 1
        else:
            tally.errors.append(f"VALUE\t{name}\t{value}\t{ours[match][2]}\t{quote}\t{_around(text, start, end)}")
        if (start, end) != ours[match][:2]:
            tally.errors.append(f"SPAN\t{name}\t{quote}\t{found}")
    for i, (start, end, value) in enumerate(ours):
        if i not in used:
            tally.errors.append(f"EXTRA\t{name}\t{value}\t{_around(text, start, end)}")


def _around(text: str, start: int, end: int) -> str:
    cut = f"{text[max(0, start - 60):start]}[[{text[start:end]}]]{text[end:end + 30]}"
    return cut.replace("\n", " ")


def main() -> None:
    """Run over every document of the data folder and print the table."""
    parser = argparse.ArgumentParser(description="Time expressions on WikiWars: strict, relaxed and value F.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "wikiwars")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--errors", type=Path, help="write every error to this file")
    args = parser.parse_args()
    files = sorted((args.data / "tml").glob("*.tml"))
    if not files:
        sys.exit(f"No .tml files in {args.data / 'tml'}: give the folder of the corpus with --data.")
    tally, words = Tally(), Counter[str]()
    for path in files:
        text, gold = read_gold(path)
        words["words"] += len(text.split())
        one = Tally()
        rows = our_rows(as_document(path.stem, text))
        score(text, gold, rows, one, path.stem)
        score(text, gold, rows, tally, path.stem)
        figures = (one.f1(one.strict), one.f1(one.relaxed), one.f1(one.value))
        print(f"{path.stem:24s} gold {one.gold:4d} found {one.found:4d}  " + "  ".join(f"{x:.3f}" for x in figures))
    result = {
        "documents": len(files), "gold": tally.gold, "found": tally.found, "strict_f": tally.f1(tally.strict),
        "relaxed_f": tally.f1(tally.relaxed), "value_f": tally.f1(tally.value),
        "value_accuracy": tally.value / tally.relaxed, "gold_without_value": tally.no_value,
    }  # fmt: skip
    print(json.dumps(result, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if args.errors:
        args.errors.write_text("\n".join(tally.errors) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
