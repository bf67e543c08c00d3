"""Measures how consolidation grows with the accounts of a case: seconds, one more account, memory.

    python -m bench.consolidation [--accounts N ...] [--json FILE]

Accounts are made by ``bench.crowd`` from eight that are read once. Seconds are processor time, so that what else the
machine does counts for less; ``opened anew`` is what a command takes for a view of a case that it has to open first,
the start of Python with it, beside ``nothing``, the same command asked for its version. ``one more`` is what reading
one account into the largest of these cases takes, ``the first look after it`` what is then worked out.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.crowd import BASE, base_accounts, crowd
from bench.speed import machine
from histor.case import Case
from histor.consolidate import Sheets, view
from histor.export.tables import VIEWS
from histor.ledger import Ledger
from histor.model import Account

SIZES = (125, 250, 500, 1000)


def measure(folder: Path = BASE, sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """Return seconds for each size, the exponent by which they grow, and what one more account costs an open case."""
    base, rows = base_accounts(folder), []
    gc.disable()  # as an open case does
    for size in sizes:
        accounts, sheets = crowd(base, size + 1), Sheets()
        start = time.process_time()
        found = view(accounts[:size], sheets=sheets)
        done = time.process_time()
        view(accounts, sheets=sheets)
        again = time.process_time()
        rows.append({"accounts": size, "incidents": len(found.incidents), "seconds": round(done - start, 2),
                     "one more, s": round(again - done, 2)})
        del accounts, sheets, found
        gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    first, last = rows[0], rows[-1]
    growth = math.log(last["seconds"] / first["seconds"]) / math.log(last["accounts"] / first["accounts"])
    return {"machine": machine(), "rows": rows, "exponent": round(growth, 2), "peak_mb": round(peak),
            "opened anew, s": opened_anew(crowd(base, max(sizes)), folder)}  # fmt: skip


def opened_anew(accounts: Sequence[Account], texts: Path) -> dict[str, float]:
    """Return the processor seconds of a command for each view of a case file, and of one that opens none.

    Then a text more is read into the case, which is looked at once again.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "case.histor")
        with Case(Ledger.open(path, create=True)) as case:
            for account in accounts:
                case._ledger.record(account)
            case.view  # noqa: B018  it is kept as the case is closed
        asked = {"nothing": ["--version"], **{view: ["show", path, view] for view in VIEWS}}
        more = str(min(texts.glob("*.txt")))
        asked |= {"one more": ["read", more, "-c", path], "the first look after it": ["show", path, "timeline"]}
        return {name: _seconds(words) for name, words in asked.items()}


def _seconds(words: Sequence[str]) -> float:
    def spent() -> float:
        told = resource.getrusage(resource.RUSAGE_CHILDREN)
        return told.ru_utime + told.ru_stime

    before = spent()
    subprocess.run([sys.executable, "-m", "histor", *words], check=True, stdout=subprocess.DEVNULL)
    return round(spent() - before, 2)


def main() -> int:
    """Print the table, or write it as JSON too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--data", type=Path, default=BASE, help="a folder of texts to make accounts from")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    output = json.dumps(measure(options.data, tuple(options.accounts)), indent=2)
    if options.json:
        options.json.write_text(output + "\n", encoding="utf-8")
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
