"""Relations and origins: how what is told stands to the rest, and what goes back to one mouth or text.

Relations are counted between statements, as the gold writes them: all tellings of a figure by one mouth are one. What
holds of a statement holds of those that only repeat it, so these count as one but for the repeating itself. Ours count
where both ends are tellings that the gold marks; where a mark is no figure, it is one of our claims whose evidence
holds its words. Origins are counted by pairs of figures of one incident that were found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from bench.cases.align import Beside
from bench.cases.gold import ORDERED, Figure, Mark
from bench.cases.merging import Counts

#: A kind and two statements; a relation that runs both ways has them in order.
_Pair = tuple[str, str, str]


def relations(case: Beside) -> tuple[Counts, Counts, list[str]]:
    """Return F counts by pairs of statements, share counts (none), and what is wrong, a line each."""
    names = _statements(case)
    echo = _echoes(case, names)
    gold = {_pair(row.kind, names[row.first], names[row.second], echo) for row in case.gold.relations}
    rows = _ours(case, names)
    ours = {_pair(row.kind, one, other, echo) for row in case.view.relations
            for one in rows.get(row.first, ()) for other in rows.get(row.second, ()) if one != other}
    gold, ours = ({pair for pair in pairs if pair[1] != pair[2]} for pairs in (gold, ours))
    reach = _reachable(case, names) | {frozenset(echo.get(n, n) for n in pair) for pair in _reachable(case, names)}
    near = {pair for pair in gold if frozenset(pair[1:]) in reach}
    wrong = [f"relation ours only: {' | '.join(pair)}" for pair in sorted(ours - gold)]
    wrong += [f"relation {'missed' if pair in near else 'out of reach'}: {' | '.join(pair)}"
              for pair in sorted(gold - ours)]
    right = len(ours & gold)
    return ({"relations": [right, len(ours), right, len(gold)],
             "the same, of figures of one incident": [len(ours & near), len(ours), len(ours & near), len(near)]},
            {}, wrong)  # fmt: skip


def _echoes(case: Beside, names: dict[Mark, str]) -> dict[str, str]:
    """Return for each statement that repeats another the first of those that say it."""
    found: dict[str, str] = {}
    for row in case.gold.relations:
        if row.kind == "repeats":
            a, b = (found.get(names[mark], names[mark]) for mark in (row.first, row.second))
            found.update({name: min(a, b) for name in {*names.values()} if found.get(name, name) in (a, b)})
    return found


def _pair(kind: str, one: str, other: str, echo: dict[str, str]) -> _Pair:
    if kind != "repeats":
        one, other = echo.get(one, one), echo.get(other, other)
    return (kind, one, other) if kind in ORDERED else (kind, *sorted((one, other)))  # type: ignore[return-value]


def _statements(case: Beside) -> dict[Mark, str]:
    """Return for each mark of the gold what it says, by the first telling that says it."""
    first: dict[tuple[object, ...], str] = {}
    found: dict[Mark, str] = {}
    published = {name: source.published or "" for name, ident in case.sources.items()
                 for source in case.view.sources if source.id == ident}
    for figure in sorted(case.gold.figures, key=lambda f: (published[f.mark.account], f.mark)):
        found[figure.mark] = first.setdefault(_key(figure), _name(figure.mark))
    for row in case.gold.relations:
        for mark in (row.first, row.second):
            found.setdefault(mark, _name(mark))
    return found


def _key(row: Figure) -> tuple[object, ...]:
    return (row.incident, row.effect, row.group, row.low, row.high,
            row.claimant or row.mark.account, row.part_of.words if row.part_of else None)


def _name(mark: Mark) -> str:
    return f"{mark.account} {mark.words!r}"


def _ours(case: Beside, names: dict[Mark, str]) -> dict[str, set[str]]:
    """Return for each of our rows the statements that it tells."""
    found: dict[str, set[str]] = defaultdict(set)
    for mark, name in names.items():
        if mark in case.rows:
            row = case.rows[mark]
            found.update({row.id: found[row.id] | {name}} if row is not None else {})
        else:
            for claim in _claims(case, mark):
                found[claim].add(name)
    return found


def _claims(case: Beside, mark: Mark) -> Iterator[str]:
    source = case.sources[mark.account]
    for claim in case.view.claims:
        if any(e.source == source and e.start <= mark.start and mark.end <= e.end for e in claim.evidence):
            yield claim.id


def _reachable(case: Beside, names: dict[Mark, str]) -> set[frozenset[str]]:
    """Return the pairs of statements that have figures of ours in one incident of ours."""
    rows = [(names[mark], row.incident) for mark, row in case.rows.items() if row is not None and row.incident]
    return {frozenset((a, b)) for (a, x), (b, y) in combinations(rows, 2) if x == y and a != b}


def origins(case: Beside) -> tuple[Counts, Counts, list[str]]:
    """Return F counts by pairs of figures of one incident, share counts (none), and what is wrong, a line each."""
    home = {mark: at for at, group in enumerate(case.gold.origins) for mark in group}
    found = [figure for figure in case.gold.figures if case.rows[figure.mark] is not None]
    both = ours = gold = 0
    wrong: list[str] = []
    for a, b in combinations(found, 2):
        if a.incident != b.incident:
            continue
        one, other = case.rows[a.mark], case.rows[b.mark]
        assert one is not None and other is not None
        joined = one.id == other.id or (one.origin is not None and one.origin == other.origin)
        meant = home.get(a.mark, -1) == home.get(b.mark, -2)
        both, ours, gold = both + (joined and meant), ours + joined, gold + meant
        if joined != meant:
            wrong.append(f"origin {'joined' if joined else 'apart'}: {_name(a.mark)} | {_name(b.mark)}")
    return {"origins": [both, ours, both, gold]}, {}, wrong
