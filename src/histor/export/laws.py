"""The laws that a schema cannot say: words under every row, quotes that are the text, ids that lead somewhere.

The tests check them on what leaves the house, so that a breach in any room before it is seen there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from histor.lexicon import load_lexicon

Case = Mapping[str, Any]
Row = Mapping[str, Any]

SCHEMA = "schema/histor-case-1.schema.json"

_WITH_ID = ("sources", "actors", "places", "incidents", "claims", "casualties", "origins")

#: By which of its keys a row is named, the first that it has.
_NAMING = ("id", "about", "incident", "source", "first")

#: Which of a row's keys hold ids of which tables.
_REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "actors": {"side": ("actors",), "part_of": ("actors",)},
    "incidents": {
        "actors": ("actors",), "targets": ("actors",), "claimed_targets": ("actors",), "places": ("places",),
        "part_of": ("incidents",),
    },
    "claims": {
        "speaker": ("actors",), "affiliation": ("actors",), "incidents": ("incidents",), "nested_in": ("claims",),
        "origin": ("origins",),
    },
    "casualties": {
        "incident": ("incidents",), "side": ("actors",), "according_to": ("actors",), "part_of": ("casualties",),
        "origin": ("origins",),
    },
    "responses": {"incident": ("incidents",), "responds_to": ("incidents",), "said_by": ("actors",)},
    "contradictions": {"about": ("incidents", "claims", "casualties")},
    "issues": {"source": ("sources",)},
    "relations": {"first": ("claims", "casualties"), "second": ("claims", "casualties")},
    "origins": {"members": ("claims", "casualties")},
}


@cache
def _validator() -> Any:
    # Late, because it takes longer to import than a small case to export.
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

    return Draft202012Validator(load_lexicon().yaml(SCHEMA))  # JSON is YAML


def validate(case: Case) -> list[str]:
    """Return what in a case breaks the contract's schema, one sentence for each; empty for a valid case."""
    errors = sorted(_validator().iter_errors(case), key=lambda error: list(map(str, error.absolute_path)))
    return [f"{'/'.join(map(str, error.absolute_path)) or 'the case'}: {error.message}" for error in errors]


def breaches(case: Case, texts: Mapping[str, str]) -> list[str]:
    """Return which laws a case breaks, one sentence for each; ``texts`` holds the text of every source by its id."""
    return [*_ids(case), *_evidence(case, texts), *_targets(case), *_wholes(case)]


def _ids(case: Case) -> Iterator[str]:
    known = {table: Counter(row["id"] for row in case.get(table, ())) for table in _WITH_ID}
    for table, ids in known.items():
        yield from (f"{table}: the id {one} stands twice" for one, times in ids.items() if times > 1)
    for table, keys in _REFERENCES.items():
        targets = {key: {i for other in others for i in known[other]} for key, others in keys.items()}
        for row in case.get(table, ()):
            for key in keys:
                for ref in _listed(row.get(key)):
                    if ref not in targets[key]:
                        yield f"{_name(table, row)}: {key} names {ref}, which is not in the case"
    for row in case.get("actors", ()):
        bodies = {office["of"] for office in row.get("roles", ()) if office.get("of")}
        yield from (f"{_name('actors', row)}: roles name {of}, which is not in the case"
                    for of in sorted(bodies - known["actors"].keys()))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(table: str, row: Row) -> str:
    return f"{table} {next((row[key] for key in _NAMING if row.get(key)), '')}"


def _standing(case: Case) -> Iterator[tuple[str, list[Row]]]:
    """Yield every row that has to stand on words, by a name for people, with its evidence."""
    for table in ("incidents", "claims", "casualties", "responses", "origins"):
        for row in case.get(table, ()):
            yield _name(table, row), row["evidence"]
    for row in case["contradictions"]:
        for position in row["positions"]:
            yield f"{_name('contradictions', row)} ({position['value']})", position["evidence"]


def _evidence(case: Case, texts: Mapping[str, str]) -> Iterator[str]:
    for name, rows in _standing(case):
        if not rows:
            yield f"{name}: stands on no words"
        for row in rows:
            text = texts.get(row["source"])
            if text is None:
                yield f"{name}: its source {row['source']} has no text"
            elif not row["quote"] or text[row["start"] : row["end"]] != row["quote"]:
                yield f"{name}: the quote at {row['start']}-{row['end']} of {row['source']} is not the text there"


def _targets(case: Case) -> Iterator[str]:
    for row in case["incidents"]:
        for both in sorted(set(row["targets"]) & set(row["claimed_targets"])):
            yield f"incidents {row['id']}: {both} is a target and a claimed target"
        for field, support in row["fields"].items():
            if any(not 0 <= at < len(row["evidence"]) for at in support["evidence"]):
                yield f"incidents {row['id']}: the field {field} points at evidence that is not there"
            if not support["evidence"]:
                yield f"incidents {row['id']}: the field {field} stands on no words"


def _wholes(case: Case) -> Iterator[str]:
    """A figure is no part of itself, however long the way round; a range does not run backwards."""
    above = {row["id"]: row["part_of"] for row in case["casualties"]}
    for row in case["casualties"]:
        if row["low"] is not None and row["high"] is not None and row["low"] > row["high"]:
            yield f"casualties {row['id']}: low is above high"
        seen, at = {row["id"]}, above[row["id"]]
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at is not None:
            yield f"casualties {row['id']}: is part of itself"
