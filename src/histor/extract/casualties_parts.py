"""Shares of a figure: "including four children", "three of them", "among the dead were two officers".

A part is never added to its whole, so each part points at the toll it is a share of, in its own sentence or in one
shortly before it.
"""

from __future__ import annotations

from dataclasses import replace

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense, singular
from histor.model import Token
from histor.model.tree import base

_BACK = 8  # sentences that a whole may lie back; an account seldom returns to a figure from further away
_INCLUDING = frozenset({"including", "inclusive", "include", "includes", "included", "comprising", "counting"})
_OF = frozenset({"among", "amongst", "of", "for", "from"})
_OPENING = frozenset({"the", "those", "these", "its", "his", "their", "all"})
_COPULAS = frozenset({"be", "include", "number", "comprise", "count"})


def read_parts(scene: Scene, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Return the parts that a sentence tells, pointing at their wholes among ``drafts`` or the tolls ``before`` it."""
    parts: list[Draft] = []
    for token in scene.sentence.tokens:
        lower = token.form.lower()
        if lower in _INCLUDING or (lower == "them" and scene.lower(token.id - 1) in ("among", "amongst")):
            parts.extend(_included(scene, token, drafts))
        elif lower in ("them", "whom", "these", "those"):
            parts.extend(_of_them(scene, token, drafts, before))
        elif lower in (":", "-", "–", "—", "--"):
            parts.extend(_summed(scene, token, drafts))
        if _names_victims(scene, token):
            parts.extend(_among(scene, token, drafts, before))
        elif lower in ("include", "includes", "included") and _victims_before(scene, token) is not None:
            parts.extend(_told_included(scene, token, before))
    return _fresh(parts, drafts)


def _fresh(parts: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Turn drafts whose number is told as a part into parts, and leave out doubles."""
    kept: dict[int, Draft] = {}
    for part in parts:
        kept.setdefault(part.share.span.start, part)
    starts = {draft.share.span.start for draft in drafts}
    return [part for part in kept.values() if part.share.span.start not in starts]


def _fits(part: Share, whole: Draft) -> bool:
    limit = whole.share.high
    return part.low is not None and (limit is None or part.low <= limit) and whole.share.low != 0


def _part(scene: Scene, share: Share, whole: Draft | None, effect: str, trigger: Token, rule: str) -> Draft:
    return Draft(effect, share, scene, trigger, rule, whole=whole, running=bool(whole and whole.running))


def _included(scene: Scene, cue: Token, drafts: list[Draft]) -> list[Draft]:
    """Read the coordinated counts behind "including"; the whole is the toll told last before it."""
    wholes = [d for d in drafts if d.share.span.start < cue.start and d.whole is None]
    if not wholes or cue.start - wholes[-1].share.span.end > 160:
        return []
    whole = wholes[-1]
    found = []
    for share in _listed(scene, cue, whole.effect):
        if _fits(share, whole) and not _other_trigger(scene, share, cue):
            found.append(_part(scene, share, whole, whole.effect, cue, "part:including"))
    return found


def _summed(scene: Scene, mark: Token, drafts: list[Draft]) -> list[Draft]:
    """Read what stands behind a colon or dash and adds up to the toll before it: "five died: two men and three women"."""
    wholes = [d for d in drafts if d.share.span.start < mark.start and d.whole is None]
    if not wholes or mark.start - wholes[-1].share.span.end > 60 or scene.count_after(mark.id, 1) is None:
        return []
    shares = _listed(scene, mark, wholes[-1].effect)
    if len(shares) < 2 or sum(share.low or 0 for share in shares) != wholes[-1].share.low:
        return []
    return [_part(scene, share, wholes[-1], wholes[-1].effect, mark, "part:colon") for share in shares]


def _listed(scene: Scene, cue: Token, effect: str) -> list[Share]:
    """Return the counts of the list behind a cue: the first noun phrase there and what is coordinated with it."""
    head = _head_behind(scene, cue)
    if head is None:
        return []
    sense = Sense(effect, "part", "part")
    found = []
    for token in scene.tree.conjuncts(scene.tree.first_conjunct(head).id):
        if token.id > cue.id and not _clause_between(scene, cue.id, token.id):
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
    return next(iter(scene.tree.children(cue.id, "obj", "obl", "nmod")), None)


def _clause_between(scene: Scene, first: int, last: int) -> bool:
    between = [scene.tree.token(i) for i in range(first + 1, last)]
    return any(
        tok.upos == "VERB" and scene.words.verb(tok) is not None and base(tok.deprel) != "amod" for tok in between
    )


def _other_trigger(scene: Scene, share: Share, cue: Token) -> bool:
    """Tell whether a trigger between the cue and the number makes it a toll of another effect."""
    return _clause_between(scene, cue.id, share.word.id)


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
    inside = [d for d in drafts if d.share.span.start < pronoun.start and d.whole is None]
    whole = inside[-1] if inside else _latest(before, scene) if lower in ("these", "those", "them") else None
    if number is None and (whole is None or (lower != "whom" and pronoun.id > 3)):
        number = scene.count_after(pronoun.id, 1) if scene.lower(pronoun.id - 1) == "among" else None
    elif number is None:
        number = scene.count_after(pronoun.id + 1 if scene.lower(pronoun.id + 1) == "," else pronoun.id, 1)
    if number is None or number.kind != "count" or whole is None or number.span == whole.share.span:
        return []
    share = read_share(scene, scene.tree.token(number.last), Sense(whole.effect, "part", "part"))
    if share is None or not _fits(share, whole):
        return []
    group, word = _predicate(scene, max(pronoun.id, number.last))
    share = Share(share.low, share.high, share.qualifier, number.span, share.word, group, word, True)
    return [_part(scene, share, whole, whole.effect, pronoun, "part:of them")]


def _predicate(scene: Scene, ident: int) -> tuple[str, Token | None]:
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


def _names_victims(scene: Scene, token: Token) -> bool:
    """Tell whether a word names the victims of a toll as a group: "the dead", "those killed", "the fatalities"."""
    if scene.words.victim(token) is None and scene.words.state(token) is None:
        return False
    if scene.words.victim(token) in ("captured", "displaced") and singular(token) in scene.words.behind:
        return False
    start = _phrase_start(scene, token)
    if any(tok.upos in ("AUX", "PRON", "PUNCT", "SCONJ", "ADP") for tok in scene.sentence.tokens[start : token.id - 1]):
        return False
    return scene.lower(start - 1) in _OF and scene.lower(start) in _OPENING


def _phrase_start(scene: Scene, token: Token) -> int:
    at = token.id
    while at > 1 and scene.lower(at) not in ("the", "those", "these", "its", "their") and token.id - at < 4:
        at -= 1
    return at


def _among(scene: Scene, victims: Token, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Read "among the dead were two officers", "a citizen was among those killed", "five of the victims"."""
    effect = scene.words.victim(victims) or scene.words.state(victims)
    start = _phrase_start(scene, victims)
    preposition = scene.lower(start - 1)
    inner = scene.numbers.at(start + 1)
    heads = _sharers(scene, victims, start, preposition)
    if not heads or effect is None:
        return []
    whole = _stated(drafts, inner.span.start if inner else -1) or _latest(before, scene, effect)
    if effect == "any":
        effect = whole.effect if whole else "killed"
    if whole is None and victims.lemma.lower() == "victim":
        return []
    found = []
    for share in heads:
        if not share.group:
            group, word = _predicate(scene, share.word.id)
            share = replace(share, group=group, group_word=word)
        if share.low is not None and share.low > 0 and (whole is None or _fits(share, whole)):
            found.append(_part(scene, share, whole, effect, victims, "part:among"))
    return found


def _victims_before(scene: Scene, verb: Token) -> Token | None:
    """Return "dead" of "the dead included ...", where the victims are named right before the verb."""
    before = scene.token(verb.id - 1)
    if before is None or (scene.words.victim(before) is None and scene.words.state(before) is None):
        return None
    return before if scene.lower(_phrase_start(scene, before)) in ("the", "those", "its", "his", "their") else None


def _told_included(scene: Scene, verb: Token, before: list[Draft]) -> list[Draft]:
    """Read "the wounded included a child and two women"."""
    victims = _victims_before(scene, verb)
    effect = (scene.words.victim(victims) or scene.words.state(victims)) if victims is not None else None
    whole = _latest(before, scene, effect or "any")
    if effect in (None, "any"):
        effect = whole.effect if whole else None
    if effect is None:
        return []
    shares = [share for share in _listed(scene, verb, effect) if whole is None or _fits(share, whole)]
    return [_part(scene, share, whole, effect, verb, "part:included") for share in shares]


def _stated(drafts: list[Draft], start: int) -> Draft | None:
    return next((draft for draft in drafts if draft.share.span.start == start), None)


def _latest(before: list[Draft], scene: Scene, effect: str = "any") -> Draft | None:
    """Return the last whole told shortly before, of the effect asked for; deaths first where any will do."""
    near = [d for d in before if d.whole is None and scene.index - d.scene.index <= _BACK and d.share.low != 0]
    near = [d for d in near if d.share.low is not None and d.share.low > 1]
    if effect != "any":
        near = [d for d in near if d.effect == effect]
    deaths = [d for d in near if d.effect == "killed"]
    return (deaths or near)[-1] if near else None


def _sharers(scene: Scene, victims: Token, start: int, preposition: str) -> list[Share]:
    """Return the counts said to be a share of the victims, on the side of the preposition where they stand."""
    sense = Sense("killed", "part", "part")
    if preposition in ("of", "from"):
        number = scene.numbers.at(start - 2)
        if number is not None and number.kind == "count":
            share = read_share(scene, scene.tree.token(number.last), sense)
            return [share] if share is not None else []
        governor = scene.token(start - 2)
        if governor is not None and governor.upos in ("NOUN", "PROPN", "NUM"):
            return []
    if preposition == "for":
        return []
    subject = _subject(scene, victims)
    if subject is not None:
        return _counted(scene, subject, sense)
    return _inverted(scene, victims, sense)


def _subject(scene: Scene, victims: Token) -> Token | None:
    """Return the subject of the clause where it stands before "among the dead"."""
    for token in [victims, *scene.tree.ancestors(victims)]:
        for subject in scene.tree.children(token.id, "nsubj"):
            if subject.id < victims.id and scene.lower(subject.id) not in ("who", "that", "which", "those"):
                return subject
        if token.upos == "VERB" and base(token.deprel) in ("ccomp", "conj", "root") and token.id < victims.id:
            break
    return None


def _counted(scene: Scene, head: Token, sense: Sense) -> list[Share]:
    shares = [read_share(scene, token, sense) for token in scene.tree.conjuncts(head.id)]
    return [share for share in shares if share is not None]


def _inverted(scene: Scene, victims: Token, sense: Sense) -> list[Share]:
    """Read what stands behind the verb: "among the dead were three commanders, a judge and his son"."""
    at = victims.id + 1
    while (token := scene.token(at)) is not None and at < victims.id + 12:
        if token.lemma.lower() in _COPULAS or token.form == ",":
            break
        at += 1
    else:
        return []
    if token is None:
        return []
    number = scene.count_after(at, 2)
    head = scene.head_of(number) if number else None
    if head is None:
        behind = [tok for tok in scene.tree.children(victims.id, "nsubj") if tok.id > at]
        root = scene.tree.root
        behind = behind or ([root] if root is not None and root.id > at and root.upos in ("NOUN", "PROPN") else [])
        head = behind[0] if behind else None
    return _counted(scene, head, sense) if head is not None else []
