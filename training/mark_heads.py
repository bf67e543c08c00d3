"""The heads that read accounts: who says what, which deeds, how many people, of what kind, and what belongs to what.

Spans (sources, cues, contents, figures, times, words of answering) are chains of begin, inside, end, single, out, one
linear-chain CRF a layer (Lafferty et al. 2001), since a content is lost by a wrong end. A deed is its trigger word; its
type, mode and status are classes of that word. What belongs to what is one score for each pair of words and each kind
of link: the doer of a deed, the source of a saying, the deed that a number was killed in.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.marks import BEGIN, END, IGNORED, INSIDE, LINKS, NEAR, SPANS, Classes, Marks, asked_links

WIDTH, LINK_WIDTH = 256, 96
SCARCE = {"answers": 3.0, "same": 3.0, "aim": 2.0, "part": 2.0}
"""What a pair that is linked weighs, where nearly every word asked has no link of the kind."""


class MarkHeads(nn.Module):
    """One hidden layer over the word vectors and all heads on it."""

    def __init__(self, width: int, classes: Classes, dropout: float = 0.25) -> None:
        super().__init__()
        self.inner = nn.Linear(width, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.spans = nn.Linear(WIDTH, len(SPANS) * 5)
        self.event = nn.Linear(WIDTH, len(classes.events))
        self.status = nn.Linear(WIDTH, len(classes.statuses))
        self.stance = nn.Linear(WIDTH, len(classes.stances))
        self.effect = nn.Linear(WIDTH, len(classes.effects))
        self.kind = nn.Linear(WIDTH, len(classes.kinds))
        self.flags = nn.Linear(WIDTH, 2)
        self.out_of = nn.Linear(WIDTH, len(LINKS) * LINK_WIDTH)
        self.into = nn.Linear(WIDTH, len(LINKS) * LINK_WIDTH)
        self.far = nn.Parameter(torch.zeros(len(LINKS), 2 * len(NEAR) + 3))
        self.usual = nn.Parameter(torch.full((len(LINKS),), -3.0))
        self.steps = nn.Parameter(torch.zeros(len(SPANS), 5, 5))
        self.register_buffer("banned", _banned(), persistent=False)

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Scores [batch, words, ...] of every head; `out_of` and `into` are the halves of the link scores."""
        hidden = self.dropout(functional.gelu(self.inner(words)))
        out = {k: getattr(self, k)(hidden) for k in ("event", "status", "stance", "effect", "kind", "flags")}
        out["spans"] = self.spans(hidden).unflatten(-1, (len(SPANS), 5))
        for k in ("out_of", "into"):
            out[k] = getattr(self, k)(hidden)
        return out

    def links(self, out_of: Tensor, into: Tensor) -> Tensor:
        """Link scores [links, words, words] of one window from its halves [words, links * width]."""
        n = out_of.shape[0]
        a = out_of.unflatten(-1, (len(LINKS), LINK_WIDTH)).transpose(0, 1)
        b = into.unflatten(-1, (len(LINKS), LINK_WIDTH)).transpose(0, 1)
        return a @ b.transpose(1, 2) / math.sqrt(LINK_WIDTH) + self.far[:, distance(n)] + self.usual[:, None, None]


def widened(state: dict[str, Tensor], seed: int = 4) -> dict[str, Tensor]:
    """Return the weights of a narrower link head at today's width, as a start that scores every pair as before.

    What is there is scaled for the larger divisor; of the new columns one half is drawn at random and its other half is
    nothing, so that they add nothing yet and can still be learnt.
    """
    found, kinds = dict(state), len(LINKS)
    old = found["marks.out_of.weight"].shape[0] // kinds
    if old == LINK_WIDTH:
        return found
    generator, scale = torch.Generator().manual_seed(seed), (LINK_WIDTH / old) ** 0.25
    for name in ("marks.out_of", "marks.into"):
        weight = found[f"{name}.weight"].float().unflatten(0, (kinds, old)) * scale
        bias = found[f"{name}.bias"].float().unflatten(0, (kinds, old)) * scale
        size = weight.std() if name == "marks.out_of" else torch.tensor(0.0)
        more = torch.randn(kinds, LINK_WIDTH - old, weight.shape[-1], generator=generator) * size
        found[f"{name}.weight"] = torch.cat([weight, more], 1).flatten(0, 1)
        found[f"{name}.bias"] = torch.cat([bias, torch.zeros(kinds, LINK_WIDTH - old)], 1).flatten()
    return found


def distance(n: int) -> Tensor:
    """The class of the way from word i to word j, [n, n]."""
    gap = torch.arange(n)[None, :] - torch.arange(n)[:, None]
    size = torch.bucketize(gap.abs(), torch.tensor((0, *NEAR)))
    return torch.where(gap < 0, size + len(NEAR) + 1, size)


def _banned() -> Tensor:
    """What a chain may not do, [from, to], with row 5 for its start and column 5 for its end."""
    ban = torch.zeros(6, 6)
    for a in range(6):
        for b in range(6):
            opened = a in (BEGIN, INSIDE)
            goes_on = b in (INSIDE, END)
            if opened != goes_on:
                ban[a, b] = -1e4
    return ban


def chain_loss(heads: MarkHeads, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
    """Negative log likelihood a word of the gold chains; scores [b, n, layers, 5], gold [b, layers, n], mask [b, n]."""
    _, n, layers, _ = scores.shape
    scores = scores.float()
    step = heads.steps + heads.banned[:5, :5]
    alpha = scores[:, 0] + heads.banned[5, :5]
    for i in range(1, n):
        new = torch.logsumexp(alpha.unsqueeze(-1) + step, -2) + scores[:, i]
        alpha = torch.where(mask[:, i, None, None], new, alpha)
    total = torch.logsumexp(alpha + heads.banned[:5, 5], -1)
    tags = gold.transpose(1, 2)
    here = scores.gather(-1, tags.unsqueeze(-1)).squeeze(-1) * mask.unsqueeze(-1)
    pairs = heads.steps[torch.arange(layers), tags[:, :-1], tags[:, 1:]] * mask[:, 1:].unsqueeze(-1)
    return (total - here.sum(1) - pairs.sum(1)).sum() / mask.sum().clamp_min(1)


def mark_losses(heads: MarkHeads, out: dict[str, Tensor], marks: list[Marks]) -> dict[str, Tensor]:
    """The losses of the windows of accounts in a batch, each averaged over what it is asked of."""
    n = out["event"].shape[1]
    mask = torch.zeros(len(marks), n, dtype=torch.bool)
    gold = torch.zeros(len(marks), len(SPANS), n, dtype=torch.long)
    for i, m in enumerate(marks):
        mask[i, : len(m.event)] = True
        gold[i, :, : len(m.event)] = torch.tensor(m.spans)
    whole = torch.tensor([m.told for m in marks])
    found = {"says": chain_loss(heads, out["spans"], gold, mask)}
    if not whole.all():
        keep = [0, 1, 2]
        sub = _Only(heads, keep)
        found["says"] = chain_loss(sub, out["spans"][:, :, keep], gold[:, keep], mask)  # type: ignore[arg-type]
    for name in ("event", "kind"):
        target = _rows([getattr(m, name) if m.told else [IGNORED] * len(m.event) for m in marks], n)
        found[name] = _cross(out[name], target)
    for name in ("status", "stance", "effect"):
        found[name] = _cross(out[name], _rows([getattr(m, name) for m in marks], n))
    for at, name in enumerate(("background", "cumulative")):
        target = _rows([getattr(m, name) for m in marks], n)
        known = target != IGNORED
        if known.any():
            found[name] = functional.binary_cross_entropy_with_logits(
                out["flags"][..., at][known].float(), target[known].float())
    found["links"] = _link_loss(heads, out, marks)
    return found


class _Only:
    """The chains of some layers alone, where a corpus tells nothing of the others."""

    def __init__(self, heads: MarkHeads, layers: list[int]) -> None:
        self.steps, self.banned = heads.steps[layers], heads.banned


def _link_loss(heads: MarkHeads, out: dict[str, Tensor], marks: list[Marks]) -> Tensor:
    """Cross entropy of every pair (from a word that has links of a kind, to any word), summed a word with links."""
    total, rows = out["event"].sum() * 0.0, 0
    for i, m in enumerate(marks):
        n = len(m.event)
        asked = asked_links(m)
        if not asked:
            continue
        scores = heads.links(out["out_of"][i, :n].float(), out["into"][i, :n].float())
        gold = torch.zeros_like(scores)
        weight = torch.ones_like(scores)
        if m.links:
            gold[tuple(torch.tensor(m.links).T)] = 1.0
            for kind, start, end in m.links:
                weight[kind, start, end] = SCARCE.get(LINKS[kind], 1.0)
        if m.open:
            weight[tuple(torch.tensor(m.open).T)] = 0.0
        at = torch.tensor(asked)
        loss = functional.binary_cross_entropy_with_logits(
            scores[at[:, 0], at[:, 1]], gold[at[:, 0], at[:, 1]], weight=weight[at[:, 0], at[:, 1]], reduction="sum")
        total, rows = total + loss, rows + len(asked)
    return total / max(rows, 1)


def _rows(rows: list[list[int]], n: int) -> Tensor:
    out = torch.full((len(rows), n), IGNORED)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row)
    return out


def _cross(logits: Tensor, target: Tensor) -> Tensor:
    if not target.ne(IGNORED).any():
        return logits.sum() * 0.0
    return functional.cross_entropy(logits.flatten(0, -2).float(), target.flatten(), ignore_index=IGNORED)
