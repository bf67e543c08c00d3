"""What a grade asks of a deed with harm: who is held to have done it, who owns up or denies, how many tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Case = Mapping[str, Any]
Row = Mapping[str, Any]

_HARM = ("killed", "injured")
#: Kinds of people whose death is no harm to civilians.
_FIGHTERS = frozenset({"fighters", "soldiers"})
_OWNS = "responsib"


@dataclass(frozen=True, slots=True)
class Deed:
    """An incident with harm; ``doers``, ``accepted``, ``denied`` and ``origins`` are names, each once."""

    incident: str
    doers: tuple[str, ...]
    accepted: tuple[str, ...]
    denied: tuple[str, ...]
    origins: tuple[str, ...]
    only_fighters: bool
    differ: bool

    @property
    def behind(self) -> str:
        """The origins in words."""
        count = len(self.origins)
        return f"{count} origin{'' if count == 1 else 's'} ({', '.join(self.origins)})"


def deeds_with_harm(case: Case) -> Iterator[Deed]:
    """Yield every incident of which somebody tells that people were killed or injured, in the order of the case."""
    reader = _Reader(case)
    for row in case["incidents"]:
        harm = reader.harm.get(row["id"], [])
        if harm:
            yield reader.deed(row, harm)


class _Reader:
    """Reads deeds off a case."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._actors = {row["id"]: row for row in case["actors"]}
        self._sources = {row["id"]: row.get("publisher") or row["title"] for row in case["sources"]}
        self._groups = {row["id"]: row["name"] for row in case.get("origins", ())}
        self._rivals = {row["first"] for row in case.get("relations", ()) if row["kind"] == "contradicts"}
        self.harm: dict[str, list[Row]] = defaultdict(list)
        self._claims: dict[str, list[Row]] = defaultdict(list)
        for row in case["casualties"]:
            if row["effect"] in _HARM and row["incident"] is not None and row["high"] != 0:
                self.harm[row["incident"]].append(row)
        for row in case["claims"]:
            for ident in row["incidents"]:
                self._claims[ident].append(row)
        refusals = {row["id"]: row["actors"] for row in case["incidents"] if row.get("type") == "REJECT"}
        self._answers = {(row["incident"], row["responds_to"]) for row in case.get("responses", ())}
        self._refused: dict[str, list[str]] = defaultdict(list)
        for answer, deed in sorted(self._answers):
            self._refused[deed] += refusals.get(answer, ())

    def deed(self, row: Row, harm: Sequence[Row]) -> Deed:
        """Return an incident as a grade sees it."""
        sides = {self._side(ident): ident for ident in row["actors"] if self._names_somebody(ident)}
        claims = self._claims.get(row["id"], [])
        wholes = [figure for figure in harm if figure["part_of"] is None]
        return Deed(
            incident=row["id"],
            doers=tuple(self._name(ident) for ident in sides),
            accepted=self._accepting(row["id"], sides, claims, harm),
            denied=tuple(self._denying(row["id"], sides, claims).values()),
            origins=self._origins(wholes or harm),
            only_fighters=all((figure.get("kind") or "people") in _FIGHTERS for figure in wholes or harm),
            differ=any(figure["id"] in self._rivals for figure in harm),
        )

    def _denying(
        self, deed: str, sides: Mapping[str | None, str], claims: Sequence[Row]
    ) -> dict[str | None, str]:
        """Return by their sides the doers who deny the deed, in a claim about it or in words that answer it."""
        said = [c["speaker"] for c in claims if c["stance"] == "denies"]
        return {side: self._name(who) for who in (*said, *self._refused[deed]) if (side := self._side(who)) in sides}

    def _accepting(
        self, deed: str, sides: Mapping[str | None, str], claims: Sequence[Row], harm: Sequence[Row]
    ) -> tuple[str, ...]:
        """Return the doers who own up to the deed, or who tell of others than fighters that they were harmed.

        Who denies the deed owns up to nothing by counting its dead, and who owns up to what answers it only names it.
        """
        denying = self._denying(deed, sides, claims)
        owning = [c for c in claims if self._side(c["speaker"]) in sides and c["stance"] in ("claims", "asserts")
                  and any(_OWNS in e["quote"].casefold() for e in c["evidence"])
                  and not any((other, deed) in self._answers for other in c["incidents"])]  # fmt: skip
        told = [f for f in harm if self._side(f["according_to"]) in sides and (f.get("kind") or "") not in _FIGHTERS
                and self._side(f["according_to"]) not in denying]  # fmt: skip
        names = [*self._speakers(owning), *(self._name(f["according_to"]) for f in told)]
        return tuple(dict.fromkeys(names))

    def _speakers(self, claims: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._name(row["speaker"]) for row in claims))

    def _origins(self, rows: Sequence[Row]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for row in rows:
            source = row["evidence"][0]["source"]
            key = row.get("origin") or row["according_to"] or source
            found.setdefault(key, self._groups.get(key) or self._name(row["according_to"]) or self._sources[source])
        return tuple(dict.fromkeys(found.values()))

    def _side(self, ident: str | None) -> str | None:
        row = self._actors.get(ident or "")
        return (row["side"] or row["id"]) if row is not None else None

    def _names_somebody(self, ident: str) -> bool:
        """Tell whether an actor is more than a description (unknown gunmen, an explosion)."""
        row = self._actors.get(ident)
        return row is not None and row["kind"] != "civilians" and (
            row["side"] is not None or any(word[:1].isupper() for word in row["name"].split())
        )

    def _name(self, ident: str | None) -> str:
        row = self._actors.get(ident or "")
        return str(row["name"]) if row is not None else ""
