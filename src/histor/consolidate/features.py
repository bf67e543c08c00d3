"""The questions that decide whether two tellings are of one deed; each a pure function with a sentence for the reader.

A feature returns its weight, or ``None`` where the two cannot be one deed. Weights were set by reading accounts, not
fitted: two for a full agreement, one for a compatible one, nothing where a side is silent.
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from histor.consolidate.telling_days import Days
from histor.consolidate.tellings import Registry
from histor.model import Place

#: Modes of ASSAULT that can be one deed told by its means and by its result; taking ground is told apart.
_APART = {"territory"}
#: Types whose modes are ways of one deed: a march, a sit-in and a road block make one protest.
_ANY_MODE = {"AGREE", "PROTEST"}
#: Modes of ASSAULT that tell by what means it was done: from afar, or hand to hand. The other modes tell no means.
_AFAR, _AT_HAND = frozenset({"heavy-weapons", "explosives"}), frozenset({"firearms", "execute", "primitive", "beat"})


class Verdict(NamedTuple):
    """A feature's weight (None: cannot be one deed) and the sentence that says why."""

    weight: float | None
    why: str


NOTHING = Verdict(0.0, "")
#: Days of what goes on for years, which is no deed of a day or a month; a bare year is shorter.
_AGE, _MONTH = 400, 31


def kind(a: tuple[str, str], b: tuple[str, str]) -> Verdict:
    """Compare two (type, mode) pairs: one type, and for all but ASSAULT one mode."""
    if a[0] != b[0]:
        return Verdict(None, f"{a[0]} is not {b[0]}")
    if a[0] == "ASSAULT":
        return Verdict(None if (a[1] in _APART) != (b[1] in _APART) else 0.5, "both tell an assault")
    if a[0] in _ANY_MODE:
        return Verdict(0.5, f"both tell {a[0]}")
    return Verdict(0.5 if a[1] == b[1] else None, f"both tell {a[0]} ({a[1]})")


def means(mode: str, others: Set[str]) -> Verdict:
    """Compare the means that a reference names with those that a deed is told by: no air strike is a shooting."""
    for named, opposed in ((_AFAR, _AT_HAND), (_AT_HAND, _AFAR)):
        if mode in named and others & opposed and not others & named:
            return Verdict(None, "other means")
    return NOTHING


def days(a: Days | None, b: Days | None) -> Verdict:
    """Compare two ranges of days: they must meet; a shared day weighs more than a shared year."""
    if a is None or b is None:
        return NOTHING
    if a.high < b.low or b.high < a.low:
        return Verdict(None, "the days differ")
    widest, narrowest = max(a.width, b.width), min(a.width, b.width)
    if widest <= 2:
        return Verdict(2.0, "the same day")
    if widest > _AGE and narrowest <= _MONTH:
        return Verdict(None, "one goes on for years")
    if widest > 3 * narrowest:
        return NOTHING  # a month or a year holds many deeds of a day
    return Verdict(1.0, "the same span of days")


def actors(a: frozenset[str], b: frozenset[str], registry: Registry) -> Verdict:
    """Compare who acts: the same actor, the same side, or a conflict where both are named and differ."""
    if not a or not b:
        return NOTHING
    if a & b:
        return Verdict(2.0, "the same actor")
    if registry.sides(a) & registry.sides(b):
        return Verdict(1.5, "actors of the same side")
    if all(map(registry.anonymous, a)) or all(map(registry.anonymous, b)):
        return NOTHING  # gunmen can be anybody's
    return Verdict(None, "other actors")


def places(a: frozenset[str], b: frozenset[str], registry: Registry) -> Verdict:
    """Compare scenes: the same, one within the other, or a conflict."""
    if not a or not b:
        return NOTHING
    if a & b:
        return Verdict(2.0, "the same place")
    lines_a = {step for place in a for step in registry.line(place)}
    lines_b = {step for place in b for step in registry.line(place)}
    if a & lines_b or b & lines_a:
        return Verdict(1.5, "one place lies within the other")
    countries = [_countries(side, registry) for side in (a, b)]
    if countries[0] & countries[1] and (_coarse(a, registry) or _coarse(b, registry)):
        return Verdict(1.0, "places in one country")
    if not countries[0] or not countries[1]:
        return NOTHING
    return Verdict(None, "other places")


def _countries(ids: frozenset[str], registry: Registry) -> set[str]:
    rows = [registry.places[i] for i in ids if i in registry.places]
    return {row.country for row in rows if row.country}


def _coarse(ids: frozenset[str], registry: Registry) -> bool:
    rows = [registry.places[i] for i in ids if i in registry.places]
    return any(row.precision == "unknown" or wide(row) for row in rows)


def wide(place: Place) -> bool:
    """Tell whether a place is a country, a region or a province; a name on no map is only set into one."""
    return place.precision in {"country", "region", "admin1"} and place.gazetteer is not None


class Hands(NamedTuple):
    """Who did a deed and whom it befell: actors by id, and things and people hit by their nouns."""

    doers: frozenset[str]
    struck: frozenset[str]
    things: frozenset[str] = frozenset()


def hands(a: Hands, b: Hands, registry: Registry) -> Verdict:
    """Compare who does and who suffers: where those who do the one suffer the other, they are two deeds.

    Sides and kinds count as well as names: soldiers fire on a crowd, a crowd stones the guard. Two tellings that lay
    one deed at other doors agree in whom it befell, so that they are not parted.
    """
    if not a.doers or not b.doers:
        return NOTHING
    if not a.doers.isdisjoint(b.doers):
        return NOTHING
    one, other = registry.hands(a.doers), registry.hands(b.doers)
    struck, hit = registry.hands(a.struck, a.things), registry.hands(b.struck, b.things)
    apart = one.isdisjoint(other) and struck.isdisjoint(hit)
    crossed = apart and not (one.isdisjoint(hit) and other.isdisjoint(struck))
    return Verdict(None, "those who do the one suffer the other") if crossed else NOTHING


def other_hands(a: frozenset[str], b: frozenset[str], registry: Registry) -> bool:
    """Tell whether doers who are only described are of two kinds: troops are no gunmen."""
    one, other = (registry.hands(side) - side - registry.sides(side) for side in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def targets(a: frozenset[str], b: frozenset[str], registry: Registry) -> Verdict:
    """Compare whom the deed befell: agreement counts, difference does not part (a deed has many targets)."""
    if a & b:
        return Verdict(1.0, "the same target")
    if registry.sides(a) & registry.sides(b):
        return Verdict(0.5, "targets of the same side")
    if a and b and all(map(registry.named, a | b)):
        return Verdict(-0.5, "other targets, each by name")
    return NOTHING


def codename(a: str | None, b: str | None) -> Verdict:
    """Compare codenames: one name is one deed."""
    return Verdict(3.0, f"both are called {a}") if a and a == b else NOTHING


def about(a: frozenset[int], b: frozenset[int]) -> Verdict:
    """Compare what two acts of speech are about: one deed joins them, two deeds part them."""
    if not a or not b:
        return NOTHING
    return Verdict(2.0, "about the same deed") if a & b else Verdict(None, "about other deeds")


#: Names that any deed can be called by; they neither join nor part.
GENERAL = frozenset(["attack", "assault", "incident", "strike", "operation", "raid", "violence", "action", "event"])


#: Words by which an account calls what it told before, whatever it was; between accounts they may be the one word.
_VAGUE = GENERAL | frozenset(
    ["act", "affair", "aggression", "atrocity", "attempt", "blow", "carnage", "crime", "deed", "episode", "offence",
     "offense", "onslaught", "outrage", "provocation", "tragedy", "violation"]
)  # fmt: skip
#: Letters that two words have to share from their beginning on to be of one stem, and those of the shortest word.
STEM, _LEAST = 5, 3


def one_stem(one: str, other: str) -> bool:
    """Tell whether two lemmas are of one stem: *land* and *landing*, *bomb* and *bombardment*."""
    if one[:_LEAST] != other[:_LEAST]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= _LEAST and (long.startswith(short) or (len(short) >= STEM and long[:STEM] == short[:STEM]))


def name(lemma: str, others: frozenset[str]) -> Verdict:
    """Compare how a reference calls the deed with how it was told: the same word joins, another parts a little."""
    if lemma in others or any(lemma in other or other in lemma for other in others):
        return Verdict(1.0, f"called by the same word, {lemma}")
    if lemma in _VAGUE:
        return NOTHING
    return Verdict(-2.0, "called by another word")


def ordinal(a: str | None, b: frozenset[str]) -> Verdict:
    """Compare the ordinals of namesakes: the first battle of a place is not the second."""
    if a is None or not b:
        return NOTHING
    return NOTHING if a in b else Verdict(None, "counted apart by name")
