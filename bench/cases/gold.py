"""Reads a case: its accounts as they stand, and its gold, every mark found at its characters.

A mark is an account and its words (``README.md`` tells the format); it becomes a span of the account's text, so that
nothing that scores needs to search. A mark whose words are missing or not unique is a :class:`GoldError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PARTS = ("dev", "fresh", "later", "wide", "test")
KINDS = ("agrees", "contradicts", "refines", "updates", "repeats")
ORDERED = ("refines", "updates")
EFFECTS = ("killed", "injured", "captured", "missing", "displaced")
Row = Mapping[str, Any]


class GoldError(ValueError):
    """A gold file that does not hold together; one sentence for each fault in ``problems``."""

    def __init__(self, case: str, problems: Sequence[str]) -> None:
        super().__init__("\n".join(f"{case}: {problem}" for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, order=True)
class Mark:
    """Words of an account: its name (``01-wire``) and half-open character offsets into its file."""

    account: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Incident:
    """What happened once, with every telling of it."""

    id: str
    what: str
    part_of: str | None
    tellings: tuple[Mark, ...]


@dataclass(frozen=True)
class Figure:
    """One telling of a figure. ``claimant`` is a key of the case's claimants, None for the account's own voice."""

    mark: Mark
    incident: str | None
    effect: str
    claimant: str | None
    low: int | None
    high: int | None
    group: str | None
    part_of: Mark | None
    cumulative: bool


@dataclass(frozen=True)
class End:
    """The figure that stands at the end, of one incident, effect and claimant (or one account's own voice)."""

    incident: str
    effect: str
    claimant: str | None
    account: str | None
    low: int | None
    high: int | None
    group: str | None


@dataclass(frozen=True)
class Relation:
    """Of two figures or claims: ``refines`` and ``updates`` go from the first to the second."""

    kind: str
    first: Mark
    second: Mark


@dataclass(frozen=True)
class GoldCase:
    """A case: texts by the name of the account, and what a reader makes of them."""

    name: str
    folder: Path
    texts: Mapping[str, str]
    incidents: tuple[Incident, ...]
    claimants: Mapping[str, tuple[str, ...]]
    figures: tuple[Figure, ...]
    ends: tuple[End, ...]
    relations: tuple[Relation, ...]
    origins: tuple[tuple[Mark, ...], ...]

    def path(self, account: str) -> Path:
        """Return the file of an account."""
        return self.folder / "accounts" / f"{account}.txt"

    def names(self, claimant: str) -> tuple[str, ...]:
        """Return all that a claimant is called in the case."""
        return (claimant, *self.claimants[claimant])


def folders(part: str | None = None, data: Path = HERE) -> list[Path]:
    """Return the folders of the cases of a part, or of all; a folder of cases without parts is its own ``test``."""
    parted = any((data / name).is_dir() for name in PARTS)
    where = [data / name for name in PARTS if part in (None, name)] if parted else [data] * (part in (None, "test"))
    return sorted(path.parent for folder in where for path in folder.glob("*/gold.yaml"))


def cases(part: str | None = None, data: Path = HERE) -> Iterator[GoldCase]:
    """Yield the cases of a part, or of all."""
    yield from map(read_case, folders(part, data))


def read_case(folder: Path) -> GoldCase:
    """Return a case. Raises :class:`GoldError` with every fault found."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "accounts").glob("*.txt"))}
    reader = _Reader(texts)
    case = GoldCase(
        name=gold["case"], folder=folder, texts=texts,
        incidents=tuple(map(reader.incident, gold["incidents"])),
        claimants={name: tuple(forms) for name, forms in gold["claimants"].items()},
        figures=tuple(map(reader.figure, gold["figures"])),
        ends=tuple(map(_end, gold["by_claimant"])),
        relations=tuple(map(reader.relation, gold["relations"])),
        origins=tuple(tuple(map(reader.mark, group)) for group in gold["origins"]))
    if reader.problems:
        raise GoldError(folder.name, reader.problems)
    return case


class _Reader:
    """Turns marks into spans; gathers what cannot be found."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.problems: list[str] = []

    def mark(self, row: Row) -> Mark:
        text, words = self.texts.get(row["account"]), row["words"]
        starts = [] if text is None else [at for at in range(len(text)) if text.startswith(words, at)]
        nth = row.get("nth", 1)
        if text is None:
            self.problems.append(f"there is no account {row['account']}")
        elif not starts:
            self.problems.append(f"{row['account']} has no {words!r}")
        elif nth > len(starts) or ("nth" not in row and len(starts) > 1):
            self.problems.append(f"{row['account']} has {words!r} {len(starts)} times: lengthen it or set nth")
        start = starts[nth - 1] if 0 < nth <= len(starts) else 0
        return Mark(row["account"], start, start + len(words), words)

    def incident(self, row: Row) -> Incident:
        return Incident(row["id"], row["what"], row["part_of"], tuple(map(self.mark, row["tellings"])))

    def figure(self, row: Row) -> Figure:
        part = row["part_of"]
        return Figure(
            self.mark(row), row["incident"], row["effect"], row["claimant"], row["low"], row["high"], row["group"],
            self.mark({"account": row["account"], "words": part}) if part else None, row.get("cumulative", False))

    def relation(self, row: Row) -> Relation:
        return Relation(row["kind"], self.mark(row["first"]), self.mark(row["second"]))


def _end(row: Row) -> End:
    return End(row["incident"], row["effect"], row["claimant"], row.get("account"), row["low"], row["high"],
               row.get("group"))
