"""From a noun phrase of victims to the counts it tells: numbered groups apart, unnumbered ones of one verb together.

"A soldier and an agent" are two counts of one; "a leader and his aide" is one count of two, because only the first
of them is counted by a word of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from histor.extract.casualties_scene import NOMINAL, Scene
from histor.extract.casualties_words import Sense, singular
from histor.extract.quantities import Quantity
from histor.model import Span, Token
from histor.model.tree import base

_WITH = ("along with", "together with", "as well as", "alongside", "and also", "in addition to")
_ARTICLES = frozenset({"a", "an", "one", "another"})
_OWNERS = frozenset({"the", "our", "their", "your", "his", "its"})


@dataclass(frozen=True, slots=True)
class Share:
    """One count of victims: bounds, qualifier, number phrase with its group, and the group's words.

    ``told`` is True where a word tells the number, False where one person is meant without a number word.
    """

    low: int | None
    high: int | None
    qualifier: str
    span: Span
    word: Token
    group: str
    group_word: Token | None
    told: bool


def read_shares(scene: Scene, head: Token, sense: Sense) -> list[Share]:
    """Return the counts that a victims' phrase tells, in text order."""
    shares: list[Share] = []
    open_ended = False
    for member in _members(scene, _totalled(scene, head)):
        share = read_share(scene, member, sense)
        if share is None:
            open_ended = open_ended or (scene.is_person(member) and not scene.tree.has_feature(member, "Number=Sing"))
            continue
        if (
            not share.told
            and shares
            and not scene.text(Span(shares[-1].span.end, max(shares[-1].span.end, share.span.start))).strip()
        ):
            continue  # a title and the name behind it, cut apart by the tree
        if not share.told and shares and _single(shares[-1]):
            shares[-1] = _merged(shares[-1], share)
        else:
            shares.append(share)
    if open_ended and len(shares) == 1 and not shares[0].told:
        shares[0] = replace(shares[0], high=None, qualifier="at_least")
    return shares


def _totalled(scene: Scene, head: Token) -> Token:
    """Return what "a total of 3,000 people" counts, where the tree takes the words of the number for its head."""
    number = next((n for n in scene.numbers.found if n.span.start <= head.start and head.id < n.first), None)
    number = number if head.upos == "NOUN" else None
    return scene.head_of(number) if number is not None and number.kind == "count" else head


def _single(share: Share) -> bool:
    """Tell whether a share was told without a numeral, so that one more person joins it."""
    return (
        share.qualifier == "exact"
        and share.low is not None
        and share.low == share.high
        and (not share.told or (share.word.upos not in ("NUM",) and share.low == 1))
    )


def _merged(first: Share, second: Share) -> Share:
    total = (first.low or 0) + (second.low or 0)
    group = f"{first.group} and {second.group}" if first.group and second.group else first.group or second.group
    return replace(first, low=total, high=total, span=Span(first.span.start, second.span.end), group=group)


def _members(scene: Scene, head: Token) -> list[Token]:
    """Return the coordinated nouns of a phrase, without those that a trigger of their own governs."""
    found = []
    for token in scene.tree.conjuncts(head.id):
        if token.upos not in NOMINAL or (token.id != head.id and _foreign(scene, head, token)):
            continue
        found.append(token)
        for companion in scene.tree.children(token.id, "nmod", "obl"):
            if scene.tree.case(companion.id) in _WITH or _with_before(scene, companion):
                found.append(companion)
    return sorted({tok.id: tok for tok in found}.values(), key=lambda tok: tok.id)


def _with_before(scene: Scene, token: Token) -> bool:
    first = min(
        tok.id for tok in [token, *scene.tree.children(token.id, "det", "nmod", "amod", "compound", "nummod", "case")]
    )
    pair = f"{scene.lower(first)} {scene.lower(first + 1)}"
    return pair in _WITH


def _foreign(scene: Scene, head: Token, token: Token) -> bool:
    """Tell whether a conjunct belongs to another trigger: it is one, or one stands beside its number."""
    follower = scene.token(token.id + 1)
    shared = scene.lower(token.id + 1) == "of" and scene.lower(token.id + 2) in ("them", "whom")
    counts = scene.numbers.at(token.id) is not None and follower is not None
    warded = scene.lower(token.id + 1) == "in" and scene.lower(token.id + 2) in scene.words.lists["to_hospital.nouns"]
    if counts and follower is not None and (shared or warded or scene.is_trigger(follower)):
        return True
    in_state = scene.words.state(token) is not None and not token.form.lower().endswith("s")
    if in_state or (scene.is_trigger(token) and not scene.words.victim(token)):
        return True
    if scene.tree.children(token.id, "nsubj", "aux", "cop"):
        return True
    low = min(head.id, token.id)
    between = [scene.tree.token(i) for i in range(low + 1, max(head.id, token.id))]
    return any(mid.upos == "VERB" and scene.is_trigger(mid) and base(mid.deprel) != "amod" for mid in between)


def read_share(scene: Scene, token: Token, sense: Sense) -> Share | None:
    """Return the count that one noun tells, or None where it tells none or names no people."""
    noun = _counted_noun(scene, token)
    quantity = _none_of(scene, token) or _told(scene, token, noun)
    if scene.is_thing(noun) or _dated(scene, token) or _apposed(scene, token):
        return None
    grouped = noun.upos in ("NOUN", "PROPN") and singular(noun) in scene.words.lists["groups"]
    if grouped and not (sense.effect == "displaced" and quantity is not None and quantity.low != 1):
        return _collective(scene, noun)
    if quantity is None:
        return _one(scene, noun, sense)
    if not _acceptable(scene, noun, quantity, sense):
        return None
    return _build(scene, token, noun, quantity, told=True)


def _none_of(scene: Scene, token: Token) -> Quantity | None:
    """Read "none of the three" as nobody, where the number only says of how many."""
    number = scene.numbers.at(token.id)
    at = scene.lead_id(number) if number is not None else 0
    at = at - 1 if at and scene.lower(at) in ("the", "these", "those") else at
    before = scene.token(at - 1)
    if number is None or before is None or scene.lower(at) != "of" or before.form.lower() not in ("none", "neither"):
        return None
    return Quantity(0, 0, "exact", Span(before.start, number.span.end))


def _told(scene: Scene, token: Token, noun: Token) -> Quantity | None:
    """Return the quantity of a phrase; in "a group of scouts" the article counts the group and no scouts."""
    collective = scene.numbers.collective(token) if noun.id != token.id and scene.numbers.at(token.id) is None else None
    return collective or scene.quantity(token) or (scene.quantity(noun) if noun.id != token.id else None)


def _counted_noun(scene: Scene, token: Token) -> Token:
    """Return the noun counted where the head is a number before "of": "dozens of scouts", "a number of men"."""
    number = scene.numbers.at(token.id)
    if number is None and scene.numbers.collective(token) is None:
        return token
    for child in scene.tree.children(token.id, "nmod"):
        if scene.tree.case(child.id) == "of" and child.id > token.id:
            return child
    behind = scene.noun_behind(number.last) if number is not None else None
    return behind or _noun_after_of(scene, token)


def _noun_after_of(scene: Scene, token: Token) -> Token:
    """Return the noun right behind "of" where the tree hangs it elsewhere; the word itself where none stands there."""
    if scene.lower(token.id + 1) != "of":
        return token
    for ident in range(token.id + 2, token.id + 7):
        here, after = scene.token(ident), scene.token(ident + 1)
        if here is None or here.upos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
            return token
        if here.upos in ("NOUN", "PROPN") and (after is None or after.upos not in ("NOUN", "PROPN")):
            return here
    return token


def _dated(scene: Scene, token: Token) -> bool:
    number = scene.numbers.at(token.id)
    return number is not None and number.kind != "count"


def _apposed(scene: Scene, token: Token) -> bool:
    """Tell an age between commas ("Hale, 45, was killed") and the head of a relative clause ("another that fled")."""
    following = scene.lower(token.id + 1)
    if scene.numbers.at(token.id) is not None:
        before = scene.token(token.id - 2)
        aged = scene.lower(token.id - 1) == "," and following in (",", ";", ")", ".")
        return aged and before is not None and before.upos == "PROPN"
    return token.form.lower() in ("one", "another") and following in ("that", "which")


def _collective(scene: Scene, noun: Token) -> Share | None:
    """Read "a family of five" as five and "a group of scouts" as scouts without a number."""
    for child in scene.tree.children(noun.id, "nmod"):
        number = scene.numbers.at(child.id)
        inner = scene.quantity(child)
        if scene.tree.case(child.id) == "of" and inner is not None and (number is None or number.kind == "count"):
            span = Span(noun.start, max(inner.span.end, noun.end))
            return Share(
                inner.low, inner.high, inner.qualifier, span, noun, scene.text(scene.tree.phrase(noun.id)), noun, True
            )
        if scene.tree.case(child.id) == "of" and scene.is_person(child):
            span = scene.tree.phrase(noun.id)
            words = scene.phrase_tokens(child)
            group = scene.text(scene.tree.span_of(words)) if words else child.form
            return Share(None, None, "unquantified", span, noun, group, child, True)
    return None


def _one(scene: Scene, noun: Token, sense: Sense) -> Share | None:
    """Read a single person told without a number: a name, "the driver", "his aide"."""
    if (
        sense.civil
        or sense.lemma == "surrender"
        or sense.effect == "displaced"
        or noun.upos not in ("NOUN", "PROPN")
        or scene.tree.has_feature(noun, "Number=Plur")
    ):
        return None
    person = scene.is_named(noun) or (scene.is_plainly_person(noun) and _listed_single(scene, noun))
    if not person or not _told_of_person(scene, noun, sense):
        return None
    words = scene.phrase_tokens(noun) or [noun]
    span = scene.tree.span_of(words)
    return Share(1, 1, "exact", span, noun, scene.text(span), noun, False)


def _told_of_person(scene: Scene, noun: Token, sense: Sense) -> bool:
    """Tell whether a name's fate is a toll: towns are captured too, and most people die in their beds."""
    if sense.people and noun.upos == "PROPN":
        return bool(scene.tree.children(noun.id, "flat", "nmod", "compound", "appos"))
    if sense.lemma == "die":
        violence = scene.words.lists["violence"]
        return any(
            singular(tok) in violence and scene.lower(tok.id - 1) not in ("hunger", "heart")
            for tok in scene.sentence.tokens
        )
    return True


def _listed_single(scene: Scene, noun: Token) -> bool:
    """Leave out nouns that are single only in form: "personnel", "police", "staff"."""
    lower = noun.form.lower()
    return not scene.words.has("mass", lower) and (lower == singular(noun) or scene.shouting)


def _acceptable(scene: Scene, noun: Token, quantity: Quantity, sense: Sense) -> bool:
    """Tell whether a counted noun can be the victims of a verb."""
    bare = noun.upos == "NUM" or scene.numbers.at(noun.id) is not None or noun.upos in ("PRON", "DET")
    if bare:
        return not sense.civil or quantity.low is None or quantity.low > 20
    if sense.civil:
        many = (quantity.low or 0) >= 1000 or "thousands" in quantity.qualifier or quantity.qualifier == "millions"
        return scene.words.has("civil", singular(noun)) or (many and not scene.words.has("fighters", singular(noun)))
    article = scene.text(quantity.span).lower() in _ARTICLES
    if sense.people or article:
        homes = sense.effect == "displaced" and scene.words.has("civil", singular(noun))  # families, households
        some = noun.upos == "ADJ" and scene.lower(noun.id - 1) in _OWNERS  # ten of our best
        return homes or some or scene.is_person(noun) or scene.words.victim(noun) is not None
    return noun.upos in ("NOUN", "PROPN", "ADJ", "X")


def _build(scene: Scene, token: Token, noun: Token, quantity: Quantity, told: bool) -> Share:
    words = scene.phrase_tokens(noun)
    if noun.upos in ("NUM", "PRON", "DET") or (noun.id == token.id and scene.numbers.at(noun.id) is not None):
        words = [tok for tok in words if tok.id != noun.id]
        words = words if words and words[0].id == noun.id + 1 else []
    span = quantity.span
    group = ""
    if words and not noun.form.lower().endswith("s") and (scene.words.state(noun) or scene.words.verb(noun)):
        span, words = Span(span.start, max(span.end, noun.end)), []
    while len(words) > 1 and words[0].upos in ("ADJ", "VERB") and scene.words.effect(words[0]):
        words = words[1:]
    if len(words) == 1 and words[0].form.lower() in ("more", "another", "many", "several"):
        words = []
    if words:
        whole = scene.tree.span_of(words)
        group = scene.text(whole)
        span = Span(min(span.start, whole.start), max(span.end, whole.end))
    return Share(quantity.low, quantity.high, quantity.qualifier, span, token, group, noun if words else None, told)
