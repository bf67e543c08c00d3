"""The shipped parser: blocks to windows, windows to sentences, sentences to trees.

A block is read twice. First in windows of about a hundred words, to see where sentences start; whatever ends inside a
window is cut off, and the unfinished rest opens the next. Then each sentence is read alone for its tree: that is worth
a quarter point of LAS and makes a tree depend on nothing but its sentence. A fast parser leaves the second reading
out, at twice the speed. The work is linear in the text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from histor.model import Document, HintedDeed, HintedLink, HintedSpan, Hints, Sentence, Token, WordRef
from histor.parse.engine import Engine, Floats, Scores
from histor.parse.hints import Decoder
from histor.parse.lemma import apply
from histor.parse.sentences import starts
from histor.parse.tags import bio
from histor.parse.tree import heads_of
from histor.parse.words import words

WINDOW = 110
"""Words in a window: what the network was trained on (up to 128)."""
WIDEST = 240
"""Words in a window when one sentence fills a whole one; a longer sentence is cut here."""
MARGIN = 6
"""A start so near to the end of a window is not believed while there is an earlier one."""

HEADS = ("spans", "event", "status", "stance", "effect", "flags", "out_of", "into")
"""The outputs that hints are read from."""

Range = tuple[int, int]


class _Window(NamedTuple):
    """The sentences kept of one window, each with the scores for its tree, and the scores of the window's hints."""

    sentences: list[tuple[Sequence[Range], Scores]]
    more: dict[str, Floats]


class _Book:
    """The hints of the windows of a document, gathered."""

    def __init__(self) -> None:
        self.spans: list[HintedSpan] = []
        self.deeds: list[HintedDeed] = []
        self.links: list[HintedLink] = []
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in ("deed", "cue", "figure")}

    def add(self, read: tuple[Any, ...], where: Sequence[WordRef]) -> None:
        """Add what was read of a window, its chances cut into sentences."""
        spans, deeds, links, told = read
        self.spans += spans
        self.deeds += deeds
        self.links += links
        for name, row in told.items():
            for _, words_of in groupby(zip(where, row, strict=True), key=lambda pair: pair[0].sentence):
                self.rows[name].append(tuple(value for _, value in words_of))

    def hints(self) -> Hints:
        """Everything gathered."""
        rows = {name: tuple(found) for name, found in self.rows.items()}
        return Hints(tuple(self.spans), tuple(self.deeds), tuple(self.links), rows["deed"], rows["cue"],
                     rows["figure"])


class MiniLMParser:
    """Universal Dependencies from the shipped network; see the model card for what it was taught and how well."""

    def __init__(self, folder: Path, threads: int = 1, *, fast: bool = False) -> None:
        labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.name = f"{labels['name']}{'-fast' if fast else ''}@{labels['sha256'][:12]}"
        self._fast = fast
        self._upos, self._feats = labels["upos"], labels["feats"]
        self._rels, self._scripts, self._tags = labels["rels"], labels["scripts"], labels["tags"]
        with gzip.open(folder / "lemmas.json.gz", "rt", encoding="utf-8") as file:
            self._lemmas: dict[str, dict[str, str]] = json.load(file)
        self.engine = Engine(folder, threads)
        self._decoder = Decoder(labels["marks"]) if "marks" in labels else None

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """Sentences of all blocks in order; a block without words has none."""
        return self.study(document)[0]

    def study(self, document: Document) -> tuple[tuple[Sentence, ...], Hints]:
        """Sentences of all blocks in order, and what else the network holds of them."""
        out: list[Sentence] = []
        book = _Book()
        for number, block in enumerate(document.blocks):
            ranges = words(document.text, block.start, block.end)
            for window in self._windows(document.text, ranges):
                where: list[WordRef] = []
                for part, scores in window.sentences:
                    where += [WordRef(len(out), i + 1) for i in range(len(part))]
                    tokens = self._tokens([document.text[a:b] for a, b in part], part, scores)
                    out.append(Sentence(part[0][0], part[-1][1], tokens, number))
                if self._decoder:
                    book.add(self._decoder.read(window.more, where), where)
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

    def _windows(self, text: str, ranges: Sequence[Range]) -> Iterator[_Window]:
        """The windows of a block: places and scores of the sentences kept of each, and the scores of its hints."""
        forms = [text[a:b] for a, b in ranges]
        at = 0
        while at < len(forms):
            scores, more, begins, stop = self._window(text, forms, ranges, at)
            if begins == [0] and stop == len(scores.start):
                kept = [(ranges[at : at + stop], scores)]
            else:
                kept = [(ranges[at + a : at + b],
                         scores.part(a, b) if self._fast else self.engine.read(forms[at + a : at + b]))
                        for a, b in zip(begins, [*begins[1:], stop], strict=True)]
            yield _Window(kept, more)
            at += stop

    def _window(self, text: str, forms: Sequence[str], ranges: Sequence[Range],
                at: int) -> tuple[Scores, dict[str, Floats], list[int], int]:
        """Scores of the window at a word, the sentence starts to keep in it, and where the last kept one ends."""
        for most in (WINDOW, WIDEST):
            n = self.engine.fits(forms[at : at + most], most)
            scores, more = self.engine.survey(forms[at : at + n], HEADS if self._decoder else ())
            begins = starts(text, ranges[at : at + n], scores.start)
            if at + n >= len(forms):
                break
            if len(begins) > 1:
                sure = [b for b in begins[1:] if b <= n - MARGIN] or begins[1:]
                return scores, more, [b for b in begins if b < sure[-1]], sure[-1]
        return scores, more, begins, n

    def _tokens(self, forms: Sequence[str], ranges: Sequence[Range], scores: Scores) -> tuple[Token, ...]:
        heads = heads_of(scores.arcs)
        rels = self.engine.relations(scores, np.array(heads, dtype=np.int64))
        tags = bio(scores.ent, self._tags)
        out: list[Token] = []
        for i, (form, place, head) in enumerate(zip(forms, ranges, heads, strict=True)):
            upos = self._upos[scores.upos[i]]
            lemma = self._lemma(form, upos, self._scripts[scores.script[i]])
            feats, rel = self._feats[scores.feats[i]], self._rels[rels[i]]
            out.append(Token(i + 1, form, lemma, upos, feats, head, rel, *place, tags[i]))
        return tuple(out)

    def _lemma(self, form: str, upos: str, script: str) -> str:
        """The lemma seen with this form in training, or with its plain casing, or what the script makes."""
        known = self._lemmas.get(upos, {})
        if form in known:
            return apply(known[form], form)
        usual = form.lower() if upos != "PROPN" else form.capitalize() if form.isupper() else form
        return apply(known[usual], usual) if usual in known else apply(script, form)
