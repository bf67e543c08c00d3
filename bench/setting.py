"""Where deeds without a place of their own were: how often the likeliest place is right, and what the signs are worth.

    python -m bench.setting [--write]

The corpus tells the narrowest place of a deed wherever a reader would know it (``at=``). The fit takes the deeds of the
training accounts and real texts that tell no place themselves, of each the places that could be meant, and that none of
them is; a fifth of the accounts in five turns is left out to see how often what is chosen is right, and ``open`` counts
those alone that no rule sets anywhere, which are the ones that the product asks about.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from training.corpus.records import Account as Gold
from training.corpus.standoff import SHARED

from bench import corpus
from bench.answering import RARE, TURNS, Choice, fit
from histor.lexicon import DATA
from histor.model import Account, Event
from histor.pipeline import Crew, take
from histor.read import read_text
from histor.resolve.binding_likely import LEAST, Options, chances

FILE = DATA / "setting" / "likely.yaml"


@dataclass(frozen=True)
class Row:
    """A deed that tells no place: the choice it leaves, whether no rule sets it, and whether its text is a real one."""

    choice: Choice
    open: bool
    real: bool


def rows(number: int, gold: Gold, crew: Crew) -> Iterator[Row]:
    """Yield the deeds of an account without a place of their own whose place the corpus tells."""
    account = take(read_text(gold.text), crew)
    options = Options(account)
    for event in account.events:
        spots = marks_of(gold, account, event, "at")
        if event.heading or any(m.refs for m in event.places) or not spots:
            continue
        found = options.places(event)
        if found:
            signs = [options.signs(event, ref) for ref in found]
            right = [_is_there(account, ref, spots) for ref in found]
            unset = not event.scene or event.scene[0].kind == "likely"
            yield Row(Choice(number, signs, right), unset, "source" in gold.header)


def marks_of(gold: Gold, account: Account, event: Event, role: str) -> list[tuple[int, int]]:
    """Return every mention of those who fill a role of a deed in the corpus, as half-open spans of the text."""
    token = account.sentences[event.trigger.sentence].tokens[event.trigger.token - 1]
    told = next((e for e in gold.events if any(m.start < token.end and token.start < m.end for m in e.trigger)), None)
    marks = told.roles.get(role, ()) if told is not None else ()
    return [(mark.start, mark.end) for one in marks for mark in gold.marks.get(one.id, ())]


def _is_there(account: Account, ref: str, spots: Sequence[tuple[int, int]]) -> bool:
    tokens = (account.sentences[m.word.sentence].tokens[m.word.token - 1] for m in account.mentions if ref in m.refs)
    return any(a <= tok.start and tok.end <= b for tok in tokens for a, b in spots)


def _all(split: str, crew: Crew) -> list[Row]:
    golds = corpus.accounts(corpus.FOLDER, split, SHARED if SHARED.exists() else None)
    return [row for number, gold in enumerate(golds) for row in rows(number, gold, crew)]


def _told(name: str, found: Sequence[Row], shares: Sequence[Sequence[float]]) -> None:
    """Print how many choices of the open deeds are made and right, on written accounts and real texts."""
    for real in (False, True):
        part = [(row.choice, share) for row, share in zip(found, shares, strict=True) if row.open and row.real == real]
        taken = [one.right[share.index(max(share))] for one, share in part if max(share) >= LEAST]
        print(f"{name}, {'real texts' if real else 'accounts'}: {len(part)} open, {len(taken)} set, "
              f"{sum(taken)} rightly; {sum(any(one.right) for one, _ in part)} could be")


def main() -> int:
    """Fit on the training part with a fifth left out in turn, then on all of it; measure on dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from histor.pipeline import load_crew

    crew = load_crew()
    train, dev = _all("train", crew), _all("dev", crew)
    count = Counter(name for row in train for told in row.choice.signs for name in told)
    names = sorted(name for name, n in count.items() if n >= RARE)
    left: list[Sequence[float]] = [[] for _ in train]
    for turn in range(TURNS):
        weights = fit([row.choice for row in train if row.choice.account % TURNS != turn], names)
        for at, row in enumerate(train):
            if row.choice.account % TURNS == turn:
                left[at] = chances(row.choice.signs, weights)
    weights = fit([row.choice for row in train], names)
    _told("left out", train, left)
    _told("dev", dev, [chances(row.choice.signs, weights) for row in dev])
    if args.write:
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(text[: text.index("weights:")] + yaml.safe_dump({"weights": weights}), encoding="utf-8")
    else:
        print(yaml.safe_dump(weights, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
