"""Scores on gold words with the torch network, for choosing while training; the product is scored by `evaluate`."""

from __future__ import annotations

from typing import Any

import torch

from training.batches import Coder, collate
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
