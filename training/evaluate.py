"""Score the exported model as the product runs it, and print the table of the model card.

    python -m training.evaluate --split test

Gold words: one sentence at a time. Raw text: paragraphs, with our own words and sentences; a word counts when its
characters are right, an arc when both its ends are, as in the CoNLL 2018 shared task. Speed: process time, one thread.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from histor.model import Block, Document, Source
from histor.parse.parser import WIDEST, MiniLMParser
from histor.parse.words import words
from training.raw import Paragraph, paragraphs
from training.scoring import spans
from training.treebanks import Gold, load

Row = dict[str, float]


def plain(rel: str) -> str:
    """A relation without its subtype."""
    return rel.split(":")[0]


def gold_words(parser: MiniLMParser, golds: Sequence[Gold], change: Callable[[str], str] = str) -> Row:
    """Percentages on gold words; `change` is done to every form first (`str.upper` for headlines)."""
    names = ("UAS", "LAS", "LAS+subtypes", "UPOS", "feats", "lemma", "lemma, case ignored")
    counts = dict.fromkeys(names, 0)
    total = real = bare = bare_sub = 0
    for g in golds:
        if len(g.forms) > WIDEST:
            continue
        tokens = parser.tag([change(f) for f in g.forms])
        for i, t in enumerate(tokens):
            head = t.head == g.heads[i]
            same = head and plain(t.deprel) == plain(g.rels[i])
            exact = head and t.deprel == g.rels[i]
            hits = (head, same, exact, t.upos == g.upos[i], t.feats == g.feats[i], t.lemma == g.lemmas[i],
                    t.lemma.lower() == g.lemmas[i].lower())
            for name, hit in zip(names, hits, strict=True):
                counts[name] += hit
            total += 1
            if g.upos[i] != "PUNCT":
                real += 1
                bare += same
                bare_sub += exact
    row = {k: 100 * v / total for k, v in counts.items()}
    return row | {"LAS, no punct.": 100 * bare / real, "LAS+subtypes, no punct.": 100 * bare_sub / real}


def entities(parser: MiniLMParser, golds: Sequence[Gold], change: Callable[[str], str] = str) -> Row:
    """Exact span and type F1 in all and by kind, on sentences that have gold entities labels."""
    kinds = ("PER", "ORG", "LOC")
    hit, found, wanted = (dict.fromkeys(kinds, 0) for _ in range(3))
    for g in golds:
        if not g.ents or len(g.forms) > WIDEST:
            continue
        mine = spans([t.ent for t in parser.tag([change(f) for f in g.forms])])
        gold = spans(g.ents)
        for k in kinds:
            hit[k] += sum(s[2] == k for s in mine & gold)
            found[k] += sum(s[2] == k for s in mine)
            wanted[k] += sum(s[2] == k for s in gold)
    row = {k: 200 * hit[k] / max(1, found[k] + wanted[k]) for k in kinds}
    return {"F1": 200 * sum(hit.values()) / max(1, sum(found.values()) + sum(wanted.values())),
            "P": 100 * sum(hit.values()) / max(1, sum(found.values())),
            "R": 100 * sum(hit.values()) / max(1, sum(wanted.values())), **row}


def raw_text(parser: MiniLMParser, parts: Sequence[Paragraph]) -> Row:
    """F1 of words, sentences, UPOS, UAS and LAS from raw paragraphs."""
    sums = {k: [0, 0, 0] for k in ("words", "sentences", "UPOS", "UAS", "LAS", "LAS, no punct.")}
    for p in parts:
        doc = Document("", p.text, Source("", "text"), (Block("paragraph", 0, len(p.text)),))
        read = parser.parse(doc)
        mine = [(t.start, t.end, t, s.tokens) for s in read for t in s.tokens]
        gold = {r: (i, g, rs) for g, rs in zip(p.golds, p.words, strict=True) for i, r in enumerate(rs)}
        bounds = {(rs[0][0], rs[-1][1]) for rs in p.words}
        cuts = {(s.start, s.end) for s in read}
        _add(sums["sentences"], len(bounds & cuts), len(cuts), len(bounds))
        hits = [0, 0, 0, 0, 0]
        for start, end, t, tokens in mine:
            if (start, end) not in gold:
                continue
            i, g, rs = gold[start, end]
            head = (tokens[t.head - 1].start, tokens[t.head - 1].end) if t.head else None
            wanted = rs[g.heads[i] - 1] if g.heads[i] else None
            same = head == wanted and plain(t.deprel) == plain(g.rels[i])
            for k, hit in enumerate((True, t.upos == g.upos[i], head == wanted, same,
                                     same and g.upos[i] != "PUNCT")):
                hits[k] += hit
        for name, hit in zip(("words", "UPOS", "UAS", "LAS"), hits, strict=False):
            _add(sums[name], hit, len(mine), len(gold))
        _add(sums["LAS, no punct."], hits[4], sum(t.upos != "PUNCT" for *_, t, _ in mine),
             sum(g.upos[i] != "PUNCT" for i, g, _ in gold.values()))
    return {k: 200 * h / max(1, f + w) for k, (h, f, w) in sums.items()}


def _add(row: list[int], *more: int) -> None:
    for i, n in enumerate(more):
        row[i] += n


def speed(parser: MiniLMParser, parts: Sequence[Paragraph]) -> Row:
    """Words in a CPU second of the parts and of the whole path from raw text."""
    text = "\n\n".join(p.text for p in parts)
    blocks, at = [], 0
    for p in parts:
        blocks.append(Block("paragraph", at, at + len(p.text)))
        at += len(p.text) + 2
    doc = Document("", text, Source("", "text"), tuple(blocks))
    parser.parse(doc)
    began = time.process_time()
    count = sum(len(s.tokens) for s in parser.parse(doc))
    whole = time.process_time() - began
    began = time.process_time()
    ranges = [words(text, b.start, b.end) for b in blocks]
    cutting = time.process_time() - began
    began = time.process_time()
    encoded = 0
    for row in ranges:
        forms = [text[a:b] for a, b in row]
        for i in range(0, len(forms), 110):
            part = forms[i : i + parser.engine.fits(forms[i : i + 110], 110)]
            parser.engine.read(part)
            encoded += len(part)
    net = (time.process_time() - began) * count / max(1, encoded)
    return {"words": count, "whole path, words/s": count / whole, "raw text to words, words/s": count / cutting,
            "network alone, words/s": count / net}


def show(title: str, row: Row) -> None:
    """One line of the table."""
    cells = (f"{k} {v:.2f}" if v < 1000 else f"{k} {v:,.0f}" for k, v in row.items())
    print(f"{title:44}" + "  ".join(cells), flush=True)


def main() -> None:
    """Score and print; `--json` keeps the figures."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    args.add_argument("--model", type=Path, default=Path("src/histor/data/model"))
    args.add_argument("--split", default="dev", choices=("dev", "test"))
    args.add_argument("--json", type=Path)
    args.add_argument("--only", default="gold,case,entities,raw,speed")
    given = args.parse_args()
    parser, quick = MiniLMParser(given.model), MiniLMParser(given.model, fast=True)
    corpora = load(given.treebanks, given.split)
    rows: dict[str, Any] = {"model": parser.name, "split": given.split}
    print(parser.name)

    def add(title: str, row: Row) -> None:
        rows[title] = {k: round(v, 2) for k, v in row.items()}
        show(title, row)

    only = given.only.split(",")
    ewt = corpora["ewt"]
    if "gold" in only:
        for name, golds in corpora.items():
            add(f"{name}, gold words", gold_words(parser, golds))
        for genre in ("news", "bio", "interview"):
            add(f"gum {genre}, gold words", gold_words(parser, [g for g in corpora["gum"] if f"_{genre}_" in g.doc]))
    if "case" in only:
        add("ewt, UPPER CASE", gold_words(parser, ewt, str.upper))
        add("ewt, lower case", gold_words(parser, ewt, str.lower))
    if "entities" in only:
        for name in ("ewt", *(("pud",) if "pud" in corpora else ())):
            add(f"{name}, entities", entities(parser, corpora[name]))
        add("ewt, entities, UPPER CASE", entities(parser, ewt, str.upper))
        add("ewt, entities, lower case", entities(parser, ewt, str.lower))
    if "raw" in only:
        for name in ("ewt", "gum"):
            add(f"{name}, raw paragraphs", raw_text(parser, paragraphs(corpora[name])))
            add(f"{name}, raw paragraphs, fast", raw_text(quick, paragraphs(corpora[name])))
        add("gum news and biographies, raw", raw_text(parser, paragraphs(
            [g for g in corpora["gum"] if "_news_" in g.doc or "_bio_" in g.doc])))
    if "speed" in only:
        add("speed, one thread", speed(parser, paragraphs(corpora["gum"])))
        add("speed, one thread, fast", speed(quick, paragraphs(corpora["gum"])))
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()

__all__ = ["entities", "gold_words", "raw_text", "speed"]
