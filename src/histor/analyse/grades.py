"""How firmly harm is told: grades by published rules, worked out, explained, and overruled only by a person.

A scheme is a file in ``data/grades/``: grades in order, each with the conditions under which it is given. A grade says
how a thing is told, never that it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from histor.analyse.graded import Deed, deeds_with_harm
from histor.errors import UsageError
from histor.lexicon import load_lexicon

Case = Mapping[str, Any]
Row = dict[str, Any]
#: The scheme of a grade that is not asked for by another.
DEFAULT_SCHEME = "airwars"


@dataclass(frozen=True, slots=True)
class Overruling:
    """What a person decided a grade to be, with the reason given."""

    incident: str
    scheme: str
    grade: str
    who: str
    reason: str
    number: int


def schemes() -> tuple[str, ...]:
    """Return the names of the schemes, the default first."""
    found = load_lexicon().folder("grades")
    return (DEFAULT_SCHEME, *(name for name in found if name != DEFAULT_SCHEME))


def levels(scheme: str) -> tuple[str, ...]:
    """Return the grades of a scheme. Raises :class:`UsageError` for a scheme that is not known."""
    return tuple(dict.fromkeys(row["grade"] for row in _scheme(scheme)["grades"]))


def grades(case: Case, scheme: str = DEFAULT_SCHEME, overruled: Sequence[Overruling] = ()) -> list[Row]:
    """Return the grade of every incident with people killed or injured.

    Each row has ``incident``, ``scheme``, ``grade``, ``why`` (one sentence), ``computed`` (the grade by the rules)
    and ``overruled`` (None, or who overruled it, why, and the decision's number).
    """
    rules = _scheme(scheme)
    by_person = {row.incident: row for row in overruled if row.scheme == scheme}
    return [_graded(deed, scheme, rules, by_person.get(deed.incident)) for deed in deeds_with_harm(case)]


def _scheme(name: str) -> Mapping[str, Any]:
    known = load_lexicon().folder("grades")
    if name not in known:
        raise UsageError(f"There is no scheme of grades {name!r}. Known are {', '.join(schemes())}.")
    rules: Mapping[str, Any] = known[name]
    return rules


def _graded(deed: Deed, scheme: str, rules: Mapping[str, Any], person: Overruling | None) -> Row:
    rule = next(row for row in rules["grades"] if _fits(deed, row))
    asked = (*rule.get("all", ()), *rule.get("any", ()))
    reasons = [reason for name in asked if name in _SAYS and (reason := _SAYS[name](deed))]
    told = f" ({'; '.join(reasons)})" if reasons else ""
    why = f"{rules['name']}: {rule['says']}{told}; told by {deed.behind}."
    if person is not None:
        why = f"{person.who} holds it to be {person.grade}: {person.reason}. By the rules it is {rule['grade']}. {why}"
    return {
        "incident": deed.incident, "scheme": scheme, "grade": person.grade if person is not None else rule["grade"],
        "why": why, "computed": rule["grade"], "origins": len(deed.origins),
        "overruled": None if person is None else {"who": person.who, "reason": person.reason, "number": person.number},
    }  # fmt: skip


def _fits(deed: Deed, rule: Mapping[str, Any]) -> bool:
    either = [CONDITIONS[name](deed) for name in rule.get("any", ())]
    return all(CONDITIONS[name](deed) for name in rule.get("all", ())) and (not either or any(either))


#: What a rule can ask of a deed, by the names that the files use.
CONDITIONS: dict[str, Callable[[Deed], bool]] = {
    "accepted": lambda deed: bool(deed.accepted),
    "doer denies": lambda deed: bool(deed.denied),
    "doer named": lambda deed: bool(deed.doers),
    "figures differ": lambda deed: deed.differ,
    "figures meet": lambda deed: not deed.differ,
    "never": lambda deed: False,
    "one origin": lambda deed: len(deed.origins) < 2,
    "only fighters": lambda deed: deed.only_fighters,
    "several doers": lambda deed: len(deed.doers) > 1,
    "two origins": lambda deed: len(deed.origins) > 1,
}

_SAYS: dict[str, Callable[[Deed], str]] = {
    "accepted": lambda deed: f"accepted by {', '.join(deed.accepted)}",
    "doer denies": lambda deed: f"denied by {', '.join(deed.denied)}" if deed.denied else "",
    "several doers": lambda deed: f"laid to {', '.join(deed.doers)}" if len(deed.doers) > 1 else "",
    "doer named": lambda deed: f"laid to {', '.join(deed.doers)}",
}
