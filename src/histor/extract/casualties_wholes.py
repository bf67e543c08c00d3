"""What every reading of parts shares: the list behind a cue, whether it fits a whole, and which whole lies before."""

from __future__ import annotations

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense
from histor.model import Token
from histor.model.tree import base

_BACK = 8  # sentences that a whole may lie back; an account seldom returns to a figure from further away


def fits(part: Share, whole: Draft) -> bool:
    """Tell whether a count can be a share of a whole: told, and no greater."""
    limit = whole.share.high
    return part.low is not None and (limit is None or part.low <= limit) and whole.share.low != 0


def make_part(scene: Scene, share: Share, whole: Draft | None, trigger: Token, *, effect: str, rule: str) -> Draft:
    """Return a draft for a share of a whole; it is a running figure where the whole is one."""
    return Draft(effect, share, scene, trigger, rule, whole=whole, running=bool(whole and whole.running))


def listed(scene: Scene, cue: Token, effect: str) -> list[Share]:
    """Return the counts of the list behind a cue: the first noun phrase there and what is coordinated with it."""
    head = _head_behind(scene, cue)
    if head is None:
        return []
    sense = Sense(effect, "part", "part")
    found = []
    for token in scene.tree.conjuncts(scene.tree.first_conjunct(head).id):
        if token.id > cue.id and not clause_between(scene, cue.id, token.id):
            share = read_share(scene, token, sense)
            if share is not None and share.low is not None:
                found.append(share)
    return found or _bare(scene, head, sense)


def _bare(scene: Scene, head: Token, sense: Sense) -> list[Share]:
    share = read_share(scene, head, sense)
    return [share] if share is not None and share.low is not None else []


def _head_behind(scene: Scene, cue: Token) -> Token | None:
    """Return the head of the phrase behind a cue: the number or the noun that stands nearest."""
    number = scene.count_after(cue.id + 1 if scene.lower(cue.id + 1) in ("of", "at") else cue.id, 2)
    if number is not None:
        return scene.head_of(number)
    head = scene.tree.parent(cue)
    if head is not None and base(cue.deprel) in ("case", "mark") and head.id > cue.id:
        return head
    found = next(iter(scene.tree.children(cue.id, "obj", "obl", "nmod")), None)
    return found or _noun_after_article(scene, cue)


def _noun_after_article(scene: Scene, cue: Token) -> Token | None:
    """Return the noun of a phrase with an article right behind a cue: "among them a driver"."""
    last = None
    for ident in range(cue.id + 1, cue.id + 6):
        token = scene.token(ident)
        if token is None or (ident == cue.id + 1) != (token.form.lower() in ("a", "an")):
            break
        if ident > cue.id + 1 and token.upos not in ("ADJ", "NOUN", "PROPN"):
            break
        last = token if token.upos in ("NOUN", "PROPN") else last
    return last


def clause_between(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a verb that tells an effect stands between two words."""
    between = [scene.tree.token(i) for i in range(first + 1, last)]
    return any(
        tok.upos == "VERB" and scene.words.verb(tok) is not None and base(tok.deprel) != "amod" for tok in between
    )


def predicate(scene: Scene, ident: int) -> tuple[str, Token | None]:
    """Return what the part is said to be: "children" in "three of them children", "of whom four were women"."""
    at = ident + 1
    while scene.lower(at) in ("were", "was", "are", "being", ",", "reportedly", "believed", "to", "be", "had", "been"):
        at += 1
    token = scene.token(at)
    while (
        token is not None
        and token.upos in ("ADJ", "NOUN")
        and (following := scene.token(at + 1)) is not None
        and following.upos == "NOUN"
    ):
        at, token = at + 1, following
    if token is None or token.upos not in ("NOUN", "PROPN", "ADJ"):
        return "", None
    return token.form, token


def latest(before: list[Draft], scene: Scene, effect: str = "any") -> Draft | None:
    """Return the last whole told shortly before, of the effect asked for; deaths first where any will do."""
    near = [d for d in before if d.whole is None and scene.index - d.scene.index <= _BACK and d.share.low != 0]
    near = [d for d in near if d.share.low is not None and d.share.low > 1]
    if effect != "any":
        near = [d for d in near if d.effect == effect]
    deaths = [d for d in near if d.effect == "killed"]
    return (deaths or near)[-1] if near else None
