"""Where a whole text is set, as a reader takes it who finds no nearer place for a deed.

Asked in this order: the dateline, for what the source tells in its own voice; the *place* of an infobox; the title; the
first sentence, where it tells of a deed at a place, until the text has gone elsewhere; the one country that nearly all
of the text's places lie in, for deeds among that country's own people. Each says which it was, and the last ones are
little more than likely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from histor.model import Account, Event, Mention, WordRef
from histor.resolve.binding_common import PROSE

#: Rows of an infobox that tell where a deed was.
_ROWS = frozenset({"location", "place"})
#: Share of a text's mentions of places that lie in one country, and how many, for a text to be set there.
MOSTLY, OFTEN = 0.7, 4
#: Deeds at places of their own after which a text is no longer where it opened: fitted on the corpus, train and dev.
LEFT = 3


class Setting:
    """The setting of one account."""

    def __init__(self, account: Account, placed: Sequence[Event]) -> None:
        self.account, self._placed = account, placed
        self._places = {place.id: place for place in account.places}
        self._countries = {actor.id: actor.country for actor in account.actors}
        self._dateline = self._in_blocks("dateline")[:1]
        rows = [m for m in self._in_blocks("infobox") if self._key(m) in _ROWS]
        named = [m for m in self._in_blocks("title") if not self._is_land(m) and not self._speaks(m)]
        self._ways = (("infobox", self._one([m for m in rows if not self._is_land(m)]) or self._one(rows)),
                      ("title", self._one(named)))
        self._opened = self._opening()
        self._left = self._leaves()
        self._land = self._home()

    def of(self, event: Event) -> tuple[Mention, ...]:
        """Return where a deed is set that its passage sets nowhere."""
        if self._dateline and event.claimant is None:
            return _of_kind(self._dateline, "dateline")
        return self._fixed() or self._where_opened(event) or self._at_home(event)

    def finer(self, found: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the place in which the text is set, where a passage is only set in the country around it."""
        lands = {self._country(m) if self._is_land(m) else None for m in found}
        if len(lands) != 1 or None in lands:
            return ()
        ways = (*self._ways, ("opening", self._opened))
        inside = (_of_kind(fine, kind) for kind, fine in ways if fine and not self._is_land(fine[0]))
        return next((fine for fine in inside if {self._country(m) for m in fine} == lands), ())

    def _one(self, found: Sequence[Mention]) -> list[Mention]:
        """Return the first of some mentions where all mean one place: a row of two provinces tells no scene."""
        return list(found[:1]) if len({m.refs for m in found}) == 1 else []

    def _fixed(self) -> tuple[Mention, ...]:
        return next((_of_kind(found, kind) for kind, found in self._ways if found), ())

    def _where_opened(self, event: Event) -> tuple[Mention, ...]:
        """Return where the text opened, unless so many deeds have been told elsewhere since that it left; an answer is
        given elsewhere."""
        if not self._opened or event.cue is not None:
            return ()
        left = self._left is not None and event.trigger > self._left
        return () if left else _of_kind(self._opened, "opening")

    def _at_home(self, event: Event) -> tuple[Mention, ...]:
        """Return the country of the text, for a deed in which nobody of another country has a part."""
        if self._land is None:
            return ()
        mentions = (*event.actors, *event.targets, *event.aimed_at)
        told = {self._countries.get(ref) for m in mentions for ref in m.refs} - {None}
        return _of_kind([self._land], "country") if told <= {self._country(self._land)} else ()

    def _country(self, mention: Mention) -> str | None:
        return self._places[mention.refs[0]].country

    def _in_blocks(self, kind: str) -> list[Mention]:
        blocks, sentences = self.account.document.blocks, self.account.sentences
        return [m for m in self.account.mentions if m.refs and blocks[sentences[m.word.sentence].block].kind == kind]

    def _speaks(self, mention: Mention) -> bool:
        """Tell whether a place says or does something: *three dead, Pentagon says*."""
        token = self.account.sentences[mention.word.sentence].tokens[mention.word.token - 1]
        return token.deprel == "nsubj"

    def _key(self, mention: Mention) -> str:
        return self.account.document.blocks[self.account.sentences[mention.word.sentence].block].key.lower()

    def _is_land(self, mention: Mention) -> bool:
        place = self._places[mention.refs[0]]
        return place.precision == "country" and place.gazetteer is not None

    def _opening(self) -> list[Mention]:
        """Return where the first deed is that the first sentence of the text tells: *The siege of Belgrade was* ..."""
        blocks, sentences = self.account.document.blocks, self.account.sentences
        first = next((i for i, row in enumerate(sentences) if blocks[row.block].kind in PROSE), None)
        deeds = [event for event in self._placed if event.trigger.sentence == first]
        return [m for event in deeds[:1] for m in event.places if m.refs and not self._is_land(m)]

    def _leaves(self) -> WordRef | None:
        """Return the deed with which a text has left where it opened; None where it stays."""
        if not self._opened:
            return None
        since = (deed.trigger for deed in self._placed if deed.trigger.sentence > self._opened[0].word.sentence)
        return next(islice(since, LEFT - 1, None), None)

    def _home(self) -> Mention | None:
        """Return a mention of the one country in which nearly all places of the text lie."""
        shares = Counter(self._country(m) for m in self.account.mentions if m.refs)
        whole = sum(shares.values())
        country, count = max(shares.items(), key=lambda row: (row[1], row[0] or ""), default=(None, 0))
        if country is None or count < OFTEN or count < MOSTLY * whole:
            return None
        lands = (m for m in self.account.mentions if m.refs and self._is_land(m))
        return next((m for m in lands if self._country(m) == country), None)


def _of_kind(mentions: Sequence[Mention], kind: str) -> tuple[Mention, ...]:
    return tuple(replace(m, kind=kind) for m in mentions)
