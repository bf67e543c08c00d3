"""All rules for tolls in the order in which they may claim a number, and the reading of a sentence by them.

A rule says only what stands there. Whether the deed was done, whether the figure is a running one and what it is a
part of is asked elsewhere, so that no rule has to know it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_labels import by_label
from histor.extract.casualties_light import by_hospital, by_light, by_sentence, by_shelter, by_ward
from histor.extract.casualties_noughts import by_nought
from histor.extract.casualties_nouns import by_lives, by_noun, by_victims
from histor.extract.casualties_real import is_rate, is_real, is_undone
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_states import (
    by_becoming,
    by_denial,
    by_state,
    by_survival,
    by_taking,
    by_unseen,
)
from histor.extract.casualties_totals import by_toll
from histor.extract.casualties_verbs import (
    by_death,
    by_fall,
    by_losing,
    by_loss,
    by_verb,
)
from histor.model import Token

Rule = Callable[[Scene, Token], list[Draft]]

#: In the order in which they may claim a number.
RULES: tuple[Rule, ...] = (
    by_label,
    by_toll,
    by_lives,
    by_death,
    by_hospital,
    by_verb,
    by_light,
    by_shelter,
    by_sentence,
    by_state,
    by_becoming,
    by_ward,
    by_nought,
    by_denial,
    by_noun,
    by_victims,
    by_loss,
    by_losing,
    by_fall,
    by_taking,
    by_unseen,
    by_survival,
)


def read_drafts(scene: Scene) -> list[Draft]:
    """Return the drafts of a sentence in text order, each number once for each effect, deeds not done left out."""
    taken: dict[tuple[str, int], Draft] = {}
    labels: set[int] = set()
    for rule in RULES:
        for token in scene.sentence.tokens:
            for draft in rule(scene, token) if token.id not in labels else []:
                key = (draft.effect, _number_id(draft))
                if draft.rule.startswith("victims:") and any(start == key[1] for _, start in taken):
                    continue  # captives who were killed are told as killed
                real = draft.rule in ("unseen", "survival", "denied", "nought:life") or is_real(scene, token)
                if key not in taken and real and not is_undone(scene, token) and not _is_rate(draft):
                    taken[key] = draft
        if rule is by_label:
            labels = {draft.trigger.id for draft in taken.values()}
    found = [draft for draft in taken.values() if not _died_since(draft, taken)]
    return sorted(found, key=lambda draft: (draft.share.span.start, draft.trigger.id))


def _died_since(draft: Draft, taken: Mapping[tuple[str, int], Draft]) -> bool:
    """Tell whether those hurt are told as dead: in "five of the wounded died" and "was wounded and died"."""
    at = draft.trigger.id
    other = taken.get(("killed", _number_id(draft)))
    if draft.effect == "injured" and other is not None and draft.scene.lower(at + 1) == "and":
        return other.trigger.id == at + 2 and draft.scene.words.stem(other.trigger) == "die"
    shared = draft.scene.lower(at - 1) in ("the", "those") and draft.scene.lower(at - 2) == "of"
    return draft.effect == "injured" and shared and ("killed", _number_id(draft)) in taken


def _is_rate(draft: Draft) -> bool:
    number = draft.scene.numbers.at(draft.share.word.id)
    first = number.first if number is not None else draft.share.word.id - 1
    last = max(draft.share.word.id, draft.trigger.id if abs(draft.trigger.id - draft.share.word.id) < 4 else 0)
    return is_rate(draft.scene, first, last)


def _number_id(draft: Draft) -> int:
    """Return what stands for the number: its characters, so that two heads of one number are one toll."""
    return draft.share.span.start
