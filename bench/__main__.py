"""Runs every bench whose data is at hand and prints one table; the others are named with what they miss.

    python -m bench [--only LAYER ...] [--data DIR] [--json FILE] [--no-peers]

Beside each figure stand its 95% interval, the best that a peer reaches on the same measure (``peers.yaml``, or run
here in the same call where it is installed), and the floor that the project has set itself for the development
splits.

Each bench is run as a program of its own, as anybody would run it, so that none can help or hurt the next. Figures
that depend on the machine (speed) stand beside the machine's name in the JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.tally import FIGURES, ROOT, SHARED, Row, value

ACCOUNTS = ROOT / "bench" / "accounts"
CASES = ROOT / "bench" / "cases"
PEERS = ROOT / "bench" / "peers.yaml"
VARIANT = ROOT / "build" / "polnear"
SCORER = Path("score") / "score.py"
Table = dict[str, Any]
Rows = dict[str, Row]


@dataclass(frozen=True)
class Bench:
    """A bench: its module, the folder of its data (None where it needs none), and how its rows are picked.

    ``more`` are further arguments; ``needs`` is what else must be there; ``peers`` are the names of those whose rows
    come with ours, and ``asks`` says that they are programs that must be asked for.
    """

    module: str
    folder: str | Path | None
    what: str
    pick: Callable[[Table], Rows]
    more: tuple[str, ...] = ()
    needs: Path | None = None
    peers: tuple[str, ...] = ()
    asks: bool = False


def _plain(figures: Mapping[str, Any]) -> Rows:
    """Rows of bare numbers, and rows that are rows already; what is neither is left out."""
    found: Rows = {}
    for name, figure in figures.items():
        if isinstance(figure, Mapping) and any(key in figure for key in FIGURES):
            found[name] = dict(figure)
        elif isinstance(figure, int | float):
            found[name] = {"f": figure}
    return found


def _articles(table: Table) -> Rows:
    return _plain(table["micro"])


def _accounts(table: Table) -> Rows:
    """Return the micro average of each half: the one open for mending, and the one that is only scored."""
    from bench.articles import micro

    halves = yaml.safe_load((ACCOUNTS / "index.yaml").read_text(encoding="utf-8"))
    found: Rows = {}
    for half, names in halves.items():
        rows = [table["articles"][name] for name in names if name in table["articles"]]
        found |= _plain({f"{half} {layer}": figure for layer, figure in micro(rows).items()})
    return found


def _corpus(table: Table) -> Rows:
    return _plain(table["layers"])


def _muc4(table: Table) -> Rows:
    return _plain(table["measures"])


def _casualties(table: Table) -> Rows:
    return _plain({name: table[name] for name in ("recall", "precision_in_relevant", "f_in_relevant")})


def _speed(table: Table) -> Rows:
    cold, warm = table["cold_start_to_dossier"], table["warm"]
    picked = {"cold start to dossier, s": cold["seconds"], "peak memory, MB": cold["peak_mb"]}
    picked |= {"import, ms": table["import_ms"], "end to end, words/s": warm["end_to_end"]}
    return _plain(picked | {f"{stage}, words/s": rate for stage, rate in warm["words_per_second"].items()})


def _consolidation(table: Table) -> Rows:
    rows = {f"{row['accounts']} accounts, s": row["seconds"] for row in table["rows"]}
    last = {"one more account, s": table["rows"][-1]["one more, s"]}
    return _plain(rows | last | {"grows with n to the": table["exponent"], "peak memory, MB": table["peak_mb"]})


CORPUS = ROOT / "training" / "corpus"
BENCHES = {
    "corpus": Bench("bench.corpus", CORPUS, "the Histor corpus, test split: every layer", _corpus),
    "accounts": Bench("bench.articles", ACCOUNTS, "eight accounts of other wars, dev and test half", _accounts,
                      needs=SCORER),
    "cases": Bench("bench.cases.score", CASES, "cases of several accounts: dev, fresh, later and test", _plain),
    "articles": Bench("bench.articles", "articles", "annotated articles, every layer (micro average)", _articles,
                      needs=SCORER),
    "muc4": Bench("bench.muc4", "muc4", "MUC-4, TST1 and TST2: roles, templates, attribution, casualties", _muc4,
                  needs=ROOT / "bench" / "muc4" / "coder.json"),
    "casualties": Bench("bench.casualties", "muc4", "MUC-4, TST1 and TST2: casualty figures", _casualties),
    "attribution": Bench("bench.attribution", "polnear/dev", "PolNeAR, development part: who says what", _plain),
    "variant": Bench("bench.attribution", "polnear/dev", "the same by a model trained on its train part, never shipped",
                     _plain, more=("--model", str(VARIANT)), needs=VARIANT),
    "time": Bench("bench.time", "wikiwars", "WikiWars 01-16: time expressions", _plain,
                  peers=("HeidelTime", "dateparser"), asks=True),
    "places": Bench("bench.place", "geo", "GeoWebNews and LGL: places", _plain),
    "cameo": Bench("bench.cameo", "cameo", "PETRARCH's unit tests: types of deeds, who to whom", _plain),
    "wikievents": Bench("bench.wikievents", "wikievents", "WikiEvents, development part: triggers and types", _plain),
    "factuality": Bench("bench.factuality", "factuality", "UW and MEANTIME, development parts: status", _plain,
                        peers=("always +3",)),
    "trees": Bench("bench.trees", Path("../treebanks"), "UD and UNER tests: the language model by itself", _plain,
                   peers=("spaCy",), asks=True),
    "consolidation": Bench("bench.consolidation", None, "consolidating many accounts on this machine", _consolidation),
    "speed": Bench("bench.speed", None, "speed on this machine", _speed),
}  # fmt: skip


def run(bench: Bench, data: Path, *, peers: bool = True) -> tuple[Table, list[str]]:
    """Run one bench; returns all of its figures, and what it said that it left out.

    Raises ``RuntimeError`` with its last words where it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [sys.executable, "-m", bench.module, "--json", str(out), *bench.more]
        command += ["--data", str(data / bench.folder)] if bench.folder else []  # an absolute folder stays itself
        command += ["--scorer", str(data.parent / SCORER)] if bench.module == "bench.articles" else []
        command += ["--peers"] if bench.asks and peers else []
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError((ran.stderr.strip() or ran.stdout.strip() or "no message").splitlines()[-1])
        left = [line for line in ran.stderr.splitlines() if ": skipped, " in line]
        return dict(json.loads(out.read_text(encoding="utf-8"))), left


def missing(bench: Bench, data: Path) -> Path | None:
    """Return what a bench needs and does not find, or None."""
    needed = [data / bench.folder] if bench.folder else []
    needed += [data.parent / bench.needs] if bench.needs else []
    return next((path for path in needed if not path.exists()), None)


@dataclass(frozen=True)
class Beside:
    """What stands beside a figure: the best peer with its figure, and the floor that was set."""

    peer: str = ""
    figure: float | None = None
    target: float | None = None


def known() -> dict[str, list[dict[str, Any]]]:
    """Return the peers' figures and the targets."""
    return dict(yaml.safe_load(PEERS.read_text(encoding="utf-8")))


def beside(layer: str, measure: str, rows: Rows, told: Mapping[str, list[dict[str, Any]]]) -> Beside:
    """Return what to print beside a figure; what a peer reached in this very run goes before what was written down."""
    here = {name: value(rows[f"{name}: {measure}"]) for name in BENCHES[layer].peers if f"{name}: {measure}" in rows}
    found = [(f"{name}, here", figure) for name, figure in here.items()]
    rest = [row for row in told["peers"] if (row["layer"], row["measure"]) == (layer, measure)]
    found += [(row["peer"], float(row["figure"])) for row in rest if row["peer"] not in here]
    least = "mean" in rows.get(measure, {})  # an error: the smaller the better
    best = (min if least else max)(found, key=lambda pair: pair[1], default=("", None))
    target = next((float(row["figure"]) for row in told["targets"]
                   if (row["layer"], row["measure"]) == (layer, measure)), None)
    return Beside(best[0], best[1], target)


def own(layer: str, rows: Rows) -> Rows:
    """Return the rows of a bench that are ours, not a peer's."""
    return {name: row for name, row in rows.items()
            if not any(name.startswith(f"{peer}: ") for peer in BENCHES[layer].peers)}


def show(layer: str, rows: Rows, seconds: float, told: Mapping[str, list[dict[str, Any]]]) -> None:
    """Print the rows of one bench."""
    print(f"\n{layer}: {BENCHES[layer].what} ({seconds:.0f} s)")
    for measure, row in own(layer, rows).items():
        what = beside(layer, measure, rows, told)
        spread = f"[{_number(row['low'])}, {_number(row['high'])}]" if "low" in row else ""
        line = f"  {measure:36}{_number(value(row)):>9}  {spread:17}"
        line += f"  {_number(what.figure):>6} {what.peer}".ljust(40) if what.figure is not None else " " * 40
        if what.target is not None:
            line += f"  floor {_number(what.target)}, {'met' if value(row) >= what.target else 'not met'}"
        print(line.rstrip())


def _number(figure: float) -> str:
    return f"{figure:.3f}" if abs(figure) < 10 else f"{figure:,.0f}"


def main() -> int:
    """Run what was asked for; the exit code is 1 where a bench failed, and 0 where one had to be skipped."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", action="append", choices=list(BENCHES), metavar="LAYER", help=", ".join(BENCHES))
    asked.add_argument("--data", type=Path, default=SHARED / "data", help="the folder that holds articles/, geo/ ...")
    asked.add_argument("--json", type=Path, help="write every figure to this file")
    asked.add_argument("--no-peers", action="store_true", help="do not run the peers that are installed")
    given = asked.parse_args()
    tables: dict[str, Table] = {}
    failed, told = 0, known()
    for name in given.only or BENCHES:
        bench = BENCHES[name]
        lacks = missing(bench, given.data)
        if lacks:
            print(f"\n{name}: skipped, there is no {lacks} (see docs/bench.md)")
            continue
        start = time.perf_counter()
        try:
            tables[name], left = run(bench, given.data, peers=not given.no_peers)
            show(name, bench.pick(tables[name]), time.perf_counter() - start, told)
            print("".join(f"  {line}\n" for line in left), end="", flush=True)
        except (RuntimeError, OSError, ValueError) as error:
            failed += 1
            print(f"\n{name}: failed: {error}", flush=True)
    if given.json:
        given.json.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
