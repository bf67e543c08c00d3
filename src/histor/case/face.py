"""The case as one object: read into, looked at, asked, decided about, and written out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histor import registry
from histor.analyse.policies import DEFAULT, load_policy
from histor.analyse.policy_dates import dates
from histor.analyse.policy_figures import policy_figures, told_by
from histor.case.ruled import Ruled
from histor.errors import UsageError
from histor.export.files import write_bytes, write_text
from histor.ledger import Ledger
from histor.ledger.finding import FACETS, KINDS, Question
from histor.model import Particulars
from histor.settings import Settings, load_settings

if TYPE_CHECKING:
    from pandas import DataFrame

    from histor.analyse.find import Found
    from histor.run import Hire, OnProgress, Report

#: Formats that say something themselves, in a language.
SPOKEN = ("html", "md", "docx", "pdf")
#: Formats that hold rows of the case alone, so that a policy changes nothing in them but the table of figures.
TABULAR = ("csv", "geojson")


class Case(Ruled):
    """A case file. Every attribute is a tuple of typed records from :mod:`histor.model`."""

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
        from histor.read.way import way_of  # late: a case that is only shown needs none of it
        from histor.run import ShippedHire, read_sources

        chosen = settings or load_settings()
        return read_sources(
            sources, self._ledger, hire or ShippedHire(chosen), on_progress or (lambda outcome: None), chosen.jobs,
            way=way_of(chosen, given),
        )

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
        from histor.case.frames import frame_of

        return frame_of(self.view, table)

    def why(self, ident: str) -> list[str]:
        """Return the chain from an id (or ``id.field``) to the words, as lines: who says it, where, read by what."""
        from histor.export.why import explain, readings

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
        from histor.analyse.find import find

        if unknown := set(facets) - set(FACETS):
            raise UsageError(f"There is no facet {min(unknown)!r}. Known are {', '.join(FACETS)}.")
        return find(self._ledger, self.to_dict, Question(words, facets, start, end, kinds, limit))

    def export(
        self, path: Path | str | None = None, format: str = "json", policy: str | Path | None = None,  # noqa: A002
        language: str | Path = "en", table: str | None = None,
    ) -> str | bytes:
        """Return the case in a registered format and, where a path is given, write it there.

        With a policy the case carries ``figures`` and ``dates`` by it, and its name. What is no text comes as bytes.
        ``language`` is that of the own words of a page or report, or a file of them. ``table`` is the one table that
        ``csv`` holds, ``figures`` by the policy among them; other formats hold them all.
        """
        if table is not None and format != "csv":
            raise UsageError(f"{format} holds the whole case: leave the table out, or write csv.")
        if format in TABULAR and table != "figures" and policy is not None:
            raise UsageError(f"A policy makes figures, which stand in csv in the table figures: leave it out for"
                             f" {table or format}, or name that table.")  # fmt: skip
        if table == "figures" and policy is None:
            policy = DEFAULT
        case = self.to_dict()
        if policy is not None:
            chosen = load_policy(policy)
            case |= {"policy": chosen.id, "figures": {chosen.id: told_by(case, chosen)}, "dates": dates(case, chosen)}
        if str(language) != "en" and format not in SPOKEN:
            raise UsageError(f"{format} has no words of its own: leave the language out.")
        looks = {"language": language} if format in SPOKEN else {"table": table} if format == "csv" else {}
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

    def __repr__(self) -> str:
        return f"<Case {self._ledger.path or 'in memory'}>"
