"""A case as it is seen: the view of its ledger, worked out when somebody looks, kept while the ledger stays as it is.

A large case keeps in its file what was worked out, part by part: the rows of each table, and each table as it is drawn.
So a command that shows one table reads that and no more. Parts are kept as the case is closed, so that adding ten
accounts one by one writes them once. What hangs on single accounts and pairs of deeds is kept too, as long as the rules
stay the same: one account more is then worked out from that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from histor.case.parts import (
    PARTS,
    Lines,
    drawn_of,
    drawn_tables,
    drawn_told,
    json_told,
    lines_of,
    rows_of,
    rows_told,
    rules,
)
from histor.case.spelt import Spelt
from histor.case.undisturbed import undisturbed
from histor.export.json import KEYS, case_dict
from histor.export.table import Table
from histor.ledger import Ledger, Part, brief_of
from histor.model import (
    Account,
    Actor,
    CaseIssue,
    CaseView,
    Casualty,
    Claim,
    Contradiction,
    Incident,
    OriginGroup,
    Place,
    Relation,
    Response,
    SourceRow,
    Version,
)

if TYPE_CHECKING:
    from histor.consolidate import Sheets

#: Accounts from which a case keeps in its file what was computed from them.
LARGE = 50


class Seen:
    """A case file, seen. Every attribute is a tuple of typed records from :mod:`histor.model`."""

    def __init__(self, ledger: Ledger, title: str | None = None) -> None:
        self._ledger = ledger
        self._title = title
        self._seen: tuple[str, CaseView] | None = None
        self._spelt: tuple[str, Spelt] | None = None
        self._accounts: dict[str, Account] = {}
        self._sheets: Sheets | None = None
        self._unkept: str | None = None
        self._lines: Lines = {}

    def _key(self) -> str:
        """Return what names all that the case is made of: what it holds, what is done with that, and its title."""
        return f"{self._ledger.fingerprint()} {rules()} {self._title or self._name(())}"

    @property
    def view(self) -> CaseView:
        """All that the case holds, computed anew when the ledger has changed."""
        key = self._key()
        if self._seen is None or self._seen[0] != key:
            with undisturbed():
                self._seen = (key, self._kept_view(key) or self._computed(key))
        return self._seen[1]

    def _kept_view(self, key: str) -> CaseView | None:
        found: CaseView | None = None
        for name in PARTS:
            part = self._kept_part(key, name)
            if part is None:
                return None
            found = part if found is None else replace(found, **{name: getattr(part, name)})
        return found

    def _kept_part(self, key: str, name: str) -> CaseView | None:
        """Return the case with one of its tables alone, as it was kept."""
        return rows_of(self._ledger.computed(key, f"rows {name}"))

    def _computed(self, key: str) -> CaseView:
        from histor import consolidate  # late: a table that is kept is shown without it

        if self._sheets is None:
            self._sheets = consolidate.Sheets()
            self._recall(self._sheets)
        accounts = tuple(self._ledger.accounts(self._accounts, rules()))
        self._sheets.know(self._accounts)
        rulings = consolidate.rulings_of(self._ledger.decisions())
        found = consolidate.view(accounts, self._title or self._name(accounts), rulings, self._sheets)
        self._unkept = key if len(accounts) >= LARGE else None
        return replace(found, sources=self._placed(found.sources))

    def _recall(self, sheets: Sheets) -> None:
        """Give what was kept of the case as it was before to those who can spare work by it."""
        sheets.recall(partial(self._ledger.computed, rules()))
        with suppress(ValueError, KeyError, TypeError):
            told = json.loads(self._ledger.computed(rules(), "incidents") or b"{}")
            rows = self._ledger.computed(told["key"], "rows incidents")
            before = rows_of(rows)
            sheets.recall_incidents(told["marks"], before.incidents if before is not None else ())
            self._lines = lines_of(before, rows) if before is not None and rows is not None else {}

    def _placed(self, rows: tuple[SourceRow, ...]) -> tuple[SourceRow, ...]:
        """Return the sources with their older versions and the other places where their bytes were met."""
        said = self._ledger.standings()
        older: dict[str, list[Version]] = {}
        for version in sorted(self.versions, key=lambda one: one.number):
            if not version.counts:
                older.setdefault(version.of, []).append(version)
        of = {version.id: version.of for version in self.versions}
        return tuple(
            replace(row, versions=tuple(older.get(of[row.id], ())), reprints=said[row.sha256].reprints) for row in rows
        )

    @property
    def at_hand(self) -> bool:
        """Whether the case was worked out as it is now, so that looking at it costs next to nothing."""
        key = self._key()
        return (self._seen is not None and self._seen[0] == key) or self._ledger.computed(key, "counts") is not None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each table has, by its name."""
        told = self._ledger.computed(self._key(), "counts")
        return json.loads(told) if told is not None else _counts(self.view)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every text that was read, also those in whose place a newer version stands, in the order of reading."""
        return self._ledger.versions()

    def _name(self, accounts: tuple[Any, ...]) -> str:
        """Return the title of the only source, else the file's name."""
        if len(accounts) == 1 and accounts[0].document.source.title:
            return str(accounts[0].document.source.title)
        return self._ledger.path.stem if self._ledger.path else "Case"

    @property
    def spelt(self) -> Mapping[str, Any]:
        """The case as the export contract names it; a table that is kept in the file is read when it is asked for."""
        key = self._key()
        if self._spelt is None or self._spelt[0] != key:
            with undisturbed():
                self._spelt = (key, Spelt(KEYS, self._whole, partial(self._kept_table, key)))
        return self._spelt[1]

    def _whole(self) -> dict[str, Any]:
        with undisturbed():
            return case_dict(self.view)

    def _kept_table(self, key: str, name: str) -> Any:
        if self._seen is not None and self._seen[0] == key:
            return None  # what is at hand is spelt out faster than read
        with undisturbed():
            part = self._kept_part(key, name if name in PARTS else PARTS[0])
            return case_dict(part)[name] if part is not None else None

    def to_dict(self) -> dict[str, Any]:
        """Return the case as the export contract names it; it is spelt out once for each state of the case."""
        return dict(self.spelt)

    def drawn(self, table: str) -> Table:
        """Return a table of :data:`histor.export.tables.VIEWS`, or the figures by the usual policy, for reading."""
        told = self._ledger.computed(self._key(), f"drawn {table}")
        if told is not None:
            return drawn_of(told)
        return drawn_tables()[table](self.spelt)

    def _parts(self, key: str, view: CaseView) -> dict[tuple[str, str], Part]:
        """Return all that is kept of a case as it is now, by key and name."""
        case = self.to_dict()
        drawn = {(key, f"drawn {name}"): drawn_told(table(case)) for name, table in drawn_tables().items()}
        rows = {(key, f"rows {name}"): rows_told(view, name, self._lines) for name in PARTS}
        return {**drawn, **rows, (key, "counts"): json_told(_counts(view))}

    def _by_rules(self) -> dict[tuple[str, str], Part]:
        """Return what holds as long as the rules do, whatever is added to the case: what one more account spares."""
        if self._sheets is None or self._seen is None:
            return {}
        made: dict[str, Part] = dict(self._sheets.told())
        made |= {f"brief {key}": partial(brief_of, account) for key, account in self._accounts.items()}
        key, view = self._seen
        made["incidents"] = json_told({"key": key, "marks": self._sheets.marks(view.incidents)})
        return {(rules(), name): told for name, told in made.items()}

    def keep(self) -> None:
        """Keep what was computed in the file, for the next opening; a small case is computed as fast as read."""
        if self._unkept is not None and self._seen is not None and self._unkept == self._seen[0] == self._key():
            with undisturbed():
                self._ledger.keep(self._parts(self._unkept, self._seen[1]) | self._by_rules())
        self._unkept, self._lines = None, {}

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """What was read."""
        return self.view.sources

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who appears."""
        return self.view.actors

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it happened."""
        return self.view.places

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What is told to have happened."""
        return self.view.incidents

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Who says what."""
        return self.view.claims

    @property
    def casualties(self) -> tuple[Casualty, ...]:
        """At what cost, by whose word."""
        return self.view.casualties

    @property
    def responses(self) -> tuple[Response, ...]:
        """Which incident answers which."""
        return self.view.responses

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What cannot all be so."""
        return self.view.contradictions

    @property
    def relations(self) -> tuple[Relation, ...]:
        """How claims and figures stand to each other."""
        return self.view.relations

    @property
    def origins(self) -> tuple[OriginGroup, ...]:
        """Which claims and figures go back to one origin, and so count once."""
        return self.view.origins

    @property
    def issues(self) -> tuple[CaseIssue, ...]:
        """What could not be read."""
        return self.view.issues

    def close(self) -> None:
        """Keep what was computed, and close the case file."""
        try:
            self.keep()
        finally:
            self._ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {self._ledger.path or 'in memory'}>"


def _counts(view: CaseView) -> dict[str, int]:
    return {name: len(getattr(view, name)) for name in PARTS}
