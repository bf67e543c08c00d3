"""Tolls in infobox rows and table cells, where the label tells the effect and no verb stands: "Killed: 12"."""

from __future__ import annotations

import re

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense
from histor.extract.quantities_reader import Number
from histor.model import Token

_WORD = re.compile(r"[A-Za-z]+")


def read_cell(scene: Scene) -> list[Draft]:
    """Return the toll of a row whose label names one effect; its first count is the figure."""
    blocks = scene.document.blocks
    block = blocks[scene.sentence.block] if scene.sentence.block < len(blocks) else None
    if block is None or block.kind not in ("infobox", "table") or not block.key:
        return []
    effect = label_effect(scene, block.key)
    counts = [number for number in scene.numbers.found if number.kind == "count"]
    if effect is None or not counts or scene.sentence.start != block.start:
        return []
    return [_draft(scene, counts[0], effect)]


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
