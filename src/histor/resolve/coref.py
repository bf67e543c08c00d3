"""Who is meant by "it", "they", "the group", "both countries": a sieve of rules over what was told so far.

The order follows Hobbs (1978) and the sieves of Lee et al. (2013): the subject of the clauses above first, then the
sentences before, subjects first, inside one section and at most three sentences back. What no rule finds stays
unresolved: an empty answer is cheaper than a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from histor.lexicon import word_set
from histor.model import Token
from histor.model.tree import Tree, base
from histor.resolve.coref_memory import NEAR, Ids, Memory, Trace, is_later

THINGS = frozenset({"state", "government", "military", "armed group", "organisation", "media"})
CROWDS = frozenset({"armed group", "military", "civilians", "government", "organisation", "media"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun in its place: the group of pronouns it is of, its word, tree and sentence.

    ``spoken`` are the words of its sentence that stand in quotation marks, where the pronoun stands outside of them:
    whoever is spoken of there does not speak.
    """

    group: str
    token: Token
    tree: Tree
    sentence: int
    spoken: frozenset[int] = frozenset()

    @property
    def possessive(self) -> bool:
        """Whether it owns a noun ("its", "their")."""
        return base(self.token.deprel) in ("nmod", "det") or "Poss=Yes" in self.token.feats

    @property
    def reflexive(self) -> bool:
        """Whether it must mean the subject of its own clause."""
        return self.token.form.lower().endswith(("self", "selves"))

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks: whom a witness means was seldom told by the sentence before."""
        before = self.tree.sentence.tokens[: self.token.id - 1]
        return sum(tok.form in _QUOTES for tok in before) % 2 == 1


#: Words that lead in what somebody is blamed, thanked or held back for.
_BLAMED = frozenset({"for", "of", "from"})
Look = Callable[[Token, bool], tuple[Ids, str, bool]]


def resolve_pronoun(asked: Asked, memory: Memory, look: Look) -> Ids:
    """Return whom a pronoun means; ``look`` tells a word's ids, kind and whether it is plural.

    Its second argument lets a deed stand for whose it is, which holds for "its" and not for "it".
    """
    if asked.group == "thing" and _is_empty(asked):
        return ()
    fellow = _fellow(asked)
    above = (subject for subject in _subjects_above(asked) if subject.id not in asked.spoken)
    for subject in [*([fellow] if fellow else []), *above]:
        ids, kind, plural = look(subject, asked.possessive)
        if subject is fellow:
            ids = ids[:1]
        if _fits(asked, ids, kind, plural):
            return ids
        if not ids and _blocks(asked, subject) and base(subject.deprel) != "conj":
            return ()
    return _from_memory(asked, memory)


def _is_empty(asked: Asked) -> bool:
    """Tell whether "it" stands for a clause: "it was reported that", "it is clear that"."""
    if asked.token.deprel.startswith("expl"):
        return True
    verb = asked.tree.parent(asked.token)
    if verb is None or base(asked.token.deprel) != "nsubj":
        return False
    passive = asked.token.deprel.endswith(":pass") or asked.tree.child(verb.id, "cop") is not None
    return passive and asked.tree.child(verb.id, "ccomp", "csubj") is not None


def _fellow(asked: Asked) -> Token | None:
    """Return the head of the coordination that a possessive stands in: "the leader and his aide"."""
    above = asked.tree.parent(asked.token)
    if asked.possessive and above is not None and base(above.deprel) == "conj":
        first = asked.tree.first_conjunct(above)
        if first.id < asked.token.id and first.upos in ("NOUN", "PROPN"):
            return first
    return None


def _subjects_above(asked: Asked) -> Iterator[Token]:
    """Yield the subjects of the clauses that a pronoun stands in, from the nearest, without its own co-arguments."""
    tree, below, first = asked.tree, asked.token.id, True
    own = asked.token.head  # the verb whose argument it is, and those that lend that verb their subject
    for above in tree.ancestors(asked.token):
        subject = tree.child(above.id, "nsubj", "csubj")
        owner = tree.child(above.id, "nmod:poss")
        apart = owner is not None and owner.id != below and owner.id < asked.token.id
        if subject is None and owner is not None and apart:
            yield owner
        if subject is not None:
            fellow = first and not asked.possessive and not asked.reflexive and own == above.id
            if subject.id != below and not fellow and subject.upos != "VERB":
                yield subject
            first = False
        elif (whom := _controller(tree, above)) is not None and whom.id != below:
            yield whom
        if own == above.id and above.deprel == "xcomp" and tree.child(above.head, "obj", "iobj") is None:
            own = above.head
        below = above.id


def _controller(tree: Tree, verb: Token) -> Token | None:
    """Return the object that does what a clause without a subject tells: it condemned *Iran* for violating its word."""
    joined = base(verb.deprel)
    blamed = joined == "advcl" and any(tok.lemma.lower() in _BLAMED for tok in tree.children(verb.id, "mark"))
    return tree.child(verb.head, "obj") if verb.head and (joined == "xcomp" or blamed) else None


def _blocks(asked: Asked, subject: Token) -> bool:
    """Tell whether a subject that is no actor is what the pronoun may mean, so that nobody is meant."""
    if subject.upos not in ("NOUN", "PROPN") or asked.possessive:
        return False
    many = "Number=Plur" in subject.feats
    return (asked.group == "thing" and not many) or (asked.group == "group" and many)


def _fits(asked: Asked, ids: Ids, kind: str, plural: bool) -> bool:
    if not ids:
        return False
    if asked.group == "person":
        return kind == "person" or (kind == "civilians" and not plural)
    if asked.group == "thing":
        return len(ids) == 1 and kind in THINGS and not plural
    return plural or len(ids) > 1 or kind in CROWDS


def _from_memory(asked: Asked, memory: Memory) -> Ids:
    best: Trace | None = None
    highest = -99.0
    for trace in memory.recent(asked.sentence, NEAR):
        if trace.joined or is_later(trace, asked.sentence, asked.token.id) or _co_argument(asked, trace):
            continue
        if trace.quoted and asked.spoken:
            continue
        if trace.ids and not _fits(asked, trace.ids, trace.kind, trace.plural):
            continue
        if not trace.ids and (asked.possessive or asked.group == "person" or trace.plural != (asked.group == "group")):
            continue
        if asked.group == "group" and _is_unlikely(asked, trace):
            continue
        worth = _worth(asked, trace)
        if worth > highest:
            best, highest = trace, worth
    return best.ids if best is not None else ()


def _is_unlikely(asked: Asked, trace: Trace) -> bool:
    """Tell whether "they" can hardly mean somebody: one civilian, or whom a sentence outside of the quotation told of.

    Fighters and forces stay: of them witnesses speak without a name.
    """
    single = trace.kind == "civilians" and not trace.plural and len(trace.ids) == 1
    if single and trace.lemma not in word_set("people", "many_in_one"):
        return True
    return asked.quoted and trace.sentence < asked.sentence and trace.kind not in ("armed group", "military")


def _worth(asked: Asked, trace: Trace) -> float:
    distance = asked.sentence - trace.sentence
    role = {"subj": 2.0, "subj below": 1.3, "obj": 0.5}.get(trace.role, 0.0)
    thing = -1.0 if not trace.ids else 0.0
    return role + thing - 1.6 * distance - (1.5 if trace.weak else 0.0)


def _co_argument(asked: Asked, trace: Trace) -> bool:
    if trace.sentence != asked.sentence or asked.possessive or asked.reflexive:
        return False
    return asked.tree.token(trace.token).head == asked.token.head
