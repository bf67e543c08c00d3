"""The chapters that a reader turns to for trust: actors, sources with their particulars, and the method."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from histor.export.dossier_actors import acting_counts, pairs, sentences
from histor.export.dossier_method import LAYERS, citation, unsaid
from histor.export.dossier_particulars import particulars
from histor.export.dossier_sure import note, sure
from histor.export.report_desk import Desk, Fields
from histor.export.report_nouns import Block, Bullets, Line, Paragraph, Row, Run, Table, clean, faint, joined, line
from histor.export.words_forms import capital

_KINDS = ("state", "government", "military", "armed group", "organisation", "media", "person", "civilians", "other")
_MOST = 4


def actors_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return who acts on whom between the sides, then all actors by side."""
    book = desk.book
    groups: dict[str | None, list[Fields]] = {side: [] for side in [*book.sides, None]}
    for row in book.case["actors"]:
        groups[book.side(row["id"])].append(row)
    stands, counts = sentences(book), acting_counts(book)
    rows: list[Row] = []
    for side, found in groups.items():
        if found:
            name = clean(book.name(side)) if side else ""
            label = capital(desk.say("side_of" if side else "no_side", "tables", who=name))
            rows.append(Row(((line(label),),), group=True))
            found.sort(key=lambda row: (row["id"] != side, _KINDS.index(row["kind"]) if row["kind"] in _KINDS else 9))
            rows += [_actor(desk, row, counts, stands.get(row["id"], [])) for row in found]
    if not rows:
        return ()
    columns = desk.words.columns("name", "kind", "office", "also", "acts", "suffers", "says", "evidence")
    table = Table(desk.say("all_actors", "tables"), columns, tuple(rows), (19, 12, 20, 20, 6, 7, 6, 10), (4, 5, 6))
    return (*_between(desk), table)


def _actor(desk: Desk, row: Fields, counts: tuple[Counter[str], ...], told: list[Fields]) -> Row:
    book = desk.book
    offices = [clean(role["title"]) + (f", {clean(book.name(role['of']))}" if role["of"] in book.actors else "")
               for role in row["roles"]]
    if row["part_of"] in book.actors:
        offices.append(desk.say("belongs_to", "tables", who=clean(book.name(row["part_of"]))))
    if row["side"] in book.actors and row["side"] != row["id"] and book.side(row["id"]) is None:
        offices.append(desk.say("side_of", "tables", who=clean(book.name(row["side"]))))
    none, number = desk.words.of("figures", "none"), desk.words.number
    numbers = ((line(number(count[row["id"]]) if count[row["id"]] else none),) for count in counts)
    return Row(((line(Run(clean(row["name"]), bold=True)),), (line(desk.words.of("kinds", row["kind"])),),
                (line(desk.words.apart(offices)),), (line(desk.words.apart(map(clean, row["aliases"]))),), *numbers,
                (desk.cite(told, _MOST),)), book.anchor("actors", row["id"]))


def _between(desk: Desk) -> Iterator[Block]:
    """Yield how often each side is told to act on each, by force or other deeds, and by words."""
    book, found = desk.book, pairs(desk.book)
    if not found:
        return
    sides: list[str | None] = [*book.sides, None]
    names = [clean(book.name(side)) if side else desk.say("others_short", "tables") for side in sides]
    rows = tuple(Row(((line(Run(name, bold=True)),), *((_pair(desk, found, side, to),) for to in sides)))
                 for side, name in zip(sides, names, strict=True))
    columns = (desk.words.of("columns", "acting"), *(desk.say("acted_on", "tables", who=name) for name in names))
    share = 75 // len(names)
    yield Table(desk.say("who_on_whom", "tables"), columns, rows, (100 - share * len(names), *[share] * len(names)))


def _pair(desk: Desk, found: Counter[tuple[str | None, str | None, str]], side: str | None, to: str | None) -> Line:
    deeds, words = found[side, to, "deed"], found[side, to, "word"]
    told = [desk.say(key, "tables", count=count) for key, count in (("by_deeds", deeds), ("by_words", words)) if count]
    return line(", ".join(told) or desk.words.of("figures", "none"))


def sources_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return every source with all that is known of where it comes from."""
    return (Bullets(tuple(_source(desk, ident, row) for ident, row in desk.book.sources.items())),)


def _source(desk: Desk, ident: str, row: Fields) -> tuple[Line, str]:
    told = joined((_particular(desk, key, clean(value)) for key, value in particulars(desk.book, row)),
                  desk.words.raw("lists", "apart"))
    return line(Run(desk.source(ident), bold=True), ". ", told, "."), desk.book.anchor("sources", ident)


def _particular(desk: Desk, key: str, value: str) -> Line:
    """Return a particular with what it is; an address of the web leads there."""
    to = value if key == "address" and re.fullmatch(r"https?://[^\s<>\"]+", value) else ""
    label = desk.say("field_of", "tables", field=desk.words.of("source", key))
    return line(faint(label), Run(value, url=to, faint=key == "digest"))


def method_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return how the report came about and what to be careful about."""
    meanings = desk.words.group("status_meanings").items()
    heads = (desk.say("field_of", "tables", field=desk.words.of("statuses", key)) for key, _ in meanings)
    statuses = tuple((line(Run(head, bold=True), meaning), "")
                     for head, (_, meaning) in zip(heads, meanings, strict=True))
    return (Paragraph(line(desk.say("warning", "method")), "warning"), _coder(desk), *_titled(desk, "statuses"),
            Bullets(statuses), *_titled(desk, "sure"), *_sure(desk),
            *_titled(desk, "unread"), *_unread(desk), *_titled(desk, "cite"),
            Paragraph(line(clean(citation(desk.book))), "note"))


def _sure(desk: Desk) -> Iterator[Block]:
    """Yield how sure each layer is, as measured."""
    title, words = desk.say("head_sure", "method"), desk.words
    rows = tuple(Row(((line(row.told),), (line(row.figure),), (line(row.data),))) for row in sure(words))
    yield Paragraph(line(words.of("sure", "intro")))
    yield Table(title, words.columns("layer", "right", "measured"), rows, (58, 18, 24), (1,))
    yield Paragraph(line(note(words)), "note")


def _titled(desk: Desk, name: str) -> Iterator[Paragraph]:
    yield Paragraph(line(desk.say(f"head_{name}", "method")), "heading")


def _coder(desk: Desk) -> Table:
    case = desk.case
    named, number = desk.words.group("method"), desk.words.number
    rows = [(named.get(name, clean(name)), clean(value)) for name, value in case["coder"].items()]
    rows += [(named[f"count_{name}"], number(len(case[name]))) for name in LAYERS]
    rows.append((named["count_passages"], number(len(desk.book.passages))))
    stated = Counter(row["status"] for row in case["incidents"])
    rows += [(desk.say("incidents_of", "method", status=desk.words.of("statuses", status)), number(count))
             for status, count in stated.most_common()]
    return Table(named["holds_and_coded"], desk.words.columns("what", "entry"),
                 tuple(Row(((line(label),), (line(value),))) for label, value in rows), (50, 50))


def _unread(desk: Desk) -> Iterator[Block]:
    told = unsaid(desk.book)
    if told:
        yield Paragraph(line(told))
    elif not desk.case["issues"]:
        yield Paragraph(line(desk.say("all_read", "method")))
    if desk.case["issues"]:
        yield Bullets(tuple((line(desk.source(row["source"]), ", ", _stage(desk, row), clean(row["message"])), "")
                            for row in desk.case["issues"]))


def _stage(desk: Desk, row: Fields) -> str:
    return desk.say("field_of", "tables", field=clean(desk.words.of("stages", row["stage"])))


