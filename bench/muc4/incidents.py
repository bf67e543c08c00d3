"""From entities to incidents: which types a message tells, which entity belongs to which, and where one type is two incidents.

Three small models decide, one step after the other: is a type told (of the message), does an entity belong to an incident
of a type (of the entity), do two entities of one type share an incident (of the pair). Pairs are then gathered by average
link, as long as the least sure join is sure enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from bench.muc4.candidates import Candidate, Words, logit
from bench.muc4.logistic import Logistic
from bench.muc4.reading import HEADS, TYPES, Floats, Reading

USED = ("attack", "bombing", "kidnapping", "arson", "robbery")
"""Types that are answered; a work stoppage is too rare to be learned."""
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SHARED = ("PerpInd", "PerpOrg", "Weapon")
"""Roles whose entities several incidents of a message may share."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """Thresholds, set by cross-validation on TST1 and TST2 (see `fit`)."""

    role: float = 0.22
    kind: float = 0.35
    member: float = 0.5
    apart: float = 0.3
    lone: float = 0.6


@dataclass(frozen=True, slots=True)
class Makers:
    """The models of the three steps."""

    told: Logistic
    member: Logistic
    together: Logistic


@dataclass(slots=True)
class Incident:
    """A type with its chance and, by role, the candidates that fill it."""

    type: str
    chance: float
    roles: dict[str, list[Candidate]] = field(default_factory=dict)


def kinds(reading: Reading, candidate: Candidate) -> Floats:
    """The chances of the types at the places of a candidate, places weighed by how surely it fills its role there."""
    heads, weight = _places(reading, candidate)
    return np.asarray((reading.types[heads] * weight[:, None]).sum(0) / weight.sum())


def tells(reading: Reading, candidate: Candidate) -> Floats:
    """The chances that the sentences of a candidate tell each type, weighed likewise."""
    heads, weight = _places(reading, candidate)
    return np.asarray((reading.tells[heads, 1:] * weight[:, None]).sum(0) / weight.sum())


def _places(reading: Reading, candidate: Candidate) -> tuple[list[int], Floats]:
    heads = sorted({i for span in candidate.spans for i in range(*span)})
    return heads, 1 - reading.roles[heads, HEADS.index(candidate.role), 0] + 1e-3


def told_features(reading: Reading, rows: Sequence[Candidate], kind: int) -> dict[str, float]:
    """What speaks for a type in a message: the document head, the sentences, the entities."""
    table = [kinds(reading, c) for c in rows]
    support = [float(c.chance * t[kind]) for c, t in zip(rows, table, strict=True)]
    told = np.sort(reading.tells[:, 1 + kind])
    best = int(np.argmax(reading.document[1:]))
    f = {
        "document": logit(float(reading.document[1 + kind])), "relevant": logit(float(reading.document[0])),
        "most": logit(float(told[-1])), "top": logit(float(told[-30:].mean())), "support": sum(support),
        "best support": max(support, default=0.0), "first": float(best == kind),
        "behind": logit(float(reading.document[1 + best])) - logit(float(reading.document[1 + kind])),
        "chance": max((c.chance for c in rows), default=0.0), "entities": float(len(rows)),
    }  # fmt: skip
    return f | {name: float(TYPES[kind] == name) for name in USED}


def member_features(words: Words, reading: Reading, c: Candidate, kind: int) -> dict[str, float]:
    """What tells whether an entity belongs to an incident of a type."""
    own, told = kinds(reading, c), tells(reading, c)
    others = [k for k in range(len(USED)) if k != kind]
    f = {
        "own": logit(float(own[kind])), "other": logit(float(max(own[k] for k in others))),
        "sentence": logit(float(told[kind])), "other sentence": logit(float(max(told[k] for k in others))),
        "document": logit(float(reading.document[1 + kind])),
        "other document": logit(float(max(reading.document[1 + k] for k in others))), "count": float(np.log(len(c.spans))),
    }  # fmt: skip
    f["ahead"], f["document ahead"] = f["own"] - f["other"], f["document"] - f["other document"]
    f |= {name: float(TYPES[kind] == name) for name in USED}
    for role in ROLES:
        f[role] = float(c.role == role)
        f[f"{role} own"] = f[role] * f["own"]
    f["bombing weapon"] = f["Weapon"] * f["bombing"]
    return f


def together_features(words: Words, a: Candidate, b: Candidate) -> dict[str, float]:
    """What tells whether two entities of one type share an incident: where they stand, and what they are."""
    near = min(abs(words.sentence[s[0]] - words.sentence[t[0]]) for s in a.spans[:8] for t in b.spans[:8])
    first = abs(words.sentence[a.spans[0][0]] - words.sentence[b.spans[0][0]])
    whole = words.sentence[-1] + 1
    blocks = [{words.trees[words.sentence[s[0]]].sentence.block for s in c.spans} for c in (a, b)]
    gap = min(abs(x - y) for x in blocks[0] for y in blocks[1])
    f = {
        "same sentence": float(near == 0), "next": float(near == 1), "near": 1 / (1 + near), "far": float(near > 4),
        "first": 1 / (1 + first), "same block": float(gap == 0), "gap": float(min(gap, 6)), "share": near / whole,
        "length": float(np.log(whole)), "same role": float(a.role == b.role), "count": float(np.log(len(a.spans) * len(b.spans))),
    }  # fmt: skip
    f |= {role: float(role in (a.role, b.role)) for role in ROLES}
    f["shared role"] = float(a.role in SHARED or b.role in SHARED)
    f["shared near"] = f["shared role"] * f["near"]
    return f


def incidents(words: Words, reading: Reading, chosen: Mapping[str, Sequence[Candidate]], makers: Makers,
              tuning: Tuning) -> list[Incident]:  # fmt: skip
    """The incidents of a message, likeliest type first; none where it tells none."""
    rows = [c for role in chosen for c in chosen[role]]
    chances = makers.told.chances([told_features(reading, rows, k) for k in range(len(USED))])
    order = sorted(range(len(USED)), key=lambda k: -chances[k])
    told = [k for k in order if chances[k] >= tuning.kind]
    if not told and (rows or chances[order[0]] >= tuning.kind * tuning.lone):
        told = order[:1] if rows else []
    belongs = {k: makers.member.chances([member_features(words, reading, c, k) for c in rows]) for k in told}
    out: list[Incident] = []
    for k in told:
        mine = [c for i, c in enumerate(rows) if belongs[k][i] >= tuning.member
                or belongs[k][i] == max(belongs[j][i] for j in told)]  # fmt: skip
        if mine or chances[k] >= tuning.lone:
            out += [Incident(USED[k], float(chances[k]), group) for group in _groups(words, mine, makers, tuning)]
    return out


def _groups(words: Words, rows: Sequence[Candidate], makers: Makers, tuning: Tuning) -> Iterator[dict[str, list[Candidate]]]:
    """Entities of one type by incident: targets and victims are gathered, what they may share goes where it fits."""
    core = [c for c in rows if c.role not in SHARED]
    rest = [c for c in rows if c.role in SHARED]
    groups = _linked(words, core, makers.together, tuning.apart) or [[]]
    for c in rest:
        links = [_link(words, [c], group, makers.together) if group else 1.0 for group in groups]
        for group, link in zip([*groups], links, strict=True):
            if link >= 0.5 or link == max(links):
                group.append(c)
    for group in groups:
        held: dict[str, list[Candidate]] = {}
        for c in group:
            held.setdefault(c.role, []).append(c)
        yield held


def _linked(words: Words, rows: Sequence[Candidate], together: Logistic, apart: float) -> list[list[Candidate]]:
    groups = [[c] for c in rows]
    while len(groups) > 1:
        pairs = [(_link(words, groups[i], groups[j], together), i, j) for i in range(len(groups)) for j in range(i)]
        best, i, j = max(pairs)
        if best < apart:
            break
        groups[j] += groups.pop(i)
    return groups


def _link(words: Words, left: Sequence[Candidate], right: Sequence[Candidate], together: Logistic) -> float:
    return float(together.chances([together_features(words, a, b) for a in left for b in right if a is not b]).mean())
