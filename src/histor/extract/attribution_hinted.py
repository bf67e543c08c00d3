"""Sayings that the model holds there are, weighed against those that grammar found in the same sentence.

A rule's saying whose cue the model holds to be none falls; a cue that the model is sure of and that no rule knows
becomes a saying, with the speaker and the words that the model links to it. The stance of a cue is the model's where it
read the cue too: what "insisted", "complained" or "made no secret" does is learnt from examples rather than listed.
"""

from __future__ import annotations

from histor.extract.attribution_draft import Draft, Speaker
from histor.extract.attribution_grammar import subject
from histor.extract.hint_book import HintBook, meets
from histor.model import HintedSpan, Span, WordRef
from histor.model.tree import Tree, base

DOUBT, TRUST, LINKED, SPOKEN = 0.2, 0.15, 0.2, 0.5
"""How sure a cue must be to stand against a rule's find and by itself; how sure the links to content and speaker."""

BESIDE = 2
"""Characters between a speaker and the cue beside him."""

_BARE = frozenset({"denies", "condemns", "accuses", "demands"})
"""Stances that say something even where no words are told: *denied it*."""
_PLAIN = frozenset({"attitude"})


class SayingWeigher:
    """The sayings of one sentence, weighed."""

    def __init__(self, tree: Tree, index: int, book: HintBook, *, attitudes: bool) -> None:
        self.tree, self.index, self.book, self.attitudes = tree, index, book, attitudes
        self.cues = [span for span in book.spans("cue", index) if span.first.sentence == index]

    def weigh(self, drafts: list[Draft]) -> list[Draft]:
        """Return the rules' sayings that stand, and those that only the model found, in text order."""
        kept = [self._restanced(draft) for draft in drafts if not self._doubted(draft)]
        for span in self.cues:
            place = self.book.characters(span)
            if span.score < TRUST or any(meets(place, draft.cue) for draft in kept):
                continue
            made = self._made(span, place)
            if made is not None:
                kept.append(made)
        return kept

    def _words(self, place: Span) -> list[WordRef]:
        return [WordRef(self.index, tok.id) for tok in self.tree.sentence.tokens
                if tok.start < place.end and place.start < tok.end]

    def _doubted(self, draft: Draft) -> bool:
        words = self._words(draft.cue)
        return bool(words) and max(self.book.chance("cue", word) for word in words) < DOUBT

    def _restanced(self, draft: Draft) -> Draft:
        span = next((s for s in self.cues if meets(self.book.characters(s), draft.cue)), None)
        if span is not None and span.label not in _PLAIN and not draft.responsibility:
            draft.stance = span.label
        if draft.rule == "speech.clause":
            draft.content = [self._run_on(piece) for piece in draft.content]
        return draft

    def _run_on(self, piece: Span) -> Span:
        """Return what is said behind a colon to the end of the statement, where the model reads it over sentences."""
        before = [tok for tok in self.tree.sentence.tokens if tok.end <= piece.start]
        if not before or before[-1].form != ":":
            return piece
        said = (self.book.characters(span) for span in self.book.spans("content", self.index))
        ends = [span.end for span in said if meets(span, piece) and span.end > self.tree.sentence.end]
        return Span(piece.start, max([piece.end, *ends]))

    def _made(self, span: HintedSpan, place: Span) -> Draft | None:
        if span.label in _PLAIN and not self.attitudes:
            return None
        words = self.book.words(span)
        content = self._contents(words) or self._clause(words)
        if not content and span.label not in _BARE:
            return None
        stance = "asserts" if span.label in _PLAIN else span.label
        draft = Draft(self.index, place, stance, "model.saying", self._speakers(words), content)
        if not content:
            about = self._object(words)
            if about is None:
                return None
            draft.about = about
            draft.content = [self.tree.phrase(about.token)]
        return draft

    def _contents(self, words: list[WordRef]) -> list[Span]:
        """The contents whose first word this cue is linked to more surely than any other."""
        found = []
        near = range(max(0, self.index - 3), self.index + 4)
        for span in dict.fromkeys(s for i in near for s in self.book.spans("content", i)):
            links = self.book.links_to("content", span.first)
            place = self.book.characters(span)
            linked = links[0].start in words if links and links[0].score >= LINKED else self._nearest(place, words)
            if linked:
                found.append(place)
        return sorted(set(found))

    def _nearest(self, content: Span, words: list[WordRef]) -> bool:
        """Whether no cue of the sentence stands nearer to a content that touches it, and none lies between."""
        sentence = self.tree.sentence
        if content.end <= sentence.start or sentence.end <= content.start:
            return False
        places = {span: self.book.characters(span) for span in self.cues}
        gaps = {span: max(content.start - cue.end, cue.start - content.end) for span, cue in places.items()}
        outside = {span: gap for span, gap in gaps.items() if gap >= 0}
        best = min(outside, key=lambda span: outside[span], default=None)
        return best is not None and any(best.first <= word <= best.last for word in words)

    def _clause(self, words: list[WordRef]) -> list[Span]:
        """What the tree hangs on the cue as said, where the model marked no content of its own (nested sayings)."""
        for word in words:
            for tok in self.tree.children(word.token, "ccomp", "xcomp"):
                inside = [t for t in self.tree.subtree(tok.id) if t.upos != "PUNCT" or t.id != tok.id]
                if inside and not any(t.id == w.token for t in inside for w in words):
                    return [self.tree.span_of(inside)]
        return []

    def _object(self, words: list[WordRef]) -> WordRef | None:
        found = [tok for word in words for tok in self.tree.children(word.token, "obj", "nsubj:pass")]
        return WordRef(self.index, found[0].id) if found else None

    def _speakers(self, words: list[WordRef]) -> list[Speaker]:
        found: dict[WordRef, Speaker] = {}
        for word in words:
            for link in self.book.links("source", word):
                if link.score >= SPOKEN and link.end.sentence == self.index and link.end not in words:
                    found.setdefault(link.end, Speaker(link.end, self._phrase(link.end)))
        if not found:
            found = self._beside(words) or self._who_issued(words)
        heads = {word.token for word in found}
        return [s for w, s in found.items() if not self._inside_another(w, heads)]

    def _beside(self, words: list[WordRef]) -> dict[WordRef, Speaker]:
        """The source span that stands right beside a cue, where no link tells the speaker."""
        cue = self.book.characters(HintedSpan("cue", words[0], words[-1], 1.0))
        for span in self.book.spans("source", self.index):
            place = self.book.characters(span)
            gap = max(place.start - cue.end, cue.start - place.end)
            if 0 <= gap <= BESIDE and span.first.sentence == span.last.sentence:
                inside = set(range(span.first.token, span.last.token + 1))
                head = next((i for i in inside if self.tree.token(i).head not in inside), span.last.token)
                word = WordRef(self.index, head)
                return {word: Speaker(word, place)}
        return {}

    def _who_issued(self, words: list[WordRef]) -> dict[WordRef, Speaker]:
        """The subject of the sentence, whose next word a participle of saying is: it issued a statement *saying* so."""
        cue = self.tree.token(words[0].token)
        top = next((tok for tok in self.tree.ancestors(cue) if base(tok.deprel) == "root"), None)
        if not cue.form.lower().endswith("ing") or cue.upos != "VERB" or top is None or top.upos != "VERB":
            return {}
        who = subject(self.tree, top)
        if who is None or who.id > cue.id or who.upos not in ("PROPN", "NOUN", "PRON"):
            return {}
        word = WordRef(self.index, who.id)
        return {word: Speaker(word, self._phrase(word))}

    def _inside_another(self, word: WordRef, heads: set[int]) -> bool:
        """Whether a word is only a part of another speaker's phrase and no speaker beside him."""
        token = self.tree.token(word.token)
        return base(token.deprel) in ("flat", "compound", "nmod", "appos") and token.head in heads

    def _phrase(self, word: WordRef) -> Span:
        for span in self.book.spans("source", word.sentence):
            if span.first <= word <= span.last and span.first.sentence == span.last.sentence:
                return self.book.characters(span)
        return self.tree.phrase(word.token)
