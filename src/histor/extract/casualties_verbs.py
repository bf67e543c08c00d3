"""Tolls that a verb or a state tells: "killed 12", "left 30 wounded", "took 20 prisoner", "lost their lives"."""

from __future__ import annotations

from dataclasses import replace

from histor.extract.casualties_draft import Draft, is_among, is_joint, make_drafts
from histor.extract.casualties_frames import resolve_relative, state_heads, verb_heads
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import Sense, singular
from histor.model import Token
from histor.model.tree import base

_REACH = 18
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
    if (sense.civil and not _fled_from(scene, token)) or (sense.lemma in ("shoot", "bury") and _outlived(scene, token)):
        return []
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma}")
    if scene.words.has("unsure", sense.lemma):
        found = [replace(draft, score=0.6) for draft in found if _is_plural(draft)]
    if sense.lemma == "hurt" or base(token.deprel) == "amod":  # figurative, or a mention of one already known
        found = [draft for draft in found if draft.share.told]
    return found + _companions(scene, token, sense) if found else found


def _is_plural(draft: Draft) -> bool:
    """Tell whether several people are counted by name of what they are, or by a bare number where the verb takes people only."""
    share = draft.share
    many = share.told and (share.low is None or share.low > 1) and (share.low, share.high) != (0, 0)
    return many and (bool(share.group) or draft.rule != "verb:hold")


def _outlived(scene: Scene, verb: Token) -> bool:
    """Tell whether those shot at are told to live, or what else was done to them is told: "shot in the leg", "shot dead"."""
    for ident in range(verb.id + 1, verb.id + 6):
        token = scene.token(ident)
        if token is None or token.form in (";", "."):
            break
        if token.form.lower() in ("at", "up", "through", "under", "beneath", "alive") or scene.is_trigger(token):
            return True
        if token.form.lower() in ("in", "by") and scene.lower(ident + 1) in ("the", "both", "his", "her", "their"):
            return scene.lower(ident + 2) in scene.words.lists["limbs"]
    return False


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
    if scene.lower(token.id + 1) not in (
        "",
        ".",
        ",",
        ";",
        "in",
        "at",
        "on",
        "that",
        "before",
        "under",
        "and",
        "during",
        "there",
        "here",
        "with",
        "near",
        "beside",
    ):
        return []
    sense = Sense("killed", "subject", "fall", people=True)
    found = make_drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:fall")
    return [draft for draft in found if draft.share.told and (draft.share.group or _of_ours(scene, draft))]


def _of_ours(scene: Scene, draft: Draft) -> bool:
    """Tell whether a bare number counts people by the words behind it: "twenty of them", "two of ours", "five more"."""
    at = draft.share.word.id + 1
    return scene.lower(at) in ("more", "others") or (
        scene.lower(at) == "of" and scene.lower(at + 1) in ("them", "us", "ours", "theirs", "his", "whom", "our", "their", "my")
    )


def by_state(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 dead", "left 30 wounded", "four are missing", "took 20 prisoner"."""
    effect = scene.words.state(token)
    if effect is None or is_joint(scene, token) or is_among(scene, token):
        return []
    if effect == "captured":
        return _held(scene, token) or _are_held(scene, token)
    if _acts(scene, token):
        return []
    sense = Sense(effect, "state", token.form.lower())
    found = make_drafts(scene, state_heads(scene, token), sense, token, "state")
    return [draft for draft in found if draft.share.told or base(token.deprel) != "amod"]


def _acts(scene: Scene, token: Token) -> bool:
    """Tell whether a word that may be a state is a verb with an object, or the noun "hurt"."""
    if token.upos == "NOUN" and token.form.lower() == "hurt":
        return True
    following = scene.token(token.id + 1)
    objected = (following is not None and following.upos in ("DET", "PRON", "NUM")) or bool(
        scene.tree.children(token.id, "obj")
    )
    return scene.words.verb(token) is not None and token.upos == "VERB" and objected


def _held(scene: Scene, token: Token) -> list[Draft]:
    """Read "took 20 people hostage", "were taken prisoner", "held captive"."""
    verbs = [scene.tree.parent(token), scene.token(token.id - 1)]
    verb = next(
        (tok for tok in verbs if tok is not None and scene.words.has("leaving_hold", scene.words.stem(tok))), None
    )
    if verb is None:
        return []
    sense = Sense("captured", "state", token.form.lower(), people=True)
    objects = [tok for tok in scene.tree.children(verb.id, "obj", "iobj") if tok.id != token.id]
    heads = objects or scene.tree.children(verb.id, "nsubj:pass")
    number = scene.count_before(verb.id)
    if number is not None and not objects:
        heads = [scene.head_of(number)]
    return make_drafts(scene, heads, sense, token, "state:captured")


def _are_held(scene: Scene, token: Token) -> list[Draft]:
    """Read "fifteen are prisoners", "hundreds became hostages": a predicate of those counted."""
    verb = scene.tree.parent(token)
    become = verb is not None and scene.words.stem(verb) == "become"
    if not become and not scene.tree.children(token.id, "cop"):
        return []
    owner = verb if become and verb is not None else token
    heads = [resolve_relative(scene, owner, tok) for tok in scene.tree.children(owner.id, "nsubj") if tok.id < token.id]
    found = make_drafts(scene, heads, Sense("captured", "state", token.form.lower(), people=True), token, "state:captured")
    return [draft for draft in found if draft.share.told and draft.share.low != 0]


def by_taking(scene: Scene, token: Token) -> list[Draft]:
    """Read "fourteen were taken", "about three thousand taken": people taken, and not to any place."""
    if token.form.lower() != "taken" or token.upos != "VERB" or not _stays(scene, token.id + 1):
        return []
    sense = Sense("captured", "object", "take", people=True)
    number = scene.count_before(token.id)
    heads = [scene.head_of(number)] if number is not None else scene.tree.children(token.id, "nsubj:pass")
    found = make_drafts(scene, [resolve_relative(scene, token, tok) for tok in heads], sense, token, "verb:take")
    return [replace(draft, score=0.6) for draft in found if _is_plural(draft)]


def _stays(scene: Scene, ident: int) -> bool:
    following = scene.lower(ident)
    if following in ("in", "at") and scene.lower(ident + 1) in ("by", "hand", "for", "care"):
        return False
    return following in ("", ".", ",", ";", "in", "at", "alive", "on", "with", "by", "and", "from", "that", "during", "here", "there")


def by_unseen(scene: Scene, token: Token) -> list[Draft]:
    """Read "nine of them have not been seen since", "were never seen again", "two cannot be found", "six did not return"."""
    tails = scene.words.unseen.get(scene.words.stem(token))
    if tails is None or token.upos != "VERB":
        return []
    behind = [scene.lower(i) for i in range(token.id + 1, token.id + 6)]
    before = {scene.lower(i) for i in range(max(1, token.id - 5), token.id)}
    negated = before & {"not", "n't", "never", "nowhere", "cannot", "nobody", "yet"}
    if not negated or (tails and not tails & set(behind)) or before & {"would", "will", "should", "may", "might"}:
        return []
    sense = Sense("missing", "subject", "unseen", people=True)
    number = scene.count_before(token.id)
    heads = scene.tree.children(token.id, "nsubj:pass", "nsubj") or ([scene.head_of(number)] if number is not None else [])
    found = make_drafts(scene, [resolve_relative(scene, token, tok) for tok in heads], sense, token, "unseen")
    return [replace(d, score=0.6) for d in found if d.share.told and d.share.low != 0]


def by_light(scene: Scene, token: Token) -> list[Draft]:
    """Read "20 people sustained injuries", "his wife and son lost their lives"."""
    lemma = scene.words.stem(token)
    for light in scene.words.light:
        if lemma not in light.verbs:
            continue
        objects = [tok for tok in scene.tree.children(token.id, "obj") if singular(tok) in light.objects]
        if not objects or (light.owned and not _owned(scene, objects[0])) or scene.numbers.of(objects[0]) is not None:
            continue
        sense = Sense(light.effect, "light", lemma)
        heads = scene.tree.children(token.id, "nsubj") or _modified_by(scene, token)
        return make_drafts(
            scene, [resolve_relative(scene, token, tok) for tok in heads], sense, token, f"light:{lemma}"
        )
    return []


def _modified_by(scene: Scene, verb: Token) -> list[Token]:
    head = scene.tree.parent(verb)
    return [head] if head is not None and base(verb.deprel) == "acl" and head.upos in ("NOUN", "PROPN") else []


def _owned(scene: Scene, noun: Token) -> bool:
    return noun.form.lower() in ("life", "lives", "death", "deaths") and (
        bool(scene.tree.children(noun.id, "nmod:poss")) or scene.lower(noun.id - 1) in ("their", "his", "her")
    )


def by_loss(scene: Scene, token: Token) -> list[Draft]:
    """Read "the regiment lost 300 men": people counted as the object of a loss."""
    if not scene.words.has("lose", scene.words.stem(token)) or token.upos != "VERB":
        return []
    sense = Sense("killed", "loss", "lose", people=True)
    heads = [tok for tok in scene.tree.children(token.id, "obj") if tok.upos == "NOUN" and tok.form.lower() != "lives"]
    found = make_drafts(scene, heads, sense, token, "verb:lose")
    kept = [d for d in found if d.share.told and d.share.low is not None and not _jointly(scene, d)]
    for draft in kept:
        draft.score = 0.6
    return kept


def _jointly(scene: Scene, draft: Draft) -> bool:
    """Tell whether words behind the object divide the loss themselves: "lost 300 men killed and wounded"."""
    behind = [scene.token(i) for i in range(draft.share.word.id + 1, draft.share.word.id + 8)]
    return any(tok is not None and scene.words.effect(tok) for tok in behind)


def by_death(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 were shot dead", "shot to death", "put to the sword"."""
    lists = scene.words.lists
    if scene.words.stem(token) not in lists["to_death.verbs"]:
        return []
    ending = any(
        scene.lower(i) == "to"
        and (scene.lower(i + 1) in lists["to_death.nouns"] or scene.lower(i + 2) in lists["to_death.nouns"])
        for i in range(token.id + 1, token.id + 7)
    )
    after = scene.token(token.id + 1)
    astray = after is not None and after.form.lower() == "dead" and after.head != token.id  # by_state reads the rest
    if not ending and not astray:
        return []
    sense = Sense("killed", "object", token.lemma.lower())
    return make_drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma} to death")
