"""Turns tolls into casualty rows: one row a figure and a mouth, parts under wholes, running totals marked.

Nothing is added up here. Two tellings are one row only where effect, figure, group, teller and incident agree.
"""

from __future__ import annotations

from dataclasses import replace

from histor.consolidate.tellings import Registry, Telling
from histor.model import Casualty, Toll, WordRef

#: Sentences looked back over for the deed that a figure belongs to.
_BACK = 4


class Figures:
    """Gives each toll its incident, its mouth and its whole."""

    def __init__(
        self, registry: Registry, incident_at: dict[tuple[int, WordRef], str], tellings: list[Telling]
    ) -> None:
        self.registry = registry
        self.incident_at = incident_at
        self._assaults: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for telling in tellings:
            ident = incident_at.get(telling.word)
            if ident is not None and telling.event.type in {"ASSAULT", "COERCE"}:
                word = telling.event.trigger
                self._assaults.setdefault((telling.account, word.sentence), []).append((word.token, ident))

    def rows(self) -> list[Casualty]:
        """Return the casualty rows of the case in order of account and text."""
        found: dict[tuple[object, ...], Casualty] = {}
        for number, account in enumerate(self.registry.accounts):
            ids = self._idents(number)
            renamed: dict[str, str] = {}
            for index, toll in enumerate(account.tolls):
                row = self._row(number, toll, ids)
                row = replace(row, id=ids[index])
                if row.part_of is not None:
                    row = replace(row, part_of=renamed.get(row.part_of, row.part_of))
                key = (row.effect, row.low, row.high, row.group.casefold(), row.according_to, row.incident, row.part_of)
                known = found.get(key)
                if known is None:
                    found[key] = row
                else:
                    renamed[row.id] = known.id
                    found[key] = replace(known, evidence=tuple(dict.fromkeys([*known.evidence, *row.evidence])))
        return list(found.values())

    def _idents(self, number: int) -> list[str]:
        source = self.registry.sources[number][2:8]
        tolls = self.registry.accounts[number].tolls
        return [f"k-{source}-{toll.span.start}-{index}" for index, toll in enumerate(tolls)]

    def _row(self, number: int, toll: Toll, ids: list[str]) -> Casualty:
        account = self.registry.accounts[number]
        teller = account.attributions[toll.claimant] if toll.claimant is not None else None
        whole = account.tolls[toll.part_of] if toll.part_of is not None else None
        return Casualty(
            id="",
            incident=self._incident(number, toll) or (self._incident(number, whole) if whole is not None else None),
            effect=toll.effect,
            low=toll.low,
            high=toll.high,
            group=toll.group,
            side=toll.side,
            according_to=teller.refs[0] if teller is not None and teller.refs else None,
            part_of=ids[toll.part_of] if toll.part_of is not None else None,
            cumulative=toll.cumulative,
            as_of=toll.as_of.start if toll.as_of is not None else None,
            evidence=(self.registry.evidence(number, toll.evidence),),
            qualifier=toll.qualifier,
            why=toll.why,
        )

    def _incident(self, number: int, toll: Toll) -> str | None:
        """Return the incident a toll belongs to: its trigger's own, the sentence's, or the nearest before it."""
        own = self.incident_at.get((number, toll.trigger))
        if own is not None or toll.cumulative:
            return own
        sentence = toll.word.sentence
        here = self._assaults.get((number, sentence), [])
        if here:
            return min(here, key=lambda row: abs(row[0] - toll.trigger.token))[1]
        for before in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            rows = self._assaults.get((number, before), [])
            if rows and self._section(number, before) == self._section(number, sentence):
                return rows[-1][1]
        return None

    def _section(self, number: int, sentence: int) -> tuple[str, ...]:
        account = self.registry.accounts[number]
        return account.document.blocks[account.sentences[sentence].block].section
