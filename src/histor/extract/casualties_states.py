"""Tolls told by the state people are in or left in: "12 dead", "four are missing", "nine have not been seen since".

A state says nothing of the deed; whether it is told as real is asked elsewhere, as for every rule.
"""

from __future__ import annotations

from dataclasses import replace

from histor.extract.casualties_draft import Draft, is_among, is_joint, is_plural, make_drafts
from histor.extract.casualties_frames import is_passive, resolve_relative, state_heads, subject_owner
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share
from histor.extract.casualties_words import Sense, singular
from histor.model import Span, Token
from histor.model.tree import base

_NEGATIVE = frozenset({"not", "n't", "never", "nowhere", "cannot", "nobody", "yet"})
_OPEN = frozenset({"would", "will", "should", "may", "might"})
#: Behind "taken" these leave people taken; "to", "from" and "off" take them to a place.
_STAY = frozenset({"", ".", ",", ";", "in", "at", "alive", "on", "with", "by", "and", "from", "that", "during", "here",
                   "there"})  # fmt: skip


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
    if not heads and is_passive(scene, verb):  # "ejected from the jet and was taken prisoner"
        heads = scene.tree.children(subject_owner(scene, verb).id, "nsubj:pass", "nsubj")
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
    sense = Sense("captured", "state", token.form.lower(), people=True)
    found = make_drafts(scene, heads, sense, token, "state:captured")
    return [draft for draft in found if draft.share.told and draft.share.low != 0]


def by_becoming(scene: Scene, token: Token) -> list[Draft]:
    """Read "thousands became refugees": counted people who turn into those that had to leave."""
    verb = scene.tree.parent(token)
    if verb is None or singular(token) not in scene.words.lists["becoming"] or scene.words.stem(verb) != "become":
        return []
    heads = [resolve_relative(scene, verb, tok) for tok in scene.tree.children(verb.id, "nsubj") if tok.id < verb.id]
    found = make_drafts(scene, heads, Sense("displaced", "state", token.form.lower()), token, "state:become")
    return [draft for draft in found if draft.share.told and draft.share.low != 0]


def by_denial(scene: Scene, token: Token) -> list[Draft]:
    """Read "denied that any of its soldiers had died": none, by the word of whoever denies it."""
    sense, verb = scene.words.verb(token), scene.tree.parent(token)
    if sense is None or verb is None or base(token.deprel) != "ccomp":
        return []
    if not scene.words.has("denying", scene.words.stem(verb)) or scene.tree.is_negated(token):
        return []
    wanted = ("nsubj", "nsubj:pass") if sense.frame == "subject" else ("nsubj:pass", "obj")
    for head in scene.tree.children(token.id, *wanted):
        words = [head, *scene.tree.children(head.id, "det")]
        word = next((tok for tok in words if tok.form.lower() in ("any", "anyone", "anybody")), None)
        if word is not None:
            end = max(word.end, head.end)
            group = head if head.id != word.id else next(iter(scene.tree.children(head.id, "nmod")), None)
            text = scene.text(scene.tree.phrase(group.id)).removeprefix(word.form).strip() if group else ""
            share = Share(0, 0, "exact", Span(word.start, end), word, text.removeprefix("of ").strip(), group, True)
            return [Draft(sense.effect, share, scene, token, "denied")]
    return []


def by_taking(scene: Scene, token: Token) -> list[Draft]:
    """Read "fourteen were taken", "about three thousand taken": people taken, and not to any place."""
    if token.form.lower() != "taken" or token.upos != "VERB" or not _stays(scene, token.id + 1):
        return []
    sense = Sense("captured", "object", "take", people=True)
    number = scene.count_before(token.id)
    heads = [scene.head_of(number)] if number is not None else scene.tree.children(token.id, "nsubj:pass")
    found = make_drafts(scene, [resolve_relative(scene, token, tok) for tok in heads], sense, token, "verb:take")
    return [replace(draft, score=0.6) for draft in found if is_plural(draft)]


def _stays(scene: Scene, ident: int) -> bool:
    following = scene.lower(ident)
    if following in ("in", "at") and scene.lower(ident + 1) in ("by", "hand", "for", "care"):
        return False
    return following in _STAY


def by_survival(scene: Scene, token: Token) -> list[Draft]:
    """Read "two of the wounded did not survive", "seven clerks did not survive the fire"."""
    before = {scene.lower(i) for i in range(max(1, token.id - 3), token.id)}
    if scene.words.stem(token) != "survive" or token.upos != "VERB" or not before & _NEGATIVE or before & _OPEN:
        return []
    heads = [resolve_relative(scene, token, tok) for tok in scene.tree.children(token.id, "nsubj")]
    found = make_drafts(scene, heads, Sense("killed", "subject", "survive", people=True), token, "survival")
    return [draft for draft in found if draft.share.told and draft.share.low != 0]


def by_unseen(scene: Scene, token: Token) -> list[Draft]:
    """Read "nine of them have not been seen since", "two cannot be found", "six did not return"."""
    tails = scene.words.unseen.get(scene.words.stem(token))
    if tails is None or token.upos != "VERB":
        return []
    behind = [scene.lower(i) for i in range(token.id + 1, token.id + 6)]
    before = {scene.lower(i) for i in range(max(1, token.id - 5), token.id)}
    if not before & _NEGATIVE or (tails and not tails & set(behind)) or before & _OPEN:
        return []
    sense = Sense("missing", "subject", "unseen", people=True)
    number = scene.count_before(token.id)
    heads = [resolve_relative(scene, token, tok) for tok in scene.tree.children(token.id, "nsubj:pass", "nsubj")]
    heads = heads or ([scene.head_of(number)] if number is not None else [])
    found = make_drafts(scene, heads, sense, token, "unseen")
    return [replace(d, score=0.6) for d in found if d.share.told and d.share.low != 0]
