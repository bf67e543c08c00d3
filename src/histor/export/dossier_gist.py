"""What each section shows of this very case, in a sentence atop it: for who has ten seconds, and to know where to stop.

Everything is counted from rows that the section lists; the summary and the method need no such sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from histor.export.dossier_book import Book
from histor.export.dossier_markup import Html, el, join

Row = Mapping[str, Any]
#: Names that a sentence lists.
_MOST = 3
_EXACT = ("point", "city")


def gist(book: Book, section: str) -> Html | None:
    """Return the sentence atop a section; None for one that needs none, or has nothing to say."""
    tell = _TELLS.get(section)
    told = tell(book) if tell else None
    return el("p", told, class_="gist") if told else None


def _say(book: Book, key: str, **values: object) -> str:
    return book.words.say("gists", key, **values)


def _count(book: Book, key: str, number: int) -> str:
    return book.words.say("gists", key, count=number)


def _most(book: Book, names: Counter[str]) -> str:
    told = (_say(book, "counted", name=name, count=number) for name, number in names.most_common(_MOST))
    return book.words.listed(told)


def _by_side(book: Book, sides: Counter[str | None], key: str) -> str:
    """Return how many rows belong to each side, and how many to none."""
    told = [_say(book, key, name=book.name(side), count=sides[side]) for side in book.sides if sides[side]]
    return book.words.listed([*told, *([_say(book, f"{key}_none", count=sides[None])] if sides[None] else [])])


def _timeline(book: Book) -> str | None:
    rows = book.case["incidents"]
    if not rows:
        return None
    sides = Counter(book.deed_side(row) for row in rows)
    told = _say(book, "timeline", incidents=_count(book, "incidents", len(rows)), sides=_by_side(book, sides, "by"))
    if not book.span:
        return told
    span = {edge: date.fromordinal(day).isoformat() for edge, day in zip(("start", "end"), book.span, strict=True)}
    return f"{told} {_say(book, 'main', span=book.words.date(span))}"


def _map(book: Book) -> str | None:
    located = {ident for ident, row in book.places.items() if row["lat"] is not None}
    placed = [row for row in book.case["incidents"] if located & set(row["places"])]
    names = Counter(book.name(ident) for row in placed for ident in dict.fromkeys(row["places"]) if ident in located)
    if not placed:
        return None
    return _say(book, "map", placed=len(placed), names=_most(book, names),
                incidents=_count(book, "incidents", len(book.case["incidents"])))


def _casualties(book: Book) -> Html | None:
    rows = book.case["casualties"]
    if not rows:
        return None
    tellers = {row["according_to"] or (row["evidence"][0]["source"] if row["evidence"] else None) for row in rows}
    told = _say(book, "casualties", figures=_count(book, "figures", len(rows)),
                tellers=_count(book, "tellers", len(tellers)))
    killed = [row for row in rows if row["effect"] == "killed" and row["incident"] in book.incidents
              and not row["cumulative"] and _size(row)]
    if not killed:
        return join([told])
    top = max(killed, key=_size)
    own = top["evidence"] and len(book.sources) > 1
    itself = book.source_name(top["evidence"][0]["source"]) if own else book.words.of("gists", "source_itself")
    who = book.name(top["according_to"]) or itself
    highest = _say(book, "highest", figure=book.words.figure(top), who=who)
    return join([told, " ", highest, " ", book.cite(top["evidence"], 1), "."])


def _size(row: Row) -> int:
    return int(row["high"] if row["high"] is not None else row["low"] or 0)


def _claims(book: Book) -> str | None:
    rows = [row for row in book.case["claims"] if row["stance"] != "assesses"]
    names = Counter(book.name(row["speaker"] or row["affiliation"]) for row in rows)
    unnamed = names.pop("", 0)
    if not names:
        return None
    return _say(book, "claims_told", claims=_count(book, "claims", len(rows)), names=_most(book, names),
                speakers=_count(book, "speakers", len(names) + bool(unnamed)))


def _contradictions(book: Book) -> str | None:
    rows = book.case["contradictions"]
    effects, fields = book.words.group("effects"), Counter[str]()
    for row in rows:
        field = effects.get(row["field"], book.words.of("fields", row["field"]))
        fields[str(field).lower()] += 1
    return _say(book, "contradictions_told", contradictions=_count(book, "contradictions", len(rows)),
                fields=_most(book, fields)) if rows else None


def _responses(book: Book) -> str | None:
    rows = book.case["responses"]
    bases = Counter(
        "inferred" if row["basis"] != "explicit" else "claimed" if row["said_by"] else "told" for row in rows
    )
    told = [_count(book, basis, bases[basis]) for basis in ("told", "claimed", "inferred") if bases[basis]]
    answers = _count(book, "answers", len(rows))
    return _say(book, "responses", answers=answers, bases=book.words.listed(told)) if rows else None


def _places(book: Book) -> str | None:
    rows = book.case["places"]
    exact = sum(row["precision"] in _EXACT for row in rows)
    lands = len({row["country"] for row in rows} - {None, ""})
    return _say(book, "places_told", places=_count(book, "places", len(rows)), exact=exact,
                countries=_count(book, "countries", lands)) if rows and lands else None


def _actors(book: Book) -> str | None:
    rows = book.case["actors"]
    sides = Counter(book.side(row["id"]) for row in rows)
    told = _by_side(book, sides, "of")
    return _say(book, "actors_told", actors=_count(book, "actors", len(rows)), sides=told) if rows else None


def _assessments(book: Book) -> str | None:
    rows = [row for row in book.case["claims"] if row["stance"] == "assesses"]
    holders = {row["speaker"] or row["affiliation"] for row in rows}
    return _say(book, "assessments", judgements=_count(book, "judgements", len(rows)),
                holders=_count(book, "holders", len(holders))) if rows else None


def _sources(book: Book) -> str | None:
    rows = book.case["sources"]
    return _say(book, "sources_told", sources=_count(book, "sources", len(rows)),
                chars=sum(row["chars"] for row in rows),
                sentences=_count(book, "sentences", len(book.passages))) if rows else None


_TELLS: dict[str, Callable[[Book], str | Html | None]] = {
    "timeline": _timeline, "map": _map, "casualties": _casualties, "claims": _claims,
    "contradictions": _contradictions, "responses": _responses, "places": _places, "actors": _actors,
    "assessments": _assessments, "sources": _sources,
}
