"""The chain from a value back to the words: who says it, where it stands, which rule or model read it, how surely.

A reader who doubts a value should need nothing else than this to check it by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from histor.errors import UsageError
from histor.export.compared import compared, origin_chain
from histor.export.words import Names, date_words, figure_words
from histor.model import Account, Event

Case = Mapping[str, Any]
Row = Mapping[str, Any]
#: Source id, start, end and event type.
Passage = tuple[str, int, int, str]
Readings = Mapping[Passage, Sequence[Event]]

_TABLES = ("incidents", "claims", "casualties", "actors", "places", "sources", "origins")


def readings(accounts: Iterable[Account]) -> Readings:
    """Return by passage and type which rule read a deed there; a view keeps the passages, the accounts the rules."""
    found: dict[Passage, list[Event]] = {}
    for account in accounts:
        source = f"s-{account.document.id[:12]}"
        for event in account.events:
            found.setdefault((source, *event.evidence, event.type), []).append(event)
    return found


def explain(case: Case, ident: str, read: Readings | None = None) -> list[str]:
    """Return the chain behind ``ID`` or ``ID.field`` as lines of words; raises :class:`UsageError`.

    ``read`` is what :func:`readings` gives of the case's accounts; without it an incident's rules are left out.
    """
    table, row, field = _found(case, ident)
    names = Names(case)
    if table == "incidents":
        lines = _incident(case, row, field, names, read or {})
    elif table in ("claims", "casualties"):
        lines = iter([*_single(table, row, field, names), *compared(case, row)])
    elif table == "origins":
        lines = origin_chain(case, row)
    else:
        lines = iter([_heading(table, row, names), *_mentioned(case, row["id"], names)])
    return [*lines, _coder(case)]


def _found(case: Case, ident: str) -> tuple[str, Row, str]:
    rows = {row["id"]: (table, row) for table in _TABLES for row in case.get(table, ())}
    whole, _, field = (ident, "", "") if ident in rows or "." not in ident else ident.rpartition(".")
    if whole not in rows:
        whole = _holder(case, whole) or whole
    if whole not in rows:
        near = get_close_matches(ident, rows, n=3, cutoff=0.5)
        hint = f"Did you mean {', '.join(near)}?" if near else "`histor show CASE incidents` lists ids."
        raise UsageError(f"There is no {ident} in the case. {hint}")
    return *rows[whole], field


def _incident(case: Case, row: Row, field: str, names: Names, read: Readings) -> Iterator[str]:
    if field and field not in row["fields"]:
        known = ", ".join(row["fields"]) or "none"
        raise UsageError(f"{row['id']} has no field {field!r} that stands on words. It has: {known}.")
    yield _heading("incidents", row, names)
    for name, support in row["fields"].items():
        if field in ("", name):
            evidence = [row["evidence"][at] for at in support["evidence"]]
            yield ""
            yield f"{name}: {_value(row, name, names)}"
            yield f"  said by   {names.said(support['said_by'], evidence)}"
            for passage in evidence:
                key = (passage["source"], passage["start"], passage["end"], row["type"])
                yield from _quotes([passage], names)
                yield from _read_there(read.get(key, ()), name)
            yield from _rule(support.get("why"))
    if not field:
        yield from _tellings(row)
        yield from _joinings(row, names)
        yield from _links(case, row["id"], names)


def _holder(case: Case, ident: str) -> str | None:
    """Return the incident that holds a telling now, named by the telling or by the incident that it once opened."""
    telling = f"t-{ident[2:]}" if ident.startswith("i-") else ident
    return next((row["id"] for row in case["incidents"] for t in row.get("tellings", ()) if t["id"] == telling), None)


def _joinings(row: Row, names: Names) -> Iterator[str]:
    """Say of each telling whence it is and why it is here, with what each question weighed in the joining."""
    if row.get("tellings"):
        yield ""
        yield "Tellings (id, words, source; day of the deed / day of the telling):"
    for told in row.get("tellings", ()):
        days = f"{told['day'] or 'no day'} / {told['told_on'] or 'undated'}"
        yield f"  {told['id']}  “{told['words']}”, {names.source(told['source'])}; {days}"
        if told["scores"]:
            yield f"    joined with probability {told['why']['score']:.2f}, from these log-odds:"
            yield from (f"    {score['weight']:+.2f}  {score['sentence']}" for score in told["scores"])
        elif told["why"]["rule"] == "consolidate/decided":
            yield f"    {told['why']['sentence']}"
    for ruling in row.get("decided", ()):
        reason = f": {ruling['reason']}" if ruling["reason"] else ", no reason given"
        yield f"  Decision {ruling['number']}, {ruling['verb']}, by {ruling['who']} on {ruling['made']}{reason}"


def _tellings(row: Row) -> Iterator[str]:
    """Say how many tellings were taken for one deed, and by which rules: merging has to be open to doubt."""
    if row.get("why"):
        passages = len(row["evidence"])
        yield ""
        yield f"This incident stands on {passages} passage{'s' if passages > 1 else ''}. Why they were taken for one:"
        for line, times in Counter(line for why in row["why"] for line in _rule(why)).items():
            yield line + (f" ({times} times)" if times > 1 else "")


def _read_there(events: Sequence[Event], field: str) -> Iterator[str]:
    """Say which rules read a deed in a passage and, for its date, how that was worked out."""
    for event in events:
        why = event.why
        yield f"  read by   {why.rule} (version {why.version}, score {why.score:.2f}): {why.sentence}"
        if field == "date" and event.when is not None and event.when.why:
            yield f"  dated by  {event.when.why}"


def _links(case: Case, ident: str, names: Names) -> Iterator[str]:
    for row in case["claims"]:
        if ident in row["incidents"]:
            yield f"{row['id']}: {names.one(row['speaker'] or row['affiliation']) or 'somebody'} {row['stance']} it"
    for row in case["responses"]:
        if row["incident"] == ident:
            yield (f"It answers {row['responds_to']} ({names.one(row['responds_to'])}): {row['basis']}, {row['cue']}"
                   f"{_reason(row)}")
    for row in case["contradictions"]:
        if row["about"] == ident:
            told = " | ".join(f"{p['value']}: {names.said(p['said_by'], p['evidence'])}" for p in row["positions"])
            yield f"Contradicted in {row['field']}: {told}"


def _reason(row: Row) -> str:
    """Return what a link rests on and how sure it is, where the row tells."""
    why = row.get("why")
    return f"; {why['sentence']} (score {why['score']:.2f})" if why else ""


def _single(table: str, row: Row, field: str, names: Names) -> Iterator[str]:
    """A claim or a figure stands as a whole on its words; a field is only told apart by its value."""
    if field and field not in row:
        raise UsageError(f"{row['id']} has no field {field!r}. It has: {', '.join(row)}.")
    yield _heading(table, row, names)
    yield ""
    if field:
        yield f"{field}: {_value(row, field, names)}"
    by = row["speaker"] or row["affiliation"] if table == "claims" else row["according_to"]
    yield f"  said by   {names.said([by] if by else [], row['evidence'])}"
    if row.get("cue"):
        yield f"  in words  “{row['cue']}”"
    yield from _quotes(row["evidence"], names)
    yield from _rule(row.get("why"))


def _heading(table: str, row: Row, names: Names) -> str:
    if table == "incidents":
        return f"{row['id']}: {row['label']} ({row['type']} {row['mode']}, {row['status']}, {date_words(row['date'])})"
    if table == "claims":
        who = names.one(row["speaker"]) or names.one(row["affiliation"]) or "somebody unnamed"
        return f"{row['id']}: {who} {row['stance']}: {row['content']}"
    if table == "casualties":
        about = f" in {names.one(row['incident'])}" if row["incident"] else ""
        return f"{row['id']}: {figure_words(row)} {row['effect']}{', ' + row['group'] if row['group'] else ''}{about}"
    return f"{row['id']}: {row.get('name') or row.get('title')} ({row.get('kind') or row.get('precision')})"


def _mentioned(case: Case, ident: str, names: Names) -> Iterator[str]:
    """Name the incidents in which an actor or place stands, or that a source tells."""
    for row in case["incidents"]:
        roles = [role for role in ("actors", "targets", "claimed_targets", "places") if ident in row[role]]
        if any(e["source"] == ident for e in row["evidence"]):
            roles.append("told here")
        if roles:
            yield f"  {row['id']}  {', '.join(roles)}: {names.one(row['id'])}"


def _value(row: Row, field: str, names: Names) -> str:
    value = row.get(field)
    if field == "date" and isinstance(value, Mapping):
        return f"{date_words(value)} (precision {value['precision']}, basis {value['basis']})"
    if field == "counts":
        return ", ".join(f"{figure_words(count)} {count['what']}" for count in row["counts"])
    if isinstance(value, list):
        return names.all(map(str, value)) or "empty"
    return names.one(str(value)) if value not in (None, "") else "empty"


def _quotes(evidence: list[Row], names: Names) -> Iterator[str]:
    for row in evidence:
        quote = " ".join(row["quote"].split())
        yield f"  stands in “{names.source(row['source'])}”, characters {row['start']}–{row['end']}:"
        yield f"            “{quote}”"


def _rule(why: Row | None) -> Iterator[str]:
    if why:
        yield f"  read by   {why['rule']} (version {why['version']}, score {why['score']:.2f}): {why['sentence']}"


def _coder(case: Case) -> str:
    told = ", ".join(f"{name} {value}" for name, value in case["coder"].items())
    return f"\nCoded with {told or 'an unknown coder'}."
