"""What several accounts have in common, as tables: relations, origins, and figures by a policy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from histor.export.summary import summary
from histor.export.table import Table
from histor.export.words import Names, date_words, figure_words

Case = Mapping[str, Any]
Row = Mapping[str, Any]

#: The views that show figures or days, and so differ by policy.
BY_POLICY = ("figures", "casualties", "summary", "timeline")


class Tellings:
    """The claims and figures of a case by id, and how each is told in a few words."""

    def __init__(self, case: Case) -> None:
        self._names = Names(case)
        self._rows: dict[str, Row] = {row["id"]: row for table in ("claims", "casualties")
                                      for row in case.get("whole", case)[table]}  # fmt: skip
        self._told: dict[str, str] = {}

    def one(self, ident: str) -> str:
        """Return a claim or figure with who tells it and where; it stands beside many others."""
        if ident not in self._told:
            self._told[ident] = self._one(ident)
        return self._told[ident]

    def _one(self, ident: str) -> str:
        row = self._rows.get(ident)
        if row is None:
            return ident
        source = self._names.source(row["evidence"][0]["source"])
        if "effect" in row:
            told = f"{figure_words(row)} {row['effect']}{', ' + row['group'] if row['group'] else ''}"
            who = self._names.one(row["according_to"])
        else:
            told, who = row["content"] or row["cue"], self._names.one(row["speaker"])
        return f"{ident}: {told} ({who + ', ' if who else ''}“{source}”)"

    def what(self, ident: str) -> str:
        """Return an incident's name, or a claim in the words of who makes it."""
        row = self._rows.get(ident)
        if row is None or "effect" in row:
            return self._names.one(ident)
        who = self._names.said([row["speaker"]] if row["speaker"] else (), row["evidence"])
        return f"{who}: {row['content'] or row['cue']}"

    def sources(self, idents: Sequence[str]) -> list[str]:
        """Return the titles of the sources in which some claims and figures stand, each once."""
        rows = (self._rows[ident] for ident in idents if ident in self._rows)
        return list(dict.fromkeys(self._names.source(e["source"]) for row in rows for e in row["evidence"]))


def relations_table(case: Case) -> Table:
    """Return how claims and figures stand to each other."""
    told = Tellings(case)
    rows = tuple((row["kind"], told.one(row["first"]), told.one(row["second"]), row["why"])
                 for row in case.get("relations", ()))  # fmt: skip
    return Table("Relations between claims and figures", ("relation", "first", "second", "why"), rows, "no relations")


def origins_table(case: Case) -> Table:
    """Return what several sources take from one origin, and by how many origins each incident is told."""
    told = Tellings(case)
    shared = ((row, told.sources(row["members"])) for row in case.get("origins", ()))
    groups = tuple(
        (row["id"], row["kind"], row["name"], str(len(row["members"])), "; ".join(sources), row["why"])
        for row, sources in shared if len(sources) > 1
    )
    rows = (*groups, *_behind(case))
    columns = ("id", "kind", "whose", "claims and figures", "in", "why")
    return Table("Origins: what counts once", columns, rows, "no two sources share an origin")


def _behind(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield for each incident that several tell by how many origins it is told."""
    names, behind = Names(case), origins_behind(case)
    for row in case["incidents"]:
        origins = behind.get(row["id"], [])
        if len(origins) > 1 or len({e["source"] for e in row["evidence"]}) > 1:
            why = f"Told by {len(origins)} origin{'' if len(origins) == 1 else 's'}: {', '.join(origins)}."
            yield (row["id"], "incident", names.one(row["id"]), "", "", why)


def origins_behind(case: Case) -> dict[str, list[str]]:
    """Return by an incident's id who stands behind it, each origin once: speakers, and sources in their own voice."""
    names, voices = Names(case), _own_voices(case)
    groups = {row["id"]: row["name"] for row in case.get("origins", ())}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (*case["claims"], *case["casualties"]):
        own, name = voices[row["evidence"][0]["source"]]
        key = row.get("origin") or row.get("speaker") or row.get("according_to") or own
        for ident in row["incidents"] if "incidents" in row else [row["incident"]]:
            found[ident].setdefault(key, name if key == own else groups.get(key) or names.one(key))
    for row in case["incidents"]:
        support = row["fields"].get("type")
        for at in support["evidence"] if support is not None and not support["said_by"] else ():
            found[row["id"]].setdefault(*voices[row["evidence"][at]["source"]])
    return {ident: list(dict.fromkeys(rows.values())) for ident, rows in found.items()}


def _own_voices(case: Case) -> dict[str, tuple[str, str]]:
    """Return by a source's id what counts as its own voice, and its name: all that one publisher tells is one voice."""
    case = case.get("whole", case)
    groups = {ident: row for row in case.get("origins", ()) for ident in row.get("voices", ())}
    found = {}
    for row in case["sources"]:
        publisher, group = row.get("publisher"), groups.get(row["id"])
        name = publisher or f"“{row['title']}” itself"
        found[row["id"]] = (group["id"] if group else publisher or row["id"], name)
    return found


def compared(case: Case, row: Row) -> Iterator[str]:
    """Yield how a claim or figure stands to others, and what it shares its origin with."""
    told = Tellings(case)
    group = next((one for one in case.get("origins", ()) if one["id"] == row.get("origin")), None)
    if group is not None:
        yield f"  origin    {group['id']} ({group['name']}), with {len(group['members']) - 1} others: {group['why']}"
    for one in case.get("relations", ()):
        if row["id"] == one["first"]:
            yield f"  {one['kind']} {told.one(one['second'])}. {one['why']}"
        elif row["id"] == one["second"]:
            yield f"  {told.one(one['first'])} {one['kind']} it. {one['why']}"


def origin_chain(case: Case, row: Row) -> Iterator[str]:
    """Yield an origin with everything that goes back to it."""
    told = Tellings(case)
    yield f"{row['id']}: {row['name']} ({row['kind']})"
    yield row["why"]
    yield from (f"  {told.one(ident)}" for ident in row["members"])


def figures_table(case: Case, told: Mapping[str, Any]) -> Table:
    """Return the figures that a policy gives, with what it took and left out; ``told`` has name, says and rows."""
    names = Names(case)
    rows = tuple(
        (names.one(row["incident"]), row["effect"], row["group"] + (" (a share)" if row["part"] else ""), row["text"],
         str(row["origins"]), row["how"], row["incident"])
        for row in told["rows"]
    )
    columns = ("what", "effect", "group", "figure", "origins", "how", "id")
    return Table(f"Figures by the policy “{told['name']}”: {told['says']}", columns, rows, "no figures")


def timeline_table(case: Case, told: Mapping[str, Any], days: Sequence[Row]) -> Table:
    """Return the timeline with the days and the figures that a policy gives."""
    when = {row["incident"]: row for row in days}
    costs: dict[str, list[str]] = {}
    for row in told["rows"]:
        if not row["part"]:
            kind = "" if row["group"] == "people" else f" ({row['group']})"
            costs.setdefault(row["incident"], []).append(f"{row['text']} {row['effect']}{kind}")
    rows = sorted(
        (
            (when[row["id"]]["text"] if row["id"] in when else date_words(row["date"]), row["label"], row["status"],
             "; ".join(costs.get(row["id"], ())), when[row["id"]]["how"] if row["id"] in when else "", row["id"])
            for row in case["incidents"]
        ),
        key=lambda cells: (cells[0] == "unknown", cells[0], cells[-1]),
    )
    columns = ("when", "what", "status", "cost", "how the day was found", "id")
    return Table(f"Timeline by the policy “{told['name']}”", columns, tuple(rows), "no incidents")


def grades_table(case: Case, rows: Sequence[Row]) -> Table:
    """Return how firmly harm is told, incident by incident, and why."""
    names = Names(case)
    cells = tuple((row["incident"], names.one(row["incident"]), row["grade"], row["why"]) for row in rows)
    return Table("How firmly harm is told", ("id", "what", "grade", "why"), cells, "no incident with people harmed")


def summary_table(case: Case, told: Mapping[str, Any]) -> Table:
    """Return the summary with a policy's figures in the place of every figure told."""
    names = Names(case)
    figures = [
        (row["effect"].capitalize(), f"{row['text']}, {row['group']}: {names.one(row['incident'])}",
         f"policy “{told['name']}”, {row['origins']} origin{'' if row['origins'] == 1 else 's'}")
        for row in told["rows"] if not row["part"] and row["from"]
    ]  # fmt: skip
    lines = [(row["field"], row["value"], row["said"]) for row in summary({**case, "casualties": []})]
    at = next((at for at, row in enumerate(lines) if row[0] in ("Disputed", "Answer")), len(lines))
    title = f"{case['title']}, figures by the policy “{told['name']}”"
    rows = (*lines[:at], *figures, *lines[at:])
    return Table(title, ("field", "what is told", "who says so"), rows, "nothing was read yet")
