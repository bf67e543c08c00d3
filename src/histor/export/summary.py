"""The box at the head of an encyclopaedia's article, rebuilt from the case: each value with who says it.

Nothing here is new: every row is read off incidents, figures and contradictions, and carries their evidence. It keeps
to the time around which most of what is told lies, so that a war fifty years back, told as background, does not
become the beginning of this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from histor.export.words import OWN_VOICE, Names, figure_words

Case = Mapping[str, Any]
Row = Mapping[str, Any]

#: Statuses that tell a deed; what is planned, denied or feared makes no summary.
_TOLD = ("reported", "claimed", "disputed")
#: Types that make a conflict what it is, looked for in this order.
_WEIGHTY = (("ASSAULT",), ("COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN"))
#: Days without a deed that part one conflict from another; six weeks keeps the lulls of real campaigns together.
_LULL = 45
_MOST = 6
#: Kinds of actors that are a party by themselves; others are only as members of a side.
_PARTIES = ("state", "government", "military", "armed group", "organisation")


def summary(case: Case) -> list[dict[str, Any]]:
    """Return rows ``field``, ``value``, ``said_by`` (actor ids), ``said`` (in words) and ``evidence``."""
    names = Names(case)
    deeds = _core([row for row in case["incidents"] if row["status"] in _TOLD])
    rows = [*_when(deeds), *_where(case, deeds), *_parties(case, deeds, names), *_deeds(deeds)]
    rows += [*_figures(case, names), *_disputes(case, names), *_answers(case, names)]
    return [row.told(names) for row in rows]


@dataclass(frozen=True, slots=True)
class _Line:
    """A field, its value, and every (speakers, evidence) that it stands on; no speakers is the source's own voice."""

    field: str
    value: str
    voices: tuple[tuple[list[str], list[Row]], ...]

    def told(self, names: Names) -> dict[str, Any]:
        """Return the line as data and in words, each voice and each passage once."""
        said = names.voices(self.voices)
        passages = {(e["source"], e["start"], e["end"]): dict(e) for _, evidence in self.voices for e in evidence}
        return {
            "field": self.field, "value": self.value,
            "said_by": list(dict.fromkeys(who for by, _ in self.voices for who in by)),
            "said": "; ".join(sorted(said, key=lambda who: who != OWN_VOICE)),
            "evidence": list(passages.values()),
        }


def _row(field: str, value: str, said_by: list[str], evidence: list[Row]) -> _Line:
    return _Line(field, value, ((said_by, evidence),))


def _from(field: str, value: str, incidents: Iterable[Row], *keys: str) -> _Line:
    """Return a line that stands on some fields of some incidents."""
    supports = [(row, row["fields"][key]) for row in incidents for key in keys if key in row["fields"]]
    voices = ((support["said_by"], [row["evidence"][at] for at in support["evidence"]]) for row, support in supports)
    return _Line(field, value, tuple(voices))


def _core(incidents: list[Row]) -> list[Row]:
    """Return the weighty deeds of the stretch of time that holds most of what is told."""
    for types in _WEIGHTY:
        weighty = [row for row in incidents if row["type"] in types]
        if weighty:
            break
    else:
        weighty = incidents
    dated = sorted((day, at) for at, row in enumerate(weighty) if (day := _day(row["date"])) is not None)
    stretches: list[list[int]] = []
    for place, (day, at) in enumerate(dated):
        if not place or day - dated[place - 1][0] > _LULL:
            stretches.append([])
        stretches[-1].append(at)
    if not stretches:
        return weighty
    best = max(stretches, key=lambda stretch: sum(len(weighty[at]["evidence"]) for at in stretch))
    return [weighty[at] for at in best]


def _day(when: Row) -> int | None:
    start = when["start"] or when["end"]
    if not start or len(start) < 10:
        return None
    try:
        return date.fromisoformat(start[:10]).toordinal()
    except ValueError:
        return None


def _when(deeds: list[Row]) -> Iterator[_Line]:
    dated = [row for row in deeds if row["date"]["start"] or row["date"]["end"]]
    if not dated:
        return
    first = min(dated, key=lambda row: row["date"]["start"] or row["date"]["end"])
    last = max(dated, key=lambda row: row["date"]["end"] or row["date"]["start"])
    start = first["date"]["start"] or first["date"]["end"]
    end = last["date"]["end"] or last["date"]["start"]
    edges = {row["id"]: row for row in (first, last)}.values()
    yield _from("When", start if start == end else f"{start} – {end}", edges, "date")


def _where(case: Case, deeds: list[Row]) -> Iterator[_Line]:
    names = {row["id"]: row["name"] for row in case["places"]}
    counted = Counter(ident for row in deeds for ident in row["places"])
    for ident, _ in counted.most_common(_MOST):
        yield _from("Where", names.get(ident, ident), [row for row in deeds if ident in row["places"]], "places")


def _parties(case: Case, deeds: list[Row], names: Names) -> Iterator[_Line]:
    """One row for each side that did something or had it done to it, with those who acted for it."""
    actors = case.get("whole", case)["actors"]
    sides = {row["id"]: row["side"] or row["id"] for row in actors if row["side"] or row["kind"] in _PARTIES}
    members: dict[str, dict[str, None]] = {}
    for row in deeds:
        for ident in (*row["actors"], *row["targets"]):
            if ident in sides:
                members.setdefault(sides[ident], {})[ident] = None
    for side, found in members.items():
        others = [ident for ident in found if ident != side]
        value = names.one(side) + (f": {names.all(others)}" if others else "")
        yield _from("Party", value, [row for row in deeds if {*row["actors"], *row["targets"]} & set(found)],
                    "actors", "targets")


def _deeds(deeds: list[Row]) -> Iterator[_Line]:
    counted = Counter((row["type"], row["mode"]) for row in deeds)
    for (kind, mode), times in counted.most_common(_MOST):
        value = f"{times} × {mode or kind.lower()}"
        yield _from("Deeds", value, [row for row in deeds if (row["type"], row["mode"]) == (kind, mode)], "type")


def _figures(case: Case, names: Names) -> Iterator[_Line]:
    """Whole figures only: a part stands under its whole, and sums are nobody's word."""
    for row in case["casualties"]:
        if row["part_of"] is None:
            group = row["group"] or names.one(row["side"])
            value = figure_words(row) + (f", {group}" if group else "")
            said_by = [row["according_to"]] if row["according_to"] else []
            yield _row(row["effect"].capitalize(), value, said_by, row["evidence"])


def _disputes(case: Case, names: Names) -> Iterator[_Line]:
    for row in case["contradictions"]:
        for position in row["positions"]:
            value = f"{row['field']} of {names.one(row['about'])}: {position['value']}"
            yield _row("Disputed", value, position["said_by"], position["evidence"])


def _answers(case: Case, names: Names) -> Iterator[_Line]:
    for row in case["responses"]:
        value = f"{names.one(row['incident'])} — to {names.one(row['responds_to'])}"
        yield _row("Answer", value, [row["said_by"]] if row["said_by"] else [], row["evidence"])
