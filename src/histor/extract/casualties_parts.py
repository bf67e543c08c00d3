"""Shares of a figure: "including four children", "three of them", "five died: two men and three women".

A part is never added to its whole, so each part points at the toll it is a share of, in its own sentence or in one
shortly before it.
"""

from __future__ import annotations

from histor.extract.casualties_among import names_victims, read_among, told_included, victims_before
from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_wholes import clause_between, fits, latest, listed, make_part, predicate
from histor.extract.casualties_words import Sense
from histor.extract.quantities_reader import Number
from histor.model import Token
from histor.model.tree import base


def read_parts(scene: Scene, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Return the parts that a sentence tells, pointing at their wholes among ``drafts`` or the tolls ``before`` it."""
    parts: list[Draft] = []
    for token in scene.sentence.tokens:
        lower = token.form.lower()
        among = lower == "them" and scene.lower(token.id - 1) in ("among", "amongst")
        if among or scene.words.has("parts.included", lower):
            parts.extend(_included(scene, token, drafts))
        elif lower in ("them", "whom", "these", "those"):
            parts.extend(_of_them(scene, token, drafts, before))
        elif lower in (":", "-", "–", "—", "--"):
            parts.extend(_summed(scene, token, drafts))
        if names_victims(scene, token):
            parts.extend(read_among(scene, token, drafts, before))
        elif lower in ("include", "includes", "included") and victims_before(scene, token) is not None:
            parts.extend(told_included(scene, token, before))
    return _fresh(parts, drafts)


def _fresh(parts: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Turn drafts whose number is told as a part into parts, and leave out doubles."""
    kept: dict[int, Draft] = {}
    for part in parts:
        kept.setdefault(part.share.span.start, part)
    told = {draft.share.span.start: draft for draft in drafts}
    for start, part in kept.items():
        own = told.get(start)
        if own is not None and part.whole in drafts and own.whole is None and own.effect == part.effect:
            own.whole = part.whole  # "forty died; eleven of them were shot": told in one sentence
    return [part for part in kept.values() if part.share.span.start not in told]


def _included(scene: Scene, cue: Token, drafts: list[Draft]) -> list[Draft]:
    """Read the coordinated counts behind "including"; the whole is the toll told last before it."""
    wholes = [d for d in drafts if d.share.span.start < cue.start and d.whole is None]
    if not wholes or cue.start - wholes[-1].share.span.end > 160:
        return []
    whole = wholes[-1]
    found = []
    for share in listed(scene, cue, whole.effect):
        if fits(share, whole) and not _other_trigger(scene, share, cue):
            found.append(make_part(scene, share, whole, cue, effect=whole.effect, rule="part:including"))
    return found


def _summed(scene: Scene, mark: Token, drafts: list[Draft]) -> list[Draft]:
    """Read what stands behind a colon or dash and adds up to the toll before it: "five died: two men, three women"."""
    wholes = [d for d in drafts if d.share.span.start < mark.start and d.whole is None]
    if not wholes or mark.start - wholes[-1].share.span.end > 60 or scene.count_after(mark.id, 1) is None:
        return []
    shares = listed(scene, mark, wholes[-1].effect)
    if len(shares) < 2 or sum(share.low or 0 for share in shares) != wholes[-1].share.low:
        return []
    return [make_part(scene, share, wholes[-1], mark, effect=wholes[-1].effect, rule="part:colon") for share in shares]


def _other_trigger(scene: Scene, share: Share, cue: Token) -> bool:
    """Tell whether a trigger between the cue and the number makes it a toll of another effect."""
    return clause_between(scene, cue.id, share.word.id)


def _of_them(scene: Scene, pronoun: Token, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Read "three of them children", "four of whom were women", "of these, 30 were civilians"."""
    lower = pronoun.form.lower()
    if scene.lower(pronoun.id - 1) not in ("of", "among") or scene.lower(pronoun.id + 1) in (
        "killed",
        "injured",
        "wounded",
    ):
        return []
    number = scene.numbers.at(pronoun.id - 2)
    own = number.span.start if number is not None else -1
    inside = [d for d in drafts if d.share.span.start < pronoun.start and d.whole is None and d.share.span.start != own]
    whole = inside[-1] if inside else latest(before, scene) if lower in ("these", "those", "them") else None
    if number is None and (whole is None or (lower != "whom" and pronoun.id > 3)):
        number = scene.count_after(pronoun.id, 1) if scene.lower(pronoun.id - 1) == "among" else None
    elif number is None:
        number = scene.count_after(pronoun.id + 1 if scene.lower(pronoun.id + 1) == "," else pronoun.id, 1)
    if number is None or number.kind != "count" or whole is None or number.span == whole.share.span:
        return []
    if (lower != "whom" and _acts_itself(scene, number.last)) or _governed(scene, number):
        return []
    share = read_share(scene, scene.tree.token(number.last), Sense(whole.effect, "part", "part"))
    if share is None or not fits(share, whole):
        return []
    group, word = predicate(scene, max(pronoun.id, number.last))
    share = Share(share.low, share.high, share.qualifier, number.span, share.word, group, word, True)
    return [make_part(scene, share, whole, pronoun, effect=whole.effect, rule="part:of them")]


def _acts_itself(scene: Scene, ident: int) -> bool:
    """Tell whether those counted do something of their own: "six of them have not come home" shares no toll."""
    token = scene.tree.token(ident)
    head = scene.tree.parent(token)
    if head is None or head.upos != "VERB" or base(token.deprel) not in ("nsubj", "obj"):
        return False
    finite = scene.tree.has_feature(head, "VerbForm=Fin") or bool(scene.tree.children(head.id, "aux"))
    return finite and not scene.is_trigger(head) and scene.words.stem(head) not in ("include", "number", "be")


def _governed(scene: Scene, number: Number) -> bool:
    """Tell whether a preposition other than one of sharing stands before a number: "a woman caring for one of them"."""
    lead = scene.token(scene.lead_id(number))
    sharing = lead is not None and lead.form.lower() in ("with", "including", "among")
    return lead is not None and not sharing and (lead.upos in ("ADP", "SCONJ") or lead.form.lower() == "but")
