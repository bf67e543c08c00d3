"""The case as an object: what ``histor.read`` and ``histor.open_case`` give to somebody who works in Python.

A case is a ledger and the view computed from it. Nothing is cached beyond the view, and that only while the ledger
stays as it is; so a case that another process adds to is never shown stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from histor import registry
from histor.consolidate import view as consolidated
from histor.errors import HistorError, ReadError, UsageError
from histor.export.files import write_text
from histor.export.json import case_dict
from histor.export.why import explain, readings
from histor.ledger import Ledger
from histor.model import (
    Actor,
    CaseIssue,
    CaseView,
    Casualty,
    Claim,
    Contradiction,
    Incident,
    Place,
    Response,
    SourceRow,
)
from histor.read import sources as listed
from histor.run import Hire, OnProgress, Report, ShippedHire, read_sources
from histor.settings import Settings, load_settings

if TYPE_CHECKING:
    from pandas import DataFrame

#: The tables of a case: the names of its attributes, of its frames, and of the export's keys.
TABLES = ("sources", "actors", "places", "incidents", "claims", "casualties", "responses", "contradictions", "issues")


def read(
    *sources: Path | str, case: Path | str | None = None, settings: Settings | None = None, hire: Hire | None = None
) -> Case:
    """Read accounts and return the case: the one at the path ``case`` (made if need be), else one in memory.

    A source is a path, a folder, or ``-`` for standard input. One that cannot be read is a row of
    :attr:`Case.issues`; where not one could be, :class:`ReadError` is raised.
    """
    chosen = settings or load_settings()
    paths = list(listed(map(str, sources)))
    if not paths:
        raise UsageError("There is nothing to read: name a file, a folder, or - for standard input.")
    ledger = Ledger.open(case, create=True, wait=chosen.wait) if case is not None else Ledger.memory()
    made = Case(ledger)
    try:
        report = made.add(paths, settings=chosen, hire=hire)
        if report.interrupted:
            raise KeyboardInterrupt
        if report.count("failed") == len(report.outcomes):
            raise ReadError(report.outcomes[0].message)
    except BaseException:
        made.close()
        raise
    return made


def open_case(path: Path | str, title: str | None = None) -> Case:
    """Return the case at a path. Raises :class:`CaseError` for a file that is missing, foreign, newer or damaged.

    ``title`` is what it is called; without it, the title of its only source, or the file's name.
    """
    return Case(Ledger.open(path, wait=load_settings().wait), title)


class Case:
    """A case file, seen. Every attribute is a tuple of typed records from :mod:`histor.model`."""

    def __init__(self, ledger: Ledger, title: str | None = None) -> None:
        self._ledger = ledger
        self._title = title
        self._seen: tuple[str, CaseView] | None = None

    @property
    def view(self) -> CaseView:
        """All that the case holds, computed anew when the ledger has changed."""
        state = self._ledger.fingerprint()
        if self._seen is None or self._seen[0] != state:
            accounts = tuple(self._ledger.accounts())
            self._seen = (state, consolidated(accounts, self._title or self._name(accounts)))
        return self._seen[1]

    def _name(self, accounts: tuple[Any, ...]) -> str:
        """Return the title of the only source, else the file's name."""
        if len(accounts) == 1 and accounts[0].document.source.title:
            return str(accounts[0].document.source.title)
        return self._ledger.path.stem if self._ledger.path else "Case"

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
    def issues(self) -> tuple[CaseIssue, ...]:
        """What could not be read."""
        return self.view.issues

    def add(
        self,
        sources: list[str],
        *,
        settings: Settings | None = None,
        hire: Hire | None = None,
        on_progress: OnProgress | None = None,
    ) -> Report:
        """Read more sources into the case and return what became of each."""
        chosen = settings or load_settings()
        return read_sources(
            sources, self._ledger, hire or ShippedHire(chosen), on_progress or (lambda outcome: None), chosen.jobs
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the case as the export contract names it."""
        return case_dict(self.view)

    def frame(self, table: str) -> DataFrame:
        """Return a table as a data frame, one column for each field; records inside a cell become dicts.

        Needs pandas: ``pip install histor[frames]``.
        """
        if table not in TABLES:
            raise UsageError(f"There is no table {table!r}. Known are {', '.join(TABLES)}.")
        try:
            import pandas as pd
        except ImportError:
            raise HistorError("Data frames need pandas: pip install 'histor[frames]'.") from None
        rows = getattr(self.view, table)
        kinds = {"sources": SourceRow, "actors": Actor, "places": Place, "incidents": Incident, "claims": Claim,
                 "casualties": Casualty, "responses": Response, "contradictions": Contradiction, "issues": CaseIssue}
        columns = [item.name for item in fields(kinds[table])]
        return pd.DataFrame([[_plain(getattr(row, name)) for name in columns] for row in rows], columns=columns)

    def why(self, ident: str) -> list[str]:
        """Return the chain from an id (or ``id.field``) to the words, as lines: who says it, where, read by what."""
        return explain(self.to_dict(), ident, readings(self._ledger.accounts()))

    def export(self, path: Path | str | None = None, format: str = "json") -> str:  # noqa: A002  the word people use
        """Return the case in a registered format and, where a path is given, write it there."""
        text: str = registry.find("exporters", format)(self.to_dict(), self.view.texts)
        if path is not None:
            write_text(Path(path), text)
        return text

    def dossier(
        self, path: Path | str, *, policy: str = "range", theme: str = "auto", language: str = "en",
        borders: Path | None = None,
    ) -> None:
        """Write the case as one page that needs nothing else to be read.

        ``policy`` names how figures come about at first, ``theme`` is ``light``, ``dark`` or ``auto`` (as the reader's
        system says), ``language`` that of the page's own words. The reader can change the first two on the page.
        ``borders`` is a TopoJSON or GeoJSON file whose outlines the map is drawn on (docs/formats/borders.md).
        """
        write = registry.find("exporters", "html")
        page: str = write(self.to_dict(), self.view.texts, policy=policy, theme=theme, language=language,
                          borders=borders)
        write_text(Path(path), page)

    def close(self) -> None:
        """Close the case file."""
        self._ledger.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Case {self._ledger.path or 'in memory'}>"


def _plain(value: Any) -> Any:
    """Return a value for a cell: records as dicts, tuples as lists, everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
