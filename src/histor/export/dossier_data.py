"""The case as the page's script gets it: every row by its address, every sentence by its number, and no quote twice.

Ids of a case may hold anything; here each is replaced by the address of its row on the page, which is plain, so that
the script can put it into the address bar and into a selector as it is. See docs/formats/dossier-data.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, one_line
from histor.export.dossier_span import phase
from histor.export.dossier_words import ordinals

Row = Mapping[str, Any]
Figures = Mapping[str, Mapping[str, Any]]

#: Groups of the page's words that the script uses, besides those of single views (``view_…``).
_GROUPS = ("ui", "sections", "statuses", "status_meanings", "stances", "effects", "kinds", "precisions", "bases",
           "fields", "layers", "figures", "numbers", "lists", "dates")
#: What may end a script or open a comment in one, and line ends that old engines do not take inside a string.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def case_json(data: Mapping[str, Any]) -> Html:
    """Return data as JSON that may stand in a script element: nothing in it can end the element or open markup."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Html(told.translate({**_ESCAPES, **dict.fromkeys(range(0xD800, 0xE000), "\\ufffd")}))


def case_data(book: Book, figures: Figures, *, policy: str, theme: str, views: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the script needs of a case; ``views`` holds what single views bring along, by their names."""
    return {
        "version": 1, "title": one_line(book.case["title"] or ""), "language": book.words.language, "theme": theme,
        "policy": policy, "span": _days(book.span),
        "sides": [{"id": book.anchor("actors", ident), "name": book.name(ident), "colour": book.colour(ident)}
                  for ident in book.sides],
        "sources": [{"id": book.anchor("sources", ident), "title": one_line(row["title"] or ""),
                     "sign": book.sign(ident), "publisher": one_line(row["publisher"] or "")}
                    for ident, row in book.sources.items()],
        "actors": [_actor(book, row) for row in book.case["actors"]],
        "places": [_place(book, row) for row in book.case["places"]],
        "incidents": [_incident(book, row) for row in book.in_order],
        "claims": [_claim(book, row) for row in book.case["claims"]],
        "casualties": [_casualty(book, row) for row in book.case["casualties"]],
        "responses": list(_responses(book)), "contradictions": list(_contradictions(book)),
        "figures": {name: _policy(book, told) for name, told in figures.items()},
        "words": _words(book), "views": dict(views),
    }


def _words(book: Book) -> dict[str, dict[str, Any]]:
    """Return the words that the script says; a message that changes with a number comes in all its forms."""
    groups = [*_GROUPS, *(name for name in book.words.names if name.startswith("view_"))]
    types = book.words.group("types")
    return {
        **{group: dict(book.words.group(group)) for group in groups},
        "tables": {"inferred": book.words.of("tables", "inferred")},
        "types": {key: row["noun"] for key, row in types.items()},
        "type_kinds": {key: row["kind"] for key, row in types.items()},
        **{name: {str(number): month for number, month in enumerate(book.words.months(name), 1)}
           for name in ("months", "months_short")},
    }


def _actor(book: Book, row: Row) -> dict[str, Any]:
    side, belongs = book.side(row["id"]), row["side"]
    return {
        "id": book.anchor("actors", row["id"]), "name": one_line(row["name"]), "kind": row["kind"],
        "aliases": [one_line(alias) for alias in row["aliases"]], "side": _to(book, "actors", side),
        "belongs": _to(book, "actors", belongs) if belongs != row["id"] else None,
        "part_of": _to(book, "actors", row["part_of"]), "country": row["country"], "colour": book.colour(row["id"]),
        "roles": [{"title": one_line(role["title"]), "of": _to(book, "actors", role["of"])} for role in row["roles"]],
    }


def _place(book: Book, row: Row) -> dict[str, Any]:
    return {
        "id": book.anchor("places", row["id"]), "name": one_line(row["name"]),
        "aliases": [one_line(alias) for alias in row["aliases"]], "lat": row["lat"], "lon": row["lon"],
        "precision": row["precision"], "radius_km": row.get("radius_km"), "country": row["country"],
        "admin1": row["admin1"], "part_of": _to(book, "places", row.get("part_of")),
    }


def _incident(book: Book, row: Row) -> dict[str, Any]:
    who, deed, whom = book.deed(row)
    told = row["fields"].values()
    side = book.deed_side(row)
    return {
        "id": book.anchor("incidents", row["id"]), "type": row["type"], "mode": one_line(row["mode"] or ""),
        "title": book.title(row["id"]), "who": who, "deed": deed, "whom": whom, "date": _when(book, row["date"]),
        "status": row["status"], "side": _to(book, "actors", side), "colour": book.colour(side),
        **{role: _all(book, "actors", row[role]) for role in ("actors", "targets", "claimed_targets")},
        "places": _all(book, "places", row["places"]), "weapons": [one_line(one) for one in row["weapons"]],
        "part_of": _to(book, "incidents", row["part_of"]), "phase": phase(row, book.span),
        "said_by": _all(book, "actors", dict.fromkeys(who for field in told for who in field["said_by"])),
        "own_voice": any(not field["said_by"] for field in told) or not row["fields"],
        "fields": {name: _support(book, row, field) for name, field in row["fields"].items()},
        "inferred": [name for name in row["fields"] if book.is_inferred(row, name)],
        "evidence": book.numbers(row["evidence"]),
    }


def _support(book: Book, row: Row, field: Row) -> dict[str, Any]:
    evidence = row["evidence"]
    told = [evidence[at] for at in field["evidence"] if 0 <= at < len(evidence)]
    return {"said_by": _all(book, "actors", field["said_by"]), "evidence": book.numbers(told)}


def _when(book: Book, when: Row) -> dict[str, Any]:
    first, last = _days(ordinals(when)) or (None, None)
    return {"text": book.words.date(when), "short": book.words.date(when, short=True), "first": first, "last": last,
            "precision": when["precision"], "basis": when["basis"], "open": bool(when["start"]) and not when["end"]}


def _days(days: tuple[int, int] | None) -> list[str] | None:
    return [date.fromordinal(day).isoformat() for day in days] if days else None


def _claim(book: Book, row: Row) -> dict[str, Any]:
    return {
        "id": book.anchor("claims", row["id"]), "speaker": _to(book, "actors", row["speaker"]),
        "affiliation": _to(book, "actors", row["affiliation"]), "stance": row["stance"],
        "content": one_line(row["content"]), "incidents": _all(book, "incidents", row["incidents"]),
        "nested_in": _to(book, "claims", row["nested_in"]), "evidence": book.numbers(row["evidence"]),
    }


def _casualty(book: Book, row: Row) -> dict[str, Any]:
    return {
        "id": book.anchor("casualties", row["id"]), "incident": _to(book, "incidents", row["incident"]),
        "effect": row["effect"], "group": book.words.whom(one_line(row["group"] or "")),
        "low": row["low"], "high": row["high"], "text": book.words.figure(row),
        "side": _to(book, "actors", row["side"]),
        "according_to": _to(book, "actors", row["according_to"]), "part_of": _to(book, "casualties", row["part_of"]),
        "cumulative": bool(row["cumulative"]), "as_of": row["as_of"], "evidence": book.numbers(row["evidence"]),
    }


def _responses(book: Book) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(book.case["responses"], 1):
        ends = _to(book, "incidents", row["incident"]), _to(book, "incidents", row["responds_to"])
        if None not in ends:
            yield {"id": f"r{number}", "incident": ends[0], "responds_to": ends[1], "basis": row["basis"],
                   "cue": one_line(row["cue"] or ""), "said_by": _to(book, "actors", row["said_by"]),
                   "evidence": book.numbers(row["evidence"])}


def _contradictions(book: Book) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(book.case["contradictions"], 1):
        yield {"id": f"x{number}", "about": _to(book, "incidents", row["about"]), "field": row["field"],
               "positions": [{"value": one_line(one["value"]), "said_by": _all(book, "actors", one["said_by"]),
                              "evidence": book.numbers(one["evidence"])} for one in row["positions"]]}


def _policy(book: Book, told: Mapping[str, Any]) -> dict[str, Any]:
    rows = [{"incident": _to(book, "incidents", row["incident"]), "effect": row["effect"],
             "group": book.words.whom(one_line(row["group"] or "")), "low": row["low"], "high": row["high"],
             "text": one_line(row["text"]), "how": one_line(row["how"]),
             "best": row.get("best"), "from": _all(book, "casualties", row["from"])} for row in told["rows"]]
    return {"name": one_line(told["name"]), "says": one_line(told["says"]), "rows": rows}


def _to(book: Book, table: str, ident: str | None) -> str | None:
    """Return the address of a row; None for no row and for one that the case does not hold."""
    return book.anchor(table, ident) if ident is not None and book.has(table, ident) else None


def _all(book: Book, table: str, idents: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(at for ident in idents if (at := _to(book, table, ident)) is not None))
