"""The shipped parser: words to windows, windows to sentences and hints, sentences to trees.

A text is read twice. First in windows of one or two hundred words (`parse/windows.py`), to see where sentences start
and what the network holds beyond trees. Then each sentence is read alone for its tree: that
is worth a quarter point of LAS and makes a tree depend on nothing but its sentence. A fast parser leaves the second
reading out, at twice the speed. The work is linear in the text.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import numpy as np

from histor.model import Document, HintedDeed, HintedLink, HintedSpan, Hints, Sentence, Token, WordRef
from histor.parse.engine import TREE, Engine, Scores
from histor.parse.hints import Decoder
from histor.parse.lemma import Lemmas
from histor.parse.mend import passives, quoted, tied, verbs
from histor.parse.tags import bio
from histor.parse.tree import heads_of
from histor.parse.windows import WIDEST, Range, Reader, Room, Window, Words

HEADS = ("spans", "event", "status", "stance", "effect", "flags", "out_of", "into")
"""The outputs that hints are read from."""


class _Book:
    """The hints of the windows of a document, gathered."""

    def __init__(self) -> None:
        self.spans: dict[str, list[HintedSpan]] = defaultdict(list)
        self.deeds: list[HintedDeed] = []
        self.links: list[HintedLink] = []
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ("deed", "cue", "figure")}

    def add(self, read: tuple[Any, ...], where: Sequence[WordRef], new: int) -> None:
        """Add what was read of a window from its word `new` on; what was read of earlier words before stands.

        A span that goes on from there takes the place of what was seen of it; a link needs one end in what is new.
        """
        spans, deeds, links, told = read
        opening = where[new]
        for span in (span for span in spans if span.last >= opening):
            told_before = self.spans[span.layer]
            while told_before and told_before[-1].last >= span.first:
                told_before.pop()
            told_before.append(span)
        self.deeds += [deed for deed in deeds if deed.word >= opening]
        self.links += [link for link in links if max(link.start, link.end) >= opening]
        for name, row in told.items():
            fresh = zip(where[new:], row[new:], strict=True)
            for _, words_of in groupby(fresh, key=lambda pair: pair[0].sentence):
                self.rows[name].append(tuple(value for _, value in words_of))

    def hints(self) -> Hints:
        """Everything gathered."""
        rows = {name: tuple(found) for name, found in self.rows.items()}
        spans = tuple(chain.from_iterable(self.spans.values()))
        return Hints(spans, tuple(self.deeds), tuple(self.links), rows["deed"], rows["cue"], rows["figure"])


class MiniLMParser:
    """Universal Dependencies from the shipped network; see the model card for what it was taught and how well."""

    def __init__(self, folder: Path, threads: int = 1, *, fast: bool = False) -> None:
        labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.name = f"{labels['name']}{'-fast' if fast else ''}@{labels['sha256'][:12]}"
        self._fast = fast
        self._upos, self._feats = labels["upos"], labels["feats"]
        self._rels, self._scripts, self._tags = labels["rels"], labels["scripts"], labels["tags"]
        with gzip.open(folder / "lemmas.json.gz", "rt", encoding="utf-8") as file:
            self._lemmas = Lemmas(json.load(file))
        self.engine = Engine(folder, threads)
        self._room = Room(**labels.get("window", {}))
        self._decoder = Decoder(labels["marks"]) if "marks" in labels else None
        self._outputs = (*(TREE if fast else ("start",)), *(HEADS if self._decoder else ()))

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """Sentences of all blocks in order; a block without words has none."""
        return self.study(document)[0]

    def study(self, document: Document) -> tuple[tuple[Sentence, ...], Hints]:
        """Sentences of all blocks in order, and what else the network holds of them."""
        out: list[Sentence] = []
        book, row = _Book(), Words.of(document)
        where: list[WordRef] = []  # of the words that a window may show again, then of its own
        for window in Reader(self.engine, row, self._room, self._outputs).windows():
            where = where[-self._room.again :] if self._room.again else []
            for (a, b), scores in self._trees(row, window):
                where += [WordRef(len(out), i + 1) for i in range(b - a)]
                tokens = self._tokens(row.forms[a:b], row.ranges[a:b], scores)
                out.append(Sentence(tokens[0].start, tokens[-1].end, tokens, row.block[a]))
            if self._decoder:
                shown = where[window.first - window.end :]
                book.add(self._decoder.read(window.rows, shown), shown, window.begins[0] - window.first)
        return tuple(out), book.hints()

    def tag(self, forms: Sequence[str]) -> tuple[Token, ...]:
        """The tree of one sentence of given words, with places as if joined by single spaces.

        Raises `ValueError` where the words do not fit into one window (`WIDEST` words, 510 word pieces).
        """
        if not forms:
            return ()
        if self.engine.fits(forms, WIDEST) < len(forms):
            raise ValueError(f"a sentence of {len(forms)} words does not fit into one window")
        ends = np.cumsum([len(f) + 1 for f in forms]) - 1
        ranges = [(int(e) - len(f), int(e)) for e, f in zip(ends, forms, strict=True)]
        return self._tokens(forms, ranges, self.engine.read(forms))

    def _trees(self, row: Words, window: Window) -> Iterator[tuple[Range, Scores]]:
        """The words of each sentence kept of a window, with the scores for its tree."""
        for a, b in window.sentences:
            if self._fast:
                yield (a, b), Scores.of(window.rows).part(a - window.first, b - window.first)
            else:
                yield (a, b), self.engine.read(row.forms[a:b])

    def _tokens(self, forms: Sequence[str], ranges: Sequence[Range], scores: Scores) -> tuple[Token, ...]:
        heads = heads_of(scores.arcs)
        rels = [self._rels[rel] for rel in self.engine.relations(scores, np.array(heads, dtype=np.int64))]
        given = [self._upos[part] for part in scores.upos]
        heads, rels = tied(forms, given, heads, rels)
        rels = quoted(forms, heads, passives(rels, heads, [self._feats[row] for row in scores.feats]))
        parts = verbs(given, heads, rels)
        tags = bio(scores.ent, self._tags)
        out: list[Token] = []
        for i, (form, place, head) in enumerate(zip(forms, ranges, heads, strict=True)):
            upos = parts[i]
            lemma = self._lemmas.of(form, upos, self._scripts[scores.script[i]])
            feats = self._feats[scores.feats[i]]
            out.append(Token(i + 1, form, lemma, upos, feats, head, rels[i], *place, tags[i]))
        return tuple(out)
