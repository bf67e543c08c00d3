"""The rules of the mark-up beyond its brackets: labels, references, and what must fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from training.corpus.markup import Mark, Problem
from training.corpus.names import occurrences
from training.corpus.records import ROLES, Account, Toll
from training.corpus.rules_facts import facts
from training.corpus.scheme import CHAINS, HEADER, OPTIONAL, PIECES, TOLD, scheme
from training.corpus.split import split_of

Say = Callable[[int, str], None]
_KINDS = (("genre", "genres"), ("style", "styles"), ("region", "regions"), ("made", "made"), ("split", "splits"))
_LEADS = re.compile(r"(?:on|in|at|since|by|from|within|during|between|until|till|for|after|before)\s", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:of|by|in|at)\s(?!least\b|most\b)", re.IGNORECASE)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_DIGITS = re.compile(r"\d[\d,. ]*")


def problems(account: Account, *, placed: bool = False) -> list[Problem]:
    """Return everything that breaks a rule, in no particular order."""
    found: list[Problem] = []

    def say(line: int, message: str) -> None:
        found.append(Problem(account.marked.file, line, message))

    _header(account, say, placed)
    _marks(account, say)
    facts(account, say)
    if not found:
        for rule in (_sayings, _tolls, _times, _events, _responses, _names):
            rule(account, say)
    return found


def _header(account: Account, say: Say, placed: bool) -> None:
    header = account.header
    for key in HEADER:
        if not header.get(key):
            say(1, f"header: `{key}` is missing")
    for key in header:
        if key not in (*HEADER, *OPTIONAL):
            say(1, f"header: unknown key `{key}`")
    for key, kind in _KINDS:
        for value in header.get(key, "").split():
            if not scheme().has(kind, value):
                say(1, f"header: {key} `{value}` is none of: {' '.join(scheme().lists[kind])}")
    if not re.fullmatch(r"-?\d{1,2}|none", header.get("century", "none")):
        say(1, "header: century is a number (-5 for the fifth before Christ) or none")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", header.get("id", "x")):
        say(1, "header: id has small letters, digits and single hyphens only")
    wanted = split_of(header.get("id", ""), real="source" in header, later="wave" in header)
    if header.get("id") and header.get("split") not in (None, wanted):
        say(1, f"header: the id `{header['id']}` belongs to the split {wanted}")
    path = Path(account.marked.file)
    if placed and (path.stem != header.get("id") or path.parent.name != header.get("split")):
        say(1, "header: the file must be <split>/<id>.txt")


def _marks(account: Account, say: Say) -> None:
    for name, marks in account.marks.items():
        if name[0] not in CHAINS | PIECES and len(marks) > 1:
            say(marks[1].line, f"{name}: stands twice; only {' '.join(sorted(CHAINS | PIECES))} may repeat an id")
        for mark in marks:
            if name[0] in "apwo" and _PREPOSITION.match(account.text[mark.start:mark.end]):
                say(mark.line, f"{name}: a mention begins behind its preposition")
        if name[0] in TOLD and name not in account.marked.facts:
            say(marks[0].line, f"{name}: no line of facts tells it")
        for one, other in pairwise(marks):
            if other.start < one.end:
                say(other.line, f"{name}: a mark inside another of the same id")
    for name, fact in account.marked.facts.items():
        if name not in account.marks and not (name[0] == "r" and "inferred" in fact.words):
            say(fact.line, f"{name}: facts without a mark in the text")


def _sayings(account: Account, say: Say) -> None:
    for saying in account.attributions:
        line = saying.cue[0].line
        if not saying.content:
            say(line, f"{saying.id}: no content; mark it [q{saying.id[1:]} ...]")
        if saying.own and saying.stance not in ("claims", "asserts", "announces", "denies"):
            say(line, f"{saying.id}: `own` goes with claims, asserts, announces or denies")
        if any(cue.start >= q.start and cue.end <= q.end for cue in saying.cue for q in saying.content):
            say(line, f"{saying.id}: its cue stands inside its own content")
    for name in account.ids("q"):
        if "c" + name[1:] not in account.marks:
            say(account.marks[name][0].line, f"{name}: content without a cue [c{name[1:]} ...]")


def _tolls(account: Account, say: Say) -> None:
    tolls = {toll.id: toll for toll in account.tolls}
    for toll in tolls.values():
        line = account.fact(toll.id).line
        _digits(account, toll, say, line)
        chain = [toll.id]
        while (up := tolls[chain[-1]].part) is not None:
            if up in chain:
                say(line, f"{toll.id}: part of itself ({' > '.join([*chain, up])})")
                break
            chain.append(up)
        whole = tolls.get(toll.part or "")
        if whole and whole.high is not None and toll.low is not None and toll.low > whole.high:
            say(line, f"{toll.id}: a part of {toll.low} is more than its whole {whole.id} of {whole.high}")


def _digits(account: Account, toll: Toll, say: Say, line: int) -> None:
    written = account.text[toll.number.start:toll.number.end]
    figures = {int(re.sub(r"\D", "", match)) for match in _DIGITS.findall(written) if re.sub(r"\D", "", match)}
    value = {toll.low, toll.high, (toll.low or 0) - 1, (toll.high or 0) + 1}
    if figures and (toll.low, toll.high) != (None, None) and "illion" not in written and not figures & value:
        say(line, f"{toll.id}: the words `{written}` and the value {toll.low}..{toll.high} differ")


def _times(account: Account, say: Say) -> None:
    for time in account.times:
        if _LEADS.match(account.text[time.mark.start:time.mark.end]):
            say(time.mark.line, f"{time.id}: leave the preposition outside the mark of a time")
        years = [digits for digits in _YEAR.findall(account.text[time.mark.start:time.mark.end])
                 if not re.search(rf"T{digits[:2]}(:{digits[2:]}|(?!:))", time.value)]  # "1745 hours" is no year
        # "the 1920s" has the value 192, and a war's year may stand beside BC
        if years and not any(year[:3] in time.value for year in years):
            say(account.fact(time.id).line, f"{time.id}: the year {years[0]} is not in the value {time.value}")


def _events(account: Account, say: Say) -> None:
    order = {event.id: event.trigger[0].start for event in account.events}
    for event in account.events:
        line = account.fact(event.id).line
        if event.same and order[event.same] >= order[event.id]:
            say(line, f"{event.id}: same={event.same} must point back, at the first telling")
        if event.same and account.fact(event.same).values.get("same"):
            say(line, f"{event.id}: same={event.same} is itself a repetition; point at the first telling")
        if event.part == event.id or (event.part and event.part == event.same):
            say(line, f"{event.id}: part of itself")
        if event.status == "claimed" and event.claimant is None:
            say(line, f"{event.id}: claimed, but no saying holds it; mark its content or write under=c..")
        for role in set(ROLES) & set(account.fact(event.id).values):
            wanted = account.fact(event.id).values[role]
            if len(event.roles.get(role, ())) != len(wanted):
                say(line, f"{event.id}: {role}={','.join(wanted)}: no such mention")


def _responses(account: Account, say: Say) -> None:
    for response in account.responses:
        if response.event == response.answers:
            say(account.fact(response.id).line, f"{response.id}: an event answers itself")
        if response.basis == "explicit" and not response.cue:
            say(account.fact(response.id).line, f"{response.id}: explicit, so its cue must be marked")


def _names(account: Account, say: Say) -> None:
    covering = [mark for mark in account.marked.marks if mark.layer in "apwot"]
    for kind, forms in account.names:
        if not scheme().has("names", kind) or not forms:
            say(1, f"header: name `{kind}` is none of: {' '.join(scheme().lists['names'])}")
        elif not any(form in account.text or form.upper() in account.text for form in forms):
            say(1, f"header: name `{'/'.join(forms)}` is not in the text")
    for start, end, _, _ in occurrences(account.text, account.names):
        for message in _cover(account.text[start:end], start, end, covering):
            say(_line(account, start), message)
        for mark in account.marked.marks:
            if start < mark.start < end or start < mark.end < end:
                say(mark.line, f"{mark.id}: cuts the name `{account.text[start:end]}` in two")


def _cover(name: str, start: int, end: int, covering: list[Mark]) -> Iterator[str]:
    if not any(mark.start <= start and end <= mark.end for mark in covering):
        yield f"the name `{name}` is in no mark of an actor, place, weapon or object"


def _line(account: Account, at: int) -> int:
    before = [mark.line for mark in account.marked.marks if mark.start <= at]
    return before[-1] if before else 1
