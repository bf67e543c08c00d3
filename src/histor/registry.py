"""Which parsers, readers and exporters there are: built-ins as plain dicts, outsiders by entry point.

A built-in is named as ``module:function`` and imported only when it is asked for, so that looking a name up costs
nothing and a missing extra hurts only the person who asks for it. An outsider's package declares an entry point of
the group ``histor.parsers``, ``histor.readers`` or ``histor.exporters``; it may add names, never replace ours.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from histor.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: ``load() -> parser`` with ``parser.parse(document) -> tuple[Sentence, ...]``.
PARSERS = {
    "histor": "histor.parse:load_parser",
}

#: ``read(path) -> Document`` for kinds of sources beyond those that ``histor.read`` tells apart by itself.
READERS: dict[str, str] = {}

#: ``export(case, texts) -> str | bytes``: the case as FORMAT names it, and the text of every source by its id.
EXPORTERS = {
    "json": "histor.export.json:export_json",
    "csv": "histor.export.csv_tables:export_csv",
    "geojson": "histor.export.geojson:export_geojson",
    "html": "histor.export.dossier:dossier_html",
    "md": "histor.export.markdown:export_markdown",
    "docx": "histor.export.docx:export_docx",
    "pdf": "histor.export.pdf:export_pdf",
}

BUILT_IN = {"parsers": PARSERS, "readers": READERS, "exporters": EXPORTERS}


def names(group: str) -> tuple[str, ...]:
    """Return every name of a group (``parsers``, ``readers`` or ``exporters``): ours first, then outsiders' by name."""
    ours = BUILT_IN[group]
    return (*ours, *sorted(name for name in _outsiders(group) if name not in ours))


def find(group: str, name: str) -> Any:
    """Return the function registered under a name. Raises :class:`UsageError` that lists the known names."""
    if name in BUILT_IN[group]:
        module, _, function = BUILT_IN[group][name].partition(":")
        return getattr(import_module(module), function)
    outsider = _outsiders(group).get(name)
    if outsider is None:
        raise UsageError(f"There is no {group[:-1]} {name!r}. Known are {', '.join(names(group))}.")
    return outsider.load()


def _outsiders(group: str) -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # late: a built-in is found without it

    return {point.name: point for point in entry_points(group=f"histor.{group}")}
