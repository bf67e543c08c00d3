"""Average the weights of runs that branched from one checkpoint ("soup"): as good as two models, at the cost of one.

    python -m training.average a/final.pt b/final.pt --out training/runs/soup [--weights 0.65 0.35]
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from training.mark_heads import widened


def main() -> None:
    """Read the weights, write their mean beside a copy of the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", dest="shares", type=float, nargs="+", help="the share of each, else all the same")
    args = parser.parse_args()
    shares = args.shares or [1 / len(args.weights)] * len(args.weights)
    args.out.mkdir(parents=True, exist_ok=True)
    nets = [widened(torch.load(p, weights_only=False)["net"]) for p in args.weights]
    mean = {k: sum(share * n[k].float() for share, n in zip(shares, nets, strict=True)) for k in nets[0]}
    torch.save({"net": mean, "state": {"of": [str(p.parent.name) for p in args.weights]}}, args.out / "final.pt")
    shutil.copyfile(args.weights[0].parent / "labels.json", args.out / "labels.json")


if __name__ == "__main__":
    main()
