"""``python -m training.corpus.check [FILE ...]``: every rule, every account; then counts by layer.

Without files the whole corpus is checked. ``--quiet`` leaves out the counts, ``--hints`` adds words that look
as if a mark had been forgotten (no errors: many are right as they are). Exit status 1 if any rule is broken.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from training.corpus.reader import CorpusError, paths, read
from training.corpus.records import Account
from training.corpus.stats import table

_HINTS = {
    "ce": r"\b(?:said|says|told|claim(?:s|ed)|according to|den(?:y|ies|ied)|accus(?:es|ed)|condemn(?:s|ed)|warn(?:s|ed)"
          r"|announc(?:es|ed)|confirm(?:s|ed)|estimat(?:es|ed)|reportedly|allegedly|urg(?:es|ed)|demand(?:s|ed))\b",
    "enk": r"\b(?:kill(?:s|ed)|wounded|injured|dead|died|captured|displaced|missing)\b",
    "t": r"\b(?:yesterday|today|tonight|\d{4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June"
         r"|July|August|September|October|November|December)\b",
    "e": r"\b(?:attack\w*|shell(?:ed|ing)|bomb(?:ed|ing)|fired|ambush\w*|raid\w*|clash\w*|arrested|withdr\w+|deployed"
         r"|seized|ceasefire|truce|surrender\w*)\b",
}


def hints(account: Account) -> list[str]:
    """Return words that stand in no mark of the layers they usually belong to."""
    found = []
    for letters, pattern in _HINTS.items():
        marks = [mark for mark in account.marked.marks if mark.layer in letters]
        for match in re.finditer(pattern, account.text):
            if not any(mark.start <= match.start() < mark.end for mark in marks):
                around = account.text[max(0, match.start() - 30):match.end() + 30].replace("\n", " ")
                found.append(f"hint: no {' or '.join(letters)} on `{match[0]}` in ...{around}...")
    return found


def main(arguments: list[str]) -> int:
    """Check files and print problems and counts."""
    files = [Path(argument) for argument in arguments if not argument.startswith("--")] or paths()
    good: list[Account] = []
    bad = 0
    for path in files:
        try:
            good.append(read(path))
        except CorpusError as error:
            bad += len(error.problems)
            print(error)
            continue
        if "--hints" in arguments:
            print("\n".join(f"{path}: {hint}" for hint in hints(good[-1])))
    if "--quiet" not in arguments:
        print(table(good))
    print(f"{len(files)} accounts, {len(files) - len(good)} of them with problems, {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
