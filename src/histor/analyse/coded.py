"""One shape for whatever is compared: an exported case, or a gold annotation made by hand.

Rows keep what the measures ask of them and nothing else; who and where are kept as sets of names, since two coders give
one actor two ids but rarely two names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Names = frozenset[str]
_ARTICLES = frozenset(("the", "of", "a", "an"))


@dataclass(frozen=True, slots=True)
class Deed:
    """An incident: types it may have, its day, who, whom, where, with what; ``wanted`` is False where missing it is no
    error. ``quotes`` are the sentences that tell it; names are folded (see :func:`fold`), a group of names an actor."""

    id: str
    types: frozenset[str]
    quotes: tuple[str, ...]
    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    dated: bool = True
    actors: tuple[Names, ...] = ()
    targets: tuple[Names, ...] = ()
    claimed: tuple[Names, ...] = ()
    places: tuple[Names, ...] = ()
    weapons: tuple[str, ...] = ()
    status: str = ""
    wanted: bool = True
    any_type: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: all names of the speaker and of whom he speaks for, the stance, the sentences."""

    id: str
    speaker: Names
    stances: frozenset[str]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A casualty figure: effect, bounds that are right, who gives it (empty: the source itself)."""

    id: str
    effect: str
    bounds: frozenset[tuple[int | None, int | None]]
    claimant: Names
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One deed answering another, by their ids; ``wanted`` is False where it is only implied."""

    deed: str
    answers: str
    basis: str = "explicit"
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Coded:
    """What one coder made of a text; ``sides`` gives each folded name the folded name of its side."""

    deeds: tuple[Deed, ...]
    said: tuple[Said, ...]
    figures: tuple[Figure, ...]
    answers: tuple[Answer, ...]
    sides: Mapping[str, str]
    quotes: tuple[tuple[int, int, str], ...] = ()


def fold(text: str | None) -> str:
    """Return a name without case, accents, marks and articles, so that one name is written one way.

    >>> fold("the Jaish ul-Adl")
    'jaish ul adl'
    """
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    letters = (c for c in plain if unicodedata.category(c) not in ("Mn", "Lm"))  # no accents, no ʿ and ʾ
    kept = "".join(c if c.isalnum() or c.isspace() else " " for c in letters)
    return " ".join(word for word in kept.split() if word not in _ARTICLES)


def _names(row: Mapping[str, Any] | None) -> Names:
    if row is None:
        return frozenset()
    given = (row.get("name"), *row.get("aliases", ()), row.get("admin1"))
    return frozenset(filter(None, map(fold, given)))


def _quotes(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(str(row.get("quote", "")).split()) for row in rows))


def of_export(case: Mapping[str, Any], sources: frozenset[str] | None = None) -> Coded:
    """Return an exported case (`histor-case/1`) in the common shape, of some sources only where their ids are given."""
    return _Export(case, sources).coded()


class _Export:
    """The reading of one export."""

    def __init__(self, case: Mapping[str, Any], sources: frozenset[str] | None) -> None:
        self.case, self.sources = case, sources
        self.actors = {row["id"]: row for row in case.get("actors", ())}
        self.places = {row["id"]: row for row in case.get("places", ())}

    def coded(self) -> Coded:
        """All layers."""
        deeds = tuple(self._deed(row) for row in self._rows("incidents"))
        kept = {deed.id for deed in deeds}
        answers = tuple(Answer(row["incident"], row["responds_to"], row.get("basis", "explicit"))
                        for row in self._rows("responses") if {row["incident"], row["responds_to"]} <= kept)
        sides = {name: fold(self.actors[row["side"]]["name"]) for row in self.actors.values()
                 if row.get("side") in self.actors for name in _names(row)}
        every = [ev for name in ("incidents", "claims", "casualties", "responses") for row in self._rows(name)
                 for ev in self._evidence(row)]
        return Coded(
            deeds, tuple(self._said(row) for row in self._rows("claims")),
            tuple(self._figure(row) for row in self._rows("casualties")), answers, sides,
            tuple((ev["start"], ev["end"], ev["quote"]) for ev in every))

    def _rows(self, layer: str) -> list[Mapping[str, Any]]:
        return [row for row in self.case.get(layer, ()) if self.sources is None or self._evidence(row)]

    def _evidence(self, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        return [ev for ev in row.get("evidence", ()) if self.sources is None or ev.get("source") in self.sources]

    def _who(self, ids: Sequence[str] | None) -> tuple[Names, ...]:
        return tuple(_names(self.actors[ident]) for ident in ids or () if ident in self.actors)

    def _deed(self, row: Mapping[str, Any]) -> Deed:
        date = row.get("date") or {}
        where = tuple(_names(self.places[ident]) for ident in row.get("places", ()) if ident in self.places)
        return Deed(
            row["id"], frozenset((str(row.get("type", "")).upper(),)), _quotes(self._evidence(row)),
            date.get("start"), date.get("end"), date.get("precision", "unknown"), bool(date.get("start")),
            self._who(row.get("actors")), self._who(row.get("targets")), self._who(row.get("claimed_targets")),
            where, tuple(fold(w) for w in row.get("weapons", ())), row.get("status", ""))

    def _said(self, row: Mapping[str, Any]) -> Said:
        speaker = self._who([i for i in (row.get("speaker"), row.get("affiliation")) if i])
        return Said(row["id"], frozenset().union(*speaker), frozenset((row.get("stance", ""),)),
                    _quotes(self._evidence(row)))

    def _figure(self, row: Mapping[str, Any]) -> Figure:
        low, high = row.get("low"), row.get("high")
        claimant = self._who([row["according_to"]]) if row.get("according_to") else ()
        return Figure(row["id"], row.get("effect", ""), frozenset({(low, high if high is not None else low)}),
                      frozenset().union(*claimant), _quotes(self._evidence(row)))
