"""Whether a construction's conditions hold around a word; one small question a method."""

from __future__ import annotations

from histor.extract import roles
from histor.extract.constructions import Construction
from histor.extract.kinds import Kinds
from histor.model import Token
from histor.model.tree import Tree

_OWN = frozenset("his her its their our my own".split())


_TO_COME = frozenset("will would shall should must".split())


def _opines(tree: Tree, verb: Token) -> bool:
    """Tell whether a verb only introduces what somebody holds true (*agree that it was cold*), not what shall be."""
    return any(
        not any(tok.form.lower() in _TO_COME for tok in tree.children(clause.id, "aux"))
        for clause in tree.children(verb.id, "ccomp")
    )


class Fits:
    """Answers whether a verb or noun construction fits, for one language."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds

    def verb(self, tree: Tree, verb: Token, made: Construction) -> bool:
        """Tell whether every condition of a verb construction holds."""
        return (
            verb.deprel != "amod"
            and not self._is_equipped(tree, verb)
            and self._particle(tree, verb, made)
            and self._object(tree, verb, made)
            and self._subject(tree, verb, made)
            and self._prepositions(tree, verb, made)
            and self._xcomp(tree, verb, made)
            and not (made.not_content and _opines(tree, verb))
            and not (made.not_prep and roles.obliques(tree, verb, made.not_prep))
        )

    def _is_equipped(self, tree: Tree, verb: Token) -> bool:
        """Tell whether a participle only says what somebody has: rebels *armed with* mortars."""
        if verb.deprel not in {"acl", "advcl"} or not self.kinds.has(verb, "equipped"):
            return False
        return roles.by_agent(tree, verb) is None and bool(roles.obliques(tree, verb, ("with",)))

    def noun(self, tree: Tree, noun: Token, made: Construction) -> bool:
        """Tell whether every condition of a noun construction holds."""
        compounds = tree.children(noun.id, "compound", "amod")
        if made.compound and not any(self.kinds.has(t, made.compound) for t in compounds):
            return False
        if made.not_compound and any(self.kinds.has(t, made.not_compound) for t in compounds):
            return False
        around = [word for word in (noun, tree.parent(noun)) if word is not None]
        if made.not_prep and any(roles.obliques(tree, word, made.not_prep) for word in around):
            return False
        if made.prep and not any(roles.obliques(tree, word, made.prep) for word in around):
            return False
        if made.not_of and any(self.kinds.phrase_has(tree, t, made.not_of) for t in tree.children(noun.id, "nmod")):
            return False
        if made.of:
            of = [t for t in tree.children(noun.id, "nmod", "nmod:poss") if tree.case(t.id) in {"of", "'s", "’s"}]
            if not any(self.kinds.phrase_has(tree, t, made.of) for t in of):
                return False
        parent = tree.parent(noun)
        if parent is not None and noun.deprel in {"compound", "nmod", "amod"}:
            if noun.deprel == "compound":
                return False  # "attack helicopter", "ceasefire talks": the head names the thing, not the deed
            return parent.lemma.lower() not in made.not_modifier_of
        return True

    def _particle(self, tree: Tree, verb: Token, made: Construction) -> bool:
        particles = {tok.form.lower() for tok in tree.children(verb.id, "compound:prt")}
        if made.particle and verb.id < len(tree.sentence.tokens):
            particles.add(tree.token(verb.id + 1).form.lower())  # "handed over the bodies", with *over* read as a case
        return made.particle in particles if made.particle else not (particles - {"back"}) or made.object is not None

    def _object(self, tree: Tree, verb: Token, made: Construction) -> bool:
        found = roles.objects(tree, verb)
        if made.not_object and any(self.kinds.has(tok, made.not_object) for tok in found):
            return False
        if made.object in {None, "any"}:
            return not ("obj" in made.target and made.type == "ASSAULT") or self._something(tree, verb, found, made)
        if made.object == "none":
            return not found
        if made.object == "none_or_topic":
            return not found or not self.kinds.has(found[0], "thing")
        if not found and "none" in self.kinds.words(made.object):
            return True
        if not found:
            preps = tuple(p for p in made.target if p != "obj")
            found = roles.obliques(tree, verb, preps) if "obj" in made.target else []
        if not any(self.kinds.phrase_has(tree, tok, made.object) for tok in found):
            return False
        return made.object_side is None or self._side(tree, verb, found[0]) == made.object_side

    def _something(self, tree: Tree, verb: Token, found: list[Token], made: Construction) -> bool:
        """An attack needs somebody: an object, an oblique target, or a subject that can act."""
        if found or roles.obliques(tree, verb, tuple(p for p in made.target if p != "obj")):
            return True
        return any(self.kinds.has(tok, "actor") for tok in roles.subject(tree, verb))

    def _side(self, tree: Tree, verb: Token, thing: Token) -> str:
        """Tell whether an envoy is the subject's own or another's, by possessive or by nationality."""
        words = [t.form.lower() for t in tree.children(thing.id, "nmod:poss", "det")]
        if any(word in _OWN for word in words):
            return "own"
        peoples = [t.form.lower() for t in tree.children(thing.id, "amod", "compound", "nmod:poss") if t.upos != "NOUN"]
        subjects = [t.form.lower() for t in roles.subject(tree, verb)]
        if peoples and subjects:
            return "own" if any(p[:4] == s[:4] for p in peoples for s in subjects) else "other"
        return "own"

    def _subject(self, tree: Tree, verb: Token, made: Construction) -> bool:
        if made.subject is None and made.not_subject is None:
            return True
        found = roles.subject(tree, verb)
        if made.not_subject and any(self.kinds.has(tok, made.not_subject) for tok in found):
            return False
        if made.subject is None or (not found and tree.is_passive(verb)):
            return True  # "was released": who did it is not told
        return any(self.kinds.phrase_has(tree, tok, made.subject) for tok in found)

    def _prepositions(self, tree: Tree, verb: Token, made: Construction) -> bool:
        if made.complement:
            marked = roles.obliques(tree, verb, made.prep)
            return any(self.kinds.has(tok, made.complement) for tok in marked)
        return not made.prep or bool(roles.obliques(tree, verb, made.prep))

    def _xcomp(self, tree: Tree, verb: Token, made: Construction) -> bool:
        found = tree.children(verb.id, "xcomp")
        if made.not_xcomp and any(self.kinds.has(tok, made.not_xcomp) for tok in found):
            return False
        if made.xcomp is None:
            return True
        return bool(found) if made.xcomp == "any" else any(self.kinds.has(tok, made.xcomp) for tok in found)
