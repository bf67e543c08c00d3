"""Makes a case of many accounts from a few parsed ones, so that growth can be measured without parsing for minutes.

Each made account is a copy of one that was really read, under a source id of its own, with all of its days moved. Five
copies of one account tell the same days (what consolidation has to join); the next five tell days a week later, in the
same places and by the same actors (what it has to keep apart).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from histor.model import Account, Attribution, Event, Toll, When

#: Accounts that tell one story, and the days from one story to the next.
TELLERS, APART = 5, 7
BASE = Path(__file__).parent / "accounts"


def base_accounts(folder: Path = BASE) -> list[Account]:
    """Return the accounts of a folder of texts, read and coded by the product."""
    from histor.pipeline import load_crew, take
    from histor.read import read_path

    crew = load_crew()
    return [take(read_path(path), crew) for path in sorted(folder.glob("*.txt"))]


def crowd(base: Sequence[Account], size: int) -> list[Account]:
    """Return ``size`` made accounts, the same for the same base."""
    return list(made(base, size))


def made(base: Sequence[Account], size: int) -> Iterator[Account]:
    """Yield made accounts one by one."""
    for number in range(size):
        account = base[number % len(base)]
        copy = number // len(base)
        yield moved(account, copy, timedelta(days=APART * (copy // TELLERS)))


def moved(account: Account, copy: int, by: timedelta) -> Account:
    """Return a copy of an account under another source id, all of its days moved."""
    document = account.document
    ident = hashlib.sha256(f"{document.id}:{copy}".encode()).hexdigest()
    source = replace(
        document.source, title=f"{document.source.title} ({copy})", published=_day(document.source.published, by)
    )
    return replace(
        account,
        document=replace(document, id=ident, source=source),
        events=tuple(_event(row, by) for row in account.events),
        attributions=tuple(_attribution(row, by) for row in account.attributions),
        tolls=tuple(_toll(row, by) for row in account.tolls),
        times=tuple(_when(row, by) for row in account.times),
    )


def _event(row: Event, by: timedelta) -> Event:
    return replace(row, when=_when(row.when, by) if row.when else None)


def _attribution(row: Attribution, by: timedelta) -> Attribution:
    return replace(row, said_on=_when(row.said_on, by) if row.said_on else None)


def _toll(row: Toll, by: timedelta) -> Toll:
    return replace(row, as_of=_when(row.as_of, by) if row.as_of else None)


def _when(row: When, by: timedelta) -> When:
    return replace(row, start=_day(row.start, by), end=_day(row.end, by))


def _day(text: str | None, by: timedelta) -> str | None:
    """Return a day moved; a month, a year or nothing stays what it is."""
    if text is None or len(text) < 10 or text.startswith("-"):
        return text
    return (date.fromisoformat(text[:10]) + by).isoformat() + text[10:]
