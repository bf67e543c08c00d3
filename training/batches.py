"""From records to padded batches: label inventories, windows of sentences, augmentation, targets.

Half of the tree items are single sentences, half are windows of successive sentences, in which the sentence starts
are learned and the arcs stay inside their own sentence: so one pass can cut and parse at run time.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from histor.parse.pieces import Pieces
from training.lemmas import script
from training.treebanks import ANNOTATED, CORE, KINDS, OTHER, SOURCES, TAGS, Gold

IGNORED = -100
ELSEWHERE_WEIGHT = 0.05
"""What a kind that a data set does not mark weighs beside "O" in the likelihood of its "O": kept small, so that the
open kinds appear where other data sets speak for them and not by default."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each head, in the order of their numbers."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    rels: tuple[str, ...]
    tags: tuple[str, ...] = TAGS

    @classmethod
    def collect(cls, golds: list[Gold]) -> Labels:
        """Count classes in the training trees; rare ones (under 3) are left to "unknown"."""
        counts: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "feats", "scripts", "rels")}
        for g in golds:
            counts["upos"].update(g.upos)
            counts["feats"].update(g.feats)
            counts["rels"].update(g.rels)
            counts["scripts"].update(script(f, m) for f, m in zip(g.forms, g.lemmas, strict=True))
        kept = {k: tuple(sorted(x for x, n in c.items() if n >= 3)) for k, c in counts.items()}
        return cls(**kept)

    def save(self, path: Path) -> None:
        """Write the classes as JSON."""
        path.write_text(json.dumps({k: list(getattr(self, k)) for k in self.__slots__}, ensure_ascii=False, indent=0))

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        return cls(**{k: tuple(v) for k, v in json.loads(path.read_text()).items()})


@dataclass(slots=True)
class Item:
    """One window of words ready for padding."""

    pieces: list[int]
    piece_shapes: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]
    source: int
    ids: dict[str, list[int]]
    sentence: list[int] = field(default_factory=list)
    allowed: NDArray[np.float32] | None = None
    marks: Any = None
    """What a window of an account should give (`marks.Marks`); trees and name lists have none."""
    message: Any = None
    """What a MUC-4 message should give (`muc_heads`); None for everything else."""


class Coder:
    """Makes items of records."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces, self.labels = pieces, labels
        self.ids = {k: {x: i for i, x in enumerate(getattr(labels, k))} for k in ("upos", "feats", "scripts", "rels")}
        self.rows = {s: _tag_rows(s) for s in SOURCES}

    def item(self, golds: list[Gold], source: str, generic: bool = False, breaks: Container[int] = ()) -> Item:
        """One window of successive sentences (all with trees, or all without).

        A new paragraph, or a word of `breaks`, has [SEP] before it, as a new block has in the product.
        """
        out = Item([self.pieces.cls], [0], [], [], [], SOURCES.index("generic" if generic else source), {})
        ids: dict[str, list[int]] = {k: [] for k in ("upos", "feats", "scripts", "rels", "heads", "start")}
        allowed: list[NDArray[np.float32]] = []
        offset = 0
        for number, g in enumerate(golds):
            for i, form in enumerate(g.forms):
                found, shape = self.pieces.word(form)
                new_block = (offset > 0 and i == 0 and g.new_paragraph) or i in breaks
                if new_block:
                    out.pieces.append(self.pieces.sep)
                    out.piece_shapes.append(0)
                out.first.append(len(out.pieces))
                out.pieces.extend(found)
                out.piece_shapes.extend([shape] * len(found))
                out.last.append(len(out.pieces) - 1)
                out.shapes.append(shape)
                sure = new_block or (offset == 0 and i == 0)
                ids["start"].append(IGNORED if sure or not g.heads else int(i == 0))
                allowed.append(self.rows[source].get(g.ents[i], self.rows[source]["?"]) if g.ents
                               else self.rows[source]["?"])
            out.sentence.extend([number] * len(g.forms))
            self._tree(ids, g, offset)
            offset += len(g.forms)
        out.pieces.append(self.pieces.sep)
        out.piece_shapes.append(0)
        out.ids, out.allowed = ids, np.stack(allowed)
        return out

    def window(self, window: Any) -> Item:
        """One window of an account (`accounts.Window`)."""
        gold = Gold(list(window.forms), "generic", ents=list(window.ents))
        out = self.item([gold], "generic", breaks=window.breaks)
        out.sentence, out.marks = list(window.sentence), window.marks
        return out

    def _tree(self, ids: dict[str, list[int]], g: Gold, offset: int) -> None:
        if not g.heads:
            for k in ("upos", "feats", "scripts", "rels", "heads"):
                ids[k].extend([IGNORED] * len(g.forms))
            return
        ids["upos"].extend(self.ids["upos"].get(x, IGNORED) for x in g.upos)
        ids["feats"].extend(self.ids["feats"].get(x, IGNORED) for x in g.feats)
        ids["rels"].extend(self.ids["rels"].get(x, IGNORED) for x in g.rels)
        ids["scripts"].extend(self.ids["scripts"].get(script(f, m), IGNORED)
                              for f, m in zip(g.forms, g.lemmas, strict=True))
        ids["heads"].extend(0 if h == 0 else h + offset for h in g.heads)


def _tag_rows(source: str) -> dict[str, NDArray[np.float32]]:
    """For each label of a data set, the weight with which each of our tags explains it."""
    known = ANNOTATED.get(source, CORE)
    rows = {"?": np.ones(len(TAGS), np.float32)}
    for tag in TAGS:
        row = np.zeros(len(TAGS), np.float32)
        row[TAGS.index(tag)] = 1.0
        rows[tag] = row
    for kind in KINDS:
        if kind not in known:
            for p in "BI":
                rows["O"][TAGS.index(f"{p}-{kind}")] = ELSEWHERE_WEIGHT
    other = np.array([float(t == "O" or t[2:] not in CORE) for t in TAGS], np.float32)
    rows[f"B-{OTHER}"] = rows[f"I-{OTHER}"] = other
    return rows


def augmented(g: Gold, rng: random.Random) -> Gold:
    """The sentence, or now and then a variant: CAPITALS, lower case, Title Case, no final mark."""
    draw = rng.random()
    how = str.upper if draw < 0.05 else str.lower if draw < 0.09 else _title if draw < 0.12 else None
    last = len(g.forms) - 1
    cut = (g.heads and rng.random() < 0.06 and last > 2 and g.upos[last] == "PUNCT" and last + 1 not in g.heads
           and not (g.ents and g.ents[last] != "O"))
    if how is None and not cut:
        return g
    end = last if cut else last + 1
    forms = [how(f) if how else f for f in g.forms[:end]]
    lists = {k: getattr(g, k)[:end] for k in ("upos", "feats", "lemmas", "heads", "rels", "ents")}
    return Gold(forms, g.source, g.doc, g.new_paragraph, **lists)


def _title(form: str) -> str:
    return form[:1].upper() + form[1:]


def windows(golds: list[Gold], rng: random.Random, longest: int) -> Iterator[list[Gold]]:
    """Cover a corpus once: about half single sentences, half windows of 20 to `longest` words in document order."""
    i = 0
    while i < len(golds):
        if rng.random() < 0.5:
            for g in golds[i : i + 6]:
                yield [augmented(g, rng)]
            i += 6
            continue
        limit, size, doc = rng.randint(20, longest), 0, golds[i].doc
        stop_at_paragraph = rng.random() < 0.3
        window: list[Gold] = []
        while i < len(golds) and golds[i].doc == doc and (not window or size + len(golds[i].forms) <= limit):
            if window and stop_at_paragraph and golds[i].new_paragraph:
                break
            window.append(augmented(golds[i], rng))
            size += len(golds[i].forms)
            i += 1
        yield window


def _cut(window: list[Gold], longest: int) -> list[Gold]:
    """Sentences over the limit of the encoder are left out (a handful in all corpora)."""
    return [g for g in window if len(g.forms) <= longest]


def epoch(corpora: dict[str, list[Gold]], coder: Coder, rng: random.Random, longest: int = 128,
          budget: int = 1200, share: dict[str, float] | None = None,
          others: Sequence[list[Item]] = ()) -> Iterator[list[Item]]:
    """One pass over all corpora as batches of at most `budget` padded pieces, in random order.

    `others` are items of other kinds (accounts, messages): a batch holds one kind only, so that the heads that a kind
    does not teach cost nothing.
    """
    items: list[Item] = []
    for name, golds in corpora.items():
        keep = (share or {}).get(name, 1.0)
        if keep <= 0:
            continue
        if golds[0].heads:
            found = (w for w in windows(golds, rng, longest) if keep >= 1 or rng.random() < keep)
        else:
            found = ([augmented(g, rng)] for g in golds if rng.random() < keep)
        for window in found:
            kept = _cut(window, 250)
            if kept:
                item = coder.item(kept, golds[0].source, rng.random() < 0.3)
                if len(item.pieces) <= 500:
                    items.append(item)
    batches = [batch for kind in (items, *others) for batch in _batches(kind, rng, budget)]
    rng.shuffle(batches)
    yield from batches


def _batches(items: list[Item], rng: random.Random, budget: int) -> Iterator[list[Item]]:
    """Items of like length together, at most `budget` padded pieces."""
    items = [x for x in items if len(x.pieces) <= 512]
    rng.shuffle(items)
    for at in range(0, len(items), 600):
        batch: list[Item] = []
        for item in sorted(items[at : at + 600], key=lambda x: len(x.pieces)):
            if batch and (len(batch) + 1) * (-(-len(item.pieces) // 8) * 8) > budget:
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch


def collate(batch: list[Item]) -> dict[str, Any]:
    """Pad a batch to multiples of eight."""
    pieces = -(-max(len(x.pieces) for x in batch) // 8) * 8
    words = -(-max(len(x.first) for x in batch) // 8) * 8
    out: dict[str, Any] = {
        "pieces": _pad([x.pieces for x in batch], pieces, 0),
        "piece_shapes": _pad([x.piece_shapes for x in batch], pieces, 0),
        "mask": (_pad([[0] * len(x.pieces) for x in batch], pieces, -10000)[:, None, None, :]).to(torch.bfloat16),
        "first": _pad([x.first for x in batch], words, 0),
        "last": _pad([x.last for x in batch], words, 0),
        "shapes": _pad([x.shapes for x in batch], words, 0),
        "sentence": _pad([x.sentence for x in batch], words, -1),
        "source": torch.tensor([x.source for x in batch]),
        "marks": [x.marks for x in batch if x.marks is not None],
        "messages": [x.message for x in batch if x.message is not None],
    }
    for k in batch[0].ids:
        out[k] = _pad([x.ids[k] for x in batch], words, IGNORED)
    allowed = np.ones((len(batch), words, len(TAGS)), np.float32)
    for i, x in enumerate(batch):
        if x.allowed is not None:
            allowed[i, : len(x.first)] = x.allowed
    out["allowed"] = torch.from_numpy(allowed)
    return out


def _pad(rows: list[list[int]], width: int, value: int) -> torch.Tensor:
    array = np.full((len(rows), width), value, np.int64)
    for i, row in enumerate(rows):
        array[i, : len(row)] = row
    return torch.from_numpy(array)
