"""The noun of times: what a time expression says by its own words, before anybody works out when that was.

Extraction finds it and resolution dates it; it lives with the nouns because neither of the two may import the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from histor.model.text import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words of one time expression, taken apart.

    ``kind`` is that of :class:`~histor.model.account.When`. ``form`` says how the words are to be worked out:
    ``date`` (any of year, month, day), ``decade``, ``century``, ``season``, ``weekday``, ``deixis`` ("yesterday"),
    ``unit`` ("the same day", "next month"), ``offset`` ("two days later"), ``part`` ("that night"), ``clock``,
    ``duration``, ``set``, ``nth`` ("the fifth day of"), ``vague`` ("now", "at the time") or ``range``, whose ends
    are ``first`` and ``last``. Years are astronomical: 1 BC is 0, 480 BC is -479.

    ``relation`` is ``after``, ``before``, ``ago``, ``hence``, ``next``, ``last``, ``this``, ``that`` or ``same``;
    ``amount`` with ``unit`` (TIMEX letters: Y, M, W, D, H, MI, S, DE, CE, WE, Q) its distance, ``None`` where the words
    leave it open ("some days later"). ``modifiers`` holds any of ``early``, ``mid``, ``late``, ``start``, ``end``,
    ``approx``, ``first half``, ``second half``, ``later``, ``earlier``. With ``relative_to_event`` the distance is
    counted from what the next words name ("one day after the raid"), and with ``measures_event`` the sentence dates
    its own deed by it ("this came one day after the raid"). ``background`` marks a date told in passing,
    ``opens`` one that stands at the head of its sentence or alone on its line, and so sets the scene.
    ``lead`` is the preposition before it, so that "until 9 May" can be told from "on 9 May".
    ``shares`` is the number of following expressions away the one is that completes this ("16 and 18 January").
    """

    span: Span
    sentence: int
    kind: str
    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str = ""
    part: str = ""
    hour: int | None = None
    minute: int | None = None
    relation: str = ""
    amount: float | None = None
    unit: str = ""
    value: str = ""
    modifiers: tuple[str, ...] = ()
    relative_to_event: bool = False
    measures_event: bool = False
    background: bool = False
    opens: bool = False
    future: bool = False
    short_year: bool = False
    same_year: bool = False
    lead: str = ""
    shares: int = 0
    first: TimeExpression | None = None
    last: TimeExpression | None = None
    rule: str = ""
