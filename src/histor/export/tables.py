"""A case as tables for reading, one function for each view; the same rows as JSON are the case's own.

Cells are text: how they are drawn (a terminal, a page) is the business of whoever draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from histor.export.compared import Tellings, origins_table, relations_table
from histor.export.summary import summary
from histor.export.table import Table as Table  # here too: who draws tables looks for it where they are made
from histor.export.told import held
from histor.export.words import OWN_VOICE, Names, date_words, figure_words

Case = Mapping[str, Any]
Row = Mapping[str, Any]


def _summary(case: Case) -> Table:
    rows = tuple((row["field"], row["value"], row["said"]) for row in summary(case))
    return Table(case["title"], ("field", "what is told", "who says so"), rows, "nothing was read yet")


def _timeline(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (date_words(row["date"]), row["label"], row["status"], _said_of(row, names), row["id"])
        for row in _in_order(case["incidents"])
    )
    return Table("Timeline", ("when", "what", "status", "who says so", "id"), rows, "no incidents")


def _in_order(incidents: Iterable[Row]) -> list[Row]:
    """Return incidents by date; those of no known date come last, in the order of the case."""
    return sorted(incidents, key=lambda row: row["date"]["start"] or row["date"]["end"] or "9999")


def _incidents(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (
            row["id"], f"{row['type']} {row['mode']}".strip(), date_words(row["date"]), _doers(row, names),
            _targets(row, names), names.all(row["places"]), row["status"], _said_of(row, names),
        )
        for row in case["incidents"]
    )
    columns = ("id", "type", "when", "by", "on", "where", "status", "who says so")
    return Table("Incidents", columns, rows, "no incidents")


def _doers(row: Row, names: Names) -> str:
    """Return who did it, each with whoever alone holds him to it."""
    claimed = held(row)
    return ", ".join(f"{names.one(ident)} (so {names.all(claimed[ident])})" if ident in claimed else names.one(ident)
                     for ident in row["actors"])


def _targets(row: Row, names: Names) -> str:
    aimed = [f"{names.one(ident)} (so the attacker says)" for ident in row["claimed_targets"]]
    return ", ".join([*map(names.one, row["targets"]), *aimed])


def _said_of(row: Row, names: Names) -> str:
    """Return everybody who says anything of an incident; the source's own voice counts as one."""
    proofs = row["evidence"]
    told = dict.fromkeys((tuple(support["said_by"]), tuple(support["evidence"])) for support in row["fields"].values())
    voices = names.voices((by, [proofs[at] for at in places]) for by, places in told)
    if row["status"] == "denied":  # nobody tells it but who says that it was not so
        voices = [who if who == OWN_VOICE else f"denied by {who}" for who in voices]
    return "; ".join(voices) or OWN_VOICE


def _claims(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (row["id"], _speaker(row, names), row["stance"], row["content"], row["said_on"] or "",
         ", ".join(row["incidents"]))
        for row in case["claims"]
    )
    return Table("Who says what", ("id", "speaker", "stance", "what", "said on", "about"), rows, "no claims")


def _speaker(row: Row, names: Names) -> str:
    speaker, body = names.one(row["speaker"]), names.one(row["affiliation"])
    return f"{speaker} ({body})" if speaker and body and body != speaker else speaker or body or "unnamed"


def _casualties(case: Case) -> Table:
    """One row for each group and effect, one column for each who gives a figure."""
    names = Names(case)
    voices = list(dict.fromkeys(_voice(row, names) for row in case["casualties"]))
    cells: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    for row in case["casualties"]:
        kept = cells.setdefault((row["effect"], row["group"] or names.one(row["side"]) or "not told"), {})
        kept.setdefault(_voice(row, names), {}).setdefault(figure_words(row), []).append(_marks(row))
    told = {key: {voice: _cell(said) for voice, said in kept.items()} for key, kept in cells.items()}
    rows = tuple((*key, *(kept.get(voice, "") for voice in voices)) for key, kept in told.items())
    return Table("Casualties by who gives the figure", ("effect", "group", *voices), rows, "no casualty figures")


def _voice(row: Row, names: Names) -> str:
    return names.said([row["according_to"]] if row["according_to"] else [], row["evidence"])


def _cell(told: Mapping[str, list[str]]) -> str:
    """Return one voice's figures, each once with the ids of all rows that tell it: papers repeat one minister."""
    return "; ".join(f"{figure} ({'; '.join(marks)})" for figure, marks in told.items())


def _marks(row: Row) -> str:
    marks = [row["id"]]
    if row["part_of"]:
        marks.append(f"of {row['part_of']}")
    if row["cumulative"]:
        marks.append("in all")
    if row["as_of"]:
        marks.append(f"as of {row['as_of']}")
    return ", ".join(marks)


def _actors(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (row["id"], row["name"], row["kind"], names.one(row["side"]), row["country"] or "",
         "; ".join(_office(role, names) for role in row["roles"]), ", ".join(row["aliases"]))
        for row in case["actors"]
    )
    return Table("Actors", ("id", "name", "kind", "side", "country", "offices", "also called"), rows, "no actors")


def _office(role: Row, names: Names) -> str:
    return f"{role['title']} ({names.one(role['of'])})" if role["of"] else str(role["title"])


def _places(case: Case) -> Table:
    rows = tuple(
        (row["id"], row["name"], row["admin1"] or "", row["country"] or "", row["precision"],
         "" if row["lat"] is None else f"{row['lat']:.4f} {row['lon']:.4f}")
        for row in case["places"]
    )
    return Table("Places", ("id", "name", "region", "country", "precision", "latitude, longitude"), rows, "no places")


def _contradictions(case: Case) -> Table:
    names, told = Names(case), Tellings(case)
    rows = tuple(
        (row["about"], told.what(row["about"]), row["field"],
         " | ".join(f"{p['value']}: {names.said(p['said_by'], p['evidence'])}" for p in row["positions"]))
        for row in case["contradictions"]
    )
    return Table("Contradictions", ("about", "what", "field", "who says what"), rows, "no contradictions")


def _responses(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (row["incident"], names.one(row["incident"]), row["responds_to"], names.one(row["responds_to"]), row["basis"],
         row["cue"], names.said([row["said_by"]] if row["said_by"] else [], row["evidence"]))
        for row in case["responses"]
    )
    columns = ("id", "what", "answers", "what", "basis", "in the words", "who says so")
    return Table("Who answers whom", columns, rows, "no responses")


def _issues(case: Case) -> Table:
    names = Names(case)
    rows = tuple(
        (names.source(row["source"]), row["stage"], f"{row['start']}–{row['end']}" if row["end"] else "",
         row["message"])
        for row in case["issues"]
    )
    return Table("What could not be read", ("source", "stage", "characters", "what"), rows, "no issues")


def _sources(case: Case) -> Table:
    """Return the sources; the older texts of one stand below it, in brackets."""
    rows = tuple(
        (row["id"], row["title"] if row.get("counts", True) else f"({row['title']})", _publisher(row),
         row.get("country") or "", row.get("party") or "", row["published"] or row.get("revised") or "",
         str(row.get("read", ""))[:10], str(row.get("version", "")), row["kind"], f"{row['chars']:,}")
        for row in case["sources"]
    )
    columns = ("id", "title", "publisher", "country", "party", "published", "read", "version", "form", "characters")
    return Table("Sources", columns, rows, "no sources")


def _publisher(row: Mapping[str, Any]) -> str:
    kind = row.get("publisher_kind")
    return " ".join(filter(None, (row.get("publisher") or "", f"({kind})" if kind else "")))


VIEWS: dict[str, Callable[[Case], Table]] = {
    "summary": _summary, "timeline": _timeline, "incidents": _incidents, "claims": _claims, "casualties": _casualties,
    "actors": _actors, "places": _places, "contradictions": _contradictions, "responses": _responses, "issues": _issues,
    "sources": _sources, "relations": relations_table, "origins": origins_table,
}


def decisions_table(rows: Iterable[Row]) -> Table:
    """Return what people decided about a case, one row a decision; what was undone or overruled stays and says so."""
    cells = tuple(
        (str(row["number"]), row["made"], row["who"], row["verb"], ", ".join(row["named"]), row["reason"], _state(row))
        for row in rows
    )
    columns = ("number", "made", "by", "what", "about", "reason", "state")
    return Table("Decisions", columns, cells, "nobody decided anything")


def _state(row: Row) -> str:
    if not row["holds"]:
        return "undone"
    return f"overruled by {row['overruled']}" if row["overruled"] else "holds"


def rows_of(case: Case, view: str) -> list[Any]:
    """Return the rows behind a view as data: the case's own, in the view's order."""
    if view == "summary":
        return summary(case)
    if view == "timeline":
        return _in_order(case["incidents"])
    return list(case.get(view, ()))
