"""The actors that the product knows by name: states with their governments and forces, bodies, groups, media.

Built once from ``data/actors/`` into one index of folded names. Governments and armed forces are not listed: they
are made from the state by pattern, so that every state has them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from histor.errors import DataError
from histor.lexicon import Lexicon
from histor.resolve.names import Pieces, fold, is_short_code, plural, slug

#: How a form names its actor, in the order of preference where one form names several.
HOWS = ("name", "demonym", "people", "capital")


@dataclass(frozen=True, slots=True)
class Known:
    """One known actor; ``adjective`` is the first word of nationality of a state or people."""

    id: str
    name: str
    kind: str
    country: str | None = None
    side: str | None = None
    part_of: str | None = None
    adjective: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name a known actor; ``code`` marks abbreviations that must stand in capitals."""

    id: str
    how: str
    code: bool
    needs: frozenset[str] = frozenset()


class Catalogue:
    """Every known actor by id and by folded name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.known: dict[str, Known] = {}
        self._forms: dict[Pieces, list[Form]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._force: dict[str, str] = {}
        self._by_country: dict[str, str] = {}
        folder = lexicon.folder("actors")
        for row in folder.get("states", {}).get("states", []):
            self._add_polity(row, "state")
        for row in folder.get("states", {}).get("peoples", []):
            self._add_polity(row, "civilians")
        for stem in sorted(set(folder) - {"states"}):
            for kind, rows in folder[stem].items():
                for row in rows:
                    self._add_body(row, kind, stem)
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def _add_polity(self, row: dict[str, Any], kind: str) -> None:
        ident = slug(row["name"])
        country = row.get("iso") or row.get("country")
        side = ident if kind == "state" else None
        demonyms = list(row.get("dem", []))
        self.known[ident] = Known(ident, row["name"], kind, country, side, None, demonyms[0] if demonyms else None,
                                  row.get("start"), row.get("end"))
        if kind == "state" and country and "end" not in row:
            self._by_country.setdefault(country, ident)
        self._name(ident, "name", [row["name"].split(" (")[0], *row.get("also", [])])
        self._by_context(row, ident)
        self._name(ident, "demonym", demonyms)
        self._name(ident, "people", [plural(word) for word in demonyms if plural(word) != word])
        self._name(ident, "people", row.get("people", []))
        self._name(ident, "capital", row.get("cap", []))

    def _add_body(self, row: dict[str, Any], kind: str, stem: str) -> None:
        if "name" not in row:
            raise DataError(f"data/actors/{stem}.yaml: a row of '{kind}' has no name: {row}. Add one.")
        ident = slug(row["name"])
        country = row.get("country")
        state = self._by_country.get(country) if country else None
        side = self._side(row, kind, ident, state)
        part_of = slug(row["part_of"]) if "part_of" in row else None
        self.known[ident] = Known(ident, row["name"], kind, country, side, part_of, None,
                                  row.get("start"), row.get("end"))
        self._name(ident, "name", [row["name"].split(" (")[0], *row.get("also", [])])
        self._by_context(row, ident)
        if row.get("main") and state:
            self._force[state] = ident

    def _side(self, row: dict[str, Any], kind: str, ident: str, state: str | None) -> str | None:
        if "side" in row:
            return slug(row["side"])
        if kind == "armed group":
            return ident
        return state if kind in ("military", "government") else None

    def _by_context(self, row: dict[str, Any], ident: str) -> None:
        """Add the names that hold only in a document that also has one of some words ("the Union")."""
        for told in row.get("where", []):
            needs = frozenset(piece for word in told["needs"] for piece in fold(word))
            self._name(ident, "name", told.get("also", []), needs)
            self._name(ident, "demonym", told.get("dem", []), needs)
            self._name(ident, "people", [plural(word) for word in told.get("dem", [])], needs)

    def _name(self, ident: str, how: str, names: Iterable[str], needs: frozenset[str] = frozenset()) -> None:
        for name in names:
            key = fold(name)
            if not key:
                continue
            forms = self._forms.setdefault(key, [])
            if all(form.id != ident for form in forms):
                forms.append(Form(ident, how, is_short_code(name), needs))
                forms.sort(key=lambda form: HOWS.index(form.how))
            lengths = self._lengths.setdefault(key[0], [])
            if len(key) not in lengths:
                lengths.append(len(key))

    def forms(self, key: Pieces) -> list[Form]:
        """Return the ways in which this folded name names known actors, the likeliest first."""
        return self._forms.get(key, [])

    def lengths(self, first: str) -> list[int]:
        """Return the lengths, longest first, of the names that begin with this piece."""
        return self._lengths.get(first, [])

    def state_of(self, country: str) -> str | None:
        """Return the present state with this ISO code."""
        return self._by_country.get(country)

    def force_of(self, state: str) -> str | None:
        """Return the known body that is a state's armed forces as a whole."""
        return self._force.get(state)

    def __iter__(self) -> Iterator[Known]:
        return iter(self.known.values())
