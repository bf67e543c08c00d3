"""Figures of nobody told without a number: "no fatalities", "without loss of life", "our losses are nil".

That nobody was killed is a figure like any other, and the one that a side which denies a deed is likeliest to give.
"""

from __future__ import annotations

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share
from histor.model import Span, Token
from histor.model.tree import base


def by_nought(scene: Scene, token: Token) -> list[Draft]:
    """Read words by which nobody was killed; "no casualties" does not say of what there were none."""
    found = _denied(scene, token) or _loss_of_life(scene, token) or _nil(scene, token) or _nobody_lost(scene, token)
    life = _no_life(scene, token) if found is None else None
    if found is None and life is None:
        return []
    span, side = found if found is not None else (life or scene.tree.span(token.id), None)
    group = scene.text(scene.tree.phrase(side.id)) if side is not None else ""
    share = Share(0, 0, "exact", span, token, group, side, True)
    return [Draft("killed", share, scene, token, "nought" if found is not None else "nought:life")]


def _denied(scene: Scene, token: Token) -> tuple[Span, Token | None] | None:
    """Read "suffered no losses", "there were no fatalities"."""
    lists, verb = scene.words.lists, scene.tree.parent(token)
    denied = [tok for tok in scene.tree.children(token.id, "det") if tok.form.lower() == "no"]
    if token.form.lower() not in lists["nought.nouns"] or not denied or verb is None:
        return None
    if scene.words.stem(verb) not in lists["nought.verbs"] or token.id - denied[0].id > 3:
        return None
    return Span(denied[0].start, token.end), None


def _loss_of_life(scene: Scene, token: Token) -> tuple[Span, Token | None] | None:
    """Read "without loss of life", "with no loss of life", "there was no loss of life"."""
    before, behind = scene.token(token.id - 1), scene.token(token.id + 2)
    if token.form.lower() != "loss" or scene.lower(token.id + 1) != "of" or behind is None or before is None:
        return None
    if behind.form.lower() not in ("life", "lives"):
        return None
    if before.form.lower() == "any":
        before = scene.token(token.id - 2)
    if before is None or before.form.lower() not in ("no", "without"):
        return None
    return Span(before.start, behind.end), None


def _no_life(scene: Scene, token: Token) -> Span | None:
    """Read "no life was lost" and the telegram's "no life lost"; a parser takes either for a thing denied."""
    before, at = scene.token(token.id - 1), token.id + 1
    if token.form.lower() not in ("life", "lives") or before is None or before.form.lower() != "no":
        return None
    while (here := scene.token(at)) is not None and here.upos in ("AUX", "ADV"):
        if here.form.lower() in scene.words.lists["unreal.modals"]:
            return None
        at += 1
    return Span(before.start, here.end) if here is not None and here.form.lower() == "lost" else None


def _nil(scene: Scene, token: Token) -> tuple[Span, Token | None] | None:
    """Read "our losses are nil", "their losses were none"."""
    if token.form.lower() not in scene.words.lists["nought.nouns"]:
        return None
    head = scene.tree.parent(token)
    if head is None or base(token.deprel) != "nsubj" or head.form.lower() not in scene.words.lists["nought.words"]:
        return None
    side = next(iter(scene.tree.children(token.id, "nmod")), None)
    return Span(token.start, head.end), side if side is not None and side.upos in ("NOUN", "PROPN") else None


def _nobody_lost(scene: Scene, token: Token) -> tuple[Span, Token | None] | None:
    """Read "lost nobody", "lost not a man": nobody is the object of a loss."""
    if not scene.words.has("lose", scene.words.stem(token)) or token.upos != "VERB":
        return None
    words = [scene.lower(token.id + at) for at in range(1, 4)]
    nobody = [phrase.split() for phrase in scene.words.lists["nought.nobody"]]
    size = next((len(phrase) for phrase in nobody if words[: len(phrase)] == phrase), 0)
    if not size:
        return None
    side = scene.tree.child(token.id, "nsubj")
    return (Span(scene.tree.token(token.id + 1).start, scene.tree.token(token.id + size).end),
            side if side is not None and side.upos in ("NOUN", "PROPN") else None)  # fmt: skip
