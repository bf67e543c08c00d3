"""How claims and figures stand to each other: agree, contradict, refine, update, repeat.

Figures are compared where they are of one incident, one effect and people who can be the same; claims where they are
about one incident. What only repeats an earlier figure of its origin is compared with nothing else, and the rest with a
bounded number of those before it, so that the work grows with the rows and not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from histor.consolidate.people import people
from histor.consolidate.phrases import cue
from histor.consolidate.rivals import Rivals, Teller
from histor.lexicon import load_lexicon
from histor.model import Casualty, Relation

#: Figures before it, each of another origin or value, that a figure is compared with.
_FIRSTS = 24
#: Days within which a higher figure by another bystander is a later count of the same dead, not a rival one.
_FRESH = 7
#: By how much, as a share of the earlier figure, a bystander's later one may be higher and still count the same dead,
#: however late: those who died of their wounds. Larger differences are rival counts in the development cases.
_GROWTH = 0.5
#: What people show whose kind is that of soldiers and guards.
_FORCES = {"hands:forces"}
#: From which share of a bare upper bound on a figure can be a more exact count of the same.
_FAR = 0.5
#: How far from a figure told with "about" another may lie, as a share of it, and still agree.
_ABOUT = 0.1


class FigureRelations:
    """Compares the figures of a case.

    ``tellers`` says by a figure's id who tells it, ``titles`` by a source's id what it is called: some are corrections.
    """

    def __init__(
        self, figures: Sequence[Casualty], tellers: Mapping[str, Teller], titles: Mapping[str, str]
    ) -> None:
        self._figures, self._tellers, self._people = figures, tellers, people()
        words = load_lexicon().words("comparing")
        self._newer, self._older = cue(words["newer"], words["never"]), cue(words["older"])
        self._own, self._enemy = cue(words["own"]), cue(words["enemy"])
        self._state, self._mine = frozenset(words["state"]), cue(words["mine"])
        self._further, self._no_more = cue(words["further"]), cue(words["no_more"])
        self._mending = {ident for ident, title in titles.items() if self._newer.found(title)}

    def rows(self) -> list[Relation]:
        """Return every relation, group by group in the order of the figures."""
        groups: dict[tuple[str, str], list[Casualty]] = defaultdict(list)
        for row in self._figures:
            if row.incident is not None:
                groups[row.incident, row.effect].append(row)
        return [found for rows in groups.values() for found in self._group(rows)]

    def _group(self, rows: Sequence[Casualty]) -> Iterator[Relation]:
        by_id = {row.id: row for row in rows}
        wholes: list[Casualty] = []
        for row in rows:
            if row.part_of in by_id:
                yield _refines(row, by_id[row.part_of or ""], "counts a share of those that {whole} counts")
            elif row.part_of is None and (row.low, row.high) != (None, None) and not self._adds(row):
                wholes.append(row)
        firsts: list[Casualty] = []
        echoes: dict[str, list[Casualty]] = defaultdict(list)
        updates: list[Relation] = []
        rivals = self._rivals = Rivals(wholes, self._tellers)
        for row in wholes:
            echo = next((other for other in firsts if self._echoes(other, row)), None)
            if echo is not None:
                echoes[echo.id].append(row)
                yield from self._repeats(echo, row)
                continue
            near = [other for other in firsts[-_FIRSTS:] if rivals.fit(other, row)]
            found = [told for other in near if (told := self._related(other, row)) is not None]
            found = [self._withdrawn(told, updates, by_id) for told in found]
            updates += [told for told in found if told.kind == "updates"]
            yield from found
            firsts.append(row)
        yield from self._looked_back(updates, echoes, by_id)

    def _withdrawn(self, told: Relation, updates: Sequence[Relation], by_id: Mapping[str, Casualty]) -> Relation:
        """Return a contradiction of a figure that its own mouth had replaced by then as the later count that it is."""
        old, new = by_id[told.first], by_id[told.second]
        later = (by_id[row.first] for row in updates if row.second == old.id)
        gone = any(self._alike(row, old) and (row.told or "") <= (new.told or "") for row in later)
        if told.kind != "contradicts" or not gone or (new.low or 0) <= (old.low or 0):
            return told
        return Relation("updates", new.id, old.id, _told("updates", new, old))

    @staticmethod
    def _looked_back(
        updates: Sequence[Relation], echoes: Mapping[str, Sequence[Casualty]], by_id: Mapping[str, Casualty]
    ) -> Iterator[Relation]:
        """Yield the updates of what the updating account itself repeats: risen to 17; it *had put it at 12*."""
        for told in updates:
            newer = by_id[told.first]
            for row in echoes.get(told.second, ()):
                if row.evidence[0].source == newer.evidence[0].source:
                    yield Relation("updates", newer.id, row.id, _told("updates", newer, row))

    def _echoes(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether a figure is told before by its own origin."""
        same = (first.low, first.high) == (second.low, second.high)
        return same and self._alike(first, second) and self._comparable(first, second)

    @staticmethod
    def _repeats(first: Casualty, second: Casualty) -> Iterator[Relation]:
        if first.evidence[0].source != second.evidence[0].source:
            yield Relation("repeats", second.id, first.id, _told("repeats", second, first))

    def _comparable(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether two figures can be of the same people; what a side tells of its own can only be met.

        Where neither mouth counts anybody else, what the one calls workers the other may call rebels.
        """
        alone = self._rivals.alone(first) and self._rivals.alone(second)
        if _other_sides(first, second) or self._other_hands(first, second):
            return False
        if not (alone or self._people.comparable(first.kind, second.kind)):
            return False
        owns = [self._own.found(row.evidence[-1].quote) for row in (first, second)]
        if owns.count(True) == 1 and self._enemy.found((second if owns[0] else first).evidence[-1].quote):
            return True  # those whom the one side calls its own are the other's enemy
        return owns == [False, False] or self._alike(first, second) or _meet(first, second)

    def _other_hands(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether the one counts forces and the other a crowd or rebels: no mouth takes guards for mutineers."""
        one, other = (self._people.hands((row.kind, *row.group.split())) for row in (first, second))
        return bool(one and other) and one.isdisjoint(other) and bool(_FORCES & (one | other))

    def _alike(self, first: Casualty, second: Casualty) -> bool:
        return self._tellers[first.id].origin == self._tellers[second.id].origin

    def _related(self, first: Casualty, second: Casualty) -> Relation | None:
        """Return how the second of two figures, in the order of their accounts, stands to the first."""
        if not self._comparable(first, second):
            return None
        if (first.low, first.high) == (second.low, second.high):
            return Relation("agrees", first.id, second.id, _told("agrees", first, second))
        one_source = first.evidence[0].source == second.evidence[0].source
        mended = self._mended(first, second) if one_source else None
        if mended is not None or (one_source and self._alike(first, second)):
            return mended
        if _meet(first, second) and not self._replaces(first, second):
            exact, vague = sorted((first, second), key=_width)
            if not vague.low and (exact.high or 0) < _FAR * (vague.high or 0):
                return None  # two are within "up to forty", and yet no more exact a count of them
            return _refines(exact, vague, "is more exact than {whole} and fits it")
        if not self._alike(first, second) and self._people.hold_both(first, second):
            return None
        older, newer = self._ordered(first, second)
        if self._updates(older, newer):
            return Relation("updates", newer.id, older.id, _told("updates", newer, older))
        if self._within(first, second) or self._within(second, first):
            return None
        return Relation("contradicts", first.id, second.id, _told("contradicts", first, second))

    def _within(self, row: Casualty, whole: Casualty) -> bool:
        """Tell whether a figure of the speaker's own people is lower than one of anybody, among whom they can be."""
        return self._mine.found(row.words) and whole.kind in self._people.plain and (row.high or 0) < (whole.low or 0)

    def _replaces(self, first: Casualty, second: Casualty) -> bool:
        """Tell whether one of two figures that can both hold is the later word of the other's own mouth."""
        days = _days_between(*self._ordered(first, second))
        again = first.evidence[0].source != second.evidence[0].source
        return self._alike(first, second) and days is not None and (days > 0 or (again and days == 0))

    def _mended(self, first: Casualty, second: Casualty) -> Relation | None:
        """Return the update that an account makes of a figure that it tells, where its words say that it makes one.

        A figure of another origin is only looked back at ("the government had put it at nine") and not replaced,
        unless the account is a correction or tells the new figure as one.
        """
        looked_back = next((row for row in (first, second) if self._older.found(row.evidence[-1].quote)), None)
        risen = next((row for row in (second, first) if self._newer.found(row.evidence[-1].quote)), None)
        mends = first.evidence[0].source in self._mending
        alike = self._alike(first, second)
        if risen is looked_back or not (risen or mends or (looked_back and alike)):
            risen = None
        if not (looked_back or alike) or (risen is None and not (looked_back and (mends or alike))):
            return None  # where two mouths count in one account, a toll has risen from the one mouth's own
        older = looked_back or (first if risen is second else second)
        newer = second if older is first else first
        return Relation("updates", newer.id, older.id, _told("mends", newer, older))

    def _ordered(self, first: Casualty, second: Casualty) -> tuple[Casualty, Casualty]:
        """Return the older and the newer of two figures: a figure that is looked back at is as old as its words say."""
        late = self._older.found(second.evidence[-1].quote) and not self._older.found(first.evidence[-1].quote)
        if self._same_day(first, second) and (second.low or 0) < (first.low or 0):
            return second, first  # of one day's two counts by one mouth the higher is the later: more have died
        return (second, first) if late or (second.told or "") < (first.told or "") else (first, second)

    def _same_day(self, first: Casualty, second: Casualty) -> bool:
        return self._alike(first, second) and first.told is not None and first.told == second.told

    def _updates(self, older: Casualty, newer: Casualty) -> bool:
        """Tell whether the newer figure follows the older up: one origin's later word, or a bystander's later count."""
        days = _days_between(older, newer)
        follows = self._newer.found(newer.evidence[-1].quote) or newer.cumulative
        if self._alike(older, newer):
            return days is None or days > 0 or follows or (newer.low or 0) > (older.low or 0)
        neutral = not (self._partial(older) or self._partial(newer))
        if not neutral or days is None or days < 0:
            return False
        low, high = older.low or 0, newer.low or 0
        if days == 0:
            return follows and high > low and older.evidence[0].source != newer.evidence[0].source
        return (days <= _FRESH and (high > low or follows)) or low < high <= low * (1 + _GROWTH)

    def _adds(self, row: Casualty) -> bool:
        """Tell whether a figure counts people beside those of another ("two more commanders")."""
        return self._further.found(self._no_more.without(row.words))

    def _partial(self, row: Casualty) -> bool:
        """Tell whether who tells a figure is a party, a government, or one of those he counts, and so no bystander."""
        teller = self._tellers[row.id]
        return teller.party or self._mine.found(row.words) or bool(self._state & {*teller.mouth.key.split("-")})


def _refines(exact: Casualty, vague: Casualty, how: str) -> Relation:
    whole = f"“{vague.words}”"
    return Relation("refines", exact.id, vague.id, f"“{exact.words}” {how.format(whole=whole)}.")


_HOW = {
    "agrees": "“{0}” and “{1}” tell the same from two origins.",
    "contradicts": "“{0}” and “{1}” cannot both hold.",
    "mends": "The words tell “{0}” as the newer figure, in the place of “{1}”.",
    "repeats": "“{0}” goes back to the same origin as “{1}”.",
    "updates": "“{0}” is the later count of what “{1}” counts.",
}


def _told(how: str, one: Casualty, other: Casualty) -> str:
    return _HOW[how].format(one.words, other.words)


def _other_sides(one: Casualty, other: Casualty) -> bool:
    """Tell whether two figures count the dead of two sides."""
    return one.side is not None and other.side is not None and one.side != other.side


def _bounds(row: Casualty) -> tuple[float, float]:
    low = float(row.low) if row.low is not None else 0.0
    high = float(row.high) if row.high is not None else float("inf")
    slack = _ABOUT if row.qualifier == "approx" else 0.0
    return low * (1 - slack), high * (1 + slack)


def _width(row: Casualty) -> tuple[float, float]:
    """Return how open a figure is: of two without an upper end, the one that begins lower."""
    low, high = _bounds(row)
    return high - low, -low


def _meet(one: Casualty, other: Casualty) -> bool:
    """Tell whether both figures can hold: nine is at least seven."""
    (low, high), (least, most) = _bounds(one), _bounds(other)
    return low <= most and least <= high


def _days_between(older: Casualty, newer: Casualty) -> int | None:
    try:
        return (date.fromisoformat((newer.told or "")[:10]) - date.fromisoformat((older.told or "")[:10])).days
    except ValueError:
        return None
