"""Who did a deed whose name only opens it: *the coup began when the army seized the palace*.

The clause with *when* tells what the deed began with, so that whoever acts there did it, and whom that befell bore it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from histor.lexicon import word_set
from histor.model import Event
from histor.model.tree import Tree, base

#: Deeds that can begin with one another.
_VIOLENT = frozenset({"ASSAULT", "COERCE"})


def begun(events: Sequence[Event], tree: Callable[[int], Tree]) -> list[Event]:
    """Return the events, those that only begin given the doers and targets of the deed that they began with."""
    here: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        here[event.trigger.sentence].append(event)
    found = []
    for event in events:
        bare = event.type in _VIOLENT and not event.actors
        first = _first(event, here[event.trigger.sentence], tree(event.trigger.sentence)) if bare else None
        if first is not None:
            event = replace(event, actors=first.actors, targets=event.targets or first.targets)
        found.append(event)
    return found


def _first(event: Event, beside: Sequence[Event], words: Tree) -> Event | None:
    """Return the violent deed of the *when* clause at the verb that says that a deed began."""
    noun = words.token(event.trigger.token)
    verb = words.parent(noun)
    if noun.upos == "VERB" or verb is None or noun.deprel != "nsubj":
        return None
    if verb.lemma.lower() not in word_set("deeds", "begins"):
        return None
    opening = {tok.id for clause in words.children(verb.id, "advcl") if _is_when(words, clause.id)
               for tok in words.conjuncts(clause.id)}
    deeds = (other for other in beside if other.type in _VIOLENT and other.actors)
    return next((other for other in deeds if (other.frame or other.trigger).token in opening), None)


def _is_when(tree: Tree, ident: int) -> bool:
    return any(tok.form.lower() == "when" for tok in tree.children(ident) if base(tok.deprel) in {"advmod", "mark"})
