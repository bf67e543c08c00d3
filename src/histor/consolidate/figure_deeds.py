"""Finds the incident that a figure belongs to: told in the same words, the same sentence, or nearest around it.

A running toll is of one deed where its words name no war, year or campaign: "the toll has risen to 17" follows up a
bombing, "84,000 since the start of the war" follows up none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from histor.consolidate.figure_places import WITHIN
from histor.consolidate.harm import HARM, KeptNotes, Note, notes_of
from histor.consolidate.overall import Overall, TimesAt
from histor.consolidate.telling_days import days_of
from histor.consolidate.tellings import Registry, Telling
from histor.model import Toll, WordRef

#: Sentences looked back over for the deed that a figure belongs to.
_BACK = 4
#: Types of deeds in whose course people come to harm, though they are not meant to do any; looked back over less far.
_ROUGH, _JUST = frozenset({"RETREAT", "MOBILIZE", "PROTEST"}), 2
#: Effects that arrests and seizures have.
_HELD = frozenset({"captured"})


class FigureDeeds:
    """Where harm is told in each account, by sentence and section."""

    def __init__(
        self, registry: Registry, incident_at: dict[tuple[int, WordRef], str], tellings: list[Telling],
        kept: KeptNotes | None = None,
    ) -> None:
        self._overall = Overall()
        self._accounts = registry.accounts
        self._times_at: dict[int, TimesAt] = {}
        self._incident_at = incident_at
        self._registry = registry
        self._type: dict[str, str] = {}
        self._places: dict[str, frozenset[str]] = {}
        self._in: dict[str, dict[str, None]] = defaultdict(dict)
        self._harm: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        self.told: dict[int, dict[str, list[int]]] = defaultdict(dict)  # in which sentences of its account
        self._within: dict[tuple[int, tuple[str, ...]], dict[str, int]] = defaultdict(dict)  # first in its section
        self._several: dict[tuple[int, tuple[str, ...]], list[tuple[int, str]]] = {}
        self._days: dict[str, set[int]] = defaultdict(set)
        self._on: dict[int | None, dict[str, None]] = defaultdict(dict)
        self._around_days: dict[str, set[int]] = defaultdict(set)  # those carried over from another sentence too
        self._done: set[str] = set()
        self._mentioned: set[tuple[int, int, int]] = set()
        self._main: dict[int, set[str]] = defaultdict(set)  # the deeds that each account tells, and not only mentions
        self._sources: dict[str, set[int]] = defaultdict(set)
        self._thin: set[str] = set()
        self._strays: set[tuple[int, int]] = set()
        self._things: dict[str, set[str]] = defaultdict(set)
        self._rough: dict[tuple[int, int], str] = {}
        harm: list[list[Telling]] = [[] for _ in registry.accounts]
        for telling in tellings:
            if telling.event.type in HARM:
                harm[telling.account].append(telling)
            elif telling.event.type in _ROUGH and (ident := incident_at.get(telling.word)) is not None:
                self._rough[telling.account, telling.sentence] = ident
        self._notes = notes_of(registry.accounts, harm, kept)
        for told, notes in zip(harm, self._notes, strict=True):
            for telling, note in zip(told, notes.told, strict=True):
                self._note(telling, note, incident_at.get(telling.word))

    def _note(self, telling: Telling, note: Note, ident: str | None) -> None:
        """Note a deed that costs lives or freedom, and where it was; one without an incident only by its scene."""
        if ident is None:
            self._strays |= {(telling.account, telling.sentence)} if telling.places else set()
            return
        word = telling.event.trigger
        self._type[ident] = telling.event.type
        self._places[ident] = self._places.get(ident, telling.places) | telling.places
        for step in (step for place in telling.places for step in self._registry.line(place)):
            self._in[step][ident] = None
        self._things[ident] |= note.nouns
        self._harm[telling.account, word.sentence].append((word.token, ident))
        if note.aside:
            self._mentioned.add((telling.account, word.sentence, word.token))
        else:
            self._main[telling.account].add(ident)
        self.told[telling.account].setdefault(ident, []).append(word.sentence)
        self._within[telling.account, telling.section].setdefault(ident, word.sentence)
        if telling.days is not None and telling.days.sure:
            self._days[ident].add(telling.days.low)
            self._on[telling.days.low][ident] = None
        if telling.days is not None:
            self._around_days[ident].add(telling.days.low)
        if not note.result:
            self._done.add(ident)
        self._sources[ident].add(telling.account)
        if note.thin:
            self._thin.add(ident)

    def incident(self, number: int, toll: Toll) -> str | None:
        """Return the id of the incident a toll belongs to, None where none is told or the toll is of many deeds."""
        own = self._incident_at.get((number, toll.trigger))
        own = own or self._since(number, toll)
        if toll.cumulative and own is None and self._overall.sums_up(self._accounts[number], toll, self._times(number)):
            return None
        near = own or self._nearest(number, toll)
        if near is not None and near not in self._done:
            deed = next((ident for at, ident in self._around(number, toll)
                         if ident in self._done and self._one_day(ident, near)), None)  # fmt: skip
            near = deed or near
        if near is None:
            there = self._at_place(number, toll)
            if there is not None:
                return there
            course, only = self._in_course(number, toll), self._only(number, toll)
            if only is not None and (course is None or not self._is_later(number, toll, only)):
                return self._there(number, toll, only) or only
            return course or self._on_day(number, toll)
        elsewhere = self._there(number, toll, near)
        if elsewhere or near == own:
            return elsewhere or near
        return self._struck(number, toll, near) or self._shared(number, toll, near) or near

    def _times(self, number: int) -> TimesAt:
        if number not in self._times_at:
            self._times_at[number] = TimesAt(self._accounts[number])
        return self._times_at[number]

    def _since(self, number: int, toll: Toll) -> str | None:
        """Return the deed since which a running toll counts: 126 bodies have been found *since Sunday's bombing*."""
        if not toll.cumulative:
            return None
        at = self._notes[number].around(toll).since
        told = self._harm.get((number, toll.word.sentence), [])
        return next((ident for word, ident in told for since in at if since < word <= since + WITHIN), None)

    def _struck(self, number: int, toll: Toll, near: str) -> str | None:
        """Return the one deed of the account that struck what a toll goes on with: eight killed *at the palace*."""
        names = self._notes[number].around(toll).where
        if not names or names & self._things[near]:
            return None
        here = {ident for ident in self.told.get(number, ()) if names & self._things[ident]}
        return here.pop() if len(here) == 1 else None

    def beside(self, number: int, toll: Toll) -> bool:
        """Tell whether a toll's own sentence tells a deed that costs lives or freedom."""
        return (number, toll.trigger) in self._incident_at or bool(self._harm.get((number, toll.word.sentence)))

    def _there(self, number: int, toll: Toll, near: str) -> str | None:
        """Return the one deed of the case at the place behind a toll's words, where the nearest was elsewhere.

        So "two dead at the bridge and six in the town" are of two deeds, whichever of them this account tells.
        """
        behind = self._notes[number].around(toll).behind
        place = behind or self._in_front(number, toll)
        if place is None or self._at(place, near) or (not self._places.get(near) and self.beside(number, toll)):
            return None
        kind = self._type.get(near)
        return self._best(number, [ident for ident in self._in.get(place, ()) if self._type[ident] == kind])

    def _best(self, number: int, deeds: Sequence[str]) -> str | None:
        """Return the one of some deeds that an account tells, else the one that most accounts do; None where two do."""
        here = [ident for ident in deeds if number in self._sources[ident]]
        most = max((len(self._sources[ident]) for ident in deeds), default=0)
        best = here if len(here) == 1 else [ident for ident in deeds if len(self._sources[ident]) == most]
        return best[0] if len(best) == 1 else None

    def _in_front(self, number: int, toll: Toll) -> str | None:
        """Return the place in front of a toll, where its sentence tells no deed."""
        return None if self._harm.get((number, toll.word.sentence)) else self._notes[number].around(toll).in_front

    def _at_place(self, number: int, toll: Toll) -> str | None:
        """Return the deed at the place that a toll's sentence names, where its account tells none before it."""
        place = self._notes[number].around(toll).behind or self._in_front(number, toll)
        return self._best(number, [ident for ident in self._in.get(place or "", ())
                                   if (self._type[ident] == "COERCE") == (toll.effect in _HELD)])  # fmt: skip

    def _at(self, place: str, ident: str) -> bool:
        inside = ident in self._in.get(place, ())
        return inside or any(step in self._places.get(ident, ()) for step in self._registry.line(place))

    def _nearest(self, number: int, toll: Toll) -> str | None:
        """Return the nearest deed that can have led to a toll's harm: captives are made by arrests, dead by assaults.

        Where there is none of that type, the nearest of the other.
        """
        around = [ident for _, ident in self._around(number, toll)]
        fitting = [ident for ident in around if (self._type[ident] == "COERCE") == (toll.effect in _HELD)]
        return next(iter(fitting or around), None)

    def _around(self, number: int, toll: Toll) -> Iterator[tuple[int, str]]:
        """Yield the harm told in a toll's sentence, the nearest word first, then that told before it in its section.

        There the last deed comes first, but what is only mentioned, as the deed that this one answers, last.
        """
        sentence = toll.word.sentence
        here, cause = self._harm.get((number, sentence), []), self._notes[number].around(toll).cause
        yield from sorted(here, key=lambda row: (row[0] != cause, abs(row[0] - toll.trigger.token)))
        for before in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            if self._section(number, before) == self._section(number, sentence):
                told = self._harm.get((number, before), [])
                yield from sorted(told, key=lambda row: ((number, before, row[0]) in self._mentioned, -row[0]))

    def _shared(self, number: int, toll: Toll, near: str) -> str | None:
        """Return the deed that other accounts tell too, where the nearest one is a detail that stands here alone.

        A detail has no place and no day of its own: "the bombs fell within two minutes".
        """
        if len(self._sources[near]) > 1 or near not in self._thin:
            return None
        told = [ident for at, ident in self._told_by_several(number, self._section(number, toll.word.sentence))
                if at <= toll.word.sentence
                and self._one_day(ident, near) and self._one_day(ident, near, self._around_days)]  # fmt: skip
        mine = [ident for ident in told if ident in self._main[number]] or told
        return max(mine, key=lambda ident: len(self._sources[ident]), default=None)

    def _told_by_several(self, number: int, section: tuple[str, ...]) -> list[tuple[int, str]]:
        """Return the deeds of a section that other accounts tell too, with the sentence that tells each first."""
        if (number, section) not in self._several:
            self._several[number, section] = [
                (at, ident) for ident, at in self._within.get((number, section), {}).items()
                if len(self._sources[ident]) > 1 and ident in self._done
            ]  # fmt: skip
        return self._several[number, section]

    def _one_day(self, one: str, other: str, known: dict[str, set[int]] | None = None) -> bool:
        days, others = ((known or self._days)[ident] for ident in (one, other))
        return not days or not others or bool(days & others)

    def stray(self, number: int, toll: Toll) -> bool:
        """Tell whether a toll's sentence names a deed and its scene, and that deed is none of those that are told."""
        return (number, toll.word.sentence) in self._strays

    def heading(self, number: int, toll: Toll) -> bool:
        """Tell whether a toll stands in a title or heading, which names what is told below it."""
        account = self._accounts[number]
        return account.document.blocks[account.sentences[toll.word.sentence].block].kind in {"title", "heading"}

    def _only(self, number: int, toll: Toll) -> str | None:
        """Return the one deed that costs lives in a section, else in the account; None where there are more.

        None too where the sentence names a deed and its scene, and that deed is none of those that are told, and where
        the one deed is told later with a cost of its own: what was told before it was another's.
        """
        sentence = toll.word.sentence
        if (number, sentence) in self._strays:
            return None
        for rows in (self._within.get((number, self._section(number, sentence)), ()), self.told.get(number, ())):
            if len(rows) == 1:
                deed = next(iter(rows))
                return None if self._is_ahead(number, toll, deed) else deed
        return None

    def _is_ahead(self, number: int, toll: Toll, deed: str) -> bool:
        """Tell whether a deed is told only after a toll, and does another harm or has a toll of its own."""
        if not self._is_later(number, toll, deed):
            return False
        at = set(self.told[number][deed])
        if (self._type[deed] == "COERCE") != (toll.effect in _HELD):
            return True
        there = (row for row in self._accounts[number].tolls if row.word.sentence in at and row.effect == toll.effect)
        return any((row.low, row.high) != (toll.low, toll.high) for row in there)

    def _is_later(self, number: int, toll: Toll, deed: str) -> bool:
        return self.told[number][deed][0] > toll.word.sentence

    def _on_day(self, number: int, toll: Toll) -> str | None:
        """Return the deed of the day that a toll's words tell, where its account tells none: "lost on 5 August"."""
        told = (days_of(when) for _, when in self._times(number).within(toll.evidence.start, toll.evidence.end))
        days = {row.low for row in told if row is not None and row.width == 1}
        one = days.pop() if len(days) == 1 else None
        there = [ident for ident in self._on.get(one, ()) if ident in self._done
                 and (self._type[ident] == "COERCE") == (toll.effect in _HELD)]  # fmt: skip
        most = max((len(self._sources[ident]) for ident in there), default=0)
        best = [ident for ident in there if len(self._sources[ident]) == most]
        return best[0] if len(best) == 1 and not self._strays & {(number, toll.word.sentence)} else None

    def _in_course(self, number: int, toll: Toll) -> str | None:
        """Return the march, flight or protest just told in a toll's section, where no other harm is told."""
        sentence = toll.word.sentence
        if toll.effect in _HELD or (number, sentence) in self._strays:
            return None
        near = (self._rough.get((number, at)) for at in range(sentence, max(-1, sentence - 1 - _JUST), -1)
                if self._section(number, at) == self._section(number, sentence))  # fmt: skip
        return next((ident for ident in near if ident is not None), None)

    def _section(self, number: int, sentence: int) -> tuple[str, ...]:
        account = self._accounts[number]
        return account.document.blocks[account.sentences[sentence].block].section
