"""Finds which incident answers which: said by a party, told by the text, or inferred, and never mixed up.

A cue is needed for ``explicit``: words of answer at the deed, a deed named as what is condemned, or a step taken in one
breath with such a condemnation. ``inferred`` links rest on what is only likely and say what in ``cue``.
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate import spoken
from histor.consolidate.antecedents import HOSTILE, Antecedents
from histor.consolidate.tellings import Registry, Telling
from histor.model import Claim, Contradiction, Evidence, Incident, Position, Response, Span, WordRef

_WORDS = {"ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
#: What one side puts to another, and the other can reject.
_PUT = {"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "COERCE", "AGREE", "CONSULT"}
_STEPS = {"SANCTION", "COERCE", "THREATEN", "MOBILIZE", "REJECT", "ACCUSE", "REQUEST"}
#: Steps and words that a hostile deed of others brings about, where they are told to come after it.
_TURNS = {"SANCTION", "PROTEST", "THREATEN", "ACCUSE", "REQUEST"}
#: Sentences back to what a rejection rejects.
_PASSAGE = 4


class Responses:
    """Links incidents by what their tellings say."""

    def __init__(
        self, registry: Registry, tellings: list[Telling], incident_at: dict[tuple[int, WordRef], str]
    ) -> None:
        self.registry = registry
        self.tellings = tellings
        self.incident_at = incident_at
        self._found: dict[tuple[str, str], Response] = {}
        self._links: dict[str, list[Response]] = {}
        self._cues: dict[tuple[int, Span], str] = {}
        self.deeds = Antecedents(registry, tellings, incident_at)

    def rows(self) -> list[Response]:
        """Return the links in the order in which the text gives them, one for each pair of incidents."""
        for place, telling in enumerate(self.tellings):
            here = self.incident_at.get(telling.word)
            if here is None:
                continue
            if telling.event.cue is not None:
                self._cued(place, telling, here)
            elif telling.event.type in _WORDS:
                self._condemned(place, telling, here)
            if telling.event.type == "ACCUSE" and telling.event.mode == "disapprove" and here not in self._links:
                there = self.deeds.before(place, telling, here, sure=False)
                self._add(telling, here, there, "inferred", "the deed just told")
            if telling.event.type == "REJECT" and here not in self._links:
                self._denied(telling, here)
            if telling.event.type == "REJECT" and here not in self._links:
                self._rejected(place, telling, here)
            if here not in self._links and telling.event.type in HOSTILE and telling.event.status == "reported":
                self._add(telling, here, self.deeds.mirrored(place, telling), "inferred", "done back soon after")
            if here not in self._links and telling.event.type in _TURNS and telling.event.status == "reported":
                self._afterwards(telling, here)
        self._in_one_breath()
        return list(self._found.values())

    def _add(self, telling: Telling, here: str, there: str | None, basis: str, cue: str) -> None:
        if there is None or there == here or (there, here) in self._found:
            return
        proof = self.registry.evidence(telling.account, telling.event.evidence)
        if (here, there) not in self._found:
            row = Response(here, there, basis, cue, telling.teller, (proof,))
            self._found[here, there] = row
            self._links.setdefault(here, []).append(row)

    def _cued(self, place: int, telling: Telling, here: str) -> None:
        span = telling.event.cue
        assert span is not None
        text = self.registry.accounts[telling.account].document.text[span.start : span.end]
        cue = (telling.account, span)  # what is done in one answer answers one deed: *responded by closing and halting*
        there = self.deeds.named(telling, telling.event.answers)
        there = self.deeds.meant(place, telling, here, there) if there is not None else self._cues.get(cue)
        there = there or self.deeds.before(place, telling, here)
        if there is not None:
            self._cues.setdefault(cue, there)
        self._add(telling, here, there, "explicit", " ".join(text.split()))

    def _condemned(self, place: int, telling: Telling, here: str) -> None:
        """Link a condemnation, rejection or warning to the deed that it names as its object."""
        for word in spoken.objects(self.registry, telling):
            there = self.deeds.named(telling, word)
            if there is not None:
                self._add(telling, here, self.deeds.meant(place, telling, here, there), "explicit", self._form(telling))

    def _afterwards(self, telling: Telling, here: str) -> None:
        """Infer that a step against others answers the hostile deed after which it is told to have been taken."""
        for word, lead in spoken.afterwards(self.registry, telling):
            there = self.deeds.named(telling, word)
            if there is not None and self.deeds.hostile(telling, there):
                self._add(telling, here, there, "inferred", lead)

    def _form(self, telling: Telling) -> str:
        """Return the word that tells the deed, as it stands."""
        tokens = self.registry.accounts[telling.account].sentences[_at(telling)].tokens
        return tokens[telling.event.trigger.token - 1].form

    def _denied(self, telling: Telling, here: str) -> None:
        """Link a denial to the deed that it tells itself: denied *losing* the town."""
        for word in spoken.denied(self.registry, telling):
            there = self.deeds.named(telling, word)
            if there is not None and there != here:
                self._add(telling, here, there, "explicit", self._form(telling))
                return

    def _rejected(self, place: int, telling: Telling, here: str) -> None:
        """Link a rejection to the nearest demand, charge or measure of another side, put to this one just before.

        Where it names what it rejects ("the demands"), only a deed by which such a thing is put will do.
        """
        mine = self.registry.sides(telling.actors)
        named, kinds = spoken.put(self.registry, telling)
        reach = _PASSAGE if kinds or not named else 1
        for other in reversed(self.tellings[max(0, place - 12) : place]):
            there = self.incident_at.get(other.word)
            near = other.account == telling.account and 0 <= _at(telling) - _at(other) <= reach
            if not near or there is None or there == here or other.event.type not in (kinds or _PUT):
                continue
            theirs = self.registry.sides(other.actors)
            put_to = self.registry.sides(other.targets)
            meant = bool(mine & put_to) or (not put_to and (bool(kinds) or _at(telling) - _at(other) <= 1))
            if meant and not mine & theirs and (theirs or kinds):
                self._add(telling, here, there, "explicit", self._form(telling))
                return

    def _in_one_breath(self) -> None:
        """Carry a condemnation's link to the steps told with it in one sentence by the same actor."""
        by_sentence: dict[tuple[int, int], list[Telling]] = {}
        for telling in self.tellings:
            if telling.event.type in _STEPS:
                by_sentence.setdefault((telling.account, telling.event.trigger.sentence), []).append(telling)
        for group in by_sentence.values():
            for telling in group:
                here = self.incident_at.get(telling.word)
                for row in list(self._links.get(here or "", ())):
                    self._carry(row, telling, group)

    def _carry(self, row: Response, telling: Telling, group: list[Telling]) -> None:
        """Give a link to those steps of one sentence and actor that have none of their own."""
        for other in group:
            step = self.incident_at.get(other.word)
            if step is None or step == row.incident or step in self._links or not other.actors & telling.actors:
                continue
            self._add(other, step, row.responds_to, row.basis, row.cue)


def denial_links(
    incidents: Sequence[Incident], claims: Sequence[Claim], contradictions: Sequence[Contradiction], registry: Registry
) -> list[Response]:
    """Return a link from each denial to the accusation that it denies, or to the deed told in the denied claim."""
    rows = []
    spoken, held_on = _by_source(incidents), _by_evidence(claims)
    for row in contradictions:
        if row.field != "claim":
            continue
        said, denied = row.positions
        here = _spoken(spoken, "REJECT", denied, registry)
        there = _spoken(spoken, "ACCUSE", said, registry)
        if there is None:
            held = [c for c in held_on.get(said.evidence, ()) if c.speaker in said.said_by]
            there = next((i for c in held for i in c.incidents if i != here), None)
        if here is not None and there is not None and here != there:
            rows.append(Response(here, there, "explicit", "denies", None, denied.evidence))
    return rows


def _by_source(incidents: Sequence[Incident]) -> dict[tuple[str, str], list[Incident]]:
    """Return acts of speech by type and source, so that a denial looks at its own source's alone."""
    found: dict[tuple[str, str], list[Incident]] = {}
    for incident in incidents:
        if incident.type in {"REJECT", "ACCUSE"}:
            for source in dict.fromkeys(proof.source for proof in incident.evidence):
                found.setdefault((incident.type, source), []).append(incident)
    return found


def _by_evidence(claims: Sequence[Claim]) -> dict[tuple[Evidence, ...], list[Claim]]:
    found: dict[tuple[Evidence, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.evidence, []).append(claim)
    return found


def _spoken(
    incidents: dict[tuple[str, str], list[Incident]], kind: str, position: Position, registry: Registry
) -> str | None:
    """Return the incident that is a position's own act of speech: of this type, by its mouth, on its evidence."""
    mouths = registry.sides(position.said_by)
    sources = dict.fromkeys(proof.source for proof in position.evidence)
    for incident in (row for source in sources for row in incidents.get((kind, source), ())):
        same = any(_meet(a, b) for a in incident.evidence for b in position.evidence)
        if same and registry.sides(incident.actors) & mouths:
            return incident.id
    return None


def _meet(a: Evidence, b: Evidence) -> bool:
    return a.source == b.source and a.start < b.end and b.start < a.end


def _at(telling: Telling) -> int:
    return telling.event.trigger.sentence
