"""The case as an object: what ``histor.read`` and ``histor.open_case`` give to somebody who works in Python.

A case is a ledger and the view computed from it. The view, and what a large case keeps of it in its file, hold only
while the ledger and the rules stay as they are; so a case that another process adds to is never shown stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from histor.case.face import Case
from histor.case.frames import TABLES
from histor.errors import ReadError, UsageError
from histor.ledger import Ledger
from histor.settings import Settings, load_settings

if TYPE_CHECKING:
    from histor.run import Hire

__all__ = ["TABLES", "Case", "open_case", "read"]


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
    from histor.read import check_manifests  # late: a case that is only shown needs none of it
    from histor.read import sources as listed
    from histor.read.particulars import checked

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
