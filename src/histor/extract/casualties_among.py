"""Parts told by naming the victims as a group: "among the dead were two officers", "five of the victims"."""

from __future__ import annotations

from dataclasses import replace

from histor.extract.casualties_draft import Draft
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_wholes import fits, latest, listed, make_part, predicate
from histor.extract.casualties_words import Sense, singular
from histor.model import Token
from histor.model.tree import base

_OF = frozenset({"among", "amongst", "of", "for", "from"})
_OPENING = frozenset({"the", "those", "these", "its", "his", "their", "all"})
_COPULAS = frozenset({"be", "include", "number", "comprise", "count"})


def names_victims(scene: Scene, token: Token) -> bool:
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


def read_among(scene: Scene, victims: Token, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """Read "among the dead were two officers", "a citizen was among those killed", "five of the victims"."""
    effect = scene.words.victim(victims) or scene.words.state(victims)
    start = _phrase_start(scene, victims)
    preposition = scene.lower(start - 1)
    inner = scene.numbers.at(start + 1)
    heads = _sharers(scene, victims, start, preposition)
    if not heads or effect is None:
        return []
    whole = _stated(drafts, inner.span.start if inner else -1) or latest(before, scene, effect)
    if effect == "any":
        effect = whole.effect if whole else "killed"
    if whole is None and victims.lemma.lower() == "victim":
        return []
    found = []
    for share in heads:
        if not share.group:
            group, word = predicate(scene, share.word.id)
            share = replace(share, group=group, group_word=word)
        if share.low is not None and share.low > 0 and (whole is None or fits(share, whole)):
            found.append(make_part(scene, share, whole, victims, effect=effect, rule="part:among"))
    return found


def victims_before(scene: Scene, verb: Token) -> Token | None:
    """Return "dead" of "the dead included ...", where the victims are named right before the verb."""
    before = scene.token(verb.id - 1)
    if before is None or (scene.words.victim(before) is None and scene.words.state(before) is None):
        return None
    return before if scene.lower(_phrase_start(scene, before)) in ("the", "those", "its", "his", "their") else None


def told_included(scene: Scene, verb: Token, before: list[Draft]) -> list[Draft]:
    """Read "the wounded included a child and two women"."""
    victims = victims_before(scene, verb)
    effect = (scene.words.victim(victims) or scene.words.state(victims)) if victims is not None else None
    whole = latest(before, scene, effect or "any")
    if effect in (None, "any"):
        effect = whole.effect if whole else None
    if effect is None:
        return []
    shares = [share for share in listed(scene, verb, effect) if whole is None or fits(share, whole)]
    return [make_part(scene, share, whole, verb, effect=effect, rule="part:included") for share in shares]


def _stated(drafts: list[Draft], start: int) -> Draft | None:
    return next((draft for draft in drafts if draft.share.span.start == start), None)


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
    opening = scene.tree.token(_phrase_start(scene, victims))
    for token in [victims, opening, *scene.tree.ancestors(victims)]:
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
