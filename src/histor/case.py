"""The case as an object: what ``histor.read`` and ``histor.open_case`` give to somebody who works in Python.

A case is a ledger and the view computed from it. Nothing is cached beyond the view, and that only while the ledger
stays as it is; so a case that another process adds to is never shown stale.
"""

from __future__ import annotations

import gc
import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from histor import __version__, consolidate, registry
from histor.analyse.find import Found, find
from histor.analyse.grades import DEFAULT_SCHEME, Overruling, levels
from histor.analyse.grades import grades as graded
from histor.analyse.policies import DEFAULT, load_policy
from histor.analyse.policy_dates import dates
from histor.analyse.policy_figures import policy_figures, told_by
from histor.errors import HistorError, ReadError, UsageError
from histor.export.files import write_bytes, write_text
from histor.export.json import case_dict
from histor.export.why import explain, readings
from histor.ledger import Decided, Decision, Ledger, decided, effective, now, undone
from histor.ledger.finding import FACETS, KINDS, Question
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
    Particulars,
    Place,
    Relation,
    Response,
    SourceRow,
    Version,
)
from histor.read import check_manifests
from histor.read import sources as listed
from histor.read.particulars import checked
from histor.read.way import way_of
from histor.run import Hire, OnProgress, Report, ShippedHire, read_sources
from histor.settings import Settings, load_settings

if TYPE_CHECKING:
    from pandas import DataFrame

#: The tables of a case: the names of its attributes, of its frames, and of the export's keys.
TABLES = ("sources", "actors", "places", "incidents", "claims", "casualties", "responses", "contradictions", "issues",
          "relations", "origins")  # fmt: skip

#: Formats that say something themselves, in a language.
SPOKEN = ("html", "md", "docx", "pdf")

#: Accounts from which a case keeps in its file what was computed from them.
LARGE = 50


def read(
    *sources: Path | str,
    case: Path | str | None = None,
    settings: Settings | None = None,
    hire: Hire | None = None,
    **given: str | None,
) -> Case:
    """Read accounts and return the case: the one at the path ``case`` (made if need be), else one in memory.

    A source is a path, a folder, a container (an archive, a web archive, a mail box, a feed, a file of records), an
    address of the web, ``wikipedia:Title``, or ``-`` for standard input. ``publisher``, ``kind``, ``country``,
    ``party``, ``published``, ``url``, ``title``, ``language``, ``version_of`` and ``revision`` say of all of them what
    they do not say themselves. One that cannot be read is a row of :attr:`Case.issues`; where not one could be,
    :class:`ReadError` is raised.
    """
    chosen = settings or load_settings()
    paths = list(map(str, sources))
    said = checked(given, "the call")
    if not list(listed(paths)):
        raise UsageError("There is nothing to read: name a file, a folder, or - for standard input.")
    check_manifests(paths)
    ledger = Ledger.open(case, create=True, wait=chosen.wait) if case is not None else Ledger.memory()
    made = Case(ledger)
    try:
        report = made.add(paths, settings=chosen, hire=hire, given=said)
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
        self._accounts: dict[str, Account] = {}
        self._sheets = consolidate.Sheets()
        self._spelt: tuple[CaseView, dict[str, Any]] | None = None

    @property
    def view(self) -> CaseView:
        """All that the case holds, computed anew when the ledger has changed.

        A large case keeps it in its file for the next opening, for the very accounts and decisions that it is made of.
        """
        state = self._ledger.fingerprint()
        if self._seen is None or self._seen[0] != state:
            named = self._title or self._name(())
            key = f"{state} {__version__} {consolidate.version()} {named}"
            with _undisturbed():
                found = self._ledger.computed(key, CaseView) or self._computed(key)
            self._seen = (state, found)
        return self._seen[1]

    def _computed(self, key: str) -> CaseView:
        accounts = tuple(self._ledger.accounts(self._accounts))
        rulings = consolidate.rulings_of(self._ledger.decisions())
        found = consolidate.view(accounts, self._title or self._name(accounts), rulings, self._sheets)
        found = replace(found, sources=self._placed(found.sources))
        if len(accounts) >= LARGE:
            self._ledger.keep(key, found)
        return found

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
    def versions(self) -> tuple[Version, ...]:
        """Every text that was read, also those in whose place a newer version stands, in the order of reading."""
        return self._ledger.versions()

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

    def add(
        self,
        sources: list[str],
        *,
        settings: Settings | None = None,
        hire: Hire | None = None,
        on_progress: OnProgress | None = None,
        given: Particulars | None = None,
    ) -> Report:
        """Read more sources into the case and return what became of each; ``given`` is what is said of all of them."""
        chosen = settings or load_settings()
        return read_sources(
            sources, self._ledger, hire or ShippedHire(chosen), on_progress or (lambda outcome: None), chosen.jobs,
            way=way_of(chosen, given),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the case as the export contract names it; it is spelt out once for each state of the case."""
        seen = self.view
        if self._spelt is None or self._spelt[0] is not seen:
            with _undisturbed():
                self._spelt = (seen, case_dict(seen))
        return dict(self._spelt[1])

    def figures(self, policy: str | Path = DEFAULT) -> list[dict[str, Any]]:
        """Return a line for each incident, effect and kind of people, by a built-in policy or the file of one's own."""
        rows: list[dict[str, Any]] = told_by(self.to_dict(), load_policy(policy))["rows"]
        return rows

    def figures_by_policy(self) -> dict[str, dict[str, Any]]:
        """Return for every built-in policy its name, what it says, and its lines, as a page needs them to switch."""
        return policy_figures(self.to_dict())

    def dates(self, policy: str | Path = DEFAULT) -> list[dict[str, Any]]:
        """Return the day of each incident, by a built-in policy or the file of one's own."""
        return dates(self.to_dict(), load_policy(policy))

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
                 "casualties": Casualty, "responses": Response, "contradictions": Contradiction, "issues": CaseIssue,
                 "relations": Relation, "origins": OriginGroup}
        columns = [item.name for item in fields(kinds[table])]
        return pd.DataFrame([[_plain(getattr(row, name)) for name in columns] for row in rows], columns=columns)

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """What people decided, in order, with numbers from 1 and whether each still holds."""
        return tuple(decided(self._ledger.decisions()))

    def merge(self, *incidents: str, reason: str = "", by: str | None = None) -> Decided:
        """Decide that some incidents are one, and return the decision; :meth:`undo` takes it back."""
        return self._decide(lambda view: consolidate.merge(view, incidents), reason, by)

    def split(self, incident: str, *tellings: str, reason: str = "", by: str | None = None) -> Decided:
        """Decide that some tellings (ids of tellings, sources or claims) of an incident are of another."""
        return self._decide(lambda view: consolidate.split(view, incident, tellings), reason, by)

    def same(self, one: str, other: str, *, reason: str = "", by: str | None = None) -> Decided:
        """Decide that two actors, or two incidents, are one; the first lends its name."""
        return self._decide(lambda view: consolidate.same(view, one, other), reason, by)

    def different(self, one: str, other: str, *, reason: str = "", by: str | None = None) -> Decided:
        """Decide that two actors, or two incidents, are two; nothing that is read later joins them."""
        return self._decide(lambda view: consolidate.different(view, one, other), reason, by)

    def undo(self, number: int | None = None, *, reason: str = "", by: str | None = None) -> Decided:
        """Take a decision back (the last that holds, without a number); an undo can be undone by its own number."""
        about = str(undone(self.decisions, number))
        return self._decide(lambda view: consolidate.Draft("undo", about, None, None), reason, by)

    def grades(self, scheme: str = DEFAULT_SCHEME) -> list[dict[str, Any]]:
        """Return how firmly harm is told, incident by incident, by a scheme of published rules."""
        found = []
        for number, row in effective(self._ledger.decisions()):
            incident = consolidate.incident_named(self.view, row.about) if row.verb == "grade" else None
            if incident is not None:
                asked = row.after
                found.append(Overruling(incident.id, asked["scheme"], asked["grade"], row.who, row.reason, number))
        return graded(self.to_dict(), scheme, found)

    def grade(
        self, incident: str, level: str, *, scheme: str = DEFAULT_SCHEME, reason: str, by: str | None = None
    ) -> Decided:
        """Decide that an incident has another grade than the rules give it; the reason is kept beside it."""
        if level not in levels(scheme):
            raise UsageError(f"{level!r} is no grade of {scheme}: name one of {', '.join(levels(scheme))}.")
        if not reason.strip():
            raise UsageError("A grade is overruled with a reason: say why, with --reason.")
        now_given = next((row for row in self.grades(scheme) if row["incident"] == incident), None)
        if now_given is None:
            raise UsageError(f"{incident} has nobody killed or injured to grade: `histor grade CASE` lists what has.")
        after = {"scheme": scheme, "grade": level}
        before = {"scheme": scheme, "grade": now_given["grade"]}
        return self._decide(lambda view: consolidate.Draft("grade", incident, before, after), reason, by)

    def _decide(self, draft: Callable[[CaseView], consolidate.Draft], reason: str, by: str | None) -> Decided:
        row = draft(self.view)
        who = by or load_settings().user or _login()
        self._ledger.decide(Decision(now(), who, row.verb, row.about, row.before, row.after, reason))
        return self.decisions[-1]

    def why(self, ident: str) -> list[str]:
        """Return the chain from an id (or ``id.field``) to the words, as lines: who says it, where, read by what."""
        return explain(self.to_dict(), ident, readings(self._ledger.accounts()))

    def only(self, source: str) -> Case:
        """Return the case that one source makes by itself, in memory; ``source`` is its id or the beginning of it.

        Any version that was read may be named, also one in whose place a newer one stands.
        """
        ledger = Ledger.memory()
        ledger.record(self._ledger.account(source))
        return Case(ledger)

    def find(
        self, words: str = "", *, kinds: Sequence[str] = KINDS, start: str | None = None, end: str | None = None,
        limit: int = 20, **facets: str,
    ) -> Found:
        """Return the incidents, claims and sentences that hold some words, best first, and how many there are in all.

        ``words`` is a query as ``histor find`` takes it; ``facets`` are names of a speaker, actor, place, source, type
        or status, ``start`` and ``end`` inclusive days, months or years.
        """
        if unknown := set(facets) - set(FACETS):
            raise UsageError(f"There is no facet {min(unknown)!r}. Known are {', '.join(FACETS)}.")
        return find(self._ledger, self.to_dict, Question(words, facets, start, end, kinds, limit))

    def export(
        self, path: Path | str | None = None, format: str = "json", policy: str | Path | None = None,  # noqa: A002
        language: str | Path = "en",
    ) -> str | bytes:
        """Return the case in a registered format and, where a path is given, write it there.

        With a policy the case carries ``figures`` and ``dates`` by it, and its name. What is no text comes as bytes.
        ``language`` is that of the own words of a page or report, or a file of them.
        """
        case = self.to_dict()
        if policy is not None:
            chosen = load_policy(policy)
            case |= {"policy": chosen.id, "figures": {chosen.id: told_by(case, chosen)}, "dates": dates(case, chosen)}
        if str(language) != "en" and format not in SPOKEN:
            raise UsageError(f"{format} has no words of its own: leave the language out.")
        looks = {"language": language} if format in SPOKEN else {}
        made: str | bytes = registry.find("exporters", format)(case, self.view.texts, **looks)
        if isinstance(made, bytes) and path is not None:
            write_bytes(Path(path), made)
        elif isinstance(made, str) and path is not None:
            write_text(Path(path), made)
        return made

    def dossier(
        self, path: Path | str, *, policy: str | Path = DEFAULT, theme: str = "auto", language: str | Path = "en",
        borders: Path | None = None,
    ) -> None:
        """Write the case as one page that needs nothing else to be read.

        ``policy`` names how figures come about at first, or is a file that says so; ``theme`` is ``light``, ``dark`` or
        ``auto`` (as the reader's system says), ``language`` that of the page's own words, or a file of them. The reader
        can change the first two. ``borders`` is a TopoJSON or GeoJSON file whose outlines the map is drawn on.
        """
        chosen, figures = load_policy(policy), self.figures_by_policy()
        figures.setdefault(chosen.id, told_by(self.to_dict(), chosen))
        write = registry.find("exporters", "html")
        page: str = write(self.to_dict(), self.view.texts, policy=chosen.id, theme=theme, language=language,
                          figures=figures, borders=borders)
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


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of garbage still while millions of records are made, none of which is garbage."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _login() -> str:
    """Return the name under which this machine knows its user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("Nobody is named as who decides: give --by NAME, or the setting `user`.") from None


def _plain(value: Any) -> Any:
    """Return a value for a cell: records as dicts, tuples as lists, everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
