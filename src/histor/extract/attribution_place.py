"""One verb in its sentence, with the lists and quotations that a rule of saying asks: the single argument of every
rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from histor.extract.attribution_cues import Cues
from histor.extract.attribution_draft import Draft
from histor.extract.attribution_grammar import below, cue_span, runs
from histor.model import Span, Token, WordRef
from histor.model.quotes import Quotes
from histor.model.tree import Tree, base

_CARRIED = 4  # words from "went" to "say"


@dataclass(frozen=True, slots=True)
class Place:
    """A verb that may be a cue, where it stands; ``after`` is a block of quotation that follows its sentence."""

    index: int
    tree: Tree
    verb: Token
    lemma: str
    cues: Cues
    quotes: Quotes
    after: Span | None = None

    def stance(self, *frames: str) -> str | None:
        """Return the stance of the verb in the first of these constructions that it takes."""
        return self.cues.stance(self.lemma, *frames)

    def kids(self, *deprels: str) -> list[Token]:
        """Return the verb's dependents of some relations."""
        return self.tree.children(self.verb.id, *deprels)

    def kid(self, *deprels: str) -> Token | None:
        """Return the verb's first dependent of some relations."""
        return self.tree.child(self.verb.id, *deprels)

    def draft(self, stance: str, rule: str, *cue: Token) -> Draft:
        """Return a draft whose cue is the verb (and further words), still without content."""
        span = cue_span(self.tree, self.verb, *cue)
        carrier = self._carrier()
        if carrier is not None:
            span = Span(cue_span(self.tree, carrier).start, span.end)  # "went on to say"
        return Draft(self.index, span, stance, rule, verb=self.verb.id)

    def _carrier(self) -> Token | None:
        """Return the verb close before this infinitive that carries it ("went on to"), or None."""
        above = self.tree.parent(self.verb)
        tied = base(self.verb.deprel) in {"xcomp", "advcl", "obl"}
        if above is None or not tied or not self.is_infinitive(self.verb):
            return None
        near = 0 < self.verb.id - above.id <= _CARRIED
        return above if near and self.cues.lemma(above) in self.cues.words("carriers") else None

    def marked(self, token: Token, *words: str) -> bool:
        """Tell whether a phrase or clause is introduced by one of some words."""
        return any(tok.form.lower() in words for tok in self.tree.children(token.id, "case", "mark"))

    def is_infinitive(self, clause: Token) -> bool:
        """Tell whether a clause is introduced by ``to``."""
        return self.marked(clause, "to")

    def of_verb(self, *words: str) -> bool:
        """Tell whether the verb is one of some lemmas."""
        return self.lemma in words

    def among(self, token: Token, words: frozenset[str]) -> bool:
        """Tell whether a noun stands in a list, in the singular or as written."""
        form = token.form.lower()
        return token.lemma.lower() in words or form in words or form.removesuffix("s") in words

    def about(self, thing: Token) -> WordRef | None:
        """Return the address of the noun that a saying is about; a relative pronoun gives its antecedent."""
        if self.is_relative(thing):
            return WordRef(self.index, self.verb.head)
        return WordRef(self.index, thing.id) if thing.upos in {"NOUN", "PROPN", "PRON"} else None

    def is_relative(self, thing: Token) -> bool:
        """Tell whether a word is the relative pronoun of the clause that the verb heads."""
        in_clause = base(self.verb.deprel) == "acl" and self.verb.head > 0
        return in_clause and thing.form.lower() in {"which", "that", "whom"}

    def spans(self, *heads: Token) -> list[Span]:
        """Return the characters of some phrases together; a relative pronoun gives its antecedent's phrase."""
        words: set[Token] = set()
        found: list[Span] = []
        for head in heads:
            if self.is_relative(head):
                found.append(self.tree.phrase(self.verb.head))
            else:
                words |= set(below(self.tree, head))
        return found + self.runs(words)

    def runs(self, words: Iterable[Token]) -> list[Span]:
        """Return the characters of some words, one span for each unbroken run; the verb itself never counts."""
        return runs(self.tree, sorted((tok for tok in words if tok.id != self.verb.id), key=lambda tok: tok.id))
