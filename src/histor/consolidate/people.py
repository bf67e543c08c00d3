"""Whom a figure counts: the kind of people that its group names, and whether two kinds can be the same people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from histor.lexicon import load_lexicon
from histor.model import Casualty

#: The kind of a group that tells no kind: nine *people*, a toll of nine.
ANYBODY = "people"
#: Below which share of a count of anybody a count of the armed is of some of them: eight soldiers among 27 people.
_SOME = 0.5


class People:
    """The kinds of people that a language's words name."""

    def __init__(self, words: Any) -> None:
        self._kind: dict[str, str] = {lemma: kind for kind, lemmas in words["kinds"].items() for lemma in lemmas}
        self._hands = {kind: frozenset(known) for kind, known in words["hands"].items()}
        self.shares = frozenset(words["shares"])
        self.plain = frozenset(words["plain"])
        self._armed = frozenset(words["bearing_arms"])
        self._either = {frozenset((one, other)) for one, others in words["either"].items() for other in others}

    def kind(self, lemma: str, group: str) -> str:
        """Return the kind that a group's head names; the head itself where it is of no known kind."""
        told = group.casefold().split() or [""]
        for word in (" ".join([*told[-2:-1], lemma.casefold()]), lemma.casefold(), told[-1]):
            if word in self._kind:
                return self._kind[word]
        return lemma.casefold() or told[-1] or ANYBODY

    def hands(self, words: Iterable[str]) -> frozenset[str]:
        """Return the kinds of hands that some words show: forces, a crowd, rebels."""
        told = {word.casefold().removesuffix("s") for word in words}
        return frozenset(f"hands:{kind}" for kind, known in self._hands.items() if told & known)

    def together(self, kinds: Iterable[str]) -> bool:
        """Tell whether figures of these kinds can all be of the same people.

        People of no kind can be anybody but a share: nine people may be the nine workers, never the two children.
        """
        named = set(kinds) - self.plain
        return not named or (len(named) == 1 and not named & self.shares) or named == set(kinds)

    def comparable(self, one: str, other: str) -> bool:
        """Tell whether two figures can be set against each other by the kinds of people that they count."""
        if one == other or frozenset((one, other)) in self._either:
            return True
        return bool({one, other} & self.plain) and not {one, other} & self.shares

    def hold_both(self, one: Casualty, other: Casualty) -> bool:
        """Tell whether one figure counts so few who bear arms that they can be some of the people of the other.

        Unarmed, or near in number, they are taken for the same people under another name: 14 persons, four workmen.
        """
        some, whole = (other, one) if one.kind in self.plain else (one, other)
        if some.kind not in self._armed or whole.kind not in self.plain:
            return False
        return some.high is not None and some.high < _SOME * (whole.low or 0)


@cache
def people(language: str = "en") -> People:
    """Return the kinds of people in a language."""
    return People(load_lexicon(language).words("comparing"))
