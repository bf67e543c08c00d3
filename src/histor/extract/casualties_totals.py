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
    number = _toll_number(scene, token) if effect is not None else None
    if number is None:
        return by_size(scene, token)
    assert effect is not None
    sense = Sense(effect, "toll", "toll")
    found = make_drafts(scene, [scene.head_of(number)], sense, token, "toll")
    for draft in found:
        draft.running = True
    return found


def by_size(scene: Scene, token: Token) -> list[Draft]:
    """Read "put the dead at 34", "gave their losses as eleven", "the homeless were estimated at 1,200"."""
    effect = _sized(scene, token)
    number = _size(scene, token) if effect is not None else None
    if effect is None or number is None:
        return []
    return make_drafts(scene, [scene.head_of(number)], Sense(effect, "size", "size"), token, "size")


def _sized(scene: Scene, token: Token) -> str | None:
    """Return the effect by which a noun phrase names all who suffered it: "the dead", "his drowned", "their losses"."""
    lower, lists = token.form.lower(), scene.words.lists
    effect = "killed" if lower == "losses" else scene.words.victim(token) or scene.words.state(token)
    sense = scene.words.verb(token)
    before = scene.token(token.id - 1)
    owned = before is not None and before.upos in ("DET", "PRON", "ADJ", "PART")
    called = owned and lower.endswith(("ed", "ain", "en"))
    effect = effect or (sense.effect if sense is not None and called else None)
    effect = "killed" if lower == "victims" else effect
    if effect in (None, "any") or scene.words.has("things", lower):
        return None
    start = token.id - 1
    while start > max(0, token.id - 4) and scene.tree.token(start).upos in ("ADJ", "PROPN", "NOUN", "PART"):
        if scene.lower(start) in ("'s", "’s", "'", "’"):
            return effect
        start -= 1
    shared = scene.lower(start - 1) in ("among", "amongst", "of", "from")
    given = start < token.id - 1 and scene.lower(start) in lists["sizing"]  # "puts rebel dead at 34"
    return effect if (given or scene.lower(start) in lists["size_owners"]) and not shared else None


def _size(scene: Scene, token: Token) -> Number | None:
    """Return the count that a verb of sizing gives: behind "at" or "as" where it governs, or behind a copula."""
    sizing, lists = False, scene.words.lists
    for ident in range(max(1, token.id - 8), min(token.id + _REACH, len(scene.sentence.tokens)) + 1):
        here = scene.tree.token(ident)
        number = scene.numbers.at(ident)
        if ident > token.id and number is not None and number.first == ident and number.kind == "count":
            lead = scene.lead(number)
            if (sizing and lead in ("at", "as")) or (lead in lists["size_verbs"] and ident - token.id < 7):
                return number
        if here.form in (";", ".", ":") and ident < token.id:
            sizing = False
        elif ident > token.id and (here.form in (";", ".") or (scene.is_trigger(here) and here.upos == "VERB")):
            return None
        sizing = sizing or scene.words.stem(here) in lists["sizing"] or here.form.lower() in lists["sizing"]
    return None


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
        return _toll_of(scene, token)
    behind = scene.token(token.id + 1)
    if behind is None or (behind.form.lower() != "of" and scene.words.effect(behind) in (None, "any")):
        return None
    for ident in range(token.id + 1, token.id + 6):
        follower = scene.token(ident)
        if follower is not None and _loses_life(scene, follower):
            return "killed"
        if follower is None or scene.numbers.at(ident) is not None or scene.is_thing(follower):
            return None
        effect = scene.words.effect(follower)
        if effect not in (None, "any"):
            return effect
    return None


def _loses_life(scene: Scene, token: Token) -> bool:
    """Tell whether those counted lost their lives: "the number of those who *lost* their lives"."""
    near = {scene.lower(i) for i in range(token.id + 1, token.id + 3)}
    return scene.words.stem(token) == "lose" and bool(near & {"life", "lives"})


def _toll_of(scene: Scene, token: Token) -> str | None:
    """Return what a toll counts: the dead, unless it is a "toll of wounded" or one of casualties of every kind."""
    before = scene.token(token.id - 1)
    if token.upos != "NOUN" or (before is not None and before.lemma.lower() in ("casualty", "bridge")):
        return None
    follower = scene.token(token.id + 2) if scene.lower(token.id + 1) == "of" else None
    effect = scene.words.effect(follower) if follower is not None else None
    return effect if effect not in (None, "any") else "killed"


def _toll_number(scene: Scene, token: Token) -> Number | None:
    """Return the figure a running toll has reached: the first behind "to", "at", "of", "is", never behind "from"."""
    for number in scene.numbers.found:
        if not token.id < number.first <= token.id + _REACH or number.kind != "count" or _of_others(scene, number):
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


def _of_others(scene: Scene, number: Number) -> bool:
    """Tell whether a number behind a toll counts what is no people: "the dead in the shelling of *two markets*"."""
    head = scene.head_of(number)
    return head.id > number.last and head.upos == "NOUN" and not scene.is_person(head) and not scene.is_trigger(head)


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
