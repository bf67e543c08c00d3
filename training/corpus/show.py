"""``python -m training.corpus.show FILE``: what an account's mark-up says, in words, to be read before handing in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from training.corpus.markup import Mark
from training.corpus.reader import CorpusError, read
from training.corpus.records import Account


def lines(account: Account) -> list[str]:
    """Return one line for each record, its spans in the words of the text."""

    def said(marks: Iterable[Mark]) -> str:
        return " | ".join(account.text[mark.start:mark.end].replace("\n", " ") for mark in marks) or "-"

    out = []
    for event in account.events:
        roles = "; ".join(f"{role}: {said(marks)}" for role, marks in event.roles.items())
        under = f" under {event.claimant}" if event.claimant else ""
        out.append(f"{event.id} `{said(event.trigger)}` {event.type}/{event.mode} {event.status}{under}"
                   f"{' same ' + event.same if event.same else ''} ({roles})")
    for saying in account.attributions:
        nested = f" in {saying.nested_in}" if saying.nested_in else ""
        out.append(f"{saying.id} {said(saying.sources)} `{said(saying.cue)}` {saying.stance}{nested}: "
                   f"{said(saying.content)}")
    for toll in account.tolls:
        under = f" under {toll.claimant}" if toll.claimant else ""
        out.append(f"{toll.id} `{said([toll.number])}` {toll.effect} {toll.low}..{toll.high} {toll.qualifier}{under}"
                   f"{' part of ' + toll.part if toll.part else ''} ({said(toll.group)})")
    out += [f"{time.id} `{said([time.mark])}` {time.value} {time.basis}" for time in account.times]
    out += [f"{row.id} {row.kind}: {said(row.mentions)}" for layer in "apwo" for row in account.entities(layer)]
    out += [f"{row.id} {row.event} answers {row.answers} ({row.basis}: {said(row.cue)})" for row in account.responses]
    return out


def main(arguments: list[str]) -> int:
    """Print what each file says."""
    for argument in arguments:
        try:
            print("\n".join(lines(read(Path(argument)))))
        except CorpusError as error:
            print(error)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
