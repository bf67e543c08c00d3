"""Words that make one deed the answer to another, read off a sentence's grammar, whichever deeds are found in it.

A cue names the words where its deed may stand, the likeliest first, and the word of the deed answered where the text
names one. The list of words is data (``lang/<code>/answers.yaml``). "After" and "then" are times and no cues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from histor.lexicon import Lexicon
from histor.model import Span, Token
from histor.model.tree import Tree, base

#: Prepositions of what is answered, after a noun and after a verb of answer.
_TO = frozenset({"to", "for", "against", "of", "at", "over"})
_MEANS = frozenset({"by", "with", "through", "in"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of answer: their span, the words (UD ids) that may tell the deed, and that of the deed answered or None.

    ``fixed`` is whether one of ``deeds`` itself must tell the deed; else it may stand above them in the tree.
    """

    span: Span
    deeds: tuple[int, ...]
    answered: int | None = None
    fixed: bool = False


class AnswerWords:
    """The words of answer of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _raw(self) -> dict[str, Any]:
        return dict(self._lexicon.words("answers")) if self._lexicon.has_words("answers") else {}

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a lower-case lemma or phrase is of one of the lists of words."""
        return word in self._raw.get(kind, ())

    def prepositions(self, noun: str) -> frozenset[str]:
        """Return the prepositions after which a noun makes a deed an answer."""
        return frozenset(self._raw.get("nouns", {}).get(noun, ()))


class CueReader:
    """Reads the cues of one sentence."""

    def __init__(self, tree: Tree, words: AnswerWords) -> None:
        self.tree, self.words = tree, words

    def cues(self) -> Iterator[Cue]:
        """Yield every cue, word by word, the firmest reading of a word first."""
        for token in self.tree.sentence.tokens:
            lemma = token.lemma.lower()
            if token.upos in _NOUNS:
                yield from self._modifier(token, lemma)
            if token.upos in {"NOUN", "PROPN"}:
                yield from self._noun(token, lemma)
            if token.upos == "VERB":
                yield from self._verb(token, lemma)
            if token.upos == "ADV" and self.words.has("adverbs", lemma):
                yield Cue(Span(token.start, token.end), (token.head,) if token.head else ())

    def _modifier(self, token: Token, lemma: str) -> Iterator[Cue]:
        """Read *retaliatory* strikes, *reprisal* raids; what draws or prompts them is what they answer."""
        if base(token.deprel) not in {"amod", "compound"} or not self.words.has("modifiers", lemma):
            return
        head = self.tree.token(token.head)
        yield Cue(Span(token.start, token.end), (head.id,), self._drawn_by(head) or self._to(head, ("for", "to")))

    def _drawn_by(self, deed: Token) -> int | None:
        verb = self.tree.parent(deed)
        if verb is None or base(deed.deprel) != "obj" or not self.words.has("prompts", verb.lemma.lower()):
            return None
        above = self.tree.parent(verb)
        own = self.tree.child(verb.id, "nsubj")
        return own.id if own is not None else above.id if above is not None else None

    def _noun(self, token: Token, lemma: str) -> Iterator[Cue]:
        case = self.tree.case(token.id)
        if case and case in self._cases(token, lemma):
            yield from self._phrase(token)
        elif self.words.has("named", lemma):
            yield from self._named(token)

    def _cases(self, token: Token, lemma: str) -> frozenset[str]:
        return self.words.prepositions(lemma)

    def _phrase(self, token: Token) -> Iterator[Cue]:
        """Read *in retaliation* (for the raid), *as an answer to*, by what the phrase hangs on."""
        above = self.tree.parent(token)
        cased = [t for c in self.tree.children(token.id, "case") for t in (c, *self.tree.children(c.id, "fixed"))]
        span = self.tree.span_of([*cased, token])
        deeds: list[int] = []
        if above is not None and self.tree.case(token.id) == "as":
            deeds += [t.id for t in self.tree.children(above.id, "obj", "nsubj:pass")]  # claimed the raid as revenge
        deeds += [above.id] if above is not None else []
        yield Cue(span, tuple(deeds), self._to(token, _TO) or self._beside(token, above))

    def _to(self, token: Token, cases: Any) -> int | None:
        """Return the deed that a word of answer names: response *to the raid*."""
        for child in self.tree.children(token.id, "nmod", "obl", "acl", "advcl"):
            marks = {t.form.lower() for t in self.tree.children(child.id, "mark")} | {self.tree.case(child.id)}
            if marks & set(cases):
                return child.id
        return None

    def _beside(self, token: Token, above: Token | None) -> int | None:
        """Return what the parser hung beside the word of answer instead of under it: in retaliation *for the clash*."""
        if above is None:
            return None
        after = [t for t in self.tree.children(above.id, "obl", "nmod") if t.id > token.id]
        return next((t.id for t in after if self.tree.case(t.id) in {"to", "for"} and self._touches(token, t)), None)

    def _touches(self, token: Token, other: Token) -> bool:
        marks = self.tree.children(other.id, "case")
        return bool(marks) and marks[0].id == token.id + 1

    def _named(self, token: Token) -> Iterator[Cue]:
        """Read a noun of answer that is itself a deed's name, what is said of one, or stands beside one."""
        span, answered = Span(token.start, token.end), self._to(token, _TO)
        tree = self.tree
        near: list[int] = [token.id]
        if tree.child(token.id, "cop") is not None or base(token.deprel) in {"xcomp", "appos", "parataxis"}:
            near += [t.id for t in tree.children(token.id, "nsubj")]
            above = tree.parent(token)
            if above is not None:
                near += [above.id] if base(token.deprel) == "appos" else []
                near += [t.id for t in tree.children(above.id, "obj")] if base(token.deprel) == "xcomp" else []
        near += [t.id for t in tree.children(token.id, "appos")]
        verb = tree.parent(token)
        if verb is not None and base(token.deprel) == "nsubj":
            near += [t.id for t in tree.children(verb.id, "obl") if tree.case(t.id) in {"in", "as", "with"}]
            near += [t.id for t in tree.children(verb.id, "parataxis")]
        yield Cue(span, tuple(near), answered, fixed=True)

    def _verb(self, token: Token, lemma: str) -> Iterator[Cue]:
        tree = self.tree
        particle = next((t for t in tree.children(token.id, "compound", "advmod") if t.form.lower() == "back"), None)
        back = particle is not None and self.words.has("back", lemma) and particle.id - token.id <= 2
        purpose = self.words.has("wages", lemma) and self._is_purpose(token)
        if not (back or purpose or self.words.has("verbs", lemma)) or tree.child(token.id, "ccomp") is not None:
            return
        span = tree.span_of([token, *([particle] if back and particle is not None else [])])
        means = self._means(token)
        above = tree.parent(tree.first_conjunct(token))
        hangs = base(tree.first_conjunct(token).deprel) in {"advcl", "acl", "xcomp"} and not token.deprel.endswith("relcl")
        deeds = [*means, token.id, *([above.id] if hangs and above is not None else [])]
        if means:
            for deed in means:
                yield Cue(span, (deed,), self._answered(token), fixed=True)
        yield Cue(span, tuple(deeds), self._answered(token), fixed=True)

    def _is_purpose(self, token: Token) -> bool:
        return any(t.form.lower() == "to" for t in self.tree.children(token.id, "mark"))

    def _means(self, verb: Token) -> list[int]:
        """Return the deeds by which one answers: *by* shelling, *with* raids and mines."""
        found: list[int] = []
        for child in self.tree.children(verb.id, "obl", "advcl", "xcomp"):
            marks = {t.form.lower() for t in self.tree.children(child.id, "mark")} | {self.tree.case(child.id)}
            if marks & _MEANS:
                found += [t.id for t in self.tree.conjuncts(child.id)]
        return found

    def _answered(self, verb: Token) -> int | None:
        tree = self.tree
        named = self._to(verb, ("to", "for"))
        if named is not None:
            return named
        passive = tree.child(verb.id, "nsubj:pass")
        if passive is not None:
            return passive.id
        if verb.deprel == "acl:relcl" and tree.child(verb.id, "obj") is None:
            return verb.head
        mine = tree.child(verb.id, "obj")
        return mine.id if mine is not None else None
