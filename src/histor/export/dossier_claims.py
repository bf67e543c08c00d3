"""Who says what: claims by speaker and stance, what they contradict, and the assessments apart.

A claim that somebody only reports of somebody else stands under the report, indented, so that nobody is made to say
what another says of him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_speakers import speakers_table
from histor.export.dossier_tables import faint, group, table
from histor.export.words_forms import capital

Row = Mapping[str, Any]
_ORDER = ("announces", "asserts", "claims", "denies", "accuses", "condemns", "demands", "warns", "estimates")


def claims_section(book: Book) -> Html | None:
    """Return one table of all claims but assessments, a block for each speaker, the sides' own first."""
    reports = _reports(book)
    speakers = _by_speaker(book, [row for row in reports[""] if row["stance"] != "assesses"])
    if not speakers:
        return None
    bodies = [el("tbody", _speaker(book, key), (tr for row in rows for tr in _claim(book, row, reports)))
              for key, rows in speakers]
    columns = book.words.columns("how", "said", "about")
    return join([speakers_table(book), el("h3", book.words.of("tables", "all_claims")),
                 table(book.words.of("tables", "all_claims"), columns, bodies, "wide rows cards claims")])


def _reports(book: Book) -> dict[str, list[Row]]:
    """Return what each claim reports of others, and under no name the claims that nobody reports.

    Where claims report each other in a circle, the first of them is taken as reported by nobody.
    """
    above: dict[str, str] = {}
    for row in book.case["claims"]:
        at = outer = row["nested_in"] if row["nested_in"] in book.claims else ""
        while at and at != row["id"]:
            at = above.get(at, "")
        above[row["id"]] = "" if at == row["id"] else outer
    reports: dict[str, list[Row]] = {"": []}
    for row in book.case["claims"]:
        reports.setdefault(above[row["id"]], []).append(row)
    return reports


def _by_speaker(book: Book, rows: list[Row]) -> list[tuple[tuple[str, str], list[Row]]]:
    """Return claims that stand by themselves, by (speaker, body), sides first, then by how much is said."""
    speakers: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
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
    shown = book.actor(who or body) if who or body else el("span", book.words.of("said", "unnamed"), class_="s0")
    told = _office(book, who, body)
    return group(3, shown, faint(f" · {told}" if told else ""))


def _office(book: Book, who: str, body: str) -> str:
    """Return a speaker's offices and the body spoken for."""
    roles = book.actors[who]["roles"][:2] if who in book.actors else []
    titles = dict.fromkeys(one_line(role["title"]) for role in roles)
    parts = [*titles, book.name(body) if who and body != who else ""]
    return ", ".join(part for part in parts if part)


def _claim(book: Book, row: Row, reports: Mapping[str, list[Row]]) -> Iterator[Html]:
    """Yield a claim's line and, one step in, the lines of what it reports, however deep that goes."""
    waiting = [(row, 0)]
    while waiting:
        told, depth = waiting.pop()
        yield _line(book, told, depth)
        waiting.extend((inner, depth + 1) for inner in reversed(reports.get(told["id"], [])))


def _line(book: Book, row: Row, depth: int) -> Html:
    stance = book.words.of("stances", row["stance"])
    who = book.name(row["speaker"] or row["affiliation"]) or book.words.of("said", "somebody")
    told = book.words.say("said", "does", who=who, stance=stance)
    lead = join([el("span", "↳ ", aria_hidden="true"), told]) if depth else join([stance])
    day = book.words.say("said", "on_day", day=book.words.day(row["said_on"])) if row["said_on"] else ""
    said_on = f", {day}" if day else ""
    return el("tr", el("td", lead, said_on, class_=f"d{min(depth, 4)} how st-{_plain(row['stance'])}"),
              el("td", one_line(row["content"]), " ", book.cite(row["evidence"]), class_="said",
                 lang=book.tongue(row["evidence"][0]) if row["evidence"] else None),
              el("td", about(book, row["incidents"]), class_="about"), id=book.anchor("claims", row["id"]),
              class_="row")


def _plain(stance: str) -> str:
    return stance if stance in _ORDER else "other"


def about(book: Book, idents: list[str]) -> Html:
    """Return links to the incidents that something is about."""
    known = [ident for ident in idents if ident in book.incidents]
    return join(book.link("incidents", ident, book.title(ident)) for ident in known[:3])


def assessments_section(book: Book) -> Html | None:
    """Return what is held rather than told, as quotations under who holds it."""
    reports = _reports(book)
    waiting = [row for row in reversed(reports[""]) if row["stance"] == "assesses"]
    rows = []
    while waiting:  # what an assessment reports of others belongs to it
        rows.append(waiting.pop())
        waiting.extend(reversed(reports.get(rows[-1]["id"], [])))
    return el("ul", (_assessment(book, row) for row in rows), class_="assessments") if rows else None


def _assessment(book: Book, row: Row) -> Html:
    who = row["speaker"] or row["affiliation"] or ""
    shown = book.actor(who) if who in book.actors else book.words.of("said", "unnamed")
    told = _office(book, who, row["affiliation"] or "")
    this = book.words.say("said", "this", stance=book.words.of("stances", row["stance"]))
    return el("li", el("p", one_line(row["content"]), " ", book.cite(row["evidence"]), class_="held"),
              el("p", shown, f", {told}" if told else "", faint(f" {this}"), class_="holder"),
              el("p", about(book, row["incidents"]), class_="about"), id=book.anchor("claims", row["id"]), class_="row")


def contradictions_section(book: Book) -> Html | None:
    """Return every contradiction as facing columns: value, who holds it, and the sentences."""
    found = [_contradiction(book, number, row) for number, row in enumerate(book.case["contradictions"], 1)]
    return join(found) if found else None


def _contradiction(book: Book, number: int, row: Row) -> Html:
    field = book.words.of("fields", row["field"])
    field = book.words.group("effects").get(row["field"], field)
    what: Html | str = _about(book, row["about"])
    columns = [
        el("div", el("p", book.words.position(one_line(position["value"])), class_="value"),
           el("p", join(book.voices(position["said_by"], position["evidence"]), " "), class_="chips"),
           (el("blockquote", one_line(e["quote"]), " ", book.cite([e]), lang=book.tongue(e))
            for e in position["evidence"]),
           class_="position")
        for position in row["positions"]]
    head = book.words.say("tables", "field_of", field=capital(field))
    return el("article", el("h3", head, what), el("div", columns, class_="facing"),
              id=f"x{number}", class_="row contradiction")


def _about(book: Book, ident: str) -> Html | str:
    if ident in book.incidents:
        return book.link("incidents", ident, book.title(ident))
    if ident in book.claims:
        who = book.name(book.claims[ident]["speaker"]) or book.words.of("said", "somebody")
        return book.link("claims", ident, book.words.say("tables", "claim_of", who=who))
    if ident in book.casualties:
        return book.link("casualties", ident, book.words.of("tables", "a_figure"))
    return book.words.of("tables", "not_here")
