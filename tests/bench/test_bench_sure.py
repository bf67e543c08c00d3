"""How sure the dossier says it is: the same figures as the README's, of layers that it has words for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # bench/ and tools/ are no part of the package

from tools import figures
from tools.sure import LAYERS

from histor.export.dossier_sure import sure
from histor.export.dossier_words import Words
from histor.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parents[2]
SURE = load_lexicon().yaml("pages/sure.yaml")
LABELS = {(bench, measure): label for bench, measure, label in figures.MEASURES}


@pytest.mark.parametrize("layer", SURE["layers"])
def test_the_page_and_the_readme_tell_one_figure(layer: str) -> None:
    """Digit for digit, with the interval; `make figures` writes both."""
    row = SURE["layers"][layer]
    bench, measure, data = LAYERS[layer]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = next(one for one in readme.splitlines() if one.startswith(f"| {LABELS[bench, measure]} |"))
    assert f"| {row['figure']:.3f} | {row['low']:.3f}–{row['high']:.3f} |" in line
    assert row["data"] == data


def test_every_layer_has_words_and_says_them_in_tens() -> None:
    """A reader gets numbers out of ten, never more than ten."""
    assert set(SURE["layers"]) == set(LAYERS)
    told = list(sure(Words()))
    assert all("Of ten" in row.told and row.figure[:2] in ("0.", "1.") and row.data for row in told)
    first = SURE["layers"]["deeds"]["precision"]
    assert told[0].told.startswith(f"Acts, with type and status. Of ten shown, about {round(first * 10)} are right")
