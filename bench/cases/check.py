"""``python -m bench.cases.check [FOLDER ...]``: every rule, every case; then counts.

Exit status 1 if any rule is broken.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.cases.gold import EFFECTS, KINDS, PARTS, Figure, GoldCase, GoldError, Mark, folders, read_case

LEAST, MOST = 3, 8
"""Accounts of a case."""
SHORTEST, LONGEST = 45, 210
"""Words of an account, apart from its header."""


def problems(case: GoldCase) -> list[str]:
    """Return what is wrong with a case whose marks were all found, a sentence each."""
    return [*_texts(case), *_incidents(case), *_figures(case), *_ends(case), *_relations(case), *_origins(case)]


def _texts(case: GoldCase) -> Iterator[str]:
    if case.name != case.folder.name:
        yield f"the case is called {case.name}, its folder is not"
    if not LEAST <= len(case.texts) <= MOST:
        yield f"{len(case.texts)} accounts; a case has {LEAST} to {MOST}"
    for number, (name, text) in enumerate(case.texts.items(), 1):
        words = len(text.partition("- Published: ")[2].partition("\n\n")[2].split())
        if not name.startswith(f"{number:02}-"):
            yield f"account {name} should be number {number:02}"
        if not SHORTEST <= words <= LONGEST:
            yield f"account {name} has {words} words, not {SHORTEST} to {LONGEST}"
        if not text.startswith("= ") or "\n- Source: " not in text or "\n- Published: " not in text:
            yield f"account {name} lacks its title, source or day"


def _incidents(case: GoldCase) -> Iterator[str]:
    ids = [row.id for row in case.incidents]
    tellings = [mark for row in case.incidents for mark in row.tellings]
    yield from (f"incident {name} stands {n} times" for name, n in Counter(ids).items() if n > 1)
    yield from (f"incident {row.id} is part of {row.part_of}, which is not there" for row in case.incidents
                if row.part_of not in (None, *ids) or row.part_of == row.id)
    yield from (f"incident {row.id} is told by nobody" for row in case.incidents if not row.tellings)
    yield from (f"{mark.words!r} in {mark.account} tells two incidents"
                for mark, n in Counter(tellings).items() if n > 1)


def _figures(case: GoldCase) -> Iterator[str]:
    ids, marks = {row.id for row in case.incidents}, {row.mark for row in case.figures}
    for row in case.figures:
        where = f"the figure {row.mark.words!r} in {row.mark.account}"
        if row.incident not in ids and not (row.cumulative and row.incident is None):
            yield f"{where} is of {row.incident}, which is no incident"
        if row.effect not in EFFECTS:
            yield f"{where} has the effect {row.effect}"
        if row.claimant is not None and row.claimant not in case.claimants:
            yield f"{where} is by {row.claimant}, who is not among the claimants"
        if (row.low is None and row.high is None) or (row.high or 10**9) < (row.low or 0):
            yield f"{where} has no range"
        if row.part_of is not None and row.part_of not in marks:
            yield f"{where} is part of {row.part_of.words!r}, which is no figure"
    yield from (f"the figure {mark.words!r} in {mark.account} stands {n} times"
                for mark, n in Counter(row.mark for row in case.figures).items() if n > 1)


def _ends(case: GoldCase) -> Iterator[str]:
    wholes = [row for row in case.figures if row.part_of is None and not row.cumulative]
    told = {_key(row) for row in wholes}
    values = {(*_key(row), row.low, row.high) for row in wholes}
    ends = [(end.incident, end.effect, end.claimant or end.account, end.group) for end in case.ends]
    yield from (f"there is no end figure for {key}" for key in sorted(told - set(ends), key=str))
    yield from (f"{n} end figures for {key}" for key, n in Counter(ends).items() if n > 1)
    yield from (f"nobody tells the end figure {key} {end.low} to {end.high}"
                for key, end in zip(ends, case.ends, strict=True) if (*key, end.low, end.high) not in values)


def _key(row: Figure) -> tuple[str | None, str, str, str | None]:
    return row.incident, row.effect, row.claimant or row.mark.account, row.group


def _relations(case: GoldCase) -> Iterator[str]:
    figures = {row.mark: row for row in case.figures}
    for row in case.relations:
        where = f"the relation of {row.first.words!r} to {row.second.words!r}"
        first, second = figures.get(row.first), figures.get(row.second)
        if row.kind not in KINDS:
            yield f"{where} is {row.kind!r}"
        if row.first == row.second:
            yield f"{where} is to itself"
        if first and second and (first.incident, first.effect) != (second.incident, second.effect):
            yield f"{where} joins figures of two incidents or effects"
        if first and second and row.kind == "agrees" and not _meet(first, second):
            yield f"{where} agrees, but the ranges do not meet"
    pairs = Counter(frozenset((row.first, row.second)) for row in case.relations)
    yield from (f"{sorted(pair)[0].words!r} stands in two relations to one other" for pair, n in pairs.items() if n > 1)


def _meet(a: Figure, b: Figure) -> bool:
    return (a.low or 0) <= (b.high or 10**9) and (b.low or 0) <= (a.high or 10**9)


def _origins(case: GoldCase) -> Iterator[str]:
    grouped: Counter[Mark] = Counter(mark for group in case.origins for mark in group)
    figures = {row.mark for row in case.figures}
    yield from (f"{mark.words!r} in {mark.account} has two origins" for mark, n in grouped.items() if n > 1)
    yield from (f"the origin of {mark.words!r} in {mark.account} is of no figure"
                for mark in grouped if mark not in figures)
    yield from ("an origin has a single telling" for group in case.origins if len(group) < 2)


def table(found: Sequence[GoldCase]) -> str:
    """Return counts as a line."""
    kinds = Counter(row.kind for case in found for row in case.relations)
    return ", ".join([
        f"{len(found)} cases", f"{sum(len(c.texts) for c in found)} accounts",
        f"{sum(len(text.split()) for c in found for text in c.texts.values())} words",
        f"{sum(len(c.incidents) for c in found)} incidents",
        f"{sum(len(i.tellings) for c in found for i in c.incidents)} tellings",
        f"{sum(len(c.figures) for c in found)} figures", f"{sum(len(c.ends) for c in found)} end figures",
        *(f"{kinds[kind]} {kind}" for kind in KINDS), f"{sum(len(c.origins) for c in found)} origin groups"])


def main(arguments: Sequence[str]) -> int:
    """Check cases and print problems and counts."""
    by_part = {"": [Path(name) for name in arguments]} if arguments else {part: folders(part) for part in PARTS}
    bad = 0
    for part, paths in by_part.items():
        good: list[GoldCase] = []
        for folder in paths:
            try:
                good.append(read_case(folder))
                said = [f"{folder.name}: {problem}" for problem in problems(good[-1])]
            except GoldError as error:
                said = str(error).splitlines()
            print("".join(f"{line}\n" for line in said), end="")
            bad += len(said)
        print(f"{part or 'given'}: {table(good)}; {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
