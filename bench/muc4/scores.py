"""The peers' scorers, written anew: CEAF-REE (GRIT), templates (GTT), and pairs pooled by document; with intervals.

Each gives counts a document, so that totals are sums and an interval comes from drawing documents. The two published
protocols are kept to the letter, oddities included: strings are compared in lower case without punctuation and articles;
an answered entity is right where all of its strings are strings of one gold entity; GTT's entities need no one-to-one
alignment inside an aligned pair of templates; and of equally good alignments its first one counts.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bench.muc4.gold import ROLES, Entity, Template

DRAWS = 2000
SEED = 4
ALL = "all"
TYPE = "type"
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers that are right, answers, gold that is met, gold. The first and third differ where no alignment is asked."""

    right: int = 0
    told: int = 0
    met: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.told + other.told, self.met + other.met, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of answers that are right; 0 without answers."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that is met; 0 without gold."""
        return self.met / self.wanted if self.wanted else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold pair: a label and a string, each with alternatives; an optional one costs nothing, found or not."""

    labels: frozenset[str]
    strings: frozenset[str]
    optional: bool = False

    def fits(self, label: str, text: str) -> bool:
        """Whether an answer is this pair."""
        return label in self.labels and text in self.strings


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Lower case, without punctuation, articles and spare spaces (the peers' normal form)."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_MARKS)).split())


def _plain(entities: Iterable[Entity]) -> list[set[str]]:
    return [{plain(m) for m in entity} for entity in entities]


def aligned(fits: Sequence[Sequence[bool]]) -> dict[int, int]:
    """A largest one-to-one alignment of rows to columns where `fits` is true, as column -> row."""
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in seen:
                seen.add(column)
                if column not in taken or place(taken[column], seen):
                    taken[column] = row
                    return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return taken


def score_roles(gold: Mapping[str, Sequence[Entity]], told: Mapping[str, Sequence[Entity]]) -> dict[str, Counts]:
    """CEAF-REE of one document, by role and over all."""
    out: dict[str, Counts] = {}
    for role in ROLES:
        wanted, answers = _plain(gold.get(role, ())), _plain(told.get(role, ()))
        hits = len(aligned([[answer <= entity for answer in answers] for entity in wanted]))
        out[role] = Counts(hits, len(answers), hits, len(wanted))
    return out | {ALL: sum(out.values(), Counts())}


def score_templates(gold: Sequence[Template], told: Sequence[Template]) -> dict[str, Counts]:
    """GTT's score of one document under its best alignment of templates: by role, the type, all slots, and roles only."""
    wanted = [_Plain(t) for t in _once(gold)]
    answers = [_Plain(t) for t in told]
    held = {(i, j): a.against(w) for i, a in enumerate(answers) for j, w in enumerate(wanted) if a.type in w.type}
    totals = {role: Counts(0, sum(len(a.roles[role]) for a in answers), 0, sum(len(w.roles[role]) for w in wanted))
              for role in ROLES} | {TYPE: Counts(0, len(answers), 0, len(wanted))}
    best, most = {}, -1.0
    for alignment in _alignments(len(answers), len(wanted), held):
        f = (sum((held[pair][ALL] for pair in alignment), Counts()) + sum(totals.values(), Counts())).f
        if f > most:
            best, most = alignment, f
    out = {name: sum((held[pair][name] for pair in best), count) for name, count in totals.items()}
    return out | {ALL: sum(out.values(), Counts()), "roles": sum((out[role] for role in ROLES), Counts())}


class _Plain:
    """A template in normal form."""

    def __init__(self, template: Template) -> None:
        self.type = template.type
        self.roles = {role: _plain(template.roles.get(role, ())) for role in ROLES}

    def against(self, gold: _Plain) -> dict[str, Counts]:
        """What is right and met when this answer stands for a gold template (counts of answers and gold left at 0)."""
        out = {TYPE: Counts(1, 0, 1, 0)}
        for role, answers in self.roles.items():
            right = sum(any(a <= g for g in gold.roles[role]) for a in answers)
            met = sum(any(a <= g for a in answers) for g in gold.roles[role])
            out[role] = Counts(right, 0, met, 0)
        return out | {ALL: sum(out.values(), Counts())}


def _once(templates: Sequence[Template]) -> list[Template]:
    kept: list[Template] = []
    for template in templates:
        if template not in kept:
            kept.append(template)
    return kept


MOST_ALIGNMENTS = 300_000
"""A guard for messages with a dozen incidents of one type on both sides; the corpus never comes near it."""


def _alignments(answers: int, wanted: int, held: Mapping[tuple[int, int], object]) -> Iterator[list[tuple[int, int]]]:
    """Every one-to-one alignment of answers to gold along `held` pairs, in the order of the published scorer."""
    count = 0

    def extend(at: int, taken: int, so_far: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        nonlocal count
        if count >= MOST_ALIGNMENTS:
            return
        if at == answers:
            count += 1
            yield so_far
            return
        for j in range(wanted):
            if (at, j) in held and not taken >> j & 1:
                yield from extend(at + 1, taken | 1 << j, [*so_far, (at, j)])
        yield from extend(at + 1, taken, so_far)

    yield from extend(0, 0, [])


def score_pairs(gold: Sequence[Pair], told: Iterable[tuple[str, str]]) -> Counts:
    """Pairs of one document, aligned one to one; an answer that only an optional pair explains is left out."""
    answers = list(dict.fromkeys(told))
    wanted = [pair for pair in gold if not pair.optional]
    taken = aligned([[pair.fits(*answer) for answer in answers] for pair in wanted])
    rest = [answer for i, answer in enumerate(answers) if i not in taken]
    spare = [pair for pair in gold if pair.optional]
    excused = aligned([[pair.fits(*answer) for answer in rest] for pair in spare])
    return Counts(len(taken), len(answers) - len(excused), len(taken), len(wanted))


def interval(rows: Sequence[Counts], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """The 95% interval of F over draws of documents, with replacement."""
    if not rows:
        return 0.0, 0.0
    table = np.array([[c.right, c.told, c.met, c.wanted] for c in rows])
    chosen = np.random.default_rng(seed).integers(0, len(rows), (draws, len(rows)))
    right, told, met, wanted = np.moveaxis(table[chosen].sum(1), -1, 0).astype(float)
    p, r = right / np.maximum(told, 1), met / np.maximum(wanted, 1)
    f = np.where(p + r > 0, 2 * p * r / np.maximum(p + r, 1e-12), 0.0)
    low, high = np.percentile(f, [2.5, 97.5])
    return float(low), float(high)
