"""MUC-4, whole: roles (CEAF-REE), templates (GTT), attribution, effects, numbers, dates and places.

    python -m bench.muc4 --data FOLDER [--splits tst1 tst2] [--heads FOLDER] [--json FILE] [--errors FILE]

FOLDER holds a folder for each split with the raw messages and keys. Messages of TST1 and TST2 are answered by models that were
fitted without them. Printed is precision, recall and F with its 95% interval over messages; what
peers reached stands in bench/peers.yaml.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.muc4 import coder
from bench.muc4.coder import Answer, Coder, Study
from bench.muc4.errors import errors
from bench.muc4.gold import ROLES, pooled_of, templates_of
from bench.muc4.keys import Key, read_keys
from bench.muc4.messages import Message, read_messages
from bench.muc4.pairs import pairs_of
from bench.muc4.reading import read
from bench.muc4.scores import ALL, TYPE, Counts, interval, score_pairs, score_roles, score_templates
from histor.parse.engine import Engine
from histor.pipeline import load_crew, take

PAIRS = ("attribution", "effect", "number", "date", "place")
DEFAULT = ("tst1", "tst2")


def score(message: Message, keys: Sequence[Key], told: Answer) -> dict[str, Counts]:
    """All counts of one message, by name of the measure."""
    roles = score_roles(pooled_of(message, keys), told.pooled)
    parts = score_templates(templates_of(message, keys), told.templates)
    out = {"roles": roles[ALL]} | {f"roles {role}": roles[role] for role in ROLES}
    out |= {"templates": parts[ALL], "templates, roles only": parts["roles"], "templates, type": parts[TYPE]}
    return out | {name: score_pairs(pairs_of(name, keys), told.pairs[name]) for name in PAIRS}


def answers(messages: Sequence[Message], learned: Coder, heads: Path | None) -> Iterator[tuple[Study, Answer]]:
    """Every message with the coder's answer."""
    crew = load_crew()
    engine = Engine(heads) if heads else crew.parser.engine  # type: ignore[attr-defined]
    for message in messages:
        account = take(coder.document_of(message), crew)
        held = coder.study(message, account, partial(read, engine=engine), learned.record)
        yield held, coder.answer(held, learned.model(message.ident), learned.same)


def splits_of(data: Path, asked: Sequence[str]) -> list[str]:
    """The splits asked for that are there; all test folders that are there where none of them is."""
    there = [split for split in asked if (data / split).is_dir()]
    return there or sorted(path.name for path in data.glob("tst*") if path.is_dir())


def measure(data: Path, splits: Sequence[str], heads: Path | None, wrong: list[str] | None = None) -> dict[str, Any]:
    """Answer and score every message of some splits: figures by measure, with counts and intervals."""
    start = time.process_time()
    messages = [m for split in splits for m in read_messages(data / split)]
    keys = {ident: found for split in splits for ident, found in read_keys(data / split).items()}
    counts: dict[str, list[Counts]] = {}
    for held, told in answers(messages, Coder.load(), heads):
        if wrong is not None:
            gold = pooled_of(held.message, keys.get(held.message.ident, []))
            wrong += ["\t".join((held.message.ident, *e)) for e in errors(gold, told.pooled, held.rows)]
        for name, row in score(held.message, keys.get(held.message.ident, []), told).items():
            counts.setdefault(name, []).append(row)
    table = {name: figures(rows) for name, rows in counts.items()}
    words = sum(len(m.text.split()) for m in messages)
    return {"splits": list(splits), "documents": len(messages), "measures": table,
            "figures": {f"{name} F": row["f"] for name, row in table.items()},
            "words_per_second": round(words / max(time.process_time() - start, 1e-9))}  # fmt: skip


def figures(rows: Sequence[Counts]) -> dict[str, Any]:
    """Precision, recall, F, its interval, and the counts they come from."""
    total = sum(rows, Counts())
    low, high = interval(rows)
    return {"p": round(total.precision, 4), "r": round(total.recall, 4), "f": round(total.f, 4),
            "low": round(low, 4), "high": round(high, 4), "right": total.right, "told": total.told, "met": total.met,
            "wanted": total.wanted}  # fmt: skip


def main() -> int:
    """Print the table; exit code 2 where the folder holds no split or the model no MUC heads."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True, help="the folder that holds tst1/, tst2/ ...")
    asked.add_argument("--splits", nargs="*", default=list(DEFAULT), help="folders of messages with keys")
    asked.add_argument("--heads", type=Path, help="a folder with another model.onnx for the MUC outputs")
    asked.add_argument("--json", type=Path, help="write every figure to this file")
    asked.add_argument("--errors", type=Path, help="write every wrong and missing entity, with its kind, to this file")
    given = asked.parse_args()
    splits = splits_of(given.data, given.splits)
    if not splits:
        print(f"there is no split in {given.data}", file=sys.stderr)
        return 2
    wrong: list[str] = []
    table = measure(given.data, splits, given.heads, wrong)
    for name, row in table["measures"].items():
        print(f"{name:24} P {row['p']:.3f}  R {row['r']:.3f}  F {row['f']:.3f}  [{row['low']:.3f}, {row['high']:.3f}]"
              f"  {row['right']}/{row['told']}  {row['met']}/{row['wanted']}")  # fmt: skip
    if given.json:
        given.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    if given.errors:
        given.errors.write_text("\n".join(wrong) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
