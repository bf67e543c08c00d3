"""From the shipped 8-bit files back to a network that can learn on.

A new stage of training need not repeat the old one: the matrices of ``model.onnx`` are integers, one scale a column,
so that what they stand for can be read back (to the seventh bit) and trained further. What the files do not hold (the
classes of heads that are new) starts as a fresh network starts.

    python -m training.restore --out training/runs/shipped
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from histor.parse.pieces import SHAPES
from training.batches import Labels
from training.marks import Classes
from training.net import ENT_WIDTH, LAYERS, Net, Sizes
from training.treebanks import SOURCES

DATA = Path("src/histor/data/model")
PACKED = ("_quantized", "_scale", "_zero_point")
"""How the names of the three parts end into which the quantiser takes a matrix."""


def weights(path: Path) -> dict[str, torch.Tensor]:
    """The parameters in a graph that ``training.export`` wrote, by their names in the network."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {k.removeprefix("net."): v for k, v in held.items() if k.startswith("net.") and not k.endswith(PACKED)}
    loose = 0
    for node in graph.node:
        if node.op_type not in ("MatMulInteger", "MatMul") or node.input[1] not in held:
            continue
        matrix, name = _matrix(held, node.input[1]), _bias_after(users, held, node)
        if name is None:
            name, loose = ("net.rel_head.bias", loose + 1)
        found[name.removeprefix("net.").removesuffix("bias") + "weight"] = matrix.T
    if loose > 1:
        raise ValueError(f"{path}: {loose} matrices without a name")
    found.update(_folded(held))
    for table, place in (("pieces", "encoder.words.weight"), ("positions", "encoder.positions.weight")):
        rows = held.get(f"{table}.rows")
        if rows is not None:
            found[place] = rows.astype(np.float32) * held[f"{table}.scale"]
    return {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in found.items()}


def _folded(held: dict[str, Any]) -> dict[str, Any]:
    """What the export folded into constants: the mix of layers, and the vector of the corpus that ships."""
    shares = [held[k] for k in sorted(held) if k.startswith("onnx::Mul_") and held[k].shape == ()]
    vectors = [v for k, v in held.items() if k.startswith("onnx::Add_") and v.size == ENT_WIDTH]
    if len(shares) != LAYERS + 1 or len(vectors) != 1:
        return {}
    return {"mix": np.log(np.array(shares)), "ent_source.weight": np.tile(vectors[0].reshape(1, -1), (len(SOURCES), 1))}


def _matrix(held: dict[str, Any], name: str) -> Any:
    if not name.endswith("_quantized"):
        return held[name]
    plain = name.removesuffix("_quantized")
    zero = held[f"{plain}_zero_point"].astype(np.float32)
    return (held[name].astype(np.float32) - zero) * held[f"{plain}_scale"]


def _bias_after(users: dict[str, list[Any]], held: dict[str, Any], node: Any) -> str | None:
    """The name of the bias that is added to a product, steps of scaling in between passed over."""
    here = node
    for _ in range(4):
        nexts = users.get(here.output[0], [])
        if not nexts:
            return None
        here = nexts[0]
        if here.op_type == "Add":
            return next((x for x in here.input if x in held and x.endswith(".bias")), None)
        if here.op_type not in ("Cast", "Mul"):
            return None
    return None


def _tables(marks: dict[str, Any], own: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The small tables of the account heads, which the product applies outside of the graph."""
    return {f"marks.{k}": torch.tensor(marks[k], dtype=torch.float32).reshape(own[f"marks.{k}"].shape)
            for k in ("steps", "far", "usual")}


def restore(folder: Path = DATA) -> tuple[Net, Labels]:
    """The network that the files in a folder were exported from, and its classes.

    A model from before the account heads gives a network without them. Raises ``ValueError`` where a parameter is
    missing, left over or of another shape.
    """
    about = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{k: tuple(about[k]) for k in ("upos", "feats", "scripts", "rels", "tags")})
    net = Net(Sizes(len(labels.upos), len(labels.feats), len(labels.scripts), len(labels.tags), len(labels.rels),
                    len(SHAPES), len(SOURCES)), classes=Classes.of_scheme() if "marks" in about else None)
    own = dict(net.named_parameters())
    given = {**weights(folder / "model.onnx"), **weights(folder / "relations.onnx")}
    if "marks" in about:
        given |= _tables(about["marks"], own)
    missing = [k for k in own if k not in given]
    unknown = missing + [k for k in given if k not in own or own[k].shape != given[k].shape]
    if unknown:
        raise ValueError(f"not of this network: {unknown}")
    net.load_state_dict(given, strict=False)
    return net, labels


def main() -> None:
    """Write the restored weights where ``training.train --start`` finds them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("training/runs/shipped"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    net, labels = restore(args.model)
    labels.save(args.out / "labels.json")
    torch.save({"net": net.state_dict(), "state": {"of": "shipped"}}, args.out / "final.pt")


if __name__ == "__main__":
    main()
