"""From a trained network to the files the product reads: two small graphs, the labels, a lemma table, a vocabulary.

Matrices become 8-bit, one scale a column; embeddings 8-bit, one scale a row, written out by hand because the stock
quantiser would put the whole table into one scale. Weights use 7 of the 8 bits by default, which keeps processors
without VNNI from saturating; `--bits 8` and `--bits 32` are for measuring what that costs.

    python -m training.export --model training/runs/model --out src/histor/data/model
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn

from histor.parse.pieces import SHAPES
from training.accounts import AGAIN, LONGEST
from training.batches import Labels
from training.lemmas import apply, script
from training.mark_heads import MarkHeads
from training.marks import LINKS, NEAR, SPANS, Classes
from training.net import Net, Sizes
from training.train import minilm_folder
from training.treebanks import SOURCES, Gold, load

INPUTS = ("pieces", "piece_shapes", "positions", "first", "last", "shapes")
OUTPUTS = ("upos", "feats", "script", "start", "ent", "arcs", "rel_dep", "rel_head")
MARKS = ("spans", "event", "status", "stance", "effect", "kind", "flags", "out_of", "into")
MUC = ("muc_roles", "muc_tells", "muc_types", "muc_effects", "muc_confidences", "muc_document")


class Rows(nn.Module):
    """An embedding with 8-bit rows and one scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Reader(nn.Module):
    """The first graph: pieces of one window in, choices and scores of its words out."""

    def __init__(self, net: Net, source: str) -> None:
        super().__init__()
        self.net, self.source = net, SOURCES.index(source)
        self.pieces = Rows(net.encoder.words.weight.detach())
        self.positions = Rows(net.encoder.positions.weight.detach())

    def forward(self, pieces: Tensor, piece_shapes: Tensor, positions: Tensor, first: Tensor, last: Tensor,
                shapes: Tensor) -> tuple[Tensor, ...]:
        encoder = self.net.encoder
        x = encoder.norm(self.pieces(pieces) + self.positions(positions)) + encoder.shapes(piece_shapes)
        words = self.net.words(encoder.states(x, None), first, last, shapes)
        out = self.net.tags(words, torch.full((1,), self.source))
        deps, heads = self.net.rel_parts(words)
        choices = (out[k].argmax(-1).squeeze(0) for k in ("upos", "feats", "script"))
        tree = (*choices, torch.sigmoid(out["start"]).squeeze(0), out["ent"].squeeze(0),
                self.net.arcs(words).squeeze(0), deps.squeeze(0), heads.squeeze(0))
        if self.net.marks is None or self.net.muc is None:
            return tree
        marks, muc = self.net.marks(words), self.net.muc(words)
        return (*tree, *(marks[k].squeeze(0) for k in MARKS), *(muc[k].squeeze(0) for k in MUC))


class Relations(nn.Module):
    """The second graph: the relation of every word to the head that the tree gave it; "root" only to the root."""

    def __init__(self, net: Net, root: int) -> None:
        super().__init__()
        self.net = net
        self.register_buffer("only_root", torch.zeros(net.sizes.rels).index_fill(0, torch.tensor(root), 1e4))

    def forward(self, deps: Tensor, heads: Tensor, at: Tensor) -> Tensor:
        sign = (at == 0).float().unsqueeze(1) * 2 - 1
        return (self.net.rels(deps, heads[at]) + sign * self.only_root).argmax(-1)


def export(net: Net, out: Path, *, root: int, source: str, bits: int) -> None:
    """Write `model.onnx` (weights in 7 or 8 bits, or 32 for comparison) and `relations.onnx` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval()
    n, w = 9, 6
    sample = (torch.ones(1, n, dtype=torch.long), torch.ones(1, n, dtype=torch.long), torch.arange(n).unsqueeze(0),
              torch.arange(1, w + 1).unsqueeze(0), torch.arange(1, w + 1).unsqueeze(0),
              torch.ones(1, w, dtype=torch.long))
    outputs = OUTPUTS if net.marks is None else (*OUTPUTS, *MARKS, *MUC)
    axes = {"pieces": {1: "p"}, "piece_shapes": {1: "p"}, "positions": {1: "p"}, "first": {1: "w"}, "last": {1: "w"},
            "shapes": {1: "w"},
            **{k: {0: "w"} for k in outputs if k not in ("rel_head", "muc_document")}, "rel_head": {0: "h"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(Reader(net, source), sample, str(plain), dynamo=False, opset_version=17,
                          input_names=list(INPUTS), output_names=list(outputs), dynamic_axes=axes)
        if bits == 32:
            shutil.copyfile(plain, out / "model.onnx")
        else:
            quantize_dynamic(plain, out / "model.onnx", op_types_to_quantize=["MatMul", "Gemm"], per_channel=True,
                             reduce_range=bits == 7, weight_type=QuantType.QInt8)
    deps = torch.zeros(w, net.rel_dep.out_features)
    heads = torch.zeros(w + 1, net.rel_dep.out_features)
    at = torch.zeros(w, dtype=torch.long)
    torch.onnx.export(Relations(net, root), (deps, heads, at), str(out / "relations.onnx"), dynamo=False,
                      opset_version=17, input_names=["deps", "heads", "at"], output_names=["rels"],
                      dynamic_axes={"deps": {0: "w"}, "heads": {0: "h"}, "at": {0: "w"}, "rels": {0: "w"}})


def lemma_table(golds: list[Gold]) -> dict[str, dict[str, str]]:
    """The commonest lemma of each (UPOS, form) of the training trees, where the form kept is not its own lemma's
    default; forms seen once are kept too, a lookup being surer than a guess."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for g in golds:
        for form, upos, lemma in zip(g.forms, g.upos, g.lemmas, strict=True):
            counts.setdefault((upos, form), Counter())[lemma] += 1
    table: dict[str, dict[str, str]] = {}
    for (upos, form), seen in sorted(counts.items()):
        lemma = min(seen, key=lambda x: (-seen[x], x))
        found = script(form, lemma)
        assert apply(found, form) == lemma
        table.setdefault(upos, {})[form] = found
    return table


def marks_of(heads: MarkHeads, classes: Classes) -> dict[str, object]:
    """The classes of the account heads, and the small tables that are applied outside of the graph."""
    def table(values: Tensor) -> list[object]:
        return [[round(float(x), 4) for x in row] for row in values.detach().flatten(0, -2)]

    steps = heads.steps.detach()
    return {"spans": list(SPANS), "links": list(LINKS), "near": list(NEAR), "events": list(classes.events),
            "statuses": list(classes.statuses), "stances": list(classes.stances), "effects": list(classes.effects),
            "kinds": list(classes.kinds), "steps": [[[round(float(x), 4) for x in row] for row in layer]
                                                    for layer in steps],
            "far": table(heads.far), "usual": [round(float(x), 4) for x in heads.usual.detach()]}


def write_gz(path: Path, value: object) -> None:
    """Write JSON, compressed, with no time stamp, so that the same content gives the same file."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(data)


def main() -> None:
    """Export a finished run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    parser.add_argument("--minilm", type=Path, default=None)
    parser.add_argument("--model", type=Path, default=Path("training/runs/model"))
    parser.add_argument("--weights", default="final.pt")
    parser.add_argument("--out", type=Path, default=Path("src/histor/data/model"))
    parser.add_argument("--name", default="histor-en-minilm-5")
    parser.add_argument("--source", default="generic", choices=SOURCES)
    parser.add_argument("--one-block", action="store_true", help="for weights trained on windows of one block only")
    parser.add_argument("--bits", type=int, default=7, choices=(7, 8, 32))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels.load(args.model / "labels.json")
    given = torch.load(args.model / args.weights, weights_only=False)["net"]
    classes = Classes.of_scheme() if any(k.startswith("marks.") for k in given) else None
    net = Net(Sizes(len(labels.upos), len(labels.feats), len(labels.scripts), len(labels.tags), len(labels.rels),
                    len(SHAPES), len(SOURCES)), classes=classes)
    net.load_state_dict(given)
    export(net, args.out, root=labels.rels.index("root"), source=args.source, bits=args.bits)
    shutil.copyfile((args.minilm or minilm_folder()) / "vocab.txt", args.out / "pieces.txt")
    corpora = load(args.treebanks, "train")
    write_gz(args.out / "lemmas.json.gz", lemma_table(corpora["ewt"] + corpora["gum"]))
    parts = ("model.onnx", "relations.onnx", "lemmas.json.gz", "pieces.txt")
    digest = hashlib.sha256(b"".join((args.out / p).read_bytes() for p in parts)).hexdigest()
    about = {"name": args.name, "sha256": digest,
             **{k: list(getattr(labels, k)) for k in ("upos", "feats", "scripts", "rels", "tags")}}
    if net.marks is not None and classes is not None:
        about["marks"] = marks_of(net.marks, classes)
        if not args.one_block:
            about["window"] = {"words": LONGEST, "again": AGAIN, "across": True}
    (args.out / "labels.json").write_text(json.dumps(about, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()
