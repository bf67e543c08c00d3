"""Measures attribution against PolNeAR: spans of source, cue and content, and the triples that they make.

    python -m bench.attribution [--data DIR] [--model FOLDER] [--plain] [--nested] [--limit N] [--draws N] [--json FILE]

DIR holds PolNeAR's ``text/*.txt`` and ``attributions/*.ann`` (brat stand-off). The corpus states no licence: it is
read here to measure, nothing of it is kept. One annotator per text is taken, the first in sort order. Split contents
count as separate spans. What differs by convention only is aligned before counting and nothing else: PolNeAR's contents
begin with the ``that`` of their clause, a coordination of speakers is one source, beliefs and intentions count as
attributions, so what the product leaves out as a mere attitude is kept here, and nothing is annotated inside what
somebody says (none of 22,025 cues of train and dev stands in another's content), so sayings within sayings are left
out; ``--nested`` counts them as errors.

Without ``--model`` the product is scored as it ships (never trained on this corpus); with it, a model trained on
PolNeAR's own train split (``training.train --polnear``), by its spans alone. ``exact`` is the F of spans whose two ends
are right, ``overlap`` of spans that touch one of their role, ``token`` of words inside spans, ``triples`` of whole
attributions with every span exact.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from histor.extract.attribution import find_attributions
from histor.lexicon import load_lexicon
from histor.model import Attribution, Block, Document, Source, Span
from histor.parse.words import words

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared"))
ROLES = ("source", "cue", "content")
KINDS = ("exact", "overlap", "token")
_LINE = re.compile(r"^(T\d+)\t(\w[\w-]*) ([\d ;]+)\t")
Rows = dict[str, set[Span]]
Triple = tuple[frozenset[Span], frozenset[Span], frozenset[Span]]
Brat = dict[str, list[tuple[int, int]]]


@dataclass
class Answer:
    """The spans of one text by role, and the attributions that they make."""

    spans: Rows = field(default_factory=lambda: {role: set() for role in ROLES})
    triples: set[Triple] = field(default_factory=set)


Read = Callable[[str, str], Answer]


def document_of(text: str, name: str) -> Document:
    """Return a document with one paragraph block per line of text."""
    blocks = tuple(
        Block("paragraph", match.start(), match.start() + len(match.group().rstrip()))
        for match in re.finditer(r"\S[^\n]*", text)
    )
    return Document(name, text, Source(name, "text"), blocks)


def first_annotations(folder: Path) -> dict[str, Path]:
    """Return the annotation file of each text, the first annotator's where there are several."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    return first


def read_brat(path: Path) -> list[Brat]:
    """Return the attributions of an annotation file: for each role its stretches of characters."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans: Brat = {}
    for line in lines:
        match = _LINE.match(line)
        if match:
            pairs = [piece.split() for piece in match.group(3).split(";")]
            spans[match.group(1)] = [(int(start), int(end)) for start, end in pairs]
    found: list[Brat] = []
    for line in lines:
        if line.startswith("E"):
            row: Brat = {}
            for part in line.split("\t")[1].split():
                role, _, ident = part.partition(":")
                name = role.rstrip("0123456789").lower()
                if name in ROLES and ident in spans:
                    row.setdefault(name, []).extend(spans[ident])
            found.append(row)
    return found


def gold_of(path: Path) -> Answer:
    """Return what an annotation file holds."""
    found = Answer()
    for row in read_brat(path):
        for role, spans in row.items():
            found.spans[role].update(Span(*span) for span in spans)
        found.triples.add(_triple({role: [Span(*s) for s in spans] for role, spans in row.items()}))
    return found


def _triple(row: dict[str, list[Span]]) -> Triple:
    source, cue, content = (frozenset(row.get(role, ())) for role in ROLES)
    return source, cue, content


def ours_of(text: str, rows: Sequence[Attribution], *, nested: bool = False) -> Answer:
    """Return our rows in the corpus' manner: one source per saying, ``that`` inside the content, nothing nested."""
    found = Answer()
    sayings: dict[tuple[Span, tuple[Span, ...]], list[Span]] = {}
    for row in rows if nested else (row for row in rows if row.nested_in is None):
        sayings.setdefault((row.cue, row.content), []).extend([row.speaker_span] if row.speaker_span else [])
    for (cue, content), spans in sayings.items():
        whole = [_with_that(text, span) for span in content]
        source = [Span(min(s.start for s in spans), max(s.end for s in spans))] if spans else []
        for role, given in zip(ROLES, (source, [cue], whole), strict=True):
            found.spans[role].update(given)
        found.triples.add(_triple({"source": source, "cue": [cue], "content": whole}))
    return found


def _with_that(text: str, span: Span) -> Span:
    lead = re.search(r"\bthat\s+$", text[max(0, span.start - 8) : span.start])
    return Span(span.start - len(lead.group()), span.end) if lead else span


def product(*, plain: bool = False, nested: bool = False) -> Read:
    """The product as it ships; ``plain`` leaves the model's hints out, ``nested`` keeps sayings within sayings."""
    from histor.pipeline import load_crew, study

    crew, lexicon = load_crew(hints=not plain), load_lexicon()

    def read(text: str, name: str) -> Answer:
        document = document_of(text, name)
        sentences, hints = study(document, crew)
        rows = find_attributions(document, sentences, lexicon, attitudes=True, hints=hints)
        return ours_of(text, rows, nested=nested)

    return read


def variant(folder: Path) -> Read:
    """A model by its spans alone: the best chains, each content and source tied to the cue that it is linked to."""
    from training.polnear import packed

    from histor.model import WordRef
    from histor.parse.engine import Engine
    from histor.parse.hints import Decoder
    from histor.parse.parser import HEADS

    decoder = Decoder(json.loads((folder / "labels.json").read_text(encoding="utf-8"))["marks"])
    engine = Engine(folder)

    def read(text: str, name: str) -> Answer:
        found = Answer()
        for places in packed(text):
            at = 0
            while at < len(places):
                n = engine.fits([text[a:b] for a, b in places[at:]], len(places))
                part = places[at : at + n]
                rows = engine.look([text[a:b] for a, b in part], HEADS)
                spans, _, links, _ = decoder.read(rows, [WordRef(0, i + 1) for i in range(n)])
                _join(found, part, spans, links)
                at += n
        return found

    return read


def _join(found: Answer, places: Sequence[tuple[int, int]], spans: Sequence, links: Sequence) -> None:  # type: ignore[type-arg]
    """Add the spans of a window, and its attributions by the surest links."""
    whole = {s: Span(places[s.first.token - 1][0], places[s.last.token - 1][1]) for s in spans if s.layer in ROLES}
    for span, place in whole.items():
        found.spans[span.layer].add(place)
    cues = [s for s in whole if s.layer == "cue"]
    held: dict[object, dict[str, list[Span]]] = {cue: {"cue": [whole[cue]]} for cue in cues}

    def surest(kind: str, cue, other) -> float:  # type: ignore[no-untyped-def]
        return max((link.score for link in links if link.kind == kind and cue.first <= link.start <= cue.last
                    and other.first <= link.end <= other.last), default=0.0)

    for span in (s for s in whole if s.layer == "content"):
        best = max(cues, key=lambda cue: surest("content", cue, span), default=None)
        if best is not None and surest("content", best, span) > 0:
            held[best].setdefault("content", []).append(whole[span])
    for cue in cues:
        sources = [s for s in whole if s.layer == "source"]
        best = max(sources, key=lambda s: surest("source", cue, s), default=None)
        if best is not None and surest("source", cue, best) > 0.3:
            held[cue]["source"] = [whole[best]]
    found.triples.update(_triple(row) for row in held.values())


Counts = dict[str, list[int]]


def compare(text: str, gold: Answer, ours: Answer) -> Counts:
    """Return for each figure [right of ours, ours, right of gold, gold]."""
    found: Counts = {}
    tokens = list(words(text, 0, len(text)))

    def touched(some: set[Span], others: set[Span]) -> int:
        return sum(any(a.start < b.end and b.start < a.end for b in others) for a in some)

    def inside(spans: set[Span]) -> set[int]:
        return {i for i, (a, b) in enumerate(tokens) if any(s.start < b and a < s.end for s in spans)}

    for role in ROLES:
        g, o = gold.spans[role], ours.spans[role]
        found[f"{role} exact"] = [len(g & o), len(o), len(g & o), len(g)]
        found[f"{role} overlap"] = [touched(o, g), len(o), touched(g, o), len(g)]
        gt, ot = inside(g), inside(o)
        found[f"{role} token"] = [len(gt & ot), len(ot), len(gt & ot), len(gt)]
    for kind in KINDS:
        rows = [found[f"{role} {kind}"] for role in ROLES]
        found[f"micro {kind}"] = [sum(column) for column in zip(*rows, strict=True)]
    same = len(gold.triples & ours.triples)
    found["triples exact"] = [same, len(ours.triples), same, len(gold.triples)]
    return found


def f_of(row: Sequence[int]) -> float:
    """F1 of precision and recall, which overlap counts apart."""
    p, r = row[0] / max(row[1], 1), row[2] / max(row[3], 1)
    return 2 * p * r / (p + r) if p + r else 0.0


def corpus(folder: Path, limit: int | None) -> Iterator[tuple[str, str, Answer]]:
    """Yield name, text and gold of every text that has annotations."""
    for name, path in list(first_annotations(folder).items())[:limit]:
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as stream:
            yield name, stream.read(), gold_of(path)


def measure(folder: Path, read: Read, limit: int | None, draws: int) -> dict[str, dict[str, float]]:
    """Return F, its interval over texts (seeded draws with replacement), precision, recall and counts, by figure."""
    rows = [compare(text, gold, read(text, name)) for name, text, gold in corpus(folder, limit)]
    rng, spread = random.Random(20), {name: [] for name in rows[0]}  # type: ignore[var-annotated]
    for _ in range(draws):
        chosen = rng.choices(rows, k=len(rows))
        for name, found in spread.items():
            found.append(f_of([sum(column) for column in zip(*(row[name] for row in chosen), strict=True)]))
    table: dict[str, dict[str, float]] = {}
    for name in rows[0]:
        total = [sum(column) for column in zip(*(row[name] for row in rows), strict=True)]
        table[name] = {"f": round(f_of(total), 4), "p": round(total[0] / max(total[1], 1), 4),
                       "r": round(total[2] / max(total[3], 1), 4), "gold": total[3], "ours": total[1]}
        if spread[name]:
            ordered = sorted(spread[name])
            low, high = (ordered[int(share * len(ordered))] for share in (0.025, 0.975))
            table[name] |= {"low": round(low, 4), "high": round(high, 4)}
    return table


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=SHARED / "data/polnear/dev", help="with text/, attributions/")
    asked.add_argument("--model", type=Path, help="score a model's spans alone (a variant trained on PolNeAR)")
    asked.add_argument("--plain", action="store_true", help="the rules alone, without the model's hints")
    asked.add_argument("--nested", action="store_true", help="count sayings within sayings, which PolNeAR leaves out")
    asked.add_argument("--limit", type=int, help="read only the first N texts")
    asked.add_argument("--draws", type=int, default=1000, help="bootstrap draws")
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    read = variant(options.model) if options.model else product(plain=options.plain, nested=options.nested)
    table = measure(options.data, read, options.limit, options.draws)
    for name, row in table.items():
        print(f"{name:16}", "  ".join(f"{key}={value}" for key, value in row.items()))
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
