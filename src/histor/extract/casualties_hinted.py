"""Figures that the model holds there are, weighed against those that grammar found in the same sentence.

What a number *is* stays with the grammar of numbers; the model only says that these words count people harmed, how,
and who they were.
"""

from __future__ import annotations

from functools import cached_property

from histor.extract.casualties_draft import Draft, is_joint
from histor.extract.casualties_guards import counts_harm
from histor.extract.casualties_scene import Scene
from histor.extract.casualties_shares import Share
from histor.extract.casualties_wholes import fits
from histor.extract.hint_book import HintBook, meets
from histor.extract.quantities import Quantity
from histor.model import HintedSpan, Span, Token, WordRef
from histor.model.tree import base

DOUBT, TRUST, LINKED, WEAK = 0.35, 0.25, 0.3, 0.6
"""How sure a figure must be to stand against a rule's find and by itself, how sure its links; how weak a rule's word is
to which the model may give another effect. Chosen for model 3 on the development parts of corpus and accounts.
"""
UNTOLD = 0.55
"""How sure a figure must be where no word of its sentence tells any harm. Chosen for model 4 on the development parts
of the corpus and of the cases, where it costs nothing, and on real texts read for development, where such figures were
all wrong.
"""


class FigureWeigher:
    """The figures of one sentence, weighed."""

    def __init__(self, scene: Scene, book: HintBook) -> None:
        self.scene, self.book = scene, book
        self.spans = [s for s in book.spans("figure", scene.index) if s.first.sentence == scene.index]

    @cached_property
    def _trust(self) -> float:
        """How sure the model must be by itself: surer where nothing in the sentence tells harm."""
        words = self.scene.words
        told = any(words.effect(tok) or words.has("losing", words.stem(tok)) for tok in self.scene.sentence.tokens)
        return TRUST if told else UNTOLD

    @property
    def any(self) -> bool:
        """Whether the model holds that the sentence tells a figure."""
        return any(span.score >= TRUST for span in self.spans)

    def weigh(self, drafts: list[Draft]) -> list[Draft]:
        """Return the rules' figures that stand, and those that only the model found."""
        kept = [self._relabelled(draft) for draft in drafts if not self._doubted(draft)]
        for span in self.spans:
            place = self.book.characters(span)
            if span.score < self._trust or any(meets(place, draft.share.span) for draft in kept):
                continue
            made = self._made(span, place)
            if made is not None:
                kept.append(made)
        _part(kept, self.scene, self.book)
        return kept

    def _relabelled(self, draft: Draft) -> Draft:
        """Give a figure whose word tells its effect weakly ("shot", a bare number) the effect that the model reads."""
        near = (s for s in self.spans if s.score >= TRUST and meets(self.book.characters(s), draft.share.span))
        span = next(near, None)
        taken = draft.effect == "captured" and draft.rule.startswith("verb:")
        alive = taken and span is not None and span.label == "killed"  # those led away were not dead
        if span is not None and draft.score <= WEAK and draft.share.low != 0 and not alive:
            draft.effect = span.label
        return draft

    def _doubted(self, draft: Draft) -> bool:
        if draft.rule in ("nought", "nought:life", "denied", "elliptic:owned"):
            return False  # the model was taught no such figures
        words = [tok for tok in self.scene.sentence.tokens
                 if tok.start < draft.share.span.end and draft.share.span.start < tok.end]
        words.append(draft.trigger)
        chance = max(self.book.chance("figure", WordRef(self.scene.index, tok.id)) for tok in words)
        return chance < DOUBT

    def _made(self, span: HintedSpan, place: Span) -> Draft | None:
        tokens = [self.scene.tree.token(word.token) for word in self.book.words(span)]
        quantity = next((q for tok in reversed(tokens) if (q := self._quantity(tok)) is not None), None)
        if quantity is None or not counts_harm(self.scene, quantity.span):
            return None
        word = next((tok for tok in tokens if quantity.span.start <= tok.start < quantity.span.end), tokens[-1])
        if quantity.high == 0 and any(self.scene.tree.case(t.id) == "of" for t in self.scene.tree.children(word.id)):
            return None  # "none of the dead was a citizen" counts no citizens among them, not none dead
        behind = self.scene.token(tokens[-1].id + 1)
        if behind is not None and is_joint(self.scene, behind):
            return None  # "60 killed or wounded"
        group = self._group(tokens)
        if group is not None and (self._acts(group, span.label) or self.scene.is_thing(group)):
            return None
        words = self.scene.words
        if group is not None and span.label == "killed" and words.has("outliving", words.stem(group)):
            return None  # "spoke with 22 survivors of the strike"
        text = self._group_text(group, quantity.span) if group else ""
        share = Share(quantity.low, quantity.high, quantity.qualifier, quantity.span, word, text, group, True)
        return Draft(span.label, share, self.scene, self._trigger(tokens), "model", span.score)

    def _quantity(self, token: Token) -> Quantity | None:
        number = self.scene.numbers.at(token.id)
        if number is not None:
            return Quantity(number.low, number.high, number.qualifier, number.span) if number.kind == "count" else None
        return self.scene.numbers.of(token)

    def _group(self, tokens: list[Token]) -> Token | None:
        words = [WordRef(self.scene.index, tok.id) for tok in tokens]
        link = self.book.best("who", words, LINKED)
        if link is not None and link.end.sentence == self.scene.index:
            return self.scene.tree.token(link.end.token)
        head = self.scene.tree.parent(tokens[-1])
        counted = head is not None and base(tokens[-1].deprel) in ("nummod", "det", "amod")
        return head if counted and head is not None and head.upos in ("NOUN", "PROPN") else None

    def _group_text(self, group: Token, number: Span) -> str:
        """The phrase of a group without the number that counts it: "38 women" are women."""
        phrase = self.scene.tree.phrase(group.id)
        inside = phrase.start <= number.start and number.end < phrase.end
        return self.scene.text(Span(number.end, phrase.end) if inside else phrase).strip().removeprefix("of ")

    def _acts(self, group: Token, effect: str) -> bool:
        """Tell whether those counted only do something, in a sentence without a word of that harm: *three men fled*.

        Of a number that stands for its noun ("forty of their friends remain") its own clause is asked.
        """
        tree, words = self.scene.tree, self.scene.words
        holder = tree.parent(group)
        counted = holder is not None and holder.upos == "NUM" and tree.case(group.id) == "of"
        top = holder if counted and holder is not None else group
        if self._only_hurt(top):
            return all(words.effect(tok) != effect for tok in self.scene.sentence.tokens)
        if top.deprel != "nsubj" or tree.is_negated(tree.token(top.head or top.id)):
            return False
        clause = tree.subtree(top.head) if counted else self.scene.sentence.tokens
        return all(words.effect(tok) != effect for tok in clause)

    def _only_hurt(self, victims: Token) -> bool:
        """Tell whether people bear what neither kills nor is counted as a wound: six girls were *raped*."""
        verb = self.scene.tree.parent(victims)
        bears = victims.deprel == "nsubj:pass" or base(victims.deprel) == "obj"
        return bears and verb is not None and self.scene.words.has("outrages", self.scene.words.stem(verb))

    def _trigger(self, tokens: list[Token]) -> Token:
        """The word that did it, where it stands in the sentence; else the number itself."""
        link = self.book.best("event", [WordRef(self.scene.index, tok.id) for tok in tokens], LINKED)
        if link is not None and link.end.sentence == self.scene.index:
            return self.scene.tree.token(link.end.token)
        return tokens[-1]


def _part(drafts: list[Draft], scene: Scene, book: HintBook) -> None:
    """Make a figure that only the model found a part of the one that the model links it to."""
    for draft in drafts:
        if draft.rule != "model" or draft.whole is not None:
            continue
        link = book.best("part", [WordRef(scene.index, draft.share.word.id)], TRUST)
        if link is None or link.end.sentence != scene.index:
            continue
        token = scene.tree.token(link.end.token)
        wholes = [d for d in drafts if d is not draft and meets(d.share.span, Span(token.start, token.end))]
        if wholes and fits(draft.share, wholes[0]) and wholes[0].whole is None and wholes[0].effect == draft.effect:
            draft.whole = wholes[0]
