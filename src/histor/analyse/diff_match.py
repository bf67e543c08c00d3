"""Which source, incident and claim of one case is which of another, found block by block to serve large cases.

Within a block the matching is that of two coders: one to one, the surest first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from histor.analyse.coded import Coded, Deed, fold
from histor.analyse.match import People, match_deeds, share_words

Row = Mapping[str, Any]
Keys = Callable[[Deed], Iterator[str]]
#: Pairs looked at in one block; a larger one is left to a finer key.
_MOST = 100_000
#: Share of words of which the contents of two claims by one mouth, in other sentences, must agree.
_ALIKE = 0.6


def matched_sources(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[str, str]:
    """Return the pairs of source ids: the same bytes, else the same place, address, or title and publisher."""
    pairs: dict[str, str] = {}
    for key in (lambda row: row["sha256"], lambda row: row.get("uri"), lambda row: row["url"],
                lambda row: (row["title"], row["publisher"]) if row["title"] else None):  # fmt: skip
        taken = set(pairs.values())
        free = {key(row): row["id"] for row in reversed(theirs) if row["id"] not in taken and key(row)}
        for row in ours:
            if row["id"] not in pairs and key(row) in free:
                pairs[row["id"]] = free.pop(key(row))
    return pairs


def matched_deeds(ours: Coded, theirs: Coded) -> dict[int, int]:
    """Return the pairs of indices of incidents that are one, those told in the same sentences first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for keys in (_quotes, _day, _month, _who):
        left, right = _blocks(ours.deeds, keys, set(pairs)), _blocks(theirs.deeds, keys, taken)
        for key in sorted(set(left) & set(right)):
            mine = [i for i in left[key] if i not in pairs]
            other = [j for j in right[key] if j not in taken]
            if mine and other and len(mine) * len(other) <= _MOST:
                found, _ = match_deeds(replace(ours, deeds=tuple(ours.deeds[i] for i in mine)),
                                       replace(theirs, deeds=tuple(theirs.deeds[j] for j in other)))
                pairs |= {mine[i]: other[j] for i, j in found.items()}
                taken |= {other[j] for j in found.values()}
    return pairs


def _blocks(deeds: Sequence[Deed], keys: Keys, taken: set[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, deed in enumerate(deeds):
        if number not in taken:
            for key in dict.fromkeys(keys(deed)):
                found[f"{min(deed.types)} {key}"].append(number)
    return found


def _quotes(deed: Deed) -> Iterator[str]:
    yield from deed.quotes


def _day(deed: Deed) -> Iterator[str]:
    if deed.start:
        yield deed.start[:10]


def _month(deed: Deed) -> Iterator[str]:
    if deed.start:
        yield deed.start[:7]


def _who(deed: Deed) -> Iterator[str]:
    for names in (*deed.actors, *deed.targets, *deed.claimed):
        yield from sorted(names)


def matched_claims(ours: Sequence[Row], theirs: Sequence[Row], coded: tuple[Coded, Coded],
                   people: People) -> dict[str, str]:
    """Return the pairs of claim ids: one mouth in one sentence, else one mouth and nearly the same words."""
    mine = dict(zip((row["id"] for row in ours), coded[0].said, strict=True))
    others = dict(zip((row["id"] for row in theirs), coded[1].said, strict=True))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for near in (_in_one_sentence, _in_like_words):
        blocks: dict[str, list[Row]] = defaultdict(list)
        for row in theirs:
            for key in near(row):
                blocks[key].append(row)
        for row in ours:
            candidates = {other["id"]: other for key in near(row) for other in blocks.get(key, ())
                          if row["id"] not in pairs and other["id"] not in taken}
            fitting = [(_likeness(row, other), ident) for ident, other in candidates.items()
                       if people.near(mine[row["id"]].speaker, others[ident].speaker)
                       or not (mine[row["id"]].speaker or others[ident].speaker)]
            best = max(((score, ident) for score, ident in fitting
                        if score >= _ALIKE or share_words(mine[row["id"]].quotes, others[ident].quotes)),
                       key=lambda one: one[0], default=None)  # of two alike the first: so each meets its like
            if best is not None:
                pairs[row["id"]] = best[1]
                taken.add(best[1])
    return pairs


def _in_one_sentence(row: Row) -> list[str]:
    return [" ".join(one["quote"].split()) for one in row["evidence"]]


def _in_like_words(row: Row) -> list[str]:
    """Return the longest words of what is said, one of which a nearly equal telling shares."""
    return sorted(_words(row), key=lambda word: (-len(word), word))[:3]


def _words(row: Row) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(row["content"])))


def _likeness(row: Row, other: Row) -> float:
    """Return the share of words that two contents have in common, a little more where the stance is the same."""
    ours, theirs = _words(row), _words(other)
    shared = len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0
    return shared + (0.05 if row["stance"] == other["stance"] else 0.0)
