"""How often a phrase of the phrase book was right where the training part of the corpus has it.

The phrases (``src/histor/data/lang/en/phrases``) were written without looking at the corpus. This counts, for each,
the triggers of the training part that it fits and how many of them have its type, and writes both beside it; so a
phrase that promised too much is worth little, and one that nobody has met is worth what phrases are worth at large.

    python -m training.phrases           # the counts, in short
    python -m training.phrases --write   # and into the files
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator

from histor.lexicon import DATA
from histor.model import Token
from histor.model.tree import Tree
from histor.pipeline import Crew, load_crew, study
from histor.read import read_text
from training.corpus.reader import corpus
from training.corpus.records import Account

FOLDER = DATA / "lang" / "en" / "phrases"
Key = tuple[str, str, str]


def triggers(account: Account, crew: Crew) -> Iterator[tuple[Tree, Token, str]]:
    """Yield the first words of an account's triggers with their trees and types."""
    sentences = study(read_text(account.text), crew)[0]
    words = {at: (sentence, tok) for sentence in sentences for tok in sentence.tokens
             for at in range(tok.start, tok.end)}
    for event in account.events:
        if event.trigger and event.trigger[0].start in words:
            sentence, word = words[event.trigger[0].start]
            yield Tree(sentence), word, event.type


def count(accounts: Iterable[Account], crew: Crew) -> tuple[Counter[Key], Counter[Key]]:
    """Return how often each phrase fits a trigger, and how often the trigger has its type."""
    seen, right = Counter[Key](), Counter[Key]()
    for tree, word, kind in (row for account in accounts for row in triggers(account, crew)):
        for fit in crew.events.phrases.fits(tree, word):
            key = (fit.phrase.type, fit.phrase.mode, fit.phrase.line)
            seen[key] += 1
            right[key] += fit.phrase.type == kind
    return seen, right


def write(seen: Counter[Key], right: Counter[Key]) -> None:
    """Write the counts into the files, each sorted by mode and phrase."""
    for path in FOLDER.glob("*.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = [line for line in lines if line.startswith("#")]
        rows = {(path.stem.upper(), *line.split("\t")[:2]) for line in lines if not line.startswith("#")}
        made = ["\t".join((*key[1:], f"{right[key]}/{seen[key]}")) for key in sorted(rows)]
        path.write_text("\n".join((*head, *made)) + "\n", encoding="utf-8")


def main() -> None:
    """Count, and tell or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the counts into the files")
    given = parser.parse_args()
    seen, right = count(corpus("train"), load_crew())
    share = sum(right.values()) / sum(seen.values())
    print(f"{len(seen)} phrases fit some trigger; {share:.3f} of what they tell is right")
    if given.write:
        write(seen, right)


if __name__ == "__main__":
    main()
