"""Whether two words of one sentence tell a deed and its means or its result: a matter of grammar alone."""

from __future__ import annotations

from histor.consolidate.tellings import Telling
from histor.model import Token
from histor.model.tree import Tree, base

#: Types of which one mouth's several in one sentence are one act.
_ONE_ACT = {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "PROTEST"}
#: Words between two clauses that put one deed before or after another.
_APART_IN_TIME = {"after", "before", "since", "following", "until"}
#: Those of them behind which stands what was before.
_BEFORE = {"after", "since", "following"}
#: Words by which a clause sets what it tells behind what was told before.
_LATER = {"then", "later", "afterwards", "also", "next", "again"}
#: What is done, by mode, where somebody comes upon a place in a mode or strikes it from afar.
_DONE_THERE = {
    **{mode: {"destroy", "firearms", "execute", "beat", "primitive"} for mode in ("attack", "clash", "territory")},
    **{mode: {"destroy"} for mode in ("heavy-weapons", "explosives")},
}
#: Verbs that say of a named deed no more than that it was.
_HAPPENS = {"take", "happen", "occur", "begin", "start", "come", "be"}
#: Relations of a clause with *when* to what it hangs on.
_UNDER = {"advcl", "acl"}
#: Relations of a verb that stands beside another and not under it.
_BESIDE = {"conj", "parataxis"}


def one_breath(tree: Tree, telling: Telling, other: Telling) -> bool:
    """Tell whether two words of a sentence tell a deed and its means or result: one hangs under the other."""
    if telling.event.type in _ONE_ACT:
        return bool(telling.actors) and telling.actors == other.actors
    a, b = telling.event.trigger.token, other.event.trigger.token
    first, second = tree.token(a), tree.token(b)
    below = {t.id for t in tree.ancestors(first)}
    above = {t.id for t in tree.ancestors(second)}
    if b not in below and a not in above:
        return _is_told_by_when(tree, first, second) or _is_told_by_when(tree, second, first)
    lower = first if b in below else second
    upper = b if b in below else a
    if _is_ground(tree, lower) or _is_of_those_met(tree, lower, upper):
        return False
    for step in [lower, *tree.ancestors(lower)]:
        if step.id == upper:
            return True
        if _is_set_apart(tree, step):
            return step is lower and _is_cause(tree, step, *((telling, other) if lower is first else (other, telling)))
        if base(step.deprel) == "conj" and step is lower and step.upos == "NOUN" and _are_two_names(tree, step):
            return False
        if base(step.deprel) in _BESIDE and step.upos == "VERB":
            told = _is_told_how(tree, step, telling, other) if step is lower else False
            if not told and not _is_outcome(tree, step, telling, other) and not _is_one_act(tree, step, telling, other):
                return False
    return True


def set_apart(tree: Tree, one: Token, other: Token) -> bool:
    """Tell whether a word of time stands between two words: *following the raid jets bombed*, *the raid came after it*.

    One hangs under the other, or one is named as what came and the other as what it came after.
    """
    for lower, upper in ((one, other), (other, one)):
        steps = [lower, *tree.ancestors(lower)]
        if upper in steps:
            between = steps[: steps.index(upper)]
            met = _is_ground(tree, lower) or _is_of_those_met(tree, lower, upper.id)
            return met or any(_is_set_apart(tree, step) for step in between)
    return _came_after(tree, one, other) or _came_after(tree, other, one)


def looked_back_at(tree: Tree, number: int) -> bool:
    """Tell whether a clause or phrase tells what was before: *they fired, two days after missiles had hit the town*."""
    steps = [tree.token(number), *tree.ancestors(tree.token(number))]
    return any({t.form.lower() for t in tree.children(s.id, "mark", "case")} & _BEFORE for s in steps)


def _came_after(tree: Tree, named: Token, other: Token) -> bool:
    """Tell whether a named deed is told as coming after or before another: *the strike came weeks after the raid*."""
    frame = tree.parent(named)
    if frame is None or base(named.deprel) != "nsubj" or frame.lemma.lower() not in _HAPPENS:
        return False
    steps = [other, *tree.ancestors(other)]
    return frame in steps and any(_is_set_apart(tree, step) for step in steps[: steps.index(frame)])


def _is_of_those_met(tree: Tree, lower: Token, upper: int) -> bool:
    """Tell whether a name says what had befallen those whom a deed befell: *survivors of the raid were shot*."""
    if lower.upos != "NOUN" or base(lower.deprel) != "nmod":
        return False
    marks = {t.form.lower() for t in tree.children(lower.id, "case")}
    people = tree.parent(lower)
    return bool(marks & {"of", "from"}) and people is not None and people.id != upper and (
        people.head == upper and base(people.deprel) in {"nsubj", "obj"})  # fmt: skip


def _are_two_names(tree: Tree, noun: Token) -> bool:
    """Tell whether two deeds are named side by side, each with its article: *the downing of a jet and the murder*."""
    before = tree.parent(noun)
    return before is not None and before.upos == "NOUN" and all(tree.children(t.id, "det") for t in (noun, before))


def _is_set_apart(tree: Tree, step: Token) -> bool:
    marks = {word for t in tree.children(step.id, "mark", "case") for word in (t.lemma.lower(), t.form.lower())}
    return bool(marks & _APART_IN_TIME)


def _is_ground(tree: Tree, noun: Token) -> bool:
    """Tell whether a named deed is what another was done for: he was *executed for the shooting*."""
    return noun.upos == "NOUN" and any(t.form.lower() == "for" for t in tree.children(noun.id, "case"))


def is_named_and_told(tree: Tree, telling: Telling, other: Telling) -> bool:
    """Tell whether one of two words names a deed and a clause with *when* tells it: *the coup began when they …*."""
    a, b = (tree.token(row.event.trigger.token) for row in (telling, other))
    return _is_told_by_when(tree, a, b) or _is_told_by_when(tree, b, a)


def is_done_to_one(tree: Tree, telling: Telling, other: Telling) -> bool:
    """Tell whether two verbs share their doer and their one object: they *invaded and occupied* the town."""
    first, then = sorted((telling, other), key=lambda row: row.event.trigger.token)
    verbs = [tree.token(row.event.trigger.token) for row in (first, then)]
    if base(verbs[1].deprel) != "conj" or verbs[1].head != verbs[0].id:
        return False
    objects = [tree.children(verb.id, "obj", "obl") for verb in verbs]
    shared = bool(first.targets) and first.targets == then.targets and first.actors == then.actors
    return shared and bool(first.actors) and not all(objects)


def _is_cause(tree: Tree, noun: Token, cause: Telling, result: Telling) -> bool:
    """Tell whether a loss that nobody is said to have done came of what it came after: it *sank after an explosion*."""
    article = any(tok.form.lower() in {"a", "an"} for tok in tree.children(noun.id, "det"))
    plain = not (cause.event.actors or cause.event.places or cause.event.targets)
    return (article or plain) and cause.event.mode == "explosives" and (
        result.event.mode in {"destroy", "kill"} and not result.event.actors)  # fmt: skip


def _is_told_by_when(tree: Tree, name: Token, verb: Token) -> bool:
    """Tell whether a clause with *when* tells the deed that is named as taking place: *the raid began when they …*."""
    frame = tree.parent(name)
    if frame is None or base(name.deprel) != "nsubj" or frame.lemma.lower() not in _HAPPENS:
        return False
    above = tree.parent(verb)
    under = above is not None and frame.id in (above.id, above.head)  # or under the date before it
    return under and base(verb.deprel) in _UNDER and any(t.lemma.lower() == "when" for t in tree.children(verb.id))


def _is_one_act(tree: Tree, verb: Token, telling: Telling, other: Telling) -> bool:
    """Tell whether the same hands come upon a place and do there what follows: they *stormed* the port and *burned* it.

    The second clause has no doer, scene or day of its own, and no word that sets it later.
    """
    first, then = sorted((telling, other), key=lambda row: row.event.trigger.token)
    if verb.id != then.event.trigger.token or then.event.mode not in _DONE_THERE.get(first.event.mode, ()):
        return False
    own = tree.children(verb.id, "nsubj", "nsubj:pass") or any(m.word.token > verb.id for m in then.event.places)
    when = then.event.when
    dated = when is not None and when.span is not None and when.span.start > verb.start
    return then.actors == first.actors and not own and not _is_later(tree, verb) and not dated


def _is_outcome(tree: Tree, verb: Token, telling: Telling, other: Telling) -> bool:
    """Tell whether two clauses side by side tell a deed and what it led to: they *attacked the village and killed six*.

    Both have the same doer, or the outcome has none, and no word sets it later.
    """
    first, then = sorted((telling, other), key=lambda row: row.event.trigger.token)
    if then.event.mode != "kill" or first.event.mode == "kill" or _is_later(tree, verb):
        return False
    return not then.actors or then.actors == first.actors


def _is_later(tree: Tree, verb: Token) -> bool:
    return bool({t.form.lower() for t in tree.children(verb.id, "advmod")} & _LATER)


def _is_told_how(tree: Tree, verb: Token, telling: Telling, other: Telling) -> bool:
    """Tell whether a clause after a colon tells how a deed was done that was told without a target: *struck: …*."""
    first = min((telling, other), key=lambda row: row.event.trigger.token)
    colon = any(tok.form == ":" for tok in tree.children(verb.id, "punct") if tok.id < verb.id)
    return colon and not (first.targets or first.aimed or first.places)
