"""Drafts: a toll in the making, and the questions that every rule asks of its trigger.

Rules write drafts; a draft becomes a toll only when its reality, its whole and its group are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_shares
from histor.extract.casualties_words import Sense
from histor.model import Span, Token


@dataclass(slots=True, eq=False)
class Draft:
    """A toll in the making: what it tells, where, by which rule, and the draft that it is a part of."""

    effect: str
    share: Share
    scene: Scene
    trigger: Token
    rule: str
    score: float = 0.9
    running: bool = False
    whole: Draft | None = field(default=None)
    group: str = ""
    group_word: Token | None = None


def make_drafts(scene: Scene, heads: list[Token], sense: Sense, trigger: Token, rule: str) -> list[Draft]:
    """Return a draft for each count that the victims' phrases tell, one person told in two pieces only once."""
    found = []
    last: Share | None = None
    for head in heads:
        for share in read_shares(scene, head, sense):
            doubled = last is not None and not share.told and not last.told and _touches(scene, last, share)
            last = share
            if doubled:  # one person's title, name and apposition, cut apart by the tree
                continue
            found.append(Draft(sense.effect, share, scene, trigger, rule))
        if not found and not scene.tree.has_feature(head, "Number=Sing"):  # "all on board, 62 people, were killed"
            found += [Draft(sense.effect, share, scene, trigger, rule) for share in _told_apart(scene, head, sense)]
        if len(found) == 1 and found[0].share.told:
            behind = _apposed(scene, head, found[0], sense)
            found += [Draft(sense.effect, share, scene, trigger, rule) for share in behind]
    _break_down(found)
    return found


def _told_apart(scene: Scene, head: Token, sense: Sense) -> list[Share]:
    """Return the count of people set off behind a word that tells none."""
    found = [share for tok in scene.tree.children(head.id, "appos") for share in read_shares(scene, tok, sense)]
    return [share for share in found if share.told and share.group_word and scene.is_person(share.group_word)]


def _apposed(scene: Scene, head: Token, first: Draft, sense: Sense) -> list[Share]:
    """Return the counts set behind a first one that add up to it, where the tree takes them for an apposition."""
    shares = [share for tok in scene.tree.children(head.id, "appos") for share in read_shares(scene, tok, sense)]
    return shares if len(shares) > 1 and first.share.low == sum(share.low or 0 for share in shares) else []


def _break_down(drafts: list[Draft]) -> None:
    """Make parts of the counts that a first one is broken down into: "12 people, seven women and five men"."""
    counts = [draft.share.low or 0 for draft in drafts]
    if len(drafts) < 3 or counts[0] != sum(counts[1:]) or any(d.share.low != d.share.high for d in drafts):
        return
    for draft in drafts[1:]:
        draft.whole = drafts[0]


def _touches(scene: Scene, first: Share, second: Share) -> bool:
    """Tell whether only a space or a comma stands between two phrases."""
    gap = Span(min(first.span.end, second.span.start), second.span.start)
    return scene.text(gap).strip() in ("", ",")


def is_joint(scene: Scene, token: Token) -> bool:
    """Tell whether a trigger shares its number with one of another effect: "killed or wounded 300" divides nothing."""
    own = scene.words.effect(token)
    for cc, other in ((token.id + 1, token.id + 2), (token.id - 1, token.id - 2)):
        neighbour = scene.token(other)
        if neighbour is None or scene.lower(cc) not in ("and", "or", "/", "and/or", "nor", ",", "-"):
            continue
        if scene.lower(cc) == "," and own_number(scene, scene.tree.token(max(token.id, other))):
            continue
        effect = scene.words.effect(neighbour)
        if {own, effect} == {"killed", "injured"} and _dies(scene, max(token, neighbour, key=lambda tok: tok.id)):
            continue
        if effect and {own, effect} in (
            {"killed", "injured"},
            {"killed", "missing"},
            {"killed", "captured"},
            {"injured", "captured"},
            {"injured", "missing"},
            {"missing", "captured"},
        ):
            number = scene.count_after(max(token.id, neighbour.id)) if scene.words.verb(token) else None
            sequence = {own, effect} == {"killed", "captured"} and scene.lower(cc) == "and"
            return not sequence and not (number is None and own_number(scene, token))
    return False


def _dies(scene: Scene, token: Token) -> bool:
    """Tell whether the later of two words tells what became of somebody: "was wounded and died"."""
    sense = scene.words.verb(token)
    return sense is not None and sense.frame == "subject" and token.upos == "VERB"


def own_number(scene: Scene, token: Token) -> bool:
    """Tell "12 dead and wounded", which divides nothing, from "12 killed and missing 4", which does."""
    after = scene.count_after(token.id, 1)
    return after is not None


def is_among(scene: Scene, token: Token) -> bool:
    """Tell whether a word only names the victims that somebody is one of: "among the dead"."""
    return any(scene.lower(i) in ("among", "amongst") for i in range(max(1, token.id - 3), token.id))


def is_plural(draft: Draft) -> bool:
    """Tell whether several people are counted; a verb of many senses ("the hall held 300") needs a word for them."""
    share = draft.share
    many = share.told and (share.low is None or share.low > 1) and (share.low, share.high) != (0, 0)
    return many and (bool(share.group) or draft.rule != "verb:hold")
