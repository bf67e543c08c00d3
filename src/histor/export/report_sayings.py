"""The chapters on who says what: claims by speaker, what cannot all be so, and assessments apart from deeds.

A claim that somebody only reports of somebody else stands under the report, one step in, so that nobody is made to
say what another says of him.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from histor.export.dossier_speakers import speaker_name, speakers
from histor.export.report_desk import Desk, Fields
from histor.export.report_nouns import Block, Bullets, Line, Paragraph, Row, Run, Table, clean, faint, joined, line
from histor.export.words_forms import capital

_ORDER = ("announces", "asserts", "claims", "denies", "accuses", "condemns", "demands", "warns", "estimates")
_MOST = 3


def claims_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return one table of all claims but assessments, a block for each speaker, the sides' own first."""
    reports = _reports(desk)
    rows: list[Row] = []
    for key, said in _by_speaker(desk, [row for row in reports[""] if row["stance"] != "assesses"]):
        rows.append(Row(((_speaker(desk, *key),),), group=True))
        rows += [one for row in said for one in _claim(desk, row, reports)]
    columns = desk.words.columns("how", "said", "about", "evidence")
    table = Table(desk.say("all_claims", "tables"), columns, tuple(rows), (17, 43, 28, 12))
    return (*_matrix(desk), table) if rows else ()


def _matrix(desk: Desk) -> Iterator[Block]:
    """Yield how many claims each speaker makes in which manner."""
    told = speakers(desk.book)
    if told is None:
        return
    none, number = desk.words.of("figures", "none"), desk.words.number
    rows = []
    for who, said in told.rows:
        counts = [len(said.get(stance, ())) for stance in told.stances]
        cells = (line(number(count) if count else none) for count in (*counts, sum(counts)))
        name = line(Run(clean(speaker_name(desk.book, who)), bold=True))
        rows.append(Row(((name,), *((cell,) for cell in cells))))
    speaker, whole = desk.words.columns("speaker", "all")
    heads = (speaker, *(clean(desk.words.of("stances", stance)) for stance in told.stances), whole)
    share = 72 // (len(heads) - 1)
    widths = (100 - share * (len(heads) - 1), *[share] * (len(heads) - 1))
    yield Table(desk.say("speakers", "tables"), heads, tuple(rows), widths, tuple(range(1, len(heads))))
    if told.left_out:
        yield Paragraph(line(desk.say("more_speakers", "tables", count=told.left_out)), "note")


def _reports(desk: Desk) -> dict[str, list[Fields]]:
    """Return what each claim reports of others, and under no name the claims that nobody reports.

    Where claims report each other in a circle, the first of them is taken as reported by nobody.
    """
    above: dict[str, str] = {}
    reports: dict[str, list[Fields]] = {"": []}
    for row in desk.case["claims"]:
        at = outer = row["nested_in"] if row["nested_in"] in desk.book.claims else ""
        while at and at != row["id"]:
            at = above.get(at, "")
        above[row["id"]] = "" if at == row["id"] else outer
    for row in desk.case["claims"]:
        reports.setdefault(above[row["id"]], []).append(row)
    return reports


def _by_speaker(desk: Desk, rows: list[Fields]) -> list[tuple[tuple[str, str], list[Fields]]]:
    """Return claims that stand by themselves, by (speaker, body), sides first, then by how much is said."""
    speakers: dict[tuple[str, str], list[Fields]] = {}
    for row in rows:
        speakers.setdefault((row["speaker"] or "", row["affiliation"] or ""), []).append(row)
    for said in speakers.values():
        said.sort(key=lambda row: _ORDER.index(row["stance"]) if row["stance"] in _ORDER else 99)
    places = {side: place for place, side in enumerate(desk.book.sides)}
    return sorted(speakers.items(), key=lambda item: (
        places.get(desk.book.side(item[0][0]) or desk.book.side(item[0][1]) or "", 9), not any(item[0]),
        -len(item[1])))


def _speaker(desk: Desk, who: str, body: str) -> Line:
    shown = desk.actor(who or body) if who or body else desk.say("unnamed", "said")
    told = _office(desk, who, body)
    return line(shown, faint(f" · {told}") if told else None)


def _office(desk: Desk, who: str, body: str) -> str:
    """Return a speaker's offices and the body spoken for."""
    roles = desk.book.actors[who]["roles"][:2] if who in desk.book.actors else []
    titles = dict.fromkeys(clean(role["title"]) for role in roles)
    parts = [*titles, clean(desk.book.name(body)) if who and body != who else ""]
    return ", ".join(part for part in parts if part)


def _claim(desk: Desk, row: Fields, reports: Mapping[str, list[Fields]]) -> Iterator[Row]:
    """Yield a claim's line and, one step in, the lines of what it reports, however deep that goes."""
    waiting = [(row, 0)]
    while waiting:
        told, depth = waiting.pop()
        yield _row(desk, told, depth)
        waiting.extend((inner, depth + 1) for inner in reversed(reports.get(told["id"], [])))


def _row(desk: Desk, row: Fields, depth: int) -> Row:
    stance = desk.words.of("stances", row["stance"])
    who = clean(desk.book.name(row["speaker"] or row["affiliation"])) or desk.say("somebody", "said")
    how = [line(Run(desk.say("does", "said", who=who, stance=stance) if depth else stance, bold=True))]
    if row["said_on"]:
        how.append(line(faint(desk.say("on_day", "said", day=clean(desk.words.day(row["said_on"]))))))
    return Row((tuple(how), (line(clean(row["content"])),), _about(desk, row["incidents"]),
                (desk.cite(row["evidence"]),)), desk.book.anchor("claims", row["id"]), depth=depth)


def _about(desk: Desk, idents: list[str]) -> tuple[Line, ...]:
    return tuple(line(desk.incident(ident)) for ident in idents if ident in desk.book.incidents)[:_MOST]


def assessments_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return what is held rather than told, each with who holds it."""
    reports = _reports(desk)
    waiting = [row for row in reversed(reports[""]) if row["stance"] == "assesses"]
    rows = []
    while waiting:  # what an assessment reports of others belongs to it
        rows.append(waiting.pop())
        waiting.extend(reversed(reports.get(rows[-1]["id"], [])))
    return (Bullets(tuple(_assessment(desk, row) for row in rows)),) if rows else ()


def _assessment(desk: Desk, row: Fields) -> tuple[Line, str]:
    who, body = row["speaker"] or row["affiliation"] or "", row["affiliation"] or ""
    shown = line(desk.actor(who)) if who in desk.book.actors else line(desk.say("unnamed", "said"))
    office = _office(desk, who, body)
    about = joined(_about(desk, row["incidents"]), "; ")
    return line(clean(row["content"]), " — ", shown, f", {office}" if office else None,
                faint(f" ({desk.say('about')} ") if about else None, about, faint(")") if about else None, " ",
                desk.cite(row["evidence"])), desk.book.anchor("claims", row["id"])


def contradictions_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return every contradiction: each position with who holds it and the sentences that hold it."""
    rows: list[Row] = []
    for number, row in enumerate(desk.case["contradictions"], 1):
        field = desk.words.group("effects").get(row["field"], desk.words.of("fields", row["field"]))
        head = line(Run(desk.say("field_of", "tables", field=capital(field)), bold=True), _of_what(desk, row["about"]))
        rows.append(Row(((head,),), f"x{number}", group=True))
        rows += [_position(desk, position) for position in row["positions"]]
    columns = desk.words.columns("value", "who", "words")
    return (Table(desk.say("all_contradictions", "tables"), columns, tuple(rows), (16, 28, 56)),) if rows else ()


def _position(desk: Desk, row: Fields) -> Row:
    quotes = tuple(line(desk.words.quoted(clean(e["quote"])), " ", desk.cite([e])) for e in row["evidence"])
    return Row(((line(Run(clean(desk.words.position(row["value"])), bold=True)),),
                (desk.voices([(row["said_by"], row["evidence"])]),), quotes))


def _of_what(desk: Desk, ident: str) -> Line:
    if ident in desk.book.incidents:
        return line(desk.incident(ident))
    if ident in desk.book.claims:
        who = clean(desk.book.name(desk.book.claims[ident]["speaker"])) or desk.say("somebody", "said")
        return line(Run(desk.say("claim_of", "tables", who=who), to=desk.book.anchor("claims", ident)))
    if ident in desk.book.casualties:
        return line(Run(desk.say("a_figure", "tables"), to=desk.book.anchor("casualties", ident)))
    return line(desk.say("not_here", "tables"))


