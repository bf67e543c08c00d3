"""One function for each way in which English tells a toll; each takes a scene and a word and returns drafts.

A rule says only what stands there. Whether the deed was done, whether the figure is a running one and what it is a
part of is asked elsewhere, so that no rule has to know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from histor.extract.casualties_frames import noun_heads, state_heads, verb_heads
from histor.extract.casualties_real import is_rate, is_real, is_undone
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share, read_share, read_shares
from histor.extract.casualties_words import Sense, singular
from histor.extract.quantities import Quantity
from histor.extract.quantities_words import Number
from histor.model import Span, Token
from histor.model.tree import base

_TOLD_DEATH = frozenset({"result", "lead", "cause", "culminate", "end", "announce", "confirm", "report", "bring", "claim"})
_TOLL_LEAD = frozenset(
    "to at of is was are were reached reaching reach exceeded exceeds exceed passed passing past above hit hitting topped "
    "surpassed : stood stands now being numbered totalled totaled over".split()
)
_REACH = 18


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
    group_scene: int = -1


Rule = Callable[[Scene, Token], list[Draft]]


def _drafts(scene: Scene, heads: list[Token], sense: Sense, trigger: Token, rule: str) -> list[Draft]:
    found = []
    last: Share | None = None
    for head in heads:
        for share in read_shares(scene, head, sense):
            doubled = last is not None and not share.told and not last.told and share.span.start - last.span.end < 2
            last = share
            if doubled:  # one person's title and name, cut apart by the tree
                continue
            found.append(Draft(sense.effect, share, scene, trigger, rule))
    return found


def by_verb(scene: Scene, token: Token) -> list[Draft]:
    """Read "killed 12", "12 were killed", "the two men arrested", "40 wounded soldiers"."""
    sense = scene.words.verb(token)
    if sense is None or is_joint(scene, token) or token.upos == "PROPN":
        return []
    if token.upos == "NOUN" and token.form.lower() == sense.lemma or (sense.lemma == "surrender" and _hands_over(scene, token)):
        return []
    if sense.civil and not _fled_from(scene, token):
        return []
    found = _drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma}")
    if sense.lemma == "hurt" or base(token.deprel) == "amod":  # figurative, or a mention of one already known
        found = [draft for draft in found if draft.share.told]
    return found + _companions(scene, token, sense) if found else found


def _hands_over(scene: Scene, verb: Token) -> bool:
    """Tell "surrendered his sword", which captures nobody that it names, from "300 men surrendered"."""
    return any(tok.id > verb.id for tok in scene.tree.children(verb.id, "obj"))


_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"))


def _companions(scene: Scene, verb: Token, sense: Sense) -> list[Draft]:
    """Read who suffered the same behind the verb: "95 soldiers were killed along with 1,350 insurgents"."""
    found: list[Draft] = []
    for ident in range(verb.id + 1, min(verb.id + _REACH, len(scene.sentence.tokens))):
        if scene.is_trigger(scene.tree.token(ident)) or scene.lower(ident) == ";":
            break
        size = next((len(cue) for cue in _WITH if all(scene.lower(ident + i) == word for i, word in enumerate(cue))), 0)
        number = scene.count_after(ident + size - 1, 3) if size else None
        if number is not None:
            found.extend(_drafts(scene, [scene.head_of(number)], sense, verb, f"verb:{sense.lemma}"))
    return found


def _fled_from(scene: Scene, verb: Token) -> bool:
    """Tell whether a flight leaves homes or a danger, or those who flee are civilians."""
    after = {singular(tok) for tok in scene.tree.subtree(verb.id) if tok.id > verb.id}
    subjects = {singular(tok) for tok in scene.tree.subtree(verb.id) if tok.id < verb.id}
    return bool(after & scene.words.lists["civil_from"]) or bool(subjects & scene.words.lists["civil"])


def is_joint(scene: Scene, token: Token) -> bool:
    """Tell whether a trigger shares its number with one of another effect: "killed or wounded 300" divides nothing."""
    own = scene.words.effect(token)
    for cc, other in ((token.id + 1, token.id + 2), (token.id - 1, token.id - 2)):
        neighbour = scene.token(other)
        if neighbour is None or scene.lower(cc) not in ("and", "or", "/", "and/or", "nor"):
            continue
        effect = scene.words.effect(neighbour)
        if effect and {own, effect} in ({"killed", "injured"}, {"killed", "missing"}, {"killed", "captured"},
                                        {"injured", "captured"}, {"injured", "missing"}, {"missing", "captured"}):
            number = scene.count_after(max(token.id, neighbour.id)) if scene.words.verb(token) else None
            sequence = {own, effect} == {"killed", "captured"} and scene.lower(cc) == "and"
            return not sequence and not (number is None and _own_number(scene, token))
    return False


def _own_number(scene: Scene, token: Token) -> bool:
    """Tell "12 dead and wounded", which divides nothing, from "12 killed and missing 4", which does."""
    after = scene.count_after(token.id, 1)
    return after is not None


def by_state(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 dead", "left 30 wounded", "four are missing", "took 20 prisoner"."""
    effect = scene.words.state(token)
    if effect is None or is_joint(scene, token) or _is_among(scene, token):
        return []
    if effect == "captured":
        return _held(scene, token)
    if _acts(scene, token):
        return []
    sense = Sense(effect, "state", token.form.lower())
    found = _drafts(scene, state_heads(scene, token), sense, token, "state")
    return [draft for draft in found if draft.share.told or base(token.deprel) != "amod"]


def _is_among(scene: Scene, token: Token) -> bool:
    """Tell whether a word only names the victims that somebody is one of: "among the dead"."""
    return any(scene.lower(i) in ("among", "amongst") for i in range(max(1, token.id - 3), token.id))


def by_fall(scene: Scene, token: Token) -> list[Draft]:
    """Read "1,200 Prussians fell": counted people who fall, and not from or into anything."""
    if token.form.lower() not in ("fell", "fallen") or token.upos != "VERB":
        return []
    if scene.lower(token.id + 1) not in ("", ".", ",", ";", "in", "at", "on", "that", "before", "under", "and", "during"):
        return []
    sense = Sense("killed", "subject", "fall", people=True)
    found = _drafts(scene, verb_heads(scene, token, sense), sense, token, "verb:fall")
    return [draft for draft in found if draft.share.told and draft.share.group]


def _acts(scene: Scene, token: Token) -> bool:
    """Tell whether a word that may be a state is a verb with an object, or the noun "hurt"."""
    if token.upos == "NOUN" and token.form.lower() == "hurt":
        return True
    following = scene.token(token.id + 1)
    objected = following is not None and following.upos in ("DET", "PRON", "NUM") or bool(scene.tree.children(token.id, "obj"))
    return scene.words.verb(token) is not None and token.upos == "VERB" and objected


def _held(scene: Scene, token: Token) -> list[Draft]:
    """Read "took 20 people hostage", "were taken prisoner", "held captive"."""
    verbs = [scene.tree.parent(token), scene.token(token.id - 1)]
    verb = next((tok for tok in verbs if tok is not None and scene.words.has("leaving_hold", scene.words.stem(tok))), None)
    if verb is None:
        return []
    sense = Sense("captured", "state", token.form.lower(), people=True)
    objects = [tok for tok in scene.tree.children(verb.id, "obj", "iobj") if tok.id != token.id]
    heads = objects or scene.tree.children(verb.id, "nsubj:pass")
    number = scene.count_before(verb.id)
    if number is not None and not objects:
        heads = [scene.head_of(number)]
    return _drafts(scene, heads, sense, token, "state:captured")


def by_noun(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 deaths", "the death of two nationals", "the killing of a guard"."""
    effect = scene.words.noun(token)
    if effect is None or base(token.deprel) == "compound" or _other_thing(scene, token) or is_joint(scene, token):
        return []
    sense = Sense(effect, "noun", singular(token))
    counted = _counted_noun(scene, token, sense)
    if counted:
        return counted
    found = _drafts(scene, noun_heads(scene, token), sense, token, f"noun:{sense.lemma}")
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
    return head is not None and scene.words.stem(head) in _TOLD_DEATH


def _counted_noun(scene: Scene, token: Token, sense: Sense) -> list[Draft]:
    quantity = scene.quantity(token)
    if quantity is None or not scene.words.has("counted", sense.lemma) or quantity.qualifier == "unquantified":
        return []
    if scene.text(quantity.span).lower() in ("a", "an", "either", "both") or _yearly(scene, token, quantity):
        return []
    words = [tok for tok in scene.phrase_tokens(token) if tok.id < token.id and tok.upos in ("ADJ", "NOUN", "PROPN")]
    group = scene.text(scene.tree.span_of(words)) if words else ""
    of = [tok for tok in scene.tree.children(token.id, "nmod") if scene.tree.case(tok.id) in ("of", "among")]
    if of and not words:
        group = scene.text(scene.tree.phrase(of[0].id))
    span = Span(quantity.span.start, token.end)
    share = Share(quantity.low, quantity.high, quantity.qualifier, span, token, group, words[-1] if words else None, True)
    return [Draft(sense.effect, share, scene, token, f"count:{sense.lemma}")]


def _yearly(scene: Scene, noun: Token, quantity: Quantity) -> bool:
    """Tell a year before a name ("2019 Harbour killings", as headings have it) from a count."""
    digits = scene.text(quantity.span)
    if not (digits.isdigit() and len(digits) == 4 and 1000 <= int(digits) <= 2100):
        return False
    inside = [tok for tok in scene.sentence.tokens[: noun.id] if quantity.span.end <= tok.start < noun.start]
    return quantity.span.start == scene.sentence.start and any(tok.upos == "PROPN" for tok in inside)


def by_light(scene: Scene, token: Token) -> list[Draft]:
    """Read "20 people sustained injuries", "his wife and son lost their lives"."""
    lemma = scene.words.stem(token)
    for light in scene.words.light:
        if lemma not in light.verbs:
            continue
        objects = [tok for tok in scene.tree.children(token.id, "obj") if singular(tok) in light.objects]
        if not objects or (light.owned and not _owned(scene, objects[0])) or scene.numbers.of(objects[0]) is not None:
            continue
        sense = Sense(light.effect, "light", lemma)
        heads = scene.tree.children(token.id, "nsubj") or _modified_by(scene, token)
        return _drafts(scene, [_resolved(scene, token, tok) for tok in heads], sense, token, f"light:{lemma}")
    return []


def _resolved(scene: Scene, verb: Token, token: Token) -> Token:
    from histor.extract.casualties_frames import resolve_relative

    return resolve_relative(scene, verb, token)


def _modified_by(scene: Scene, verb: Token) -> list[Token]:
    head = scene.tree.parent(verb)
    return [head] if head is not None and base(verb.deprel) == "acl" and head.upos in ("NOUN", "PROPN") else []


def _owned(scene: Scene, noun: Token) -> bool:
    return noun.form.lower() in ("life", "lives", "death", "deaths") and (
        bool(scene.tree.children(noun.id, "nmod:poss")) or scene.lower(noun.id - 1) in ("their", "his", "her")
    )


def by_lives(scene: Scene, token: Token) -> list[Draft]:
    """Read "claimed six more lives", "cost the lives of 40 people", "12 lives were lost", "the loss of 40 lives"."""
    if token.form.lower() != "lives" and not (token.lemma.lower() == "life" and scene.shouting):
        return []
    head = scene.tree.parent(token)
    verbs = scene.words.lists["lives.verbs"]
    near = {scene.words.stem(scene.tree.token(i)) for i in range(max(1, token.id - 6), token.id)}
    governed = head is not None and (scene.words.stem(head) in verbs or head.lemma.lower() == "loss")
    if not governed and not near & verbs:
        return []
    sense = Sense("killed", "lives", "life")
    quantity = scene.quantity(token)
    if quantity is None:
        return _drafts(scene, noun_heads(scene, token) or _cost(scene, token), sense, token, "lives")
    words = [tok for tok in scene.phrase_tokens(token) if tok.id < token.id and tok.upos in ("ADJ", "NOUN", "PROPN")]
    group = scene.text(scene.tree.span_of(words)) if words else ""
    share = Share(quantity.low, quantity.high, quantity.qualifier, Span(quantity.span.start, token.end), token, group,
                  words[-1] if words else None, True)
    return [Draft("killed", share, scene, token, "lives")]


def _cost(scene: Scene, token: Token) -> list[Token]:
    """Return who pays in "cost 40 people their lives"."""
    if scene.lower(token.id - 1) not in ("their", "his", "her"):
        return []
    for ident in range(max(1, token.id - 12), token.id):
        if scene.words.stem(scene.tree.token(ident)) == "cost":
            number = scene.count_after(ident)
            return [scene.head_of(number)] if number else scene.tree.children(ident, "iobj")
    return []


def by_loss(scene: Scene, token: Token) -> list[Draft]:
    """Read "the regiment lost 300 men": people counted as the object of a loss."""
    if not scene.words.has("lose", scene.words.stem(token)) or token.upos != "VERB":
        return []
    sense = Sense("killed", "loss", "lose", people=True)
    heads = [tok for tok in scene.tree.children(token.id, "obj") if tok.upos == "NOUN" and tok.form.lower() != "lives"]
    found = _drafts(scene, heads, sense, token, "verb:lose")
    kept = [d for d in found if d.share.told and d.share.low is not None and not _jointly(scene, d)]
    for draft in kept:
        draft.score = 0.6
    return kept


def _jointly(scene: Scene, draft: Draft) -> bool:
    """Tell whether words behind the object divide the loss themselves: "lost 300 men killed and wounded"."""
    behind = [scene.token(i) for i in range(draft.share.word.id + 1, draft.share.word.id + 8)]
    return any(tok is not None and scene.words.effect(tok) for tok in behind)


def by_death(scene: Scene, token: Token) -> list[Draft]:
    """Read "12 were shot dead", "shot to death", "put to the sword"."""
    lists = scene.words.lists
    if scene.words.stem(token) not in lists["to_death.verbs"]:
        return []
    ending = any(
        scene.lower(i) == "to" and (scene.lower(i + 1) in lists["to_death.nouns"] or scene.lower(i + 2) in lists["to_death.nouns"])
        for i in range(token.id + 1, token.id + 7)
    )
    if not ending:
        return []
    sense = Sense("killed", "object", token.lemma.lower())
    return _drafts(scene, verb_heads(scene, token, sense), sense, token, f"verb:{sense.lemma} to death")


def by_victims(scene: Scene, token: Token) -> list[Draft]:
    """Read "300 dead", "took 40 prisoners", "the bodies of nine citizens were found"."""
    effect = scene.words.victim(token)
    lemma = singular(token)
    if effect in (None, "any") or token.upos not in ("NOUN", "ADJ", "VERB") or is_joint(scene, token):
        return []
    if _is_among(scene, token):
        return []
    if lemma in scene.words.behind and not _behind(scene, token, scene.words.behind[lemma]):
        return []
    sense = Sense(str(effect), "victims", lemma)
    if lemma in ("body", "corpse"):
        heads = noun_heads(scene, token)
        if heads:
            return [d for d in _drafts(scene, heads, sense, token, "bodies") if d.share.told]
    quantity = scene.quantity(token)
    if quantity is None or not token.form.lower().endswith(("s", "d", "n", "g")):
        return []
    share = read_share(scene, token, sense)
    return [Draft(sense.effect, share, scene, token, f"victims:{lemma}")] if share and share.told else []


def _behind(scene: Scene, token: Token, verbs: frozenset[str]) -> bool:
    head = scene.tree.parent(token)
    return head is not None and (not verbs or scene.words.stem(head) in verbs)


def by_toll(scene: Scene, token: Token) -> list[Draft]:
    """Read "the death toll rose to at least 26", "bringing the number of dead to 40"."""
    effect = toll_effect(scene, token)
    if effect is None:
        return []
    number = _toll_number(scene, token)
    if number is None:
        return []
    sense = Sense(effect, "toll", "toll")
    found = _drafts(scene, [scene.head_of(number)], sense, token, "toll")
    for draft in found:
        draft.running = True
    return found


def toll_effect(scene: Scene, token: Token) -> str | None:
    """Return what a word for a running figure counts: "death toll", "the number of wounded", "people killed"."""
    lemma = singular(token)
    lists = scene.words.lists
    if lemma not in lists["tolls"] and lemma not in lists["totals"]:
        return None
    before = scene.token(token.id - 1)
    effect = scene.words.effect(before) if before is not None else None
    if effect not in (None, "any"):
        return effect
    if lemma == "toll":
        return "killed" if token.upos == "NOUN" and (before is None or before.lemma.lower() not in ("casualty", "bridge")) else None
    if scene.lower(token.id + 1) not in ("of", "killed", "dead", "wounded", "injured", "missing", "displaced"):
        return None
    for ident in range(token.id + 1, token.id + 6):
        follower = scene.token(ident)
        if follower is None or scene.numbers.at(ident) is not None:
            return None
        effect = scene.words.effect(follower)
        if effect not in (None, "any"):
            return effect
    return None


def _toll_number(scene: Scene, token: Token) -> Number | None:
    """Return the figure a running toll has reached: the first behind "to", "at", "of", "is", never behind "from"."""
    for number in scene.numbers.found:
        if not token.id < number.first <= token.id + _REACH or number.kind != "count":
            continue
        lead = number.first - 1
        while lead > token.id and scene.tree.token(lead).start >= number.span.start:
            lead -= 1
        if scene.lower(lead) in _TOLL_LEAD and (number.low, number.high) != (None, None):
            return number
        if any(scene.is_trigger(tok) and tok.upos == "VERB" for tok in scene.sentence.tokens[token.id + 1 : number.first - 1]):
            break
    return _number_ahead(scene, token)


def _number_ahead(scene: Scene, token: Token) -> Number | None:
    """Return the figure told before its noun: "brings to 90 the number of people killed"."""
    for number in scene.numbers.found:
        near = 0 < token.id - number.last <= 3 and number.kind == "count"
        if near and scene.lower(number.first - 1) in ("to", "at") and scene.lower(token.id - 1) in ("the", "total", "death"):
            return number
    return None


#: In the order in which they may claim a number.
RULES: tuple[Rule, ...] = (by_toll, by_lives, by_death, by_verb, by_light, by_state, by_noun, by_victims, by_loss,
                          by_fall)


def read_drafts(scene: Scene) -> list[Draft]:
    """Return the drafts of a sentence in text order, each number once for each effect, deeds not done left out."""
    taken: dict[tuple[str, int], Draft] = {}
    for rule in RULES:
        for token in scene.sentence.tokens:
            for draft in rule(scene, token):
                key = (draft.effect, _number_id(draft))
                if key not in taken and is_real(scene, token) and not is_undone(scene, token) and not _is_rate(draft):
                    taken[key] = draft
    return sorted(taken.values(), key=lambda draft: (draft.share.span.start, draft.trigger.id))


def _is_rate(draft: Draft) -> bool:
    number = draft.scene.numbers.at(draft.share.word.id)
    first = number.first if number is not None else draft.share.word.id - 1
    last = max(draft.share.word.id, draft.trigger.id if abs(draft.trigger.id - draft.share.word.id) < 4 else 0)
    return is_rate(draft.scene, first, last)


def _number_id(draft: Draft) -> int:
    """Return what stands for the number: its characters, so that two heads of one number are one toll."""
    return draft.share.span.start
