"""Tolls that a noun tells: "12 deaths", "the killing of a guard", "claimed six lives", "took 40 prisoners"."""

from __future__ import annotations

from histor.extract.casualties_draft import Draft, is_among, is_joint, make_drafts
from histor.extract.casualties_frames import noun_heads
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share
from histor.extract.casualties_words import Sense, singular
from histor.extract.quantities import Quantity
from histor.model import Span, Token
from histor.model.tree import base

_THEIRS = frozenset({"their", "his", "her"})


def by_noun(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 deaths", "the death of two nationals", "the killing of a guard"."""
    effect = scene.words.noun(token)
    if effect is None or base(token.deprel) == "compound" or _other_thing(scene, token) or is_joint(scene, token):
        return []
    sense = Sense(effect, "noun", singular(token))
    counted = _counted_noun(scene, token, sense)
    if counted:
        return counted
    found = make_drafts(scene, noun_heads(scene, token), sense, token, f"noun:{sense.lemma}")
    return [draft for draft in found if draft.share.told or _announced(scene, token)]


def _other_thing(scene: Scene, token: Token) -> bool:
    children = scene.tree.children(token.id, "amod", "compound", "nmod")
    names = {singular(tok) for tok in [*children, scene.tree.token(min(token.id + 1, len(scene.sentence.tokens)))]}
    return bool(names & scene.words.lists["not_counted_with"])


def _announced(scene: Scene, noun: Token) -> bool:
    """Tell whether a noun of the deed tells it as news ("led to the death of X"), or as violence done to a name."""
    head = scene.tree.parent(noun)
    if scene.words.has("violent_nouns", singular(noun)) and any(scene.is_named(tok) for tok in noun_heads(scene, noun)):
        return True
    return head is not None and scene.words.stem(head) in scene.words.lists["announcing"]


def _counted_noun(scene: Scene, token: Token, sense: Sense) -> list[Draft]:
    quantity = scene.quantity(token)
    if quantity is None or not scene.words.has("counted", sense.lemma) or quantity.qualifier == "unquantified":
        return []
    if scene.text(quantity.span).lower() in ("a", "an", "either", "both") or _yearly(scene, token, quantity):
        return []
    words = [tok for tok in scene.phrase_tokens(token) if tok.id < token.id and tok.upos in ("ADJ", "NOUN", "PROPN")]
    words = [] if scene.words.has("left_behind", sense.lemma) else words
    group = scene.text(scene.tree.span_of(words)) if words else ""
    of = [tok for tok in scene.tree.children(token.id, "nmod") if scene.tree.case(tok.id) in ("of", "among")]
    if of and not words:
        group = scene.text(scene.tree.phrase(of[0].id))
    span = Span(quantity.span.start, token.end)
    share = Share(
        quantity.low, quantity.high, quantity.qualifier, span, token, group, words[-1] if words else None, True
    )
    return [Draft(sense.effect, share, scene, token, f"count:{sense.lemma}")]


def _yearly(scene: Scene, noun: Token, quantity: Quantity) -> bool:
    """Tell a year before a name ("2019 Harbour killings", as headings have it) from a count."""
    digits = scene.text(quantity.span)
    if not (digits.isdigit() and len(digits) == 4 and 1000 <= int(digits) <= 2100):
        return False
    inside = [tok for tok in scene.sentence.tokens[: noun.id] if quantity.span.end <= tok.start < noun.start]
    return quantity.span.start == scene.sentence.start and any(tok.upos == "PROPN" for tok in inside)


def by_lives(scene: Scene, token: Token) -> list[Draft]:
    """Read "claimed six more lives", "cost the lives of 40 people", "12 lives were lost", "the loss of 40 lives"."""
    if token.form.lower() != "lives" and not (token.lemma.lower() == "life" and scene.shouting):
        return []
    head = scene.tree.parent(token)
    verbs = scene.words.lists["lives.verbs"]
    reach = 12 if scene.lower(token.id - 1) in _THEIRS else 6
    near = {scene.words.stem(scene.tree.token(i)) for i in range(max(1, token.id - reach), token.id)}
    governed = head is not None and (scene.words.stem(head) in verbs or head.lemma.lower() == "loss")
    if not governed and not near & verbs:
        return []
    sense = Sense("killed", "lives", "life")
    quantity = scene.quantity(token)
    if quantity is None:
        return make_drafts(scene, noun_heads(scene, token) or _cost(scene, token), sense, token, "lives")
    words = [tok for tok in scene.phrase_tokens(token) if tok.id < token.id and tok.upos in ("ADJ", "NOUN", "PROPN")]
    group = scene.text(scene.tree.span_of(words)) if words else ""
    share = Share(
        quantity.low,
        quantity.high,
        quantity.qualifier,
        Span(quantity.span.start, token.end),
        token,
        group,
        words[-1] if words else None,
        True,
    )
    return [Draft("killed", share, scene, token, "lives")]


def _cost(scene: Scene, token: Token) -> list[Token]:
    """Return who pays in "cost 40 people their lives"."""
    if scene.lower(token.id - 1) not in _THEIRS:
        return []
    for ident in range(max(1, token.id - 12), token.id):
        if scene.words.stem(scene.tree.token(ident)) == "cost":
            number = scene.count_after(ident)
            return [scene.head_of(number)] if number else scene.tree.children(ident, "iobj")
    return []


def by_victims(scene: Scene, token: Token) -> list[Draft]:
    """Read "300 dead", "took 40 prisoners", "the bodies of nine citizens were found"."""
    effect = scene.words.victim(token)
    lemma = singular(token)
    if effect in (None, "any") or token.upos not in ("NOUN", "ADJ", "VERB") or is_joint(scene, token):
        return []
    if is_among(scene, token):
        return []
    held = effect == "captured" and _is_held(scene, token)
    if not held and lemma in scene.words.behind and not _behind(scene, token, scene.words.behind[lemma]):
        return []
    sense = Sense(str(effect), "victims", lemma)
    if lemma in ("body", "corpse"):
        heads = noun_heads(scene, token)
        if heads:
            return [d for d in make_drafts(scene, heads, sense, token, "bodies") if d.share.told]
    quantity = scene.quantity(token)
    if quantity is None or not token.form.lower().endswith(("s", "d", "n", "g")):
        return []
    share = read_share(scene, token, sense)
    rule = "victims:held" if held else f"victims:{lemma}"
    return [Draft(sense.effect, share, scene, token, rule)] if share and share.told else []


def _is_held(scene: Scene, token: Token) -> bool:
    """Tell whether captives are told as such by what is done with them: "freed 40 prisoners", "12 captives remain"."""
    if scene.words.verb(token) is not None:
        return False
    head = scene.tree.parent(token)
    return head is not None and (scene.words.stem(head) in scene.words.lists["held"] or base(token.deprel) == "root")


def _behind(scene: Scene, token: Token, verbs: frozenset[str]) -> bool:
    head = scene.tree.parent(token)
    return not verbs or (head is not None and scene.words.stem(head) in verbs)
