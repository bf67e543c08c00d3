"""The language model by itself: trees and tags on the UD tests, entities on the UNER tests.

    python -m bench.trees [--data DIR] [--split test] [--model FOLDER] [--peers] [--json FILE] [--errors FILE]

DIR holds ``ud_english_ewt/``, ``ud_english_pud/``, ``gum_open_genres/``, ``ner_uner_ewt/`` and ``ner_uner_pud/`` as
they are published; what is missing is left out (PUD has a test part alone).

``gold words``: sentences and words are given; LAS without subtypes of relations, punctuation counted; ``no punct.``
leaves it out (PUD attaches commas by a rule of its own). ``raw``: paragraphs of text, with our own words and
sentences; a word is right when its characters are, an arc when both its ends are, as in the CoNLL 2018 shared task;
PUD's sentences stand alone and are not asked for raw. Entities: exact span and kind (PER, ORG, LOC). Intervals over
documents (PUD: sentences). ``--peers`` scores the spaCy model that ``bench/peers/train_spacy.py`` trained, on the
same gold words.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from training.raw import Paragraph, paragraphs
from training.treebanks import Gold, add_uner, gum_names, trees

from bench import peers
from bench.tally import SHARED, Counts, Table, asked, f_table, share_table, told
from histor.model import Block, Document, Source
from histor.parse.parser import WIDEST, MiniLMParser

KINDS = ("PER", "ORG", "LOC")
Counter = dict[str, list[int]]


class Word(NamedTuple):
    """What a tagger says of a word: its head (0 at the root), relation, word class and entity tag."""

    head: int
    rel: str
    upos: str
    ent: str = "O"


Tag = Callable[[Sequence[str]], Sequence[Word]]


def load(root: Path, split: str) -> dict[str, list[Gold]]:
    """The treebanks of a split that are there, with the entities that UNER adds."""
    found: dict[str, list[Gold]] = {}
    for name, file in (("EWT", f"ewt/en_ewt-ud-{split}"), ("PUD", f"pud/en_pud-ud-{split}")):
        path, names = root / f"ud_english_{file}.conllu", root / f"ner_uner_{file}.iob2"
        if path.exists():
            found[name] = trees(path, "uner")
            if names.exists():
                add_uner(found[name], names)
    gum = root / "gum_open_genres"
    if (gum / f"split-{split}.txt").exists():
        found["GUM"] = [gold for path in gum_names(gum, split) for gold in trees(path, "gum")]
    return found


def plain(rel: str) -> str:
    """A relation without its subtype."""
    return rel.split(":")[0]


def gold_words(golds: Sequence[Gold], tag: Tag, errors: list[str]) -> Counter:
    """Right and how many, of heads, labelled heads and word classes, on given words of one document."""
    counts: Counter = {name: [0, 0] for name in ("UAS", "LAS", "LAS, no punct.", "UPOS")}
    for gold in golds:
        if len(gold.forms) > WIDEST:
            continue
        for i, word in enumerate(tag(gold.forms)):
            head = word.head == gold.heads[i]
            same = head and plain(word.rel) == plain(gold.rels[i])
            hits = {"UAS": head, "LAS": same, "UPOS": word.upos == gold.upos[i]}
            if gold.upos[i] != "PUNCT":
                hits["LAS, no punct."] = same
            for name, hit in hits.items():
                counts[name][0] += hit
                counts[name][1] += 1
            if not same and gold.upos[i] != "PUNCT":
                errors.append(_tree_error(gold, i, word))
    return counts


def _tree_error(gold: Gold, i: int, word: Word) -> str:
    def named(head: int) -> str:
        return gold.forms[head - 1] if head else "ROOT"

    shown = " ".join([*gold.forms[:i], f"[[{gold.forms[i]}]]", *gold.forms[i + 1 :]])
    return (f"TREE\t{plain(gold.rels[i])}<-{named(gold.heads[i])}\t{plain(word.rel)}<-{named(word.head)}\t"
            f"{gold.upos[i]}/{word.upos}\t{shown}")


def entities(golds: Iterable[Gold], tag: Tag, errors: list[str]) -> Counter:
    """Right, ours, met and gold entities of one document, in all and by kind."""
    counts: Counter = {name: [0, 0, 0, 0] for name in ("all", *KINDS)}
    for gold in golds:
        if not gold.ents or len(gold.forms) > WIDEST:
            continue
        ours, wanted = (spans(tags) for tags in ([word.ent for word in tag(gold.forms)], gold.ents))
        for name, row in counts.items():
            mine, theirs = ({s for s in side if name in ("all", s[2])} for side in (ours, wanted))
            for at, n in enumerate((len(mine & theirs), len(mine), len(mine & theirs), len(theirs))):
                row[at] += n
        for kind, left in (("MISS", wanted - ours), ("EXTRA", ours - wanted)):
            shown = " ".join(gold.forms)
            errors += [f"ENTITY {kind}\t{name}\t{' '.join(gold.forms[a:b])}\t{shown}" for a, b, name in left]
    return counts


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Exact spans (start, end, kind) of a BIO sequence; a stray I- opens a span."""
    found, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            if kind in KINDS:
                found.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return found


def raw(parts: Sequence[Paragraph], parser: MiniLMParser) -> Counter:
    """Right, ours, met and gold of words, sentences, word classes and labelled arcs, from the text of one document."""
    counts: Counter = {name: [0, 0, 0, 0] for name in ("words", "sentences", "UPOS", "LAS")}

    def add(name: str, hit: int, ours: int, gold: int) -> None:
        for at, n in enumerate((hit, ours, hit, gold)):
            counts[name][at] += n

    for part in parts:
        read = parser.parse(Document("", part.text, Source("", "text"), (Block("paragraph", 0, len(part.text)),)))
        sentences = zip(part.golds, part.words, strict=True)
        gold = {place: (i, g, row) for g, row in sentences for i, place in enumerate(row)}
        ends = {(row[0][0], row[-1][1]) for row in part.words}
        add("sentences", len(ends & {(s.start, s.end) for s in read}), len(read), len(ends))
        ours = [(token, sentence.tokens) for sentence in read for token in sentence.tokens]
        hits = {"words": 0, "UPOS": 0, "LAS": 0}
        for token, tokens in ours:
            if (token.start, token.end) not in gold:
                continue
            i, g, row = gold[token.start, token.end]
            head = (tokens[token.head - 1].start, tokens[token.head - 1].end) if token.head else None
            wanted = row[g.heads[i] - 1] if g.heads[i] else None
            hits["words"] += 1
            hits["UPOS"] += token.upos == g.upos[i]
            hits["LAS"] += head == wanted and plain(token.deprel) == plain(g.rels[i])
        for name, hit in hits.items():
            add(name, hit, len(ours), len(gold))
    return counts


def by_document(golds: Sequence[Gold], *, alone: bool) -> list[list[Gold]]:
    """Sentences in their documents; each by itself where a treebank's sentences were drawn one by one."""
    return [[g] for g in golds] if alone else [list(part) for _, part in groupby(golds, key=lambda g: g.doc)]


def figures(name: str, golds: Sequence[Gold], tag: Tag, draws: int, errors: list[str]) -> Table:
    """What given words have of a tagger: trees, word classes, and entities where they are annotated."""
    documents = by_document(golds, alone=name == "PUD")
    table = share_table([_titled(f"{name} gold words", gold_words(part, tag, errors)) for part in documents], draws)
    if any(gold.ents for gold in golds) and name != "GUM":
        table |= f_table([_titled(f"{name} entities", entities(part, tag, errors)) for part in documents], draws)
    return table


def _titled(title: str, counts: Counter) -> Counts:
    return {f"{title}: {name}": row for name, row in counts.items()}


def product(parser: MiniLMParser) -> Tag:
    """The product's words; a sentence is read once, however often it is asked for."""
    known: dict[tuple[str, ...], list[Word]] = {}

    def tag(forms: Sequence[str]) -> Sequence[Word]:
        key = tuple(forms)
        if key not in known:
            known[key] = [Word(t.head, t.deprel, t.upos, t.ent) for t in parser.tag(forms)]
        return known[key]

    return tag


def peer(found: dict[str, list[Gold]], draws: int) -> Table | str:
    """The same figures of the spaCy model trained beside ours, or why there are none."""
    sentences = list(dict.fromkeys(tuple(gold.forms) for golds in found.values() for gold in golds))
    answers = peers.run(peers.TREES, [list(forms) for forms in sentences])
    if isinstance(answers, str):
        return answers
    known = {forms: [Word(*word) for word in words] for forms, words in zip(sentences, answers, strict=True)}
    table: Table = {}
    for name, golds in found.items():
        rows = figures(name, golds, lambda forms: known[tuple(forms)], draws, [])
        table |= {f"{peers.TREES.name}: {key}": row for key, row in rows.items()}
    return table


def main() -> int:
    """Print the table."""
    parser = asked(__doc__, SHARED / "treebanks")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument("--model", type=Path, help="a model exported elsewhere, in place of the shipped one")
    parser.add_argument("--peers", action="store_true", help="score the spaCy model too, where it was trained")
    options = parser.parse_args()
    found = load(options.data, options.split)
    if not found:
        print(f"No treebanks in {options.data}: give their folder with --data.", file=sys.stderr)
        return 2
    from histor.parse import load_parser

    ours = load_parser(options.model)
    assert isinstance(ours, MiniLMParser)
    tag, table, errors = product(ours), Table(), []
    for name, golds in found.items():
        table |= figures(name, golds, tag, options.draws, errors)
        if name != "PUD":
            parts = [list(part) for _, part in groupby(paragraphs(list(golds)), key=lambda p: p.golds[0].doc)]
            table |= f_table([_titled(f"{name} raw", raw(part, ours)) for part in parts], options.draws)
    theirs = peer(found, options.draws) if options.peers else {}
    if isinstance(theirs, str):
        print(f"{peers.TREES.name}: skipped, {theirs}", file=sys.stderr)
    return told(table | (theirs if isinstance(theirs, dict) else {}), options, errors)


if __name__ == "__main__":
    sys.exit(main())
