"""Fits what each answer about two accounts' deeds is worth, on the parts that are open, and says how well it holds.

    python -m bench.cases.fit [--data DIR] [--cache DIR] [--write]

Each pair of deeds that two accounts of a case tell, and that the gold knows both, is an example: of one incident or of
two. The weights are those of a logistic regression that is drawn towards the values set by reading (``set`` in
``data/joining/weights.yaml``), since three dozen cases are few. How sure the probability is is told by cases left out:
each is judged by weights that were fitted on the others. ``--write`` puts the weights and that table into the file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from bench.cases.align import _events
from bench.cases.gold import HERE, GoldCase, cases
from bench.cases.score import Desk
from bench.newton import Floats, climbed
from histor.consolidate import score
from histor.consolidate.joining import groups_of, numbered
from histor.consolidate.sheets import Sheets
from histor.consolidate.tellings import Registry
from histor.lexicon import DATA
from histor.model import Account, WordRef

FILE = DATA / "joining" / "weights.yaml"
#: Standard deviation, in log-odds, of a weight around the value that was set by reading.
SPREAD = 0.3
#: Not fitted, since the cases tell of one affair each: the base rate (most deeds of a large case are two), and names
#: that two accounts of one affair nearly always share.
FIXED = ("base", "no name shared")
#: The parts of the cases that weights may learn from.
OPEN = ("dev", "fresh", "later", "wide")


@dataclass(frozen=True)
class Pair:
    """Two deeds: what was answered about them, and whether they are one."""

    case: str
    answers: Mapping[str, float]
    one: bool


def pairs(gold: GoldCase, accounts: Mapping[str, Account]) -> Iterator[Pair]:
    """Yield the pairs of deeds of two accounts that the gold knows and that nothing parts outright."""
    names = list(accounts)
    registry = Registry([accounts[name] for name in names])
    book = Sheets()  # one for all: it marks each sheet by its number
    sheets = [book.of(account) for account in registry.accounts]
    items = groups_of(numbered(sheets), sheets)
    at = {t.word: number for number, item in enumerate(items) for ts, _ in item.parts for t in ts}
    home: dict[int, Counter[str]] = {}
    for incident in gold.incidents:
        for mark in incident.tellings:
            account = names.index(mark.account)
            words: list[tuple[int, WordRef]] = [(account, e.trigger) for e in _events(mark, accounts[mark.account])]
            for number in [at[word] for word in words if word in at][:1]:
                home.setdefault(number, Counter())[incident.id] += 1
    known = {number: found.most_common(1)[0][0] for number, found in home.items()}
    for one in sorted(known):
        for other in sorted(known):
            if one < other and not items[one].accounts & items[other].accounts:
                try:
                    found = score.answers(items[one].tale, items[other].tale, registry)
                except score.Parted:
                    continue
                told = {name: value for name, value, _ in found}
                yield Pair(gold.name, {"base": 1.0, **told}, known[one] == known[other])


def fit(rows: Sequence[Pair], start: Mapping[str, float]) -> dict[str, float]:
    """Return the weights that make the pairs likeliest, drawn towards ``start``.

    None changes sides: however few or odd the pairs, an agreement never speaks against one deed, nor silence for it.
    """
    names = list(start)
    while True:
        found = _newton(rows, start, names)
        turned = {name for name in names if found[name] * start[name] < 0}
        if not turned:
            return {name: found.get(name, 0.0) for name in start}
        names = [name for name in names if name not in turned]


def _newton(rows: Sequence[Pair], start: Mapping[str, float], names: Sequence[str]) -> dict[str, float]:
    x = np.array([[row.answers.get(name, 0.0) for name in names] for row in rows])
    y = np.array([row.one for row in rows], dtype=float)
    centre = np.array([start[name] for name in names])
    held = np.array([1e6 if name in FIXED else SPREAD**-2 for name in names])

    def value(weights: Floats) -> float:
        told = np.where(y > 0, 1.0, -1.0) * (x @ weights)
        return -float(np.logaddexp(0.0, -told).sum() + (held * (weights - centre) ** 2).sum() / 2)

    def ground(weights: Floats) -> tuple[Floats, Floats]:
        p = 1 / (1 + np.exp(-x @ weights))
        return x.T @ (y - p) - held * (weights - centre), (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)

    weights = climbed(centre, value, ground)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def left_out(rows: Sequence[Pair], start: Mapping[str, float]) -> list[tuple[float, bool]]:
    """Return for each pair the probability by weights that did not see its case, and whether it is one deed."""
    found = []
    for case in sorted({row.case for row in rows}):
        weights = fit([row for row in rows if row.case != case], start)
        found += [(chance(row, weights), row.one) for row in rows if row.case == case]
    return found


def chance(row: Pair, weights: Mapping[str, float]) -> float:
    """Return the probability that a pair is one deed."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in row.answers.items()))))


def loss(found: Sequence[tuple[float, bool]]) -> float:
    """Return the mean log loss of probabilities (the natural logarithm), none held surer than a thousand to one."""
    sure = [min(max(p if one else 1 - p, 0.001), 0.999) for p, one in found]
    return float(-np.mean(np.log(sure)))


def reliability(found: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Return for each fifth of the scale how many pairs there were, what was promised, and what came true."""
    rows = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        here = [(p, one) for p, one in found if low <= p < low + 0.2 or (low == 0.8 and p >= 0.8)]
        if here:
            promised, true = (sum(column) / len(here) for column in zip(*here, strict=True))
            rows.append({"from": low, "pairs": len(here), "promised": round(promised, 3), "true": round(true, 3)})
    return rows


def main() -> int:
    """Print the fit, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE)
    parser.add_argument("--cache", type=Path, help="a folder for accounts once read")
    parser.add_argument("--write", action="store_true", help="put the weights into the product's data")
    options = parser.parse_args()
    desk = Desk(options.cache)
    rows = [
        pair
        for part in OPEN
        for gold in cases(part, options.data)
        for pair in pairs(gold, {name: desk.read(gold.path(name)) for name in gold.texts})
    ]
    text = FILE.read_text(encoding="utf-8")
    start = yaml.safe_load(text)["set"]
    apart = left_out(rows, start)
    weights, table = fit(rows, start), reliability(apart)
    count = Counter(name for row in rows for name in row.answers)
    print(f"{len(rows)} pairs, {sum(row.one for row in rows)} of one deed; mean log loss {loss(apart):.3f}, left out")
    for name, weight in weights.items():
        print(f"  {name:26}{start[name]:6.2f} -> {weight:6.2f}  ({count[name]} pairs)")
    for row in table:
        print("  " + "  ".join(f"{key} {value:g}" for key, value in row.items()))
    if options.write:
        head = text[: text.index("\nweights:") + 1] if "\nweights:" in text else text
        told = yaml.safe_dump({"weights": weights, "reliability": table}, sort_keys=False)
        FILE.write_text(head + told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
