"""The company of a word: what stands around a verb or a noun, and by which small words it is tied to it.

The relations are those of the Universal Dependencies guidelines for English, as in :mod:`histor.extract.roles`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from histor.extract import roles
from histor.lexicon import word_set
from histor.model import Token
from histor.model.tree import Tree, base

_NO_COMPANY = frozenset({"nsubj", "punct", "aux", "cc", "mark", "conj", "obj"})


@dataclass(frozen=True, slots=True)
class Company:
    """What stands around a word: its object, subjects, particles, and others.

    Of each other: the small words that tie it, and whether it may stand without any, as an object does.
    """

    subjects: tuple[Token, ...]
    particles: tuple[Token, ...]
    others: tuple[tuple[Token, tuple[Token, ...], bool], ...]
    object: Token | None = None
    is_noun: bool = False
    spelled: dict[int, frozenset[str]] = field(default_factory=dict)

    def spell(self, spellings: Callable[[Token], frozenset[str]]) -> frozenset[str]:
        """Note the dictionary forms of every word of the company, and return all of them together."""
        for tok in (*self.subjects, *(other for other, _, _ in self.others)):
            if tok.id not in self.spelled:
                self.spelled[tok.id] = spellings(tok)
        return frozenset().union(*self.spelled.values())

    @classmethod
    def of_verb(cls, tree: Tree, verb: Token) -> Company:
        """Return the company of a verb: its object (in the passive, its subject), phrases, particles, clauses."""
        thing = next(iter(roles.objects(tree, verb)), None)
        below = [tok for tok in tree.children(verb.id) if base(tok.deprel) not in _NO_COMPANY]
        small = [tok for tok in below if base(tok.deprel) in {"compound", "advmod", "obl", "case"}]
        small += tree.sentence.tokens[verb.id : verb.id + 1]
        others: list[tuple[Token, tuple[Token, ...], bool]] = []
        if thing is not None:
            others.append((thing, tuple(small), True))  # *called up* reservists, *up* read as a preposition
            below += tree.children(thing.id, "nmod", "acl", "obl")
        for tok in below:
            if not roles.is_when(tree, tok):
                ties = ties_of(tree, tok)
                small += [tie for tie in ties if tie.form.lower() in word_set("phrases", "ends")]
                others += [(head, ties, not ties) for head in (roles.heads(tree, tok) or [tok])]
        return cls(tuple(roles.subject(tree, verb)), tuple(small), tuple(others), thing)

    @classmethod
    def of_noun(cls, tree: Tree, noun: Token) -> Company:
        """Return the company of a noun: what it is *of*, whose it is, what is written before it."""
        others: list[tuple[Token, tuple[Token, ...], bool]] = []
        for tok in tree.children(noun.id):
            kind = base(tok.deprel)
            if tok.deprel == "nmod:poss" or kind in {"compound", "amod"}:
                others.append((tok, (), True))
            elif kind in {"nmod", "obl", "acl"}:
                ties = ties_of(tree, tok)
                others += [(head, ties, not ties) for head in (roles.heads(tree, tok) or [tok])]
        return cls((), (), tuple(others), is_noun=True)


def ties_of(tree: Tree, token: Token) -> tuple[Token, ...]:
    """Return the prepositions and markers before a phrase or clause."""
    return tuple(tree.children(token.id, "case", "mark", "fixed"))
