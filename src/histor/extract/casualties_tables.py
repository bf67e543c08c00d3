"""Tolls in infobox rows and table cells, where the label tells the effect and no verb stands: "Killed: 12"."""

from __future__ import annotations

import re

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense
from histor.extract.quantities_reader import Number
from histor.model import Span, Token

_WORD = re.compile(r"[A-Za-z]+")


def read_cell(scene: Scene) -> list[Draft]:
    """Return the toll of a row whose label names one effect; its first count is the figure."""
    blocks = scene.document.blocks
    block = blocks[scene.sentence.block] if scene.sentence.block < len(blocks) else None
    if block is None or block.kind not in ("infobox", "table") or not block.key:
        return []
    effect = label_effect(scene, block.key)
    if scene.sentence.start == block.start and _is_none(scene, block.key):
        return [_none(scene, effect or "killed")]
    counts = [number for number in scene.numbers.found if number.kind == "count"]
    if effect is None or not counts or scene.sentence.start != block.start:
        return []
    return [_draft(scene, counts[0], effect)]


def _is_none(scene: Scene, label: str) -> bool:
    """Tell whether a row of losses says that there were none: "Casualties1: None", "Losses: nil"."""
    said = [tok.form.lower() for tok in scene.sentence.tokens[:2]]
    alone = len(said) == 1 or (len(said) == 2 and said[1] in ("(", ".", ";", ","))
    losses = _names_loss(scene, label) or label_effect(scene, label) == "killed"
    return losses and alone and said[0] in ("none", "nil", "nobody")


def _names_loss(scene: Scene, label: str) -> bool:
    return bool({word.lower() for word in _WORD.findall(label)} & scene.words.lists["loss_labels"])


def counts_losses(scene: Scene) -> bool:
    """Tell whether a sentence stands outside a box, or in a row of it whose label names people harmed."""
    blocks = scene.document.blocks
    block = blocks[scene.sentence.block] if scene.sentence.block < len(blocks) else None
    if block is None or block.kind != "infobox" or not block.key:
        return True
    return _names_loss(scene, block.key) or any(_effect(scene, word.lower()) for word in _WORD.findall(block.key))


def _none(scene: Scene, effect: str) -> Draft:
    word = scene.sentence.tokens[0]
    share = Share(0, 0, "exact", Span(word.start, word.end), word, "", None, True)
    return Draft(effect, share, scene, word, "table:none", running=True)


def is_box(scene: Scene) -> bool:
    """Tell whether a sentence is an infobox's value: what stands there is a figure for the whole."""
    blocks = scene.document.blocks
    return scene.sentence.block < len(blocks) and blocks[scene.sentence.block].kind == "infobox"


def label_effect(scene: Scene, label: str) -> str | None:
    """Return the one effect that a row's label names ("Deaths", "Civilians wounded"), None for several or none."""
    words = [word.lower() for word in _WORD.findall(label)]
    found = {effect for word in words if (effect := _effect(scene, word)) not in (None, "any")}
    return found.pop() if len(found) == 1 else None


def _effect(scene: Scene, word: str) -> str | None:
    tables = scene.words
    forms = (word, word[:-1] if word.endswith("s") else word, word[:-3] + "y" if word.endswith("ies") else word)
    for form in forms:
        effect = tables.states.get(form) or tables.nouns.get(form) or tables.victims.get(form)
        lemma = tables.forms.get(form)
        effect = effect or (tables.verbs[lemma].effect if lemma else None)
        if effect:
            return effect
    return None


def _draft(scene: Scene, number: Number, effect: str) -> Draft:
    token: Token = scene.tree.token(number.last)
    share = read_share(scene, scene.head_of(number), Sense(effect, "table", "table"))
    if share is None:
        share = Share(number.low, number.high, number.qualifier, number.span, token, "", None, True)
    return Draft(effect, share, scene, token, "table", running=True)
