"""Runs the commands of a page and puts in what they print: the README's tour is real, or it is nothing.

A block marked ``console`` holds commands, each on a line that begins with ``$``, and their output. One marked ``pycon``
holds a Python session. They are run in order in one empty folder with a copy of ``examples/``. A tab is shown as ``│``.
Long lines are folded at ``WIDTH`` columns; lines that would fold into more than ``MOST`` + 1, and outputs of more than
``LINES``, are cut, shown by ``…``. A command ``histor why CASE ID`` gets an id that is in the case: that of the first
incident of which two sides tell different things.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINES, WIDTH, MOST = 18, 118, 2
_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WHY = re.compile(r"^(histor why \S+ )(i-[0-9a-f]{10})")


def commands(page: str) -> list[str]:
    """Return the commands of a page's ``console`` blocks, in order."""
    return [line[2:] for kind, body in _BLOCK.findall(page) if kind == "console"
            for line in body.splitlines() if line.startswith("$ ")]  # fmt: skip


def renew(page: str) -> str:
    """Return a page with the output of its commands as they print it now. Raises ``RuntimeError`` where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")

        def block(match: re.Match[str]) -> str:
            made = _console if match[1] == "console" else _session
            return f"```{match[1]}\n{made(match[2], folder)}```"

        return _BLOCK.sub(block, page)


def _console(body: str, folder: str) -> str:
    parts = []
    for line in (line for line in body.splitlines() if line.startswith("$ ")):
        command = _WHY.sub(lambda m: m[1] + _told_differently(m[1].split()[2], folder), line[2:])
        parts.append(f"$ {command}\n" + "".join(f"{row}\n" for row in _cut(run(command, folder).splitlines())))
    return "\n".join(parts)


def _session(body: str, folder: str) -> str:
    """Return a Python session with what it prints at its end; it prints by ``print`` alone."""
    rows = [line for line in body.splitlines() if line.startswith((">>> ", "..."))]
    output = _run([sys.executable, "-c", "\n".join(line[4:] for line in rows)], folder)
    return "".join(f"{row}\n" for row in [*rows, *_cut(output.splitlines())])


def run(command: str, folder: str) -> str:
    """Run one ``histor`` command, as the program of this very Python, and return what it prints."""
    words = shlex.split(command)
    if words[0] != "histor":
        raise RuntimeError(f"only histor is run here: {command}")
    return _run([sys.executable, "-m", *words], folder)


def _run(words: list[str], folder: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore", "COLUMNS": str(WIDTH)}
    ran = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{shlex.join(words)} ended with {ran.returncode}: {ran.stderr.strip()}")
    return ran.stdout


def _told_differently(case: str, folder: str) -> str:
    ids = re.findall(r"^(i-[0-9a-f]{10})\t", run(f"histor show {case} contradictions", folder), re.MULTILINE)
    found = ids or re.findall(r"\b(i-[0-9a-f]{10})\b", run(f"histor show {case} timeline", folder))
    return str(found[0])


def _cut(rows: list[str]) -> Iterator[str]:
    folded = [line for row in rows for line in _folded(row.replace("\t", " │ "))]
    yield from folded[:LINES]
    if len(folded) > LINES:
        yield f"… ({len(folded) - LINES} more lines)"


def _folded(row: str) -> list[str]:
    lines = textwrap.wrap(row, WIDTH, subsequent_indent=" " * 4, break_on_hyphens=False) or [""]
    return [*lines[:MOST], f"{lines[MOST][: WIDTH - 2].rstrip()} …"] if len(lines) > MOST + 1 else lines
