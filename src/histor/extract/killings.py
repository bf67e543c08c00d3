"""Killings told by nothing but their toll: "four farmers were killed in the valley on Monday".

A model that learnt that "killed" beside a raid only tells what the raid did holds such a "killed" for no deed. It is
one where nothing beside it tells what was done, and it has a day or a place of its own (docs/annotation.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from histor.extract import roles
from histor.extract.constructions import Constructions
from histor.extract.kinds import Kinds
from histor.model import Event, Sentence, Token
from histor.model.tree import Tree, base

_PLACES = ("LOC", "GPE", "FAC")
_BESIDE = 1  # sentences before and behind in which a deed may have done it
_IN = frozenset({"in", "during", "by", "after", "when", "from", "under", "amid"})


class Killings:
    """Finds the killings among what the model held for no deed."""

    def __init__(self, kinds: Kinds, constructions: Constructions) -> None:
        self.kinds, self.constructions = kinds, constructions

    def among(self, doubted: Sequence[Event], found: Sequence[Event], sentences: Sequence[Sentence]) -> list[Event]:
        """Return those killings that the model held for no deed and that no deed told beside them has done."""
        armed = [event.trigger.sentence for event in found if event.type == "ASSAULT" and not event.heading]
        return [event for event in doubted
                if self._stands_alone(event, Tree(sentences[event.trigger.sentence]),
                                      any(abs(at - event.trigger.sentence) <= _BESIDE for at in armed))]

    def _stands_alone(self, event: Event, tree: Tree, beside: bool) -> bool:
        """Tell whether a clause of its own tells a killing, with a day or a place, and no deed in which it was done.

        With a deed told ``beside`` it, it needs both, for that one may have killed.
        """
        if (event.type, event.mode, event.status) != ("ASSAULT", "kill", "reported") or not event.targets:
            return False
        verb = tree.token(event.trigger.token)
        if verb.upos != "VERB" or base(verb.deprel) in ("acl", "amod", "advcl"):
            return False
        around = [tok for part in tree.conjuncts(verb.id) for tok in tree.children(part.id, "obl", "nmod")]
        if any(self._names_deed(tree, tok) for tok in around):
            return False
        words = [tok for top in around for tok in tree.subtree(top.id)]
        signs = (any(tok.ent.endswith(_PLACES) for tok in words), any(roles.is_when(tree, tok) for tok in words))
        return all(signs) if beside else any(signs)

    def _names_deed(self, tree: Tree, token: Token) -> bool:
        if tree.case(token.id) not in _IN:
            return False
        known = any(one.type == "ASSAULT" for one in self.constructions.of_noun(token.lemma, token.form))
        return known or self.kinds.has(token, "attack_noun") or self.kinds.has(token, "deed")
