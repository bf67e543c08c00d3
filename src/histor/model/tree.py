"""Reading a Universal Dependencies tree: children, phrases, and the words that share a role.

It lives with the nouns because both extraction and resolution walk trees and neither may import the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from histor.model.text import Sentence, Span, Token

#: Relations whose dependents are sentences of their own and not part of a noun phrase's core.
CLAUSAL = ("acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj")

#: Words before a noun that point at what is known: the raid, *this* raid.
POINTING = frozenset({"the", "this", "that", "these", "those"})

_HYPHENS = frozenset("-‐‑")


def _touch(tokens: tuple[Token, ...]) -> bool:
    return all(a.end == b.start for a, b in pairwise(tokens))


def base(deprel: str) -> str:
    """Return a relation without its subtype: ``nsubj:pass`` gives ``nsubj``."""
    return deprel.split(":", 1)[0]


class Tree:
    """A sentence with its children indexed; built once a sentence, read by every rule."""

    __slots__ = ("_children", "sentence")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        children: list[list[int]] = [[] for _ in range(len(sentence.tokens) + 1)]
        for token in sentence.tokens:
            children[token.head].append(token.id)
        self._children = children

    def token(self, ident: int) -> Token:
        """Return the token with this UD id (from 1)."""
        return self.sentence.tokens[ident - 1]

    @property
    def root(self) -> Token | None:
        """The first child of the artificial root, or None in an empty sentence."""
        return self.token(self._children[0][0]) if self._children[0] else None

    def children(self, ident: int, *deprels: str) -> list[Token]:
        """Return the dependents of a word in text order; a name without subtype matches every subtype of it."""
        found = [self.token(child) for child in self._children[ident]]
        if not deprels:
            return found
        return [tok for tok in found if tok.deprel in deprels or base(tok.deprel) in deprels]

    def child(self, ident: int, *deprels: str) -> Token | None:
        """Return the first dependent with one of these relations, or None."""
        return next(iter(self.children(ident, *deprels)), None)

    def parent(self, token: Token) -> Token | None:
        """Return the governor, or None for the root."""
        return self.token(token.head) if token.head else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the governors from the nearest to the root."""
        seen = 0
        while token.head and seen <= len(self.sentence.tokens):
            token = self.token(token.head)
            seen += 1
            yield token

    def subtree(self, ident: int, skip: Callable[[Token], bool] | None = None) -> list[Token]:
        """Return the word and all below it in text order, leaving out every branch whose top ``skip`` accepts."""
        found: list[int] = []
        stack = [ident]
        while stack and len(found) < len(self.sentence.tokens):  # a stranger's case may hold a ring
            here = stack.pop()
            found.append(here)
            for child in self._children[here]:
                if skip is None or not skip(self.token(child)):
                    stack.append(child)
        return [self.token(i) for i in sorted(found)]

    def span(self, ident: int, skip: Callable[[Token], bool] | None = None) -> Span:
        """Return the characters from the first to the last word of :meth:`subtree`, edge punctuation cut off."""
        return self.span_of(self.subtree(ident, skip))

    def span_of(self, tokens: list[Token]) -> Span:
        """Return the characters from the first to the last of some words, edge punctuation cut off."""
        inner = list(tokens)
        while len(inner) > 1 and inner[-1].upos == "PUNCT":
            inner.pop()
        while len(inner) > 1 and inner[0].upos == "PUNCT":
            inner.pop(0)
        return Span(min(t.start for t in inner), max(t.end for t in inner))

    def phrase(self, ident: int) -> Span:
        """Return the noun phrase of a head: modifiers and ``of``-phrases, without clauses, appositions, conjuncts.

        What is joined to a place named within it stays: a house *in Tyne and Wear*.
        """
        return self._joined(self.span(ident, lambda tok: self._outside_phrase(tok) and not self.names_on(tok, ident)))

    def names_on(self, tok: Token, ident: int) -> bool:
        """Tell whether a word goes on with a place named below a head: *and Wear* of a house in Tyne and Wear."""
        joined = tok if base(tok.deprel) == "conj" else self.token(tok.head) if base(tok.deprel) == "cc" else None
        if joined is None or joined.upos != "PROPN" or joined.head in (0, ident):
            return False
        first = self.token(joined.head)
        return first.upos == "PROPN" and first.ent[2:] == joined.ent[2:] == "LOC" and base(first.deprel) == "nmod"

    def _joined(self, span: Span) -> Span:
        """Widen a span over what is written together with its end by hyphens: not *Vitry* of Vitry-le-Croisé."""
        tokens = self.sentence.tokens
        last = next((i for i, tok in enumerate(tokens) if tok.end >= span.end), None)
        if last is None:
            return span
        while last + 2 < len(tokens) and tokens[last + 1].form in _HYPHENS and _touch(tokens[last : last + 3]):
            last += 2
        return Span(span.start, max(span.end, tokens[last].end))

    def _outside_phrase(self, tok: Token) -> bool:
        if self.bends_number(tok):
            return True
        if base(tok.deprel) in (*CLAUSAL, "appos", "cc", "punct", "case", "cop", "mark", "advmod", "discourse"):
            head = self.token(tok.head)
            keeps = base(tok.deprel) in ("punct", "advmod") and abs(tok.id - head.id) == 1 and tok.form in "-–'’"
            return not keeps
        return base(tok.deprel) in ("nsubj", "obj", "aux", "expl", "dep", "orphan")

    def bends_number(self, tok: Token) -> bool:
        """Tell whether a word only tells how a number behind it is to be read: at *least* nine men."""
        bent = base(tok.deprel) in ("nmod", "obl", "advmod") and tok.id < tok.head
        return bent and self.token(tok.head).upos == "NUM"

    def conjuncts(self, ident: int) -> list[Token]:
        """Return the word and every word coordinated with it, in text order."""
        found = [self.token(ident)]
        for tok in found:
            found.extend(self.children(tok.id, "conj"))
        return sorted(found, key=lambda tok: tok.id)

    def first_conjunct(self, token: Token) -> Token:
        """Return the head of a coordination that the word is part of (the word itself where it is in none)."""
        while base(token.deprel) == "conj" and token.head:
            token = self.token(token.head)
        return token

    def case(self, ident: int) -> str:
        """Return the lower-case preposition (or possessive) of a noun phrase, multi-word ones joined by a space."""
        marks = self.children(ident, "case")
        if not marks:
            return ""
        words = [marks[0], *self.children(marks[0].id, "fixed")]
        return " ".join(word.form.lower() for word in words)

    def has_feature(self, token: Token, feature: str) -> bool:
        """Tell whether FEATS holds ``feature`` (``Voice=Pass``)."""
        return feature in token.feats.split("|")

    def is_passive(self, verb: Token) -> bool:
        """Tell whether a verb is passive, by its dependents first and only then by its form.

        A perfect ("had targeted") is often tagged as a passive participle, so an object, an active subject or a form
        of *have* settles the question before FEATS is asked.
        """
        children = self.children(verb.id)
        if any(tok.deprel in {"nsubj:pass", "csubj:pass", "aux:pass"} for tok in children):
            return True
        if any(tok.deprel in {"obj", "nsubj"} for tok in children) or self._is_perfect(children):
            return False
        participle = "VerbForm=Part" in verb.feats and not verb.form.lower().endswith("ing")
        return self.has_feature(verb, "Voice=Pass") or (participle and verb.deprel == "acl")

    def _is_perfect(self, children: list[Token]) -> bool:
        return any(tok.deprel == "aux" and tok.lemma.lower() == "have" for tok in children)

    def is_negated(self, token: Token) -> bool:
        """Tell whether a word is negated by a dependent of its own (``not``, ``never``, ``no``, ``neither``)."""
        for tok in self.children(token.id, "advmod", "det", "cc"):
            if tok.lemma.lower() in {"not", "n't", "never", "no", "neither", "nor"} or "Polarity=Neg" in tok.feats:
                return True
        return False
