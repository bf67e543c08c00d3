"""Tolls that a verb tells only with the words behind it: "lost their lives", "left their homes", "sought medical help",
"were taken to hospital", "moved to shelters", "sentenced to ten years in prison".
"""

from __future__ import annotations

from histor.extract.casualties_draft import Draft, is_plural, make_drafts
from histor.extract.casualties_frames import is_passive, resolve_relative, subject_owner, verb_heads
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import Light, Sense, singular
from histor.model import Token
from histor.model.tree import base

_SENTENCE_REACH = 12


def by_light(scene: Scene, token: Token) -> list[Draft]:
    """Read "20 people sustained injuries", "his wife and son lost their lives", "900 villagers left their homes"."""
    lemma = scene.words.stem(token)
    for light in scene.words.light:
        objects = _objects(scene, token, light) if lemma in light.verbs else []
        if not objects:
            continue
        sense = Sense("killed" if _mortal(scene, objects[0]) else light.effect, "light", lemma)
        heads = [resolve_relative(scene, token, tok) for tok in _bearers(scene, token)]
        found = make_drafts(scene, heads, sense, token, f"light:{lemma}")
        return [draft for draft in found if draft.share.told] if light.marks else found
    return []


def _objects(scene: Scene, verb: Token, light: Light) -> list[Token]:
    """Return the objects that with their verb tell an effect: uncounted, owned where they must be, rightly marked."""
    objects = [tok for tok in scene.tree.children(verb.id, "obj") if singular(tok) in light.objects]
    if not objects or (light.owned and not _owned(scene, objects[0])) or scene.numbers.of(objects[0]) is not None:
        return []
    near = {scene.lower(i) for i in range(verb.id + 1, objects[0].id)}
    return objects if not light.marks or near & light.marks else []


def _bearers(scene: Scene, verb: Token) -> list[Token]:
    """Return who suffers: the subject, whom the verb modifies, or whom another forces to it."""
    subjects = [tok for tok in scene.tree.children(verb.id, "nsubj") if tok.id < verb.id]
    head = scene.tree.parent(verb)
    if subjects or head is None:
        return subjects
    if base(verb.deprel) == "acl" and head.upos in ("NOUN", "PROPN"):
        return [head]
    forced = base(verb.deprel) == "advcl" and scene.words.has("forcing", scene.words.stem(head))
    if base(verb.deprel) == "xcomp" or forced:
        return scene.tree.children(head.id, "obj") or scene.tree.children(head.id, "nsubj")
    owner = subject_owner(scene, verb)
    return [tok for tok in scene.tree.children(owner.id, "nsubj") if tok.id < verb.id] if owner.id != verb.id else []


def _mortal(scene: Scene, noun: Token) -> bool:
    """Tell whether a wound is one that somebody died of: "suffered fatal injuries"."""
    return any(tok.form.lower() in scene.words.lists["mortal"] for tok in scene.tree.children(noun.id, "amod"))


def _owned(scene: Scene, noun: Token) -> bool:
    return bool(scene.tree.children(noun.id, "nmod:poss")) or scene.lower(noun.id - 1) in ("their", "his", "her")


def by_hospital(scene: Scene, token: Token) -> list[Draft]:
    """Read "31 passengers were taken to hospital", "two were airlifted for treatment": people somebody has to nurse."""
    lists = scene.words.lists
    if token.upos != "VERB" or scene.words.stem(token) not in lists["to_hospital.verbs"]:
        return []
    wards, care = lists["to_hospital.nouns"], lists["to_hospital.care"]
    going = _goes(scene, token, "to", wards) or _goes(scene, token, "for", care)
    if not going or not (is_passive(scene, token) or scene.tree.children(token.id, "obj")):
        return []
    sense = Sense("injured", "object", "to hospital", people=True)
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:take to hospital")
    return [draft for draft in found if is_plural(draft) and not _dead(draft)]


def by_ward(scene: Scene, token: Token) -> list[Draft]:
    """Read "nine people were in hospital", "seven workers lay in hospital with burns", "four remain in captivity"."""
    lists = scene.words.lists
    held = token.form.lower() in lists["held_in"]
    if not (held or token.form.lower() in lists["to_hospital.nouns"]) or scene.lower(token.id - 1) != "in":
        return []
    verb = scene.tree.parent(token)
    staying = verb is not None and scene.words.has("staying", scene.words.stem(verb))
    owner = token if scene.tree.children(token.id, "cop") else verb if staying else None
    heads = scene.tree.children(owner.id, "nsubj") if owner is not None else []
    sense = Sense("captured" if held else "injured", "subject", f"in {token.form.lower()}", people=True)
    rule = "state:captured" if held else "state:hospital"
    found = make_drafts(scene, [tok for tok in heads if tok.id < token.id], sense, token, rule)
    return [draft for draft in found if is_plural(draft) and not _dead(draft)]


def _goes(scene: Scene, verb: Token, preposition: str, nouns: frozenset[str]) -> bool:
    """Tell whether one of some nouns stands close behind a preposition that follows a verb."""
    return any(
        scene.lower(i) == preposition and nouns & {scene.lower(i + 1), scene.lower(i + 2), scene.lower(i + 3)}
        for i in range(verb.id + 1, verb.id + 6)
    )


def _dead(draft: Draft) -> bool:
    """Tell whether those counted are bodies."""
    word = draft.share.group_word or draft.share.word
    return draft.scene.words.victim(word) == "killed"


def by_shelter(scene: Scene, token: Token) -> list[Draft]:
    """Read "90 villagers moved to a camp", "were bused to camps": civilians who had to leave."""
    lists = scene.words.lists
    if token.upos != "VERB" or scene.words.stem(token) not in lists["to_shelter.verbs"]:
        return []
    if not _goes(scene, token, "to", lists["to_shelter.nouns"]):
        return []
    sense = Sense("displaced", "either", "to shelter", civil=True)
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:move to shelter")
    return [draft for draft in found if is_plural(draft)]


def by_sentence(scene: Scene, token: Token) -> list[Draft]:
    """Read "two officers were sentenced to ten years in prison": counted people whom a court sends to prison."""
    lists = scene.words.lists
    if token.upos != "VERB" or scene.words.stem(token) not in lists["to_prison.verbs"]:
        return []
    behind = {scene.lower(i) for i in range(token.id + 1, token.id + _SENTENCE_REACH)}
    if not behind & lists["to_prison.nouns"] or behind & lists["to_prison.not"]:
        return []
    sense = Sense("captured", "object", "to prison", people=True)
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:sentence to prison")
    return [draft for draft in found if draft.share.told and draft.share.low != 0]
