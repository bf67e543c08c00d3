"""Read accounts strictly: every rule holds, or ``CorpusError`` lists what does not, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpus.markup import Problem, parse
from training.corpus.records import Account
from training.corpus.rules import problems
from training.corpus.scheme import FOLDER


class CorpusError(ValueError):
    """An account breaks the rules of the mark-up."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in found))
        self.problems = found


def read_source(source: str, file: str = "account.txt", *, placed: bool = False) -> Account:
    """Return the account that a mark-up tells; with ``placed`` its name and folder must fit its header too."""
    marked = parse(source, file)
    found = [*marked.problems, *problems(Account(marked), placed=placed)]
    if found:
        raise CorpusError(sorted(found, key=lambda problem: problem.line))
    return Account(marked)


def read(path: Path) -> Account:
    """Return the account in a file."""
    return read_source(path.read_text(encoding="utf-8"), str(path), placed=path.parent.name in ("train", "dev", "test"))


def paths(split: str | None = None, folder: Path = FOLDER) -> list[Path]:
    """Return the files of a split, or of all three, in name order."""
    splits = (split,) if split else ("train", "dev", "test")
    return sorted(path for name in splits for path in (folder / name).glob("*.txt"))


def corpus(split: str | None = None, folder: Path = FOLDER) -> Iterator[Account]:
    """Read every account of a split, or of all three."""
    return (read(path) for path in paths(split, folder))
