"""Figures that only their place in a list tells: "fifty-one men, thirty women and thirteen children".

A member of a list shares the harm of the member beside it, and numbers that add up to a figure told before them in
the sentence are its parts, whatever is left out beside them: "nine on the spot and five in hospital".
"""

from __future__ import annotations

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense
from histor.extract.quantities_reader import Number
from histor.model import Token

_JOINS = frozenset({",", "and"})
#: Words between a number and the noun that it counts.
_NEAR = 3
#: Fewest people that a sum is worth asking for: small numbers add up by chance.
_MANY = 5


def read_lists(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return the figures of a sentence, those of list members and of sums that no rule read added, in text order."""
    found = list(drafts)
    for draft in drafts:
        beside = draft
        while (member := _next_member(scene, beside, found)) is not None:
            found.append(member)
            beside = member
    found += _completing(scene, found)
    return found if len(found) == len(drafts) else sorted(found, key=lambda draft: draft.share.span.start)


def _next_member(scene: Scene, draft: Draft, known: list[Draft]) -> Draft | None:
    """Return the figure that stands right behind another in a list: people counted, with no verb of their own."""
    noun = draft.share.group_word
    if noun is None or draft.share.low == 0:
        return None
    at = noun.id + 1
    while scene.lower(at) in _JOINS:
        at += 1
    number = scene.numbers.at(at) if at > noun.id + 1 else None
    if number is None or number.kind != "count" or number.first != at or _known(number, known):
        return None
    head = _counted(scene, number)
    if head is None or not scene.is_plainly_person(head) or not _shares_harm(scene, draft, head):
        return None
    share = read_share(scene, head, Sense(draft.effect, "subject", "list", people=True))
    return None if share is None or not share.told else Draft(
        draft.effect, share, scene, draft.trigger, "list", score=draft.score, whole=draft.whole)  # fmt: skip


def _counted(scene: Scene, number: Number) -> Token | None:
    """Return the noun that a number counts, adjectives between them."""
    for ident in range(number.last + 1, number.last + 1 + _NEAR):
        token = scene.token(ident)
        if token is None or token.upos not in {"ADJ", "NOUN", "PROPN"}:
            return None
        if token.upos == "NOUN":
            return token
    return None


def _shares_harm(scene: Scene, draft: Draft, head: Token) -> bool:
    """Tell whether a member's clause goes on to no other verb than the one that tells the list's harm."""
    behind = scene.token(head.id + 1)
    if behind is None or behind.upos == "PUNCT" or scene.lower(head.id + 1) in _JOINS:
        return draft.trigger.id <= head.id
    lives = any(scene.lower(at) == "lives" for at in range(behind.id + 1, behind.id + 4))
    lost = lives and scene.words.has("losing", scene.words.stem(behind))
    tells = scene.words.effect(behind) == draft.effect or lost
    return tells and (draft.effect == "killed" or not lives)


def _completing(scene: Scene, known: list[Draft]) -> list[Draft]:
    """Return numbers that, with a part beside them or alone, add up to a figure told before them in the sentence."""
    wholes = [d for d in known if d.whole is None and (d.share.low or 0) >= _MANY]
    for whole in wholes:
        free = [n for n in scene.numbers.found if n.span.start > whole.share.span.end and n.kind == "count"
                and n.low == n.high and n.low and not _known(n, known) and _bare(scene, n)]  # fmt: skip
        parts = [d for d in known if d is not whole and d.effect == whole.effect and d.share.low == d.share.high
                 and d.share.span.start > whole.share.span.end and d.share.low]  # fmt: skip
        count = sum(n.low or 0 for n in free)
        beside = next((d for d in parts if count + (d.share.low or 0) == whole.share.low), None)
        if free and (beside is not None or (len(free) > 1 and count == whole.share.low)):
            for part in [beside] if beside is not None else []:
                part.whole = whole
            return [_part(scene, number, whole) for number in free]
    return []


def _bare(scene: Scene, number: Number) -> bool:
    """Tell whether a number counts no noun of its own: "five in hospital", "two afterwards"."""
    behind = scene.token(number.last + 1)
    return behind is not None and behind.upos in {"ADP", "ADV", "DET", "PRON", "SCONJ"}


def _part(scene: Scene, number: Number, whole: Draft) -> Draft:
    word = scene.tree.token(number.last)
    share = Share(number.low, number.high, number.qualifier, number.span, word, "", None, True)
    return Draft(whole.effect, share, scene, whole.trigger, "list", score=0.6, whole=whole)


def _known(number: Number, known: list[Draft]) -> bool:
    return any(d.share.span.start < number.span.end and number.span.start < d.share.span.end for d in known)
