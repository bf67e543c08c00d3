"""Names of deeds that nothing in their sentence tells: *the rising*, *the events of 5 August*, *last week's disaster*.

Such a word may be of a deed that the account tells elsewhere, or another account of the case; where none fits, it is
nothing. So it becomes an event that founds no incident, and the words that can are data (``names`` in ``data/events``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from histor.extract import details, roles
from histor.extract.constructions import Construction, Constructions
from histor.extract.deed_nouns import DeedNouns
from histor.extract.fits import Fits
from histor.model import Event, Token, Why
from histor.model.tree import Tree

#: The rule of a name that founds no incident, and how sure it is that it names a deed.
RULE, _SURE = "events/name", 0.4


class Reading(Protocol):
    """What is asked of the reading of a sentence."""

    tree: Tree
    nouns: DeedNouns

    def doers(self, subjects: list[Token], kind: str) -> list[Token]:
        """Return those subjects that can act."""
        ...

    def make(
        self, construction: Construction, trigger: Token, carrier: Token, actors: list[Token], targets: list[Token]
    ) -> Event:
        """Return the event of a word."""
        ...


def names_of(
    reading: Reading, made: Sequence[Event], constructions: Constructions, fits: Fits
) -> list[Event]:
    """Return the definite names of deeds in a sentence that none of its events, ``made``, is told by."""
    told = {word.token for event in made for word in (event.trigger, event.frame) if word is not None}
    nouns = (tok for tok in reading.tree.sentence.tokens if tok.upos == "NOUN" and tok.id not in told)
    found = (_name(reading, noun, constructions, fits) for noun in nouns)
    return [event for event in found if event is not None]


def _name(reading: Reading, noun: Token, constructions: Constructions, fits: Fits) -> Event | None:
    known = constructions.of_name(noun.lemma, noun.form)
    carrier = reading.nouns.carrier(noun) if known else noun
    if not known or not details.is_definite(reading.tree, carrier):
        return None
    dated = any(roles.is_when(reading.tree, tok) for tok in reading.tree.children(carrier.id, "nmod", "nmod:poss"))
    for construction in known:
        if fits.noun(reading.tree, noun, construction) and (dated or not construction.light_or_date):
            actors, targets = reading.nouns.roles(noun, carrier, None, construction)
            event = reading.make(construction, noun, carrier, reading.doers(actors, construction.type), targets)
            why = Why(RULE, f"“{noun.form}” can name a deed told elsewhere", _SURE)
            return replace(event, background=True, definite=True, why=why)
    return None
