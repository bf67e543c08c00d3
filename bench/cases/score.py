"""What Histor makes of cases of several accounts, beside what a reader makes of them.

    python -m bench.cases.score [--data DIR] [--part PART] [--json FILE] [--errors FILE] [--cache DIR]

``merging``: F over pairs of tellings found, joined in one incident or not; beside it the share of joined pairs that
should not be, and the share of tellings found at all. ``figures by incident and claimant``: the figure that a mouth
told last is exactly the gold's. The other measures are steps on the way. ``DIR`` holds ``dev/``, ``fresh/``,
``later/``, ``wide/`` and ``test/``, or cases. With ``--cache`` an account that the same coder has read before is
not read again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.cases.align import Beside, beside
from bench.cases.figures import figures
from bench.cases.gold import HERE, PARTS, GoldCase, cases
from bench.cases.merging import Counts, merging
from bench.cases.relations import origins, relations
from bench.tally import Table, asked, f_table, share_table, told
from histor.consolidate import view
from histor.ledger.codec import decode, encode
from histor.model import Account

#: Each takes a case beside its gold and gives counts for F, counts for shares, and lines on what is wrong.
MEASURES: tuple[Callable[[Beside], tuple[Counts, Counts, list[str]]], ...] = (merging, figures, relations, origins)


class Desk:
    """Reads accounts, each once where there is a cache."""

    def __init__(self, cache: Path | None = None, crew: Any = None) -> None:
        from histor.pipeline import load_crew

        self.crew = crew or load_crew()
        self.cache = cache

    def read(self, path: Path) -> Account:
        """Return an account as the crew reads it now, or as it read the same bytes before."""
        if self.cache is None:
            return self._take(path)
        key = hashlib.sha256(repr(sorted(self.crew.name.items())).encode() + path.read_bytes()).hexdigest()
        kept = self.cache / f"{key}.json"
        if kept.exists():
            return decode(Account, kept.read_bytes())
        account = self._take(path)
        self.cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(encode(account))
        return account

    def _take(self, path: Path) -> Account:
        from histor.pipeline import take
        from histor.read import read_path

        return take(read_path(path), self.crew)

    def case(self, gold: GoldCase) -> Beside:
        """Return a case as read and consolidated, beside its gold."""
        accounts = [self.read(gold.path(name)) for name in gold.texts]
        return beside(gold, accounts, view(accounts, gold.name))


def score(found: Iterable[Beside], draws: int = 0) -> tuple[Table, list[str]]:
    """Return every measure over some cases, and what is wrong in them, a line each."""
    scored, shared, errors = [], [], []
    for case in found:
        row: tuple[Counts, Counts] = ({}, {})
        for measure in MEASURES:
            fs, shares, wrong = measure(case)
            row[0].update(fs)
            row[1].update(shares)
            errors += [f"{case.gold.name}: {line}" for line in wrong]
        scored.append(row[0])
        shared.append(row[1])
    return {**f_table(scored, draws), **share_table(shared, draws)}, errors


def main() -> int:
    """Score the cases of every part, or of one."""
    parser = asked(__doc__, HERE)
    parser.add_argument("--part", "--half", choices=PARTS)
    parser.add_argument("--cache", type=Path, help="a folder for accounts once read")
    options = parser.parse_args()
    desk = Desk(options.cache)
    table: Table = {}
    errors: list[str] = []
    for part in [options.part] if options.part else PARTS:
        found = [desk.case(gold) for gold in cases(part, options.data)]
        rows, wrong = score(found, options.draws) if found else ({}, [])
        table |= {f"{part} {name}": row for name, row in rows.items()}
        errors += [f"{part}: {line}" for line in wrong]
    return told(table, options, errors)


if __name__ == "__main__":
    sys.exit(main())
