"""Finds what cannot all hold: rival figures, denied claims, and fields that two tellers fill differently.

Rival positions are set side by side with who holds them; which is right is not ours to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from histor.consolidate.people import people
from histor.model import Casualty, Claim, Contradiction, Incident, Position

#: Characters before a denial within which the claim denied is looked for: about eight sentences.
_REACH = 1200
#: Claims before a denial among which the claim denied is looked for.
_BEFORE = 40
#: Stances that put a thing forward as so, which somebody else can deny.
PUTS = frozenset({"asserts", "claims", "announces", "estimates", "assesses", "accuses"})
_BACK = re.compile(
    r"\b(?:this|that|these|those|the|such|all|any) (?:claim|accusation|allegation|charge|report|assertion)s?\b"
    r"|^(?:it|this|that|which|these|both|them)$|^(?:both|these|those|all) \w+$",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    "that with from have been this they them their were which said also some such into than about".split()
)

def contradictions_of(
    incidents: Sequence[Incident], casualties: Sequence[Casualty], denials: Sequence[tuple[Claim, Claim]],
    held: Callable[[Incident], tuple[Position, Position]],
) -> list[Contradiction]:
    """Return every contradiction of a case, figures first, then denials, then deeds both told and denied.

    ``held`` tells of a disputed incident who tells it as done, and who denies it.
    """
    return [*_figures(casualties), *_denials(denials), *_disputed(incidents, held)]


def _figures(casualties: Sequence[Casualty]) -> list[Contradiction]:
    """Set side by side whole figures of one incident, effect and kind of people that do not meet."""
    groups: dict[tuple[str, str], list[Casualty]] = defaultdict(list)
    for row in casualties:
        if row.incident is not None and row.part_of is None and not row.cumulative and row.low is not None:
            groups[row.incident, row.effect].append(row)
    found = []
    for (incident, effect), rows in groups.items():
        for same_people in _by_people(rows):
            wholes = _one_per_value(same_people)
            if _rival(wholes):
                positions = tuple(_position(row, same) for row, same in wholes)
                found.append(Contradiction(incident, effect, positions, "figures of one deed that do not meet"))
    return found


def _by_people(rows: Sequence[Casualty]) -> list[list[Casualty]]:
    """Return the figures that can be of the same people: of one kind, or of no kind beside a single one.

    A figure of that one kind that can be some of the people of every other is no rival of theirs.
    """
    kinds: dict[str, list[Casualty]] = defaultdict(list)
    plain = people().plain
    for row in rows:
        kinds["" if row.kind in plain else row.kind].append(row)
    anybody = kinds.pop("", [])
    if len(kinds) > 1 or not anybody:
        return [*([anybody] if anybody else []), *kinds.values()]
    some = {row.id for row in rows if all(people().hold_both(row, whole) for whole in anybody)}
    return [[row for row in rows if row.id not in some]]


def _one_per_value(rows: Sequence[Casualty]) -> list[tuple[Casualty, list[Casualty]]]:
    values: dict[tuple[int | None, int | None], list[Casualty]] = defaultdict(list)
    for row in rows:
        values[row.low, row.high].append(row)
    return [(same[0], same) for same in values.values()]


def _rival(wholes: Sequence[tuple[Casualty, list[Casualty]]]) -> bool:
    """Tell whether figures are rivals: different ones, told by several mouths."""
    mouths = {row.according_to or row.evidence[0].source for _, same in wholes for row in same if row.evidence}
    return len(wholes) > 1 and len(mouths) > 1


def _position(row: Casualty, same: Sequence[Casualty]) -> Position:
    value = figure(row.low, row.high)
    said = tuple(dict.fromkeys(r.according_to for r in same if r.according_to is not None))
    evidence = tuple(dict.fromkeys(e for r in same for e in r.evidence))
    return Position(f"{value} {row.effect}", said, evidence)


def figure(low: int | None, high: int | None) -> str:
    """Write a figure as people do: 9, 3–5, at least 26, up to 40, unknown."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def denials_of(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Return every denial behind the claim that it denies: an earlier one of its account, else one of another."""
    found = []
    about: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for ident in claim.incidents if claim.stance in PUTS else ():
            about[ident].append(claim)
    for index, claim in enumerate(claims):
        if claim.stance == "denies":
            source = claim.evidence[0].source if claim.evidence else None
            near = claims[max(0, index - _BEFORE) : index]
            before = [one for one in near if one.evidence and one.evidence[0].source == source]
            denied = _denied(before, claim) or _denied_elsewhere(about, claim)
            found += [(denied, claim)] if denied is not None else []
    return found


def _denied_elsewhere(about: Mapping[str, list[Claim]], denial: Claim) -> Claim | None:
    """Return the claim of another account about the same incident that shares most words with a denial."""
    ranked = [
        (len(_words(claim.content) & _words(denial.content)), -at, claim)
        for ident in denial.incidents
        for at, claim in enumerate(about.get(ident, [])[:_BEFORE])
        if claim.speaker != denial.speaker and claim.evidence[0].source != denial.evidence[0].source
    ]
    best = max(ranked, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] else None


def _denials(pairs: Sequence[tuple[Claim, Claim]]) -> list[Contradiction]:
    """Set a denial against the claim that it denies."""
    found = []
    for denied, claim in pairs:
        against = Position(denied.content or denied.cue, _speakers(denied), denied.evidence)
        for_it = Position(f"denies: {claim.content or claim.cue}", _speakers(claim), claim.evidence)
        about = (claim.incidents or denied.incidents or (denied.id,))[0]
        found.append(Contradiction(about, "claim", (against, for_it), "one side denies what the other claims"))
    return _merged(found)


def _denied(earlier: Sequence[Claim], denial: Claim) -> Claim | None:
    """Return the claim of a denial's own account that it is of, or None where nothing before it fits.

    It shares words or an incident with the denial, or the denial points back to it ("this claim"); nearer ones win, and
    a single word far away says nothing.
    """
    best: tuple[float, Claim] | None = None
    for claim in earlier:
        score = _bearing(claim, denial)
        if score is not None and score > 0.0 and (best is None or score >= best[0]):
            best = (score, claim)
    return best[1] if best is not None else None


def _bearing(claim: Claim, denial: Claim) -> float | None:
    """Return how strongly a denial bears on an earlier claim, or None where it cannot."""
    if claim.speaker == denial.speaker or claim.stance in {"denies", "condemns", "demands"}:
        return None
    distance = denial.evidence[0].start - claim.evidence[0].end
    if distance > _REACH:
        return None
    shared = len(_words(claim.content) & _words(denial.content))
    together = bool(set(claim.incidents) & set(denial.incidents))
    one_sentence = claim.evidence[0] == denial.evidence[0] and claim.stance in {"accuses", "claims", "asserts"}
    points_back = one_sentence or (bool(_BACK.search(denial.content)) and distance < _REACH / 3)
    if not (shared or together or points_back):
        return None
    return 1.0 * shared + 1.0 * together + 1.5 * points_back - max(distance, 0) / (_REACH / 2)


@lru_cache(1 << 15)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w{4,}", text.casefold())) - _EMPTY


def _speakers(claim: Claim) -> tuple[str, ...]:
    return (claim.speaker,) if claim.speaker else ()


def _merged(rows: Sequence[Contradiction]) -> list[Contradiction]:
    """Join the denials of one claim by several speakers into one contradiction."""
    kept: dict[tuple[str, Position], Contradiction] = {}
    for row in rows:
        key = (row.about, row.positions[0])
        known = kept.get(key)
        if known is None:
            kept[key] = row
            continue
        said = tuple(dict.fromkeys([*known.positions[1].said_by, *row.positions[1].said_by]))
        last = known.positions[1]
        kept[key] = Contradiction(
            row.about, row.field, (row.positions[0], Position(last.value, said, last.evidence)), row.why
        )
    return list(kept.values())


def _disputed(
    incidents: Sequence[Incident], held: Callable[[Incident], tuple[Position, Position]]
) -> list[Contradiction]:
    """Set those who tell a deed as done against those who deny it."""
    return [Contradiction(row.id, "status", held(row), "told as fact and denied")
            for row in incidents if row.status == "disputed"]
