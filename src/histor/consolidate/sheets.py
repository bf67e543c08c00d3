"""What is kept from one consolidation to the next: sheets of single accounts, and what was judged of their deeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from histor.consolidate.copies import Sketches
from histor.consolidate.group import mixed
from histor.consolidate.judge import Judged
from histor.consolidate.kept import Kept
from histor.consolidate.renames import renamed
from histor.consolidate.sheet import Sheet, sheet_of
from histor.model import Account, Incident


class Sheets:
    """The sheets of single accounts, kept from one consolidation to the next, and accounts under a person's names.

    An account is known by its object: whoever keeps accounts and sheets together pays for a new one alone. Where it
    also has a key (:meth:`know`), what was judged of it can be told, and recalled in another process.
    """

    def __init__(self) -> None:
        self._keys: dict[int, bytes] = {}
        self._known: tuple[Account, ...] = ()
        self._sheets: dict[int, tuple[Account, Sheet]] = {}
        self._named: dict[tuple[int, frozenset[tuple[str, str]]], tuple[Account, Account]] = {}
        self.judged = Judged()
        self.sketches: Sketches = Kept()
        self.incidents: Kept[bytes, Incident] = Kept()

    def of(self, account: Account) -> Sheet:
        """Return the sheet of an account, made at its first asking."""
        kept = self._sheets.get(id(account))
        if kept is None:
            mark = self._keys.get(id(account)) or (len(self._sheets) + 1).to_bytes(8)
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
            if id(account) in self._keys:
                self._keys[id(kept[1])] = mixed((self._keys[id(account)], repr(sorted(met)).encode()))
        return kept[1]

    def told(self) -> dict[str, bytes]:
        """Return what was judged, part by part, for :meth:`recall` in another process; nothing without all keys."""
        return self.judged.told() if all(ident in self._keys for ident in self._sheets) else {}

    def recall(self, told: Callable[[str], bytes | None]) -> None:
        """Take up what was told in another process by the same rules; what ``told`` has not is judged again."""
        self.judged.recall(told)

    def know(self, accounts: Mapping[str, Account]) -> None:
        """Know accounts by keys that tell each from all others, in any process."""
        self._known = tuple(accounts.values())  # held, so that no other object takes their places
        self._keys |= {id(account): mixed((key.encode("utf-8", "surrogatepass"),)) for key, account in accounts.items()}
