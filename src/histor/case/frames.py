"""Tables of a case as data frames, for those who have pandas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from histor.errors import HistorError, UsageError
from histor.model import (
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
)

if TYPE_CHECKING:
    from pandas import DataFrame

_KINDS = {"sources": SourceRow, "actors": Actor, "places": Place, "incidents": Incident, "claims": Claim,
          "casualties": Casualty, "responses": Response, "contradictions": Contradiction, "issues": CaseIssue,
          "relations": Relation, "origins": OriginGroup}  # fmt: skip
#: The tables of a case: the names of its attributes, of its frames, and of the export's keys.
TABLES = tuple(_KINDS)


def frame_of(view: CaseView, table: str) -> DataFrame:
    """Return a table of a view as a data frame, one column for each field; records inside a cell become dicts."""
    if table not in TABLES:
        raise UsageError(f"There is no table {table!r}. Known are {', '.join(TABLES)}.")
    try:
        import pandas as pd
    except ImportError:
        raise HistorError("Data frames need pandas: pip install 'histor[frames]'.") from None
    columns = [item.name for item in fields(_KINDS[table])]
    return pd.DataFrame(
        [[_plain(getattr(row, name)) for name in columns] for row in getattr(view, table)], columns=columns
    )


def _plain(value: Any) -> Any:
    """Return a value for a cell: records as dicts, tuples as lists, everything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
