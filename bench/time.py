"""Measures time expressions on WikiWars (histories of wars with TIMEX2, in their TimeML form).

    python -m bench.time [--data DIR] [--peers] [--json FILE] [--errors FILE]

DIR holds ``tml/*.tml``. ``--peers`` runs those taggers that are installed (``bench.peers``) over the same texts.

Protocol: the document creation date is left out of the gold. A found span is strictly right with the same
characters, relaxed right with any overlap (each gold span matched once, in text order). The value counts over relaxed
matches, so that value F = 2PR/(P+R) with P = right values / found and R = right values / gold. Gold values ``null``
(the annotators gave none) are counted like any other: only an expression that we too leave open is right.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from bench import peers
from bench.tally import SHARED, Counts, Table, around, asked, f_table, share_table, told
from histor.extract.times import find_times
from histor.model import Block, Document, Source
from histor.resolve.dates import date_times

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
    """Counts of one document, and what went wrong."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    errors: list[str] = field(default_factory=list)

    def counts(self) -> Counts:
        """Right, ours, met and gold of each figure."""
        rows = {"strict": self.strict, "relaxed": self.relaxed, "value": self.value}
        return {name: [right, self.found, right, self.gold] for name, right in rows.items()}


def score(text: str, gold: list[Row], ours: list[Row], name: str) -> Tally:
    """Compare one document."""
    tally = Tally(len(gold), len(ours))
    spans = {(start, end) for start, end, _ in gold}
    tally.strict = sum((start, end) in spans for start, end, _ in ours)
    used: set[int] = set()
    for start, end, value in gold:
        match = next((i for i, row in enumerate(ours) if i not in used and row[0] < end and start < row[1]), None)
        if match is None:
            tally.errors.append(f"MISS\t{name}\t{value}\t{around(text, start, end)}")
            continue
        used.add(match)
        tally.relaxed += 1
        tally.value += ours[match][2] == value
        if ours[match][2] != value:
            tally.errors.append(f"VALUE\t{name}\t{value}\t{ours[match][2]}\t{around(text, start, end)}")
        if (start, end) != ours[match][:2]:
            tally.errors.append(f"SPAN\t{name}\t{text[start:end]!r}\t{text[slice(*ours[match][:2])]!r}")
    extra = [row for i, row in enumerate(ours) if i not in used]
    tally.errors += [f"EXTRA\t{name}\t{value}\t{around(text, start, end)}" for start, end, value in extra]
    return tally


def figures(tallies: list[Tally], draws: int) -> Table:
    """Return F of each kind, and how many values are right of what was found."""
    table = f_table([tally.counts() for tally in tallies], draws)
    return table | share_table([{"value, of found": [tally.value, tally.relaxed]} for tally in tallies], draws)


def main() -> int:
    """Run over every document of the data folder and print the table."""
    parser = asked(__doc__, SHARED / "data" / "wikiwars")
    parser.add_argument("--peers", action="store_true", help="run the installed peers over the same texts")
    options = parser.parse_args()
    files = sorted((options.data / "tml").glob("*.tml"))
    if not files:
        print(f"No .tml files in {options.data / 'tml'}: give the folder of the corpus with --data.", file=sys.stderr)
        return 2
    gold = {path.stem: read_gold(path) for path in files}
    tallies = [score(text, rows, our_rows(as_document(name, text)), name) for name, (text, rows) in gold.items()]
    table = figures(tallies, options.draws)
    for peer in peers.TIME if options.peers else ():
        found = peers.run(peer, [text for text, _ in gold.values()])
        if isinstance(found, str):
            print(f"{peer.name}: skipped, {found}", file=sys.stderr)
            continue
        theirs = [score(text, rows, sorted((a, b, v) for a, b, v in answer), name)
                  for (name, (text, rows)), answer in zip(gold.items(), found, strict=True)]
        table |= {f"{peer.name}: {name}": row for name, row in figures(theirs, options.draws).items()}
    return told(table, options, [error for tally in tallies for error in tally.errors])


if __name__ == "__main__":
    sys.exit(main())
