"""Merging, by pairs of tellings that were found: joined here and in the gold, here only, in the gold only."""

from __future__ import annotations

from itertools import combinations

from bench.cases.align import Beside

Counts = dict[str, list[float]]


def merging(case: Beside) -> tuple[Counts, Counts, list[str]]:
    """Return F counts, share counts, and the pairs that are wrong, a line each."""
    home = {mark: row.id for row in case.gold.incidents for mark in row.tellings}
    found = sorted(mark for mark, ours in case.told.items() if ours is not None)
    both = ours = gold = 0
    wrong: list[str] = []
    for a, b in combinations(found, 2):
        joined, meant = case.told[a] == case.told[b], home[a] == home[b]
        both, ours, gold = both + (joined and meant), ours + joined, gold + meant
        if joined != meant:
            wrong.append(f"{'joined' if joined else 'apart'}: {a.account} {a.words!r} | {b.account} {b.words!r}")
    lost = [f"{'in no incident' if m in case.read else 'not found'}: {m.account} {m.words!r}"
            for m in sorted(set(case.told) - set(found))]
    shares: Counts = {"tellings found": [len(found), len(case.told)], "false merges": [ours - both, ours]}
    return {"merging": [both, ours, both, gold]}, shares, wrong + lost
