"""The first thing that a reader sees: three plain sentences, and the box at the head of an article, rebuilt.

Every sentence is put together from the rows of the case by fixed patterns; nothing is said that no row says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from histor.export.dossier_book import Book, listed, within
from histor.export.dossier_markup import Html, el, join, one_line
from histor.export.dossier_words import figure, ordinals

Row = Mapping[str, Any]
_TOLD = ("reported", "claimed", "disputed")
_MOST_PLACES = 6
_MOST_FIGURES = 12


def summary_section(book: Book) -> Html | None:
    """Return the sentences and the box; None for a case that tells no deed."""
    deeds = core(book)
    own = [row for row in deeds if any(book.side(ident) for ident in row["actors"])] or deeds
    rows = [*_when(book, own), *_where(book, own), *_parties(book, deeds), *_aims(book, deeds)]
    rows += [*_casualties(book), *_outcome(book)]
    if not rows:
        return None
    box = el("table", el("caption", "At a glance", class_="vh"), el("tbody", rows), class_="box")
    sentences = [el("p", sentence) for sentence in plain_words(book, deeds)]
    return join([el("div", sentences, class_="lead"), box])


def core(book: Book) -> list[Row]:
    """Return the deeds of the main span that are told, the weighty ones where there are any."""
    told = [row for row in book.case["incidents"] if row["status"] in _TOLD and _dated_within(book, row)]
    told = told or [row for row in book.case["incidents"] if row["status"] in _TOLD]
    for types in (("ASSAULT",), ("COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN")):
        if weighty := [row for row in told if row["type"] in types]:
            return weighty
    return told


def _dated_within(book: Book, row: Row) -> bool:
    return ordinals(row["date"]) is not None and within(row, book.span)


def _line(label: str, entries: list[Html], scope: str = "row") -> Html:
    return el("tr", el("th", label, scope=scope), el("td", el("ul", entries, class_="entries")))


def _entry(book: Book, value: Html | str, supports: list[tuple[list[str], list[Row]]]) -> Html:
    """Return a value with the tags of all who say it and the numbers of their sentences."""
    own = [evidence for said, evidence in supports if not said]
    speakers = dict.fromkeys(who for said, _ in supports for who in said)
    tags = book.voices((), [row for evidence in own for row in evidence]) if own else []
    tags += [book.voice(who) for who in list(speakers)[:4]]
    only = not own and bool(speakers) and all(book.is_party(who) for who in speakers)
    cited = book.cite((row for _, evidence in supports for row in evidence), 4)
    return el("li", el("span", value, class_="v"), " ", cited, " ", el("span", join(tags, " "), class_="chips"),
              class_="only" if only else None)


def support(row: Row, *fields: str) -> list[tuple[list[str], list[Row]]]:
    """Return who says some fields of an incident, and on which words."""
    return [(row["fields"][name]["said_by"], [row["evidence"][at] for at in row["fields"][name]["evidence"]
                                              if 0 <= at < len(row["evidence"])])
            for name in fields if name in row["fields"]]


def _supports(rows: Iterable[Row], *fields: str) -> list[tuple[list[str], list[Row]]]:
    return [one for row in rows for one in support(row, *fields)]


def _when(book: Book, deeds: list[Row]) -> Iterator[Html]:
    dated = sorted(((days, place) for place, row in enumerate(deeds) if (days := ordinals(row["date"]))))
    if dated:
        first = deeds[dated[0][1]]
        last = deeds[max(dated, key=lambda one: one[0][1])[1]]
        start, end = first["date"]["start"] or first["date"]["end"], last["date"]["end"] or last["date"]["start"]
        edges = {row["id"]: row for row in (first, last)}.values()
        value = book.words.date({"start": start, "end": end})
        yield _line("When", [_entry(book, value, _supports(edges, "date"))])


def _where(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """The places that hold no other named one, each followed by what it lies in."""
    counted = Counter(ident for row in deeds for ident in _finest(book, row["places"], _MOST_PLACES))
    entries = [
        _entry(book, join([book.link("places", ident, book.name(ident)), el("span", _within(book, ident), class_="whom")]),
               _supports([row for row in deeds if ident in row["places"]], "places"))
        for ident, _ in counted.most_common(_MOST_PLACES)
    ]
    if entries:
        yield _line("Where", entries)


def _parties(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """One line for each side, with those who act for it; the others who are told to act come last."""
    members: dict[str | None, dict[str, None]] = {side: {} for side in book.sides}
    for row in deeds:
        for ident in row["actors"]:
            if ident in book.actors and ident not in book.sides:
                members.setdefault(book.side(ident), {})[ident] = None
    for side in book.sides:
        kept = {side, *members[side]}
        rows = [row for row in deeds if kept & {*row["actors"], *row["targets"]}]
        entries = [_entry(book, book.actor(side), _supports(rows, "actors", "targets"))]
        entries += [_entry(book, book.actor(one), _supports([row for row in deeds if one in row["actors"]], "actors"))
                    for one in members[side]]
        yield _line("Party", entries)
    others = list(members.get(None, ()))[:_MOST_PLACES]
    if others:
        yield _line("Others who act", [
            _entry(book, book.actor(one), _supports([row for row in deeds if one in row["actors"]], "actors"))
            for one in others])


def _aims(book: Book, deeds: list[Row]) -> Iterator[Html]:
    """Whom the attackers say they aimed at, under who says so."""
    aims: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in deeds:
        for said, _ in support(row, "claimed_targets"):
            for ident in row["claimed_targets"]:
                aims.setdefault(tuple(said), {}).setdefault(ident, []).append(row)
    for said, targets in aims.items():
        label = f"Aimed at, says {book.names(said)}" if said else "Said to be aimed at"
        yield _line(label, [_entry(book, book.actor(ident), _supports(rows, "claimed_targets"))
                            for ident, rows in targets.items()])


def _casualties(book: Book) -> Iterator[Html]:
    """Whole figures, by the side that suffered; parts stand under their wholes in the section on casualties."""
    sides: dict[str | None, list[Row]] = {}
    for row in book.case["casualties"]:
        incident = book.incidents.get(row["incident"] or "")
        near = incident is None or within(incident, book.span)
        if row["part_of"] is None and near and row["low"] != 0:
            sides.setdefault(row["side"] if row["side"] in book.actors else None, []).append(row)
    for side in sorted(sides, key=lambda one: (one is None, book.sides.index(one) if one in book.sides else 9)):
        rows = sorted(sides[side], key=lambda row: row["incident"] is None)
        label = f"Casualties: {book.name(side)}" if side else "Casualties: side not told"
        entries = [_casualty(book, row) for row in rows[:_MOST_FIGURES]]
        if len(rows) > _MOST_FIGURES:
            entries.append(el("li", el("a", f"{len(rows) - _MOST_FIGURES} more figures", href="#casualties")))
        yield _line(label, entries)


def _casualty(book: Book, row: Row) -> Html:
    group = one_line(row["group"])
    what = f"{figure(row)} {group} {book.words.of('effects', row['effect']).lower()}".replace("  ", " ")
    incident = book.incidents.get(row["incident"] or "")
    day = f", {book.words.date(incident['date'], short=True)}" if incident else ""
    total = ", in all" if row["cumulative"] else ""
    value = join([book.link("casualties", row["id"], what), el("span", f"{day}{total}", class_="whom")])
    return _entry(book, value, [([row["according_to"]] if row["according_to"] else [], row["evidence"])])


def _outcome(book: Book) -> Iterator[Html]:
    """The agreements of the main span: what is told of an end, if an end is told."""
    rows = [row for row in book.in_order if row["type"] == "AGREE" and row["status"] in _TOLD
            and _dated_within(book, row)]
    if rows:
        yield _line("Agreements", [
            _entry(book, join([book.link("incidents", row["id"], book.title(row["id"])),
                               el("span", f", {book.words.date(row['date'])}", class_="whom")]),
                   _supports([row], "type")) for row in rows[-3:]])


def plain_words(book: Book, deeds: list[Row]) -> list[Html]:
    """Return up to three sentences: the deed most told of, the one that answers it, and what it cost."""
    ranked = sorted(deeds, key=lambda row: (row["type"] != "ASSAULT" or not row["actors"], -len(row["evidence"])))
    parties = [row for row in ranked if book.deed_side(row)] or ranked
    if not parties:
        return []
    first = parties[0]
    answers = {row["incident"]: row for row in book.case["responses"] if row["responds_to"] == first["id"]}
    asked = [row["responds_to"] for row in book.case["responses"] if row["incident"] == first["id"]]
    linked = [row for row in parties[1:] if row["id"] in answers or row["id"] in asked]
    second = (linked or [row for row in parties[1:] if book.deed_side(row) != book.deed_side(first)] or [None])[0]
    chosen = sorted([row for row in (first, second) if row], key=lambda row: ordinals(row["date"]) or (10**7, 0))
    sentences = [_sentence(book, row) for row in chosen]
    cost = _cost(book, [row["id"] for row in chosen])
    return [*sentences, *([cost] if cost else [])]


def _sentence(book: Book, row: Row) -> Html:
    """On *date*, *who* attacked *whom* in *where*; *who* says it aimed at *whom*; only claimed where it is."""
    day = book.words.date(row["date"])
    opening = f"On {day}" if row["date"]["precision"] == "day" else day[:1].upper() + day[1:]
    dated = bool(row["date"]["start"] or row["date"]["end"])
    who = [ident for ident in row["actors"] if not (ident in book.sides and len(row["actors"]) > 3)][:3]
    whom = [ident for ident in row["targets"] if ident in book.actors
            and book.actors[ident]["kind"] not in ("other",) and book.name(ident) not in map(book.name, row["places"])]
    where = _finest(book, row["places"])
    verb = book.words.type(row["type"], "past") if who else f"there was {_article(book.words.type(row['type'], 'noun'))}"
    parts: list[Html | str] = [f"{opening}, " if dated else "", _and([book.actor(one) for one in who]),
                               " " if who else "", verb]
    if whom and who:
        parts += [" ", _and([book.actor(one) for one in whom[:2]])]
    if where:
        spot = all(book.places[one]["precision"] in ("point", "city", "admin2") for one in where)
        parts += [" " if spot and who and not whom else " in ",
                  _and([book.link("places", one, book.name(one)) for one in where])]
    if row["weapons"]:
        parts += [f" ({listed([one_line(weapon) for weapon in row['weapons'][:2]])})"]
    if row["claimed_targets"]:
        said = [who for said, _ in support(row, "claimed_targets") for who in said]
        parts += [f", aiming, {book.names(said)} says, at " if said else ", said to be aiming at ",
                  _and([book.actor(one) for one in row["claimed_targets"][:3]])]
    text = join([part for part in parts if part])
    evidence = [e for _, rows in support(row, "date", "actors", "claimed_targets") for e in rows] or row["evidence"]
    only = el("span", " (only claimed)", class_="whom") if row["status"] == "claimed" else None
    return join([text, ".", only, " ", book.cite(_first(evidence, 3)), " ", _more(book, row)])


def _more(book: Book, row: Row) -> Html:
    return el("a", "more", href="#" + book.anchor("incidents", row["id"]), class_="more",
              aria_label=f"more about: {book.title(row['id'])}")


def _article(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


def _and(parts: list[Html]) -> Html:
    if len(parts) < 2:
        return join(parts)
    return join([join(parts[:-1], ", "), " and ", parts[-1]])


def _within(book: Book, ident: str) -> str:
    """Return the names of the places above one, from the nearest: ``, province, country``."""
    names, seen, at = [book.name(ident)], {ident}, book.places[ident].get("part_of")
    while at in book.places and at not in seen:
        seen.add(at)
        if book.name(at) != names[-1]:
            names.append(book.name(at))
        at = book.places[at].get("part_of")
    return "".join(f", {name}" for name in names[1:])


def _finest(book: Book, idents: list[str], most: int = 2) -> list[str]:
    """Return the places that hold no other named one: the village, not its province and its country."""
    above = set()
    for ident in idents:
        at = book.places.get(ident, {}).get("part_of")
        while at and at not in above:
            above.add(at)
            at = book.places.get(at, {}).get("part_of")
    return [ident for ident in idents if ident in book.places and ident not in above][:most]


def _first(evidence: list[Row], most: int) -> list[Row]:
    return list({(row["source"], row["start"], row["end"]): row for row in evidence}.values())[:most]


def _cost(book: Book, idents: list[str]) -> Html | None:
    """Return the deaths told of the deeds just named, each under whoever gives the figure."""
    clauses: dict[tuple[str, str], tuple[str, list[Row]]] = {}
    for row in book.case["casualties"]:
        if row["incident"] in idents and row["part_of"] is None and row["effect"] == "killed":
            who = book.name(row["according_to"]) if row["according_to"] else ""
            what = f"{figure(row)} {one_line(row['group']) or 'people'}"
            clauses.setdefault((who, what), (who, []))[1].extend(row["evidence"])
    if not clauses:
        return None
    parts = [join([f"{what} according to {who}" if who else f"{what} as the source itself tells it", " ",
                   book.cite(evidence)]) for (who, what), (_, evidence) in list(clauses.items())[:4]]
    return join(["Told as killed in these: ", join(parts, "; "), "."])
