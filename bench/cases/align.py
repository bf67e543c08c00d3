"""Lays what Histor makes of a case beside the gold: which of its incidents and figures is which.

A telling is found where one of the account's deeds has its trigger among the marked words and the case holds an
incident that rests on that deed. A figure is found where the case has one of that effect and size whose evidence holds
the marked words. Nothing here judges; the measures do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.cases.gold import End, Figure, GoldCase, Mark
from histor.analyse.coded import fold
from histor.model import Account, CaseView, Casualty, Event, Evidence

SHORT = 4
"""Letters of the shorter name from which one name inside another counts as the same."""


@dataclass(frozen=True)
class Beside:
    """A case as read, beside its gold: ``told`` has the incident of each telling, ``rows`` the row of each figure.

    ``incidents`` has for each gold incident ours that tell it more than any other, ``read`` the tellings in which a
    deed was read, whether or not an incident took it in.
    """

    gold: GoldCase
    view: CaseView
    sources: dict[str, str]
    told: dict[Mark, str | None]
    rows: dict[Mark, Casualty | None]
    incidents: dict[str, frozenset[str]]
    read: frozenset[Mark] = frozenset()

    def mouth(self, figure: Figure | End) -> frozenset[str]:
        """Return the ids of all actors that a gold claimant can be; empty for an account's own voice."""
        if figure.claimant is None:
            return frozenset()
        wanted = [fold(name) for name in self.gold.names(figure.claimant)]
        found = {actor.id for actor in self.view.actors
                 if any(_alike(fold(name), w) for name in (actor.name, *actor.aliases) for w in wanted)}
        return frozenset(found | {a.id for a in self.view.actors if a.part_of in found and a.kind == "person"})

    def speaks(self, row: Casualty, figure: Figure | End, account: str | None) -> bool:
        """Tell whether a row is told by the gold's claimant, or by the account itself where the gold says so."""
        if figure.claimant is not None:
            return row.according_to in self.mouth(figure)
        return row.according_to is None and any(e.source == self.sources.get(account or "") for e in row.evidence)


def beside(gold: GoldCase, accounts: Sequence[Account], view: CaseView) -> Beside:
    """Return a case and its gold side by side; accounts stand in the order of the gold's texts."""
    sources = {name: f"s-{account.document.id[:12]}" for name, account in zip(gold.texts, accounts, strict=True)}
    by_name = dict(zip(gold.texts, accounts, strict=True))
    told = {mark: _incident(mark, by_name[mark.account], sources[mark.account], view)
            for incident in gold.incidents for mark in incident.tellings}
    rows = {figure.mark: _row(figure, sources[figure.mark.account], view) for figure in gold.figures}
    read = frozenset(mark for mark in told if any(_events(mark, by_name[mark.account])))
    return Beside(gold, view, sources, told, rows, _matched(gold, told), read)


def _incident(mark: Mark, account: Account, source: str, view: CaseView) -> str | None:
    """Return the incident that rests on the deed told by some words; of several, one of the deed's own mode."""
    for event in _events(mark, account):
        proof = event.evidence
        held = [row for row in view.incidents if row.type == event.type and any(
            (e.source, e.start, e.end) == (source, proof.start, proof.end) for e in row.evidence)]
        if held:
            return next((row.id for row in held if row.mode == event.mode), held[0].id)
    return None


def _events(mark: Mark, account: Account) -> Iterator[Event]:
    """Yield the deeds whose trigger stands among some words, violence first."""
    here = [event for event in account.events if mark.start <= _place(event, account) < mark.end]
    yield from sorted(here, key=lambda event: (event.type != "ASSAULT", _place(event, account)))


def _place(event: Event, account: Account) -> int:
    return account.sentences[event.trigger.sentence].tokens[event.trigger.token - 1].start


def _row(figure: Figure, source: str, view: CaseView) -> Casualty | None:
    """Return the row of a figure: its effect and size, in words that hold the mark; of several, the whole or a part."""
    wanted = figure.effect, figure.low, figure.high
    held = [row for row in view.casualties if (row.effect, row.low, row.high) == wanted
            and any(_holds(e, source, figure.mark) for e in row.evidence)]
    held.sort(key=lambda row: (row.part_of is None) != (figure.part_of is None))
    return held[0] if held else None


def _holds(evidence: Evidence, source: str, mark: Mark) -> bool:
    return evidence.source == source and evidence.start < mark.end and mark.start < evidence.end


def _matched(gold: GoldCase, told: dict[Mark, str | None]) -> dict[str, frozenset[str]]:
    """Return for each gold incident those of ours that tell it more than any other."""
    votes: dict[str, Counter[str]] = {}
    for incident in gold.incidents:
        for mark in incident.tellings:
            ours = told[mark]
            if ours is not None:
                votes.setdefault(ours, Counter())[incident.id] += 1
    best = {ours: count.most_common(1)[0][0] for ours, count in votes.items()}
    return {row.id: frozenset(ours for ours, name in best.items() if name == row.id) for row in gold.incidents}


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= SHORT and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))
