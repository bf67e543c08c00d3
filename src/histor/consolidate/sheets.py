"""What is kept from one consolidation to the next: sheets of single accounts, and what was judged of their deeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from histor.consolidate.copies import Sketches
from histor.consolidate.judge import Judged
from histor.consolidate.kept import Kept
from histor.consolidate.renames import renamed
from histor.consolidate.sheet import Sheet, sheet_of
from histor.model import Account, Incident


class Sheets:
    """The sheets of single accounts, kept from one consolidation to the next, and accounts under a person's names.

    An account is known by its object: whoever keeps accounts and sheets together pays for a new one alone.
    """

    def __init__(self) -> None:
        self._sheets: dict[int, tuple[Account, Sheet]] = {}
        self._named: dict[tuple[int, frozenset[tuple[str, str]]], tuple[Account, Account]] = {}
        self.judged = Judged()
        self.sketches: Sketches = Kept()
        self.incidents: Kept[bytes, Incident] = Kept()

    def of(self, account: Account) -> Sheet:
        """Return the sheet of an account, made at its first asking."""
        kept = self._sheets.get(id(account))
        if kept is None:
            mark = (len(self._sheets) + 1).to_bytes(8)
            kept = self._sheets[id(account)] = (account, replace(sheet_of(account), mark=mark))
        return kept[1]

    def named(self, account: Account, same: Mapping[str, str]) -> Account:
        """Return an account in which actors that a person holds to be one have one name."""
        met = frozenset((old, new) for old, new in same.items() if any(a.id == old for a in account.actors))
        if not met:
            return account
        kept = self._named.get((id(account), met))
        if kept is None:
            kept = self._named[id(account), met] = (account, renamed(account, dict(met)))
        return kept[1]
