"""Finds which incident answers which: said by a party, told by the text, or inferred, and never mixed up.

A cue is needed for ``explicit``: words of answer at the deed, a deed named as what is condemned, or a step taken in one
breath with such a condemnation. ``inferred`` links rest on what is only likely and say what in ``cue``. Each says why
it was made and how sure it is: the chance that the choice gives, or how often links of its kind proved right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from histor.consolidate import spoken
from histor.consolidate.antecedents import HOSTILE, Antecedents
from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import load_lexicon
from histor.model import Response, Span, Why, WordRef

#: A day after all others.
_NEVER = 10**7
_WORDS = {"ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
#: What one side puts to another, and the other can reject.
_PUT = {"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "COERCE", "AGREE", "CONSULT"}
_STEPS = {"SANCTION", "COERCE", "THREATEN", "MOBILIZE", "REJECT", "ACCUSE", "REQUEST"}
#: Steps and words that a hostile deed of others brings about, where they are told to come after it.
_TURNS = {"SANCTION", "PROTEST", "THREATEN", "ACCUSE", "REQUEST"}
#: How a link is called that rests on what a blame or denial likeliest speaks of.
_SPOKEN = {"ACCUSE": "likely what is blamed", "REJECT": "likely what is denied"}
#: Sentences back to what a rejection rejects, and tellings looked through for it.
_PASSAGE, _BACK = 4, 12


@dataclass(frozen=True, slots=True)
class Link:
    """What a telling answers, on which ground, and why it is held to."""

    there: str
    basis: str
    cue: str
    why: Why


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
        self._cues: dict[tuple[int, Span], tuple[str, Why]] = {}
        self._first: dict[str, int] = {}
        for telling in tellings:
            ident = incident_at.get(telling.word)
            if ident is not None and telling.days is not None:
                self._first[ident] = min(telling.days.low, self._first.get(ident, telling.days.low))
        self.deeds = Antecedents(registry, tellings, incident_at)

    def rows(self) -> list[Response]:
        """Return the links in the order in which the text gives them, one for each pair of incidents."""
        for place, telling in enumerate(self.tellings):
            here = self.incident_at.get(telling.word)
            if here is None:
                continue
            for link in self._told(place, telling, here):
                self._add(telling, here, link)
            for find in (self._denied, self._rejected, self._done_back, self._afterwards):
                if here not in self._links:
                    for link in find(place, telling, here):
                        self._add(telling, here, link)
        self._drop_early()
        self._in_one_breath()
        return list(self._found.values())

    def spoken(self, linked: frozenset[str]) -> list[Response]:
        """Return links from blames and denials that answer nothing yet to the deeds that they likeliest speak of."""
        known = set(self._found)
        for place, telling in enumerate(self.tellings):
            here = self.incident_at.get(telling.word)
            if here is None or here in linked or here in self._links or not self._speaks(telling):
                continue
            found = self.deeds.spoken_of(place, telling, here)
            if found is not None:
                self._add(telling, here, Link(found[0], "inferred", _SPOKEN[telling.event.type], found[1]))
        self._in_one_breath(linked)
        return [row for pair, row in self._found.items() if pair not in known]

    def _speaks(self, telling: Telling) -> bool:
        """Tell whether a telling is a denial, or a blame that names neither a deed nor another reason."""
        if telling.event.cue is not None or telling.event.mode not in {"deny", "disapprove"}:
            return False
        return telling.event.type == "REJECT" or not spoken.reasoned(self.registry, telling)

    def _add(self, telling: Telling, here: str, link: Link) -> None:
        if link.there == here or (link.there, here) in self._found or (here, link.there) in self._found:
            return
        proof = self.registry.evidence(telling.account, telling.event.evidence)
        row = Response(here, link.there, link.basis, link.cue, telling.teller, (proof,), link.why)
        self._found[here, link.there] = row
        self._links.setdefault(here, []).append(row)

    def _told(self, place: int, telling: Telling, here: str) -> Iterator[Link]:
        """Yield what a telling says that it answers, by words of answer or by naming what it condemns or praises."""
        if telling.event.cue is not None:
            yield from self._cued(place, telling, here, telling.event.cue)
        elif telling.event.type in _WORDS:
            for word in spoken.objects(self.registry, telling):
                named = self.deeds.named(telling, word)
                there = self.deeds.meant(place, telling, here, named) if named is not None else None
                if there is not None:
                    yield Link(there, "explicit", self._form(telling), why("object"))

    def _cued(self, place: int, telling: Telling, here: str, span: Span) -> Iterator[Link]:
        """Yield the deed that a deed with words of answer answers: named by them, or the likeliest of those told."""
        text = self.registry.accounts[telling.account].document.text[span.start : span.end]
        cue = (telling.account, span)  # what is done in one answer answers one deed: *responded by closing and halting*
        found = self._named(place, telling, here) or self._cues.get(cue)
        if found is None and not any(row.basis == "explicit" for row in self._links.get(here, ())):
            found = self.deeds.before(place, telling, here)  # told again, it answers what it answered before
        if found is not None:
            self._cues.setdefault(cue, found)
            yield Link(found[0], "explicit", " ".join(text.split()), found[1])

    def _named(self, place: int, telling: Telling, here: str) -> tuple[str, Why] | None:
        named = self.deeds.named(telling, telling.event.answers)
        there = self.deeds.meant(place, telling, here, named) if named is not None else None
        return (there, why("named")) if there is not None else None

    def _done_back(self, place: int, telling: Telling, here: str) -> Iterator[Link]:
        """Yield the hostile deed that this one does back: the same two sides the other way round."""
        if telling.event.type in HOSTILE and telling.event.status == "reported":
            there = self.deeds.mirrored(place, telling)
            if there is not None:
                yield Link(there, "inferred", "done back soon after", why("done back"))

    def _afterwards(self, place: int, telling: Telling, here: str) -> Iterator[Link]:
        """Yield the hostile deed after which a step against others is told to have been taken."""
        if telling.event.type in _TURNS and telling.event.status == "reported":
            for word, lead in spoken.afterwards(self.registry, telling):
                there = self.deeds.named(telling, word)
                if there is not None and self.deeds.hostile(telling, there):
                    yield Link(there, "inferred", lead, why("after"))

    def _form(self, telling: Telling) -> str:
        """Return the word that tells the deed, as it stands."""
        tokens = self.registry.accounts[telling.account].sentences[telling.sentence].tokens
        return tokens[telling.event.trigger.token - 1].form

    def _denied(self, place: int, telling: Telling, here: str) -> Iterator[Link]:
        """Yield the deed that a denial tells itself: denied *losing* the town."""
        if telling.event.type == "REJECT":
            named = (self.deeds.named(telling, word) for word in spoken.denied(self.registry, telling))
            there = next((one for one in named if one not in {None, here}), None)
            if there is not None:
                yield Link(there, "explicit", self._form(telling), why("denied"))

    def _rejected(self, place: int, telling: Telling, here: str) -> Iterator[Link]:
        """Yield the nearest demand, charge or measure of another side, put to this one just before.

        Where it names what it rejects ("the demands"), only a deed by which such a thing is put will do.
        """
        if telling.event.type != "REJECT":
            return
        mine = self.registry.sides(telling.actors)
        named, kinds = spoken.put(self.registry, telling)
        reach = _PASSAGE if kinds or not named else 1
        for other in reversed(self.tellings[max(0, place - _BACK) : place]):
            there, away = self.incident_at.get(other.word), telling.sentence - other.sentence
            near = other.account == telling.account and 0 <= away <= reach
            if not near or there is None or there == here or other.event.type not in (kinds or _PUT):
                continue
            theirs, put_to = self.registry.sides(other.actors), self.registry.sides(other.targets)
            meant = bool(mine & put_to) or (not put_to and (bool(kinds) or away <= 1))
            if meant and not mine & theirs and (theirs or kinds):
                yield Link(there, "explicit", self._form(telling), why("put"))
                return

    def _drop_early(self) -> None:
        """Drop the links from what somebody said to what was put to him only later."""
        early = [row for row in self._found.values() if row.why == why("put")
                 and self._first.get(row.incident, _NEVER) < self._earliest(row.responds_to)]
        for row in early:
            del self._found[row.incident, row.responds_to]
            self._links[row.incident].remove(row)
            if not self._links[row.incident]:
                del self._links[row.incident]

    def _earliest(self, ident: str) -> int:
        """Return the first day of a deed; of one without a day, that of what it answers, for it came no sooner."""
        answered = (self._first.get(row.responds_to, 0) for row in self._links.get(ident, ()))
        return self._first.get(ident) or max(answered, default=0)

    def _in_one_breath(self, linked: frozenset[str] = frozenset()) -> None:
        """Carry a condemnation's link to the steps told with it in one sentence by the same actor."""
        by_sentence: dict[tuple[int, int], list[Telling]] = {}
        for telling in self.tellings:
            if telling.event.type in _STEPS:
                by_sentence.setdefault((telling.account, telling.sentence), []).append(telling)
        for group in by_sentence.values():
            for telling in group:
                here = self.incident_at.get(telling.word)
                open_ = [other for other in group if self.incident_at.get(other.word) not in linked]
                for row in list(self._links.get(here or "", ())):
                    self._carry(row, telling, open_)

    def _carry(self, row: Response, telling: Telling, group: list[Telling]) -> None:
        """Give a link to those steps of one sentence and actor that have none of their own."""
        for other in group:
            step = self.incident_at.get(other.word)
            if step is None or step == row.incident or step in self._links or not other.actors & telling.actors:
                continue
            self._add(other, step, Link(row.responds_to, row.basis, row.cue, why("breath")))


def why(kind: str) -> Why:
    """Return why a link of a kind is made, and how often such links proved right."""
    row = load_lexicon().yaml("answering/kinds.yaml")[kind]
    return Why(rule=f"consolidate/answer/{kind.replace(' ', '-')}", sentence=row["why"], score=row["right"])
