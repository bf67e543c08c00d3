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
from histor.errors import ReadError
from histor.lexicon import load_lexicon

MOST_BYTES = 200_000_000
"""Size beyond which a file is no annotation and is not read."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was named: its content as an export or an annotation."""

    path: Path
    content: Mapping[str, Any]

    @property
    def is_gold(self) -> bool:
        """Whether it is an annotation rather than an exported case."""
        return "events" in self.content

    def coded(self, source: str | None = None) -> Coded:
        """Its rows in the common shape, those of one source where its id is given."""
        return of_gold(self.content, load_lexicon()) if self.is_gold else of_export(self.content, source)


def given(path: Path) -> Given:
    """Read a case file, an exported case or an annotation. Raises :class:`ReadError` for anything else."""
    if path.suffix != ".json":
        with open_case(path) as case:
            return Given(path, case.to_dict())
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReadError(f"{path} is larger than {MOST_BYTES:,} bytes: an annotation is not.")
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"{path} cannot be read ({error}): name a case, its JSON export or an annotation.") from None
    if not isinstance(content, dict) or not ({"events", "incidents"} & set(content)):
        raise ReadError(f"{path} is neither a case export nor an annotation: see docs/formats/gold.md.")
    return Given(path, content)


def source_for(case: Given, gold: Given) -> str | None:
    """Return the id of the source of a case that an annotation is of: the one whose quotes it shares most."""
    sources = [row["id"] for row in case.content.get("sources", ())]
    if len(sources) < 2:
        return None
    wanted = _quotes(gold.coded())

    def shared(source: str) -> int:
        quotes = set(_quotes(case.coded(source)))
        return sum(any(quote in want or want in quote for quote in quotes) for want in wanted)

    best = max(sources, key=lambda source: (shared(source), source))
    if not shared(best):
        raise ReadError(f"{gold.path} shares no sentence with any source of {case.path}: it is of another text.")
    return str(best)


def _quotes(coded: Coded) -> list[str]:
    found = [row.quotes for row in coded.deeds] + [row.quotes for row in coded.said]
    return [quote for quotes in (*found, *(row.quotes for row in coded.figures)) for quote in quotes]
