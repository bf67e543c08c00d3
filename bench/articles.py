"""Scores the annotated articles with the shared scorer, layer by layer, and micro-averages them.

    python -m bench.articles [--data DIR] [--scorer FILE] [--json FILE] [--errors]

``DIR`` holds ``NAME.txt`` beside ``NAME.gold.json``; the scorer is run as a program, as anybody else would run it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def score(text: Path, scorer: Path, crew: Any, errors: bool) -> dict[str, Any]:
    """Return the scorer's figures for one article, coded afresh."""
    from histor import consolidate
    from histor.export.json import case_dict, dumps
    from histor.pipeline import take
    from histor.read import read_path

    case = dumps(case_dict(consolidate.view([take(read_path(text), crew)])))
    gold = text.with_name(text.stem + ".gold.json")
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
        stream.write(case)
        stream.flush()
        command = [sys.executable, str(scorer), stream.name, str(gold), str(text)]
        if errors:
            print(subprocess.run([*command, "--errors"], check=True, capture_output=True, text=True).stdout)
        run = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)
    return dict(json.loads(run.stdout))


def micro(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return each layer's micro average: F1 where a layer has hits, a share where it has right answers."""
    found = {}
    for layer in rows[0]:
        cells = [row[layer] for row in rows]
        if "hit" in cells[0]:
            hit, predicted, gold = (sum(float(c[k]) for c in cells) for k in ("hit", "predicted", "gold"))
            recall = sum(c["r"] * c["gold"] for c in cells) / gold if gold else 1.0
            precision = hit / predicted if predicted else 1.0
            found[layer] = round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0
        elif "right" in cells[0]:
            total = sum(c["of"] for c in cells)
            found[layer] = round(sum(c["right"] for c in cells) / total, 3) if total else 1.0
        else:
            total = sum(c["total"] for c in cells)
            found[layer] = round(sum(c["real"] for c in cells) / total, 3) if total else 1.0
    return found


def main() -> int:
    """Print a table: a row a layer, a column an article, and the micro average."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "articles")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score" / "score.py")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    from histor.pipeline import load_crew

    crew = load_crew()
    texts = sorted(p for p in args.data.glob("*.txt") if p.with_name(p.stem + ".gold.json").exists())
    if not texts:
        print(f"No annotated articles in {args.data}: give their folder with --data.", file=sys.stderr)
        return 2
    rows = [score(text, args.scorer, crew, args.errors) for text in texts]
    average = micro(rows)
    print(f"{'layer':12}" + "".join(f"{text.stem[:22]:>24}" for text in texts) + f"{'micro':>8}")
    for layer, value in average.items():
        cells = [row[layer].get("f1", row[layer].get("share")) for row in rows]
        print(f"{layer:12}" + "".join(f"{cell:24.3f}" for cell in cells) + f"{value:8.3f}")
    if args.json:
        table = {"articles": dict(zip([t.stem for t in texts], rows, strict=True)), "micro": average}
        args.json.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
