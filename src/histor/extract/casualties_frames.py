"""Where the victims of a trigger stand: object, subject, head noun, "of"-phrase, or right beside it.

Every reader takes a scene and a trigger and returns heads of noun phrases. The tree is asked first; where it has
nothing to say, the words right beside the trigger are, since wire prose puts number and verb side by side.
"""

from __future__ import annotations

from histor.extract.casualties_scene import Scene
from histor.extract.casualties_words import Sense
from histor.model import Token
from histor.model.tree import base

_RELATIVE = frozenset({"who", "that", "which", "whom"})


def verb_heads(scene: Scene, verb: Token, sense: Sense) -> list[Token]:
    """Return the heads of the phrases that name a verb's victims."""
    tree = scene.tree
    if sense.lemma in scene.words.particles and not _has_particle(scene, verb, sense):
        return []
    passive = is_passive(scene, verb)
    subjects = [resolve_relative(scene, verb, tok) for tok in tree.children(verb.id, "nsubj") if tok.id < verb.id]
    objects = [resolve_relative(scene, verb, tok) for tok in tree.children(verb.id, "obj")]
    if sense.frame == "subject" or (sense.frame == "either" and not objects and not passive):
        return _acting(scene, verb, subjects)
    bare = bare_number(scene, verb)
    if bare is not None:
        return [bare]
    after = None if passive else scene.count_after(verb.id)
    if after is not None:
        return [scene.head_of(after)]
    found = [] if passive else objects or _modified(scene, verb) or _shared_object(scene, verb)
    if found or verb.form.lower().endswith(("ing", "s")) or (verb.form.lower() == sense.lemma and not passive):
        return found
    return _suffering(scene, verb, subjects)


def _acting(scene: Scene, verb: Token, subjects: list[Token]) -> list[Token]:
    """Return who dies, flees or surrenders: the subject, wherever the clause has it."""
    head = scene.tree.parent(verb)
    if not subjects and head is not None and base(verb.deprel) == "xcomp":
        subjects = scene.tree.children(head.id, "obj") or scene.tree.children(head.id, "nsubj")
    if not subjects and scene.tree.children(verb.id, "expl"):
        number = next((n for n in scene.numbers.found if n.first > verb.id and n.kind == "count"), None)
        return [scene.head_of(number)] if number is not None else []
    found = subjects or _some_of_the_hurt(scene, verb)
    return found or _modified(scene, verb) or _before(scene, verb) or _shared_subject(scene, verb)


def _some_of_the_hurt(scene: Scene, verb: Token) -> list[Token]:
    """Return the number in "after five of the wounded died", where the tree hangs it elsewhere."""
    word = scene.token(verb.id - 1)
    among = scene.lower(verb.id - 2) in ("the", "those") and scene.lower(verb.id - 3) == "of"
    number = scene.numbers.at(verb.id - 4) if among else None
    known = number is not None and word is not None and scene.words.victim(word) is not None
    return [scene.tree.token(number.last)] if known and number is not None else []


def _suffering(scene: Scene, verb: Token, subjects: list[Token]) -> list[Token]:
    """Return whom a passive or a bare participle speaks of."""
    found = [tok for tok in scene.tree.children(verb.id, "nsubj:pass") if tok.id < verb.id] or subjects
    found = found or _raised(scene, verb)
    found = [resolve_relative(scene, verb, tok) for tok in found]
    near = _word_before(scene, verb)
    counted = near is not None and near.form.lower() in scene.numbers.words.pronouns
    if near is not None and counted and all(tok.id < near.id for tok in found):
        return [near]  # "one was killed and another wounded"
    number = scene.count_before(verb.id)
    if number is not None and not any(_reaches(scene, tok, number.first) for tok in found):
        return [_first_counted(scene, scene.head_of(number))]
    return found or _modified(scene, verb) or _before(scene, verb) or _shared_subject(scene, verb)


def _raised(scene: Scene, verb: Token) -> list[Token]:
    """Return the subject that a participle has from the verb above it: "were reported to have been killed"."""
    head = scene.tree.parent(verb)
    if head is None or base(verb.deprel) != "xcomp":
        return []
    wanted = ("nsubj:pass", "nsubj") if head.form.lower() in ("had", "have", "has") else ("nsubj:pass",)
    return [tok for tok in scene.tree.children(head.id, *wanted) if tok.id < head.id]


def _first_counted(scene: Scene, head: Token) -> Token:
    """Return the first of the counted nouns that a noun is coordinated with: "4 officers and 92 men killed"."""
    first = scene.tree.first_conjunct(head)
    between = scene.sentence.tokens[first.id : head.id - 1]
    if first.upos not in ("NOUN", "PROPN") or any(tok.upos == "VERB" or scene.is_trigger(tok) for tok in between):
        return head
    return first if scene.quantity(first) is not None else head


def _reaches(scene: Scene, subject: Token, ident: int) -> bool:
    """Tell whether a subject or what is coordinated with it stands at or behind a word."""
    return any(tok.id >= ident for tok in scene.tree.conjuncts(subject.id))


def bare_number(scene: Scene, word: Token) -> Token | None:
    """Return the number right before a participle that modifies no noun: "12 killed, 63 wounded"."""
    number = scene.numbers.at(word.id - 1)
    if (
        number is None
        or number.kind != "count"
        or (word.form.lower().endswith("ing") and word.form.lower() != "missing")
    ):
        return None
    following, head = scene.token(word.id + 1), scene.tree.parent(word)
    modifies = head is not None and base(word.deprel) in ("amod", "compound") and head.id > word.id
    if modifies or (following is not None and following.upos in ("NOUN", "PROPN", "ADJ")):
        return None
    return scene.tree.token(number.last)


def is_passive(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb is passive, a number right behind it speaking for the active voice."""
    lower = verb.form.lower()
    if lower.endswith("ing"):
        return False
    helped = any(low in ("was", "were", "been", "being", "be", "is", "are", "got") for low in _helpers(scene, verb))
    if helped:
        return True
    if scene.tree.children(verb.id, "obj") or scene.count_after(verb.id) is not None:
        return False
    return scene.tree.is_passive(verb) or base(verb.deprel) in ("acl", "amod")


def _helpers(scene: Scene, verb: Token) -> list[str]:
    found = [tok.form.lower() for tok in scene.tree.children(verb.id, "aux")]
    at = verb.id - 1
    while at and scene.tree.token(at).upos in ("AUX", "ADV", "PART"):
        found.append(scene.lower(at))
        at -= 1
    return found


def _has_particle(scene: Scene, verb: Token, sense: Sense) -> bool:
    wanted = scene.words.particles[sense.lemma]
    return any(scene.lower(i) in wanted for i in range(verb.id + 1, verb.id + 6))


def resolve_relative(scene: Scene, verb: Token, token: Token) -> Token:
    """Return what "who" or "that" stands for in a relative clause, else the word itself."""
    if token.form.lower() not in _RELATIVE:
        return token
    clause: Token | None = verb
    while clause is not None and base(clause.deprel) == "conj":
        clause = scene.tree.parent(clause)
    head = scene.tree.parent(clause) if clause is not None and base(clause.deprel) == "acl" else None
    return head or token


def _modified(scene: Scene, verb: Token) -> list[Token]:
    """Return the noun that a participle modifies: "the two men killed", "40 wounded soldiers"."""
    head = scene.tree.parent(verb)
    if head is None or base(verb.deprel) not in ("acl", "amod") or verb.deprel == "acl:relcl":
        return []
    active = verb.form.lower().endswith("ing") and base(verb.deprel) == "acl"
    return [] if active and scene.words.verb(verb) and scene.words.verb(verb).frame == "object" else [head]  # type: ignore[union-attr]


def _shared_subject(scene: Scene, verb: Token) -> list[Token]:
    """Return the subject of the verb that a participle is coordinated with: "were shot and killed"."""
    first = subject_owner(scene, verb)
    if first.id == verb.id or first.upos != "VERB":
        return []
    before = _word_before(scene, verb)
    if before is not None and before.form.lower() in scene.numbers.words.unquantified:
        return [before]  # "six were killed and several injured"
    wanted = ("nsubj:pass", "nsubj") if is_passive(scene, first) else ("nsubj",)
    if is_passive(scene, verb) and wanted == ("nsubj",):
        return []
    for number in scene.numbers.found:
        if first.id < number.first < verb.id and number.kind == "count":
            head = scene.head_of(number)
            if not scene.tree.case(head.id) and not scene.is_thing(head):
                return [head]
    return [resolve_relative(scene, first, tok) for tok in scene.tree.children(first.id, *wanted)]


def subject_owner(scene: Scene, verb: Token) -> Token:
    """Return the nearest verb that another is coordinated with and that has a subject, else the first of them."""
    here: Token | None = verb
    if scene.tree.children(verb.id, "nsubj", "nsubj:pass"):
        return verb
    while here is not None and base(here.deprel) == "conj":
        here = scene.tree.parent(here)
        if here is not None and any(scene.tree.children(here.id, "nsubj", "nsubj:pass")):
            return here
    return scene.tree.first_conjunct(verb)


def _shared_object(scene: Scene, verb: Token) -> list[Token]:
    """Return the object that a verb shares with one coordinated right beside it: "ambushed and killed two"."""
    for other in scene.tree.children(verb.id, "conj"):
        if other.id == verb.id + 2:
            return scene.tree.children(other.id, "obj")
    first = scene.tree.first_conjunct(verb)
    return scene.tree.children(first.id, "obj") if first.id == verb.id - 2 and first.upos == "VERB" else []


def _before(scene: Scene, verb: Token) -> list[Token]:
    """Return the noun phrase that ends right before a verb without a subject of its own."""
    number = scene.count_before(verb.id)
    if number is not None:
        return [_first_counted(scene, scene.head_of(number))]
    last = _word_before(scene, verb)
    if last is None or last.upos not in ("NOUN", "PROPN"):
        return []
    while base(last.deprel) in ("compound", "flat", "nmod") and (head := scene.tree.parent(last)) is not None:
        if head.upos not in ("NOUN", "PROPN"):
            break
        last = head
    return [scene.tree.first_conjunct(last)]


def _word_before(scene: Scene, verb: Token) -> Token | None:
    """Return the word before a verb and its auxiliaries and adverbs."""
    at = verb.id - 1
    while at and scene.tree.token(at).upos in ("AUX", "ADV", "PART"):
        at -= 1
    return scene.token(at)


def state_heads(scene: Scene, state: Token) -> list[Token]:
    """Return who is in a state: the noun it modifies, its subject, or what a verb left in it."""
    tree = scene.tree
    bare = bare_number(scene, state)
    if bare is not None:
        return [bare]
    relation = base(state.deprel)
    head = tree.parent(state)
    subjects = [resolve_relative(scene, state, tok) for tok in tree.children(state.id, "nsubj") if tok.id < state.id]
    if subjects:
        return subjects
    if head is not None and relation in ("amod", "acl") and head.upos in ("NOUN", "PROPN", "PRON", "NUM"):
        return [head]
    if head is not None and relation in ("xcomp", "advcl", "obl", "advmod", "obj", "dep", "acl", "ccomp", "amod"):
        found = _left_in(scene, head, state)
        if found:
            return found
    if (lying := scene.token(state.id - 1)) is not None and scene.words.stem(lying) in ("lie", "lay"):
        return [tok for tok in tree.children(lying.id, "nsubj") if tok.id < lying.id]
    before = scene.count_before(state.id)
    return (
        [_first_counted(scene, scene.head_of(before))]
        if before is not None and relation != "conj"
        else _gapped(scene, state)
    )


def _left_in(scene: Scene, verb: Token, state: Token) -> list[Token]:
    """Return what "left ... dead", "took ... prisoner", "were found dead" speaks of."""
    stem = scene.words.stem(verb)
    if not scene.words.has("leaving", stem) and not scene.words.has("shot_down", stem):
        return []
    objects = [tok for tok in scene.tree.children(verb.id, "obj") if tok.id != state.id]
    wanted = ("nsubj:pass", "nsubj") if scene.words.has("staying", stem) else ("nsubj:pass",)
    if not objects and scene.count_before(state.id) is not None:
        return []
    return objects or [resolve_relative(scene, verb, tok) for tok in scene.tree.children(verb.id, *wanted)]


def _gapped(scene: Scene, state: Token) -> list[Token]:
    """Return the number phrase before a state in a gapped clause: "left 12 dead and 30 wounded"."""
    number = scene.count_before(state.id)
    return [scene.head_of(number)] if number is not None else []


def noun_heads(scene: Scene, noun: Token) -> list[Token]:
    """Return the victims of a noun of the deed: its "of"-phrase, or the count right behind "of"."""
    for child in scene.tree.children(noun.id, "nmod"):
        if scene.tree.case(child.id) == "of" and child.id > noun.id:
            return [child]
    other = scene.token(noun.id + 2)
    if (
        scene.lower(noun.id + 1) in ("and", "or")
        and other is not None
        and scene.words.noun(other)
        and not scene.tree.children(noun.id, "nmod")
    ):
        return noun_heads(scene, other)
    if (
        scene.lower(noun.id - 1) in ("and", "or")
        and scene.lower(noun.id + 1) == "of"
        and scene.words.noun(scene.tree.token(noun.id - 2))
    ):
        return [tok for tok in scene.tree.children(noun.id - 2, "nmod") if tok.id > noun.id]
    behind = noun.id + 1 if scene.lower(noun.id + 1) in ("of", "to") else _behind_doer(scene, noun)
    number = scene.count_after(behind) if behind else None
    return [scene.head_of(number)] if number is not None else []


def _behind_doer(scene: Scene, noun: Token) -> int:
    """Return the id of the "of" behind who did it: "a massacre by soldiers of 700 villagers"; 0 where none stands."""
    doer = scene.tree.child(noun.id, "nmod") if scene.lower(noun.id + 1) == "by" else None
    return doer.id + 1 if doer is not None and scene.lower(doer.id + 1) == "of" else 0
