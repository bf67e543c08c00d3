"""The package as others get it: the wheel holds all it needs, and does the main job where nothing else is.

The run-time dependencies are collected as wheels first (from pip's cache, or the network where there is one); what is
then installed is installed with ``--no-index``. Where they cannot be collected the test says so and is skipped.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Above this the package is a burden to fetch; the model takes 25 MB of it, the gazetteer 7.
MOST_MEGABYTES = 45
#: Names by which packages are imported, where they differ from those by which they are installed.
IMPORTED_AS = {"python-docx": "docx", "pyyaml": "yaml", "charset-normalizer": "charset_normalizer"}


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", row)[0].lower() for row in requirements}


def _run(*words: str | Path, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "HISTOR", "VIRTUAL_ENV"))}
    return subprocess.run([str(word) for word in words], cwd=cwd, env={**clean, **env}, capture_output=True, text=True,
                          check=False, timeout=600)  # fmt: skip


def _build(kind: str, folder: Path) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the package: pip install -e '.[dev]'")
    ran = _run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder)
    assert ran.returncode == 0, ran.stderr
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without a build environment of its own."""
    return _build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheels of the run-time dependencies, or a skip."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    ran = _run(sys.executable, "-m", "pip", "download", "--quiet", "--only-binary=:all:", "--retries", "1",
               "-d", folder, "-c", ROOT / "requirements.lock", *PROJECT["dependencies"])  # fmt: skip
    if ran.returncode:
        last = (ran.stderr.strip() or "no message").splitlines()[-1]
        pytest.skip(f"the dependencies' wheels are neither in pip's cache nor to be had: {last}")
    return folder


def test_the_wheel_holds_all_it_needs(wheel: Path) -> None:
    """The model, the data and the pages, every file of them; no tests, nothing compiled; and it stays small."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name.removeprefix("histor/") for name in archive.namelist()}
    house = ROOT / "src" / "histor"
    wanted = {path.relative_to(house).as_posix() for path in house.rglob("*")
              if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")}  # fmt: skip
    assert wanted <= held, sorted(wanted - held)
    assert {"data/model/model.onnx", "data/places/gazetteer.gz", "data/schema/histor-case-1.schema.json"} <= held
    assert any(name.startswith("data/pages/") for name in held)
    assert not [name for name in held if name.endswith(".pyc") or name.startswith(("tests", "bench", "training"))]
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in held}
    assert wheel.stat().st_size < MOST_MEGABYTES * 1_000_000


def test_the_wheel_does_the_main_job(wheel: Path, wheelhouse: Path, tmp_path: Path) -> None:
    """In an empty environment, in an empty folder, without an index: an account in, a case and a dossier out."""
    home = tmp_path / "home"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = next(path for path in (home / "bin" / "python", home / "Scripts" / "python.exe") if path.exists())
    ran = _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-compile",
               "--find-links", wheelhouse, wheel, PIP_CONFIG_FILE=os.devnull, PIP_FIND_LINKS="")  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    work = tmp_path / "work"
    work.mkdir()
    (work / "account.txt").write_bytes((ROOT / "examples" / "news-desk.txt").read_bytes())
    histor = python.with_name("histor")
    for words in (("read", "account.txt", "-c", "case.histor"), ("show", "case.histor", "casualties"),
                  ("dossier", "case.histor", "-o", "dossier.html")):  # fmt: skip
        ran = _run(histor, *words, cwd=work)
        assert ran.returncode == 0 and ran.stdout and not ran.stderr, (words, ran)
    assert (work / "case.histor").read_bytes().startswith(b"SQLite format 3")
    page = (work / "dossier.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>") and "Saravan" in page


def test_the_source_distribution_holds_what_builds_and_tests_it(tmp_path: Path) -> None:
    """Sources, tests, docs, examples, and the two commands' own files."""
    sdist = _build("sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "Makefile", "requirements.lock", "README.md", "LICENSE", "NOTICE"} <= held
    for folder in ("src/histor/data/model", "tests", "docs", "examples", "bench", "tools", "training"):
        assert any(name.startswith(folder + "/") for name in held), folder


@pytest.mark.slow
def test_a_wheel_from_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    """Nothing that the wheel needs is left out of the sources."""
    (tmp_path / "sdist").mkdir()
    with tarfile.open(_build("sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    (tree,) = (tmp_path / "tree").iterdir()
    ran = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=tree)
    assert ran.returncode == 0, ran.stderr
    (again,) = (tmp_path / "again").iterdir()
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())


def test_what_is_imported_is_what_is_required() -> None:
    """Every third-party import is a dependency or an extra, and every dependency is imported."""
    found: set[str] = set()
    for path in (ROOT / "src" / "histor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").split(".")[0])
    foreign = found - set(sys.stdlib_module_names) - {"histor"}
    needed = {IMPORTED_AS.get(name, name) for name in _names(PROJECT["dependencies"])}
    more = [row for name, rows in PROJECT["optional-dependencies"].items() if name != "dev" for row in rows]
    extras = {IMPORTED_AS.get(name, name) for name in _names(more)}
    assert foreign - extras == needed


def test_the_lock_is_exact_and_names_no_machine() -> None:
    """One version a line, sorted, no paths; every requirement of ours is in it, peers and browser aside."""
    rows = [row for row in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines() if row[:1] != "#"]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", row) for row in rows), rows
    assert rows == sorted(rows, key=str.lower)
    extras = [row for name, rows_ in PROJECT["optional-dependencies"].items()
              if name not in ("bench", "browser") for row in rows_]
    ours = _names([*PROJECT["dependencies"], *extras]) - {"histor"}
    assert ours <= {row.partition("==")[0].lower() for row in rows}
