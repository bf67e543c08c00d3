"""Finds the years that a text leaves out by reading all its dates together, as one story.

A story mostly goes forward in small steps; it is interrupted by dates told in passing, which do not move it. Both are
weighed: every date may be taken as the next step of the story or, at a price, as an aside, and every month
without a year may lie in the year reached, the one before or the one after. The cheapest reading of the whole text
wins (a Viterbi search with a short beam, so time grows with the number of dates). Reading ahead pays: "by July" after
"until February 1945" is July 1944 if the next full date is in December 1944.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from histor.model.text import Document
from histor.model.time import TimeExpression
from histor.resolve.calendar import Point

# Calibrated on the histories of WikiWars, where a third more or less of any of them changes less than one value in 500.
#: The price of a month of the story forward and back, of going back at all, and of a new year that nobody told.
FORWARD, BACK, TURN, UNTOLD = 0.06, 0.14, 0.3, 0.8
#: The price of a year forward and back where no month is known.
YEAR_ON, YEAR_BACK, STEP_BACK = 0.1, 0.15, 1.5
#: The price of taking a told date as an aside: (mid-sentence, at the head of its sentence) by exactness.
ASIDE = {"year": (0.35, 0.75), "month": (0.5, 2.0), "day": (1.5, 3.0)}
#: Headings set the scene, and a date after the day of publication is unlikely.
HEADING, AHEAD, SOON = 5.0, 3.0, 1.0
#: The price of a bare month a year or more before the day of publication: news names the year of what is old.
STALE = 1.5
#: The price of finding out that what looked like an aside was the next step of the story; less for a day of its month.
PROMOTE, SAME_MONTH = 0.8, 0.2
#: The price of an end that lies before its beginning: suspended on 31 May *until* February 2022.
REVERSED = 3.0
#: The price of a section that goes back to where the text began, and of one that goes on from a year without month.
RETOLD, UNSURE = 0.1, 0.3
BEAM = 12
#: The year of a text that tells none: no year is made up for its months.
_NO_YEAR = -99999
_UNTIL = frozenset({"until", "till", "through"})
_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


@dataclass(frozen=True, slots=True)
class Choice:
    """How one expression was taken: the year it was given, and whether the story moves to it."""

    year: int | None = None
    moves: bool = True


@dataclass(frozen=True, slots=True)
class _State:
    year: int
    month: int
    cost: float
    choice: Choice
    before: _State | None = None
    told: Point | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: in a heading, as the first date of its block, as the first of its section.

    ``ends`` marks a date until which lasts what began on the date before it in the sentence. ``main`` is the date with
    which the text began, given where a section begins: it may tell from the start what the lead told to its end.
    """

    heading: bool = False
    fresh: bool = False
    section: tuple[str, ...] = ()
    ends: bool = False
    main: Point | None = None


def settings(document: Document, atoms: Sequence[TimeExpression]) -> list[Setting]:
    """Return for each expression where it stands."""
    found: list[Setting] = []
    block, last = 0, -1
    for before, atom in zip((None, *atoms), atoms, strict=False):
        while block + 1 < len(document.blocks) and document.blocks[block + 1].start <= atom.span.start:
            block += 1
        kind = document.blocks[block].kind if document.blocks else ""
        section = document.blocks[block].section if document.blocks else ()
        ends = before is not None and bool(before.month) and before.sentence == atom.sentence and atom.lead in _UNTIL
        main = _began(atoms) if found and section not in {(), found[-1].section} else None
        found.append(Setting(kind in {"title", "heading", "infobox"}, block != last, section, ends, main))
        last = block
    return found


def _began(atoms: Sequence[TimeExpression]) -> Point | None:
    """Return the first date of a text that tells its year."""
    told = (atom for atom in atoms if atom.form == "date" and atom.year is not None and not atom.short_year)
    return next((Point(atom.year or 0, atom.month or 0) for atom in told), None)


def plan(atoms: Sequence[TimeExpression], where: Sequence[Setting], published: Point | None) -> list[Choice]:
    """Return a choice for each expression of a document, intervals taken apart into their ends."""
    beam = _start(atoms, published)
    for atom, setting in zip(atoms, where, strict=True):
        beam = _prune([state for before in beam for state in _steps(before, atom, setting, published)])
    choices: list[Choice] = []
    state: _State | None = beam[0]
    while state is not None and state.before is not None:
        choices.append(state.choice)
        state = state.before
    return choices[::-1]


def _start(atoms: Sequence[TimeExpression], published: Point | None) -> list[_State]:
    if published is not None:
        return [_State(published.year, published.month, 0.0, Choice())]
    told = [atom for atom in atoms if atom.form == "date" and atom.year is not None and not atom.short_year]
    full = [atom for atom in told if atom.month]
    years = list(dict.fromkeys(atom.year or 0 for atom in (full[:3] + told[:3])))
    return [_State(year, 0, 0.1 * i, Choice()) for i, year in enumerate(years)] or [_State(_NO_YEAR, 0, 0.0, Choice())]


def _prune(states: list[_State]) -> list[_State]:
    """Keep the cheapest state for each date reached, and of these the cheapest few."""
    best: dict[tuple[int, int], _State] = {}
    for state in states:
        key = (state.year, state.month)
        if key not in best or state.cost < best[key].cost:
            best[key] = state
    return sorted(best.values(), key=lambda state: (state.cost, state.year, state.month))[:BEAM]


def _steps(before: _State, atom: TimeExpression, setting: Setting, published: Point | None) -> list[_State]:
    """Return every way of taking one expression after a state."""
    month = atom.month or _SEASON_MONTH.get(atom.season, 0)
    if atom.shares or atom.short_year or atom.value in {"BC"} or atom.form not in {"date", "season", "unit", "offset"}:
        return [_pass(before)]
    if atom.form in {"unit", "offset"}:
        return _relative(before, atom)
    if atom.year is not None:
        return _told(before, atom, month, setting)
    if before.year == _NO_YEAR or not month or atom.relation or atom.value in {"next", "last", "previous", "following"}:
        return [_pass(before)]
    if atom.same_year or atom.value:
        year = before.year if before.told is None else before.told.year
        return [_State(year, month, before.cost, Choice(year), before)]
    return [_untold(before, atom, month, year, setting, published) for year in _years(before, setting)]


def _years(before: _State, setting: Setting) -> list[int]:
    """Return the years that a bare month may lie in: those around the story's, that of the last aside or the text's."""
    years = [before.year, before.year - 1, before.year + 1]
    years += [other.year for other in (before.told, setting.main) if other is not None]
    return list(dict.fromkeys(years))


def _pass(before: _State) -> _State:
    """Leave an expression that tells no year to the reading of the words themselves."""
    return _State(before.year, before.month, before.cost, Choice(), before, before.told)


def _stay(before: _State, cost: float, told: Point | None = None) -> _State:
    """Take a date as an aside; it stays in mind, because the next words may belong to it after all."""
    choice = Choice(told.year if told else None, moves=False)
    return _State(before.year, before.month, before.cost + cost, choice, before, told or before.told)


def _relative(before: _State, atom: TimeExpression) -> list[_State]:
    """Follow "the following year" and "two years later"; what looks back or counts days does not move the years."""
    years = 0
    if atom.unit == "Y" and atom.form == "unit" and atom.relation == "following":
        years = 1
    if atom.unit == "Y" and atom.form == "offset" and atom.relation == "after":
        years = int(atom.amount or 0)
    if not years:
        return [_pass(before)]
    moved = _State(before.year + years, 0, before.cost + 0.1, Choice(before.year + years), before)
    return [moved, _stay(before, 0.6)]


def _told(before: _State, atom: TimeExpression, month: int, setting: Setting) -> list[_State]:
    """Take a date with its year as the next step or as an aside."""
    year = atom.year or 0
    exactness = "day" if atom.day else "month" if month else "year"
    aside = ASIDE[exactness][1 if atom.opens else 0]
    if setting.heading:
        aside = HEADING
    elif atom.background:
        aside = 0.0 if exactness == "year" else 0.3
    keep = before.month if year == before.year and not month else month
    cost = _distance(before, year, month) + (1.0 if atom.background and not setting.heading else 0.0)
    if setting.ends and month and (year, month) < (before.year, before.month):
        cost, aside = cost + REVERSED, aside + REVERSED
    moved = _State(year, keep, before.cost + cost, Choice(year), before)
    return [moved, _stay(before, aside, Point(year, month, atom.day or 0))]


def _untold(
    before: _State, atom: TimeExpression, month: int, year: int, setting: Setting, published: Point | None
) -> _State:
    cost = _distance(before, year, month) + (UNTOLD if year != before.year else 0.0)
    if before.told is not None and not setting.fresh:
        aside = _State(before.told.year, before.told.month, 0.0, before.choice)
        from_aside = _distance(aside, year, month) + (UNTOLD if year != aside.year else 0.0)
        near = before.told.day and atom.day and (year, month) == (before.told.year, before.told.month)
        cost = min(cost, from_aside + (SAME_MONTH if near else PROMOTE))
    if setting.main is not None:
        began = _State(setting.main.year, setting.main.month, 0.0, before.choice)
        from_main = RETOLD + _distance(began, year, month) + (UNTOLD if year != began.year else 0.0)
        cost = min(cost + (0.0 if before.month else UNSURE), from_main)
    if published is not None and _is_stale(before, year, month, published):
        cost += STALE
    if published is not None and Point(year, month, atom.day or 1) > published and not atom.future:
        months = 12 * (year - published.year) + month - published.month
        cost += SOON if months <= 1 and atom.day else AHEAD
    if atom.lead == "since" and (year, month) > (before.year, before.month or 12):
        cost += AHEAD  # what has gone on since December began before the date of the telling
    if atom.background:
        return _stay(before, cost, Point(year, month))
    return _State(year, month, before.cost + cost, Choice(year), before)


def _is_stale(before: _State, year: int, month: int, published: Point) -> bool:
    """Tell whether a bare month would lie more than a year back in a report of what is new, which names such a year."""
    if before.told is not None and before.told.year == year:
        return False
    return published.year - before.year <= 1 and 12 * (published.year - year) + published.month - month >= 12


def _distance(before: _State, year: int, month: int) -> float:
    """Return the price of a step of the story from one date to another."""
    if month and before.month:
        months = 12 * (year - before.year) + month - before.month
        if months >= 0:
            return FORWARD * min(months, 12) + FORWARD / 4 * max(0, months - 12)
        return TURN + BACK * min(-months, 12) + BACK / 4 * max(0, -months - 12)
    years = year - before.year
    if years >= 0:
        return YEAR_ON * min(years, 8) + (STEP_BACK / 3 if years else 0.0)
    return STEP_BACK + YEAR_BACK * min(-years, 8)
