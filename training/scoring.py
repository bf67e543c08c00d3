"""Scores on gold words with the torch network, for choosing while training; the product is scored by `evaluate`."""

from __future__ import annotations

from typing import Any

import torch

from training.accounts import Window
from training.batches import Coder, collate
from training.marks import BEGIN, END, INSIDE, LINKS, OUT, SINGLE, SPANS, asked_links
from training.net import Net
from training.treebanks import SOURCES, TAGS, Gold


@torch.no_grad()
def dev_scores(net: Net, coder: Coder, golds: list[Gold], source: str = "uner") -> dict[str, float]:
    """UAS, LAS (argmax, no tree repair), UPOS, feats in percent and entity F1, sentence by sentence."""
    net.eval()
    counts = dict.fromkeys(("words", "uas", "las", "upos", "feats", "lemma"), 0)
    hits = wanted = given = 0
    order = sorted((g for g in golds if len(g.forms) <= 250), key=lambda g: len(g.forms))
    for at in range(0, len(order), 24):
        part = order[at : at + 24]
        batch = collate([coder.item([g], source) for g in part])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = _predict(net, batch)
        for i, g in enumerate(part):
            n = len(g.forms)
            heads = out["heads"][i, :n].tolist()
            good = [h == w for h, w in zip(heads, g.heads, strict=True)]
            counts["words"] += n
            counts["uas"] += sum(good)
            for key, names, gold in (("upos", coder.labels.upos, g.upos), ("feats", coder.labels.feats, g.feats),
                                     ("rels", coder.labels.rels, g.rels)):
                same = [names[x] == y for x, y in zip(out[key][i, :n].tolist(), gold, strict=True)]
                if key == "rels":
                    counts["las"] += sum(a and b for a, b in zip(same, good, strict=True))
                else:
                    counts[key] += sum(same)
            if g.ents:
                found = spans([TAGS[x] for x in out["ent"][i, :n].tolist()])
                gold_spans = spans(g.ents)
                hits += len(found & gold_spans)
                wanted, given = wanted + len(gold_spans), given + len(found)
    out_scores = {k: round(100 * counts[k] / counts["words"], 2) for k in ("uas", "las", "upos", "feats")}
    return out_scores | {"ner": round(200 * hits / max(1, wanted + given), 2)}


def _predict(net: Net, batch: dict[str, Any]) -> dict[str, torch.Tensor]:
    words = net.words(net.encoder(batch["pieces"], batch["piece_shapes"], batch["mask"]),
                      batch["first"], batch["last"], batch["shapes"])
    out = net.tags(words, batch["source"])
    arcs = net.arcs(words).float()
    real = batch["sentence"] >= 0
    arcs[:, :, 1:].masked_fill_(~real.unsqueeze(1), -1e4)
    heads = arcs.argmax(-1)
    deps, parts = net.rel_parts(words)
    rels = net.rels(deps, parts[torch.arange(len(parts)).unsqueeze(1), heads])
    return {"heads": heads, "rels": rels.argmax(-1), **{k: out[k].argmax(-1) for k in ("upos", "feats", "ent")}}


def spans(tags: list[str], kinds: tuple[str, ...] = ("PER", "ORG", "LOC")) -> set[tuple[int, int, str]]:
    """Exact spans (start, end, kind) of a BIO sequence; a stray I- opens a span."""
    found, start, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            if kind in kinds:
                found.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return found


__all__ = ["SOURCES", "dev_scores", "spans"]


@torch.no_grad()
def mark_scores(net: Net, coder: Coder, found: list[Window]) -> dict[str, float]:
    """F1 in percent of the marks on windows of accounts: triggers (and with their type), spans, figures, links
    from the gold words; best single choices, no decoding under constraints."""
    net.eval()
    counts: dict[str, list[int]] = {}

    def add(name: str, gold: set[Any], ours: set[Any]) -> None:
        row = counts.setdefault(name, [0, 0, 0])
        for i, n in enumerate((len(gold & ours), len(gold), len(ours))):
            row[i] += n

    for window in found:
        batch, n = collate([coder.window(window)]), len(window.forms)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = net.words(net.encoder(batch["pieces"], batch["piece_shapes"], batch["mask"]),
                              batch["first"], batch["last"], batch["shapes"])
            out = net.marks(words)
        events = out["event"][0, :n].argmax(-1).tolist()
        gold = window.marks
        add("triggers", {i for i, e in enumerate(gold.event) if e}, {i for i, e in enumerate(events) if e})
        add("typed", {(i, e) for i, e in enumerate(gold.event) if e}, {(i, e) for i, e in enumerate(events) if e})
        for at, layer in enumerate(SPANS):
            tags = out["spans"][0, :n, at].argmax(-1).tolist()
            add(layer, chains(gold.spans[at]), chains(tags))
        scores = net.marks.links(out["out_of"][0, :n].float(), out["into"][0, :n].float())
        for kind, word in asked_links(gold):
            ours = {(kind, word, j) for j in range(n) if scores[kind, word, j] > 0} - set(gold.open)
            add(LINKS[kind], {x for x in gold.links if x[:2] == (kind, word)}, ours)
    return {k: round(200 * a / max(b + c, 1), 1) for k, (a, b, c) in counts.items()}


def chains(tags: list[int]) -> set[tuple[int, int]]:
    """The spans of words [start, end) of a chain of tags; what is not closed ends where it breaks."""
    found: set[tuple[int, int]] = set()
    start: int | None = None
    for i, tag in enumerate([*tags, OUT]):
        if start is not None and tag not in (INSIDE, END):
            found.add((start, i))
            start = None
        if tag in (BEGIN, SINGLE) and start is None:
            start = i
        if start is not None and tag in (END, SINGLE):
            found.add((start, i + 1))
            start = None
    return found
