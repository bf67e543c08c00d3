"""Words that make one deed the answer to another, read off a sentence's grammar, whichever deeds are found in it.

A cue names the words where its deed may stand, the likeliest first, and the word of the deed answered where the text
names one. The list of words is data (``lang/<code>/answers.yaml``). "After" and "then" are times and no cues.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from histor.extract.answer_words import AnswerWords, Cue
from histor.extract.answers_causes import causes
from histor.model import Span, Token
from histor.model.tree import Tree, base

#: Prepositions of what is answered, after a noun and after a verb of answer.
_TO = frozenset({"to", "for", "against", "of", "at", "over"})
_MEANS = frozenset({"by", "with", "through", "in"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
#: Subjects under which a second verb tells what the first one announces: he responded; *he* closed the border.
_HIMSELF = frozenset({"he", "she", "they", "it", "we", "i"})


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
            yield from causes(self.tree, self.words, token)

    def _modifier(self, token: Token, lemma: str) -> Iterator[Cue]:
        """Read *retaliatory* strikes, *reprisal* raids; what draws or prompts them is what they answer."""
        if base(token.deprel) not in {"amod", "compound"} or not self.words.has("modifiers", lemma):
            return
        head = self.tree.token(token.head)
        verb = self.tree.parent(head)
        stood_for = self._outside(verb) if verb is not None else []  # in *what* it called a reciprocal measure
        answered = self._drawn_by(head) or self._to(head, ("for", "to"))
        yield Cue(Span(token.start, token.end), (head.id, *stood_for), answered)

    def _drawn_by(self, deed: Token) -> int | None:
        verb = self.tree.parent(deed)
        if verb is None or base(deed.deprel) != "obj" or not self.words.prompts(verb.lemma):
            return None
        above = self.tree.parent(verb)
        own = self.tree.child(verb.id, "nsubj")
        return own.id if own is not None else above.id if above is not None else None

    def _noun(self, token: Token, lemma: str) -> Iterator[Cue]:
        first, lead = self._lead(token, self.words.part("nouns", lemma))
        article = self.tree.child(token.id, "det") is not None
        if lead and not (lead == "in" and article and self.words.has("bare", lemma)):
            yield from self._phrase(token, first, lead)
        elif self.words.has("named", lemma):
            yield from self._named(token)

    def _lead(self, token: Token, allowed: frozenset[str]) -> tuple[Token, str]:
        """Return the first word and the text of an allowed preposition before a noun and what modifies it."""
        before = self.tree.sentence.tokens[: token.id - 1]
        while before and before[-1].upos in {"DET", "ADJ", "PRON", "PUNCT"} and before[-1].head == token.id:
            before = before[:-1]
        for phrase in sorted(allowed, key=len, reverse=True):
            size = phrase.count(" ") + 1
            told = " ".join(t.form.lower() for t in before[-size:]) == phrase
            if told and base(before[-size].deprel) != "mark":  # *as a reprisal was likely* tells a time or a reason
                return before[-size], phrase
        return token, ""

    def _phrase(self, token: Token, first: Token, lead: str) -> Iterator[Cue]:
        """Read *in retaliation* (for the raid), *as an answer to*, by what the phrase hangs on."""
        above = self.tree.parent(token)
        if above is not None and first.id <= above.id < token.id:
            above = self.tree.parent(above)  # by *way* of reply
        answered = self._to(token, _TO) or self._beside(token, above)
        if above is None:
            yield Cue(Span(first.start, token.end), (), answered)
            return
        objects = [t.id for t in self.tree.children(above.id, "obj", "nsubj:pass")] if lead.startswith("as") else []
        if lead.startswith("as") and self.words.has("judges", above.lemma.lower()):  # claimed the raid *as revenge*
            yield Cue(Span(first.start, token.end), (*objects, *self._outside(above)), answered, fixed=True)
        else:
            only = self.words.part("narrow", token.lemma.lower())
            yield Cue(Span(first.start, token.end), (above.id, *objects), answered, only=only)

    def _outside(self, verb: Token) -> list[int]:
        """Return the deed that a clause with *what* stands for: in *what* he called an answer, they bombed."""
        what = self.tree.parent(verb)
        inside = base(verb.deprel) in {"acl", "csubj"} and what is not None and what.lemma.lower() == "what"
        return [what.head] if inside and what is not None and what.head else []

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
        near += [*self._outside(token), *(t.id for t in tree.children(token.id, "appos"))]
        verb = tree.parent(token)
        if verb is not None and token.deprel == "nsubj:outer":  # their answer was *to bomb* it
            near.append(verb.id)
        if verb is not None and base(token.deprel) == "nsubj":
            near += [t.id for t in tree.children(verb.id, "obl") if tree.case(t.id) in {"in", "as", "with"}]
            near += [t.id for t in tree.children(verb.id, "parataxis")]
            near += [t.id for t in tree.children(verb.id, "advcl") if tree.child(t.id, "advmod", "mark") is not None]
        yield Cue(span, tuple(near), answered, fixed=True)

    def _verb(self, token: Token, lemma: str) -> Iterator[Cue]:
        tree = self.tree
        partner = self._back(token, lemma) or self._paired(token, lemma)
        purpose = self.words.has("purpose", lemma) and self._is_purpose(token)
        if not (partner or purpose or self.words.has("verbs", lemma)) or self._is_none(token):
            return
        span = tree.span_of([token, *([partner] if partner else [])])
        answered = self._answered(token, partner)
        for deed in self._means(token):
            yield Cue(span, (deed,), answered, fixed=True)
        top = tree.first_conjunct(token)
        above = tree.parent(top)
        hangs = base(top.deprel) in {"advcl", "acl", "xcomp"} and not top.deprel.endswith("relcl")
        deeds = [token.id, *([partner.id] if partner else []), *([above.id] if hangs and above is not None else [])]
        deeds += [t.id for t in tree.children(token.id, "nsubj")]
        yield Cue(span, (*deeds, *(() if partner or hangs else self._told_next(token))), answered, fixed=True)

    def _told_next(self, verb: Token) -> list[int]:
        """Return verbs beside one of answering that tell what the answer was: he responded; *he closed* the border."""
        beside = self.tree.children(verb.id, "conj", "parataxis")
        return [token.id for token in beside if self._himself(token) or self._announced(token)]

    def _himself(self, token: Token) -> bool:
        who = self.tree.child(token.id, "nsubj")
        return who is not None and who.form.lower() in _HIMSELF

    def _announced(self, token: Token) -> bool:
        """Tell whether a colon announces a clause: they answered: *the town was shelled*."""
        return any(mark.form == ":" for mark in self.tree.children(token.id, "punct"))

    def _is_none(self, token: Token) -> bool:
        """Tell whether a verb of answer only speaks, or the answer was withheld: *refrained from* responding."""
        above = self.tree.parent(self.tree.first_conjunct(token))
        withheld = above is not None and self.words.has("withholds", above.lemma.lower())
        return self.tree.child(token.id, "ccomp") is not None or withheld or self.tree.is_negated(token)

    def _back(self, token: Token, lemma: str) -> Token | None:
        """Return the *back* that makes a verb an answer, right behind it."""
        if not self.words.has("back", lemma) or token.id >= len(self.tree.sentence.tokens):
            return None
        after = self.tree.token(token.id + 1)
        return after if after.form.lower() == "back" and after.head == token.id else None

    def _paired(self, token: Token, lemma: str) -> Token | None:
        objects = self.words.part("pairs", lemma)
        return next((t for t in self.tree.children(token.id, "obj") if t.lemma.lower() in objects), None)

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

    def _answered(self, verb: Token, partner: Token | None) -> int | None:
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
        return mine.id if mine is not None and mine is not partner else None
