"""Deeds of several accounts in the joining: what each account's deed says in sum, and what a group of them says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from histor.consolidate.features import GENERAL
from histor.consolidate.sheet import Deed, Sheet
from histor.consolidate.shelf import Reason
from histor.consolidate.standing import is_reference
from histor.consolidate.telling_days import Days
from histor.consolidate.tellings import Telling
from histor.model import Ruling, Why
from histor.model.records import replace

#: What a tale holds as sets, to which a deed that joins adds its own.
_SAID = ("modes", "actors", "targets", "places", "owners", "codes", "ordinals", "words", "calls", "names", "things",
         "topic", "figures", "weapons", "about")  # fmt: skip


@dataclass(slots=True, eq=False)
class Tale:
    """What one or more accounts' deeds say together.

    ``calls`` holds the words by which it is called, but for those that can call any deed; ``about`` the names of the
    groups that its words are about.
    """

    kind: str
    modes: frozenset[str] = frozenset()
    days: Days | None = None
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    told_on: tuple[int, ...] = ()
    figures: frozenset[tuple[str, int]] = frozenset()
    weapons: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    leads: bool = False

    def agree(self, other: Tale) -> None:
        """Say from now on what another tale says too."""
        self.days = finer(self.days, other.days)
        for name in _SAID:
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs <= mine:  # a copy of a large set is the dearest part of a joining
                setattr(self, name, mine | theirs)
        self.told_on += other.told_on
        self.leads = self.leads or other.leads


@dataclass(slots=True, eq=False)
class Group:
    """One or more accounts' deeds that are held to be one.

    ``tale`` is what the group's own deed says, which others that tell the same deed may share; what it says together
    with those that joined it is asked of :meth:`whole`, and worked out only then: mostly their marks tell enough.

    ``parts`` holds each deed's tellings with their reasons; a deed that joined brings the reason under the id of its
    first telling. ``sides`` says on which side of which parting decision the group stands. ``mark`` is a digest of all
    that its chances hang on, empty where a person has had a hand in it.
    """

    tale: Tale
    accounts: set[int] = field(default_factory=set)
    sides: dict[int, int] = field(default_factory=dict)
    parts: list[tuple[list[Telling], list[Why]]] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)
    decided: list[Ruling] = field(default_factory=list)
    loose: bool = False
    number: int = 0
    mark: bytes = b""
    joined: list[Group] = field(default_factory=list)
    _whole: Tale | None = None
    _counted: int = 0

    @property
    def order(self) -> int:
        """The place of the group's first deed among all tellings."""
        return self.parts[0][0][0].order

    @property
    def name(self) -> str:
        """What names the group in every run, whatever it takes in: the id of the first telling of its first deed."""
        return self.parts[0][0][0].id

    def whole(self, count: int | None = None) -> Tale:
        """Return what the group and those that joined it say together, all or the first ``count`` of them.

        It is good until the next asking, which goes on from there if it is for as many or more.
        """
        count = len(self.joined) if count is None else count
        if count == 0:
            return self.tale
        if self._whole is None or count < self._counted:
            self._whole, self._counted = replace(self.tale), 0
        for other in self.joined[self._counted : count]:
            self._whole.agree(other.whole())
        self._counted = count
        return self._whole

    def take(self, other: Group) -> None:
        """Take another group's deeds in, and what they say: the two are one from now on."""
        self.tale = replace(self.tale)
        self.tale.agree(other.tale)
        self._take_deeds(other)

    def join(self, other: Group) -> None:
        """Let another group's deeds join this one's; :meth:`whole` tells what they say together."""
        self.joined.append(other)
        self._take_deeds(other)

    def _take_deeds(self, other: Group) -> None:
        self.accounts |= other.accounts
        self.sides |= other.sides
        self.parts += other.parts
        self.reasons |= other.reasons
        self.decided += [row for row in other.decided if row not in self.decided]
        self.loose = self.loose and other.loose
        self.mark = mixed((self.mark, other.mark)) if self.mark and other.mark else b""


def mixed(marks: Iterable[bytes]) -> bytes:
    """Return one mark for several, in their order."""
    return hashlib.blake2b(b"".join(marks), digest_size=16).digest()


def finer(one: Days | None, other: Days | None) -> Days | None:
    """Return the better-told of two ranges of days: with its year, fixed before carried over, narrow before wide."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda days: (days.borrowed, not days.sure, days.width, not days.told, days.low))


def tale_of(tellings: Sequence[Telling], deed: Deed, sheet: Sheet) -> Tale:
    """Return what some tellings say that make a deed of a sheet, or a part of one."""
    days: Days | None = None
    core = [t for t in tellings if not is_reference(t)] or tellings  # a reference may be given to the wrong deed
    for telling in core:
        days = finer(days, telling.days)
    return Tale(
        kind=tellings[0].event.type,
        modes=frozenset(t.event.mode for t in tellings),
        days=days,
        actors=frozenset().union(*(t.actors for t in core)),
        targets=frozenset().union(*(t.targets | t.aimed for t in tellings)),
        places=frozenset().union(*(t.places for t in core)),
        owners=frozenset(t.owner for t in tellings if t.owner is not None),
        codes=frozenset({deed.code} if deed.code else ()),
        ordinals=deed.ordinals,
        words=deed.words,
        calls=deed.calls - GENERAL,
        names=deed.names,
        things=deed.things,
        topic=sheet.topic,
        told_on=() if sheet.told_on is None else (sheet.told_on,),
        figures=deed.figures,
        weapons=deed.weapons,
        leads=deed.leads,
    )


def tales_of(sheet: Sheet) -> list[Tale]:
    """Return what each deed of a sheet says."""
    return [tale_of([sheet.tellings[at] for at in deed.members], deed, sheet) for deed in sheet.deeds]
