"""Whether a telling tells a deed: negation, plans, possibilities, wishes.

A denial is not an event and a plan is not a deed. The reading follows the syntax upwards from the trigger, and the
words it meets are classes of ``lang/<code>/classes.yaml``. Compare FactBank's polarity and modality (Saurí and
Pustejovsky 2009): ``reported`` is CT+, ``planned`` and ``hypothetical`` are PR/PS, ``negated`` is CT-.
"""

from __future__ import annotations

from histor.extract.deed_words import is_word
from histor.extract.kinds import Kinds
from histor.model import Token
from histor.model.tree import Tree, base

_FUTURE = frozenset("will shall wo 'll".split())
_POSSIBLE = frozenset("could may might can should must would 'd ought".split())
_CONDITIONAL = frozenset("if unless whether lest".split())


def status_of(tree: Tree, trigger: Token, carrier: Token, kinds: Kinds) -> str:
    """Return ``reported``, ``planned``, ``hypothetical`` or ``negated`` for what a trigger word tells."""
    own = _of_noun(tree, carrier if carrier.upos != "VERB" else trigger, kinds) if trigger.upos != "VERB" else None
    if own is not None:
        return own
    if trigger.upos != "VERB" and carrier.upos != "VERB" and base(carrier.deprel) == "nsubj":
        return "reported"  # "the raids could amount to a crime": the deed is given, the verdict is open
    clause = _clause(tree, carrier)
    status = _of_clause(tree, clause, kinds, 0) if clause is not None else "reported"
    given = clause is not None and clause is not carrier and tree.child(carrier.id, "det", "nmod:poss") is not None
    return "reported" if status == "negated" and given else status  # nobody knows the motive for *the murder*


def _of_noun(tree: Tree, noun: Token, kinds: Kinds) -> str | None:
    for tok in tree.children(noun.id, "amod"):
        if tok.lemma.lower() in kinds.words("possible"):
            return "hypothetical"
    determiner = tree.child(noun.id, "det")
    if determiner is not None and determiner.lemma.lower() in {"no", "neither"}:
        return "negated"
    if determiner is not None and determiner.lemma.lower() in {"any", "every", "whichever"}:
        return "hypothetical"
    if base(noun.deprel) in {"nmod", "compound"} and _in_unreal_phrase(tree, tree.parent(noun), kinds):
        return "hypothetical"
    return None


def _in_unreal_phrase(tree: Tree, noun: Token | None, kinds: Kinds) -> bool:
    """Tell whether a phrase speaks of a possibility or a kind of deed: threat *of*, risk *of*, an instance *of*."""
    for _ in range(3):
        if noun is None:
            return False
        if kinds.has(noun, "nominal_unreal"):
            return True
        if base(noun.deprel) != "nmod":
            return False
        noun = tree.parent(noun)
    return False


def _clause(tree: Tree, token: Token) -> Token | None:
    """Return the verb (or predicate) of the clause that the word stands in."""
    if token.upos in {"VERB", "AUX"} or base(token.deprel) == "root":
        return token
    for above in tree.ancestors(token):
        if above.upos in {"VERB", "AUX"} or tree.children(above.id, "cop"):
            return above
        if base(above.deprel) in {"root", "parataxis", "acl", "advcl"}:
            return above
    return None


def _of_clause(tree: Tree, verb: Token, kinds: Kinds, depth: int) -> str:
    if depth > 8:
        return "reported"
    if any(tok.lemma.lower() in _CONDITIONAL for tok in tree.children(verb.id, "mark")):
        return "hypothetical"
    if tree.is_negated(verb):
        return "negated"
    if "Mood=Imp" in verb.feats and not tree.children(verb.id, "nsubj"):
        return "hypothetical"
    auxiliaries = {tok.form.lower() for tok in tree.children(verb.id, "aux")}
    perfect = auxiliaries & {"have", "'ve"}
    if auxiliaries & _FUTURE:
        return "planned"
    if auxiliaries & _POSSIBLE and not (perfect and auxiliaries & {"would"}):
        return "hypothetical"
    subject = tree.child(verb.id, "nsubj")
    if subject is not None and (tree.is_negated(subject) or _is_nobody(subject)):
        return "negated"
    if any(_is_nobody(tok) for tok in tree.children(verb.id, "obj")):
        return "negated"
    return _of_parent(tree, verb, kinds, depth)


def _is_nobody(token: Token) -> bool:
    """Tell whether a word says that there was none: *none* of the men, *nobody*."""
    return is_word(token, "nobody")


def _of_parent(tree: Tree, verb: Token, kinds: Kinds, depth: int) -> str:
    """Read the clause above: what it says of this one, then its own standing where the two are one statement."""
    relation, parent = base(verb.deprel), tree.parent(verb)
    if parent is None or relation in {"root", "parataxis"}:
        return "reported"
    infinitive = any(tok.lemma.lower() == "to" for tok in tree.children(verb.id, "mark", "aux"))
    if relation in {"xcomp", "ccomp"}:
        return _under(tree, verb, parent, kinds, depth, infinitive or not verb.form.lower().endswith("ing"))
    if relation == "csubj":
        return _of_clause(tree, parent, kinds, depth + 1)
    if relation == "advcl":
        if infinitive:
            return "planned"
        marks = {tok.lemma.lower() for tok in tree.children(verb.id, "mark", "case")}
        if "without" in marks:
            return "negated"
        shares = marks <= {"by"} and parent.upos == "VERB" and not tree.children(verb.id, "nsubj")
        return _of_clause(tree, parent, kinds, depth + 1) if shares else "reported"
    if relation == "acl" and _in_unreal_phrase(tree, parent, kinds):
        return "hypothetical"
    if relation == "acl" and verb.deprel == "acl" and infinitive:
        return "planned" if parent.lemma.lower() not in {"first", "role", "last", "part"} else "reported"
    if relation == "conj" and parent.upos in {"VERB", "AUX"}:
        if "Tense=Past|VerbForm=Fin" in verb.feats and tree.children(parent.id, "aux"):
            return _of_parent(tree, parent, kinds, depth + 1)  # would not hear of it, yet *asked* for more
        above = _of_clause(tree, parent, kinds, depth + 1)
        return above if above != "negated" or not tree.children(verb.id, "nsubj") else "reported"
    if relation in {"nmod", "obl", "obj"} and kinds.has(parent, "unreal_verb"):
        return "hypothetical"
    if "VerbForm=Ger" in verb.feats and kinds.has(parent, "denied_verb"):
        return "negated"
    return "reported"


def _under(tree: Tree, verb: Token, parent: Token, kinds: Kinds, depth: int, infinitive: bool) -> str:
    """Read a complement clause by the verb above it."""
    if base(verb.deprel) == "xcomp" and parent.upos in {"VERB", "ADJ", "NOUN"}:
        if kinds.has(parent, "denied_verb"):
            return "negated" if not tree.is_negated(parent) else "reported"
        if kinds.has(parent, "planned_verb"):
            return "planned" if infinitive else "reported"
        if kinds.has(parent, "unreal_verb") and (infinitive or parent.lemma.lower() in {"consider", "contemplate"}):
            return "hypothetical"
        return _of_clause(tree, parent, kinds, depth + 1)
    if is_word(parent, "supposing"):
        return "hypothetical"
    return "reported"
