"""What ``evaluate`` and ``agree`` share: reading a case, an export or an annotation as something to compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from histor.analyse.coded import Coded, of_export
from histor.analyse.gold import of_gold
from histor.case import open_case
from histor.errors import CaseError, ReadError
from histor.ledger import is_case
from histor.lexicon import load_lexicon

MOST_BYTES = 200_000_000
"""Size beyond which a file is no annotation and is not read."""
_NAMES = "name a case, its JSON export or an annotation"


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was named: its content as an export or an annotation."""

    path: Path
    content: Mapping[str, Any]

    @property
    def is_gold(self) -> bool:
        """Whether it is an annotation rather than an exported case."""
        return "events" in self.content

    @property
    def sources(self) -> list[str]:
        """The ids of its sources; an annotation names none."""
        return [str(row["id"]) for row in self.content.get("sources", ())]

    def coded(self, sources: frozenset[str] | None = None) -> Coded:
        """Its rows in the common shape, those of some sources where their ids are given."""
        return of_gold(self.content, load_lexicon()) if self.is_gold else of_export(self.content, sources)


def given(path: Path) -> Given:
    """Read a case file, an exported case or an annotation.

    Raises :class:`CaseError` for a file that is not there, :class:`ReadError` for one of another kind.
    """
    if not path.exists():
        raise CaseError(f"There is no file {path}: {_NAMES}.")
    if path.is_dir() or (path.is_file() and is_case(path)):  # a pipe can be read but once
        with open_case(path) as case:
            return Given(path, case.to_dict())
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReadError(f"{path} is larger than {MOST_BYTES:,} bytes: an annotation is not.")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{path} cannot be read ({why}): {_NAMES}.") from None
    if not isinstance(content, dict) or not ({"events", "incidents"} & set(content)):
        raise ReadError(f"{path} is neither a case export nor an annotation: see docs/formats/gold.md.")
    return Given(path, content)


def sources_for(case: Given, gold: Given) -> frozenset[str] | None:
    """Return the ids of the sources of a case that gold is of; None for all of them.

    An export names its sources, and one of several of which the case knows none is of the whole case in other texts;
    an annotation is of the source whose quotes it shares most.
    """
    sources = case.sources
    shared_ids = frozenset(sources) & frozenset(gold.sources)
    if len(sources) < 2 or (len(gold.sources) > 1 and not shared_ids):
        return None
    if shared_ids:
        return shared_ids
    wanted = _quotes(gold.coded())

    def shared(source: str) -> int:
        quotes = set(_quotes(case.coded(frozenset({source}))))
        return sum(any(quote in want or want in quote for quote in quotes) for want in wanted)

    best = max(sources, key=lambda source: (shared(source), source))
    if not shared(best):
        raise ReadError(f"{gold.path} shares no sentence with any source of {case.path}: it is of another text.")
    return frozenset({best})


def check_shared(first: Given, second: Given) -> None:
    """Raise :class:`ReadError` where two exports have no source and no sentence in common: nothing can agree then."""
    if frozenset(first.sources) & frozenset(second.sources):
        return
    ours, theirs = _quotes(first.coded()), _quotes(second.coded())
    if not any(one in other or other in one for one in ours for other in theirs):
        raise ReadError(f"{first.path} and {second.path} share no source and no sentence: they are of other texts.")


def _quotes(coded: Coded) -> list[str]:
    found = [row.quotes for row in coded.deeds] + [row.quotes for row in coded.said]
    return [quote for quotes in (*found, *(row.quotes for row in coded.figures)) for quote in quotes]
