"""Gold annotations (docs/formats/gold.md) in the shape that cases are compared in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from histor.analyse.coded import Answer, Coded, Deed, Figure, Names, Said, fold
from histor.lexicon import Lexicon

_STATUS = {"happened": "reported", "unknown": "reported"}
_EFFECTS = {"dead": "killed", "wounded": "injured", "detained": "captured"}


def of_gold(gold: Mapping[str, Any], lexicon: Lexicon) -> Coded:
    """Return a gold annotation in the common shape."""
    return _Gold(gold, lexicon).coded()


class _Gold:
    """The reading of one annotation."""

    def __init__(self, gold: Mapping[str, Any], lexicon: Lexicon) -> None:
        self.gold = gold
        table = lexicon.yaml("gold/types.yaml")
        self.types: Mapping[str, Sequence[str]] = table["events"]
        self.any: Sequence[str] = table["any"]
        self.chains: dict[str, Names] = {}
        self.sides: dict[str, str] = {}
        for row in gold.get("actors", ()):
            chain = frozenset(filter(None, (fold(name) for name in (row["name"], *row.get("aliases", ())))))
            for name in sorted(chain):
                self.chains.setdefault(name, chain)
                if row.get("side"):
                    self.sides.setdefault(name, fold(row["side"]))

    def coded(self) -> Coded:
        """All layers."""
        gold = self.gold
        answers = tuple(Answer(row["event"], row["responds_to"], _basis(row), row.get("status") != "loose")
                        for row in gold.get("responses", ()))
        figures = tuple(self._figure(row) for row in gold.get("casualties", ()) if _told(row))
        said = tuple(self._said(row) for row in gold.get("claims", ()) if row.get("speaker"))
        return Coded(tuple(self._deed(row) for row in gold.get("events", ())), said, figures, answers, self.sides)

    def who(self, name: str | None) -> Names:
        """All names of an actor who is called so."""
        folded = fold(name)
        return self.chains.get(folded, frozenset((folded,))) if folded else frozenset()

    def _all(self, names: Sequence[str] | None) -> tuple[Names, ...]:
        return tuple(self.who(name) for name in names or ())

    def _deed(self, row: Mapping[str, Any]) -> Deed:
        kinds = (row["type"], *row.get("type_alt", ()))
        types = frozenset(kind for name in kinds for kind in self.types.get(name, (name.upper(),)))
        date = row.get("date") or {}
        place = fold((row.get("place") or {}).get("name"))
        free = bool(set(kinds) & set(self.any))
        return Deed(
            row["id"], types, _sentences(row), date.get("start"), date.get("end"), date.get("precision", "unknown"),
            bool(date.get("start")) and date.get("basis") != "none", self._all(row.get("actors")),
            self._all(row.get("targets")), self._all(row.get("claimed_targets")),
            (frozenset((place,)),) if place else (), tuple(fold(w) for w in row.get("weapons", ())),
            _STATUS.get(row.get("status", ""), row.get("status", "")),
            row.get("salience") != "low" and row["type"] not in self.any, free)

    def _said(self, row: Mapping[str, Any]) -> Said:
        speaker = self.who(row["speaker"]) | self.who(row.get("affiliation"))
        return Said(row["id"], speaker, frozenset((row["stance"], *row.get("stance_alt", ()))), _sentences(row))

    def _figure(self, row: Mapping[str, Any]) -> Figure:
        number = row.get("number")
        low = row["min"] if row.get("min") is not None else number
        high = row["max"] if row.get("max") is not None else number if number is not None else low
        effect = _EFFECTS.get(row["measure"], row["measure"])
        right = frozenset({(low, high), (low, low), (number, number)})
        return Figure(row["id"], effect, right, self.who(row.get("according_to")), _sentences(row))


def _told(row: Mapping[str, Any]) -> bool:
    return row.get("min") is not None or row.get("number") is not None


def _basis(row: Mapping[str, Any]) -> str:
    return "explicit" if row.get("status") != "loose" else "inferred"


def _sentences(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in (row["evidence"], *row.get("also_evidence", ())))
