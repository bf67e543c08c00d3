"""Gold pairs of the slots that the peers' sets drop: who is sure of the perpetrator, effect, number, date and place.

Pairs are pooled by message: one that stands in several templates counts once. A template or a filler that is optional in
the key costs nothing where it is missed, and nothing where it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bench.muc4.keys import Fill, Key
from bench.muc4.scores import Pair, plain

SLOTS = {"attribution": 11, "effect": 23, "number": 21}
DATE, PLACE = 2, 3
_NAMES = re.compile(r"\((?:[A-Z' .]+)\)")


def pairs_of(name: str, keys: Sequence[Key]) -> list[Pair]:
    """The pooled gold pairs of one measure: `attribution`, `effect`, `number`, `date` or `place`."""
    found = [pair for key in keys for pair in _of_key(name, key)]
    pooled: list[Pair] = []
    for pair in sorted(found, key=lambda p: p.optional):
        if not any(pair.labels & held.labels and pair.strings & held.strings for held in pooled):
            pooled.append(pair)
    return pooled


def _of_key(name: str, key: Key) -> Iterator[Pair]:
    if name in SLOTS:
        for fill in key.fills(SLOTS[name]):
            if fill.labels and fill.strings:
                labels = frozenset(_label(x) for x in fill.labels)
                yield Pair(labels, frozenset(plain(s) for s in fill.strings), fill.optional or key.optional)
        return
    for fill in key.fills(DATE if name == "date" else PLACE):
        values = _dates(fill) if name == "date" else list(_places(fill))
        for labels, strings in _grouped(values):
            yield Pair(labels, strings, fill.optional or key.optional)


def _grouped(values: Iterable[tuple[str, str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    rows = list(values)
    if rows:
        yield frozenset(label for label, _ in rows), frozenset(text for _, text in rows)


def _label(label: str) -> str:
    return re.sub(r"\s+", "", label) if re.search(r"\d", label) else label


def _dates(fill: Fill) -> list[tuple[str, str]]:
    """Every alternative in one spelling; the label is the same for all, since a date has no second half."""
    return [("date", x) for value in fill.labels for x in (_spelled(part) for part in value.split("/")) if x]


def _spelled(date: str) -> str:
    return " ".join(date.upper().replace("-", " - ").strip(" ()?").split())


def _places(fill: Fill) -> Iterator[tuple[str, str]]:
    """Country and most exact name of every alternative; the kinds in brackets are left out."""
    for value in fill.labels:
        whole = re.sub(r"\(([A-Z' .]+)(?:/ *[A-Z' .]+)*\)", lambda m: f"<{m.group(1)}>", value)
        for part in whole.split("/"):
            names = [re.sub(r"<[^>]*>", "", x).strip(" ()?") for x in part.split(":")]
            names = [x for x in names if x]
            if names:
                for last in names[-1].split(" - "):
                    yield plain(names[0]), plain(last)
