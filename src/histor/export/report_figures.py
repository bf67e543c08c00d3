"""The chapter on casualties: one table, a block for each incident, every figure under whoever gives it.

Nothing is added up. A line's range spans the figures in it, running totals left aside, unless a policy says otherwise;
then the policy's own figure and its own sentence stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from histor.export.report_desk import Desk, Fields
from histor.export.report_nouns import Block, Line, Paragraph, Row, Run, Table, clean, faint, line

#: Words for nobody in particular, which all mean the same line.
_ANYBODY = {"", "people", "person", "persons", "dead", "deaths", "victims", "casualties", "others"}
_DEEPEST = 6


@dataclass(slots=True)
class Told:
    """One line: what befell whom, every figure for it, and the lines of its parts."""

    label: str
    rows: list[Fields] = field(default_factory=list)
    parts: dict[tuple[str, str], Told] = field(default_factory=dict)


def casualties_blocks(desk: Desk) -> tuple[Block, ...]:
    """Return the policy in words and the table; figures that hang on no incident come last."""
    rows: list[Row] = []
    for ident, figures in by_incident(desk):
        head = line(desk.incident(ident), faint(f" · {desk.date(desk.book.incidents[ident])}")) if ident else None
        rows.append(Row(((head or line(desk.say("no_incident", "tables")),),), group=True))
        reasons: set[str] = set()
        rows += [row for told in gathered(desk, figures) for row in _rows(desk, told, 0, reasons)]
    if not rows:
        return ()
    policy = policy_of(desk)
    whom, given = desk.words.columns("whom", "figures")
    columns = (whom, clean(policy["name"]), given)
    widths = (27, 40, 33) if desk.figures else (38, 14, 48)  # a policy tells how it came to each of its figures
    table = Table(desk.say("all_figures", "tables"), columns, tuple(rows), widths)
    told = desk.say("policy", name=clean(policy["name"]), says=clean(policy["says"]))
    return (Paragraph(line(told), "note"), table)


def policy_of(desk: Desk) -> Fields:
    """Return the name and meaning of the policy by which figures are shown; of the range where there is none."""
    if desk.figures is not None:
        return desk.figures
    told = desk.words.group("policies")["range"]
    return {"name": told["name"], "says": desk.words.sentence(told["says"])}


def by_incident(desk: Desk) -> list[tuple[str | None, list[Fields]]]:
    """Return figures by the incident that they are a cost of, in order of time; those of none come last."""
    found: dict[str | None, list[Fields]] = {}
    for row in desk.case["casualties"]:
        found.setdefault(row["incident"] if row["incident"] in desk.book.incidents else None, []).append(row)
    known: list[str | None] = [row["id"] for row in desk.book.in_order if row["id"] in found]
    return [(ident, found[ident]) for ident in [*known, *([None] if None in found else [])]]


def gathered(desk: Desk, rows: list[Fields]) -> list[Told]:
    """Gather figures into lines; a part goes under the line of its whole, if that belongs to the same incident."""
    here = {row["id"]: row for row in rows}
    top: dict[tuple[str, str], Told] = {}

    def place(row: Fields, depth: int) -> Told:
        whole = here.get(row["part_of"] or "")
        shelf = place(whole, depth + 1).parts if whole is not None and depth < _DEEPEST else top
        group = clean(row["group"]).casefold()
        key = row["effect"], "" if group in _ANYBODY else group
        if key not in shelf:
            shelf[key] = Told(_label(desk, row, bool(key[1]), shelf is not top))
        return shelf[key]

    for row in rows:
        place(row, 0).rows.append(row)
    return list(top.values())


def _label(desk: Desk, row: Fields, named: bool, part: bool) -> str:
    group = clean(row["group"])
    whom = desk.words.whom(group) if named or (part and group) else desk.say("people", "tables")
    side = clean(desk.book.name(row["side"])) if row["side"] in desk.book.actors else ""
    told = f" ({side})" if side and side.casefold()[:5] not in whom.casefold() else ""
    if part:
        return desk.say("of_them", "tables", whom=whom + told)
    return desk.say("effect_of", "tables", effect=desk.words.of("effects", row["effect"]), whom=whom + told)


def total(desk: Desk, told: Told) -> tuple[str, str]:
    """Return the figure of a line under the policy and how the policy came to it; the range where there is none."""
    idents = {row["id"] for row in told.rows}
    for row in desk.figures["rows"] if desk.figures else ():
        if idents & set(row["from"]):
            return clean(row["text"]), clean(row["how"])
    once = [row for row in told.rows if not row["cumulative"]]
    return (desk.words.spread(once) if once and not desk.figures else desk.words.of("figures", "none")), ""


def _rows(desk: Desk, told: Told, depth: int, reasons: set[str]) -> Iterator[Row]:
    """Yield a line and its parts; one figure of several lines says only in the first of them how it came about."""
    text, how = total(desk, told)
    how = "" if how in reasons else how
    reasons.add(how)
    sums = (line(Run(text, bold=True)), line(faint(how))) if how else (line(Run(text, bold=True)),)
    figures = tuple(_figure(desk, row) for row in told.rows)
    anchor = desk.book.anchor("casualties", told.rows[0]["id"]) if told.rows else ""
    yield Row(((line(told.label),), sums, figures), anchor, depth=depth)
    for part in told.parts.values():
        yield from _rows(desk, part, depth + 1, reasons)


def voice(desk: Desk, row: Fields) -> str:
    """Return who gives a figure."""
    return desk.voice(row["according_to"]) if row["according_to"] else desk.own(row["evidence"])


def _figure(desk: Desk, row: Fields) -> Line:
    marks = [desk.say("running_total")] if row["cumulative"] else []
    if row["as_of"]:
        marks.append(desk.say("as_of", "tables", day=clean(desk.words.day(row["as_of"]))))
    whole = desk.book.casualties.get(row["part_of"] or "")
    if whole is not None and whole["incident"] != row["incident"]:
        marks.append(desk.say("part_elsewhere", "tables", figure=desk.words.figure(whole)))
    tail = faint(f" ({desk.words.apart(marks)})") if marks else None
    return line(f"{clean(desk.words.figure(row))} {voice(desk, row)}", tail, " ", desk.cite(row["evidence"]))
