"""Whom deeds that name nobody were done to: how often the likeliest side is right, and what the signs are worth.

    python -m bench.whom [--write]

The corpus tells whom a deed hit wherever a reader would know it (``on=``). The fit takes the deeds of the training
accounts and real texts that name nobody, of each those whom it may have been done to, and that none of them is. A
choice is right if somebody of the right side is chosen. A fifth of the accounts in five turns is left out to see how
often that is so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import yaml
from training.corpus.records import Account as Gold
from training.corpus.standoff import SHARED

from bench import corpus
from bench.answering import RARE, TURNS, Choice, fit, names_told, write_weights
from histor.lexicon import DATA
from histor.model import Account, Event
from histor.model.choice import chances, likeliest
from histor.pipeline import Crew, take
from histor.read import read_text
from histor.resolve.binding_whom import LEAST, Parties

FILE = DATA / "setting" / "whom.yaml"


@dataclass(frozen=True)
class Row:
    """A deed that names nobody: the choice it leaves, the side of each option, and whether its text is a real one."""

    choice: Choice
    sides: Sequence[str]
    real: bool


def rows(number: int, gold: Gold, crew: Crew) -> Iterator[Row]:
    """Yield the deeds of an account that name nobody and of which the corpus tells whom they hit."""
    account = take(read_text(gold.text), crew)
    parties = Parties(account)
    for found in account.events:
        event = replace(found, foes=tuple(m for m in found.foes if m.kind != "likely"))
        spots = _hit(gold, account, event)
        refs = parties.options(event) if spots and parties.is_open(event) else []
        if refs:
            sides = [parties.side(ref) for ref in refs]
            met = {side for side, ref in zip(sides, refs, strict=True) if _is_hit(account, parties, ref, spots)}
            signs = [parties.signs(event, ref) for ref in refs]
            yield Row(Choice(number, signs, [side in met for side in sides]), sides, "source" in gold.header)


def _hit(gold: Gold, account: Account, event: Event) -> list[tuple[int, int]]:
    """Return every mention of those whom a deed hit in the corpus, as half-open spans of the text."""
    token = account.sentences[event.trigger.sentence].tokens[event.trigger.token - 1]
    told = next((e for e in gold.events if any(m.start < token.end and token.start < m.end for m in e.trigger)), None)
    marks = told.roles.get("on", ()) if told is not None else ()
    return [(mark.start, mark.end) for one in marks for mark in gold.marks.get(one.id, ())]


def _is_hit(account: Account, parties: Parties, ref: str, spots: Sequence[tuple[int, int]]) -> bool:
    words = (part.word for part in parties.parts(ref))
    tokens = (account.sentences[word.sentence].tokens[word.token - 1] for word in words)
    return any(a <= tok.start and tok.end <= b for tok in tokens for a, b in spots)


def chosen(row: Row, shares: Sequence[float]) -> bool | None:
    """Tell whether the likeliest side is right, or None where none is likely enough."""
    best = likeliest(row.sides, shares)
    if best is None or best[1] < LEAST:
        return None
    return any(right for right, side in zip(row.choice.right, row.sides, strict=True) if side == best[0])


def _all(split: str, crew: Crew) -> list[Row]:
    golds = corpus.accounts(corpus.FOLDER, split, SHARED if SHARED.exists() else None)
    return [row for number, gold in enumerate(golds) for row in rows(number, gold, crew)]


def _told(name: str, found: Sequence[Row], shares: Sequence[Sequence[float]]) -> None:
    for real in (False, True):
        part = [(row, share) for row, share in zip(found, shares, strict=True) if row.real == real]
        taken = [right for row, share in part if (right := chosen(row, share)) is not None]
        print(f"{name}, {'real texts' if real else 'accounts'}: {len(part)} name nobody, {len(taken)} chosen, "
              f"{sum(taken)} rightly; {sum(any(row.choice.right) for row, _ in part)} could be")


def main() -> int:
    """Fit on the training part with a fifth left out in turn, then on all of it; measure on dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    from histor.pipeline import load_crew

    crew = load_crew()
    train, dev = _all("train", crew), _all("dev", crew)
    names = names_told((row.choice for row in train), RARE)
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
        write_weights(FILE, weights)
    else:
        print(yaml.safe_dump(weights, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
