"""Average the weights of runs that branched from one checkpoint ("soup"): as good as two models, at the cost of one.

    python -m training.average a/final.pt b/final.pt --out training/runs/soup
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Read the weights, write their mean beside a copy of the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nets = [torch.load(p, weights_only=False)["net"] for p in args.weights]
    mean = {k: torch.stack([n[k].float() for n in nets]).mean(0) for k in nets[0]}
    torch.save({"net": mean, "state": {"of": [str(p.parent.name) for p in args.weights]}}, args.out / "final.pt")
    shutil.copyfile(args.weights[0].parent / "labels.json", args.out / "labels.json")


if __name__ == "__main__":
    main()
