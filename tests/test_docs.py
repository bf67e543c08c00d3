"""The pages tell the truth: generated ones are fresh, links lead somewhere, commands exist and run."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # tools/ is no part of the package

from tools import docs, tour  # noqa: E402

from histor.cli import histor  # noqa: E402

README = ROOT / "README.md"
PAGES = sorted({README, ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/histor/data/**/*.md"),
                *ROOT.glob("training/*.md"), *ROOT.glob("bench/**/*.md"), *ROOT.glob("changelog.d/*.md")})  # fmt: skip
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
#: What differs from run to run and from machine to machine in what commands print.
_VARIES = re.compile(r"^words/s\s+[\d,]+$", re.MULTILINE)


def name_of(path: Path) -> str:
    """Return a page's path below the project, for the names of tests."""
    return path.relative_to(ROOT).as_posix()


def fenced(path: Path, *kinds: str) -> Iterator[str]:
    """Yield the fenced blocks of a page that are marked as one of some kinds."""
    for kind, body in _FENCED.findall(path.read_text(encoding="utf-8")):
        if kind in kinds:
            yield body


@pytest.mark.parametrize("path", docs.pages(), ids=name_of)
def test_generated_pages_are_fresh(path: Path) -> None:
    """Run ``make docs`` where this fails."""
    assert path.read_text(encoding="utf-8") == docs.pages()[path]


def test_no_page_of_a_command_is_left_over() -> None:
    """A command that went takes its page along."""
    assert {path for path in (ROOT / "docs" / "commands").iterdir() if path.suffix == ".md"} <= set(docs.pages())


def test_every_data_file_has_its_row() -> None:
    """With what it is, its source and its licence; and no row is of a file that is gone."""
    rows = docs.data_rows()
    files = {path.relative_to(docs.DATA).as_posix() for path in docs.DATA.rglob("*")
             if path.is_file() and path.suffix not in docs.NO_DATA}  # fmt: skip
    assert set(rows) == files
    assert [name for name, cells in rows.items() if not all(cells)] == []


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-")
            for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}  # fmt: skip


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    """To a file that is there, and to a heading that is in it."""
    broken = []
    for link in _LINK.findall(_FENCED.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_in_the_index() -> None:
    """Or in the list of its own folder, which is."""
    listed = set()
    for index in (ROOT / "docs" / "index.md", *ROOT.glob("docs/*/README.md")):
        text = index.read_text(encoding="utf-8")
        listed |= {(index.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(text)} | {index}
    assert {name_of(path) for path in (ROOT / "docs").rglob("*.md")} <= {
        name_of(path) for path in listed if path.is_relative_to(ROOT)
    }


def spoken(path: Path) -> Iterator[list[str]]:
    """Yield the ``histor`` commands of a page's shell blocks as words, without pipes and redirections."""
    for body in fenced(path, "sh", "console", ""):
        for line in body.splitlines():
            for part in re.split(r"\s[|<>]\s", line.removeprefix("$ ").partition("  #")[0]):
                words = shlex.split(part) if part.startswith("histor ") else []
                if words:
                    yield words[1:]


@pytest.mark.parametrize("path", [path for path in PAGES if any(spoken(path))], ids=name_of)
def test_commands_on_pages_exist(path: Path) -> None:
    """With the options and the number of words that the pages give them; nothing is run."""
    for name, *words in spoken(path):
        top = click.Context(histor, info_name="histor")
        command = histor.get_command(top, name)
        assert command is not None, f"there is no histor {name}"
        command.make_context(name, list(words), parent=top)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_targets_and_programs_on_pages_exist(path: Path) -> None:
    """``make NAME`` is in the Makefile; ``python -m NAME`` and ``python FILE`` are files here."""
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = "\n".join(fenced(path, "sh", "console", ""))
    assert set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= made
    for module in re.findall(r"python3? -m ([\w.]+)", text):
        base = ROOT / module.replace(".", "/")
        ours = (ROOT / module.split(".")[0]).is_dir()
        assert not ours or base.with_suffix(".py").exists() or (base / "__main__.py").exists(), module
    for file in re.findall(r"python3? ((?:bench|tools|training)/\S+\.py)", text):
        assert (ROOT / file).exists(), file


def test_the_tour_runs() -> None:
    """Every command of the README's tour runs, in order, and the page keeps its text."""
    old = README.read_text(encoding="utf-8")
    new = tour.renew(old)
    assert tour.commands(old) and len(tour.commands(old)) == len(tour.commands(new))
    assert _FENCED.sub("", new) == _FENCED.sub("", old)


@pytest.mark.slow
def test_the_tour_is_fresh() -> None:
    """What the README shows is what comes out. Run ``make docs`` where this fails."""
    old = README.read_text(encoding="utf-8")
    assert _VARIES.sub("", tour.renew(old)) == _VARIES.sub("", old)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_name_no_machine(path: Path) -> None:
    """No path of the machine that they were written on."""
    assert not re.search(r"(?<![\w.~])/(?:home|root|work|tmp|Users)/", path.read_text(encoding="utf-8"))
