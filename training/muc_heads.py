"""The heads that MUC-4 teaches: who fills which role, what the sentence tells, what befell whom, who is sure of it.

One module over the word vectors of the shared encoder, so that it is trained beside the other heads and leaves with
them. Every output is per word but one: `document`, pooled by attention, tells whether a message has an incident and of
which types.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import IGNORED, Coder, Item
from training.muc import CONFIDENCES, EFFECTS, ROLES, TYPES, Message
from training.treebanks import TAGS

MOST_PIECES = 510
OVERLAP = 120
"""Words that two windows of a long message share."""
HIDDEN = 256
OUTPUTS = ("muc_roles", "muc_tells", "muc_types", "muc_effects", "muc_confidences", "muc_document")
MUC_WEIGHTS = {"muc_roles": 6.0, "muc_tells": 0.5, "muc_types": 0.3, "muc_effects": 0.3, "muc_confidences": 0.2,
               "muc_document": 0.3}
"""What each loss weighs in the sum; roles most, since a word in twenty fills one and the mean is over all words."""


class MucHeads(nn.Module):
    """All MUC heads. `forward` takes word vectors [batch, words, width] and which words are there [batch, words].

    Returns scores before softmax or sigmoid: `muc_roles` [b, n, roles, 3], `muc_tells` [b, n, 1 + types] (first: the
    sentence holds a filler), `muc_types` [b, n, types], `muc_effects` [b, n, effects], `muc_confidences`
    [b, n, confidences], `muc_document` [b, 1 + types] (first: there is an incident).
    """

    def __init__(self, width: int, dropout: float = 0.3) -> None:
        super().__init__()
        self.enter = nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.role = nn.Linear(HIDDEN, 3 * len(ROLES))
        self.tell = nn.Linear(HIDDEN, 1 + len(TYPES))
        self.kind = nn.Linear(HIDDEN, len(TYPES))
        self.effect = nn.Linear(HIDDEN, len(EFFECTS))
        self.confidence = nn.Linear(HIDDEN, len(CONFIDENCES))
        self.look = nn.Linear(HIDDEN, 1)
        self.document = nn.Linear(2 * HIDDEN, 1 + len(TYPES))

    def forward(self, words: Tensor, there: Tensor | None = None) -> dict[str, Tensor]:
        hidden = self.enter(words)
        look = self.look(hidden).squeeze(-1)
        spread = hidden
        if there is not None:
            look = look.masked_fill(~there, -1e4)
            spread = hidden.masked_fill(~there.unsqueeze(-1), -1e4)
        pooled = (torch.softmax(look, -1).unsqueeze(-1) * hidden).sum(1)
        b, n, _ = hidden.shape
        return {
            "muc_roles": self.role(hidden).view(b, n, len(ROLES), 3),
            "muc_tells": self.tell(hidden),
            "muc_types": self.kind(hidden),
            "muc_effects": self.effect(hidden),
            "muc_confidences": self.confidence(hidden),
            "muc_document": self.document(torch.cat([pooled, spread.amax(1)], -1)),
        }


def muc_losses(out: dict[str, Tensor], batch: dict[str, Any]) -> dict[str, Tensor]:
    """The mean loss of each head; `batch["messages"]` holds the targets of `muc_item`; `MUC_WEIGHTS` weighs the sum."""
    gold = muc_collate(batch["messages"], out["muc_tells"].shape[1])
    there = gold["there"]
    roles = functional.cross_entropy(out["muc_roles"].float().flatten(0, 2), gold["muc_roles"].flatten(),
                                     ignore_index=IGNORED, label_smoothing=0.02)
    found = {"muc_roles": roles, "muc_tells": _binary(out["muc_tells"], gold["muc_tells"], there)}
    for name in ("muc_types", "muc_effects", "muc_confidences"):
        found[name] = _binary(out[name], gold[name], there & gold[name].any(-1))
    every = torch.ones(len(there), dtype=torch.bool)
    return found | {"muc_document": _binary(out["muc_document"], gold["muc_document"], every)}


def muc_there(batch: dict[str, Any], width: int) -> Tensor:
    """Which words of a padded batch are there, as `MucHeads` wants it: [batch, width]."""
    return torch.tensor([[i < len(t["muc_roles"]) for i in range(width)] for t in batch["messages"]])


def _binary(logits: Tensor, target: Tensor, keep: Tensor) -> Tensor:
    if not keep.any():
        return logits.sum() * 0
    return functional.binary_cross_entropy_with_logits(logits[keep].float(), target[keep].float())


def windows(message: Message, coder: Coder) -> list[range]:
    """The words of a message in windows of at most `MOST_PIECES` pieces; nearly all messages are one."""
    sizes = [len(coder.pieces.word(form)[0]) for form in message.forms]
    out, at = [], 0
    while at < len(sizes):
        end, room = at, MOST_PIECES
        while end < len(sizes) and room >= sizes[end]:
            room -= sizes[end]
            end += 1
        out.append(range(at, end))
        if end >= len(sizes):
            break
        at = max(at + 1, end - OVERLAP)
    return out


def muc_items(messages: list[Message], coder: Coder, *, lower: bool = True) -> list[Item]:
    """The windows of some messages, ready for batching."""
    return [muc_item(m, coder, window, lower=lower) for m in messages for window in windows(m, coder)]


def muc_item(message: Message, coder: Coder, window: range | None = None, *, lower: bool = True) -> Item:
    """One window of a message (the first, if none is given) as an item without tree and entities; targets in `message`.

    The corpus is all capitals; lower case is nearer to what the encoder knows, and keeps the heads from taking
    capitals for a sign of their task.
    """
    window = windows(message, coder)[0] if window is None else window
    item = Item([coder.pieces.cls], [0], [], [], [], 0, {k: [IGNORED] * len(window) for k in _NO_IDS})
    for i in window:
        form = message.forms[i].lower() if lower else message.forms[i]
        found, shape = coder.pieces.word(form)
        item.first.append(len(item.pieces))
        item.pieces.extend(found)
        item.piece_shapes.extend([shape] * len(found))
        item.last.append(len(item.pieces) - 1)
        item.shapes.append(shape)
    item.pieces.append(coder.pieces.sep)
    item.piece_shapes.append(0)
    item.sentence = [message.sentence[i] for i in window]
    item.allowed = np.ones((len(window), len(TAGS)), np.float32)
    item.message = {
        "muc_roles": [[message.roles[role][i] for role in ROLES] for i in window],
        "muc_tells": [_hot(message.tells[i], len(TYPES), first=True) for i in window],
        "muc_types": [_hot(message.types[i], len(TYPES)) for i in window],
        "muc_effects": [_hot(message.effects[i], len(EFFECTS)) for i in window],
        "muc_confidences": [_hot(message.confidences[i], len(CONFIDENCES)) for i in window],
        "muc_document": _hot(message.document, len(TYPES), first=True),
    }
    return item


_NO_IDS = ("upos", "feats", "scripts", "rels", "heads", "start")


def _hot(classes: set[int], size: int, *, first: bool = False) -> list[int]:
    row = [int(i in classes) for i in range(size)]
    return [int(bool(classes)), *row] if first else row


def muc_collate(targets: list[dict[str, Any]], width: int) -> dict[str, Tensor]:
    """Targets padded to `width` words (that of the collated items); padding is left out of every loss."""
    rows = [len(t["muc_roles"]) for t in targets]
    out = {"there": torch.tensor([[i < n for i in range(width)] for n in rows])}
    for name, cell, fill in (("muc_roles", len(ROLES), IGNORED), ("muc_tells", 1 + len(TYPES), 0),
                             ("muc_types", len(TYPES), 0), ("muc_effects", len(EFFECTS), 0),
                             ("muc_confidences", len(CONFIDENCES), 0)):
        padded = torch.full((len(targets), width, cell), fill)
        for i, target in enumerate(targets):
            padded[i, : rows[i]] = torch.tensor(target[name])
        out[name] = padded
    out["muc_document"] = torch.tensor([t["muc_document"] for t in targets])
    return out
