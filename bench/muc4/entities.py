"""From scored candidates to entities: which two strings name one party, and which strings are worth answering.

An entity is answered with one string. A candidate counts for what it adds: its chance, less the chance that an
answered one already stands for the same entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bench.muc4.candidates import Candidate, Words
from bench.muc4.logistic import Logistic
from bench.muc4.scores import plain

_SMALL = frozenset("of de del la el los las and y en for to in".split())


def initials(name: str) -> str:
    """First letters of the words that count: ``farabundo marti national liberation front`` is ``fmnlf``."""
    return "".join(word[0] for word in name.split() if word not in _SMALL)


def pair_features(words: Words, a: Candidate, b: Candidate) -> dict[str, float]:
    """What tells whether two candidates of one role are one entity; symmetric."""
    x, y = plain(a.string), plain(b.string)
    left, right = set(x.split()), set(y.split())
    short, long = (x, y) if len(x) < len(y) else (y, x)
    near = min(abs(words.sentence[s[0]] - words.sentence[t[0]]) for s in a.spans[:8] for t in b.spans[:8])
    proper = [float(words.tokens[c.head].upos == "PROPN") for c in (a, b)]
    plural = ["Number=Plur" in words.tokens[c.head].feats for c in (a, b)]
    lemmas = [words.tokens[c.head].lemma.lower() for c in (a, b)]
    letters = list(initials(long))
    f = {
        "initials": float(" " not in short and len(short) > 1 and (short == initials(long) or _loose(short, letters))),
        "bracket": float(_bracketed(words, a, b)),
        "contained": float(f" {short} " in f" {long} "),
        "subset": float(left <= right or right <= left),
        "share": len(left & right) / len(left | right),
        "last word": float(x.split()[-1] == y.split()[-1]),
        "last of long": float(short.split()[-1] == long.split()[-1]),
        "same lemma": float(lemmas[0] == lemmas[1]),
        "stem": float(lemmas[0][:5] == lemmas[1][:5]),
        "both names": proper[0] * proper[1], "both nouns": (1 - proper[0]) * (1 - proper[1]),
        "number differs": float(plural[0] != plural[1]), "both plural": float(all(plural)),
        "near": 1 / (1 + near), "same sentence": float(near == 0),
        "overlap": float(_overlap(a, b)), "list": float(_listed(words, a, b)),
    }  # fmt: skip
    for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Person", "Weapon"):
        f[role] = float(a.role == role)
        f[f"{role} nouns"] = f[role] * f["both nouns"] * (1 - f["contained"])
        f[f"{role} share"] = f[role] * f["share"]
    return f


def _loose(short: str, letters: Sequence[str]) -> bool:
    """Whether a short form is made of first letters in order, with at most one left out: FMLN of five words."""
    at = 0
    for letter in letters:
        if at < len(short) and short[at] == letter:
            at += 1
    return at == len(short) and len(short) >= 3 and len(letters) - len(short) <= 1


def _bracketed(words: Words, a: Candidate, b: Candidate) -> bool:
    ends = {(s[1], t[0]) for s in a.spans for t in b.spans} | {(t[1], s[0]) for s in a.spans for t in b.spans}
    return any(start - end == 1 and words.tokens[end].form in "([-" for end, start in ends if start > end)


def _overlap(a: Candidate, b: Candidate) -> bool:
    return any(s[0] < t[1] and t[0] < s[1] for s in a.spans for t in b.spans)


def _listed(words: Words, a: Candidate, b: Candidate) -> bool:
    """Whether one is coordinated with the other somewhere, which two names of one party hardly are."""
    def under(i: int, j: int) -> bool:
        return words.heads[i] == j and words.tokens[i].deprel.startswith("conj")

    heads = [(words.head(s), words.head(t)) for s in a.spans[:8] for t in b.spans[:8]]
    return any(under(i, j) or under(j, i) for i, j in heads)


def choose(words: Words, rows: Sequence[Candidate], same: Logistic, threshold: float, *, least: float = 0.05,
           cache: dict[Any, float] | None = None) -> list[Candidate]:  # fmt: skip
    """The candidates of one role that are worth answering, best first."""
    taken: list[Candidate] = []
    waiting = sorted((c for c in rows if c.chance >= max(least, threshold)), key=lambda c: (-c.chance, c.best))
    told: dict[int, float] = {}
    while waiting:
        for c in waiting:
            told.setdefault(id(c), 0.0)
        best = max(waiting, key=lambda c: (c.chance * (1 - told[id(c)]), -c.best[0]))
        if best.chance * (1 - told[id(best)]) < threshold:
            break
        taken.append(best)
        waiting.remove(best)
        if waiting:
            for c, chance in zip(waiting, _same(words, best, waiting, same, cache), strict=True):
                told[id(c)] = max(told[id(c)], chance)
    return taken


def _same(words: Words, a: Candidate, rows: Sequence[Candidate], same: Logistic,
          cache: dict[Any, float] | None) -> list[float]:  # fmt: skip
    if cache is None:
        return [float(x) for x in same.chances([pair_features(words, a, c) for c in rows])]
    missing = [c for c in rows if (id(a), id(c)) not in cache]
    if missing:
        for c, x in zip(missing, same.chances([pair_features(words, a, c) for c in missing]), strict=True):
            cache[id(a), id(c)] = cache[id(c), id(a)] = float(x)
    return [cache[id(a), id(c)] for c in rows]
