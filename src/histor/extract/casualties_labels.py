"""Tolls that a label tells: "Killed: 12; wounded: 40", "Soldiers killed: 34", "Dead: 649 ours, 255 theirs".

Lists and tallies put the word for the effect before a colon and no verb anywhere; the line decides where a label
begins, since a parser runs the lines of a list together.
"""

from __future__ import annotations

from histor.extract.casualties_draft import Draft, make_drafts
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share
from histor.extract.casualties_words import Sense
from histor.extract.quantities_reader import Number
from histor.model import Token

_BREAKS = frozenset({";", ".", "-", "–", "—", "•", "*", "(", ","})
_SHARED = frozenset({("of", "them"), ("of", "whom"), ("of", "these"), ("of", "which")})
_BEFORE, _BEHIND = 5, 8  # words of a label before and behind its word for the effect


def by_label(scene: Scene, token: Token) -> list[Draft]:
    """Read "Killed: 12; wounded: 40", where a word for the effect stands in a label before its figures."""
    effect = scene.words.effect(token)
    colon = _colon(scene, token) if effect not in (None, "any") and _opens(scene, token) else None
    if colon is None or any(scene.is_trigger(scene.tree.token(i)) for i in range(token.id + 1, colon)):
        return []
    sense = Sense(str(effect), "label", "label")
    heads = [scene.head_of(number) for number in _figures(scene, colon)]
    if not heads and scene.lower(colon + 1) in ("none", "nobody", "nil"):
        heads = [scene.tree.token(colon + 1)]
    found: list[Draft] = []
    for head in heads:
        found += make_drafts(scene, [head], sense, token, "table:label")
    if not found and heads:  # the number stands for itself: "Displaced: 160,000 in schools"
        number = _figures(scene, colon)[0] if _figures(scene, colon) else None
        found = [_alone(scene, number, sense, token)] if number is not None else []
    return found


def _alone(scene: Scene, number: Number, sense: Sense, token: Token) -> Draft:
    word = scene.tree.token(number.last)
    share = Share(number.low, number.high, number.qualifier, number.span, word, "", None, True)
    return Draft(sense.effect, share, scene, token, "table:label")


def _opens(scene: Scene, token: Token) -> bool:
    """Tell whether nothing but words of a label stands between the beginning of the line and a word."""
    at = token.id
    while at > 1 and token.id - at <= _BEFORE:
        before = scene.tree.token(at - 1)
        if before.form in _BREAKS or scene.breaks(at - 1):
            return True
        if before.upos in ("AUX", "VERB", "NUM", "PRON") or scene.numbers.at(at - 1) is not None:
            return False
        at -= 1
    return at == 1


def _colon(scene: Scene, token: Token) -> int | None:
    """Return the id of the colon that ends a label, none where the line ends or a clause begins before it."""
    for at in range(token.id + 1, token.id + _BEHIND + 2):
        if scene.lower(at) == ":":
            return at
        if scene.token(at) is None or scene.breaks(at - 1) or scene.lower(at) in (".", ";", "(", "that", "and"):
            return None
        if at == token.id + 1 and scene.numbers.at(at) is not None:
            return None
    return None


def _figures(scene: Scene, colon: int) -> list[Number]:
    """Return the counts behind a label: the one right behind it and those listed on in the same line."""
    first = scene.count_after(colon, 1)
    if first is None:
        return []
    found, depth = [first], 0
    for at in range(first.last + 1, len(scene.sentence.tokens) + 1):
        lower = scene.lower(at)
        depth += (lower == "(") - (lower == ")")
        if scene.breaks(at - 1) or lower in (".", ":", "among", "including", "of"):
            break
        if not depth and _told_apart(scene, at):
            break
        number = scene.numbers.at(at)
        if number is not None and any(_told_apart(scene, i) for i in (number.last + 1, number.last + 2)):
            break
        listed = number is not None and number.first == at and number.kind == "count"
        shared = number is not None and (scene.lower(number.last + 1), scene.lower(number.last + 2)) in _SHARED
        if listed and number is not None and not depth and not shared and scene.lead(number) in (",", ";", "and"):
            found.append(number)
    return found


def _told_apart(scene: Scene, ident: int) -> bool:
    """Tell whether a word tells an effect of its own, so that the label speaks no further."""
    token = scene.token(ident)
    return token is not None and (token.upos in ("VERB", "AUX") or scene.words.state(token) is not None)
