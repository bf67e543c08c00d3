"""Which claims and figures go back to one origin: one speaker, one wire's text, one document, or a copied sentence.

Three papers that quote one minister are one source. Who is quoted is a mouth (:mod:`histor.consolidate.mouths`);
what an account tells in its own voice, but in another's words, goes back to the other. Independence is never
assumed: what cannot be told to have one origin is only not shown to have one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from histor.consolidate.copies import Sketches, copies
from histor.consolidate.mouths import Mouth, Mouths
from histor.consolidate.people import ANYBODY, people
from histor.consolidate.tellings import Registry
from histor.model import Casualty, Claim, Evidence, OriginGroup
from histor.model.records import replace

#: Accounts that tell one figure in their own voice, beyond which it shows nobody's.
_ALIKE = 24
#: Members of a group whose sentences are shown as its evidence.
_SHOWN = 12


class Said(NamedTuple):
    """A claim or figure with its mouth, and the number of its account."""

    id: str
    account: int
    mouth: Mouth
    evidence: Evidence
    what: tuple[object, ...]

    @property
    def place(self) -> tuple[str, int, int]:
        """Where the sentence stands: its source, and the characters that it runs over."""
        return self.evidence.source, self.evidence.start, self.evidence.end


class Origins:
    """The origin of every claim and figure. ``of`` gives its key: one that two share is one origin."""

    def __init__(self, registry: Registry, mouths: Mouths, claims: Sequence[Claim], figures: Sequence[Casualty],
                 tellers: Mapping[str, Mouth], *, sketches: Sketches | None = None) -> None:
        numbers = {source: number for number, source in enumerate(registry.sources)}
        self._said = [_claim(row, numbers, mouths) for row in claims if row.speaker is not None]
        self._said += [_figure(row, numbers, tellers) for row in figures]
        self._in_order = sorted(self._said, key=lambda row: (row.account, row.evidence.start, row.id))
        self.of: dict[str, str] = {row.id: row.mouth.key for row in self._said}
        self._copied: dict[str, str] = {}
        self._credits: dict[int, list[str]] = {}
        self._sources = registry.sources
        self._own = [mouths.own(number).key for number in range(len(registry.accounts))]
        self._pass_on(frozenset(self._own))
        self._speak_for(registry)
        self._heard(registry, mouths)
        self._credit(registry)
        self._trace_copies(sketches)

    def _trace_copies(self, sketches: Sketches | None) -> None:
        """Trace what is told in a copied sentence to the same thing in the sentence that it was copied from."""
        told: dict[tuple[str, int, int], list[Said]] = defaultdict(list)
        for row in self._in_order:
            told[row.place].append(row)
        places = {str(at): rows for at, rows in enumerate(told.values())}
        sentences = ((ident, rows[0].account, rows[0].evidence.quote) for ident, rows in places.items())
        for ident, earlier in copies(sentences, sketches):
            for row in places[ident]:
                first = next((other for other in places[earlier] if self._copies(row, other)), None)
                if first is not None and row.id not in self._copied:
                    self.of[row.id] = self.of[first.id]
                    self._copied[row.id] = first.id

    def _pass_on(self, publishers: frozenset[str]) -> None:
        """Trace a publisher's figure to whom it quotes with it elsewhere: a wire passes on a ministry's word."""
        quoted: dict[tuple[object, ...], str] = {}
        for row in self._said:
            if row.mouth.kind == "speaker" and row.what[0] != "claim" and row.mouth.key not in publishers:
                quoted.setdefault((self._own[row.account], *row.what), row.mouth.key)
        for row in self._said:
            if row.mouth.key in publishers and row.what[0] != "claim":
                self.of[row.id] = quoted.get((row.mouth.key, *row.what), row.mouth.key)

    def _speak_for(self, registry: Registry) -> None:
        """Trace what a state says to the one body of it that says the same: it is the body that spoke."""
        bodies: dict[tuple[object, ...], set[str]] = defaultdict(set)
        states: list[tuple[Said, str]] = []
        for row in self._said:
            actor = registry.actors.get(row.mouth.actor or "")
            if actor is not None and actor.side is not None and row.what[0] != "claim":
                if actor.id == actor.side or actor.kind == "state":
                    states.append((row, actor.side))
                else:
                    bodies[(actor.side, *row.what)].add(self.of[row.id])
        for row, side in states:
            spoke = bodies.get((side, *row.what), set())
            if len(spoke) == 1:
                self.of[row.id] = next(iter(spoke))

    def _heard(self, registry: Registry, mouths: Mouths) -> None:
        """Trace what a speaker says to the one account that says the same and shows by its head to be that speaker's.

        "The army" is who signs *Command of the Western Zone*, "the chronicle" what is headed *Chronicle of Orsk*.
        """
        heads = [mouths.head(number) for number in range(len(registry.accounts))]
        own: dict[tuple[object, ...], dict[int, str]] = defaultdict(dict)
        for row in self._in_order:
            if row.what[0] != "claim" and self.of[row.id] == self._own[row.account]:
                own[row.what].setdefault(row.account, row.id)
        for row in self._said:
            if row.mouth.kind == "speaker" and row.what[0] != "claim" and self.of[row.id] == row.mouth.key:
                words, alike = mouths.calling(row.mouth), own.get(row.what, {})
                told = [ident for number, ident in alike.items() if len(alike) <= _ALIKE
                        and number != row.account and words and words <= heads[number]]  # fmt: skip
                if len(told) == 1:
                    self.of[row.id] = self.of[told[0]]

    def _credit(self, registry: Registry) -> None:
        """Trace a figure in an account's own voice to the same one of a publisher that the account names."""
        first: dict[tuple[object, ...], Said] = {}
        for row in self._in_order:
            if row.what[0] != "claim":
                first.setdefault((self._own[row.account], *row.what), row)
        names = {self._own[at]: a.document.source.publisher.casefold() for at, a in enumerate(registry.accounts)
                 if a.document.source.publisher}  # fmt: skip
        for row in self._said:
            if row.mouth.key == self._own[row.account] and row.what[0] != "claim":
                for key in self._credited(registry, row.account, names):
                    told = first.get((key, *row.what))
                    if told is not None and told.account != row.account:
                        self.of[row.id] = self.of[told.id]
                        break

    def _credited(self, registry: Registry, number: int, names: Mapping[str, str]) -> list[str]:
        """Return the publishers of the case that an account names in its text, in the order of the case."""
        if number not in self._credits:
            text = registry.accounts[number].document.text.casefold()
            self._credits[number] = [key for key, name in names.items() if key != self._own[number] and name in text]
        return self._credits[number]

    @staticmethod
    def _copies(later: Said, earlier: Said) -> bool:
        """Tell whether a later row in an earlier one's words tells the same thing, and not in a third party's name."""
        return later.what == earlier.what and (
            later.mouth.kind != "speaker" or earlier.mouth.kind == "speaker" or later.mouth.key == earlier.mouth.key
        )

    def groups(self) -> tuple[OriginGroup, ...]:
        """Return the groups of two and more, in the order in which their first members were told."""
        found: dict[str, list[Said]] = defaultdict(list)
        for row in self._in_order:
            found[self.of[row.id]].append(row)
        return tuple(self._group(key, rows) for key, rows in found.items() if len(rows) > 1)

    def _group(self, key: str, rows: Sequence[Said]) -> OriginGroup:
        mouth = next((row.mouth for row in rows if row.mouth.key == key), rows[0].mouth)
        copied = [row for row in rows if row.id in self._copied]
        only_copies = len({row.mouth.key for row in rows}) > 1 and len(copied) == len(rows) - 1
        accounts = len({row.account for row in rows})
        return OriginGroup(
            id=f"o-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
            kind="copy" if only_copies else mouth.kind,
            name=mouth.name,
            members=tuple(row.id for row in rows),
            why=_why(mouth, accounts, len(rows), len(copied)),
            evidence=tuple(dict.fromkeys(row.evidence for row in rows))[:_SHOWN],
            voices=tuple(source for source, own in zip(self._sources, self._own, strict=True) if own == key),
        )


def _why(mouth: Mouth, accounts: int, members: int, copied: int) -> str:
    """Return in one sentence why some rows have one origin."""
    told = {"speaker": f"{mouth.name} said it", "agency": f"it is the wire of {mouth.name}",
            "document": f"{mouth.name} tells it in its own voice"}[mouth.kind]  # fmt: skip
    where = f"in {accounts} accounts" if accounts > 1 else "in one account"
    more = f"; {copied} of them in words copied from another account" if copied else ""
    return f"All {members} go back to one origin: {told} ({where}{more})."


def _claim(row: Claim, numbers: Mapping[str, int], mouths: Mouths) -> Said:
    number = numbers[row.evidence[0].source]
    mouth = mouths.speaker(number, row.speaker or "", row.affiliation)
    return Said(row.id, number, mouth, row.evidence[0], ("claim", row.stance))


def _figure(row: Casualty, numbers: Mapping[str, int], tellers: Mapping[str, Mouth]) -> Said:
    proof = row.evidence[-1]  # a title comes first, and is nobody's sentence
    kind = ANYBODY if row.kind in people().plain else row.kind
    return Said(row.id, numbers[proof.source], tellers[row.id], proof, (row.effect, row.low, row.high, kind))


def marked(
    groups: Sequence[OriginGroup], claims: Sequence[Claim], figures: Sequence[Casualty]
) -> tuple[list[Claim], list[Casualty]]:
    """Return the rows, each with the id of its origin group."""
    at = {ident: group.id for group in groups for ident in group.members}
    return ([replace(row, origin=at[row.id]) if row.id in at else row for row in claims],
            [replace(row, origin=at[row.id]) if row.id in at else row for row in figures])
