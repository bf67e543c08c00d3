"""Finds which incident answers which: said by a party, told by the text, or inferred, and never mixed up.

A cue is needed for ``explicit``: words of answer at the deed, a deed named as what is condemned, or a step taken in one
breath with such a condemnation. ``inferred`` links rest on what is only likely and say what in ``cue``. Each says why
it was made and how sure it is: the chance that the choice gives, or how often links of its kind proved right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from histor.consolidate.antecedents import Antecedents, Likely, Weighed
from histor.consolidate.asks import Ask, KeptAsks, asks_of
from histor.consolidate.tellings import Registry, Telling
from histor.lexicon import load_lexicon
from histor.model import Response, Span, Why, WordRef

#: A day after all others.
_NEVER = 10**7
#: How a link is called that rests on what a blame or denial likeliest speaks of.
_SPOKEN = {"ACCUSE": "likely what is blamed", "REJECT": "likely what is denied"}


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
        self, registry: Registry, tellings: list[Telling], incident_at: dict[tuple[int, WordRef], str],
        kept: KeptAsks | None = None,
    ) -> None:
        self.registry = registry
        self._own: list[list[Telling]] = [[] for _ in registry.accounts]
        self.incident_at = incident_at
        self._found: dict[tuple[str, str], Response] = {}
        self._links: dict[str, list[Response]] = {}
        self._cues: dict[tuple[int, Span], tuple[str, Why]] = {}
        self._first: dict[str, int] = {}
        for telling in tellings:
            self._own[telling.account].append(telling)
            ident = incident_at.get(telling.word)
            if ident is not None and telling.days is not None:
                self._first[ident] = min(telling.days.low, self._first.get(ident, telling.days.low))
        self.deeds = Antecedents(registry, tellings, incident_at)
        self._each = asks_of(self.deeds, self._own, kept)

    def rows(self) -> list[Response]:
        """Return the links in the order in which the text gives them, one for each pair of incidents."""
        for telling, ask in self._asks():
            for link in self._told(telling, ask):
                self._add(telling, ask.here, link)
            for find in (self._denied, self._put, self._done_back, self._afterwards):
                if ask.here not in self._links:
                    for link in find(telling, ask):
                        self._add(telling, ask.here, link)
        self._drop_early()
        self._in_one_breath()
        return list(self._found.values())

    def spoken(self, linked: frozenset[str]) -> list[Response]:
        """Return links from blames and denials that answer nothing yet to the deeds that they likeliest speak of."""
        known = set(self._found)
        for telling, ask in self._asks():
            if ask.here in linked or ask.here in self._links or not ask.speaks:
                continue
            found = self._likeliest(telling, ask, "spoken", self.deeds.spoken_of)
            if found is not None:
                self._add(telling, ask.here, Link(found[0], "inferred", _SPOKEN[telling.event.type], found[1]))
        self._in_one_breath(linked)
        return [row for pair, row in self._found.items() if pair not in known]

    def _asks(self) -> Iterator[tuple[Telling, Ask]]:
        """Yield the tellings that may answer something, in their order."""
        for own, told in zip(self._own, self._each, strict=True):
            yield from ((own[ask.at], ask) for ask in told.asks)

    @staticmethod
    def _likeliest(telling: Telling, ask: Ask, how: str, find: Callable[[int, Telling, str], Likely]) -> Likely:
        """Return the deed that a telling likeliest means, chosen among those of its account when first asked for."""
        if how not in ask.likely:
            ask.likely[how] = find(telling.order, telling, ask.here)
        return ask.likely[how]

    def _add(self, telling: Telling, here: str, link: Link) -> None:
        if link.there == here or (link.there, here) in self._found or (here, link.there) in self._found:
            return
        proof = self.registry.evidence(telling.account, telling.event.evidence)
        row = Response(here, link.there, link.basis, link.cue, telling.teller, (proof,), link.why)
        self._found[here, link.there] = row
        self._links.setdefault(here, []).append(row)

    def _told(self, telling: Telling, ask: Ask) -> Iterator[Link]:
        """Yield what a telling says that it answers, by words of answer or by naming what it condemns or praises."""
        meant = (self.deeds.meant(telling, there, partial(self._weighed, telling, ask)) for there in ask.named)
        if telling.event.cue is not None:
            yield from self._cued(telling, ask, telling.event.cue, next(meant, None))
        else:
            yield from (Link(there, "explicit", self._form(telling), why("object")) for there in meant if there)

    def _weighed(self, telling: Telling, ask: Ask) -> Weighed:
        if ask.weighed is None:
            ask.weighed = self.deeds.weighed(telling.order, telling, ask.here)
        return ask.weighed

    def _cued(self, telling: Telling, ask: Ask, span: Span, named: str | None) -> Iterator[Link]:
        """Yield the deed that a deed with words of answer answers: named by them, or the likeliest of those told."""
        text = self.registry.accounts[telling.account].document.text[span.start : span.end]
        cue = (telling.account, span)  # what is done in one answer answers one deed: *responded by closing and halting*
        found = (named, why("named")) if named is not None else self._cues.get(cue)
        if found is None and not any(row.basis == "explicit" for row in self._links.get(ask.here, ())):
            # told again, it answers what it answered before
            found = self._likeliest(telling, ask, "before", self.deeds.before)
        if found is not None:
            self._cues.setdefault(cue, found)
            yield Link(found[0], "explicit", " ".join(text.split()), found[1])

    def _done_back(self, telling: Telling, ask: Ask) -> Iterator[Link]:
        """Yield the hostile deed that this one does back: the same two sides the other way round."""
        if ask.back is not None:
            yield Link(ask.back, "inferred", "done back soon after", why("done back"))

    def _afterwards(self, telling: Telling, ask: Ask) -> Iterator[Link]:
        """Yield the hostile deed after which a step against others is told to have been taken."""
        for there, lead in ask.after:
            if self.deeds.hostile(telling, there):
                yield Link(there, "inferred", lead, why("after"))

    def _form(self, telling: Telling) -> str:
        """Return the word that tells the deed, as it stands."""
        tokens = self.registry.accounts[telling.account].sentences[telling.sentence].tokens
        return tokens[telling.event.trigger.token - 1].form

    def _denied(self, telling: Telling, ask: Ask) -> Iterator[Link]:
        """Yield the deed that a denial tells itself."""
        if ask.denied is not None:
            yield Link(ask.denied, "explicit", self._form(telling), why("denied"))

    def _put(self, telling: Telling, ask: Ask) -> Iterator[Link]:
        """Yield the demand, charge or measure that a rejection rejects."""
        if ask.put is not None:
            yield Link(ask.put, "explicit", self._form(telling), why("put"))

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
        for own, told in zip(self._own, self._each, strict=True):
            for places in told.steps:
                self._carry_all([own[at] for at in places], linked)

    def _carry_all(self, group: list[Telling], linked: frozenset[str]) -> None:
        """Carry the links of the steps of one sentence to the others of them, but for those linked already."""
        open_ = [other for other in group if self.incident_at.get(other.word) not in linked]
        for telling in group:
            for row in list(self._links.get(self.incident_at.get(telling.word) or "", ())):
                self._carry(row, telling, open_)

    def _carry(self, row: Response, telling: Telling, group: list[Telling]) -> None:
        """Give a link to those steps of one sentence and actor that have none of their own."""
        for other in group:
            step = self.incident_at.get(other.word)
            if step is None or step == row.incident or step in self._links or not other.actors & telling.actors:
                continue
            self._add(other, step, Link(row.responds_to, row.basis, row.cue, why("breath")))


@cache
def why(kind: str) -> Why:
    """Return why a link of a kind is made, and how often such links proved right."""
    row = load_lexicon().yaml("answering/kinds.yaml")[kind]
    return Why(rule=f"consolidate/answer/{kind.replace(' ', '-')}", sentence=row["why"], score=row["right"])
