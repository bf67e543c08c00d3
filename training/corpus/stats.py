"""Counts of the corpus by layer, split and kind: ``python -m training.corpus.stats``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable

from training.corpus.records import Account

_END = re.compile(r"[.!?][\"'”’)]*(?=\s|$)|\n\n")


def sentences(text: str) -> int:
    """Return about how many sentences a text has: end marks before a blank, and paragraphs without one."""
    return max(1, sum(1 for part in _END.split(text) if part.strip()))


def counts(account: Account) -> Counter[str]:
    """Return how many records of each layer an account holds."""
    row = Counter(accounts=1, words=len(account.text.split()), sentences=sentences(account.text))
    row.update(events=len(account.events), sayings=len(account.attributions), tolls=len(account.tolls),
               times=len(account.times), responses=len(account.responses))
    row["nested sayings"] = sum(1 for saying in account.attributions if saying.nested_in)
    row["event repeats"] = sum(1 for event in account.events if event.same)
    row["roles"] = sum(len(marks) for event in account.events for marks in event.roles.values())
    for layer, label in (("a", "actors"), ("p", "places"), ("w", "weapons"), ("o", "objects")):
        entities = account.entities(layer)
        row[label] = len(entities)
        row[f"{label}, mentions"] = sum(len(entity.mentions) for entity in entities)
    return row


def labels(accounts: Iterable[Account]) -> dict[str, Counter[str]]:
    """Return how often each label of the main layers is used."""
    found: dict[str, Counter[str]] = {name: Counter() for name in
                                      ("genre", "region", "century", "made", "type", "status", "stance", "effect")}
    for account in accounts:
        for key in ("genre", "region", "century", "made"):
            found[key][account.header.get(key, "")] += 1
        found["type"].update(event.type for event in account.events)
        found["status"].update(event.status for event in account.events)
        found["stance"].update(saying.stance for saying in account.attributions)
        found["effect"].update(toll.effect for toll in account.tolls)
    return found


def table(accounts: list[Account]) -> str:
    """Return the counts of some accounts as a table with a column for each split, and their labels."""
    columns = {split: Counter[str]() for split in ("train", "dev", "test")}
    for account in accounts:
        columns.setdefault(account.header.get("split", "?"), Counter()).update(counts(account))
    total = sum(columns.values(), Counter[str]())
    lines = [f"{'':20}" + "".join(f"{split:>9}" for split in (*columns, "all"))]
    for name in dict.fromkeys(name for row in (total, *columns.values()) for name in row):
        lines.append(f"{name:20}" + "".join(f"{row[name]:9,}" for row in (*columns.values(), total)))
    for name, counter in labels(accounts).items():
        lines.append(f"{name}: " + ", ".join(f"{label} {number}" for label, number in counter.most_common()))
    return "\n".join(lines)


def main() -> int:
    """Print the counts of the whole corpus."""
    from training.corpus.reader import corpus

    print(table(list(corpus())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
