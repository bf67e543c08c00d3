"""Whether a deed was done: modality, negation, conditions, and whether a figure is a running one.

The words above a trigger are walked through objects, complements and noun phrases only; a coordinated or adverbial
clause is a deed of its own, and what was threatened in one does not unmake what was done in the other.
"""

from __future__ import annotations

from histor.extract.casualties_scene import Scene
from histor.model import Token
from histor.model.tree import base

_UPWARD = frozenset({"obj", "xcomp", "ccomp", "nmod", "obl", "acl", "nsubj", "csubj", "advcl", "iobj"})
_NEGATIVE = frozenset({"not", "n't", "never", "nor", "neither", "without"})
_STEPS = 6


def is_real(scene: Scene, trigger: Token) -> bool:
    """Tell whether the deed that a trigger names is told as done."""
    if (
        not _own_words(scene, trigger)
        or scene.sentence.tokens[-1].form == "?"
        or scene.lower(len(scene.sentence.tokens) - 1) == "?"
    ):
        return False
    below = trigger
    for _ in range(_STEPS):
        head = scene.tree.parent(below)
        relation = base(below.deprel)
        if head is None or relation not in _UPWARD or below.deprel == "acl:relcl":
            return True
        if _unmade(scene, below, head):
            return False
        if (
            head.upos in ("VERB", "AUX")
            and relation in ("xcomp", "ccomp", "csubj", "obj", "obl")
            and not _own_words(scene, head)
        ):
            return False
        if relation == "obl" and below.upos in ("NOUN", "PROPN"):
            return True  # what an adjunct names ("after the murder of two guards") is taken for done
        below = head
    return True


def _own_words(scene: Scene, verb: Token) -> bool:
    """Tell whether a word's own auxiliaries, marks and adverbs leave it a deed."""
    words = scene.words
    children = scene.tree.children(verb.id)
    lowers = {
        child.form.lower() for child in children if child.deprel.startswith(("aux", "mark", "advmod", "amod", "cop"))
    }
    if scene.tree.is_negated(verb) and not _no_victims(children):
        return False
    if lowers & _NEGATIVE or lowers & words.lists["unreal.adjectives"]:
        return False
    auxiliaries = {c.form.lower() for c in children if base(c.deprel) == "aux"} | _surface_auxiliaries(scene, verb)
    if base(verb.deprel) == "conj" and verb.upos == "VERB" and not scene.tree.children(verb.id, "nsubj", "aux"):
        first = scene.tree.first_conjunct(verb)
        auxiliaries |= {c.form.lower() for c in scene.tree.children(first.id, "aux")}
    if auxiliaries & words.lists["unreal.modals"] and not lowers & words.lists["unreal.forward"]:
        return False
    before = scene.token(verb.id - 2)
    if scene.lower(verb.id - 1) in ("and", "or") and before is not None and before.upos == "VERB":
        auxiliaries |= _surface_auxiliaries(scene, before)
    if auxiliaries & words.lists["unreal.modals"] and not lowers & words.lists["unreal.forward"]:
        return False
    marks = {c.form.lower() for c in children if base(c.deprel) == "mark"}
    if marks & words.lists["unreal.marks"] - {"until", "before"}:
        return False
    return not _bare_infinitive(scene, verb, children)


def _no_victims(children: list[Token]) -> bool:
    return any(child.deprel == "det" and child.form.lower() == "no" for child in children)


def _surface_auxiliaries(scene: Scene, verb: Token) -> set[str]:
    """Return the auxiliaries that stand right before a verb, for trees that hang them elsewhere."""
    found: set[str] = set()
    at = verb.id - 1
    while at and scene.tree.token(at).upos in ("AUX", "ADV", "PART"):
        found.add(scene.lower(at))
        at -= 1
    return found


def _bare_infinitive(scene: Scene, verb: Token, children: list[Token]) -> bool:
    """Tell whether a verb is "to kill" with nothing above it that says the thing was done."""
    marked = (
        any(c.form.lower() == "to" and base(c.deprel) == "mark" for c in children) or scene.lower(verb.id - 1) == "to"
    )
    if not marked or verb.upos not in ("VERB", "AUX"):
        return False
    if any(c.form.lower() in ("have", "having") for c in children if base(c.deprel) == "aux"):
        return False
    head = scene.tree.parent(verb)
    if head is not None and head.form.lower() == "had":
        return False  # "two had to be flown to hospital"
    return head is None or scene.words.stem(head) not in scene.words.lists["deed_above"]


def _unmade(scene: Scene, below: Token, head: Token) -> bool:
    """Tell whether a governor makes what hangs under it a plan, a fear or a denial."""
    lists, relation = scene.words.lists, base(below.deprel)
    lemma = scene.words.stem(head)
    if head.upos in ("NOUN", "PROPN"):
        return relation in ("nmod", "acl") and lemma in lists["unreal.nouns"]
    if relation == "advcl":
        return any(c.form.lower() in ("if", "unless", "lest") for c in scene.tree.children(below.id, "mark"))
    if relation in ("xcomp", "ccomp", "csubj"):
        return lemma in lists["unreal.verbs"] and not _reporting_warning(scene, below, lemma)
    if relation == "obj":
        return lemma in lists["unreal.verbs"] and below.upos in ("NOUN", "PROPN")
    if relation == "obl":
        return lemma in lists["planned_for"] and scene.tree.case(below.id) in ("for", "with")
    return False


def _reporting_warning(scene: Scene, below: Token, lemma: str) -> bool:
    """Tell "warned that 40 had died", which reports, from "warned that it would" and "told to kill"."""
    finite = any(c.form.lower() == "that" for c in scene.tree.children(below.id, "mark")) or scene.tree.has_feature(
        below, "VerbForm=Fin"
    )
    if scene.words.has("telling", lemma):  # "the toll has risen to 27, the mayor told the wire"
        held = scene.tree.children(below.id, "aux", "aux:pass", "cop")
        finite = finite or any(scene.tree.has_feature(word, "VerbForm=Fin") for word in held)
    return finite and scene.words.has("warning", lemma)


def is_undone(scene: Scene, trigger: Token) -> bool:
    """Tell whether the victims are only named by what had been done to them: "freed 40 captured soldiers"."""
    noun = scene.tree.parent(trigger)
    if noun is None or base(trigger.deprel) != "amod":
        return False
    verb = scene.tree.parent(noun)
    return verb is not None and scene.words.has("undoing", scene.words.stem(verb))


def is_rate(scene: Scene, start: int, ident: int) -> bool:
    """Tell whether a figure is a rate: "an average of 12 deaths", "33 killed per day", "40 people a week"."""
    lists = scene.words.lists
    if scene.lower(start - 1) == "in" and scene.numbers.at(start - 2) is not None:
        return True  # "one in ten"
    if any(scene.lower(i) in ("average", "averaging") for i in range(max(1, start - 3), start + 1)):
        return True
    for at in range(ident + 1, ident + 5):
        if scene.lower(at) in lists["rates"]:
            return scene.lower(at) != "per" or scene.lower(at + 1) in lists["rate_units"]
        if scene.lower(at) in ("a", "each", "every") and scene.lower(at + 1) in lists["rate_units"]:
            return True
    return False


def is_running(scene: Scene, trigger: Token, told_total: bool = False) -> bool:
    """Tell whether the clause of a trigger says that the figure is a total so far.

    ``told_total`` is True where a toll of the sentence has already taken the words for totals for itself.
    """
    clause = _clause(scene, trigger)
    lowers = [tok.form.lower() for tok in clause]
    lists = scene.words.lists
    if not told_total and any(_tells_total(scene, clause, i) for i in range(len(clause))):
        return True
    joined = " " + " ".join(lowers) + " "
    if any(f" {' '.join(phrase)} " in joined for phrase in scene.words.phrases):
        return True
    perfect = any(low in ("has", "have", "had") for low in lowers)
    return perfect and any(tok.form.lower() in lists["cumulative.perfect_since"] for tok in scene.sentence.tokens)


def _tells_total(scene: Scene, clause: list[Token], at: int) -> bool:
    """Tell a word for a running figure from "a total of 40", which only introduces one, and "a total force"."""
    token = clause[at]
    lower = token.form.lower()
    if lower not in scene.words.lists["cumulative.words"] or lower == "count":
        return False
    if lower not in ("total", "overall"):
        return True
    if scene.lower(token.id - 1) in ("a", "an"):
        return False
    following = [tok for tok in (scene.token(token.id + 1), scene.token(token.id + 2)) if tok is not None]
    return scene.lower(token.id - 1) == "in" or any(
        scene.is_trigger(tok) or scene.is_person(tok) or scene.numbers.at(tok.id) is not None for tok in following
    )


def _clause(scene: Scene, trigger: Token) -> list[Token]:
    """Return the words of the clause that a trigger stands in, without other coordinated or relative clauses."""
    top = trigger
    for head in scene.tree.ancestors(trigger):
        if top.upos == "VERB" and base(top.deprel) in ("conj", "parataxis", "ccomp", "advcl", "acl"):
            break
        top = head
    keep = {tok.id for tok in scene.tree.ancestors(trigger)}
    return scene.tree.subtree(top.id, lambda tok: _apart(tok) and tok.id not in keep and tok.id != trigger.id)


def _apart(tok: Token) -> bool:
    return tok.upos == "VERB" and base(tok.deprel) in ("conj", "parataxis", "ccomp", "acl", "advcl")
