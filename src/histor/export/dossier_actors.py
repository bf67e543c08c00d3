"""Who appears and where: sides, bodies, offices and persons by every name, who acts on whom, and the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_fields import support
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_tables import group, table
from histor.export.dossier_views import live
from histor.export.words_forms import capital

Row = Mapping[str, Any]
#: Numbers of sentences that a row shows.
_MOST = 4
_KINDS = ("state", "government", "military", "armed group", "organisation", "media", "person", "civilians", "other")


def actors_section(book: Book) -> Html | None:
    """Return who acts on whom between the sides, then all actors by side."""
    if not book.case["actors"]:
        return None
    told = acting_counts(book)
    groups: dict[str | None, list[Row]] = {side: [] for side in [*book.sides, None]}
    for row in book.case["actors"]:
        groups[book.side(row["id"])].append(row)
    stands = sentences(book)
    columns = book.words.columns("name", "kind", "office", "also", "acts", "suffers", "says", "sentences")
    bodies = []
    for side, rows in groups.items():
        if rows:
            rows.sort(key=lambda row: (row["id"] != side, _KINDS.index(row["kind"]) if row["kind"] in _KINDS else 9))
            say = book.words.say
            label = capital(say("tables", "side_of", who=book.name(side)) if side else say("tables", "no_side"))
            lines = [_actor(book, row, [count[row["id"]] for count in told], stands) for row in rows]
            bodies.append(el("tbody", group(8, label), lines))
    between = _between(book)
    picture = live("actors", between) if between is not None else live("actors")
    return join([picture, table(book.words.of("tables", "all_actors"), columns, bodies, "wide rows", range(4, 7))])


def sentences(book: Book) -> dict[str, list[Row]]:
    """Return, by actor or place, the sentences in which an incident or a claim names it."""
    found: dict[str, list[Row]] = {}
    for row in book.case["incidents"]:
        for role in ("actors", "targets", "claimed_targets", "places"):
            told = [e for _, rows in support(row, role) for e in rows]
            for ident in row[role]:
                found.setdefault(ident, []).extend(told)
    for row in book.case["claims"]:
        for ident in {row["speaker"], row["affiliation"]} - {None}:
            found.setdefault(ident, []).extend(row["evidence"])
    return found


def acting_counts(book: Book) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how often each actor is told to act, to be acted upon and to speak; what is inferred counts for nobody."""
    acts = Counter(ident for row in book.case["incidents"] for ident in set(row["actors"]))
    suffers = Counter(ident for row in book.case["incidents"] for ident in set(book.told(row, "targets")))
    says = Counter(ident for row in book.case["claims"] for ident in {row["speaker"], row["affiliation"]} - {None})
    return acts, suffers, says


def _actor(book: Book, row: Row, counts: list[int], stands: Mapping[str, list[Row]]) -> Html:
    offices = [one_line(role["title"]) + (f", {book.name(role['of'])}" if role["of"] in book.actors else "")
               for role in row["roles"]]
    if row["part_of"] in book.actors:
        offices.append(book.words.say("tables", "belongs_to", who=book.name(row["part_of"])))
    if row["side"] in book.actors and row["side"] != row["id"] and book.side(row["id"]) is None:
        offices.append(book.words.say("tables", "side_of", who=book.name(row["side"])))
    return el("tr", el("th", one_line(row["name"]), scope="row", class_=f"t-{book.colour(row['id'])}"),
              el("td", book.words.of("kinds", row["kind"])), el("td", book.words.apart(offices)),
              el("td", book.words.apart(map(one_line, row["aliases"]))),
              (el("td", _number(book, count), class_="num") for count in counts),
              el("td", book.cite(stands.get(row["id"], ()), _MOST)),
              id=book.anchor("actors", row["id"]), class_="row")


def pairs(book: Book) -> Counter[tuple[str | None, str | None, str]]:
    """Return how often each side is told to act on each, by manner: by force or other deeds, or by words."""
    found: Counter[tuple[str | None, str | None, str]] = Counter()
    for row in book.case["incidents"]:
        targets = book.told(row, "targets")
        if row["status"] in ("reported", "claimed", "disputed") and row["actors"] and targets:
            kind = book.words.type(row["type"], "kind")
            for doer in {book.side(ident) for ident in row["actors"]}:
                found.update((doer, to, kind) for to in {book.side(ident) for ident in targets})
    return found


def _between(book: Book) -> Html | None:
    """Return the table of who acts on whom; None where nobody is told to."""
    found = pairs(book)
    if not found:
        return None
    sides: list[str | None] = [*book.sides, None]
    columns = [book.words.of("columns", "acting"),
               *(book.words.html("tables", "acted_on", who=_side(book, side)) for side in sides)]
    body = [el("tr", el("th", _side(book, side), scope="row"), (_pair(book, found, side, to) for to in sides))
            for side in sides]
    title = book.words.of("tables", "who_on_whom")
    return join([el("h3", title), table(title, columns, el("tbody", body), "matrix", range(1, 9))])


def _side(book: Book, side: str | None) -> Html:
    name = book.name(side) if side else book.words.of("tables", "others_short")
    return el("span", name, class_=f"t-{book.colour(side)}")


def _pair(book: Book, found: Counter[tuple[str | None, str | None, str]], side: str | None, to: str | None) -> Html:
    counts = (("by_deeds", found[side, to, "deed"]), ("by_words", found[side, to, "word"]))
    told = [book.words.say("tables", key, count=count) for key, count in counts if count]
    return el("td", ", ".join(told) or book.words.of("figures", "none"), class_="num")


def _number(book: Book, count: int) -> str:
    return book.words.number(count) if count else book.words.of("figures", "none")


def places_section(book: Book) -> Html | None:
    """Return all places in a table: what lies where, how exactly, and in how many incidents."""
    if not book.case["places"]:
        return None
    counted = Counter(ident for row in book.case["incidents"] for ident in set(row["places"]))
    rows = sorted(book.case["places"], key=lambda row: (-counted[row["id"]], one_line(row["name"])))
    stands = sentences(book)
    columns = book.words.columns("place", "lies_in", "country", "known_to", "latitude", "longitude", "within",
                                 "incidents", "sentences")
    body = [_place(book, row, counted[row["id"]], stands.get(row["id"], [])) for row in rows]
    return table(book.words.of("tables", "all_places"), columns, el("tbody", body), "wide rows", range(4, 8))


def _place(book: Book, row: Row, incidents: int, told: list[Row]) -> Html:
    above = row.get("part_of")
    parent = book.link("places", above, book.name(above)) if above in book.places else one_line(row["admin1"] or "")
    radius = row.get("radius_km")
    return el("tr", el("th", one_line(row["name"]), _to_map(book, row, incidents), scope="row"), el("td", parent),
              el("td", row["country"] or ""),
              el("td", book.words.of("precisions", row["precision"])),
              (el("td", _degrees(book, row[key]), class_="num") for key in ("lat", "lon")),
              el("td", kilometres(book, radius), class_="num"),
              el("td", _number(book, incidents), class_="num"), el("td", book.cite(told, _MOST)),
              id=book.anchor("places", row["id"]), class_="row")


def _degrees(book: Book, angle: float | None) -> str:
    return book.words.of("figures", "none") if angle is None else f"{book.words.number(angle, 2)}°"


def kilometres(book: Book, radius: float | None) -> str:
    """Return a distance in words; a dash where it is not known."""
    if radius is None:
        return book.words.of("figures", "none")
    return book.words.say("figures", "kilometres", km=round(radius))


def _to_map(book: Book, row: Row, incidents: int) -> Html | None:
    """Return the way to a place's mark, where it has one; the script goes to the mark itself."""
    if row["lat"] is None or not incidents:
        return None
    label = book.words.of("view_map", "to_map")
    return join([" ", el("a", label, href="#map", data_map=book.anchor("places", row["id"]), class_="to-map",
                         aria_label=f"{one_line(row['name'])}: {label}")])
