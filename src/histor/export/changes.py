"""What two cases differ in, in plain words: a sentence for each change, by the names that the cases give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from histor.export.words import OWN_VOICE, Names, date_words, figure_words

Case = Mapping[str, Any]
Row = Mapping[str, Any]

_FIELDS = {"actors": "who did it", "targets": "whom it befell", "claimed_targets": "whom it was aimed at",
           "places": "where", "type": "the type", "date": "the date", "status": "the status"}
_SHORT = 160


class Changes:
    """Two cases, and the words for what they differ in."""

    def __init__(self, a: Case, b: Case) -> None:
        self._names = Names(a), Names(b)
        self._rows = _by_id(a), _by_id(b)

    def sentence(self, change: Row) -> str:
        """Return a change (the fields of ``analyse.diff.Change``) as a sentence."""
        side = 0 if change["change"] == "gone" else 1
        tell = getattr(self, f"_{change['layer']}")
        told: str = tell(change, side)
        return told

    def _coder(self, change: Row, side: int) -> str:
        del side
        return f"The coder's {change['field']} was {change['before']} and is {change['after']}."

    def _source(self, change: Row, side: int) -> str:
        row = self._row(change, side)
        title = f"“{row['title'] or row['id']}”"
        if change["change"] == "changed":
            return f"The text of {title} has changed ({change['before']:,} to {change['after']:,} characters)."
        return f"{title} {'was read' if side else 'is no longer there'}."

    def _incident(self, change: Row, side: int) -> str:
        row = self._row(change, side)
        label = f"“{row['label'] or row['type']}”"
        if change["change"] in ("new", "gone"):
            verb = "is told now" if side else "is no longer told"
            return f"{label} ({row['type']}, {date_words(row['date'])}) {verb}."
        if change["before"] is None:
            return f"Of {label} is told: {_rivals(change['after'])}."
        if change["field"] == "sources":
            return self._told_by(change, label)
        before, after = (_value(change["field"], value) for value in (change["before"], change["after"]))
        tie = "was {} and is now {}, which cannot both be" if change["change"] == "contradicted" else "was {} and is {}"
        return f"Of {label}, {_FIELDS.get(change['field'], change['field'])} {tie.format(before, after)}."

    def _told_by(self, change: Row, label: str) -> str:
        before = {self._names[0].source(ident) for ident in change["before"]}
        after = {self._names[1].source(ident) for ident in change["after"]}
        more, less = sorted(after - before), sorted(before - after)
        said = [f"is told by {_listed(more)} too"] if more else []
        said += [f"is no longer told by {_listed(less)}"] if less else []
        return f"{label} {' and '.join(said) or 'is told by another version of its sources'}."

    def _claim(self, change: Row, side: int) -> str:
        if change["before"] is None and change["change"] == "contradicted":
            return f"One thing is claimed and denied: {_rivals(change['after'])}."
        row = self._row(change, side)
        who = self._names[side].one(row["speaker"] or row["affiliation"]) or "somebody"
        said = f"{who}: “{_short(row['content'] or row['evidence'][0]['quote'])}”"
        if change["change"] in ("new", "gone"):
            return f"{said} ({row['stance']}) is {'said now' if side else 'no longer said'}."
        return f"{said} was read as {change['before']} and is read as {change['after']}."

    def _figure(self, change: Row, side: int) -> str:
        row = self._row(change, side)
        deed = self._rows[side].get(row["incident"] or "")
        of = f" in “{deed['label'] or deed['type']}”" if deed else ""
        told = f"{figure_words(row)} {row['effect']}{of}, according to {self._mouth(row, side)}"
        if change["change"] in ("new", "gone"):
            return f"{told}, {'is told now' if side else 'is no longer told'}."
        before = self._rows[0][change["a"]]
        if change["change"] == "changed":
            return f"{told}; it was {figure_words(before)}."
        return f"{told}; {self._mouth(before, 0)} had told {figure_words(before)}, and both cannot be."

    def _mouth(self, row: Row, side: int) -> str:
        by = [row["according_to"]] if row["according_to"] else []
        return self._names[side].said(by, row["evidence"]) or OWN_VOICE

    def _row(self, change: Row, side: int) -> Row:
        ident = change["b"] if side else change["a"]
        return self._rows[side][ident]


def _by_id(case: Case) -> dict[str, Row]:
    tables = ("sources", "incidents", "claims", "casualties")
    return {row["id"]: row for table in tables for row in case[table]}


def _value(field: str, value: Any) -> str:
    if field == "date":
        return date_words(value)
    return _listed(value) if isinstance(value, list) else str(value)


def _listed(values: list[str]) -> str:
    return ", ".join(f"“{value}”" for value in values) or "not told"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"


def _rivals(values: list[str]) -> str:
    return "; but ".join(map(_short, values))
