"""Who says what: claims by speaker and stance, what they contradict, and the assessments apart.

A claim that somebody only reports of somebody else stands under the report, indented, so that nobody is made to say
what another says of him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_tables import faint, group, table

Row = Mapping[str, Any]
_ORDER = ("announces", "asserts", "claims", "denies", "accuses", "condemns", "demands", "warns", "estimates")


def claims_section(book: Book) -> Html | None:
    """Return one table of all claims but assessments, a block for each speaker, the sides' own first."""
    speakers = _by_speaker(book, [row for row in book.case["claims"] if _root(book, row)["stance"] != "assesses"])
    if not speakers:
        return None
    children: dict[str, list[Row]] = {}
    for row in book.case["claims"]:
        if row["nested_in"] in book.claims and row["nested_in"] != row["id"]:
            children.setdefault(row["nested_in"], []).append(row)
    bodies = [el("tbody", _speaker(book, key), (tr for row in rows for tr in _claim(book, row, children, 0)))
              for key, rows in speakers]
    columns = ("How", "What is said", "About", "Sentence")
    return table("Claims by speaker", columns, bodies, "wide rows cards claims")


def _root(book: Book, row: Row) -> Row:
    """Return the outermost report of a claim; a circle ends where it is seen."""
    seen = {row["id"]}
    while row["nested_in"] in book.claims and row["nested_in"] not in seen:
        row = book.claims[row["nested_in"]]
        seen.add(row["id"])
    return row


def _by_speaker(book: Book, rows: list[Row]) -> list[tuple[tuple[str, str], list[Row]]]:
    """Return claims that stand by themselves, by (speaker, body), sides first, then by how much is said."""
    speakers: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["nested_in"] in book.claims and _root(book, row) is not row:
            continue
        speakers.setdefault((row["speaker"] or "", row["affiliation"] or ""), []).append(row)
    for said in speakers.values():
        said.sort(key=lambda row: _ORDER.index(row["stance"]) if row["stance"] in _ORDER else 99)
    places = {side: place for place, side in enumerate(book.sides)}
    return sorted(
        speakers.items(), key=lambda item: (places.get(_side(book, item[0]) or "", 9), not any(item[0]), -len(item[1]))
    )


def _side(book: Book, key: tuple[str, str]) -> str | None:
    return book.side(key[0]) or book.side(key[1])


def _speaker(book: Book, key: tuple[str, str]) -> Html:
    who, body = key
    shown = book.actor(who or body) if who or body else el("span", "Somebody unnamed", class_="s0")
    told = _office(book, who, body)
    return group(4, shown, faint(f" · {told}" if told else ""))


def _office(book: Book, who: str, body: str) -> str:
    """Return a speaker's offices and the body spoken for."""
    roles = book.actors[who]["roles"][:2] if who in book.actors else []
    parts = [*(one_line(role["title"]) for role in roles), book.name(body) if who and body != who else ""]
    return ", ".join(part for part in parts if part)


def _claim(book: Book, row: Row, children: Mapping[str, list[Row]], depth: int) -> Iterator[Html]:
    """Yield a claim's line and, one step in, the lines of what it reports."""
    stance = book.words.of("stances", row["stance"])
    who = book.name(row["speaker"] or row["affiliation"]) or "somebody"
    lead = join([el("span", "↳ ", aria_hidden="true"), f"{who} {stance}"]) if depth else join([stance])
    said_on = el("small", f"on {book.words.day(row['said_on'])}") if row["said_on"] else None
    yield el("tr", el("td", lead, said_on, class_=f"d{min(depth, 4)} how st-{_plain(row['stance'])}"),
             el("td", one_line(row["content"]), class_="said"), el("td", about(book, row["incidents"])),
             el("td", book.cite(row["evidence"])), id=book.anchor("claims", row["id"]), class_="row")
    for child in children.get(row["id"], ()) if depth < 5 else ():
        yield from _claim(book, child, children, depth + 1)


def _plain(stance: str) -> str:
    return stance if stance in _ORDER else "other"


def about(book: Book, idents: list[str]) -> Html:
    """Return links to the incidents that something is about."""
    known = [ident for ident in idents if ident in book.incidents]
    return join(el("div", book.link("incidents", ident, book.title(ident)), class_="about") for ident in known[:3])


def assessments_section(book: Book) -> Html | None:
    """Return what is held rather than told, as quotations under who holds it."""
    rows = [row for row in book.case["claims"] if _root(book, row)["stance"] == "assesses"]
    return el("ul", (_assessment(book, row) for row in rows), class_="assessments") if rows else None


def _assessment(book: Book, row: Row) -> Html:
    who = row["speaker"] or row["affiliation"] or ""
    shown = book.actor(who) if who in book.actors else "Somebody unnamed"
    told = _office(book, who, row["affiliation"] or "")
    stance = book.words.of("stances", row["stance"])
    return el("li", el("p", one_line(row["content"]), " ", book.cite(row["evidence"]), class_="held"),
              el("p", shown, f", {told}" if told else "", faint(f" {stance} this"), class_="holder"),
              about(book, row["incidents"]), id=book.anchor("claims", row["id"]), class_="row")


def contradictions_section(book: Book) -> Html | None:
    """Return every contradiction as facing columns: value, who holds it, and the sentences."""
    found = [_contradiction(book, number, row) for number, row in enumerate(book.case["contradictions"], 1)]
    return join(found) if found else None


def _contradiction(book: Book, number: int, row: Row) -> Html:
    field = book.words.of("fields", row["field"])
    field = book.words.group("effects").get(row["field"], field)
    what: Html | str = _about(book, row["about"])
    columns = [
        el("div", el("p", one_line(position["value"]), class_="value"),
           el("p", join(book.voices(position["said_by"], position["evidence"]), " "), class_="chips"),
           (el("blockquote", one_line(e["quote"]), " ", book.cite([e])) for e in position["evidence"]),
           class_="position")
        for position in row["positions"]]
    return el("article", el("h3", f"{field[:1].upper()}{field[1:]}: ", what), el("div", columns, class_="facing"),
              id=f"x{number}", class_="row contradiction")


def _about(book: Book, ident: str) -> Html | str:
    if ident in book.incidents:
        return book.link("incidents", ident, book.title(ident))
    if ident in book.claims:
        return book.link("claims", ident, "a claim of " + (book.name(book.claims[ident]["speaker"]) or "somebody"))
    if ident in book.casualties:
        return book.link("casualties", ident, "a figure")
    return "something not in this case"
