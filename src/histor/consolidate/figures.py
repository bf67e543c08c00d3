"""Turns tolls into casualty rows: one row a figure and a mouth, parts under wholes, running totals marked.

Nothing is added up here. Two tellings are one row only where account, effect, figure, group, teller and incident
agree: what two accounts say stays two rows, and whether they have one origin is asked later.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from histor.consolidate.figure_deeds import FigureDeeds
from histor.consolidate.harm import KeptNotes
from histor.consolidate.homeless import Homeless
from histor.consolidate.kept import KeptOf
from histor.consolidate.mouths import Mouth, Mouths
from histor.consolidate.people import ANYBODY, people
from histor.consolidate.phrases import cue
from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import load_lexicon
from histor.model import Attribution, Casualty, Toll, WordRef
from histor.model.records import replace

#: What an account's rows hang on beside it: incidents and mouths of its figures, and its own; the rows, their mouths.
_Facts = tuple[tuple[str | None, ...], tuple[Mouth, ...], Mouth]
_Rows = tuple[tuple[Casualty, ...], dict[str, Mouth]]
KeptFigures = KeptOf[_Facts, _Rows]


class Figures:
    """Gives each toll its incident, its mouth and its whole. ``mouths`` tells afterwards who says a row, by its id.

    ``names`` are those that each account uses.
    """

    def __init__(
        self, registry: Registry, incident_at: dict[tuple[int, WordRef], str], tellings: list[Telling],
        names: Sequence[frozenset[str]], noted: KeptNotes | None = None,
    ) -> None:
        self.registry, self._names = registry, names
        self.mouths: dict[str, Mouth] = {}
        self._deeds = FigureDeeds(registry, incident_at, tellings, noted)
        self._people = people()
        words = load_lexicon().words("comparing")
        self._share_of, self._newer = cue(words["share_of"]), cue(words["newer"], words["never"])
        self._further, self._no_more = cue(words["further"]), cue(words["no_more"])

    def rows(self, mouths: Mouths, kept: KeptFigures | None = None) -> list[Casualty]:
        """Return the casualty rows of the case in order of account and text.

        ``kept`` keeps the rows of an account while its figures are of the same incidents and mouths.
        """
        kept = KeptFigures() if kept is None else kept
        found: list[Casualty] = []
        elsewhere: set[str] = set()
        unsure: set[str] = set()
        kept.begin()
        for number, account in enumerate(self.registry.accounts):
            ids = self._idents(number)
            for ident, toll in zip(ids, account.tolls, strict=True):
                if toll.cumulative or self._deeds.stray(number, toll):
                    elsewhere.add(ident)
                if not self._deeds.beside(number, toll):
                    unsure.add(ident)
            told = self._facts(number, mouths)
            rows, said = kept.of(account, told, partial(self._of_account, number, ids, told))
            self.mouths.update(said)
            found.extend(rows)
        kept.end()
        homes = Homeless(self.registry, self._deeds.told, self._names)
        return homes.housed(homes.seconded(found, frozenset(unsure)), frozenset(elsewhere))

    def _facts(self, number: int, mouths: Mouths) -> _Facts:
        """Return what the rows of an account hang on beside it: incidents and mouths of its figures, its own mouth."""
        tolls = self.registry.accounts[number].tolls
        said = (mouths.of(number, self._teller(number, toll)) for toll in tolls)
        return tuple(self._incident(number, toll) for toll in tolls), tuple(said), mouths.own(number)

    def _of_account(self, number: int, ids: list[str], facts: _Facts) -> _Rows:
        """Return the rows of an account, and the mouth of each by its id."""
        account, (incidents, said, own) = self.registry.accounts[number], facts
        told = [self._row(number, toll, ids, home) for toll, home in zip(account.tolls, incidents, strict=True)]
        told, tellers = self._shares(self._raised(summed(told, ids), ids), ids), list(said)
        for index, twin in self._headings(number, told).items():
            told[index] = replace(told[twin], evidence=told[index].evidence)
            tellers[index] = tellers[twin]
        rows = _merged([_own_voice(row if row.id == ident else replace(row, id=ident), mouth, own)
                        for row, ident, mouth in zip(told, ids, tellers, strict=True)])  # fmt: skip
        by_id = dict(zip(ids, tellers, strict=True))
        return tuple(rows), {row.id: by_id[row.id] for row in rows}

    def _incident(self, number: int, toll: Toll) -> str | None:
        """Return the incident of a toll, which may be only that of its whole."""
        whole = self.registry.accounts[number].tolls[toll.part_of] if toll.part_of is not None else None
        return self._deeds.incident(number, toll) or (self._deeds.incident(number, whole) if whole else None)

    def _idents(self, number: int) -> list[str]:
        source = self.registry.sources[number][2:8]
        tolls = self.registry.accounts[number].tolls
        return [f"k-{source}-{toll.span.start}-{index}" for index, toll in enumerate(tolls)]

    def _headings(self, number: int, told: list[Casualty]) -> dict[int, int]:
        """Return for a figure in a title the figure of the text that it announces: of one effect and number."""
        tolls = self.registry.accounts[number].tolls
        body: dict[tuple[str, int | None, int | None], int] = {}
        heads = [index for index, toll in enumerate(tolls) if self._deeds.heading(number, toll)]
        for index, row in enumerate(told):
            if index not in heads and row.low is not None:
                body.setdefault((row.effect, row.low, row.high), index)
        keys = {index: (told[index].effect, told[index].low, told[index].high) for index in heads}
        return {index: body[key] for index, key in keys.items() if key in body}

    def _shares(self, told: list[Casualty], ids: list[str]) -> list[Casualty]:
        """Return the figures, those told as "of the dead" as shares of the whole told nearest before in the account."""
        found: list[Casualty] = []
        for row, ident in zip(told, ids, strict=True):
            whole = None
            if row.part_of is None and row.low is not None and self._share_of.found(row.words):
                whole = next((other for other in reversed(found) if other.effect == row.effect
                              and other.part_of is None and (other.low or 0) > row.low), None)  # fmt: skip
            found.append(replace(row, id=ident, part_of=whole.id if whole is not None else row.part_of,
                                 incident=whole.incident if whole is not None else row.incident))  # fmt: skip
        return found

    def _raised(self, told: Sequence[Casualty], ids: Sequence[str]) -> list[Casualty]:
        """Return the figures, those by which a toll grew as parts of it: "two more have died, bringing it to 15"."""
        found = list(told)
        for index, row in enumerate(told):
            more = self._further.found(self._no_more.without(row.words)) or row.kind in self._people.shares
            if row.part_of is not None or not more or not self._newer.found(row.evidence[0].quote):
                continue
            wholes = [at for at, other in enumerate(told) if other.evidence == row.evidence and other.part_of is None
                      and other.effect == row.effect and (other.low or 0) > (row.low or 0) > 0]  # fmt: skip
            if len(wholes) == 1:
                found[index] = replace(row, part_of=ids[wholes[0]], incident=told[wholes[0]].incident)
        return found

    def _teller(self, number: int, toll: Toll) -> Attribution | None:
        account = self.registry.accounts[number]
        return account.attributions[toll.claimant] if toll.claimant is not None else None

    def _row(self, number: int, toll: Toll, ids: list[str], incident: str | None) -> Casualty:
        account = self.registry.accounts[number]
        teller = self._teller(number, toll)
        said_on = teller.said_on.start if teller is not None and teller.said_on is not None else None
        return Casualty(
            id="",
            incident=incident,
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
            kind=self._kind(number, toll),
            told=said_on or account.document.source.published,
            words=" ".join(account.document.text[toll.span.start : toll.span.end].split()),
        )

    def _kind(self, number: int, toll: Toll) -> str:
        if not toll.group:
            return ANYBODY
        word = toll.group_word
        tokens = self.registry.accounts[number].sentences[word.sentence].tokens if word is not None else ()
        head = tokens[word.token - 1] if word is not None else None
        if head is not None and head.ent.endswith("NORP"):
            return ANYBODY  # *three Pakistanis*: a nation is no kind of people
        kind = self._people.kind(head.lemma if head is not None else "", toll.group)
        return ANYBODY if kind == "men" and toll.part_of is None else kind  # an army's men are no kind of people


def summed(told: Sequence[Casualty], ids: Sequence[str]) -> list[Casualty]:
    """Return the figures, those of one sentence that add up to another of it as its parts.

    "23 people: twelve women, eight children and three old men"; "nineteen on the spot and two afterwards" of 21.
    """
    found = list(told)
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, row in enumerate(told):
        if row.part_of is None and row.low is not None and row.low == row.high:
            groups.setdefault((row.evidence[0], row.effect), []).append(index)
    for at in groups.values():
        for whole, parts in ((at[0], at[1:]), (at[-1], at[:-1])):
            counts = [told[index].low or 0 for index in parts]
            if len(parts) > 1 and all(counts) and sum(counts) == told[whole].low:
                for index in parts:
                    found[index] = replace(told[index], part_of=ids[whole], incident=told[whole].incident)
                break
    return found


def _own_voice(row: Casualty, mouth: Mouth, own: Mouth) -> Casualty:
    """Return a figure that an account puts into its own publisher's mouth as told in its own voice."""
    return replace(row, according_to=None) if mouth.key == own.key else row


def _merged(rows: list[Casualty]) -> list[Casualty]:
    """Join the rows of one account that tell the same, and point parts at the row that their whole became."""
    found: dict[tuple[object, ...], Casualty] = {}
    renamed: dict[str, str] = {}
    for told in rows:
        row = replace(told, part_of=renamed.get(told.part_of, told.part_of)) if told.part_of is not None else told
        key = (row.effect, row.low, row.high, row.group.casefold(), row.according_to, row.incident, row.part_of)
        known = found.get(key)
        if known is None:
            found[key] = row
        else:
            renamed[row.id] = known.id
            found[key] = replace(known, evidence=tuple(dict.fromkeys([*known.evidence, *row.evidence])))
    return list(found.values())
