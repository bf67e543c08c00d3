"""Runs every bench whose data is at hand and prints one table; the others are named with what they miss.

    python -m bench [--only LAYER ...] [--data DIR] [--json FILE]

Each bench is run as a program of its own, as anybody would run it, so that none can help or hurt the next. Figures that
depend on the machine (speed) stand beside the machine's name in the JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = ROOT / "bench" / "accounts"
SCORER = Path("score") / "score.py"
Table = dict[str, Any]
Figures = dict[str, float]


@dataclass(frozen=True)
class Bench:
    """A bench: its module, the folder of its data (None where it needs none), and how its figures are picked."""

    module: str
    folder: str | Path | None
    what: str
    pick: Callable[[Table], Figures]


def _articles(table: Table) -> Figures:
    return dict(table["micro"])


def _accounts(table: Table) -> Figures:
    """Return the micro average of each half: the one open for mending, and the one that is only scored."""
    from bench.articles import micro

    halves = yaml.safe_load((ACCOUNTS / "index.yaml").read_text(encoding="utf-8"))
    found: Figures = {}
    for half, names in halves.items():
        rows = [table["articles"][name] for name in names if name in table["articles"]]
        found |= {f"{half} {layer}": value for layer, value in micro(rows).items()}
    return found


def _time(table: Table) -> Figures:
    return {name: table[name] for name in ("strict_f", "relaxed_f", "value_f", "value_accuracy")}


def _attribution(table: Table) -> Figures:
    picked = {f"{role}_exact_f": table[role]["exact_f"] for role in ("source", "cue", "content", "micro")}
    return {**picked, "micro_overlap_f": table["micro"]["overlap_f"]}


_OF_POINTS = ("within_161_km", "mean_error_km")  # no figures where a corpus gives no points


def _places(table: Table) -> Figures:
    return {
        f"{corpus} {name}": value
        for corpus, row in table.items() for name, value in row.items()
        if isinstance(value, float) and not (name in _OF_POINTS and not row["points"])
    }  # fmt: skip


def _casualties(table: Table) -> Figures:
    return {name: table[name] for name in ("recall", "precision_in_relevant", "f_in_relevant")}


def _speed(table: Table) -> Figures:
    cold, warm = table["cold_start_to_dossier"], table["warm"]
    picked = {"cold start to dossier, s": cold["seconds"], "peak memory, MB": cold["peak_mb"]}
    picked |= {"import, ms": table["import_ms"], "end to end, words/s": warm["end_to_end"]}
    return picked | {f"{stage}, words/s": rate for stage, rate in warm["words_per_second"].items()}


BENCHES = {
    "accounts": Bench("bench.articles", ACCOUNTS, "eight accounts of other wars, dev and test half", _accounts),
    "articles": Bench("bench.articles", "articles", "annotated articles, every layer (micro average)", _articles),
    "time": Bench("bench.time", "wikiwars", "WikiWars: time expressions", _time),
    "attribution": Bench("bench.attribution", "polnear/dev", "PolNeAR, development part: who says what", _attribution),
    "places": Bench("bench.place", "geo", "GeoWebNews and LGL: places", _places),
    "casualties": Bench("bench.casualties", "muc4", "MUC-4, TST1 and TST2: casualty figures", _casualties),
    "speed": Bench("bench.speed", None, "speed on this machine", _speed),
}


def run(bench: Bench, data: Path) -> Table:
    """Run one bench and return all of its figures. Raises ``RuntimeError`` with its last words where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [sys.executable, "-m", bench.module]
        command += ["--data", str(data / bench.folder)] if bench.folder else []  # an absolute folder stays itself
        command += ["--scorer", str(data.parent / SCORER)] if bench.module == "bench.articles" else []
        prints = bench.module == "bench.attribution"  # writes its JSON to standard output
        command += ["--json"] if prints else ["--json", str(out)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError((ran.stderr.strip() or ran.stdout.strip() or "no message").splitlines()[-1])
        return dict(json.loads(ran.stdout if prints else out.read_text(encoding="utf-8")))


def _missing(bench: Bench, data: Path) -> Path | None:
    """Return what a bench needs and does not find, or None."""
    needed = [data / bench.folder] if bench.folder else []
    needed += [data.parent / SCORER] if bench.module == "bench.articles" else []
    return next((path for path in needed if not path.exists()), None)


def show(name: str, bench: Bench, table: Table, seconds: float) -> None:
    """Print the rows of one bench."""
    print(f"\n{name}: {bench.what} ({seconds:.0f} s)")
    for label, value in bench.pick(table).items():
        print(f"  {label:42}{value:>12,.3f}" if isinstance(value, float) else f"  {label:42}{value:>12,}")


def main() -> int:
    """Run what was asked for; the exit code is 1 where a bench failed, and 0 where one had to be skipped."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", action="append", choices=list(BENCHES), metavar="LAYER", help=", ".join(BENCHES))
    asked.add_argument("--data", type=Path, help="the folder that holds articles/, wikiwars/, polnear/, geo/, muc4/")
    asked.add_argument("--json", type=Path, help="write every figure to this file")
    given = asked.parse_args()
    data = given.data or Path(os.environ.get("HISTOR_SHARED", ROOT.parent / "shared")) / "data"
    tables: dict[str, Table] = {}
    failed = 0
    for name in given.only or BENCHES:
        bench = BENCHES[name]
        missing = _missing(bench, data)
        if missing:
            print(f"\n{name}: skipped, there is no {missing} (see docs/bench.md)")
            continue
        start = time.perf_counter()
        try:
            tables[name] = run(bench, data)
        except (RuntimeError, OSError, ValueError) as error:
            failed += 1
            print(f"\n{name}: failed: {error}")
            continue
        show(name, bench, tables[name], time.perf_counter() - start)
    if given.json:
        given.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
