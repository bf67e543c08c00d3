"""How sure a link must be to fill a role: chosen anew for the weights at hand, from annotated accounts.

    python -m bench.roles [--data training/corpus] [--split dev] [--every N] [--model DIR] [--rounds 2]

Every surety of `histor.extract.role_links` is tried at a few round values, for all roles at once (a role hardly depends
on another's), and a value is taken where it gains more F1 than chance would (`MARGIN`). Choose on accounts that the
model has not learnt: on its training part links look surer than they are on any other text. Prints F1 before and after,
and the table to put into `role_links.py`; nothing is written. Parsing is done once; a round over the development part
takes about five minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

from training.corpus.records import Account as Gold
from training.corpus.scheme import FOLDER

from bench.corpus import accounts, measure, pooled
from histor.extract.role_links import NEVER, SURETIES, Sureties
from histor.model import Document, Hints, Sentence
from histor.parse import HintingParser, load_parser
from histor.pipeline import Crew, load_crew

STEPS = (0.0, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, NEVER)
"""Values tried; links under 0.15 are not kept, so that 0 lets everything pass."""
MARGIN = 0.003
"""Least gain of F1 for which a value is changed."""
ROLES = ("by", "on", "at")


class Remembering:
    """A parser that reads each document once."""

    def __init__(self, parser: HintingParser) -> None:
        self.parser, self.name = parser, parser.name
        self._read: dict[str, tuple[tuple[Sentence, ...], Hints]] = {}

    def study(self, document: Document) -> tuple[tuple[Sentence, ...], Hints]:
        """The sentences and hints of a document."""
        if document.id not in self._read:
            self._read[document.id] = self.parser.study(document)
        return self._read[document.id]

    def parse(self, document: Document) -> tuple[Sentence, ...]:
        """The sentences of a document."""
        return self.study(document)[0]


class Chooser:
    """Tries sureties on accounts; leaves the table of `role_links` as it found it."""

    def __init__(self, found: Sequence[Gold], crew: Crew) -> None:
        self.found, self.crew = found, crew

    def scores(self, table: Mapping[str, Sureties]) -> dict[str, float]:
        """F1 of each role with a table of sureties."""
        kept = dict(SURETIES)
        SURETIES.update(table)
        try:
            rows = pooled(measure(self.found, self.crew))
        finally:
            SURETIES.update(kept)
        return {role: rows[f"role {role}"].figures()["f"] for role in ROLES if f"role {role}" in rows}

    def choose(self, table: Mapping[str, Sureties], rounds: int) -> dict[str, Sureties]:
        """The table with every surety at the value that is best for its role, the others held."""
        best = dict(table)
        for _ in range(rounds):
            before = dict(best)
            for name in (field.name for field in fields(Sureties)):
                best = self._better(best, name)
            if best == before:
                break
        return best

    def _better(self, table: dict[str, Sureties], name: str) -> dict[str, Sureties]:
        top, chosen = self.scores(table), dict(table)
        floor = dict(top)
        for value in STEPS:
            tried = {role: replace(row, **{name: value}) if role in ROLES else row for role, row in table.items()}
            for role, score in self.scores(tried).items():
                if score > max(top[role], floor[role] + MARGIN):
                    top[role], chosen[role] = score, tried[role]
        return chosen


def shown(table: Mapping[str, Sureties]) -> str:
    """The table as `role_links.py` writes it."""
    lines = []
    for role, row in table.items():
        values = ", ".join(f"{name}={'NEVER' if value == NEVER else value}" for name, value in asdict(row).items())
        lines.append(f'    "{role}": Sureties({values}),')
    return "\n".join(["SURETIES = {", *lines, "}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print F1 of the roles as it is and as it could be, and the table for that."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--split", default="dev", choices=["train", "dev"])
    parser.add_argument("--every", type=int, default=1, help="take every Nth account")
    parser.add_argument("--model", type=Path, help="a model's folder in place of the shipped one")
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args(arguments)
    model = load_parser(args.model) if args.model else load_parser()
    found = accounts(args.data, args.split, None)[:: args.every]
    if not found or not isinstance(model, HintingParser):
        print(f"No accounts in {args.data / args.split}, or a model without hints.", file=sys.stderr)
        return 2
    chooser = Chooser(found, load_crew(Remembering(model)))
    best = chooser.choose(SURETIES, args.rounds)
    for label, table in (("now", SURETIES), ("best", best)):
        print(f"{label:6}", "  ".join(f"{role} {score:.3f}" for role, score in chooser.scores(table).items()))
    print(shown(best))
    return 0


if __name__ == "__main__":
    sys.exit(main())
