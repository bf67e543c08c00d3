"""Numbers that a model may take for people harmed though the words around them say what they count.

A whole that others are taken from ("several of the 80 sailors"), those who lived ("only four survived"), things counted
on ("hundreds of rockets, over 938") and a box's row of strengths: grammar knows better than a model that learnt from
sentences where nearly every number counts people harmed.
"""

from __future__ import annotations

from histor.extract.casualties_draft import is_joint
from histor.extract.casualties_real import is_rate
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_tables import counts_losses
from histor.extract.quantities_reader import Number
from histor.model import Span, Token
from histor.model.tree import base

_OWNERS = frozenset({"the", "its", "his", "her", "their", "our", "those", "these"})
_COUNTED_ON = frozenset({"appos", "conj", "acl", "parataxis", "obj", "dep", "nmod", "obl", "nummod"})
_JOINTS = frozenset({"-", "–", "/"})
_STEPS = 4
_NEAR = 6


def counts_harm(scene: Scene, place: Span) -> bool:
    """Tell whether nothing around a number says that it counts something other than people harmed."""
    number = next((n for n in scene.numbers.found if n.span.start <= place.start < n.span.end), None)
    if not counts_losses(scene):
        return False
    if number is None:
        return True
    if is_rate(scene, number.first, number.last):
        return False
    other = is_whole(scene, number) or _lived(scene, number) or _counts_things(scene, number)
    return not other and not _jointly_harmed(scene, number)


def is_whole(scene: Scene, number: Number) -> bool:
    """Tell whether others are taken from a number: "several of the 80 sailors", "900 out of the first 4,000"."""
    at = scene.lead_id(number)
    if at and scene.words.has("original", scene.lower(at)):
        at -= 1
    owned = at and scene.lower(at) in _OWNERS
    at = at - 1 if owned else at
    if scene.lower(at) != "of":
        return False
    before = scene.token(at - 1)
    return scene.lower(at - 1) == "out" or bool(owned and before is not None and _takes(scene, before))


def _takes(scene: Scene, token: Token) -> bool:
    """Tell whether a word takes some of those behind "of": a number or a word for an unsaid number."""
    return scene.numbers.at(token.id) is not None or scene.words.has("some", token.form.lower())


def _jointly_harmed(scene: Scene, number: Number) -> bool:
    """Tell whether the first word of harm behind a number divides nothing: "3,400 men killed or wounded"."""
    for token in scene.sentence.tokens[number.last :]:
        if scene.is_trigger(token):
            return is_joint(scene, token)
        if token.upos in ("VERB", "AUX") or token.form in (";", ":", "."):
            return False
    return False


def _lived(scene: Scene, number: Number) -> bool:
    """Tell whether those counted are said to have come out alive: "only four survived"."""
    head = scene.head_of(number)
    verb = scene.tree.parent(head)
    subject = verb is not None and base(head.deprel) == "nsubj"
    return verb is not None and subject and scene.words.has("living", scene.words.stem(verb)) and not (
        scene.tree.is_negated(verb))


def _counts_things(scene: Scene, number: Number) -> bool:
    """Tell whether a number without a noun goes on counting things: "launched a barrage of rockets, totalling 938"."""
    head = scene.head_of(number)
    if head.id > number.last or scene.lower(number.last + 1) == "of":
        return False
    if _counted_before(scene, number) or _of_things(scene, head):
        return True
    if any(scene.is_trigger(tok) for tok in scene.sentence.tokens[: number.first - 1]):
        return False
    governor = _governor(scene, head) or _noun_before(scene, scene.lead_id(number))
    inside = [governor, *scene.tree.children(governor.id, "nmod")] if governor is not None else []
    return any(scene.is_thing(tok) for tok in inside) and not any(scene.is_person(tok) for tok in inside)


def _counted_before(scene: Scene, number: Number) -> bool:
    """Tell whether the count before a bare number counts things: "1,200 camels died and 2,500 were left"."""
    before = [n for n in scene.numbers.found if n.last < number.first and n.kind == "count"]
    before = [n for n in before if scene.lower(n.first - 1) not in _JOINTS]  # a Mi-17 is no seventeen
    return bool(before) and scene.is_thing(scene.head_of(before[-1]))


def _of_things(scene: Scene, number: Token) -> bool:
    """Tell whether a number gives the size of what a compound says are things: "tank losses were put at 50"."""
    verb = scene.tree.parent(number)
    subjects = scene.tree.children(verb.id, "nsubj") if verb is not None else []
    return any(scene.is_thing(tok) for subject in subjects for tok in scene.tree.children(subject.id, "compound"))


def _governor(scene: Scene, number: Token) -> Token | None:
    """Return the noun that a number without one hangs under, over what only goes on telling of it."""
    here: Token | None = number
    for _ in range(_STEPS):
        if here is None or base(here.deprel) not in _COUNTED_ON:
            return None
        here = scene.tree.parent(here)
        if here is not None and here.upos == "NOUN":
            return here
    return None


def _noun_before(scene: Scene, ident: int) -> Token | None:
    """Return the noun told last before a comma that a number stands behind, places between them: "rockets into Tal"."""
    if scene.lower(ident) != ",":
        return None
    for at in range(ident - 1, max(0, ident - _NEAR), -1):
        token = scene.tree.token(at)
        if token.upos == "NOUN" and scene.tree.case(token.id) in ("", "of"):
            return token
        if token.upos not in ("NOUN", "PROPN", "ADP", "DET", "ADJ"):
            return None
    return None
