"""The way back from the shipped files to weights that can learn on; needs what training needs."""

from __future__ import annotations

import json

import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch: pip install -r training/requirements.txt")
pytest.importorskip("onnx", reason="needs onnx: pip install -r training/requirements.txt")


def test_the_shipped_model_is_a_network_again_with_all_its_heads() -> None:
    """Every parameter is found, those of accounts too, and the small tables are those that the product applies."""
    from training.restore import DATA, restore

    net, labels = restore()
    about = json.loads((DATA / "labels.json").read_text(encoding="utf-8"))
    assert net.marks is not None and net.muc is not None and tuple(about["tags"]) == labels.tags
    assert net.marks.steps.tolist()[0][0] == pytest.approx(about["marks"]["steps"][0][0])
    assert net.marks.event.out_features == len(about["marks"]["events"])


def test_what_is_of_another_network_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A file that names no account heads cannot hold their weights."""
    from training.restore import DATA, restore

    about = json.loads((DATA / "labels.json").read_text(encoding="utf-8"))
    del about["marks"]
    (tmp_path / "labels.json").write_text(json.dumps(about), encoding="utf-8")
    for name in ("model.onnx", "relations.onnx"):
        (tmp_path / name).symlink_to((DATA / name).resolve())
    with pytest.raises(ValueError, match="not of this network"):
        restore(tmp_path)
