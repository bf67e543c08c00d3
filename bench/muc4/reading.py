"""What the network's MUC heads say of a whole message, by word; windows of a long message are joined.

The message is read in lower case: the corpus has no case to lose, and the encoder knows lower case best. Chances, not
scores, leave this room. A word that two windows share is taken from the one in which it stands farther from an edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from histor.parse.engine import Engine

Floats = NDArray[np.float64]
OUTPUTS = ("muc_roles", "muc_tells", "muc_types", "muc_effects", "muc_confidences", "muc_document")
HEADS = ("PerpInd", "PerpOrg", "Target", "Victim", "Person", "Weapon", "Place")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
EFFECTS = ("DEATH", "INJURY", "NO INJURY", "REGAINED FREEDOM")
CONFIDENCES = ("REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES",
               "POSSIBLE")
OVERLAP = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """Chances by word: `roles` [n, heads, (O, B, I)], the others [n, classes]; `document` [1 + types] of the whole.

    The first class of `tells` is "the sentence holds a filler", the first of `document` "there is an incident".
    """

    roles: Floats
    tells: Floats
    types: Floats
    effects: Floats
    confidences: Floats
    document: Floats


def read(forms: Sequence[str], engine: Engine) -> Reading:
    """Run the heads over the words of a message. A model without these heads raises `ValueError` from the runtime."""
    lower = [form.lower() for form in forms]
    parts, at = [], 0
    while at < len(lower):
        size = engine.fits(lower[at:], len(lower))
        parts.append((at, engine.look(lower[at : at + size], OUTPUTS)))
        if at + size >= len(lower):
            break
        at = max(at + 1, at + size - OVERLAP)
    return _joined(len(lower), parts)


def _joined(n: int, parts: Sequence[tuple[int, dict[str, NDArray[np.float32]]]]) -> Reading:
    widths = {name: parts[0][1][name].reshape(len(parts[0][1]["muc_tells"]), -1).shape[1] for name in OUTPUTS[:-1]}
    rows = {name: np.zeros((n, width)) for name, width in widths.items()}
    margin = np.full(n, -1)
    for at, out in parts:
        size = len(out["muc_tells"])
        inside = np.minimum(np.arange(size) + (10**6 if at == 0 else 0), np.arange(size)[::-1])
        if at + size >= n:
            inside = np.arange(size) + (10**6 if at == 0 else 0)
        better = inside > margin[at : at + size]
        margin[at : at + size][better] = inside[better]
        for name in widths:
            rows[name][at : at + size][better] = out[name].reshape(size, -1)[better]
    scores = rows["muc_roles"].reshape(n, len(HEADS), 3)
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    document = np.max([out["muc_document"] for _, out in parts], axis=0)
    rest = [_chance(rows[name]) for name in OUTPUTS[1:-1]]
    return Reading(raised / raised.sum(-1, keepdims=True), *rest, _chance(document))


def _chance(scores: NDArray[np.float64]) -> Floats:
    return 1 / (1 + np.exp(-np.clip(scores.astype(float), -30, 30)))
