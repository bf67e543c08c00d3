"""What is kept from one consolidation to the next: sheets of single accounts, and what was judged of their deeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from histor.consolidate.asks import KeptAsks
from histor.consolidate.copies import Sketches
from histor.consolidate.figures import KeptFigures
from histor.consolidate.group import mixed
from histor.consolidate.harm import KeptNotes, notes_told, recall_notes
from histor.consolidate.judge import Judged
from histor.consolidate.kept import Kept, KeptAcross, KeptOf
from histor.consolidate.renames import renamed
from histor.consolidate.says import KeptClaims
from histor.consolidate.sheet import Sheet, sheet_again, sheet_of, sheet_told
from histor.model import Account, Incident
from histor.model.records import replace


class Sheets:
    """The sheets of single accounts, kept from one consolidation to the next, and accounts under a person's names.

    An account is known by its object: whoever keeps accounts and sheets together pays for a new one alone. Where it
    also has a key (:meth:`know`), what was judged of it can be told, and recalled in another process.
    """

    def __init__(self) -> None:
        self._keys: dict[int, bytes] = {}
        self._known: tuple[Account, ...] = ()
        self._told: Callable[[str], bytes | None] = lambda part: None
        self._sheets: dict[int, tuple[Account, Sheet]] = {}
        self._named: dict[tuple[int, frozenset[tuple[str, str]]], tuple[Account, Account]] = {}
        self.judged = Judged()
        self.sketches: Sketches = Kept()
        self.incidents: Kept[bytes, Incident] = Kept()
        self.claims: KeptClaims = KeptOf()
        self.figures: KeptFigures = KeptOf()
        self.answers = KeptAsks(self._mark)
        self.harm: KeptNotes = KeptAcross(self._mark)

    def _mark(self, account: object) -> bytes | None:
        """Return the key of an account, None where it has none."""
        return self._keys.get(id(account))

    def of(self, account: Account) -> Sheet:
        """Return the sheet of an account, made at its first asking."""
        kept = self._sheets.get(id(account))
        if kept is None:
            key = self._keys.get(id(account))
            mark = key or (len(self._sheets) + 1).to_bytes(8)
            told = self._told(_name(key)) if key is not None else None
            kept = self._sheets[id(account)] = (account, replace(_sheet(account, told), mark=mark))
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

    def told(self) -> dict[str, bytes | Callable[[], bytes]]:
        """Return what was made and judged, part by part, for :meth:`recall` in another process; nothing without keys.

        What is a function hangs on its name alone, and need not be asked where it is there already.
        """
        if any(ident not in self._keys for ident in self._sheets):
            return {}
        rows = {_name(self._keys[ident]): partial(sheet_told, sheet) for ident, (_, sheet) in self._sheets.items()}
        return {**rows, **self.judged.told(), "asks": self.answers.told(), "harm": notes_told(self.harm)}

    def marks(self, incidents: Sequence[Incident]) -> list[str]:
        """Return for incidents of the last view by which mark (hex digits) each can be had again, empty for none.

        Some are touched up after they were made, by what other incidents tell; only being a part of one is undone.
        """
        made = {row.id: (mark.hex(), row) for mark, row in self.incidents.now()}
        found = (made.get(row.id, ("", row)) for row in incidents)
        pairs = zip(found, incidents, strict=True)
        return [mark if _whole(row) == raw else "" for (mark, raw), row in pairs]

    def recall_incidents(self, marks: Sequence[str], incidents: Sequence[Incident]) -> None:
        """Take up incidents of an earlier view with what :meth:`marks` told of them."""
        rows = zip(marks, incidents, strict=True)
        self.incidents.recall((bytes.fromhex(mark), _whole(row)) for mark, row in rows if mark)

    def recall(self, told: Callable[[str], bytes | None]) -> None:
        """Take up what was told in another process by the same rules; what ``told`` has not is made again."""
        self._told = told
        self.judged.recall(told)
        for name, recall in (("asks", self.answers.recall), ("harm", partial(recall_notes, self.harm))):
            kept = told(name)
            if kept is not None:
                with suppress(ValueError):
                    recall(kept)

    def know(self, accounts: Mapping[str, Account]) -> None:
        """Know accounts by keys (hex digits) that tell each from all others, in any process."""
        self._known = tuple(accounts.values())  # held, so that no other object takes their places
        self._keys |= {id(account): bytes.fromhex(key) for key, account in accounts.items()}


def _whole(row: Incident) -> Incident:
    """Return an incident as part of none."""
    return row if row.part_of is None else replace(row, part_of=None)


def _name(key: bytes) -> str:
    return f"sheet {key.hex()}"


def _sheet(account: Account, told: bytes | None) -> Sheet:
    """Return the sheet of an account as it was told, or made anew where none was, or none of ours."""
    with suppress(ValueError):
        if told is not None:
            return sheet_again(account, told)
    return sheet_of(account)
