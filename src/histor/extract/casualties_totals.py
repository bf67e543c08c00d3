"""Running figures: "the death toll rose to at least 26", "bringing the number of dead to 40"."""

from __future__ import annotations

from histor.extract.casualties_draft import Draft, make_drafts
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import Sense, singular
from histor.extract.quantities_reader import Number
from histor.model import Token

_REACH = 18


def by_toll(scene: Scene, token: Token) -> list[Draft]:
    """Read "the death toll rose to at least 26", "bringing the number of dead to 40"."""
    effect = toll_effect(scene, token)
    if effect is None:
        return []
    number = _toll_number(scene, token)
    if number is None:
        return []
    sense = Sense(effect, "toll", "toll")
    found = make_drafts(scene, [scene.head_of(number)], sense, token, "toll")
    for draft in found:
        draft.running = True
    return found


def toll_effect(scene: Scene, token: Token) -> str | None:
    """Return what a word for a running figure counts: "death toll", "the number of wounded", "people killed"."""
    lemma = singular(token)
    lists = scene.words.lists
    if lemma not in lists["tolls"] and lemma not in lists["totals"]:
        return None
    before = scene.token(token.id - 1)
    effect = scene.words.effect(before) if before is not None else None
    if effect not in (None, "any"):
        return effect
    if lemma == "toll":
        return (
            "killed"
            if token.upos == "NOUN" and (before is None or before.lemma.lower() not in ("casualty", "bridge"))
            else None
        )
    if scene.lower(token.id + 1) not in ("of", "killed", "dead", "wounded", "injured", "missing", "displaced"):
        return None
    for ident in range(token.id + 1, token.id + 6):
        follower = scene.token(ident)
        if follower is None or scene.numbers.at(ident) is not None:
            return None
        effect = scene.words.effect(follower)
        if effect not in (None, "any"):
            return effect
    return None


def _toll_number(scene: Scene, token: Token) -> Number | None:
    """Return the figure a running toll has reached: the first behind "to", "at", "of", "is", never behind "from"."""
    for number in scene.numbers.found:
        if not token.id < number.first <= token.id + _REACH or number.kind != "count":
            continue
        lead = number.first - 1
        while lead > token.id and scene.tree.token(lead).start >= number.span.start:
            lead -= 1
        if scene.lower(lead) in scene.words.lists["toll_lead"] and (number.low, number.high) != (None, None):
            return number
        if any(
            scene.is_trigger(tok) and tok.upos == "VERB"
            for tok in scene.sentence.tokens[token.id + 1 : number.first - 1]
        ):
            break
    return _number_ahead(scene, token)


def _number_ahead(scene: Scene, token: Token) -> Number | None:
    """Return the figure told before its noun: "brings to 90 the number of people killed"."""
    for number in scene.numbers.found:
        near = 0 < token.id - number.last <= 3 and number.kind == "count"
        if (
            near
            and scene.lower(number.first - 1) in ("to", "at")
            and scene.lower(token.id - 1) in ("the", "total", "death")
        ):
            return number
    return None
