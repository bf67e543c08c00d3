"""Tolls that a verb or a state tells: "killed 12", "left 30 wounded", "took 20 prisoner", "lost their lives"."""

from __future__ import annotations

from dataclasses import replace

from histor.extract.casualties_draft import Draft, is_joint, is_plural, make_drafts
from histor.extract.casualties_frames import noun_heads, verb_heads
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import Sense, singular
from histor.model import Token
from histor.model.tree import base

_REACH = 18
_OURS = frozenset({"them", "us", "ours", "theirs", "his", "whom", "our", "their", "my"})
_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"))


def by_verb(scene: Scene, token: Token) -> list[Draft]:
    """Read "killed 12", "12 were killed", "the two men arrested", "40 wounded soldiers"."""
    sense = scene.words.verb(token)
    if sense is None or is_joint(scene, token) or token.upos == "PROPN":
        return []
    if (token.upos == "NOUN" and token.form.lower() == sense.lemma) or (
        sense.lemma == "surrender" and _hands_over(scene, token)
    ):
        return []
    outlived = sense.lemma in ("shoot", "bury") and _outlived(scene, token)
    if outlived or (sense.civil and not _fled_from(scene, token)):
        return []
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma}")
    if scene.words.has("only_none", sense.lemma):
        found = [draft for draft in found if draft.share.low == 0 and draft.share.high == 0]
    if scene.words.has("unsure", sense.lemma):
        found = [replace(draft, score=0.6) for draft in found if is_plural(draft)]
    if sense.lemma == "shoot" and scene.lower(token.id + 1) == "down":
        found = [draft for draft in found if not _flies(draft)]
    if sense.lemma in ("expel", "banish"):
        found = [draft for draft in found if draft.share.told and draft.share.low != 0 and not _envoys(draft)]
    if sense.lemma == "hurt" or base(token.deprel) == "amod":  # figurative, or a mention of one already known
        found = [draft for draft in found if draft.share.told]
    return found + _companions(scene, token, sense) if found else found


def _flies(draft: Draft) -> bool:
    """Tell whether a word for people or aircraft means aircraft, since it is shot down: "shot down two fighters"."""
    return singular(draft.share.group_word or draft.share.word) in draft.scene.words.lists["flown"]


def _envoys(draft: Draft) -> bool:
    """Tell whether those sent out of a country are its guests: "expelled two consuls" drives nobody from home."""
    words = {singular(tok) for tok in draft.scene.tree.subtree((draft.share.group_word or draft.share.word).id)}
    return bool(words & draft.scene.words.lists["envoys"])


def _outlived(scene: Scene, verb: Token) -> bool:
    """Tell whether those shot live, or what else was done to them is told: "shot in the leg", "shot dead"."""
    for ident in range(verb.id + 1, verb.id + 6):
        token = scene.token(ident)
        if token is None or token.form in (";", "."):
            break
        number = next((n for n in scene.numbers.found if n.span.start <= token.start < n.span.end), None)
        if number is not None:
            continue  # "shot at least 26"
        if token.form.lower() in ("at", "up", "through", "under", "beneath", "alive") or _done(scene, token):
            return True
        if token.form.lower() in ("in", "by") and scene.lower(ident + 1) in ("the", "both", "his", "her", "their"):
            return scene.lower(ident + 2) in scene.words.lists["limbs"]
    return False


def _done(scene: Scene, token: Token) -> bool:
    """Tell whether a word tells what else was done to them; "hostages" only says who they were."""
    return scene.is_trigger(token) and not (token.upos == "NOUN" and scene.words.victim(token) is not None)


def _hands_over(scene: Scene, verb: Token) -> bool:
    """Tell "surrendered his sword", which captures nobody that it names, from "300 men surrendered"."""
    return any(tok.id > verb.id for tok in scene.tree.children(verb.id, "obj"))


def _companions(scene: Scene, verb: Token, sense: Sense) -> list[Draft]:
    """Read who suffered the same behind the verb: "95 soldiers were killed along with 1,350 insurgents"."""
    found: list[Draft] = []
    for ident in range(verb.id + 1, min(verb.id + _REACH, len(scene.sentence.tokens))):
        if scene.is_trigger(scene.tree.token(ident)) or scene.lower(ident) == ";":
            break
        size = next((len(cue) for cue in _WITH if all(scene.lower(ident + i) == word for i, word in enumerate(cue))), 0)
        number = scene.count_after(ident + size - 1, 3) if size else None
        if number is not None:
            found.extend(make_drafts(scene, [scene.head_of(number)], sense, verb, f"verb:{sense.lemma}"))
    return found


def _fled_from(scene: Scene, verb: Token) -> bool:
    """Tell whether a flight leaves homes or a danger, or those who flee are civilians."""
    after = {singular(tok) for tok in scene.tree.subtree(verb.id) if tok.id > verb.id}
    subjects = {singular(tok) for tok in scene.tree.subtree(verb.id) if tok.id < verb.id}
    number = scene.count_before(verb.id)
    if number is not None and number.low is not None and number.low >= 1000:
        return True
    return bool(after & scene.words.lists["civil_from"]) or bool(subjects & scene.words.lists["civil"])


def by_fall(scene: Scene, token: Token) -> list[Draft]:
    """Read "1,200 Prussians fell": counted people who fall, and not from or into anything."""
    if token.form.lower() not in ("fell", "fallen") or token.upos != "VERB":
        return []
    behind = scene.count_after(token.id, 0)
    if behind is not None and "with" in {scene.lower(i) for i in range(max(1, token.id - 4), token.id)}:
        sense = Sense("killed", "subject", "fall", people=True)  # "with him fell six of our best"
        return make_drafts(scene, [scene.head_of(behind)], sense, token, "verb:fall")
    if scene.words.has("fallen_else", scene.lower(token.id + 1)):
        return []
    sense = Sense("killed", "subject", "fall", people=True)
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:fall")
    return [draft for draft in found if draft.share.told and (draft.share.group or _of_ours(scene, draft))]


def _of_ours(scene: Scene, draft: Draft) -> bool:
    """Tell whether a bare number counts people by the words behind it: "twenty of them", "two of ours", "five more"."""
    at = draft.share.word.id + 1
    return scene.lower(at) in ("more", "others") or (scene.lower(at) == "of" and scene.lower(at + 1) in _OURS)


def by_loss(scene: Scene, token: Token) -> list[Draft]:
    """Read "the regiment lost 300 men": people counted as the object of a loss."""
    if not scene.words.has("lose", scene.words.stem(token)) or token.upos != "VERB":
        return []
    sense = Sense("killed", "loss", "lose", people=True)
    objects = scene.tree.children(token.id, "obj")
    heads = [tok for tok in objects if tok.upos in ("NOUN", "NUM") and tok.form.lower() != "lives"]
    found = make_drafts(scene, heads, sense, token, "verb:lose")
    kept = [d for d in found if d.share.told and d.share.low is not None and not _jointly(scene, d)]
    for draft in kept:
        draft.score = 0.6
    return kept


def _jointly(scene: Scene, draft: Draft) -> bool:
    """Tell whether words behind the object divide the loss themselves: "lost 300 men killed and wounded"."""
    for ident in range(draft.share.word.id + 1, draft.share.word.id + 8):
        token = scene.token(ident)
        if token is None or (token.upos in ("VERB", "AUX") and scene.words.effect(token) is None):
            return False  # another clause begins: "lost 30 men and the rebels had 12 dead"
        if scene.words.effect(token) is not None:
            return True
    return False


def by_losing(scene: Scene, token: Token) -> list[Draft]:
    """Read "with the loss of nine men": people counted as what was lost."""
    if token.upos != "NOUN" or singular(token) != "loss" or scene.lower(token.id + 1) != "of":
        return []
    sense = Sense("killed", "loss", "loss", people=True)
    found = make_drafts(scene, noun_heads(scene, token), sense, token, "noun:loss")
    return [replace(d, score=0.6) for d in found if d.share.told and d.share.low and not _jointly(scene, d)]


def by_death(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 were shot dead", "shot to death", "put to the sword", "buried alive"."""
    lists = scene.words.lists
    if scene.words.stem(token) not in lists["to_death.verbs"]:
        return []
    ending = any(
        scene.lower(i) == "to"
        and (scene.lower(i + 1) in lists["to_death.nouns"] or scene.lower(i + 2) in lists["to_death.nouns"])
        for i in range(token.id + 1, token.id + 7)
    )
    after = scene.token(token.id + 1)
    ending = ending or (scene.lower(token.id + 1) == "alive" and scene.words.stem(token) in lists["to_death.alive"])
    astray = after is not None and after.form.lower() == "dead" and after.head != token.id  # by_state reads the rest
    if not ending and not astray:
        return []
    sense = Sense("killed", "object", token.lemma.lower())
    return make_drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma} to death")
