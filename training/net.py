"""The network: one MiniLM encoder, and on it the heads for tags, entities, sentence starts and trees.

Written out rather than taken from a model library, so that what is exported is what is trained, and torch is the only
dependency. Attention and the pair scores follow the usual deep-biaffine parser (Dozat and Manning 2017); relations are
scored by one hidden layer over dependent and head (Kiperwasser and Goldberg 2016), which is cheaper at run time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.mark_heads import MarkHeads
from training.marks import Classes
from training.muc_heads import MucHeads

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
DROPPED = 0.1
"""Dropout inside the layers: an eighth of a step's time, and what keeps small corpora from being learnt by heart."""
SHAPE_WIDTH, ARC_WIDTH, REL_WIDTH, ENT_WIDTH = 32, 256, 320, 192


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head has."""

    upos: int
    feats: int
    scripts: int
    tags: int
    rels: int
    shapes: int
    sources: int


class Layer(nn.Module):
    """One transformer layer, normalised after each sum, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * (HIDDEN // HEADS) ** -0.5) @ k.transpose(-1, -2)
        seen = torch.softmax(scores if mask is None else scores + mask, -1, dtype=scores.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(b, n, HIDDEN))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """The six layers over piece, position and shape vectors; returns all seven states."""

    def __init__(self, shapes: int, pieces: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(shapes, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        x = self.norm(self.words(pieces) + self.positions.weight[: pieces.shape[1]]) + self.shapes(shapes)
        return self.states(self.dropout(x), mask)

    def states(self, x: Tensor, mask: Tensor | None) -> list[Tensor]:
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
        return states


def _mlp(width: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


class Net(nn.Module):
    """Encoder and heads. `dropout` is on the word vectors and inside the heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.25, classes: Classes | None = None) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.shapes)
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.shape = nn.Embedding(sizes.shapes, SHAPE_WIDTH)
        width = 2 * HIDDEN + SHAPE_WIDTH
        self.dropout = nn.Dropout(dropout)
        self.upos = nn.Linear(width, sizes.upos)
        self.feats = nn.Linear(width, sizes.feats)
        self.script = nn.Linear(width, sizes.scripts)
        self.start = nn.Linear(width, 1)
        self.ent_in = nn.Linear(width, ENT_WIDTH)
        self.ent_source = nn.Embedding(sizes.sources, ENT_WIDTH)
        self.ent_out = nn.Linear(ENT_WIDTH, sizes.tags)
        nn.init.zeros_(self.ent_source.weight)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dep = _mlp(width, ARC_WIDTH, dropout)
        self.arc_head = _mlp(width, ARC_WIDTH, dropout)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.rel_dep = nn.Linear(width, REL_WIDTH)
        self.rel_head = nn.Linear(width, REL_WIDTH, bias=False)
        self.rel_out = nn.Linear(REL_WIDTH, sizes.rels)
        nn.init.zeros_(self.arc.weight)
        self.marks = MarkHeads(width, classes, dropout) if classes else None
        self.muc = MucHeads(width) if classes else None

    def words(self, states: list[Tensor], first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        """One vector a word: mixed states of its first and of its last piece, and its shape."""
        weights = torch.softmax(self.mix, 0)
        mixed = weights[0] * states[0]
        for i in range(1, len(states)):
            mixed = mixed + weights[i] * states[i]
        batch = torch.arange(mixed.shape[0]).unsqueeze(1)
        return torch.cat([mixed[batch, first], mixed[batch, last], self.shape(shapes)], -1)

    def tags(self, words: Tensor, source: Tensor) -> dict[str, Tensor]:
        """Scores of the heads that look at one word at a time; `source` is a data set number per batch item."""
        hidden = functional.gelu(self.ent_in(words) + self.ent_source(source).unsqueeze(-2))
        return {
            "upos": self.upos(words),
            "feats": self.feats(words),
            "script": self.script(words),
            "start": self.start(words).squeeze(-1),
            "ent": self.ent_out(self.dropout(hidden)),
        }

    def arcs(self, words: Tensor) -> Tensor:
        """Head scores [batch, words, 1 + words]; column 0 is the root."""
        root = self.root.expand(words.shape[0], 1, -1).to(words.dtype)
        heads = self.arc_head(torch.cat([root, words], 1))
        deps = self.arc_dep(words)
        return (self.arc(deps) + deps) @ heads.transpose(1, 2) / math.sqrt(ARC_WIDTH)

    def rel_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Dependent half [batch, words, width] and head half [batch, 1 + words, width] of the relation layer."""
        root = self.root.expand(words.shape[0], 1, -1).to(words.dtype)
        return self.rel_dep(words), self.rel_head(torch.cat([root, words], 1))

    def rels(self, deps: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of paired dependent and head halves."""
        return self.rel_out(self.dropout(torch.relu(deps + heads)))


def load_minilm(encoder: Encoder, folder: Path) -> None:
    """Copy the weights of all-MiniLM-L6-v2 (folder with model.safetensors) into the encoder."""
    from safetensors.torch import load_file

    given = load_file(str(folder / "model.safetensors"))
    given = {k.removeprefix("bert."): v for k, v in given.items()}
    new = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.shapes.weight.detach(),
    }
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}
    for i in range(LAYERS):
        for end in ("weight", "bias"):
            base = f"encoder.layer.{i}."
            parts = [given[f"{base}attention.self.{p}.{end}"] for p in ("query", "key", "value")]
            new[f"layers.{i}.qkv.{end}"] = torch.cat(parts)
            for ours, theirs in names.items():
                new[f"layers.{i}.{ours}.{end}"] = given[f"{base}{theirs}.{end}"]
    encoder.load_state_dict(new)
