"""Who stands where around a verb: subjects through control, objects through the passive, obliques by preposition.

The rules follow the Universal Dependencies guidelines for English (nsubj, obj, obl, acl, advcl, xcomp, conj and their
subtypes). Every function returns head words; a coordination is returned as all its heads.
"""

from __future__ import annotations

import re

from histor.extract.deed_words import is_word
from histor.lexicon import word_set
from histor.model import Token
from histor.model.tree import Tree, base

#: A day of the month by its number, a year, an hour: on the 9th, in 1917, at 05:40.
_NUMBERED = re.compile(r"\d{1,2}(st|nd|rd|th)|\d{4}|\d{1,2}[:.]\d\d")
#: Parts of a time written together with it: *mid-October*, *early-morning*.
_PREFIXED = re.compile(r"(mid|early|late)-?(.+)")
_RELATIVE = frozenset("who which that whom whose".split())


def heads(tree: Tree, token: Token | None) -> list[Token]:
    """Return all heads of the coordination that starts at a word; none for None."""
    if token is None:
        return []
    return [tok for tok in tree.conjuncts(token.id) if tok.upos not in {"VERB", "AUX"} or tok is token]


def antecedent(tree: Tree, verb: Token) -> Token | None:
    """Return the noun that a relative or participial clause modifies, climbing over coordinated verbs."""
    top = tree.first_conjunct(verb)
    if base(top.deprel) == "acl":
        return tree.parent(top)
    return None


def _is_relative(token: Token) -> bool:
    return token.upos in {"PRON", "DET"} and token.form.lower() in _RELATIVE


def subject(tree: Tree, verb: Token, depth: int = 0) -> list[Token]:
    """Return who does what an active or passive verb says, resolving control, coordination and relatives."""
    if depth > 6:
        return []
    passive = tree.is_passive(verb)
    if passive:
        agent = by_agent(tree, verb)
        return heads(tree, agent)
    own = tree.child(verb.id, "nsubj")
    if own is not None and not own.deprel.endswith(":pass") and not tree.children(own.id, "case"):
        if _is_relative(own):
            noun = antecedent(tree, verb)
            return heads(tree, noun) if noun is not None else []
        return heads(tree, own)
    return _borrowed(tree, verb, depth)


def _borrowed(tree: Tree, verb: Token, depth: int) -> list[Token]:
    """Find the subject of a clause that has none of its own in the clause above."""
    relation, parent = base(verb.deprel), tree.parent(verb)
    if parent is None:
        return []
    if relation == "conj":
        return _beside(tree, verb, parent, depth)
    if relation == "xcomp":
        thing = tree.child(parent.id, "iobj") or tree.child(parent.id, "obj")
        if thing is not None and (base(thing.deprel) == "iobj" or is_word(parent, "object_control")):
            return heads(tree, thing)
        if tree.is_passive(parent):
            return heads(tree, tree.child(parent.id, "nsubj:pass"))
        return _asked(tree, verb, parent) or subject(tree, parent, depth + 1)
    if relation == "advcl" and (asked := _asked(tree, verb, parent)):
        return asked
    if relation in {"advcl", "ccomp", "obl"} and (blamed := _blamed(tree, verb, parent)) is not None:
        return heads(tree, blamed)
    if relation in {"advcl", "ccomp", "parataxis", "dep"} and not tree.children(verb.id, "nsubj", "csubj"):
        if tree.is_passive(parent):
            agent = by_agent(tree, parent)
            return heads(tree, agent or tree.child(parent.id, "nsubj:pass"))
        return subject(tree, parent, depth + 1) if parent.upos in {"VERB", "AUX"} else []
    if relation == "acl":
        if is_word(parent, "intents"):
            possessor = tree.child(parent.id, "nmod:poss")
            if possessor is not None:
                return heads(tree, possessor)
            verb_above = tree.parent(parent)
            return subject(tree, verb_above, depth + 1) if verb_above is not None and verb_above.upos == "VERB" else []
        if (sent := _sent_by(tree, parent)) is not None:
            return subject(tree, sent, depth + 1)
        above, below = tree.parent(parent), base(parent.deprel) in {"obj", "obl"}
        if above is not None and above.upos == "VERB" and below and _after_comma(tree, verb):
            return subject(tree, above, depth + 1)  # "struck the province, targeting ...": the striker targets
        return heads(tree, parent) if "VerbForm=Ger" in verb.feats or verb.form.lower().endswith("ing") else []
    return []


def _beside(tree: Tree, verb: Token, parent: Token, depth: int) -> list[Token]:
    """Find the subject of a verb in the verb that it stands beside."""
    if parent.upos not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return []
    if (over := _over_gerund(tree, verb)) is not None:
        return subject(tree, over, depth + 1)
    if tree.is_passive(parent) and not tree.children(verb.id, "aux:pass"):
        found = tree.child(parent.id, "nsubj:pass")
        return heads(tree, found) if found is not None else []
    return subject(tree, parent, depth + 1)


def _over_gerund(tree: Tree, verb: Token) -> Token | None:
    """Return the verb that a finite verb stands beside where the tree ties it to a gerund: accused *and threatened*."""
    first = tree.first_conjunct(verb)
    gerund = first.upos == "VERB" and first.form.lower().endswith("ing") and not tree.children(first.id, "aux", "nsubj")
    if "VerbForm=Fin" not in verb.feats or not gerund or base(first.deprel) not in {"advcl", "acl", "ccomp", "obl"}:
        return None
    over = tree.parent(first)
    return over if over is not None and over.upos == "VERB" and "VerbForm=Fin" in over.feats else None


def _sent_by(tree: Tree, noun: Token) -> Token | None:
    """Return the verb that sends a message with which a participle goes on: *issued a notice to ships asking* ..."""
    addressed = base(noun.deprel) in {"nmod", "obl"} and tree.case(noun.id) == "to"
    paper = tree.parent(noun) if addressed else noun
    if paper is not None and paper.upos == "VERB":  # tied to the verb: *sent* a notice *to ships*
        paper = tree.child(paper.id, "obj")
    if paper is None or not is_word(paper, "messages") or base(paper.deprel) != "obj":
        return None
    verb = tree.parent(paper)
    return verb if verb is not None and verb.upos == "VERB" else None


def _asked(tree: Tree, verb: Token, parent: Token) -> list[Token]:
    """Return who is called upon or appealed to to do what an infinitive says."""
    if not is_word(parent, "asking") or not any(tok.lemma == "to" for tok in tree.children(verb.id, "mark")):
        return []
    asked = obliques(tree, parent, ("on", "upon", "to", "for", "with"))
    return [tok for tok in asked if parent.id < tok.id < verb.id and not is_when(tree, tok)]


def _blamed(tree: Tree, verb: Token, parent: Token) -> Token | None:
    """Return who is accused *of*, blamed *for* or charged *with* doing or having done something: the object."""
    marks = {tok.lemma.lower() for tok in tree.children(verb.id, "mark", "case")}
    gerund = verb.form.lower().endswith("ing") or any(t.form.lower() == "having" for t in tree.children(verb.id, "aux"))
    leads = {"for", "of", *(("with",) if is_word(parent, "blaming") else ())}
    if not marks & leads or not gerund:
        return None
    if tree.is_passive(parent):
        return tree.child(parent.id, "nsubj:pass")
    return tree.child(parent.id, "obj") or tree.child(parent.id, "iobj")


def _after_comma(tree: Tree, verb: Token) -> bool:
    """Tell whether a participle is set off by a comma, with at most an adverb between."""
    before = list(tree.sentence.tokens[max(0, verb.id - 3) : verb.id - 1])
    while before and before[-1].upos == "ADV":
        before.pop()
    return bool(before) and before[-1].form == ","


def by_agent(tree: Tree, verb: Token) -> Token | None:
    """Return the agent phrase of a passive (``by the army``)."""
    phrases = [tok for tok in tree.children(verb.id, "obl", "nmod") if not _is_time(tree, tok)]
    agents = [tok for tok in phrases if tok.deprel == "obl:agent" or tree.case(tok.id) == "by"]
    return next((tok for tok in agents if tok.deprel == "obl:agent"), agents[0] if agents else None)


def _is_time(tree: Tree, token: Token) -> bool:
    """Tell whether a phrase says when: by Monday, by 1945, by the end of May."""
    if token.upos == "NUM" and token.form.isdigit() and not tree.children(token.id, "nmod"):
        return True
    return is_word(token, "times") or is_word(token, "part_of_time")


def objects(tree: Tree, verb: Token) -> list[Token]:
    """Return whom the deed befalls: the object, the passive subject, or the noun that a passive participle modifies."""
    if tree.is_passive(verb):
        own = tree.child(verb.id, "nsubj:pass")
        if own is not None:
            return heads(tree, antecedent(tree, verb) if _is_relative(own) else own)
        if base(verb.deprel) == "conj" and (parent := tree.parent(verb)) is not None and parent.upos == "VERB":
            return objects(tree, parent) if tree.is_passive(parent) else []
        if base(tree.first_conjunct(verb).deprel) == "acl":
            return heads(tree, antecedent(tree, verb))
        return _surface_subject(tree, verb)
    own = tree.child(verb.id, "obj")
    if own is not None:
        return heads(tree, antecedent(tree, verb) if _is_relative(own) else own)
    if verb.deprel == "acl:relcl" and tree.child(verb.id, "nsubj") is not None:
        subject_word = tree.child(verb.id, "nsubj")
        if subject_word is not None and not _is_relative(subject_word):
            return heads(tree, tree.parent(verb))
    if base(verb.deprel) == "acl" and not tree.children(verb.id, "nsubj") and not verb.form.lower().endswith("ing"):
        return heads(tree, tree.parent(verb)) if "VerbForm=Part" in verb.feats else []
    if base(verb.deprel) == "conj" and (parent := tree.parent(verb)) is not None and parent.upos == "VERB":
        shared = tree.children(verb.id, "obl", "ccomp", "xcomp")
        return [] if shared or verb.id > parent.id + 3 else objects(tree, parent)
    return []


def _surface_subject(tree: Tree, verb: Token) -> list[Token]:
    """Return the subject of the clause above a passive without one: the town held out *before being taken*."""
    parent = tree.parent(verb)
    if base(verb.deprel) not in {"advcl", "xcomp"} or parent is None or parent.upos not in {"ADJ", "VERB"}:
        return []
    above = tree.child(parent.id, "nsubj")
    if above is not None:
        return heads(tree, antecedent(tree, parent) if _is_relative(above) else above)
    return subject(tree, parent) if not tree.is_passive(parent) else objects(tree, parent)


def obliques(tree: Tree, word: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the heads of the word's prepositional phrases whose preposition is one of these."""
    found: list[Token] = []
    for tok in tree.children(word.id, "obl", "nmod"):
        if tok.deprel in {"nmod:poss", "obl:agent", "obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked"}:
            continue
        case = tree.case(tok.id)
        if case and (case in prepositions or case.split()[-1] in prepositions):
            found.extend(heads(tree, tok))
    return found


def is_when(tree: Tree, token: Token) -> bool:
    """Tell whether a phrase says when, by its head or a word at it; days, years and hours are told by digits."""
    near = [token, *tree.children(token.id, "nmod", "compound", "flat", "nummod")]
    if any(_whole(tok.lemma.lower()) in word_set("deeds", "times") for tok in near):
        return True
    return token.upos in {"NUM", "ADJ", "NOUN"} and _NUMBERED.fullmatch(token.form) is not None


def _whole(lemma: str) -> str:
    """Return the time of which a word names a part: mid-October is in October."""
    part = _PREFIXED.fullmatch(lemma)
    return part[2] if part else lemma
