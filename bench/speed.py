"""Measures how fast Histor reads: words a second by stage, cold start to dossier, memory, growth with length.

    python -m bench.speed [--source FILE] [--words N ...] [--json FILE]

Timings are of one thread. Absolute figures depend on the machine, which is printed with them; the shares of the stages
and the growth with length are what carries over.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].split(":", 1)[1].strip() if lines else model
    return {"cpu": model, "cores": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]}


class Clock:
    """Adds up processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, call: Callable[..., Any], *args: Any) -> Any:
        """Call a function and add its processor time to a stage."""
        start = time.process_time()
        result = call(*args)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start
        return result


def stages(text: str) -> dict[str, Any]:
    """Return words a second of each stage and of the whole, warm, on one text."""
    from histor import consolidate
    from histor.extract.attribution import find_attributions
    from histor.extract.casualties import find_tolls
    from histor.extract.times import find_times
    from histor.pipeline import load_crew, take
    from histor.read import read_text
    from histor.resolve.dates import resolve_times

    crew = load_crew()
    take(read_text(text[:4000], name="warm-up"), crew)
    clock = Clock()
    document = clock.run("read", lambda: read_text(text, name="bench"))
    sentences = clock.run("parse", crew.parser.parse, document)
    clock.run("extract", crew.events.find, document, sentences)
    clock.run("extract", find_attributions, document, sentences, crew.lexicon)
    clock.run("extract", find_tolls, document, sentences, crew.lexicon)
    times = clock.run("extract", find_times, document, sentences)
    clock.run("resolve", resolve_times, document, sentences, times)
    clock.run("resolve", crew.places.resolve, document, sentences)
    account = clock.run("take (whole)", take, document, crew)
    clock.run("consolidate", consolidate.view, [account])
    words = sum(len(sentence.tokens) for sentence in sentences)
    whole = clock.seconds["take (whole)"] + clock.seconds["read"] + clock.seconds["consolidate"]
    rates = {stage: round(words / seconds) for stage, seconds in clock.seconds.items() if seconds > 0}
    return {"words": words, "words_per_second": rates, "end_to_end": round(words / whole)}


def cold(source: Path) -> dict[str, float]:
    """Return wall seconds and peak memory (MB) from a cold start to the dossier of one source."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "histor", "dossier", str(source), "-o", f"{folder}/dossier.html"]
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": round(wall, 2), "peak_mb": round(peak)}


def import_time() -> float:
    """Return the best of five: milliseconds that ``import histor`` adds to a bare interpreter."""

    def best(code: str) -> float:
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - start)
        return min(runs)

    return round(1000 * (best("import histor") - best("pass")), 1)


def growth(text: str, sizes: list[int]) -> list[dict[str, float]]:
    """Return seconds to read, code and consolidate texts of growing length, made by repeating one."""
    from histor import consolidate
    from histor.pipeline import load_crew, take
    from histor.read import read_text

    crew, rows = load_crew(), []
    unit = len(text.split())
    for size in sizes:
        body = "\n\n".join([text] * max(1, size // unit))
        start = time.process_time()
        account = take(read_text(body, name="bench"), crew)
        taken = time.process_time()
        consolidate.view([account])
        done = time.process_time()
        rows.append({"words": len(body.split()), "take_s": round(taken - start, 2), "view_s": round(done - taken, 2)})
    return rows


def main() -> int:
    """Print the table, or write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=ROOT / "examples" / "encyclopaedia.txt")
    parser.add_argument("--words", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    text = args.source.read_text(encoding="utf-8")
    table = {
        "machine": machine(),
        "source": args.source.name,
        "cold_start_to_dossier": cold(args.source),
        "import_ms": import_time(),
        "warm": stages(text),
        "growth": growth(text, args.words),
    }
    output = json.dumps(table, indent=2)
    if args.json:
        args.json.write_text(output + "\n", encoding="utf-8")
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
