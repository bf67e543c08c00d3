"""Every wrong and missing entity of a message, sorted into kinds by rule, so that the kinds can be counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.muc4.candidates import Candidate
from bench.muc4.gold import ROLES, Entity
from bench.muc4.scores import aligned, plain


class Error(NamedTuple):
    """One error: what kind of it, in which role, and the string answered or wanted."""

    kind: str
    role: str
    string: str


def errors(gold: Mapping[str, Sequence[Entity]], told: Mapping[str, Sequence[Entity]],
           rows: Sequence[Candidate]) -> Iterator[Error]:  # fmt: skip
    """Yield the errors of pooled roles; `rows` are the candidates with their chances."""
    empty = not any(gold.values())
    for role in ROLES:
        wanted = [{plain(m) for m in entity} for entity in gold[role]]
        answers = [{plain(m) for m in entity} for entity in told[role]]
        taken = aligned([[a <= w for a in answers] for w in wanted])
        for i, answer in enumerate(answers):
            if i not in taken:
                yield Error(_wrong(answer, wanted, role, gold, empty), role, min(answer))
        for j, entity in enumerate(wanted):
            if j not in taken.values():
                chances = [c.chance for c in rows if c.role == role and plain(c.string) in entity]
                yield Error(_missing(entity, chances, answers), role, min(entity))


def _wrong(answer: set[str], wanted: Sequence[set[str]], role: str, gold: Mapping[str, Sequence[Entity]],
           empty: bool) -> str:  # fmt: skip
    name = min(answer)
    others = {plain(m) for other in ROLES if other != role for entity in gold[other] for m in entity}
    if any(name in w for w in wanted):
        return "wrong: the same entity again"
    if empty:
        return "wrong: the message has no incident in the key"
    if any(_touch(name, m) for w in wanted for m in w):
        return "wrong: other ends"
    return "wrong: another role" if name in others else "wrong: not in the key"


def _missing(entity: set[str], chances: Sequence[float], answers: Sequence[set[str]]) -> str:
    if any(_touch(a, m) for answer in answers for a in answer for m in entity):
        return "missing: other ends"
    if not chances:
        return "missing: no candidate"
    return "missing: too unlikely" if max(chances) < 0.2 else "missing: taken for another entity"


def _touch(a: str, b: str) -> bool:
    """Whether two strings share a word that is not a small one."""
    return bool({w for w in a.split() if len(w) > 2} & {w for w in b.split() if len(w) > 2})
