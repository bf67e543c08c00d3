"""The chapters on what is told to have happened: the timeline, the places, and which act answers which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from histor.export.dossier_actors import kilometres, sentences
from histor.export.dossier_fields import support
from histor.export.dossier_responses import lag
from histor.export.dossier_span import PHASES, phase
from histor.export.report_desk import Desk, Fields
from histor.export.report_nouns import Block, Line, Part, Row, Run, Table, clean, faint, joined, line
from histor.export.told import held

#: Fields of a deed that the table spells out, each with its label.
_ROLES = (("actors", "by"), ("targets", "on"), ("claimed_targets", "said_aim"), ("places", "in"))
_MOST = 4


def timeline_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return all deeds by date, those of the main span first and apart from what lies before and after."""
    groups: dict[str, list[Fields]] = {name: [] for name in PHASES}
    for row in desk.book.in_order:
        groups[phase(row, desk.book.span)].append(row)
    rows: list[Row] = []
    for name, found in groups.items():
        if found and PHASES[name]:
            rows.append(Row(((line(desk.say(PHASES[name], "tables")),),), group=True))
        rows += [_deed(desk, row) for row in found]
    if not rows:
        return ()
    columns = desk.words.columns("when", "told", "details", "status")
    return (Table(desk.say("all_incidents", "tables"), columns, tuple(rows), (17, 31, 32, 20)),)


def _deed(desk: Desk, row: Fields) -> Row:
    date = row["date"]
    when: list[Line] = [line(desk.date(row), " ", desk.cite(_evidence(row, "date"), _MOST))]
    if date["basis"] != "explicit" and date["precision"] != "unknown":
        when.append(line(faint(desk.words.of("bases", date["basis"]))))
    told = line(desk.headline(row), " ", desk.cite(_evidence(row, "type") or row["evidence"], _MOST))
    status = desk.words.of("statuses", row["status"])
    voices = desk.voices(support(row, *row["fields"]), denied=row["status"] == "denied")
    return Row((tuple(when), (told,), tuple(_details(desk, row)), (line(Run(status, bold=True)), voices)),
               desk.book.anchor("incidents", row["id"]))


def _evidence(row: Fields, *fields: str) -> list[Fields]:
    return [e for _, rows in support(row, *fields) for e in rows]


def _details(desk: Desk, row: Fields) -> Iterator[Line]:
    """Yield each field of a deed on its line: label, value, who says so if not the source, sentences."""
    yield _field(desk, row, "kind", line(clean(desk.words.kind(row))), "type")
    for name, label in _ROLES:
        shown = {"places": lambda: desk.places(row["places"]), "actors": lambda: _by(desk, row)}
        value = shown[name]() if name in shown else desk.actors(row[name])
        if value and desk.book.is_inferred(row, name):
            value = line(value, faint(f" ({desk.say('inferred', 'tables')})"))
        if value:
            yield _field(desk, row, label, value, name)
    counts = (clean(f"{desk.words.figure(count)} {count['what']} {count['unit']}") for count in row["counts"])
    for label, name, words in (("with", "weapons", map(clean, row["weapons"])), ("count", "counts", counts)):
        if value := line(", ".join(words)):
            yield _field(desk, row, label, value, name)
    if row["codename"]:
        yield _field(desk, row, "called", line(clean(row["codename"])), "codename")
    if row["part_of"] in desk.book.incidents:
        yield line(faint(_label(desk, "part")), desk.incident(row["part_of"]))


def _by(desk: Desk, row: Fields) -> Line:
    """Return who did it, each with whoever alone holds him to it."""
    says = {ident: desk.say("says", "said", who=clean(desk.book.names(said)), count=len(said))
            for ident, by in held(row).items() if (said := desk.book.parties(by))}
    return joined((line(desk.actor(ident), faint(f" ({says[ident]})") if ident in says else None)
                   for ident in row["actors"]), ", ")


def _field(desk: Desk, row: Fields, label: str, value: Line, name: str) -> Line:
    told = support(row, name)
    said = desk.book.parties(who for by, _ in told for who in by)[:3]
    key = "denied_by" if row["status"] == "denied" else "says"
    says = desk.say(key, "said", who=clean(desk.book.names(said)), count=len(said))
    teller: Part = faint(f" ({says})") if said else None
    cited = desk.cite((e for _, rows in told for e in rows), _MOST) if name != "type" else ()
    return line(faint(_label(desk, label)), value, teller, " " if cited else None, cited)


def _label(desk: Desk, label: str) -> str:
    return desk.say("field_of", "tables", field=desk.words.of("labels", label))


def places_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return all places: what lies where, how exactly, and in how many incidents."""
    book = desk.book
    counted = Counter(ident for row in book.case["incidents"] for ident in set(row["places"]))
    rows = sorted(book.case["places"], key=lambda row: (-counted[row["id"]], clean(row["name"])))
    stands = sentences(book)
    found = tuple(_place(desk, row, counted[row["id"]], stands) for row in rows)
    columns = desk.words.columns("place", "lies_in", "known_to", "position", "incidents", "evidence")
    table = Table(desk.say("all_places", "tables"), columns, found, (22, 23, 15, 20, 9, 11), (4,))
    return (table,) if found else ()


def _place(desk: Desk, row: Fields, incidents: int, stands: Mapping[str, list[Fields]]) -> Row:
    above = row.get("part_of")
    parent = desk.places([above]) if above in desk.book.places else line(clean(row["admin1"] or ""))
    country = desk.country(row["country"])
    none, number = desk.words.of("figures", "none"), desk.words.number
    known = row["lat"] is not None and row["lon"] is not None
    point = f"{number(row['lat'], 2)}°; {number(row['lon'], 2)}°" if known else none
    radius = row.get("radius_km")
    within_km = None if radius is None else faint(f" ± {kilometres(desk.book, radius)}")
    return Row(((line(clean(row["name"])),), (joined([parent, country], ", "),),
                (line(desk.words.of("precisions", row["precision"])),), (line(point, within_km),),
                (line(number(incidents) if incidents else none),), (desk.cite(stands.get(row["id"], ()), _MOST),)),
               desk.book.anchor("places", row["id"]))


def responses_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return each first act with its answers under it and theirs one step in, with the days between."""
    answers: dict[str, list[tuple[int, Fields]]] = {}
    for number, row in enumerate(desk.case["responses"], 1):
        answers.setdefault(row["responds_to"], []).append((number, row))
    order = {row["id"]: place for place, row in enumerate(desk.book.in_order)}
    for found in answers.values():
        found.sort(key=lambda one: order.get(one[1]["incident"], len(order)))
    answering = {row["incident"] for row in desk.case["responses"]}
    acts = sorted(answers, key=lambda ident: (ident in answering, order.get(ident, len(order))))
    done: set[int] = set()
    rows: list[Row] = []
    for ident in acts:
        chain = list(_chain(desk, ident, answers, done, 0))
        rows += [Row(((_act(desk, ident),),), group=True), *chain] if chain else []
    columns = desk.words.columns("answer", "after", "whose_word", "evidence")
    return (Table(desk.say("acts_and_answers", "tables"), columns, tuple(rows), (46, 16, 26, 12)),) if rows else ()


def _act(desk: Desk, ident: str) -> Line:
    row = desk.book.incidents.get(ident)
    return line(desk.incident(ident), faint(f" · {desk.date(row)}") if row else None)


def _chain(
    desk: Desk, act: str, answers: Mapping[str, list[tuple[int, Fields]]], done: set[int], depth: int
) -> Iterator[Row]:
    """Yield the answers to an act, each once, and the answers to them; a circle ends where it closes."""
    for number, row in answers.get(act, ()):
        if number in done:
            continue
        done.add(number)
        yield Row(((_act(desk, row["incident"]),), (line(lag(desk.book, act, row["incident"])),),
                   (_basis(desk, row),), (desk.cite(row["evidence"]),)), f"r{number}", depth=depth + 1)
        if depth < 6:
            yield from _chain(desk, row["incident"], answers, done, depth + 1)


def _basis(desk: Desk, row: Fields) -> Line:
    if row["basis"] != "explicit":
        word = desk.say("inferred", "tables")
    else:
        word = desk.voice(row["said_by"]) if row["said_by"] else desk.say("told_as_such", "tables")
    return line(word, faint(" " + desk.words.quoted(clean(row["cue"]))) if row["cue"] else None)
