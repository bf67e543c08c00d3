"""The one place that runs the network: words of one window in, choices and scores out.

Every window is run alone. Dynamic 8-bit arithmetic takes one scale from the whole input, so a batch would let
neighbours change an answer; alone, on one thread, the same words always give the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from histor.parse.pieces import Pieces

MOST_PIECES = 510
"""Word pieces in one window, the encoder's limit of 512 less the two end marks."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Scores(NamedTuple):
    """What the network says of the `n` words of a window.

    `upos`, `feats`, `script` are class numbers [n]; `start` the chance that a sentence starts at a word [n]; `ent`
    BIO scores [n, tags]; `arcs` head scores [n, 1 + n] with the root in column 0; `rel_dep` [n, width] and
    `rel_head` [1 + n, width] are the halves of the relation layer.
    """

    upos: Ints
    feats: Ints
    script: Ints
    start: Floats
    ent: Floats
    arcs: Floats
    rel_dep: Floats
    rel_head: Floats

    @classmethod
    def of(cls, rows: dict[str, Any]) -> Scores:
        """The scores among the outputs of a window."""
        return cls(*(rows[name] for name in TREE))

    def part(self, start: int, end: int) -> Scores:
        """The scores of the words `[start, end)` by themselves, as one sentence of the window."""
        columns = np.concatenate(([0], np.arange(start + 1, end + 1)))
        cut = slice(start, end)
        return Scores(self.upos[cut], self.feats[cut], self.script[cut], self.start[cut], self.ent[cut],
                      self.arcs[cut][:, columns], self.rel_dep[cut], self.rel_head[columns])


TREE = ("upos", "feats", "script", "start", "ent", "arcs", "rel_dep", "rel_head")
"""The outputs of the first graph that a tree needs; any further one is for hints or for a bench."""


class Engine:
    """Two inference sessions and the word pieces in front of them."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.pieces = Pieces.load(folder / "pieces.txt")
        self._reader = _session(folder / "model.onnx", threads)
        self._relations = _session(folder / "relations.onnx", threads)
        self.more = tuple(out.name for out in self._reader.get_outputs() if out.name not in TREE)

    def fits(self, forms: Sequence[str], most_words: int, breaks: Sequence[int] = ()) -> int:
        """How many of the first words go into one window (at least one); `breaks` as in `look`."""
        room, count, opening = MOST_PIECES, 0, frozenset(breaks)
        for i, form in enumerate(forms[:most_words]):
            room -= len(self.pieces.word(form)[0]) + (i in opening)
            if room < 0:
                break
            count += 1
        return max(count, 1)

    def read(self, forms: Sequence[str]) -> Scores:
        """Run one window for its tree; its words must fit (see `fits`)."""
        return Scores(*self._reader.run(list(TREE), self._feed(forms)))

    def look(self, forms: Sequence[str], outputs: Sequence[str], breaks: Sequence[int] = ()) -> dict[str, Floats]:
        """Run one window for some outputs alone, given by their names; what they do not need is not computed.

        The words numbered in `breaks` open a block, which the network is shown by a [SEP] before them.
        """
        return dict(zip(outputs, self._reader.run(list(outputs), self._feed(forms, breaks)), strict=True))

    def _feed(self, forms: Sequence[str], breaks: Sequence[int] = ()) -> dict[str, Ints]:
        ids, spread, first, last, shapes = [self.pieces.cls], [0], [], [], []
        opening = frozenset(breaks)
        for i, form in enumerate(forms):
            if i in opening:
                ids.append(self.pieces.sep)
                spread.append(0)
            found, shape = self.pieces.word(form)
            first.append(len(ids))
            ids.extend(found)
            spread.extend([shape] * len(found))
            last.append(len(ids) - 1)
            shapes.append(shape)
        ids.append(self.pieces.sep)
        spread.append(0)
        rows = {"pieces": ids, "piece_shapes": spread, "positions": range(len(ids)), "first": first, "last": last,
                "shapes": shapes}
        return {name: np.array([row], dtype=np.int64) for name, row in rows.items()}

    def relations(self, scores: Scores, heads: Ints) -> Ints:
        """Relation class of every word of the window, given heads as columns of `arcs` (0 is the root)."""
        feed = {"deps": scores.rel_dep, "heads": scores.rel_head, "at": heads}
        return cast(Ints, self._relations.run(None, feed)[0])


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
