"""How claims stand to each other: who repeats whom, who agrees, whose words are more exact, who denies what.

Claims are compared where they are about one incident and in words alike. Each is compared with a bounded number of
those before it, so that the work grows with the claims and not with their pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from histor.consolidate.contradictions import PUTS
from histor.consolidate.copies import alike, words_of
from histor.model import Claim, Relation

#: Earlier claims about one incident that a claim is compared with.
_MOST = 24
#: Words that two claims have to share, and how alike (0 to 1) they have to be to tell the same.
_SHARED, _SAME = 3, 0.6
#: How much of the shorter claim (0 to 1) has to stand in the longer one for the longer one to be more exact.
_WITHIN = 0.75


class ClaimRelations:
    """Compares the claims of a case. ``origin`` says by a claim's id what it goes back to."""

    def __init__(self, claims: Sequence[Claim], origin: Mapping[str, str]) -> None:
        self._claims, self._origin = claims, origin

    def rows(self, denials: Sequence[tuple[Claim, Claim]]) -> list[Relation]:
        """Return every relation; ``denials`` are pairs of a claim and the denial of it."""
        found = [Relation("contradicts", denial.id, claim.id, _denied(denial, claim)) for claim, denial in denials]
        known = {frozenset((row.first, row.second)) for row in found}
        about: dict[str, list[Claim]] = defaultdict(list)
        for row in self._claims:
            for other in self._near(row, about):
                relation = self._related(other, row)
                if relation is not None and frozenset((row.id, other.id)) not in known:
                    known.add(frozenset((row.id, other.id)))
                    found.append(relation)
            for ident in row.incidents if row.stance in PUTS else ():
                about[ident].append(row)
        return found

    def _near(self, row: Claim, about: Mapping[str, list[Claim]]) -> Iterator[Claim]:
        if row.stance in PUTS:
            seen = {other.id: other for ident in row.incidents for other in about.get(ident, [])[-_MOST:]}
            yield from (other for other in seen.values() if other.evidence[0].source != row.evidence[0].source)

    def _related(self, first: Claim, second: Claim) -> Relation | None:
        how = _stands(first.content, second.content)
        if how is None:
            return None
        if how == "same":
            one_origin = self._origin.get(first.id) == self._origin.get(second.id)
            kind, told = ("repeats", "of the same origin") if one_origin else ("agrees", "of another origin")
            return Relation(kind, second.id, first.id, _sentence(second, first, f"{told} says the same"))
        longer, shorter = (second, first) if how == "more" else (first, second)
        return Relation("refines", longer.id, shorter.id, _sentence(longer, shorter, "says the same and more"))


@lru_cache(1 << 17)
def _stands(first: str, second: str) -> str | None:
    """Return how the content of a claim stands to an earlier one's: the same, more or less of it, or none of these."""
    (a, one, numbers), (b, other, others) = _told(first), _told(second)
    if numbers != others or (shared := len(one & other)) < _SHARED:
        return None
    if alike(a, b) >= _SAME:
        return "same"
    how, less = ("more", one) if len(b) > len(a) else ("less", other)
    return how if shared >= _WITHIN * len(less) else None


@lru_cache(1 << 16)
def _told(content: str) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """Return the words of a claim in their order, each once, and the numbers among them."""
    words = words_of(content)
    return words, frozenset(words), frozenset(word for word in words if re.search(r"\d", word))


def _sentence(one: Claim, other: Claim, how: str) -> str:
    return f"“{_short(one.content)}” {how}: “{_short(other.content)}”."


def _denied(denial: Claim, claim: Claim) -> str:
    told = _short(claim.content or claim.cue)
    return f"“{_short(denial.content or denial.cue)}” is denied where “{told}” is claimed."


def _short(text: str) -> str:
    """Return the beginning of a content: a sentence about it should not be longer than it."""
    return text if len(text) <= 80 else text[:79].rsplit(" ", 1)[0] + " …"
