"""Where a deed was and on whom it was done that no telling of it says: what was inferred, from what, and how sure."""

from __future__ import annotations

from collections.abc import Sequence

from histor.consolidate.tellings import Registry, Telling
from histor.model import Why

#: What a scene was taken from, the surest first: how sure that is, and how it is told.
_GROUNDS: dict[str, tuple[float, str]] = {
    "clause": (0.7, "what was done in one breath with it was"),
    "sentence": (0.6, "another deed of its sentence was"),
    "label": (0.6, "its paragraph is headed"),
    "passage": (0.5, "its passage is set"),
    "dateline": (0.5, "the report was sent from"),
    "infobox": (0.5, "the text's own table sets it"),
    "title": (0.4, "the title sets the text"),
    "opening": (0.3, "the text opens"),
    "country": (0.3, "nearly all of the text is set"),
}


def surest(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings of a deed whose scene is taken from the best ground; none where none has a scene."""
    order, given = list(_GROUNDS), [telling for telling in tellings if telling.event.scene]
    best = min((order.index(telling.event.scene[0].kind) for telling in given), default=0)
    return [telling for telling in given if order.index(telling.event.scene[0].kind) == best]


def scene_why(telling: Telling, registry: Registry) -> Why:
    """Return why a deed that names no place stands at one: the words that set its sentence, passage or text."""
    text, kind = registry.accounts[telling.account].document.text, telling.event.scene[0].kind
    told = (" ".join(text[m.span.start : m.span.end].split()) for m in telling.event.scene)
    score, ground = _GROUNDS[kind]
    where = " and ".join(f"“{words}”" for words in dict.fromkeys(told))
    at = "" if kind == "dateline" else "at "
    return Why(f"places/{kind}", f"no place is told with the deed; {ground} {at}{where}", score)


#: From what it was inferred whom a deed was done to, the surest first.
_FOES: dict[str, tuple[float, str]] = {
    "answered": (0.6, "the deed that it answers was done by"),
    "likely": (0.5, "the likeliest of those named around it is"),
    "fought": (0.4, "whom its doer fights throughout the account is"),
}


def foe_why(telling: Telling, registry: Registry) -> Why:
    """Return why a deed that names nobody is held to have been done to somebody."""
    text, kind = registry.accounts[telling.account].document.text, telling.event.foes[0].kind
    score, ground = _FOES[kind]
    told = (" ".join(text[m.span.start : m.span.end].split()) for m in telling.event.foes)
    who = " and ".join(f"“{words}”" for words in dict.fromkeys(told))
    return Why(f"targets/{kind}", f"no target is told with the deed; {ground} {who}", score)
