"""One sentence as the casualty rules see it: its tree, its numbers, and which of its words are people.

The surface helpers stand here because a parser that hangs a number on the wrong verb is the commonest cause of a
wrong toll: what stands right beside a trigger outranks a far attachment.
"""

from __future__ import annotations

from functools import cached_property

from histor.extract.casualties_words import CasualtyWords, singular
from histor.extract.quantities import Numbers, Quantity
from histor.extract.quantities_reader import Number
from histor.model import Document, Sentence, Span, Token
from histor.model.tree import Tree, base

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ", "SYM", "X"})
#: Words that may stand between a subject and its participle without ending the reach of the subject.
_BRIDGE = frozenset({"AUX", "ADV", "PART"})
_COUNTS = ("nummod", "det", "amod", "compound", "advmod", "nmod")
_LONGEST_PHRASE = 10


class Scene:
    """A sentence with everything the rules ask about it, each answered once."""

    def __init__(self, document: Document, index: int, sentence: Sentence, words: CasualtyWords) -> None:
        self.document, self.index, self.sentence, self.words = document, index, sentence, words
        self.tree = Tree(sentence)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of the sentence."""
        return Numbers(self.tree)

    @cached_property
    def shouting(self) -> bool:
        """Whether the sentence is in capitals throughout, so that a capital tells nothing."""
        letters = [tok.form for tok in self.sentence.tokens if tok.form.isalpha() and len(tok.form) > 1]
        return bool(letters) and all(form.isupper() for form in letters)

    def token(self, ident: int) -> Token | None:
        """Return the word with this id, or None beyond the sentence's ends."""
        return self.sentence.tokens[ident - 1] if 1 <= ident <= len(self.sentence.tokens) else None

    def lower(self, ident: int) -> str:
        """Return the lower-case form of a word, empty beyond the ends."""
        token = self.token(ident)
        return token.form.lower() if token else ""

    def text(self, span: Span) -> str:
        """Return the document's characters of a span."""
        return self.document.text[span.start : span.end]

    def breaks(self, ident: int) -> bool:
        """Tell whether a line ends behind a word; a list keeps its lines though a parser makes one sentence of it."""
        here, after = self.token(ident), self.token(ident + 1)
        return here is not None and after is not None and "\n" in self.document.text[here.end : after.start]

    def is_trigger(self, token: Token) -> bool:
        """Tell whether a word tells an effect of its own."""
        return self.words.effect(token) is not None

    def is_thing(self, token: Token) -> bool:
        """Tell whether a noun is a thing, which is lost or destroyed but no victim."""
        return self.words.has("things", singular(token)) or self.words.has("things", token.form.lower())

    def is_person(self, token: Token) -> bool:
        """Tell whether a noun is a word for people: by list, by ending, by name or as a people's name."""
        lemma = singular(token)
        if self.is_thing(token):
            return False
        if self.words.has("people", lemma) or self.words.has("people", token.form.lower()):
            return True
        if token.ent.endswith(("PER", "NORP")):
            return True
        if token.form.lower().endswith(tuple(self.words.lists["people_endings"])):
            return True
        if token.upos == "NOUN" and len(lemma) > 4:
            return lemma.endswith(tuple(self.words.lists["person_endings"]))
        plural = self.tree.has_feature(token, "Number=Plur")
        capital = token.form[:1].isupper() and not self.shouting
        return token.upos in ("PROPN", "ADJ", "NOUN") and capital and plural and not token.ent.endswith(("LOC", "ORG"))

    def is_plainly_person(self, token: Token) -> bool:
        """Tell whether a noun is a word for a person by list or by an ending that things do not have."""
        lemma = singular(token)
        return self.words.has("people", lemma) or (len(lemma) > 4 and lemma.endswith(("man", "woman", "ist")))

    def is_named(self, token: Token) -> bool:
        """Tell whether a word is the head of one person's name."""
        if any(self.words.has("ship_marks", tok.form.lower()) for tok in self.tree.subtree(token.id)[:6]):
            return False
        if token.upos != "PROPN" or self.tree.has_feature(token, "Number=Plur"):
            return False
        return token.ent.endswith("PER") or any(
            child.ent.endswith("PER") for child in self.tree.children(token.id, "flat", "compound", "nmod")
        )

    def count_after(self, ident: int, reach: int = 4) -> Number | None:
        """Return the count that begins right behind a word, over qualifiers and adverbs only."""
        token = self.token(ident)
        if token is None:
            return None
        for number in self.numbers.found:
            if number.first <= ident:
                continue
            gap = range(ident + 1, number.first)
            outside = [i for i in gap if self.tree.token(i).start < number.span.start]
            light = len(outside) <= reach and all(self._light(i) for i in outside)
            return number if light and number.kind == "count" else None
        return None

    def lead(self, number: Number) -> str:
        """Return the word before a number and its qualifier."""
        return self.lower(self.lead_id(number))

    def lead_id(self, number: Number) -> int:
        """Return the id of the word before a number and its qualifier, 0 where none stands there."""
        at = number.first - 1
        while at and self.tree.token(at).start >= number.span.start:
            at -= 1
        return at

    def _light(self, ident: int) -> bool:
        token = self.tree.token(ident)
        return token.upos in ("ADV", "DET") or self.words.has("aside", token.form.lower())

    def count_before(self, ident: int) -> Number | None:
        """Return the count of the noun phrase that ends right before a participle or state and its auxiliaries."""
        at = ident - 1
        while at and (self.tree.token(at).upos in _BRIDGE or self.words.has("reported", self.lower(at))):
            at -= 1
        for number in reversed(self.numbers.found):
            if number.last > at:
                continue
            inside = [self.tree.token(i) for i in range(number.last + 1, at + 1)]
            plain = all(
                tok.upos in ("NOUN", "PROPN", "ADJ", "ADP", "DET") and not self.is_trigger(tok) for tok in inside
            )
            return number if len(inside) <= 6 and plain and number.kind == "count" else None
        return None

    def head_of(self, number: Number) -> Token:
        """Return the noun that a number counts, or the number's own last word where it stands alone."""
        for ident in range(number.last, number.first - 1, -1):
            token = self.tree.token(ident)
            head = self.tree.parent(token)
            near = head is not None and number.last < head.id <= number.last + 8
            if near and head is not None and head.upos in NOMINAL and base(token.deprel) in _COUNTS:
                return self._whole_noun(head)
        return self.noun_behind(number.last) or self.tree.token(number.last)

    def _whole_noun(self, head: Token) -> Token:
        """Return the noun that a compound's first part stands before: "5,000 foot soldiers"."""
        above = self.tree.parent(head)
        return above if above is not None and base(head.deprel) == "compound" and above.id == head.id + 1 else head

    def noun_behind(self, ident: int) -> Token | None:
        """Return the last noun of the run right behind a number, for trees that hang the number elsewhere."""
        found = None
        for at in range(ident + 1, ident + 6):
            token = self.token(at)
            if token is None or token.upos not in ("ADJ", "NOUN", "PROPN") or self.words.state(token):
                break
            found = token if token.upos != "ADJ" else found
        return found

    def quantity(self, token: Token) -> Quantity | None:
        """Return how many of it there are, where that is told."""
        return self.numbers.of(token)

    def phrase_tokens(self, head: Token) -> list[Token]:
        """Return the words of a noun's phrase that stand together with it, number and article left out."""
        span = self.tree.phrase(head.id)
        inside = [tok for tok in self._around(head) if span.start <= tok.start and tok.end <= span.end]
        kept = [tok for tok in inside if not self._is_count(tok.id) or tok.id == head.id]
        counted = self.numbers.at(head.id)
        if counted is not None:
            kept = [tok for tok in kept if tok.id > counted.last]
        verb = max(
            (i for i, tok in enumerate(kept) if tok.id < head.id and (tok.upos == "AUX" or tok.form == ":")), default=-1
        )
        kept = kept[verb + 1 :]
        ends = (i for i, tok in enumerate(kept) if tok.id > head.id and (tok.upos == "AUX" or self._cuts(tok)))
        stop = next(ends, len(kept))
        kept = kept[:stop]
        while kept and (kept[0].upos in ("DET", "PUNCT", "ADV", "ADP", "CCONJ") or _extra(self.words, kept)):
            kept.pop(0)
        while kept and kept[-1].upos in ("PUNCT", "ADP", "DET", "CCONJ"):
            kept.pop()
        return kept

    def _is_count(self, ident: int) -> bool:
        """Tell whether a word is of a number that counts; the number in "10-year-old girl" belongs to the phrase."""
        number = self.numbers.at(ident)
        return number is not None and number.kind == "count"

    def _cuts(self, token: Token) -> bool:
        """Tell whether a word ends a group's phrase; a hyphen does only where it stands apart."""
        lower, before = token.form.lower(), self.token(token.id - 1)
        return lower in _CUT and (lower not in "-–—" or before is None or before.end < token.start)

    def _around(self, head: Token) -> list[Token]:
        """Return the words near a head: from behind the last number before it, up to the phrase's greatest length."""
        start = max(1, head.id - _LONGEST_PHRASE)
        for number in self.numbers.found:
            if start <= number.last < head.id and number.kind == "count" and self.numbers.at(head.id) is None:
                start = number.last + 1
        stop = min(len(self.sentence.tokens), head.id + _LONGEST_PHRASE)
        return [self.tree.token(i) for i in range(start, stop + 1)]


_CUT = frozenset(
    {"--", ":", "including", "(", "[", ",", ";", "-", "–", "—", "along", "together", "alongside", "who", "which"}
)


def _extra(words: CasualtyWords, phrase: list[Token]) -> bool:
    """Tell whether a phrase's first word only goes on counting ("more", "other"), with the noun still to come."""
    return len(phrase) > 1 and words.has("extra", phrase[0].form.lower())
