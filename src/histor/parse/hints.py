"""From the scores of one window to hints: spans, deeds and what belongs to what, decoded under constraints.

A span is the best chain of begin, inside, end, single and out (Viterbi over the transitions that were learned); a link
goes from a word that is something to any word of the same window. Numbers below the floors given here are left out:
nothing downstream asks for them. The head for kinds of actors and places is not read: no rule asks it yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from histor.model import HintedDeed, HintedLink, HintedSpan, WordRef

OUT, BEGIN, INSIDE, END, SINGLE = range(5)
LEAST_DEED, LEAST_CUE, LEAST_FIGURE, LEAST_LINK, LEAST_KIND = 0.15, 0.15, 0.15, 0.15, 0.005
LINK_SOURCES = {"deed": ("by", "on", "aim", "at", "with", "when", "answers", "same"), "cue": ("source", "content"),
                "figure": ("who", "event", "part")}
"""Which links a trigger, a cue and a figure may have."""
Floats = NDArray[np.float32]


class Decoder:
    """Reads the scores of the heads for one window; made once from the classes in ``labels.json``."""

    def __init__(self, about: dict[str, Any]) -> None:
        self.spans: list[str] = about["spans"]
        self.events = [tuple(name.split("/")) for name in about["events"]]
        self.statuses, self.stances, self.effects = about["statuses"], about["stances"], about["effects"]
        self.links: list[str] = about["links"]
        self.steps = np.array(about["steps"], np.float32) + _banned()[:5, :5]
        self.far, self.usual = np.array(about["far"], np.float32), np.array(about["usual"], np.float32)
        self.near = np.array([0, *about["near"]])

    def read(self, rows: dict[str, Floats], where: Sequence[WordRef]) -> tuple[
            list[HintedSpan], list[HintedDeed], list[HintedLink], dict[str, list[float]]]:
        """Hints of the first ``len(where)`` words of a window, and the chances of each of them by name."""
        n = len(where)
        rows = {name: value[:n] for name, value in rows.items()}
        tags = _chains(rows["spans"], self.steps)
        chance = _softmax(rows["spans"])
        event = _softmax(rows["event"])
        deed = 1 - event[:, 0]
        inside = 1 - chance[:, :, OUT]
        cue, figure = inside[:, self.spans.index("cue")], inside[:, self.spans.index("figure")]
        found = [
            HintedSpan(layer, where[a], where[b - 1], self._sure(chance[:, at], tags[:, at], a, b),
                       self._label(layer, rows, a, b))
            for at, layer in enumerate(self.spans) for a, b in _closed(tags[:, at])
        ]
        deeds = [self._deed(rows, event, i, where[i]) for i in map(int, np.flatnonzero(deed >= LEAST_DEED))]
        starts = {"deed": np.flatnonzero(deed >= LEAST_DEED), "cue": np.flatnonzero(cue >= LEAST_CUE),
                  "figure": np.flatnonzero(figure >= LEAST_FIGURE)}
        links = self._links(rows, starts, where)
        return found, deeds, links, {"deed": _rounded(deed), "cue": _rounded(cue), "figure": _rounded(figure)}

    def _sure(self, chance: Floats, tags: NDArray[np.int64], a: int, b: int) -> float:
        return round(float(np.mean(chance[np.arange(a, b), tags[a:b]])), 4)

    def _label(self, layer: str, rows: dict[str, Floats], a: int, b: int) -> str:
        if layer == "cue":
            return str(self.stances[int(rows["stance"][a:b].sum(0).argmax())])
        return str(self.effects[int(rows["effect"][a:b].sum(0).argmax())]) if layer == "figure" else ""

    def _deed(self, rows: dict[str, Floats], event: Floats, i: int, where: WordRef) -> HintedDeed:
        """The likeliest type of all its modes together, and of that type the likeliest mode."""
        told = float(1 - event[i, 0])
        total: dict[str, float] = {}
        mode: dict[str, tuple[float, str]] = {}
        for (name, *modes), chance in zip(self.events[1:], map(float, event[i, 1:]), strict=True):
            total[name] = total.get(name, 0.0) + chance / max(told, 1e-6)
            mode[name] = max(mode.get(name, (0.0, "")), (chance, modes[0]), key=lambda pair: pair[0])
        kinds = sorted(((name, mode[name][1], round(sure, 4)) for name, sure in total.items()), key=lambda row: -row[2])
        (best, how, sure), standing = kinds[0], _softmax(rows["status"][i])
        status, flags = int(standing.argmax()), 1 / (1 + np.exp(-rows["flags"][i]))
        return HintedDeed(where, best, how, round(told, 4), sure, self.statuses[status], round(float(flags[0]), 4),
                          round(float(standing[status]), 4), tuple(row for row in kinds if row[2] >= LEAST_KIND))

    def _links(self, rows: dict[str, Floats], starts: dict[str, NDArray[np.int64]],
               where: Sequence[WordRef]) -> list[HintedLink]:
        n, count = len(where), len(self.links)
        out_of = rows["out_of"].reshape(n, count, -1)
        into = rows["into"].reshape(n, count, -1)
        found: list[HintedLink] = []
        for what, kinds in LINK_SOURCES.items():
            at = starts[what]
            if not len(at):
                continue
            gap = np.arange(n)[None, :] - at[:, None]
            step = np.searchsorted(self.near, np.abs(gap))
            step = np.where(gap < 0, step + len(self.near), step)
            for kind in kinds:
                k = self.links.index(kind)
                scores = out_of[at, k] @ into[:, k].T / np.sqrt(out_of.shape[2]) + self.far[k][step] + self.usual[k]
                sure = 1 / (1 + np.exp(-scores))
                sure[np.arange(len(at)), at] = 0
                found += [HintedLink(kind, where[at[i]], where[j], round(float(sure[i, j]), 4))
                          for i, j in np.argwhere(sure >= LEAST_LINK)]
        return found


def _rounded(row: Floats) -> list[float]:
    return [round(float(x), 4) for x in row]


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)


def _banned() -> Floats:
    """What a chain may not do, [from, to], with row 5 for its start and column 5 for its end."""
    opened = np.isin(np.arange(6), (BEGIN, INSIDE))[:, None]
    goes_on = np.isin(np.arange(6), (INSIDE, END))[None, :]
    return np.where(opened != goes_on, -1e4, 0.0).astype(np.float32)


def _chains(scores: Floats, steps: Floats) -> NDArray[np.int64]:
    """The best tags [words, layers] of every layer's chain; scores [words, layers, 5], steps [layers, 5, 5]."""
    n, layers, _ = scores.shape
    ban = _banned()
    total = scores[0] + ban[5, :5]
    back = np.zeros((n, layers, 5), np.int64)
    for i in range(1, n):
        options = total[:, :, None] + steps
        back[i] = options.argmax(1)
        total = options.max(1) + scores[i]
    last = (total + ban[:5, 5]).argmax(-1)
    tags = np.zeros((n, layers), np.int64)
    tags[n - 1] = last
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, np.arange(layers), tags[i]]
    return tags


def _closed(tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The spans of words [start, end) of a well-formed chain."""
    found, start = [], 0
    for i, tag in enumerate(tags):
        if tag in (BEGIN, SINGLE):
            start = i
        if tag in (END, SINGLE):
            found.append((start, i + 1))
    return found
